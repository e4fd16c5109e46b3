"""Sending to a real push service on loopback, which verifies the sender and decrypts the message."""

import asyncio
import json
import ssl
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine

from server.notifications import vapid
from server.notifications.endpoints import AllowList
from server.notifications.payload import SIZE, payload, payload_in_words
from server.notifications.push import Answer, Message, Result, open_sender
from server.notifications.rules import Kind
from tests.notifications.loopback_tls import loopback_tls
from tests.notifications.push_service import Browser, PushService

CONTACT = "mailto:host@hearth.example"


@pytest.fixture
def keys(tmp_path: Path) -> vapid.VapidKeys:
    vapid.make_vapid_keys(tmp_path)
    return vapid.load_vapid_keys(tmp_path)


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


def message(service: PushService, browser: Browser, *, ttl_s: int = 600, body: str | None = None) -> Message:
    wire = service.wire(browser)
    return Message(
        endpoint=wire["endpoint"],
        p256dh=wire["keys"]["p256dh"],
        auth=wire["keys"]["auth"],
        vapid_key=browser.vapid_key,
        body=body or payload(Kind.LOG, "en"),
        ttl_s=ttl_s,
        urgency="normal",
        topic="A" * 32,
    )


def send(
    service: PushService, keys: vapid.VapidKeys, messages: Sequence[Message], tls: ssl.SSLContext | None = None
) -> list[Answer]:
    async def run() -> list[Answer]:
        allowed = AllowList((service.netloc,), allow_local=True)
        async with open_sender(allowed, keys, CONTACT, tls=tls) as sender:
            return await sender.send_all(messages)

    return asyncio.run(run())


def test_a_push_arrives_and_can_be_read(service: PushService, keys: vapid.VapidKeys) -> None:
    browser = service.subscribe(keys.current)
    assert send(service, keys, [message(service, browser)]) == [Answer(Result.SENT, "sent")]
    (push,) = service.pushes
    assert service.faults == []
    assert push.message == {
        "web_push": 8030,
        "notification": {
            "title": "Hearth",
            "body": "You have something new.",
            "navigate": "/#/today",
            "tag": "hearth-log",
            "lang": "en",
        },
        "hearth": {"kind": "log"},
    }
    assert push.headers["ttl"] == "600"
    assert len(push.text.encode()) == SIZE


def test_over_https_to_many_at_once(tmp_path: Path, keys: vapid.VapidKeys) -> None:
    server_tls, client_tls = loopback_tls(tmp_path)
    with PushService(tls=server_tls) as service:
        browsers = [service.subscribe(keys.current) for _ in range(100)]
        answers = send(service, keys, [message(service, browser) for browser in browsers], client_tls)
        assert {answer.result for answer in answers} == {Result.SENT}
        assert {push.token for push in service.pushes} == set(service.browsers)
        assert service.faults == []
        # A certificate that nobody vouches for is not talked to.
        assert send(service, keys, [message(service, browsers[0])])[0].result is Result.WAIT
        assert len(service.pushes) == 100


@pytest.mark.parametrize(
    ("status", "headers", "answer"),
    [
        (404, {}, Answer(Result.GONE, "404")),
        (410, {}, Answer(Result.GONE, "410")),
        (429, {"Retry-After": "120"}, Answer(Result.WAIT, "429", 120.0)),
        (429, {}, Answer(Result.WAIT, "429")),
        (503, {"Retry-After": "Wed, 10 Jun 2026 12:05:00 GMT"}, Answer(Result.WAIT, "503", 300.0)),
        (503, {"Retry-After": "Wed, 10 Jun 2026 11:00:00 GMT"}, Answer(Result.WAIT, "503", 0.0)),
        (503, {"Retry-After": "soon"}, Answer(Result.WAIT, "503")),
        (500, {}, Answer(Result.WAIT, "500")),
        (403, {}, Answer(Result.REFUSED, "403")),
        (413, {}, Answer(Result.REFUSED, "413")),
        (400, {}, Answer(Result.REFUSED, "400")),
        (307, {"Location": "/push/elsewhere"}, Answer(Result.REFUSED, "307")),
    ],
)
def test_what_an_answer_means(
    service: PushService, keys: vapid.VapidKeys, status: int, headers: dict[str, str], answer: Answer
) -> None:
    browser = service.subscribe(keys.current)
    browser.status, browser.headers = status, headers
    with time_machine.travel(datetime(2026, 6, 10, 12, tzinfo=UTC), tick=False):
        assert send(service, keys, [message(service, browser)]) == [answer]
    assert service.requests == 1


