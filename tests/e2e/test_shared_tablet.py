"""One browser, two people, one after the other: nothing of one is there for the other, all is when they return."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.inside import cached, everything_kept, in_database, replica, unsent
from tests.e2e.people import PASSWORD, go, sign_up, unlock_by_password, wait_until_sent
from tests.e2e.test_storage import write_act
from tests.support.patience import wait_until
from tests.support.server import ServerProcess

SENT, WAITING, MARKED = "canary-sent-1f0c", "canary-waiting-7be2", "Ines"
PLACES = ("Today", "Wall", "Trends", "Us", "Me")


def sign_in(page: Page, handle: str) -> None:
    page.get_by_label("Name for signing in").fill(handle)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()


def assert_nothing_of_the_first(page: Page, *also: str) -> None:
    kept = everything_kept(page)
    assert [canary for canary in (SENT, WAITING, *also) if canary in kept] == []


def test_a_shared_tablet_leaks_nothing_and_loses_nothing(new_phone: Callable[..., Page], hearth: ServerProcess) -> None:
    page = new_phone()
    page.goto("/#/sign-up")
    sign_up(page, MARKED)
    write_act(page, SENT)
    wait_until_sent(page, "Send now")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    files = cached(page)
    hearth.stop()  # rather than the page's own network: the worker sends by itself what it can
    write_act(page, WAITING)
    waiting = unsent(page)
    assert len(waiting) == 1
    # What is on the screen is the only thing in clear.
    page.goto("/#/me/sign-out")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_text("Something on this device has not been sent yet.")).to_be_visible()
    assert_nothing_of_the_first(page)
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url("**/calendar.html")
    hearth.start()

    page.goto("/")
    expect(page.get_by_role("heading", name="Hearth is locked")).to_be_visible()
    page.get_by_role("link", name="Sign in with a name and password").click()
    page.get_by_role("link", name="I am new here").click()
    sign_up(page, "Jon")
    for place in PLACES:
        go(page, place)
        assert_nothing_of_the_first(page, MARKED + ",", f"{MARKED} (")
    assert "key true" not in everything_kept(page)
    assert waiting <= unsent(page)
    assert not waiting & in_database(hearth.data_dir)
    wait_until_sent(page)
    page.goto("/#/me/sign-out")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("link", name="I have an account").click()

    sign_in(page, "ines.home")
    wait_until_sent(page, "Send now")
    assert waiting <= in_database(hearth.data_dir)
    go(page, "Wall")
    page.get_by_role("main").get_by_role("link").first.click()
    for words in (SENT, WAITING):
        expect(page.get_by_text(words)).to_be_visible()

    # Unlocking needs no network, once the app is here again.
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url("**/calendar.html")
    page.goto("/")
    expect(page.get_by_role("heading", name="Hearth is locked")).to_be_visible()
    assert_nothing_of_the_first(page, "ines.home")
    wait_until(lambda: cached(page) == files, lambda: page.wait_for_timeout(100))
    page.context.set_offline(True)
    page.reload()
    unlock_by_password(page)
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()


def test_anothers_cookie_moves_nothing_of_ones_own(new_phone: Callable[..., Page], hearth: ServerProcess) -> None:
    """As when a tab dies between somebody's signing in and the moment their keys are kept."""
    page, other = new_phone(), new_phone()
    page.goto("/#/sign-up")
    sign_up(page, "Kaja")
    write_act(page, SENT)
    wait_until_sent(page, "Send now")
    before = replica(page)
    other.goto("/#/sign-up")
    sign_up(other, "Leo")
    page.context.add_cookies(other.context.cookies())  # type: ignore[arg-type]  # what one hands out the other takes

    write_act(page, WAITING)
    expect(page.get_by_role("heading", name="Hearth is locked")).to_be_visible()
    waiting = unsent(page)
    assert len(waiting) == 1
    assert not waiting & in_database(hearth.data_dir)
    assert replica(page) == before
    unlock_by_password(page)
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    wait_until_sent(page, "Send now")
    assert waiting <= in_database(hearth.data_dir)
    assert before < replica(page)
