"""What the example couple never shows: one account on a real server, from its first minute to the other's leaving.

It goes by the shape of the screens (the one main button, the fields' purposes), so that it can be told in any language.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from string import ascii_letters
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, Route, expect

from tests.e2e.other_one import OtherOne
from tests.e2e.people import PASSWORD
from tests.e2e.servers import failing, naming_another_key, revoking, unreachable
from tests.support.server import ServerProcess

ZONE = "Europe/Berlin"
PIN, WRONG_PIN = "280417", "280418"
LONG_NAME = "Maximiliane-Alexandrina Hohenfriedeberg"
ONE_LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaensmuetze"
LONG_TITLE = (
    f"I take the {ONE_LONG_WORD} off before we talk about the day, and I say so when it was too much for me today."
)
LONG_NOTE = (f"You asked and I told you all of it, {ONE_LONG_WORD} and the rest of the evening too. " * 30)[:2000]
ACTS_ON_ONE_DAY = 60
# As the browsers have them that cannot, or may not, be pushed to.
PUSH = {
    "denied": "() => void Object.defineProperty(Notification, 'permission', { get: () => 'denied' })",
    "unsupported": "() => delete globalThis.PushManager",
    "iphone": """() => {
        delete globalThis.PushManager;
        Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla (iPhone)' });
    }""",
}
_accounts = count()


class Story:
    """One phone, and what its screens show as time goes by."""

    def __init__(self, page: Page, server: ServerProcess, is_disguised: bool) -> None:
        self.page, self.server = page, server
        # What people write themselves is in nobody's catalogue: here in letters that no catalogue has either.
        letters = {letter: chr(0x430 + place % 32) for place, letter in enumerate(ascii_letters)}
        self.written = (lambda text: text.translate(str.maketrans(letters))) if is_disguised else str
        self.handle = f"state.{next(_accounts)}.{secrets.token_hex(4)}"
        self.today = datetime.now(ZoneInfo(ZONE)).date()
        self.other = OtherOne(server, f"other.{self.handle}", self.written(LONG_NAME), self.today)

    def states(self) -> Iterator[str]:
        """The name of each state, while the page stands in it."""
        yield from self.outside()
        yield from self.alone()
        yield from self.inviting()
        yield from self.together()
        yield from self.long_words()
        yield from self.without_a_server()
        yield from self.refused()
        yield from self.without_push()
        yield from self.left()
        yield from self.another_key()
        yield from self.locked()
        yield from self.revoked()

    def show(self, path: str) -> None:
        """Goes to a screen, and waits until it lies there."""
        self.page.evaluate("path => { location.hash = '#/' + path }", path)
        self.settle()

    def settle(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        expect(self.page.locator(".empty[role=status]")).to_have_count(0)

    def press(self, what: str = "main .button.main") -> None:
        self.page.locator(what).first.click()

    def open_anew(self, path: str) -> None:
        """As after a while away: the app syncs at every opening."""
        self.page.goto(f"{self.server.url}/#/{path}")
        with self.page.expect_response(lambda answer: answer.url.endswith("/sync")):
            self.page.reload()
        self.settle()

    def fill(self, purpose: str, text: str) -> None:
        self.page.locator(f"[autocomplete={purpose}]").fill(text)

    def write_act(self, note: str, on: str = "") -> None:
        """An act of one's own accord, of today if no other day is said."""
        self.show(f"today/add/{on}")
        self.page.locator("main textarea").fill(self.written(note))
        self.page.locator("main [type=radio][value=presence]").check()
        self.press()

    def outside(self) -> Iterator[str]:
        """Signing in and signing up go wrong, and then well."""
        self.show("sign-in")
        self.fill("username", self.handle)
        self.fill("current-password", "not it at all")
        self.press()
        expect(self.page.locator(".notice.problem")).to_be_visible()
        yield "sign-in-wrong"
        self.show("sign-up")
        self.fill("given-name", self.written(LONG_NAME))
        self.fill("username", self.handle)
        self.fill("new-password", "too short")
        self.press()
        expect(self.page.locator("[autocomplete=new-password][aria-invalid]")).to_be_visible()
        yield "sign-up-short"
        self.fill("new-password", PASSWORD)
        self.press()
        code = self.page.locator("output.code")
        expect(code).to_be_visible()
        group = code.inner_text().strip().rpartition("-")[2]
        yield "code"
        self.press()
        self.settle()
        yield "code-check"
        self.page.locator("main input").fill(group)
        self.press()
        expect(self.page.locator("nav.places")).to_be_visible()

    def alone(self) -> Iterator[str]:
        """A brand-new account, before anything was written and before anybody else."""
        for screen in (
            "today",
            "today/check-in",
            "wall",
            "trends",
            "trends/promises/mine",
            "trends/feeling",
            "us",
            "me",
        ):
            self.show(screen)
            yield f"new-{screen}"
        for screen in ("me/waiting", "me/check-ins", "us/pause"):
            self.show(screen)
            yield f"new-{screen}"

    def inviting(self) -> Iterator[str]:
        """The question first, then a link that waits, then somebody who accepted it."""
        self.show("us/invite")
        yield "invite-question"
        self.press("main section .button:nth-of-type(2)")
        self.settle()
        yield "invite-unsure"
        self.show("us/join")
        self.show("us/invite")
        self.press("main section .button")
        self.settle()
        yield "invite-before"
        self.press()
        self.settle()
        yield "invite-ways"
        self.press()
        link = self.page.locator("output.code")
        expect(link).to_be_visible()
        yield "invite-link"
        secret = link.inner_text()
        self.show("us")
        yield "invited-us"
        self.other.accept(secret)
        self.open_anew("us")
        expect(self.page.locator("main .card .button.main")).to_be_visible()
        yield "accepted-us"
        self.press()
        expect(self.page.locator("a[href='#/us/leave']")).to_be_visible()

    def together(self) -> Iterator[str]:
        """Two, who have written nothing yet; then the other makes a pause for both."""
        for screen in ("today", "today/from", "wall", "trends/promises/theirs", "trends/feeling/theirs", "us"):
            self.show(screen)
            yield f"paired-{screen}"
        self.show("us/make")
        self.page.locator("main form textarea").fill(self.written(LONG_TITLE[:140]))
        self.press()
        self.other.pause_both()
        self.open_anew("today")
        for screen in ("today", "us", "us/pause"):
            self.show(screen)
            yield f"paused-{screen}"
        self.press("main .card .button")

    def long_words(self) -> Iterator[str]:
        """As long as the fields let anything be, and as much as anybody would write on one day."""
        self.show("today")
        self.press("main .button.lay")
        self.write_act(LONG_NOTE)
        self.other.write(self.written(LONG_NOTE), *(f"{number}" for number in range(ACTS_ON_ONE_DAY - 1)))
        self.open_anew("today")
        for screen in ("today", "today/from", "wall", f"wall/{self.today}", "us"):
            self.show(screen)
            yield f"long-{screen}".replace(f"/{self.today}", "/day")

    def without_a_server(self) -> Iterator[str]:
        """No network, and then a network with nobody at its end, and then somebody who cannot answer."""
        self.page.context.set_offline(True)
        self.write_act("Home at six.")
        for screen in ("today", "me/waiting", "me/devices", "me/export", "help"):
            self.show(screen)
            yield f"offline-{screen}"
        for name, answer in (("unreachable", unreachable), ("failing", failing)):
            self.page.unroute("**/api/v1/**")
            self.page.route("**/api/v1/**", answer)
            self.page.context.set_offline(False)
            self.show("me/devices")
            expect(self.page.locator(".notice.problem")).to_be_visible()
            yield f"{name}-me/devices"
            self.show("me/waiting")
            yield f"{name}-me/waiting"
        self.page.unroute("**/api/v1/**")

    def refused(self) -> Iterator[str]:
        """What is written of a week ago arrives as of a day further back, and the server refuses it."""
        last_week, long_ago = ((self.today - timedelta(days=back)).isoformat() for back in (7, 30))

        def send_as_of_then(route: Route) -> None:
            route.continue_(post_data=(route.request.post_data or "").replace(last_week + '\\"', long_ago + '\\"'))

        self.page.route("**/sync", send_as_of_then)
        self.write_act(LONG_NOTE, last_week)
        self.show("me/waiting")
        expect(self.page.locator("#refused")).to_be_visible()
        yield "refused-me/waiting"
        self.show("today")
        yield "refused-today"
        self.page.unroute("**/sync")
        self.show("me/waiting")
        self.press("main .card .button:nth-of-type(2)")
        yield "refused-discard"
        self.page.keyboard.press("Escape")
        refused = self.page.locator("#refused ~ ul > li")
        while count_left := refused.count():
            self.press("main .card .button:nth-of-type(2)")
            self.press("dialog .row .button:not(.main)")
            expect(refused).to_have_count(count_left - 1)

    def without_push(self) -> Iterator[str]:
        """A browser that was told no, one that has none, and a phone on which Hearth is to be installed first."""
        for name, change in PUSH.items():
            self.open_anew("me")
            self.page.evaluate(change)
            self.show("me")
            self.show("me/push")
            yield f"{name}-me/push"
        self.show("me/install")
        yield "iphone-me/install"

    def left(self) -> Iterator[str]:
        """The other has left: it is read once, and what one wrote is still there."""
        self.other.leave()
        self.open_anew("today")
        expect(self.page.locator("nav.places")).to_be_visible()
        yield "left"
        self.press()
        for screen in ("us", "today", "trends"):
            self.show(screen)
            yield f"left-{screen}"

    def locked(self) -> Iterator[str]:
        """A PIN, wrong ones, the wait after them, and the password instead."""
        self.show("me/lock")
        self.fill("new-password", PIN)
        self.fill("current-password", PASSWORD)
        self.press()
        expect(self.page.locator("[autocomplete=new-password]")).to_have_value("")
        yield "lock-set"
        self.page.evaluate("localStorage.setItem('hearth-used', '0')")
        self.page.reload()
        expect(self.page.locator("[autocomplete=current-password]")).to_be_visible()
        self.settle()
        yield "locked"
        for _ in range(4):
            self.fill("current-password", WRONG_PIN)
            self.press()
            expect(self.page.locator("main form .button.main")).to_be_enabled()
            expect(self.page.locator(".notice.problem")).to_be_visible()
        yield "locked-wait"
        self.press("main > .page > button.button")
        self.settle()
        yield "locked-password"

    def another_key(self) -> Iterator[str]:
        """The server names another public key for oneself."""
        self.page.route("**/sync", naming_another_key)
        self.open_anew("today")
        expect(self.page.locator(".quiet-line")).to_be_visible()
        yield "another-key"
        self.page.unroute("**/sync")

    def revoked(self) -> Iterator[str]:
        """This device was signed out from another one: it is locked, and can be emptied."""
        self.fill("current-password", PASSWORD)
        self.press()
        expect(self.page.locator("nav.places")).to_be_visible()
        self.page.route("**/sync", revoking)
        self.page.reload()
        # The page behind may ask for a password too, until the refusal has come.
        expect(self.page.locator("nav.places")).to_be_hidden()
        expect(self.page.locator("[autocomplete=current-password]")).to_be_visible()
        self.settle()
        yield "revoked"
        self.press("main > .page > button.button")
        expect(self.page.locator(".notice.problem")).to_be_visible()
        yield "revoked-remove"
        self.page.unroute("**/sync")
