"""From a couple's rows to observations, and from those to the trend: the caller of the pure files."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.acts import service as acts
from server.commitments import service as commitments
from server.commitments.recurrence import occurrences
from server.trust.levels import promises_trend
from server.trust.observations import PromiseDay

_LOGGED = ("kept", "partly", "missed_told")


def promise_days(session: Session, space_id: UUID, person_id: UUID, as_of: date) -> list[PromiseDay]:
    """What was due of this person's commitments in the space and what they logged of it, by day, up to `as_of`.

    What didn't apply, what the other remembers differently, what was removed, and days that are paused by now are
    neither due nor logged. A rhythm of n times a week is due on the days on which it was logged.
    """
    promises = [commitments.dated(row) for row in commitments.commitments_of(session, space_id, person_id)]
    rests = [commitments.rest(row) for row in commitments.pauses_touching(session, space_id, person_id)]
    rows = [act for act in acts.acts_of(session, space_id, person_id) if act.commitment_id is not None]
    answers = acts.answers_to(session, space_id, rows)
    said = {
        (act.commitment_id, act.on): None if answers.get(act.id) == "differs" else act.latest["outcome"] for act in rows
    }
    days: dict[date, Counter[str]] = defaultdict(Counter)
    for promise in promises:
        is_weekly = promise.rhythm["type"] == "times_a_week"
        for on in occurrences(promise, rests, promise.starts_on, as_of):
            outcome = said.get((promise.id, on))
            is_logged = outcome in _LOGGED
            if is_logged or not (is_weekly or (promise.id, on) in said):
                days[on]["due"] += 1
            if is_logged:
                days[on][str(outcome)] += 1
    return [
        PromiseDay(on, count["due"], count["kept"], count["partly"], count["missed_told"])
        for on, count in sorted(days.items())
        if count["due"]
    ]


def promises_document(session: Session, space_id: UUID, person_id: UUID, as_of: date) -> dict[str, Any]:
    """The document of `hearth trend` with the one strand the server may compute."""
    trend = promises_trend(promise_days(session, space_id, person_id, as_of), as_of)
    return {"format": "hearth-trend/1", "strands": {"promises": trend.to_json()}}
