"""A server that is up again a moment after it was killed: each is forked from a process that has read all its code."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from server.cli import main
from server.sync import service
from tests.support.databases import environment
from tests.support.server import ServerProcess


class WarmServer(ServerProcess):
    """`hearth serve` with its own process group, database connections and app each time; only its imports are kept."""

    def __init__(self, home: Path, *, page: int = service.PAGE, **settings: str | Path) -> None:
        super().__init__(home, **settings)
        self._child = 0
        with self.log_path.open("ab") as log:
            self._parent = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.sync.warm",
                    str(page),
                    "serve",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    str(self.port),
                ],
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

    def kill(self) -> None:
        """kill -9, the process and what it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            while True:  # until the last of them has let go of the port
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                time.sleep(0.005)

    def close(self) -> None:
        """Ends it for good."""
        self.kill()
        self._parent.communicate()


def _fork_for_every_line() -> None:
    service.PAGE = int(sys.argv[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    tell = os.dup(1)
    os.dup2(2, 1)
    for _ in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sys.exit(main(sys.argv[2:]))
        os.write(tell, f"{child}\n".encode())


if __name__ == "__main__":
    _fork_for_every_line()
