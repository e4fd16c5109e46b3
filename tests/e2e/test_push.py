"""A push to the real service worker: it shows neutral words, and a click opens the right screen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import CDPSession, Page, Worker, expect
from sqlalchemy import insert

from server.app import create_app, create_worker
from server.config import Settings
from server.db import transaction
from server.notifications import planning
from server.notifications.models import Delivery
from server.notifications.payload import payload, payload_in_words
from server.notifications.rules import Facts, Kind
from server.spaces.scope import act_as_server
from tests.e2e.people import go, sign_up
from tests.support.server import ServerProcess

SHOWN = """async () => {
    const ready = await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 100; tries++) {
        const shown = await ready.getNotifications();
        if (shown.length > 0) return shown.map(({ title, body, tag, actions }) => ({ title, body, tag, actions }));
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return [];
}"""
# Ready is a worker that is still at it; what comes to it in that moment, the browser's tools let fall.
ACTIVATED = """async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 20));
}"""
# What the browser does at a tap, less the tap: only it can make the real one.
CLICK = """async (action) => {
    const [notification] = await self.registration.getNotifications();
    const event = new NotificationEvent("notificationclick", { notification, action });
    self.dispatchEvent(event);
}"""

TAGS = """async () => {
    const { sync } = await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 100 && (await sync.getTags()).length === 0; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return sync.getTags();
}"""

# What a browser would ask is written down, with the place on which it was asked, and refused.
REFUSES = """
    window.asked = [];
    Notification.requestPermission = async () => {
        window.asked.push(location.hash);
        return "denied";
    };
    Object.defineProperty(Notification, "permission", { get: () => (window.asked.length > 0 ? "denied" : "default") });
"""


@pytest.fixture
def phone(new_phone: Callable[..., Page], hearth: ServerProcess) -> Page:
    page = new_phone()
    page.context.grant_permissions(["notifications", "background-sync"], origin=hearth.url)
    page.goto("/#/sign-up")
    return page


@pytest.fixture
def browser_side(phone: Page, hearth: ServerProcess) -> Iterator[Callable[..., None]]:
    """What only the browser does to the page's service worker: a command of its own tools, by name."""
    session: CDPSession = phone.context.new_cdp_session(phone)
    registrations: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")

    def send(command: str, **more: object) -> None:
        phone.evaluate(ACTIVATED)
        assert registrations
        session.send(f"ServiceWorker.{command}", {"origin": hearth.url, "registrationId": registrations[0], **more})

    yield send
    session.detach()


@pytest.fixture
def deliver(browser_side: Callable[..., None]) -> Callable[[str], None]:
    """Hands over a message as the push service would, decrypted."""
    return lambda message: browser_side("deliverPushMessage", data=message)


@pytest.fixture
def wake(browser_side: Callable[..., None]) -> Callable[[str], None]:
    """Says that the network is back, to what waits under this tag."""
    return lambda tag: browser_side("dispatchSyncEvent", tag=tag, lastChance=False)


def worker_of(page: Page) -> Worker:
    [worker] = page.context.service_workers
    return worker


