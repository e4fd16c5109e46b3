"""Plans: what changes one, and the claiming of those that are due.

Rows are locked in one order everywhere: subscriptions, deliveries, the plan, counters; and what takes many people's
rows at once passes over those that others hold. So nobody waits in a circle.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from server.db import transaction
from server.errors import Refused
from server.notifications import counters
from server.notifications.models import Delivery, NudgePlan, PushSubscription
from server.notifications.preferences import facts_from, plain_facts, preferences_from
from server.notifications.rules import ANSWERS, Facts, Kind, Nudge, next_nudge, with_answer, with_sent
from server.spaces.scope import act_as_server

PEOPLE_AT_A_TIME = 500
WAITING = "waiting"
DROPPED = "dropped"


# -- what changes a plan ----------------------------------------------------------------------------------------------


def set_preferences(session: Session, person_id: UUID, profile: dict[str, Any], now: datetime) -> None:
    """Copies what a person chose (people.profiles.own_profile) and plans anew; what waits to be sent is dropped."""
    drop_waiting(session, Delivery.person_id == person_id)
    plan = _locked(session, person_id)
    if plan is None:
        plan = NudgePlan(person_id=person_id, facts={}, after=now, due_at=None)
        session.add(plan)
    plan.zone, plan.language, plan.preferences = profile["zone"], profile["language"], profile["settings"]
    _plan_anew(plan, facts_from(plan.facts), now)


def note_answer(session: Session, person_id: UUID, what: str, now: datetime, *, on: str | None = None) -> None:
    """Notes that a person did `what` (a key of rules.ANSWERS; "logged" says `on` which day)."""
    kinds = [kind.word for kind in ANSWERS[what]]
    drop_waiting(session, Delivery.person_id == person_id, Delivery.kind.in_(kinds))

    def noted(facts: Facts) -> Facts:
        plain = plain_facts(with_answer(facts, ANSWERS[what]))
        if on is not None:
            plain["logged_on"] = max(on, plain.get("logged_on", on))
        if what == "opened":
            plain.pop("new_since", None)
        return facts_from(plain)

    change_facts(session, person_id, noted, now)


def forget_logged(session: Session, person_id: UUID, on: date, now: datetime) -> None:
    """Lets that day be one without an entry again: what was logged for it was taken back."""
    change_facts(
        session, person_id, lambda facts: replace(facts, logged_on=None) if facts.logged_on == on else facts, now
    )


def note_new(session: Session, person_id: UUID, at: datetime, now: datetime) -> None:
    """Notes that there is something new to read since `at`, unless something else waits to be told already."""
    change_facts(session, person_id, lambda facts: facts_from({"new_since": at.isoformat()} | plain_facts(facts)), now)


def forget_new(session: Session, person_id: UUID, now: datetime) -> None:
    """Lets go of what was to be told: its space was closed, and nothing is announced about that."""
    drop_waiting(session, Delivery.person_id == person_id, Delivery.kind == Kind.TO_READ.word)
    change_facts(session, person_id, lambda facts: replace(facts, new_since=None), now)


def change_facts(session: Session, person_id: UUID, change: Callable[[Facts], Facts], now: datetime) -> None:
    """Changes the facts of a person's plan and plans anew; does nothing for someone without a plan."""
    plan = _locked(session, person_id)
    if plan is not None:
        _plan_anew(plan, change(facts_from(plan.facts)), now)


def plan_from_now(session: Session, person_id: UUID, now: datetime) -> None:
    """Plans anew, for someone who has a device to be reached on again."""
    change_facts(session, person_id, lambda facts: facts, now)


def drop_waiting(session: Session, *conditions: Any) -> None:  # noqa: ANN401 - SQLAlchemy's column conditions
    """Drops deliveries that have not been settled."""
    unsettled = update(Delivery).where(Delivery.next_try_at.is_not(None), *conditions)
    session.execute(
        unsettled.values(status=DROPPED, next_try_at=None, claim=None).execution_options(synchronize_session=False)
    )


def _locked(session: Session, person_id: UUID) -> NudgePlan | None:
    statement = select(NudgePlan).where(NudgePlan.person_id == person_id).with_for_update()
    return session.scalars(statement.execution_options(populate_existing=True)).one_or_none()


