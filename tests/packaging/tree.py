"""The files that git knows, and a copy of them: what somebody has who has just cloned the repository."""

import shutil
import subprocess
from pathlib import Path

from tests.support.databases import ROOT


def tracked() -> list[Path]:
    """Files that git knows and that are there, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).exists()]


def copy_tracked(folder: Path) -> None:
    """Copies them into a folder, with their modes, as they stand in the working tree."""
    for path in tracked():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
