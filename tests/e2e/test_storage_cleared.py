"""A browser that throws storage away, and a warning beforehand: both said once, in plain words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.inside import in_database, replica
from tests.e2e.people import go, promise, sign_up, wait_until_sent
from tests.e2e.test_shared_tablet import sign_in
from tests.e2e.test_storage import shift_clock, write_act
from tests.support.server import ServerProcess


@pytest.fixture
def phone(new_phone: Callable[..., Page]) -> Page:
    page = new_phone()
    page.goto("/#/sign-up")
    return page


def evict(page: Page, url: str) -> None:
    """What a browser short of room does to a site, less the files of the app."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": "indexeddb"})
    session.detach()
    page.reload()


def test_what_the_browser_cleared_is_said_and_comes_back(phone: Page, hearth: ServerProcess) -> None:
    sign_up(phone, "Kim")
    promise(phone, "A walk before breakfast.")
    wait_until_sent(phone, "Send now")
    before = replica(phone)
    evict(phone, hearth.url)
    expect(phone.get_by_text("Everything had been sent: sign in, and it comes back.")).to_be_visible()
    expect(phone.get_by_text("may be gone")).to_have_count(0)
    phone.get_by_role("link", name="I have an account").click()
    sign_in(phone, "kim.home")
    wait_until_sent(phone)
    assert replica(phone) == before

    hearth.stop()
    write_act(phone, "Never to be sent.")
    expect(phone.get_by_text("Added: Never to be sent.")).to_be_visible()
    evict(phone, hearth.url)
    expect(phone.get_by_text("Words that had not been sent yet may be gone.")).to_be_visible()
    hearth.start()
    phone.get_by_role("link", name="I have an account").click()
    sign_in(phone, "kim.home")
    expect(phone.get_by_text("may be gone")).to_have_count(0)
    wait_until_sent(phone)
    assert replica(phone) == before
    assert before <= in_database(hearth.data_dir, "sealed_record.id")


def test_what_stays_unsent_for_a_day_is_warned_about_once(phone: Page, hearth: ServerProcess) -> None:
    sign_up(phone, "Lea")
    wait_until_sent(phone)
    warning = phone.get_by_text("Something you wrote has not been sent for a day.")
    phone.context.set_offline(True)
    write_act(phone, "Written in a tunnel.")
    shift_clock(phone, 0.97)
    phone.reload()
    go(phone, "Today")
    expect(phone.get_by_text("Saved on this device, sent later")).to_be_visible()
    expect(warning).to_have_count(0)
    shift_clock(phone, 1.01)
    phone.reload()
    expect(warning).to_be_visible()
    phone.reload()
    expect(warning).to_be_visible()
    phone.get_by_role("button", name="I know").click()
    expect(warning).to_have_count(0)
    for days in (1.01, 3):
        shift_clock(phone, days)
        phone.reload()
        go(phone, "Me")
        expect(warning).to_have_count(0)
    # Something later is another thing to warn of, once it has waited as long.
    write_act(phone, "Written in the next one.")
    expect(warning).to_have_count(0)
    shift_clock(phone, 4.1)
    phone.reload()
    expect(warning).to_be_visible()
