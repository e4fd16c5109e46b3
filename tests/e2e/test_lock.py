"""The device's lock in a real browser: after a time away nothing is left to read, in any tab, online or not."""

import contextlib
import json
import secrets
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.people import PASSWORD, check_in, go, promise, sign_up, unlock_by_password, wait_until_sent

PIN = "280417"
WRONG = "280418"
SECRET = "A walk to the quarry at dusk."
LOCKED = "Hearth is locked"
SAVE_OFFLINE = "Saved on this device, sent later"
# Until the worker serves the page: from then on it opens without a network.
CONTROLLED = """() => navigator.serviceWorker.controller !== null
    || new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", () => done(true)))"""


def set_pin(page: Page) -> None:
    """Switches the lock on under Me."""
    go(page, "Me")
    page.get_by_role("link", name="Lock and discretion").click()
    expect(page.get_by_text("six digits are soon found that way")).to_be_visible()
    expect(page.get_by_label("5 minutes", exact=True)).to_be_checked()
    page.get_by_label("New PIN").fill(PIN)
    page.get_by_label("Password or recovery code").fill(PASSWORD)
    page.get_by_role("button", name="Turn the lock on").click()
    expect(page.get_by_text("Hearth locks on this device, in every window")).to_be_visible()


def unlock(page: Page, pin: str) -> None:
    """Tries a PIN; it is pasted, as a password manager would."""
    page.get_by_label("PIN", exact=True).fill(pin)
    page.get_by_role("button", name="Unlock").click()


def strings_in_memory(page: Page) -> str:
    """Every string that the page's JavaScript still holds, after its garbage was collected."""
    session = page.context.new_cdp_session(page)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda told: chunks.append(told["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot")
    session.detach()
    return "\n".join(json.loads("".join(chunks))["strings"])


@pytest.fixture
def phone(new_phone: Callable[..., Page]) -> Iterator[Page]:
    """Someone's phone with a promise, a lock, and a clock that the test sets."""
    page = new_phone()
    page.context.clock.install()
    page.goto("/#/sign-up")
    sign_up(page, "Ida" + secrets.token_hex(4))
    promise(page, SECRET)
    set_pin(page)
    page.evaluate(CONTROLLED)
    yield page
    page.context.set_offline(False)


def be_away(context: BrowserContext, minutes: int) -> None:
    """Nothing is touched for so long, in any tab."""
    context.clock.fast_forward(minutes * 60_000)


@contextlib.contextmanager
def locking(*pages: Page) -> Iterator[None]:
    """What happens inside locks these pages: each is opened afresh, so that its memory goes with it."""
    with contextlib.ExitStack() as stack:
        for page in pages:
            stack.enter_context(page.expect_navigation())
        yield


def expect_locked(page: Page) -> None:
    """The lock is all there is to see, read out, or find in the page's source."""
    expect(page.get_by_role("heading", name=LOCKED)).to_be_visible()
    assert page.title() == "Hearth"
    source = page.content()
    for word in (SECRET, "Ida"):
        assert word not in source


def test_after_a_time_away_nothing_is_readable_in_any_tab(phone: Page) -> None:
    go(phone, "Us")
    expect(phone.get_by_text(SECRET)).to_be_visible()
    wait_until_sent(phone)
    other = phone.context.new_page()
    other.goto("/#/us")
    expect(other.get_by_text(SECRET)).to_be_visible()
    assert SECRET in strings_in_memory(phone)

    be_away(phone.context, 4)
    other.keyboard.press("Shift")
    be_away(phone.context, 4)
    expect(phone.get_by_role("navigation", name="Places")).to_be_visible()
    with locking(phone, other):
        be_away(phone.context, 2)
    expect_locked(phone)
    expect_locked(other)
    assert SECRET not in strings_in_memory(phone)

    phone.reload()
    expect_locked(phone)
    unlock(phone, WRONG)
    expect(phone.get_by_text("That is not the PIN.")).to_be_visible()
    assert SECRET not in phone.content()
    unlock(phone, PIN)
    expect(phone.get_by_role("navigation", name="Places")).to_be_visible()
    go(phone, "Us")
    expect(phone.get_by_text(SECRET)).to_be_visible()


def test_it_locks_and_opens_without_a_network_and_leaves_the_outbox_alone(phone: Page) -> None:
    phone.context.set_offline(True)
    check_in(phone, 7)
    expect(phone.get_by_text(SAVE_OFFLINE)).to_be_visible()
    with locking(phone):
        be_away(phone.context, 5)
    expect_locked(phone)
    phone.reload()
    expect_locked(phone)
    unlock(phone, PIN)
    expect(phone.get_by_text(SAVE_OFFLINE)).to_be_visible()
    expect(phone.get_by_role("button", name="Change today's check-in")).to_be_visible()
    phone.context.set_offline(False)
    wait_until_sent(phone)


def test_ten_wrong_ones_fall_back_to_the_password(phone: Page) -> None:
    with locking(phone):
        be_away(phone.context, 5)
    for tried in range(1, 11):
        if tried > 3:
            unlock(phone, PIN)
            expect(phone.get_by_text("Too many tries. Wait")).to_be_visible()
            be_away(phone.context, 10)
        unlock(phone, WRONG)
        said = "Ten wrong PINs were tried. Use your password." if tried == 10 else "That is not the PIN."
        expect(phone.get_by_text(said)).to_be_visible()
    expect(phone.get_by_label("PIN", exact=True)).to_have_count(0)
    unlock_by_password(phone)
    expect(phone.get_by_role("navigation", name="Places")).to_be_visible()
    go(phone, "Me")
    phone.get_by_role("link", name="Lock and discretion").click()
    expect(phone.get_by_text("the PIN is gone")).to_be_visible()


def test_at_once_means_when_the_page_is_left(phone: Page) -> None:
    phone.get_by_label("At once").check()
    be_away(phone.context, 0)
    expect(phone.get_by_role("navigation", name="Places")).to_be_visible()
    with locking(phone):
        hide(phone)
    expect_locked(phone)


def hide(page: Page) -> None:
    """What a browser tells a page when another app or tab comes to the front; headless, it never does so itself."""
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
