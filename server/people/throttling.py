"""Slowing down guessing: counters in the database, so that any number of processes count together."""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server import clock
from server.errors import Refused
from server.people.models import ThrottleCounter
from server.sealing import key_ring

FREE_TRIES = 5
FIRST_WAIT_S = 60
LONGEST_WAIT_S = 900
FORGET_AFTER = timedelta(hours=24)


def _key(purpose: str, who: str) -> bytes:
    return key_ring().mac(f"tries/{purpose}", who.encode())


def _locked(session: Session, purpose: str, who: str) -> ThrottleCounter:
    key, now = _key(purpose, who), clock.now()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(ThrottleCounter).values(key=key, count=0, last_at=now).on_conflict_do_nothing())
    return session.get_one(ThrottleCounter, key, with_for_update=True)


def check(session: Session, purpose: str, who: str) -> None:
    """Raises Refused("too_many_tries") with the seconds to wait while this one is blocked.

    Locks the counter until the transaction ends: failures at one moment go one by one, and each is counted.
    """
    counter = _locked(session, purpose, who)
    if counter.blocked_until is None:
        return
    left = (counter.blocked_until - clock.now()).total_seconds()
    if left > 0:
        raise Refused("too_many_tries", retry_after_s=int(left) + 1)


def count_failure(session: Session, purpose: str, who: str) -> None:
    """Counts a try in vain: from the fifth on each doubles the wait, from one minute to fifteen."""
    counter, now = _locked(session, purpose, who), clock.now()
    if now - counter.last_at > FORGET_AFTER:
        counter.count = 0
    counter.count += 1
    counter.last_at = now
    if counter.count >= FREE_TRIES:
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (counter.count - FREE_TRIES))
        counter.blocked_until = now + timedelta(seconds=wait_s)


def has_old(session: Session) -> bool:
    """Whether there are counters that would start anew anyway."""
    return session.scalars(select(ThrottleCounter.key).where(_is_old()).limit(1)).first() is not None


def _is_old() -> ColumnElement[bool]:
    return ThrottleCounter.last_at < clock.now() - FORGET_AFTER


def forget_old(session: Session) -> None:
    """Deletes counters that would start anew anyway; one is made for every handle that was ever mistyped."""
    session.execute(delete(ThrottleCounter).where(_is_old()))


def reset(session: Session, purpose: str, who: str) -> None:
    """Starts the count anew after a success."""
    counter = session.get(ThrottleCounter, _key(purpose, who))
    if counter is not None:
        session.delete(counter)
