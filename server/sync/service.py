"""Operations in, changes out."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import marshmallow as ma
import orjson
from flask import g
from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server import clock
from server.db import transaction
from server.errors import Refused
from server.me.service import me_document
from server.people.gate import acting
from server.people.service import Acting
from server.spaces.models import FORMER, Change, ServerState, Space
from server.sync.schemas import OperationText
from server.web import invalid, note_fault
from server.writes.models import OperationRecord
from server.writes.resources import bodies
from server.writes.service import OperationRequest, last_op_id, run

PAGE = 500
# Characters of one operation: a sealed record of the largest class, and room around it.
LONGEST = 120_000
# A client older than this cannot speak version 1 of the protocol.
OLDEST_CLIENT = (0, 1, 0)


def sync(asked: dict[str, Any]) -> dict[str, Any]:
    """Runs the operations one by one, each in its own transaction, then reads what changed in one snapshot."""
    if tuple(int(part) for part in asked["client"].split(".")) < OLDEST_CLIENT:
        raise Refused("client_too_old")
    outcomes = [_outcome(text) for text in asked["operations"]]
    return {"outcomes": outcomes, **_changes(asked)}


def _outcome(text: str) -> dict[str, Any]:
    op_id: UUID | None = None
    try:
        if len(text) > LONGEST:
            raise Refused("too_large")
        try:
            plain = orjson.loads(text)
            fields = OperationText().load(plain)
        except (orjson.JSONDecodeError, TypeError) as error:
            raise Refused("malformed") from error
        except ma.ValidationError as error:
            op_id = plain.get("op_id") if isinstance(plain, dict) else None
            raise invalid(error) from error
        op_id = fields["op_id"]
        applied = run(OperationRequest(**fields, sent_bytes=text.encode()))
        return {"op_id": op_id, "status": "applied", "space_id": applied.space_id, "rev": applied.rev}
    except Refused as refused:
        if refused.status == 401:
            raise  # a device that is signed out: the batch is refused whole
        return _refusal(op_id, refused)
    except OperationalError:
        raise  # the database is out of reach, for every operation alike
    except Exception as error:
        note_fault(error)
        return _refusal(op_id, Refused("server_error"))


def _refusal(op_id: UUID | None, refused: Refused) -> dict[str, Any]:
    return {"op_id": op_id, "status": "refused", "problem": refused.problem(g.get("request_id"))}


def _changes(asked: dict[str, Any]) -> dict[str, Any]:
    cursors = {cursor["space_id"]: cursor for cursor in asked["cursors"]}
    with transaction(write=False) as session:
        who = acting(session)
        roles: dict[UUID, str] = session.info["roles"]
        heads = _heads(session, roles)
        epoch = heads[0].epoch
        is_other_epoch = asked["epoch"] is not None and asked["epoch"] != epoch
        found = [
            _space_changes(session, who, head, roles[head.id], cursors.get(head.id), is_other_epoch) for head in heads
        ]
        me_rev = who.person.me_rev
        answer = {"epoch": epoch, "now": clock.now(), "spaces": found, "me_rev": me_rev}
        is_known = asked["me_rev"] == me_rev and not is_other_epoch and not any(space["resync"] for space in found)
        return answer if is_known else answer | {"me": me_document(session, who)}


def _heads(session: Session, space_ids: Iterable[UUID]) -> list[Any]:
    """Rows of (id, kind, rev, op_id, epoch), in the order of ids: where each space stands, and the operation that put
    it there. They are all that a poll needs which finds nothing new.
    """
    at_head = and_(OperationRecord.space_id == Space.id, OperationRecord.rev == Space.rev)
    epoch = select(ServerState.epoch).scalar_subquery()
    columns = select(Space.id, Space.kind, Space.rev, OperationRecord.op_id, epoch.label("epoch"))
    rows = columns.outerjoin(OperationRecord, at_head).where(Space.id.in_(list(space_ids))).order_by(Space.id)
    return list(session.execute(rows))


def _space_changes(  # noqa: PLR0917 - one space's whole situation, used once
    session: Session,
    who: Acting,
    space: Any,  # noqa: ANN401 - a row
    role: str,
    cursor: dict[str, Any] | None,
    is_other_epoch: bool,
) -> dict[str, Any]:
    unchanged = {"space_id": space.id, "kind": space.kind, "role": role, "rev": space.rev, "op_id": space.op_id}
    if (
        cursor
        and role != FORMER
        and not is_other_epoch
        and (cursor["rev"], cursor["op_id"]) == (space.rev, space.op_id)
    ):
        return unchanged | {"resync": False, "more": False, "changes": []}
    space_id = space.id
    since, has_seen = (cursor["rev"], True) if cursor else (0, False)
    resync = has_seen and since > 0 and (is_other_epoch or not _is_known(session, space, cursor))
    since = 0 if resync else since
    rows, more = _page(session, space_id, since, tombstones_of=who.person.id if resync else None)
    # A page that is not the last ends where its last row does; the last ends at the space's own rev.
    until = rows[-1].rev if more else _visible_rev(session, space, role)
    return unchanged | {
        "rev": until,
        "op_id": last_op_id(session, space_id, until) if until else None,
        "resync": resync,
        "more": more,
        "changes": _on_wire(session, who.person.id, space_id, rows),
    }


def _visible_rev(session: Session, space: Any, role: str) -> int:  # noqa: ANN401 - a row
    """The rev that a reader of the whole space has seen; to a former member, that of the last row they may read."""
    if role != FORMER:
        return int(space.rev)
    visible: int | None = session.scalar(select(func.max(Change.rev)).where(Change.space_id == space.id))
    return visible or 0


def _is_known(session: Session, space: Any, cursor: dict[str, Any] | None) -> bool:  # noqa: ANN401 - a row
    """Whether the rev the client last saw is one this database made, by the same operation."""
    assert cursor is not None
    if cursor["rev"] > space.rev:
        return False
    return bool(last_op_id(session, space.id, cursor["rev"]) == cursor["op_id"])


def _page(session: Session, space_id: UUID, since: int, *, tombstones_of: UUID | None) -> tuple[list[Change], bool]:
    """At most a page, ending on a whole rev, and whether there is more; a rev larger than a page is one of its own."""
    statement = select(Change).where(Change.space_id == space_id, Change.rev > since)
    if since == 0:
        # Not even the length of a page tells who starts afresh that something was here once. Who reads again is told
        # of their own, or would send it again.
        is_own = Change.author_id == tombstones_of if tombstones_of else false()
        statement = statement.where(or_(Change.deleted.is_(False), is_own))
    rows = list(session.scalars(statement.order_by(Change.rev, Change.kind, Change.id).limit(PAGE + 1)))
    if len(rows) <= PAGE:
        return rows, False
    beyond = rows[PAGE].rev
    whole = [row for row in rows if row.rev < beyond]
    return whole or list(session.scalars(statement.where(Change.rev == beyond))), True


def _on_wire(session: Session, viewer_id: UUID, space_id: UUID, rows: list[Change]) -> list[dict[str, Any]]:
    ids = defaultdict(list)
    for row in rows:
        if not row.deleted:
            ids[row.kind].append(row.id)
    found = {kind: bodies(session, space_id, kind, wanted, viewer_id) for kind, wanted in ids.items()}
    changes = []
    for row in rows:
        change: dict[str, Any] = {"kind": row.kind, "id": row.id, "rev": row.rev, "deleted": row.deleted}
        if row.original_rev is not None and row.author_id == viewer_id:
            change["original_rev"] = row.original_rev
        if row.deleted:
            changes.append(change)
        elif row.id in found[row.kind]:
            changes.append(change | {"body": found[row.kind][row.id]})
    return changes
