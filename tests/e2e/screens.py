"""Every screen of the built app, opened over the example couple, and the states that the example never shows."""

import json
import re
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, expect

from tests.e2e.states import ZONE, Story
from tests.support.databases import ROOT
from tests.support.server import ServerProcess

OUTSIDE = ["welcome", "sign-up", "sign-in", "recover", "help", "help/body", "hard"]
# What two have together, as the app itself lists it.
TOGETHER = re.findall(r'to: "(us/[a-z-]+)"', (ROOT / "pwa/src/features/us/together.tsx").read_text(encoding="utf-8"))
INSIDE = [
    *("today", "today/from", "today/add", "today/check-in", "today/tonight", "today/safety", "wall", "wall/{day}"),
    *("trends", "trends/promises/mine", "trends/promises/theirs", "trends/feeling", "trends/feeling/theirs"),
    *("us", "us/make", "us/commitment/c1", "us/pause", *TOGETHER, "us/invite", "us/join"),
    *("me", "me/check-ins", "me/about", "me/nudges", "me/push", "me/devices", "me/lock", "me/password"),
    *("me/export", "me/waiting", "me/privacy", "me/install", "me/sign-out", "me/delete", "nowhere"),
]
PSEUDO = "ar-XB"
HEIGHT = 844
SETTLES_MS = 150
# Once what was changed has been laid out and drawn.
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


class Look:
    """How a screen is looked at: theme, width in CSS pixels, size of text in per cent, and the device's language."""

    def __init__(self, theme: str, width: int, text_percent: int, language: str) -> None:
        self.theme, self.width, self.text_percent, self.language = theme, width, text_percent, language

    @property
    def is_disguised(self) -> bool:
        """Whether every letter of the catalogue's is disguised."""
        return self.language == PSEUDO

    def __str__(self) -> str:
        """Its name within a file's name."""
        return f"{self.theme}.{self.width}.{self.text_percent}.{self.language}"


def open_screens(browser: Browser, base: str, look: Look) -> Iterator[tuple[str, Page]]:
    """Goes from screen to screen in one look, as somebody signed out and then as one of the example couple."""
    page = open_page(browser, look)
    page.goto(f"{base}/#/welcome")
    root_size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert root_size == f"{16 * look.text_percent / 100:g}px", f"{look}: the text is {root_size}"
    heading = page.get_by_role("heading", level=1)
    for entrance, screens in (("welcome", OUTSIDE), ("demo", INSIDE)):
        page.evaluate("path => { location.hash = '#/' + path }", entrance)
        expect(heading).to_be_visible()
        if entrance == "demo":
            expect(page.get_by_role("navigation")).not_to_have_count(0)
        for screen in screens:
            path = screen.format(day=page.evaluate("new Date().toISOString().slice(0, 10)"))
            page.evaluate("path => { location.hash = '#/' + path }", path)
            expect(heading).to_be_visible()
            expect(page.locator(".empty[role=status]")).to_have_count(0)
            page.wait_for_timeout(SETTLES_MS)
            yield screen.replace("/{day}", "/day").replace("/", "-"), page
    page.context.close()


def open_states(browser: Browser, server: ServerProcess, looks: list[Look]) -> Iterator[tuple[str, Look, Page]]:
    """Goes through the states that the example never shows, each in every look; the looks share one language."""
    page = open_page(browser, looks[0])
    page.goto(f"{server.url}/#/welcome")
    for name in Story(page, server, looks[0].is_disguised).states():
        for look in looks:
            put_on(page, look)
            page.evaluate(DRAWN)
            yield f"state-{name}".replace("/", "-"), look, page
    page.context.close()


def open_page(browser: Browser, look: Look) -> Page:
    """An empty page of a fresh phone in that look."""
    context = browser.new_context(
        viewport={"width": look.width, "height": HEIGHT},
        locale=look.language,
        timezone_id=ZONE,
        color_scheme="dark" if look.theme == "dark" else "light",
        reduced_motion="reduce",
        service_workers="block",
        bypass_csp=True,
    )
    # Once the page's own root is there: what an earlier script sets on a root is lost with it.
    context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {_enlarge(look)} }})")
    return context.new_page()


def put_on(page: Page, look: Look) -> None:
    """Another look for an open page, in the language it has."""
    page.set_viewport_size({"width": look.width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if look.theme == "dark" else "light", reduced_motion="reduce")
    page.evaluate(_enlarge(look))


def _enlarge(look: Look) -> str:
    return f"document.documentElement.style.fontSize = {json.dumps(f'{look.text_percent}%')}"
