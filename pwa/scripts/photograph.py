"""Photograph every screen of the built app over the example couple, and let axe read each one.

`.venv/bin/python pwa/scripts/photograph.py [--quick]` serves pwa/dist on loopback under the server's content security
policy, writes PNGs into screenshots/screens (which git ignores), and exits 1 when a page scrolls sideways or axe finds
anything. `--quick` keeps to one language and the phone's width. Needs a Chromium (HEARTH_CHROMIUM, else
/usr/bin/chromium).
"""

import functools
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PWA = Path(__file__).parent.parent
DIST = PWA / "dist"
AXE = PWA / "node_modules" / "axe-core" / "axe.min.js"
OUT = PWA.parent / "screenshots" / "screens"
CSP = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:;"
    " connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
OUTSIDE = ["welcome", "sign-up", "sign-in", "recover", "help", "help/body", "hard"]
INSIDE = [
    *("today", "today/from", "today/add", "today/check-in", "wall"),
    *("trends", "trends/promises/mine", "trends/promises/theirs", "trends/feeling", "trends/feeling/theirs"),
    *("us", "us/make", "us/commitment/c1", "us/pause", "us/label", "us/leave", "us/invite", "us/join"),
    *("me", "me/check-ins", "me/about", "me/nudges", "me/push", "me/devices", "me/password", "me/export"),
    *("me/waiting", "me/privacy", "me/install", "me/sign-out", "me/delete", "nowhere"),
]
THEMES = ["light", "dark"]
LOOKS = [(390, 100, "ltr"), (320, 200, "ltr"), (1024, 100, "ltr"), (390, 100, "rtl")]
LANGUAGES = ["en-GB", "es-ES", "de-DE"]
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SETTLE_MS = 500


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files under the content security policy, silently."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def read(page: Page, where: str) -> Iterator[str]:
    """What is wrong with the page as it stands, one sentence each."""
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if sideways > 0:
        yield f"{where}: {sideways} px too wide"
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    for violation in found["violations"]:
        yield f"{where}: {violation['id']}: {violation['nodes'][0]['html'][:160]}"


def photograph(browser: Browser, base: str, theme: str, look: tuple[int, int, str], language: str) -> Iterator[str]:
    """Go through every screen in one theme, look and language."""
    width, text_percent, direction = look
    context = browser.new_context(
        viewport={"width": width, "height": 844}, locale=language, service_workers="block", bypass_csp=True
    )
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for entrance, screens in (("welcome", OUTSIDE), ("demo", INSIDE)):
        page.goto(f"{base}/#/{entrance}")
        page.wait_for_timeout(2 * SETTLE_MS)
        page.evaluate(
            "([size, dir]) => { document.documentElement.style.fontSize = size; document.documentElement.dir = dir }",
            [f"{text_percent}%", direction],
        )
        for screen in screens:
            page.evaluate("path => { location.hash = '#/' + path }", screen)
            page.wait_for_timeout(SETTLE_MS)
            name = f"{screen.replace('/', '-')}.{theme}.{width}.{text_percent}.{direction}.{language[:2]}"
            page.screenshot(path=OUT / f"{name}.png", full_page=True)
            yield from read(page, name)
    context.close()


def main() -> int:
    """Photograph everything; 1 when something is to be mended."""
    quick = "--quick" in sys.argv
    OUT.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Handler, directory=DIST)
    problems: list[str] = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}"
        chromium = os.environ.get("HEARTH_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        for theme, look, language in product(
            THEMES, LOOKS[:1] if quick else LOOKS, LANGUAGES[:1] if quick else LANGUAGES
        ):
            problems += photograph(browser, base, theme, look, language)
        browser.close()
        server.shutdown()
    print("\n".join(problems) or f"nothing to mend; the pictures are in {OUT}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