def test_a_nudge_is_shown_and_opens_today(phone: Page, deliver: Callable[[str], None]) -> None:
    sign_up(phone, "Nia")
    go(phone, "Me")
    deliver(payload(Kind.LOG, "en"))
    [shown] = phone.evaluate(SHOWN)
    assert shown == {"title": "Hearth", "body": "You have something new.", "tag": "hearth-log", "actions": []}
    worker_of(phone).evaluate(CLICK, "")
    expect(phone.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_a_button_answers_the_nudge_and_leaves_the_page_as_it_is(
    phone: Page, deliver: Callable[[str], None], hearth: ServerProcess
) -> None:
    sign_up(phone, "Ola")
    go(phone, "Me")
    nudge_id = ignored_three_times(phone, hearth)
    assert nudged(phone)["halved"] == ["log"]
    deliver(payload_in_words(Kind.LOG, "en", nudge_id))
    [shown] = phone.evaluate(SHOWN)
    assert shown["body"] == "Time to log today, if you like."
    assert [action["title"] for action in shown["actions"]] == ["Logged it", "Later"]
    answered(phone, "later")
    assert [one["status"] for one in nudged(phone)["deliveries"]] == ["waiting"]
    deliver(payload_in_words(Kind.LOG, "en", nudge_id))
    assert phone.evaluate(SHOWN)
    answered(phone, "logged")
    read = nudged(phone)
    assert ([one["status"] for one in read["deliveries"]], read["halved"]) == (["dropped"], [])
    expect(phone.get_by_role("heading", level=1, name="Me")).to_be_visible()


def test_a_button_without_a_server_waits_for_one(
    phone: Page, deliver: Callable[[str], None], wake: Callable[[str], None], hearth: ServerProcess
) -> None:
    sign_up(phone, "Pia")
    nudge_id = ignored_three_times(phone, hearth)
    deliver(payload_in_words(Kind.LOG, "en", nudge_id))
    assert phone.evaluate(SHOWN)
    hearth.stop()
    worker_of(phone).evaluate(CLICK, "logged")
    [tag] = phone.evaluate(TAGS)
    assert tag == f"hearth-nudge:logged:{nudge_id}"
    hearth.start()
    with phone.context.expect_event("response", lambda answer: answer.url.endswith("/answer")) as told:
        wake(tag)
    assert told.value.status == 204
    assert nudged(phone)["halved"] == []


def ignored_three_times(phone: Page, hearth: ServerProcess) -> UUID:
    """A nudge that was sent to this phone, the third in a row that nothing followed, as the worker writes it down."""
    me = phone.evaluate("() => fetch('/api/v1/me').then((answer) => answer.json())")
    person_id, device_id, nudge_id = UUID(me["person"]["id"]), UUID(me["device"]["id"]), uuid4()
    url = f"sqlite:///{hearth.data_dir / 'hearth.db'}"
    settings = Settings(data_dir=hearth.data_dir, secrets_dir=hearth.secrets_dir, database_url=url)
    app = create_app(settings)
    create_worker(app, settings).tick()  # hands on that they joined
    now = datetime.now(UTC)
    # No quiet hours: the test may run at night.
    profile = {"zone": "UTC", "language": "en", "settings": {"quiet_from": "00:00", "quiet_until": "00:00"}}
    nudge = {"id": nudge_id, "person_id": person_id, "device_id": device_id, "subscription_id": uuid4(), "kind": "log"}
    nudge |= {"on": now.date(), "language": "en", "status": "sent", "useful_until": now + timedelta(hours=5)}
    with app.app_context(), transaction() as session:
        act_as_server(session)
        planning.set_preferences(session, person_id, profile, now)
        planning.change_facts(session, person_id, lambda _: Facts(unanswered={Kind.LOG: 3}), now)
        session.execute(insert(Delivery), [nudge])
    return nudge_id


def nudged(phone: Page) -> Any:  # noqa: ANN401 - JSON is what it is
    """What GET /me/nudges says on this phone."""
    return phone.evaluate("() => fetch('/api/v1/me/nudges').then((answer) => answer.json())")


def answered(phone: Page, action: str) -> None:
    """Taps a button and waits until the server has heard of it."""
    with phone.context.expect_event("response", lambda answer: answer.url.endswith("/answer")) as told:
        worker_of(phone).evaluate(CLICK, action)
    assert told.value.status == 204


def test_what_cannot_be_read_still_shows_the_neutral_words(phone: Page, deliver: Callable[[str], None]) -> None:
    deliver("not JSON at all")
    [shown] = phone.evaluate(SHOWN)
    assert (shown["title"], shown["body"]) == ("Hearth", "You have something new.")


def test_nothing_is_asked_before_a_tap_on_the_screen_that_explains_it(new_phone: Callable[..., Page]) -> None:
    page = new_phone()
    page.add_init_script(REFUSES)
    page.goto("/#/sign-up")
    sign_up(page, "Ria")
    page.goto("/#/me/nudges")
    page.get_by_label("In the evening, to log").click()
    page.goto("/#/me/push")
    expect(page.get_by_text("Then your device asks whether Hearth may show notices.")).to_be_visible()
    assert page.evaluate("window.asked") == []
    page.get_by_role("button", name="Turn on notices").click()
    expect(page.get_by_text("To change that, open the settings")).to_be_visible()
    assert page.evaluate("window.asked") == ["#/me/push"]


def test_an_iphone_is_shown_the_way_over_the_home_screen(new_phone: Callable[..., Page]) -> None:
    page = new_phone(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari")
    page.add_init_script("delete window.PushManager")
    page.goto("/#/sign-up")
    sign_up(page, "Sia")
    page.goto("/#/me/push")
    expect(page.get_by_text("notices need Hearth on the home screen first")).to_be_visible()
    expect(page.get_by_role("button", name="Turn on notices")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="home screen").click()
    expect(page.get_by_text("Add to Home Screen").first).to_be_visible()
