"""`make run` in a fresh clone: quiet, and not put out by whatever interrupted it before."""

import os
import signal
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

import pytest

from tests.packaging.tree import copy_tracked
from tests.support.databases import environment
from tests.support.server import free_port

MOST_LINES = 10
# What is there while each step is under way, and the stamp that is not there yet.
STEPS: dict[str, Callable[[Path], bool]] = {
    "making the environment": lambda clone: (clone / ".venv/bin/python").exists(),
    "fetching Python packages": lambda clone: any(clone.glob(".venv/lib/*/site-packages/sqlalchemy/__init__.py")),
    "fetching npm packages": lambda clone: any(clone.glob("pwa/node_modules/*")),
}
STAMPS = {
    "making the environment": ".make/python",
    "fetching Python packages": ".make/python",
    "fetching npm packages": ".make/npm",
}


@pytest.fixture
def clone() -> Iterator[Path]:
    # On disk, beside the package managers' caches, so that files are linked and not copied into memory.
    with tempfile.TemporaryDirectory(prefix="hearth-first-run-", dir="/var/tmp") as folder:
        copy_tracked(Path(folder))
        yield Path(folder)


def make_run(clone: Path, port: int) -> subprocess.Popen[str]:
    """The README's first command, in a process group of its own."""
    # Not as a part of the `make` that may be running this test.
    env = {
        name: value for name, value in environment(port=str(port)).items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    return subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def interrupt(clone: Path, step: str) -> None:
    """Runs it until the step is under way, and kills everything at once, as a power cut would."""
    process = make_run(clone, free_port())
    while not STEPS[step](clone):
        assert process.poll() is None, process.communicate()[0]
        sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (clone / STAMPS[step]).exists(), f"{step} was over before it could be interrupted"


def test_an_interrupted_first_run_is_made_good_by_the_second(clone: Path) -> None:
    for step in STEPS:
        interrupt(clone, step)
    port = free_port()
    process = make_run(clone, port)
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if line.startswith("Hearth is at "):
            break
    assert lines[-1:] == [f"Hearth is at http://localhost:{port}"], "\n".join(lines)
    assert len(lines) <= MOST_LINES, "\n".join(lines)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
        assert b"/assets/" in page.read()
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=30)
