"""The host's page and figures: for the host's password alone, about nobody, and saying what to do."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from server import clock
from server.app import create_app, create_worker
from server.config import Settings
from server.db import close, transaction
from server.host.status import FILE, make_status_password
from server.notifications import counters
from server.spaces.scope import act_as_server
from tests.support.people import Couple, Person

PAGES = ["/status", "/metrics"]


def password(app: Flask) -> str:
    path: Path = app.extensions["hearth_settings"].secrets_dir / FILE
    assert path.stat().st_mode & 0o777 == 0o600
    given: str = json.loads(path.read_text(encoding="utf-8"))["password"]
    return given


def look(app: Flask, path: str = "/status") -> TestResponse:
    return app.test_client().get(path, auth=("host", password(app)))


def advice(answer: TestResponse) -> list[str]:
    """What the page says to do."""
    return re.findall(r"<dd class=advice>([^<]+)</dd>", answer.text)


def count(app: Flask, *names: str) -> None:
    with app.app_context(), transaction() as session:
        act_as_server(session)
        counters.count(session, names, clock.now())


@pytest.mark.parametrize("path", PAGES)
def test_only_with_the_password(app: Flask, ada: Person, path: str) -> None:
    right = password(app)
    assert len(right) >= 32
    client = app.test_client()
    for headers in (
        {},
        {"Authorization": f"Bearer {ada.client.token}"},
        {"Authorization": f"Bearer {right[:-1]}"},
        {"Authorization": "Basic Og=="},
        {"Authorization": "Basic broken"},
        {"Authorization": "Digest username=host"},
    ):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 401, headers
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")
        assert answer.text == "For this server's host.\n"
    assert client.get(path, auth=("anyone", right)).status_code == 200
    told = client.get(path, headers={"Authorization": f"Bearer {right}"})
    assert (told.status_code, told.headers["Cache-Control"]) == (200, "no-store")


def test_the_password_is_made_once(tmp_path: Path) -> None:
    first = make_status_password(tmp_path).read_text(encoding="utf-8")
    assert make_status_password(tmp_path).read_text(encoding="utf-8") == first


def test_metrics_can_be_opened_and_the_page_cannot(app: Flask, settings: Settings) -> None:
    opened = create_app(replace(settings, metrics_open=True))
    assert opened.test_client().get("/metrics").status_code == 200
    assert opened.test_client().get("/status").status_code == 401
    close(opened)


def test_all_is_well(app: Flask, settings: Settings) -> None:
    assert advice(look(app)) == [
        "Nudges wait. Start &#x27;hearth worker&#x27;, or leave HEARTH_RUN_WORKER at 1 and look into its log."
    ]
    with clock.at(datetime(2026, 11, 23, 3, 35, 10, tzinfo=timezone(timedelta(hours=1)))):
        create_worker(app, settings).tick()
        assert "<dd>2026-11-23 02:35 UTC</dd>" in look(app).text
    create_worker(app, settings).tick()
    count(app, "planned", "sent", "failed:503", "failed:503", "failed:410")
    answer = look(app)
    assert answer.status_code == 200
    assert advice(answer) == []
    assert "<h1>All is well</h1>" in answer.text
    assert "answers, revision " in answer.text
    assert "<dd>410 1, 503 2</dd>" in answer.text
    assert "no alarms" in answer.text
    assert "hearth_worker_seen_timestamp_seconds 0.0" not in look(app, "/metrics").text


@pytest.mark.parametrize(
    ("reason", "says"),
    [("403", "HEARTH_PUSH_CONTACT"), ("413", "too large"), ("key", "vapid.json"), ("307", "newer version")],
)
def test_an_alarm_says_what_to_do(app: Flask, settings: Settings, reason: str, says: str) -> None:
    create_worker(app, settings).tick()
    count(app, f"alarm:{reason}:fcm.googleapis.com")
    answer = look(app)
    assert re.search(rf"fcm\.googleapis\.com: {reason}, 1 in all, the last \S+ \d\d:\d\d UTC<", answer.text)
    assert [says in told for told in advice(answer)] == [True]
    assert "<h1>1 to look at</h1>" in answer.text


def test_a_worker_that_went_and_a_schema_that_is_old(app: Flask, settings: Settings) -> None:
    create_worker(app, settings).tick()
    with app.app_context(), transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    with clock.at(clock.now() + timedelta(minutes=10)):
        told = advice(look(app))
    assert ["hearth migrate" in told[0], "hearth worker" in told[1]] == [True, True]
    assert len(told) == 2


def test_a_database_that_is_away(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        session.execute(text("ALTER TABLE push_counter RENAME TO elsewhere"))
    answer = look(app)
    assert answer.status_code == 503
    assert "does not answer" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_about_nobody(app: Flask, settings: Settings, couple: Couple, path: str) -> None:
    create_worker(app, settings).tick()
    answer = look(app, path)
    for person in (couple.inviter, couple.accepter):
        for secret in (person.handle, person.person_id, person.device_id, couple.space_id):
            assert secret not in answer.text
