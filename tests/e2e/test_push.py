"""A push to the real service worker: it shows neutral words, and a click opens the right screen."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, Page, Worker, expect

from server.notifications.payload import payload
from server.notifications.rules import Kind
from tests.e2e.people import go, sign_up
from tests.support.server import ServerProcess

SHOWN = """async () => {
    const ready = await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 100; tries++) {
        const shown = await ready.getNotifications();
        if (shown.length > 0) return shown.map(({ title, body, tag }) => ({ title, body, tag }));
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return [];
}"""
# What the browser does at a tap, less the tap: only it can make the real one.
CLICK = """async (action) => {
    const [notification] = await self.registration.getNotifications();
    const event = new NotificationEvent("notificationclick", { notification, action });
    self.dispatchEvent(event);
}"""


@pytest.fixture
def phone(new_phone: Callable[..., Page], hearth: ServerProcess) -> Page:
    page = new_phone()
    page.context.grant_permissions(["notifications"], origin=hearth.url)
    page.goto("/#/sign-up")
    return page


@pytest.fixture
def deliver(phone: Page, hearth: ServerProcess) -> Iterator[Callable[[str], None]]:
    """Hands a message to the page's service worker as the push service would, decrypted."""
    session: CDPSession = phone.context.new_cdp_session(phone)
    registrations: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")

    def send(message: str) -> None:
        phone.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        assert registrations
        session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": hearth.url, "registrationId": registrations[0], "data": message},
        )

    yield send
    session.detach()


def worker_of(page: Page) -> Worker:
    [worker] = page.context.service_workers
    return worker


def test_a_nudge_is_shown_and_opens_today(phone: Page, deliver: Callable[[str], None]) -> None:
    sign_up(phone, "Nia")
    go(phone, "Me")
    deliver(payload(Kind.LOG, "en"))
    [shown] = phone.evaluate(SHOWN)
    assert shown == {"title": "Hearth", "body": "You have something new.", "tag": "hearth-log"}
    worker_of(phone).evaluate(CLICK, "")
    expect(phone.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_later_leaves_the_page_as_it_is(phone: Page, deliver: Callable[[str], None]) -> None:
    sign_up(phone, "Ola")
    go(phone, "Me")
    deliver(payload(Kind.LOG, "en"))
    assert phone.evaluate(SHOWN)
    worker_of(phone).evaluate(CLICK, "later")
    phone.wait_for_timeout(500)
    expect(phone.get_by_role("heading", level=1, name="Me")).to_be_visible()


def test_what_cannot_be_read_still_shows_the_neutral_words(phone: Page, deliver: Callable[[str], None]) -> None:
    deliver("not JSON at all")
    [shown] = phone.evaluate(SHOWN)
    assert (shown["title"], shown["body"]) == ("Hearth", "You have something new.")
