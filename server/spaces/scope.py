"""The scope of a session: which rows of spaces the acting person may read and write. Without one there is none at all.

The audience that a kind declares is enforced here and nowhere else.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import and_, event, exists, false, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from server.db import set_acting_person
from server.errors import Refused
from server.spaces.entity import AfterLeaving, Audience, Entity
from server.spaces.models import FORMER, MEMBER, OWNER, THERAPIST, Access, EntityRow, Grant, SpaceRow


def act_as(session: Session, person_id: UUID) -> dict[UUID, str]:
    """Holds the session to what this person may enter; returns the role by space."""
    rows = session.execute(select(Access.space_id, Access.role).where(Access.person_id == person_id))
    roles: dict[UUID, str] = dict(rows.all())
    session.info["person_id"] = person_id
    session.info["roles"] = roles
    set_acting_person(session, person_id)
    return roles


def act_as_server(session: Session) -> None:
    """Lifts the scope, for the worker and the host's own commands; never on behalf of a request's words."""
    session.info["is_server"] = True


@contextmanager
def also_entering(session: Session, space_id: UUID) -> Iterator[None]:
    """Widens the scope by one space within the block: two gifts are revealed out of both private spaces."""
    roles = dict(session.info["roles"])
    session.info["roles"] = {**roles, space_id: OWNER}
    try:
        yield
        session.flush()
    finally:
        session.info["roles"] = roles


def role_in(session: Session, space_id: UUID) -> str:
    """The acting person's role. Raises Refused("not_found") for a space that is not theirs, as for a missing id."""
    role: str | None = session.info.get("roles", {}).get(space_id)
    if role is None:
        raise Refused("not_found")
    return role


def _spaces_by_role(session: Session) -> Mapping[str, list[UUID]]:
    found: dict[str, list[UUID]] = {OWNER: [], MEMBER: [], FORMER: [], THERAPIST: []}
    for space_id, role in session.info.get("roles", {}).items():
        found[role].append(space_id)
    return found


def _criteria(model: Any, session: Session) -> Any:  # noqa: ANN401 - SQLAlchemy's criteria are untyped
    spaces = _spaces_by_role(session)
    within = model.space_id.in_([*spaces[OWNER], *spaces[MEMBER]])
    is_own = model.author_id == session.info.get("person_id")
    afterwards = and_(model.space_id.in_(spaces[FORMER]), is_own) if spaces[FORMER] else false()
    if not issubclass(model, EntityRow):
        return or_(within, afterwards)
    entity: Entity = current_app.extensions["hearth_entity_of_model"][model]
    if entity.audience in (Audience.AUTHOR, Audience.GRANTED):
        within = and_(within, is_own)
    elif entity.audience is Audience.RECIPIENT:
        within = and_(within, or_(is_own, model.recipient_id == session.info.get("person_id")))
    if entity.after_leaving is AfterLeaving.ALL:
        afterwards = model.space_id.in_(spaces[FORMER])
    granted: Any = false()
    if entity.grant is not None and spaces[THERAPIST]:
        granted = and_(model.space_id.in_(spaces[THERAPIST]), _is_granted(model, entity.grant, session))
    return or_(within, afterwards, granted)


def _is_granted(model: Any, item: str, session: Session) -> Any:  # noqa: ANN401 - SQLAlchemy's criteria are untyped
    return exists().where(
        Grant.space_id == model.space_id,
        Grant.author_id == model.author_id,
        Grant.reader_id == session.info["person_id"],
        Grant.item == item,
    )


@event.listens_for(Session, "do_orm_execute")
def _hold_reads_to_scope(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load or state.session.info.get("is_server"):
        return
    for mapper in state.all_mappers:
        if issubclass(mapper.class_, SpaceRow):
            condition = _criteria(mapper.class_, state.session)
            state.statement = state.statement.options(
                with_loader_criteria(mapper.class_, condition, include_aliases=True)
            )


@event.listens_for(Session, "before_flush")
def _hold_writes_to_scope(session: Session, _context: Any, _instances: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    if session.info.get("is_server"):
        return
    roles: dict[UUID, str] = session.info.get("roles", {})
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, SpaceRow) and roles.get(row.space_id) not in (OWNER, MEMBER, FORMER):
            raise PermissionError(f"a {type(row).__name__} outside the scope of this session")
