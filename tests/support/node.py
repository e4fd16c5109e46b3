"""The Node that `make` chose, and the app's Vite: no test looks for either on PATH."""

from pathlib import Path

from tests.support.databases import ROOT

PWA = ROOT / "pwa"
NODE = ROOT / ".make" / "bin" / "node"


def vite(*arguments: str | Path) -> list[str | Path]:
    """The command that runs the app's Vite; its working directory has to be PWA."""
    return [NODE, PWA / "node_modules" / "vite" / "bin" / "vite.js", *arguments]