def _plan_anew(plan: NudgePlan, facts: Facts, now: datetime) -> None:
    # What gave way earlier today stays given way; what is due this very moment and not yet claimed still counts.
    if plan.due_at is None or plan.due_at > now:
        plan.after = now
    nudge = next_nudge(preferences_from(plan.preferences, plan.zone), facts, plan.after, now)
    plan.facts, plan.due_at = plain_facts(facts), nudge.due_at if nudge else None


# -- what is due ------------------------------------------------------------------------------------------------------


def plan_due(now: datetime, *, at_most: int = PEOPLE_AT_A_TIME) -> int:
    """Claims plans that are due, writes deliveries and next due instants in one transaction; returns how many.

    A worker that dies here leaves nothing behind; another takes other rows meanwhile (SKIP LOCKED, or the one writer's
    turn on SQLite).
    """
    with transaction() as session:
        act_as_server(session)
        due = (
            select(NudgePlan.person_id, NudgePlan.zone, NudgePlan.language, NudgePlan.preferences)
            .add_columns(NudgePlan.facts, NudgePlan.after)
            .where(NudgePlan.due_at <= now)
            .order_by(NudgePlan.due_at)
            .limit(at_most)
            .with_for_update(skip_locked=True)
        )
        plans = session.execute(due).all()
        if not plans:
            return 0
        devices = _devices(session, [plan.person_id for plan in plans])
        changed, deliveries, counted = [], list[dict[str, Any]](), list[str]()
        for plan in plans:
            reachable = devices.get(plan.person_id, [])
            try:
                sent, row = _step(plan, now, is_reachable=bool(reachable))
            except (Refused, KeyError, TypeError, ValueError):
                # A row that cannot be read must not hold up everyone else's.
                sent, row = None, {"facts": plan.facts, "after": plan.after, "due_at": None}
                counted.append("failed:plan")
            changed.append({"key": plan.person_id, **row})
            if sent is not None:
                counted.append("planned")
                deliveries += _deliveries(plan, sent, reachable, now)
        _write(session, changed, deliveries)
        counters.count(session, counted, now)
        return len(plans)


def _step(plan: Any, now: datetime, *, is_reachable: bool) -> tuple[Nudge | None, dict[str, Any]]:  # noqa: ANN401 - a row
    """The nudge to send now, if any, and the row's new values. Someone without a device rests until there is one."""
    preferences, facts, after = preferences_from(plan.preferences, plan.zone), facts_from(plan.facts), plan.after
    if not is_reachable:
        return None, {"facts": plan.facts, "after": after, "due_at": None}
    nudge, sent = next_nudge(preferences, facts, after, now), None
    if nudge is not None and nudge.due_at <= now:
        sent, facts, after = nudge, with_sent(facts, nudge), nudge.due_at
        nudge = next_nudge(preferences, facts, after, now)
    return sent, {"facts": plain_facts(facts), "after": after, "due_at": nudge.due_at if nudge else None}


def _devices(session: Session, people: list[UUID]) -> dict[UUID, list[tuple[UUID, UUID]]]:
    statement = select(PushSubscription.person_id, PushSubscription.id, PushSubscription.device_id)
    devices: dict[UUID, list[tuple[UUID, UUID]]] = {}
    for person_id, id, device_id in session.execute(
        statement.where(PushSubscription.person_id.in_(people), PushSubscription.is_removed.is_(False))
    ):
        devices.setdefault(person_id, []).append((id, device_id))
    return devices


def _deliveries(plan: Any, nudge: Nudge, devices: Iterable[tuple[UUID, UUID]], now: datetime) -> list[dict[str, Any]]:  # noqa: ANN401 - a row
    return [
        {
            "id": uuid4(),
            "person_id": plan.person_id,
            "subscription_id": subscription_id,
            "device_id": device_id,
            "kind": nudge.kind.word,
            "on": nudge.on,
            "language": plan.language,
            "useful_until": nudge.useful_until,
            "status": WAITING,
            "attempts": 0,
            "next_try_at": now,
        }
        for subscription_id, device_id in devices
    ]


def _write(session: Session, changed: list[dict[str, Any]], deliveries: list[dict[str, Any]]) -> None:
    columns: dict[str, Any] = {name: bindparam(name) for name in ("facts", "after", "due_at")}
    statement = update(NudgePlan).where(NudgePlan.person_id == bindparam("key")).values(columns)
    session.connection().execute(statement, changed)
    if deliveries:
        session.execute(counters.upsert(session, Delivery).on_conflict_do_nothing(), deliveries)
