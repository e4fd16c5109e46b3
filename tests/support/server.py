"""A real `hearth serve` on a free loopback port, in a folder of its own."""

import contextlib
import http.client
import os
import random
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.support.callers import over_http
from tests.support.databases import HEARTH, environment
from tests.support.patience import PATIENCE_S
from tests.support.people import Caller, Person


def free_port() -> int:
    """A loopback port nobody listens on, and none that the system gives to connections meanwhile."""
    while True:
        port = random.randrange(10_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class ServerProcess:
    """One server, killed by its own pid. Started again, it keeps its folder, and so its data and secrets."""

    def __init__(self, home: Path, **settings: str | Path) -> None:
        self.home = home
        self.data_dir = home / "data"
        self.secrets_dir = home / "secrets"
        self.log_path = home / "server.log"
        self.port = free_port()
        # localhost rather than 127.0.0.1: passkeys and service workers know it by that name.
        self.url = f"http://localhost:{self.port}"
        home.mkdir(parents=True, exist_ok=True)
        self._settings = {"data_dir": self.data_dir, "secrets_dir": self.secrets_dir, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that was started; its workers, if any, are its children."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """Everything it has printed."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    @property
    def call(self) -> Caller:
        """For tests.support.people.Client."""
        return over_http(f"http://127.0.0.1:{self.port}")

    def sign_up(self, handle: str, display_name: str) -> Person:
        """A new person on this server."""
        return Person(handle, display_name).sign_up(self.call)

    def start(self) -> "ServerProcess":
        """Starts it and waits until /healthz answers."""
        command: list[str | Path] = [HEARTH, "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        with self.log_path.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=environment(**self._settings),
                cwd=self.home,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        for _ in range(20 * PATIENCE_S):
            if self._process.poll() is not None:
                break
            if self._is_healthy():
                return self
            time.sleep(0.05)
        self.kill()
        raise AssertionError(f"the server did not start:\n{self.log[-4000:]}")

    def stop(self) -> None:
        """Asks it to end and waits for it."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """kill -9, the process and what it started."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _is_healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
