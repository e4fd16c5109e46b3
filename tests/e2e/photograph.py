"""Photographs of every screen in every look, for somebody to look at one by one: `make photographs`.

PNGs go into screenshots/screens, which git ignores. `--quick` keeps to the phone's width in English. Exits 1 when
anything is wrong with a screen.
"""

import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page

from tests.e2e.screens import DRAWN, HEIGHT, PSEUDO, Look, open_screens, open_states
from tests.e2e.wrong import wrong_with
from tests.support.browser import launch, start_playwright
from tests.support.server import ServerProcess

OUT = Path("screenshots") / "screens"
THEMES = ["light", "dark"]
SIZES = [(390, 100), (320, 200), (1024, 100)]
LANGUAGES = ["en-GB", "de-DE", PSEUDO]
# What lies further down repeats itself; a browser draws no picture of more.
TALLEST = 12_000


def main() -> int:
    """Photographs everything; 1 when something is to be mended."""
    quick = "--quick" in sys.argv
    OUT.mkdir(parents=True, exist_ok=True)
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder, start_playwright() as playwright:
        server = ServerProcess(Path(folder)).start()
        for language in LANGUAGES[:1] if quick else LANGUAGES:
            # Fields for dates are written by the browser, in its own language where it has it (Debian: chromium-l10n).
            spoken = f"{language.replace('-', '_')}:{language[:2]}"
            browser = launch(playwright, LANGUAGE=spoken)
            sizes = SIZES[:1] if quick else SIZES
            looks = [Look(theme, *size, language) for theme, size in product(THEMES, sizes)]
            for name, look, page in _everything(browser, server, looks):
                height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                clip = FloatRect(x=0, y=0, width=look.width, height=height)
                if page.locator("ol.wall").count():  # of which only what is near the window is in the page
                    page.set_viewport_size({"width": look.width, "height": height})
                    page.evaluate(DRAWN)
                page.screenshot(path=OUT / f"{name}.{look}.png", full_page=True, clip=clip)
                page.set_viewport_size({"width": look.width, "height": HEIGHT})
                problems += [
                    f"{name}.{look}: {problem}" for problem in wrong_with(page, is_disguised=look.is_disguised)
                ]
            browser.close()
        server.stop()
    print("\n".join(problems) or f"nothing to mend; the pictures are in {OUT}")
    return 1 if problems else 0


def _everything(browser: Browser, server: ServerProcess, looks: list[Look]) -> Iterator[tuple[str, Look, Page]]:
    for look in looks:
        for name, page in open_screens(browser, server.url, look):
            yield name, look, page
    yield from open_states(browser, server, looks)


if __name__ == "__main__":
    sys.exit(main())
