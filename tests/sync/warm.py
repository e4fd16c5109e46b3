"""A server that is up again a moment after it was killed: each is forked from one that made the app before."""

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock
from uuid import uuid4

from flask import Flask

from server.app import create_app
from server.cli import main
from server.config import from_environment
from server.db import close
from server.host import serving
from server.host.migrate import migrate
from server.sealing import make_secrets
from server.sync import service
from tests.support.callers import in_process
from tests.support.databases import environment
from tests.support.people import Person, pair
from tests.support.protocol import b64
from tests.support.server import ServerProcess
from tests.sync.bodies import act_body, answer_body, day_of


class WarmServer(ServerProcess):
    """`hearth serve` each time, with its own process group, socket, threads and database connections.

    What it need not do again is read its code, make the app, and work out its first statements.
    """

    def __init__(self, home: Path, *, page: int = service.PAGE, **settings: str | Path) -> None:
        super().__init__(home, **settings)
        self._child = 0
        serve = ["serve", "--host", "127.0.0.1", "--port", str(self.port)]
        with self.log_path.open("ab") as log:
            self._parent = subprocess.Popen(
                [sys.executable, "-m", "tests.sync.warm", str(page), *serve],
                env=environment(**self._settings),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    def start(self) -> "WarmServer":
        """Forks one and waits until /healthz answers."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(b"\n")
        self._parent.stdin.flush()
        self._child = int(self._parent.stdout.readline())
        for _ in range(3000):
            if self._is_healthy():
                return self
            time.sleep(0.01)
        raise AssertionError(f"the server did not start:\n{self.log[-4000:]}")

    def start_cold(self) -> None:
        """Starts `hearth serve` as a host does, imports and all, and waits until /healthz answers."""
        super().start()

    def kill(self) -> None:
        """kill -9, the process and what it started."""
        if self._child:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child, signal.SIGKILL)
        super().kill()
        self._child, self._process = 0, None
        with contextlib.suppress(OSError):
            while True:  # until the last of them has let go of the port
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                time.sleep(0.005)

    def close(self) -> None:
        """Ends it for good."""
        self.kill()
        self._parent.communicate()


def _warmed() -> Flask:
    """The app, with no connection open, after two who are nobody else's business did what most operations do."""
    settings = from_environment()
    make_secrets(settings.secrets_dir)
    migrate(settings)
    app = create_app(settings)
    call = in_process(app)
    couple = pair(Person("warm.one", "One").sign_up(call), Person("warm.two", "Two").sign_up(call))
    one, two = couple.inviter, couple.accepter
    act = act_body(one, day_of(one, datetime.now(UTC)))
    sealed = {"id": str(uuid4()), "kind": "draft", "size_class": 256, "ciphertext": b64(os.urandom(256 + 35))}
    for note in ("said", "said again"):
        one.client.apply(couple.space_id, "log_act", act | {"note": note})
        one.client.apply(one.private_space_id, "put_sealed", sealed)
        two.client.apply(couple.space_id, "acknowledge", answer_body(couple, two, act["id"]))
    one.client.apply(couple.space_id, "log_act", act | {"note": "corrected"})
    one.client.apply(couple.space_id, "delete_act", {"id": act["id"]})
    two.client.rows(couple.space_id, "act")
    close(app)
    return app


def _fork_for_every_line() -> None:
    service.PAGE = int(sys.argv[1])
    tell = os.dup(1)
    os.dup2(2, 1)
    app = _warmed()
    mock.patch.object(serving, "create_app", return_value=app).start()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    child = 0
    try:
        for _ in sys.stdin.buffer:
            child = os.fork()
            if child == 0:
                os.setsid()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                sys.exit(main(sys.argv[2:]))
            os.write(tell, f"{child}\n".encode())
    finally:
        # Whoever asked is gone, in whatever way: nothing that was forked for them stays.
        if child:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)


if __name__ == "__main__":
    _fork_for_every_line()
