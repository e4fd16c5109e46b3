"""Taking everything along, and deleting everything: a person's own data across all slices."""

import os
from typing import Any

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server import clock, operations, spaces
from server.couples import service as couples
from server.notifications import service as notifications
from server.people import service as people
from server.people.service import Acting
from server.reading import bodies
from server.reflections import service as reflections
from server.sealing import b64encode
from server.spaces import Change, OwnField, Space


def export(session: Session, who: Acting) -> dict[str, Any]:
    """All that this person wrote, by space and kind; sealed records as ciphertext, which the device opens."""
    kinds = current_app.extensions["hearth_entities"]
    found: dict[str, Any] = {}
    for space_id, role in session.info["roles"].items():
        own = select(Change.kind, Change.id).where(
            Change.space_id == space_id, Change.author_id == who.person.id, Change.deleted.is_(False)
        )
        ids: dict[str, list[Any]] = {kind: [] for kind in kinds}
        for kind, id in session.execute(own):
            ids[kind].append(id)
        rows = {kind: bodies(session, space_id, kind, wanted, who.person.id) for kind, wanted in ids.items() if wanted}
        found[str(space_id)] = {
            "role": role,
            "entities": {kind: {str(id): body for id, body in by_id.items()} for kind, by_id in rows.items()},
        }
    return {"format": "hearth-export/1", "me": couples.me_document(session, who), "spaces": found}


def delete_account(session: Session, who: Acting) -> None:
    """Leaves, removes all this person wrote, and empties their account; nothing of it can be brought back.

    What the other partner wrote stays theirs. The row itself stays, empty, because theirs may point to it.
    """
    person = who.person
    roles: dict[Any, str] = dict(session.info["roles"])
    for space_id, role in sorted(roles.items()):
        space = spaces.lock_space(session, space_id)
        if role == spaces.OWNER:
            _empty_private_space(session, space)
            continue
        if role == spaces.MEMBER:
            couples.end_couple(session, space_id, clock.local_day(clock.now(), person.zone))
        _erase_shared(session, space, who)
    couples.forget(session, person.id)
    notifications.forget(session, person.id)
    people.end_devices(session, person.id)
    people.end_tickets(session, person.id)
    person.handle, person.display_name, person.settings = None, "", {}
    # Random bytes in place of verifiers and wraps: no password and no code opens this any more.
    person.verifier_mac, person.recovery_mac = os.urandom(32), os.urandom(32)
    person.password_wrap = person.recovery_wrap = person.private_key_wrap = b64encode(os.urandom(60))
    person.deleted_at = clock.now()


def _empty_private_space(session: Session, space: Space) -> None:
    reflections.delete_all(session, space.id)
    for model in (Change, OwnField):
        session.execute(delete(model).where(model.space_id == space.id))


def _erase_shared(session: Session, space: Space, who: Acting) -> None:
    space.rev += 1
    for erased in couples.erase(session, space.id, who.person.id):
        spaces.record_change(
            session,
            space_id=space.id,
            kind=erased.kind,
            id=erased.id,
            author_id=who.person.id,
            rev=space.rev,
            deleted=erased.is_gone,
        )
    operations.record_server_write(session, who.person.id, space)
