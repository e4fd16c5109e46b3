"""From a couple's rows to observations, and from those to the trend: the caller of the pure files."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.acts import service as acts
from server.commitments import service as commitments
from server.commitments.recurrence import Dated, Rest, occurrences
from server.trust.levels import promises_trend
from server.trust.observations import PromiseDay

_COUNTED = {"kept": "kept", "partly": "partly", "missed_told": "missed_told"}


def promise_days(session: Session, space_id: UUID, person_id: UUID, as_of: date) -> list[PromiseDay]:
    """What this person logged of their commitments in the space, by day, up to `as_of`.

    Left out: `not_applicable`, `told`, what the other remembers differently, what was removed. `due` counts that day's
    occurrences; a rhythm of n times a week counts only where it was logged.
    """
    promises = [commitments.dated(row) for row in commitments.commitments_of(session, space_id, person_id)]
    rests = [commitments.rest(row) for row in commitments.pauses_touching(session, space_id, person_id)]
    rows = [act for act in acts.acts_of(session, space_id, person_id) if act.commitment_id is not None]
    outcomes = acts.latest_outcomes(session, rows)
    answers = acts.answers_to(session, space_id, rows)
    counts: dict[date, dict[str, int]] = defaultdict(lambda: {"due": 0, "kept": 0, "partly": 0, "missed_told": 0})
    _count_due(counts, promises, rests, as_of)
    weekly = {promise.id for promise in promises if promise.rhythm["type"] == "times_a_week"}
    for act in rows:
        if act.on <= as_of:
            is_weekly = act.commitment_id in weekly
            _count_act(counts[act.on], outcomes[act.id], answers.get(act.id), is_weekly=is_weekly)
    return [PromiseDay(on=on, **count) for on, count in sorted(counts.items()) if any(count.values())]


def _count_due(counts: dict[date, dict[str, int]], promises: list[Dated], rests: list[Rest], as_of: date) -> None:
    for promise in promises:
        if promise.rhythm["type"] != "times_a_week":
            for day in occurrences(promise, rests, promise.starts_on, as_of):
                counts[day]["due"] += 1


def _count_act(count: dict[str, int], outcome: str | None, answer: str | None, *, is_weekly: bool) -> None:
    if outcome in _COUNTED and answer != "differs":
        count[_COUNTED[outcome]] += 1
        # A day logged and paused or ended since stays logged, so it was due.
        logged = count["kept"] + count["partly"] + count["missed_told"]
        count["due"] = count["due"] + 1 if is_weekly else max(count["due"], logged)
    elif not is_weekly and count["due"]:
        count["due"] -= 1


def promises_document(session: Session, space_id: UUID, person_id: UUID, as_of: date) -> dict[str, Any]:
    """The document of `hearth trend` with the one strand the server may compute."""
    trend = promises_trend(promise_days(session, space_id, person_id, as_of), as_of)
    return {"format": "hearth-trend/1", "strands": {"promises": trend.to_json()}}
