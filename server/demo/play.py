"""Writes the demo's history into an empty server, through the same operations as anybody's."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from server import clock, events
from server.demo.device import Device, day_at, pair
from server.demo.history import DAYS, PROMISES, Day, Entry, Unprompted, history
from server.notifications.service import SUBSCRIBERS
from server.spaces.ids import deterministic_id
from server.trust.levels import feeling_safe_trend
from server.trust.observations import FeelingDay

SEED = 20
ZONE = "Europe/Berlin"
PASSWORD = "look-around-first"  # noqa: S105 - the demo's, printed at its start
PEOPLE = (("noa", "Noa"), ("sam", "Sam"))


def play(app: Flask, last: date | None = None, days: int = DAYS) -> tuple[Device, Device]:
    """Signs both up, pairs them, and lives their days up to yesterday, each evening at its own time."""
    yesterday = (last or clock.local_day(clock.now(), ZONE)) - timedelta(days=1)
    first = yesterday - timedelta(days=days - 1)
    http = app.test_client()
    noa, sam = (Device(http, handle, PASSWORD, name, ZONE) for handle, name in PEOPLE)
    with clock.at(day_at(first, 9, 0, ZONE)):
        noa.sign_up()
        sam.sign_up()
        space_id = pair(noa, sam)
        promises = _make_promises((noa, sam), space_id, first, last=yesterday)
        _sync((noa, sam))
    felt: list[FeelingDay] = []
    for day in history(SEED, yesterday, days):
        with clock.at(day_at(day.on, 20, 10, ZONE)):
            _live((noa, sam), space_id, promises, day)
            felt += [FeelingDay(day.on, one.safe, one.seen, one.valued) for one in day.feelings if one.who == 1]
    with clock.at(day_at(yesterday, 21, 0, ZONE)):
        _share_trend(sam, space_id, felt, yesterday)
        _sync((noa, sam))
    with app.app_context():
        while events.dispatch(SUBSCRIBERS):
            pass
    return noa, sam


def _make_promises(devices: tuple[Device, Device], space_id: UUID, first: date, last: date) -> list[UUID]:
    ids = [uuid4() for _ in PROMISES]
    for id, promise in zip(ids, PROMISES, strict=True):
        body: dict[str, Any] = {
            "id": id,
            "title": promise.title,
            "kind": promise.kind,
            "rhythm": promise.rhythm,
            "starts_on": first + timedelta(days=promise.starts_after),
            # Renewed along the way, in the demo's past: the next review lies ahead.
            "review_on": last + timedelta(days=19),
        }
        devices[promise.who].write(space_id, "make_commitment", body)
    return ids


def _live(devices: tuple[Device, Device], space_id: UUID, promises: list[UUID], day: Day) -> None:
    acts: tuple[Entry | Unprompted, ...] = (*day.entries, *day.unprompted)
    ids = [_log(devices[act.who], space_id, promises, day.on, act) for act in acts]
    for felt in day.feelings:
        body = {"on": day.on, "safe": felt.safe, "seen": felt.seen, "valued": felt.valued, "zone": ZONE}
        devices[felt.who].seal("check_in", (day.on.isoformat(),), body)
    _sync(devices)
    for act, act_id, answer in zip(acts, ids, day.answers, strict=True):
        if answer is not None:
            devices[1 - act.who].answer(space_id, act_id, *answer)
    _sync(devices)


def _log(device: Device, space_id: UUID, promises: list[UUID], on: date, act: Entry | Unprompted) -> UUID:
    if isinstance(act, Entry):
        said = {"kind": PROMISES[act.promise].kind, "outcome": act.outcome, "hard": act.hard, "note": act.note}
        return device.log(space_id, promises[act.promise], on, said)
    id = uuid4()
    body = {"id": id, "on": on, "zone": ZONE, "kind": act.kind, "note": act.note, "told": act.told}
    device.write(space_id, "log_act", body)
    return id


def _sync(devices: tuple[Device, Device]) -> None:
    for device in devices:
        if device.has_waiting:
            device.sync()


def _share_trend(sam: Device, space_id: UUID, felt: list[FeelingDay], as_of: date) -> None:
    trend = feeling_safe_trend(felt, as_of)
    share_id = deterministic_id(space_id, "check_in_share", sam.person_id)
    sam.seal("sharing", (space_id,), {"space_id": space_id, "mode": "trend", "from_on": as_of})
    sam.write(space_id, "share_check_ins", {"id": share_id, "mode": "trend"})
    weeks: dict[date, Any] = {point.on - timedelta(days=point.on.weekday()): point for point in trend.points}
    points = [
        {"week_on": week, "level": point.level, "low": point.low, "high": point.high, "call": "too_early"}
        for week, point in weeks.items()
    ]
    points[-1]["call"] = trend.direction.call
    sam.write(space_id, "publish_trend", {"points": points})
