"""Photographs of every screen in every look, for somebody to look at one by one: `make photographs`.

PNGs go into screenshots/screens, which git ignores. `--quick` keeps to the phone's width in English. Exits 1 when
anything is wrong with a screen.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.screens import PSEUDO, Look, open_screens, wrong_with
from tests.support.browser import FLAGS, find_chromium
from tests.support.server import ServerProcess

OUT = Path("screenshots") / "screens"
THEMES = ["light", "dark"]
SIZES = [(390, 100), (320, 200), (1024, 100)]
LANGUAGES = ["en-GB", "de-DE", PSEUDO]


def main() -> int:
    """Photographs everything; 1 when something is to be mended."""
    quick = "--quick" in sys.argv
    OUT.mkdir(parents=True, exist_ok=True)
    looks = product(THEMES, SIZES[:1] if quick else SIZES, LANGUAGES[:1] if quick else LANGUAGES)
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = ServerProcess(Path(folder)).start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for theme, (width, text_percent), language in looks:
            look = Look(theme, width, text_percent, language)
            for name, page in open_screens(browser, server.url, look):
                page.screenshot(path=OUT / f"{name}.{look}.png", full_page=True)
                problems += [f"{name}.{look}: {problem}" for problem in wrong_with(page, look)]
        browser.close()
        server.stop()
    print("\n".join(problems) or f"nothing to mend; the pictures are in {OUT}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
