"""Counters and alarms of the worker, kept in the database so that several workers add up. No personal data."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.notifications.models import NudgePlan, PushSubscription, PushTally

ALARM_SHOWN_FOR = timedelta(days=7)


def upsert(session: Session, model: type[Any]) -> Any:  # noqa: ANN401 - one of two dialects' insert
    """An insert that knows ON CONFLICT, of the dialect in use."""
    is_postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(model) if is_postgres else sqlite.insert(model)


def count(session: Session, names: Iterable[str], now: datetime) -> None:
    """Adds one to each named tally, in the order of names: two workers never wait for each other in a circle."""
    for name, value in sorted(Counter(names).items()):
        insert = upsert(session, PushTally).values(name=name, value=value, last_at=now)
        changes = {"value": PushTally.value + insert.excluded.value, "last_at": insert.excluded.last_at}
        session.execute(insert.on_conflict_do_update(index_elements=[PushTally.name], set_=changes))


def alarms(session: Session, now: datetime) -> list[dict[str, Any]]:
    """Answers that are ours or the host's to mend, of the last seven days: reason, host, count, last_at."""
    statement = select(PushTally.name, PushTally.value, PushTally.last_at).where(
        PushTally.name.startswith("alarm:"), PushTally.last_at > now - ALARM_SHOWN_FOR
    )
    return [
        dict(zip(("reason", "host"), name.split(":", 2)[1:], strict=True)) | {"count": value, "last_at": last_at}
        for name, value, last_at in session.execute(statement.order_by(PushTally.name))
    ]


def metrics(session: Session, now: datetime) -> str:
    """The worker's figures in the Prometheus text format."""
    tallies = {row.name: row.value for row in session.scalars(select(PushTally))}
    oldest = session.scalar(select(func.min(NudgePlan.due_at)).where(NudgePlan.due_at <= now))
    # min() gives up the column's type on SQLite.
    age_s = (now - _aware(oldest, now)).total_seconds() if oldest else 0.0
    lines = [
        *_metric("hearth_nudges_planned_total", "counter", [("", tallies.get("planned", 0))]),
        *_metric("hearth_pushes_sent_total", "counter", [("", tallies.get("sent", 0))]),
        *_metric("hearth_pushes_failed_total", "counter", _labelled(tallies, "failed:")),
        *_metric("hearth_push_alarms_total", "counter", _labelled(tallies, "alarm:")),
        *_metric("hearth_oldest_due_nudge_seconds", "gauge", [("", age_s)]),
        *_metric("hearth_push_subscriptions", "gauge", [("", session.scalar(select(func.count(PushSubscription.id))))]),
    ]
    return "\n".join(lines) + "\n"


def _aware(instant: datetime, like: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=like.tzinfo)


def _labelled(tallies: dict[str, int], prefix: str) -> list[tuple[str, int]]:
    named = sorted((name, value) for name, value in tallies.items() if name.startswith(prefix))
    return [(f'{{reason="{name.removeprefix(prefix)}"}}', value) for name, value in named]


def _metric(name: str, kind: str, values: Iterable[tuple[str, Any]]) -> list[str]:
    return [f"# TYPE {name} {kind}", *(f"{name}{labels} {value}" for labels, value in values)]
