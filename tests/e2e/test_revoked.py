"""A device that is signed out from another one: it locks, keeps everything, and opens for whoever has the password."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.inside import in_database, replica, unsent
from tests.e2e.people import PASSWORD, go, sign_up, unlock_by_password, wait_until_sent
from tests.e2e.test_storage import write_act
from tests.support.server import ServerProcess


def sign_out_the_other(page: Page, handle: str) -> None:
    """Signs in on another device, and signs the first one out from there."""
    page.goto("/#/sign-in")
    page.get_by_label("Name for signing in").fill(handle)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    go(page, "Me")
    page.get_by_role("link", name="Devices", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signed out.")).to_be_visible()


def test_a_revoked_device_locks_and_loses_nothing(new_phone: Callable[..., Page], hearth: ServerProcess) -> None:
    phone, other = new_phone(), new_phone()
    phone.goto("/#/sign-up")
    sign_up(phone, "Runa")
    write_act(phone, "Sent before.")
    wait_until_sent(phone, "Send now")
    before = replica(phone)
    sign_out_the_other(other, "runa.home")

    write_act(phone, "Never sent.")
    expect(phone.get_by_text("This device was signed out from another one")).to_be_visible()
    waiting = unsent(phone)
    assert (len(waiting), replica(phone)) == (1, before)
    assert not waiting & in_database(hearth.data_dir)

    unlock_by_password(phone)
    expect(phone.get_by_role("navigation", name="Places")).to_be_visible()
    wait_until_sent(phone, "Send now")
    assert waiting <= in_database(hearth.data_dir)
    assert before < replica(phone)


def test_a_revoked_device_is_emptied_by_its_person(new_phone: Callable[..., Page]) -> None:
    phone, other = new_phone(), new_phone()
    phone.goto("/#/sign-up")
    sign_up(phone, "Rolf")
    sign_out_the_other(other, "rolf.home")
    write_act(phone, "Never sent.")
    phone.get_by_role("button", name="Remove what is on this device").click()
    expect(phone.get_by_text("Words that have not been sent from this device yet would be lost.")).to_be_visible()
    phone.get_by_role("button", name="Remove it from this device").click()
    expect(phone.get_by_role("link", name="I have an account")).to_be_visible()
    assert (unsent(phone), replica(phone)) == (set(), set())
    phone.reload()
    expect(phone.get_by_role("link", name="I have an account")).to_be_visible()
