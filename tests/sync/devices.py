"""Devices that run the app's own code below its screens, each a Node process with a fake IndexedDB (pwa/tests/sync)."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.node import NODE, PWA, vite


def build(folder: Path) -> Path:
    """Bundles the app's code for Node; the script to run."""
    command = vite("build", "--config", "tests/sync/vite.config.ts", "--outDir", folder)
    done = subprocess.run(command, cwd=PWA, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "main.js"


class Device:
    """One device. Every method of its own is a question that the process answers with one line."""

    def __init__(self, script: Path) -> None:
        self._process = subprocess.Popen([NODE, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, question: str, **kwargs: Any) -> Any:  # noqa: ANN401 - JSON
        """What the device answers. Raises AssertionError with its stack when it failed."""
        self.begin(question, **kwargs)
        return self.answer()

    def begin(self, question: str, **kwargs: Any) -> None:  # noqa: ANN401 - JSON
        """Asks without waiting, so that others can be asked at the same time."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"ask": question, **kwargs}) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:  # noqa: ANN401 - JSON
        """Waits for the answer to what was begun."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the device ended"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def three_devices(script: Path) -> Iterator[list[Device]]:
    """Two for one person, one for the partner."""
    devices = [Device(script) for _ in range(3)]
    try:
        yield devices
    finally:
        for device in devices:
            device.close()


def become_a_couple(devices: list[Device], base: str, seed: int, clocks: tuple[int, ...] = (0, 0, 0)) -> None:
    """Starts the devices afresh: the first two are Ada's, the third Bo's, and they are paired."""
    for place, (device, wrong_by_ms) in enumerate(zip(devices, clocks, strict=True)):
        device.ask("fresh", base=base, seed=1000 * seed + 10 * place, wrong_by_ms=wrong_by_ms)
    phone, tablet, other = devices
    phone.ask("sign_up", handle=f"ada{seed}")
    other.ask("sign_up", handle=f"bob{seed}")
    other.ask("join", code=phone.ask("invite"))
    phone.ask("confirm")
    tablet.ask("sign_in", handle=f"ada{seed}")
    other.ask("sync")


def settle(devices: list[Device]) -> None:
    """Every line is up, and all devices sync until none has anything to send or to hear."""
    for device in devices:
        device.ask("line", is_up=True, loses=0, intercepts=0)
    for _ in range(3):
        for device in devices:
            device.ask("sync")
