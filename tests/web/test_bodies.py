"""Bodies at rest: everything a person wrote is in them, bound to its row and its version."""

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import LargeBinary, MetaData, Table, select, text

from server import slices  # noqa: F401 - every mapped class
from server.acts.models import Act
from server.bodies import BodyRow
from server.db import Base, db, transaction
from server.spaces.models import SpaceRow
from server.spaces.scope import act_as_server
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.databases import ROOT
from tests.support.people import Couple, Person, pair
from tests.support.protocol import shared_id

THREAT_MODEL = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")


def log(person: Person, space_id: str, on: str, **change: Any) -> str:  # noqa: ANN401 - JSON
    body = {"id": str(uuid4()), "on": on, "zone": "UTC", "kind": "honesty", "note": "words"} | change
    person.client.apply(space_id, "log_act", body)
    return str(body["id"])


def acts(app: Flask) -> dict[str, str]:
    """The note of every act by its id, as the app reads it from the database."""
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        return {str(act.id): act.note for act in session.scalars(select(Act))}


def rewrite(app: Flask, statement: str, **values: object) -> None:
    """Changes the database behind the app's back."""
    with app.app_context(), transaction() as session:
        bound = {name: value.hex if isinstance(value, UUID) else value for name, value in values.items()}
        if db.engine.dialect.name == "postgresql":
            bound = {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}
        session.execute(text(statement), bound)


def body_of(app: Flask, id: str) -> tuple[bytes, int]:
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        row = session.scalars(select(Act).where(Act.id == UUID(id))).one()
        return row.body, row.body_version


def test_two_bodies_cannot_be_swapped(app: Flask, couple: Couple, clock: Clock) -> None:
    """Nor can one partner be shown as having written the other's words."""
    on = clock.now.date().isoformat()
    mine, theirs = log(couple.inviter, couple.space_id, on), log(couple.accepter, couple.space_id, on)
    body, _ = body_of(app, theirs)
    rewrite(app, "UPDATE act SET body = :body WHERE id = :id", body=body, id=UUID(mine))
    with pytest.raises(InvalidTag):
        acts(app)


@pytest.mark.parametrize(
    ("column", "value"), [("author_id", "accepter"), ("body_version", 2), ('"on"', "2027-01-01"), ("space_id", "other")]
)
def test_a_body_is_bound_to_every_column_that_never_changes(
    *, app: Flask, couple: Couple, clock: Clock, outsider: Person, therapist: Person, column: str, value: object
) -> None:
    log(couple.inviter, couple.space_id, clock.now.date().isoformat())
    if value == "other":
        value = UUID(pair(outsider, therapist).space_id)
    elif value == "accepter":
        value = UUID(couple.accepter.person_id)
    rewrite(app, f"UPDATE act SET {column} = :value", value=value)
    with pytest.raises(InvalidTag):
        acts(app)


def test_an_older_body_put_back_does_not_open(app: Flask, couple: Couple, clock: Clock) -> None:
    on = clock.now.date().isoformat()
    id = log(couple.inviter, couple.space_id, on, note="first")
    older, version = body_of(app, id)
    log(couple.inviter, couple.space_id, on, note="second", id=id)
    assert acts(app) == {id: "second"}
    assert body_of(app, id)[1] == version + 1
    rewrite(app, "UPDATE act SET body = :body WHERE id = :id", body=older, id=UUID(id))
    with pytest.raises(InvalidTag):
        acts(app)


def test_a_length_tells_no_more_than_a_size_class(app: Flask, couple: Couple, clock: Clock) -> None:
    on = clock.now.date().isoformat()
    lengths = [len(body_of(app, log(couple.inviter, couple.space_id, on, note="x" * n))[0]) for n in (0, 10, 40, 900)]
    assert lengths[0] == lengths[1] == lengths[2] == 256 + 32
    assert lengths[3] == 2048 + 32


def test_nothing_is_written_where_nothing_changed(app: Flask, couple: Couple, clock: Clock) -> None:
    id = log(couple.inviter, couple.space_id, clock.now.date().isoformat())
    before = body_of(app, id)
    with app.app_context(), transaction() as session:
        act_as_server(session)
        act = session.scalars(select(Act)).one()
        act.note = "words"
        assert isinstance(act.recorded_on, date)
    assert body_of(app, id) == before


def test_no_word_stands_in_the_database(app: Flask, couple: Couple, clock: Clock, canaries: Canaries) -> None:
    """Nor does what was shared, answered, or how a promise went."""
    ada, bo, on = couple.inviter, couple.accepter, clock.now.date().isoformat()
    ada.client.apply(ada.private_space_id, "set_settings", {"display_name": canaries.plant("name")[:40]})
    title = {"id": str(uuid4()), "title": canaries.plant("title"), "kind": "presence", "rhythm": {"type": "daily"}}
    ada.client.apply(couple.space_id, "make_commitment", title | {"starts_on": on})
    occurrence = shared_id(couple.space_id, "act", str(title["id"]), on)
    outcome = {"commitment_id": title["id"], "outcome": "missed_told", "hard": True, "note": canaries.plant("note")}
    log(ada, couple.space_id, on, id=occurrence, **outcome)
    answer = {"id": shared_id(couple.space_id, "acknowledgement", occurrence, bo.person_id), "act_id": occurrence}
    bo.client.apply(couple.space_id, "acknowledge", answer | {"answer": "differs", "words": canaries.plant("answer")})
    share = {"id": shared_id(couple.space_id, "check_in_share", ada.person_id), "mode": "values"}
    ada.client.apply(couple.space_id, "share_check_ins", share)
    ada.client.apply(couple.space_id, "publish_check_ins", {"values": [{"on": on, "safe": 3}]})
    stored = []
    with app.app_context(), transaction(write=False) as session:
        everything = MetaData()
        everything.reflect(db.engine)
        for table in everything.sorted_tables:
            stored += [str(value) for row in session.execute(select(table)) for value in row]
    assert canaries.found_in(" ".join(stored)) == []
    assert {"missed_told", "differs", "values", "presence", "honesty"} & set(stored) == set()


def test_the_papers_name_every_clear_column() -> None:
    """docs/threat-model.md has a line for each column that stays clear where people write, and a reason."""
    told = dict(re.findall(r"^\| `([a-z0-9_]+\.[a-z0-9_]+)` \| ([^|]+) \|$", THREAT_MODEL, re.MULTILINE))
    clear = {
        f"{table.name}.{column.name}"
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, BodyRow | SpaceRow)
        for table in mapper.tables
        if isinstance(table, Table) and not table.name.startswith("test_")
        for column in table.columns
        if not (column.name == "body" and isinstance(column.type, LargeBinary))
    }
    assert set(told) == clear
    assert all(len(reason) > 10 for reason in told.values())
