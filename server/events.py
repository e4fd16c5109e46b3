"""Events, written in the transaction that caused them and handed on after it. They carry ids and names, never text.

A subscriber runs inside the transaction that takes its event off the list, so what it writes happens exactly once.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, delete, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session, mapped_column

from server import clock
from server.db import Base, goes_alone, transaction
from server.spaces.scope import act_as_server

log = logging.getLogger(__name__)
# Any number, and not that of migrations.
_HANDING_ON = 0x48656173
Subscriber = Callable[[Session, dict[str, Any]], None]

# name -> what its payload holds; docs/api.md lists them.
EVENTS = {
    "act_logged": ("person_id", "on"),
    "last_act_taken_back": ("person_id", "on"),
    "shared_something": ("person_id", "partner_id"),
    "checked_in": ("person_id",),
    "opened": ("person_id",),
    "settings_changed": ("person_id",),
    "device_ended": ("person_id", "device_id"),
    "person_joined": ("person_id",),
    "couple_ended": ("space_id",),
}


class Event(Base):
    """An event that nobody has taken yet."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime]


def emit(session: Session, name: str, **ids: UUID | str) -> None:
    """Writes an event into this transaction; its payload's names are those of EVENTS."""
    assert set(ids) == set(EVENTS[name]), f"{name} carries {EVENTS[name]}"
    payload = {key: str(value) for key, value in ids.items()}
    session.add(Event(name=name, payload=payload, happened_at=clock.now()))


def dispatch(subscribers: dict[str, list[Subscriber]], *, at_most: int = 200) -> int:
    """Hands waiting events to their subscribers in the order they were written; returns how many.

    All at once in one transaction; where a subscriber fails at one of them, each in a transaction of its own. One
    worker hands on at a time, and whoever else locks rows of several people passes over those that are locked: so
    nobody waits in a circle.
    """
    taken = _dispatch_together(subscribers, at_most)
    return _dispatch_apart(subscribers, at_most) if taken is None else taken


def _dispatch_together(subscribers: dict[str, list[Subscriber]], at_most: int) -> int | None:
    """How many events were taken; None where a subscriber failed at one, and all of them still wait."""
    waiting = select(Event).order_by(Event.id).limit(at_most)
    with transaction(write=False) as session:
        if session.scalars(waiting.limit(1)).one_or_none() is None:
            return 0
    try:
        with transaction() as session:
            act_as_server(session)
            if not goes_alone(session, _HANDING_ON):
                return 0
            events = session.scalars(waiting).all()
            for event in events:
                for subscriber in subscribers.get(event.name, ()):
                    subscriber(session, event.payload | {"happened_at": event.happened_at})
            session.execute(delete(Event).where(Event.id.in_([event.id for event in events])))
            return len(events)
    except OperationalError:
        raise  # the database is out of reach, for every event alike
    except Exception:
        return None


def _dispatch_apart(subscribers: dict[str, list[Subscriber]], at_most: int) -> int:
    """Hands on events one by one; one that a subscriber fails at is passed over, and tried again by the next call."""
    taken = last_id = 0
    while taken < at_most and (first := _hand_on_first(subscribers, last_id)):
        last_id, is_taken = first
        taken += is_taken
    return taken


def _hand_on_first(subscribers: dict[str, list[Subscriber]], after_id: int) -> tuple[int, bool] | None:
    """The id of the first event after `after_id`, and whether it was taken; None where there is none."""
    with transaction() as session:
        act_as_server(session)
        if not goes_alone(session, _HANDING_ON):
            return None
        waiting = select(Event).where(Event.id > after_id).order_by(Event.id)
        event = session.scalars(waiting.limit(1)).one_or_none()
        if event is None:
            return None
        id, name = event.id, event.name
        try:
            with session.begin_nested():
                for subscriber in subscribers.get(name, ()):
                    subscriber(session, event.payload | {"happened_at": event.happened_at})
                session.delete(event)
        except OperationalError:
            raise  # the database is out of reach, for every event alike
        except Exception as error:
            # The type only: a message may carry a person's words.
            log.error("event %s (%s) was not taken: %s", id, name, type(error).__name__)
            return id, False
        return id, True
