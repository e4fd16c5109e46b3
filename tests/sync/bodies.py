"""What tests write into a couple's space: bodies with everything said plainly, and ids as the protocol makes them."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.support.people import Couple, Person
from tests.support.protocol import shared_id


def day_of(person: Person, instant: datetime, days: int = 0) -> date:
    """The person's local day at that instant, or so many days after it."""
    return instant.astimezone(ZoneInfo(person.zone)).date() + timedelta(days=days)


def commitment_body(starts_on: date, **change: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON is what it is
    """A new daily promise."""
    body = {"title": "I text when I am late", "kind": "reliability", "rhythm": {"type": "daily"}}
    return body | {"id": str(uuid4()), "starts_on": starts_on.isoformat()} | change


def occurrence_body(
    couple: Couple,
    person: Person,
    commitment_id: str,
    on: date,
    outcome: str = "kept",
    **change: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """That day of a commitment, with its outcome."""
    id = shared_id(couple.space_id, "act", commitment_id, on.isoformat())
    body = {"id": id, "on": on.isoformat(), "zone": person.zone, "kind": "reliability", "commitment_id": commitment_id}
    return body | {"outcome": outcome, "hard": False, "note": "", "told": False} | change


def act_body(person: Person, on: date, **change: Any) -> dict[str, Any]:  # noqa: ANN401
    """Something unprompted."""
    body = {"id": str(uuid4()), "on": on.isoformat(), "zone": person.zone, "kind": "honesty", "commitment_id": None}
    return body | {"outcome": None, "hard": False, "note": "I said where I was", "told": False} | change


def answer_body(couple: Couple, person: Person, act_id: str, answer: str = "helped", words: str = "") -> dict[str, Any]:
    """This person's answer to an act."""
    id = shared_id(couple.space_id, "acknowledgement", act_id, person.person_id)
    return {"id": id, "act_id": act_id, "answer": answer, "words": words}


def leave(person: Person, couple: Couple) -> None:
    """Ends the couple; both are former members from here on."""
    person.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})


def everything(person: Person, space_id: str) -> list[tuple[str, str, dict[str, Any]]]:
    """All present rows a device that starts afresh receives of a space: kind, id, body."""
    space = next(each for each in person.client.sync()["spaces"] if each["space_id"] == space_id)
    assert not space["more"]
    return sorted(((row["kind"], row["id"], row["body"]) for row in space["changes"]), key=lambda row: row[:2])


def present_row(person: Person, couple: Couple, kind: str, id: str) -> dict[str, Any] | None:
    """One row as this person is sent it, or None."""
    return person.client.rows(couple.space_id, kind).get(id)


def move_rev(person: Person, space_id: str) -> None:
    """Moves the rev of a couple's space and leaves nothing to see: an act that is taken back at once."""
    on = datetime.now(ZoneInfo(person.zone)).date().isoformat()
    body = {"id": str(uuid4()), "on": on, "zone": person.zone, "kind": "honesty"}
    person.client.apply(space_id, "log_act", body)
    person.client.apply(space_id, "take_back_act", {"id": body["id"]})