def test_nobody_there(service: PushService, keys: vapid.VapidKeys) -> None:
    browser = service.subscribe(keys.current)
    lost = message(service, browser)
    with PushService() as gone:
        pass
    lost = message(gone, browser)

    async def run() -> Answer:
        async with open_sender(AllowList((gone.netloc,), allow_local=True), keys, CONTACT) as sender:
            return await sender.send(lost)

    assert asyncio.run(run()) == Answer(Result.WAIT, "unreachable")


def test_the_header_is_signed_once_an_hour_and_always_valid(service: PushService, keys: vapid.VapidKeys) -> None:
    browser = service.subscribe(keys.current)
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    seen = []
    for minutes in (0, 59, 60):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            send(service, keys, [message(service, browser)])
            seen.append(service.pushes[-1].headers["authorization"])
    assert service.faults == []
    assert seen[0] == seen[1] != seen[2]


def test_a_rotated_key_still_serves_its_subscriptions(tmp_path: Path, service: PushService) -> None:
    path = vapid.make_vapid_keys(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    before = vapid.load_vapid_keys(tmp_path)
    assert vapid.make_vapid_keys(tmp_path) == path
    assert vapid.load_vapid_keys(tmp_path) == before
    vapid.make_vapid_keys(tmp_path, rotate=True)
    after = vapid.load_vapid_keys(tmp_path)
    assert after.current != before.current
    browsers = [service.subscribe(before.current), service.subscribe(after.current)]
    answers = send(service, after, [message(service, browser) for browser in browsers])
    assert [answer.result for answer in answers] == [Result.SENT, Result.SENT]
    # With a key that was lost nothing can be sent, and nothing is thrown away.
    assert send(service, before, [message(service, browsers[1])]) == [Answer(Result.REFUSED, "key")]


def test_a_subscription_whose_keys_are_broken(service: PushService, keys: vapid.VapidKeys) -> None:
    browser = service.subscribe(keys.current)
    good = message(service, browser)
    broken = Message(good.endpoint, "AAAA", good.auth, good.vapid_key, good.body, 60, "low", "A")
    assert send(service, keys, [broken, good]) == [Answer(Result.REFUSED, "subscription"), Answer(Result.SENT, "sent")]


@pytest.mark.parametrize("language", ["en", "es", "de", "fr"])
@pytest.mark.parametrize("kind", [*Kind, None])
def test_every_payload_is_neutral_and_of_one_length(kind: Kind | None, language: str) -> None:
    text = payload(kind, language)
    assert len(text.encode()) == SIZE
    for word in ("partner", "trust", "promise", "safe", "waiting", "vertrau", "confianza", "!"):
        assert word not in text.lower()


@pytest.mark.parametrize("language", ["en", "es", "de", "fr"])
@pytest.mark.parametrize("kind", [*Kind])
def test_chosen_words_are_as_long_as_the_neutral_ones_and_name_nobody(kind: Kind, language: str) -> None:
    nudge_id = uuid4()
    text = payload_in_words(kind, language, nudge_id)
    assert len(text.encode()) == SIZE
    for word in ("partner", "trust", "promise", "waiting", "missed", "vertrau", "confianza", "pareja", "!"):
        assert word not in text.lower()
    message = json.loads(text)
    assert message["hearth"] == {"kind": kind.word, "id": str(nudge_id)}
    assert message["notification"]["body"] != json.loads(payload(kind, language))["notification"]["body"]
    offered = [action["action"] for action in message["notification"]["actions"]]
    assert offered == (["logged", "later"] if kind is Kind.LOG else ["later"])
    assert "actions" not in json.loads(payload(kind, language))["notification"]
