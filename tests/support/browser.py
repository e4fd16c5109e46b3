"""Browsers for the tests: `python -m tests.support.browser` installs those missing where that is ours to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.support.node import NODE
from tests.support.patience import PATIENCE_S

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FIREFOX = ("firefox-esr", "firefox")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FONTS = Path(__file__).with_name("fonts.conf")
PHONE = {"width": 390, "height": 844}


def find_chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return _first(CHROMIUM)


def find_firefox() -> str | None:
    """The path of a Firefox on this machine."""
    return _first(FIREFOX)


@contextmanager
def start_playwright() -> Iterator[Playwright]:
    """Playwright, on the Node that `make` chose: the one it brings needs libraries that a bare machine lacks."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    expect.set_options(timeout=1000 * PATIENCE_S)
    with sync_playwright() as playwright:
        yield playwright


def launch(playwright: Playwright, **environment: str) -> Browser:
    """Headless Chromium with the tests' own fonts, and what else is to be in its environment."""
    path = find_chromium()
    assert path, "there is no Chromium on PATH"
    return playwright.chromium.launch(
        executable_path=path, args=list(FLAGS), env={**os.environ, "FONTCONFIG_FILE": str(FONTS), **environment}
    )


def main() -> int:
    """Installs both on Debian as root; elsewhere says what will be skipped. On CI a missing browser is an error."""
    missing = [names[0] for names in (CHROMIUM, FIREFOX) if not _first(names)]
    if missing and Path("/etc/debian_version").exists() and os.getuid() == 0 and shutil.which("apt-get"):
        print("installing for the browser tests:", *missing)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *missing]):
            subprocess.run(["apt-get", *command], check=False, stdout=subprocess.DEVNULL, env=quiet)
    missing = [names[0] for names in (CHROMIUM, FIREFOX) if not _first(names)]
    for name in missing:
        print(f"skipped: the browser tests that need {name}, which is not on PATH")
    return 1 if missing and os.environ.get("CI") else 0


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


if __name__ == "__main__":
    sys.exit(main())
