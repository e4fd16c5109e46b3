"""The scope of a session: which rows of spaces the acting person may read and write. Without one there is none at all.

The audience that a kind declares is enforced here and nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import and_, event, exists, false, not_, or_, select, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from server.db import set_acting_person
from server.errors import Refused
from server.spaces.entity import AfterLeaving, Audience, Entity
from server.spaces.models import FORMER, MEMBER, OWNER, THERAPIST, Access, Change, Grant, SpaceRow


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
    """Which rows of a model the acting person may read: by their role, the audience of its kind, and grants."""
    entities: Mapping[type, Entity] = current_app.extensions["hearth_entity_of_model"]
    # Rows of one kind; or the change log, which holds every kind; or what belongs to no kind, and reaches no therapist.
    kinds = [entities[model]] if model in entities else list(entities.values()) if model is Change else []
    spaces = _spaces_by_role(session)
    person_id = session.info.get("person_id")
    is_own = model.author_id == person_id
    found = [and_(model.space_id.in_([*spaces[OWNER], *spaces[MEMBER]]), *_as_member(model, kinds, person_id))]
    if spaces[FORMER]:
        lasting = _of(model, [each for each in kinds if each.after_leaving is AfterLeaving.ALL])
        found.append(and_(model.space_id.in_(spaces[FORMER]), or_(is_own, lasting)))
    if spaces[THERAPIST]:
        for item in sorted({each.grant for each in kinds if each.grant is not None}):
            of_item = _of(model, [each for each in kinds if each.grant == item])
            here = model.space_id.in_(spaces[THERAPIST])
            found.append(and_(here, of_item, _is_granted(model, item, session)))
    return or_(*found)


def _as_member(model: Any, kinds: Sequence[Entity], person_id: UUID | None) -> Iterator[Any]:  # noqa: ANN401 - as above
    """What narrows the rows of a space that the acting person is in."""
    is_own = model.author_id == person_id
    authors = [each for each in kinds if each.audience in (Audience.AUTHOR, Audience.GRANTED)]
    if authors:
        yield or_(is_own, not_(_of(model, authors)))
    if model is not Change and any(each.audience is Audience.RECIPIENT for each in kinds):
        yield or_(is_own, model.recipient_id == person_id)


def _of(model: Any, kinds: Sequence[Entity]) -> Any:  # noqa: ANN401 - as above
    """Whether a row is of one of these kinds."""
    if model is Change:
        return Change.kind.in_([each.name for each in kinds])
    return true() if kinds else false()


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
