"""Push all the way: Firefox subscribes, the worker sends, the service worker shows what the browser decrypted."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import time_machine

from server.app import create_app, create_worker
from server.clock import instant_of
from server.config import Settings
from server.notifications.scheduler import Worker
from tests.e2e.people import PASSWORD
from tests.support.browser import find_firefox
from tests.support.callers import over_http
from tests.support.firefox import Firefox
from tests.support.mozilla_push import DELIVERED, MozillaPush
from tests.support.patience import wait_until
from tests.support.people import Person
from tests.support.server import ServerProcess

SHOWN = """(async () => {
    const ready = await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 200; tries++) {
        const shown = await ready.getNotifications();
        const told = shown.map(({ title, body, tag }) => ({ title, body, tag }));
        if (told.some(({ tag }) => tag === "%s")) return told;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (await ready.getNotifications()).map(({ tag }) => tag);
})()"""

SIGN_IN = """fetch("/api/v1/sign-in", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: %s
}).then(({ status }) => status)"""
FORGET = "fetch('/api/v1/me/push-subscription', { method: 'DELETE' }).then(({ status }) => status)"
RENEWED = """(async () => {
    for (let tries = 0; tries < %d; tries++) {
        const { devices } = await (await fetch("/api/v1/me/nudges")).json();
        if (devices.length > 0) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
})()"""


@pytest.fixture
def service() -> Iterator[MozillaPush]:
    with MozillaPush() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path, service: MozillaPush) -> Iterator[ServerProcess]:
    """`hearth serve`, whose worker is left to the test, which sets the time."""
    settings = {"push_extra_hosts": service.netloc, "push_allow_local": "true", "run_worker": "false"}
    running = ServerProcess(tmp_path / "hearth", **settings).start()
    yield running
    running.stop()


@pytest.fixture
def worker(server: ServerProcess, service: MozillaPush) -> Worker:
    """The worker, on the server's own data and keys."""
    settings = Settings(
        data_dir=server.data_dir,
        secrets_dir=server.secrets_dir,
        database_url=f"sqlite:///{server.data_dir / 'hearth.db'}",
        push_extra_hosts=(service.netloc,),
        push_allow_local=True,
    )
    return create_worker(create_app(settings), settings)


@pytest.fixture
def phone(tmp_path: Path, service: MozillaPush) -> Iterator[Firefox]:
    if find_firefox() is None:
        pytest.skip("there is no Firefox on PATH")
    with Firefox(tmp_path / "profile", service.socket_url) as running:
        yield running


def sign_up(phone: Firefox, url: str) -> None:
    phone.open(f"{url}/#/sign-up")
    phone.fill("Name for signing in", "nia.home")
    phone.fill("What should we call you?", "Nia")
    phone.fill("Password", PASSWORD)
    phone.click("button", "Create my account")
    code = phone.text_of("status", "Your recovery code").strip()
    phone.click("button", "I have written it down")
    phone.fill("Type the last group of the code", code.rsplit("-", 1)[-1])
    phone.click("button", "Confirm")
    phone.find("link", "Me")


def wait_for_another(service: MozillaPush, before: str) -> None:
    """Waits until the browser has subscribed again, under another channel."""
    wait_until(lambda: service.keys and before not in service.keys)


def turn_on(phone: Firefox, url: str) -> None:
    phone.open(f"{url}/#/me/push")
    phone.click("button", "Turn on notices")
    phone.wait_for("Notices are on for this device.")


def tick_at(worker: Worker, day: date, wall: time) -> None:
    with time_machine.travel(instant_of(day, wall, "Europe/Berlin"), tick=False):
        worker.tick()


def test_a_nudge_reaches_firefox_and_says_nothing_to_a_bystander(
    phone: Firefox, server: ServerProcess, worker: Worker, service: MozillaPush
) -> None:
    sign_up(phone, server.url)
    turn_on(phone, server.url)
    assert len(service.keys) == 1

    phone.click("button", "Send a test notice")
    [shown] = phone.evaluate(SHOWN % "hearth-test")
    assert (shown["title"], shown["body"]) == ("Hearth", "Notices reach this device.")

    phone.open(f"{server.url}/#/me/nudges")
    phone.click("checkbox", "In the evening, to log")
    phone.open(f"{server.url}/#/me/waiting")
    phone.wait_for("Everything is sent.")
    today = datetime.now(UTC).date()
    tick_at(worker, today, time(12))
    assert len(service.bodies) == 1
    tick_at(worker, today, time(20))
    shown_now: list[dict[str, Any]] = phone.evaluate(SHOWN % "hearth-log")
    nudge = {"title": "Hearth", "body": "You have something new.", "tag": "hearth-log"}
    assert nudge in shown_now
    assert (len(service.bodies), service.faults, service.acknowledged) == (2, [], [DELIVERED] * 2)
    assert all(b"something new" not in body for body in service.bodies)

    # The server lost the subscription: the next opening brings it back.
    assert phone.evaluate(FORGET) == 204
    phone.open(f"{server.url}/")
    assert phone.evaluate(RENEWED % 200)
    # The push service lost it: the browser tells the service worker, which subscribes anew.
    [before] = service.keys
    service.forget()
    wait_for_another(service, before)

    phone.open(f"{server.url}/#/me/push")
    phone.click("button", "Send a test notice")
    phone.wait_for("Accepted by the notice service.")
    phone.click("button", "Turn off notices")
    phone.wait_for("Notices are off for this device.")
    assert service.keys == {}


def test_a_subscription_is_renewed_for_no_other_person(
    phone: Firefox, server: ServerProcess, service: MozillaPush
) -> None:
    sign_up(phone, server.url)
    turn_on(phone, server.url)
    # Someone else signs in on this browser, which has one cookie, and has not opened Hearth yet.
    bo = Person("bo.k", "Bo").sign_up(over_http(server.url))
    signed_in = {"handle": bo.handle, "verifier": bo.verifier, "device_name": "Tablet"}
    assert phone.evaluate(SIGN_IN % json.dumps(json.dumps(signed_in))) == 200
    [before] = service.keys
    service.forget()
    wait_for_another(service, before)
    assert not phone.evaluate(RENEWED % 40)
