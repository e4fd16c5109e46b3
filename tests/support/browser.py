"""Chromium for the tests: `python -m tests.support.browser` installs it where that is ours to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}


def find_chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Installs Chromium on Debian as root; elsewhere says what will be skipped. On CI a missing browser is an error."""
    if find_chromium():
        return 0
    if Path("/etc/debian_version").exists() and os.getuid() == 0 and shutil.which("apt-get"):
        print("installing Chromium for the browser tests")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], check=False, stdout=subprocess.DEVNULL, env=quiet)
    if find_chromium():
        return 0
    print("skipped: the browser tests, because there is no Chromium on PATH")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
