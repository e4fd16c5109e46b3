"""Counters and alarms of the worker, kept in the database so that several workers add up. No personal data."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.db import transaction
from server.notifications.models import NudgePlan, PushCounter, PushSubscription
from server.spaces.scope import act_as_server

ALARM_SHOWN_FOR = timedelta(days=7)
_WORKER = "worker"
_SIGNATURE = "It does not take our signature: put your copy of vapid.json back, and check HEARTH_PUSH_CONTACT."
_ADVICE = {
    "401": _SIGNATURE,
    "403": _SIGNATURE,
    "413": "It finds our messages too large. Look for a newer version of Hearth.",
    "address": "Its name leads to an address that is not public. Check the host's DNS and HEARTH_PUSH_EXTRA_HOSTS.",
    "endpoint": "Its name is not among those allowed any more. Put it into HEARTH_PUSH_EXTRA_HOSTS if you trust it.",
    "key": "A push key is missing: put your copy of vapid.json back, or open Hearth once on each device.",
    "subscription": "A device gave keys that cannot be used. It mends itself when Hearth is opened there.",
}


def upsert(session: Session, model: type[Any]) -> Any:  # noqa: ANN401 - one of two dialects' insert
    """An insert that knows ON CONFLICT, of the dialect in use."""
    is_postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(model) if is_postgres else sqlite.insert(model)


def count(session: Session, names: Iterable[str], now: datetime) -> None:
    """Adds one to each named tally, in the order of names: two workers never wait for each other in a circle."""
    for name, value in sorted(Counter(names).items()):
        insert = upsert(session, PushCounter).values(name=name, value=value, last_at=now)
        changes = {"value": PushCounter.value + insert.excluded.value, "last_at": insert.excluded.last_at}
        session.execute(insert.on_conflict_do_update(index_elements=[PushCounter.name], set_=changes))


def advice(reason: str) -> str:
    """What a host can do about an alarm with this reason."""
    return _ADVICE.get(reason, "It refused our messages. Look for a newer version of Hearth.")


def alarms(session: Session, now: datetime) -> list[dict[str, Any]]:
    """Answers that are ours or the host's to mend, of the last seven days: reason, host, count, last_at."""
    statement = select(PushCounter.name, PushCounter.value, PushCounter.last_at).where(
        PushCounter.name.startswith("alarm:"), PushCounter.last_at > now - ALARM_SHOWN_FOR
    )
    return [
        dict(zip(("reason", "host"), name.split(":", 2)[1:], strict=True)) | {"count": value, "last_at": last_at}
        for name, value, last_at in session.execute(statement.order_by(PushCounter.name))
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the workers did so far, and when the last was seen. `failed` and `alarms` are (reason, count)."""

    planned: int
    sent: int
    failed: list[tuple[str, int]]
    alarms: list[tuple[str, int]]
    oldest_due_s: float
    subscriptions: int
    worker_seen_at: datetime | None


def note_worker(now: datetime) -> None:
    """Notes that a worker is at work."""
    with transaction() as session:
        act_as_server(session)
        count(session, [_WORKER], now)


def figures(session: Session, now: datetime) -> Figures:
    """All of them at once."""
    counters = {row.name: row for row in session.scalars(select(PushCounter))}
    oldest = session.scalar(select(func.min(NudgePlan.due_at)).where(NudgePlan.due_at <= now))

    def by_reason(prefix: str) -> list[tuple[str, int]]:
        named = sorted((name, row.value) for name, row in counters.items() if name.startswith(prefix))
        return [(name.removeprefix(prefix), value) for name, value in named]

    return Figures(
        planned=counters["planned"].value if "planned" in counters else 0,
        sent=counters["sent"].value if "sent" in counters else 0,
        failed=by_reason("failed:"),
        alarms=by_reason("alarm:"),
        # min() gives up the column's type on SQLite.
        oldest_due_s=(now - _aware(oldest, now)).total_seconds() if oldest else 0.0,
        subscriptions=session.scalar(select(func.count()).where(~PushSubscription.is_removed)) or 0,
        worker_seen_at=counters[_WORKER].last_at if _WORKER in counters else None,
    )


def metrics(session: Session, now: datetime) -> str:
    """The worker's figures in the Prometheus text format."""
    seen = figures(session, now)
    worker_s = seen.worker_seen_at.timestamp() if seen.worker_seen_at else 0.0
    lines = [
        *_metric("hearth_nudges_planned_total", "counter", [("", seen.planned)]),
        *_metric("hearth_pushes_sent_total", "counter", [("", seen.sent)]),
        *_metric("hearth_pushes_failed_total", "counter", _labelled(seen.failed)),
        *_metric("hearth_push_alarms_total", "counter", _labelled(seen.alarms)),
        *_metric("hearth_oldest_due_nudge_seconds", "gauge", [("", seen.oldest_due_s)]),
        *_metric("hearth_push_subscriptions", "gauge", [("", seen.subscriptions)]),
        *_metric("hearth_worker_seen_timestamp_seconds", "gauge", [("", worker_s)]),
    ]
    return "\n".join(lines) + "\n"


def _aware(instant: datetime, like: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=like.tzinfo)


def _labelled(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(f'{{reason="{reason}"}}', value) for reason, value in counts]


def _metric(name: str, kind: str, values: Iterable[tuple[str, Any]]) -> list[str]:
    return [f"# TYPE {name} {kind}", *(f"{name}{labels} {value}" for labels, value in values)]
