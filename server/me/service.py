"""One person's whole: settings, the *me* document, taking everything along, deleting everything."""

import os
from typing import Any

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server import clock
from server.couples import pairing
from server.couples import service as couples
from server.me.models import SettingRev
from server.notifications import service as notifications
from server.people import profiles
from server.people import service as people
from server.people.service import Acting
from server.sealing import b64encode
from server.spaces.models import MEMBER, OWNER, Change
from server.writes.erasing import erase_as_server, every_entity
from server.writes.operation import Write
from server.writes.resources import bodies


def me_document(session: Session, acting: Acting) -> dict[str, Any]:
    """What a person's own devices are told of them; whatever changes in it has to raise their me_rev."""
    return {
        "person": profiles.own_profile(acting.person),
        "device": {"id": str(acting.device.id), "name": acting.device.name},
        "private_space_id": str(acting.person.private_space_id),
        "couples": couples.couples_of(session, acting.person.id),
        "invitation": pairing.on_wire(session, acting.profile),
    }


# -- settings ---------------------------------------------------------------------------------------------------------


def set_settings(write: Write, body: dict[str, Any]) -> None:
    """Merges plain settings field by field; of what is sent again after a restore, those that nobody said since."""
    settings = body.get("settings", {})
    latest = {name: value for name, value in body.items() if name != "settings" and _is_latest(write, name)}
    latest |= {"settings": {name: value for name, value in settings.items() if _is_latest(write, f"settings.{name}")}}
    profiles.change_settings(write.session, write.person_id, latest)
    told = couples.partner_ids(write.session, write.person_id) if "display_name" in latest else []
    profiles.me_changed(write.session, write.person_id, *told)


def _is_latest(write: Write, field: str) -> bool:
    """Whether this is the latest its author said of a field, and not older; notes that it was said."""
    known = write.session.get(SettingRev, (write.space_id, write.person_id, field))
    rev = write.rev_in(write.space) if write.original_rev is None else write.original_rev
    if known is None:
        write.session.add(SettingRev(space_id=write.space_id, author_id=write.person_id, field=field, known_rev=rev))
    elif write.original_rev is not None and known.known_rev > write.original_rev:
        return False
    else:
        known.known_rev = rev
    return True


# -- everything -------------------------------------------------------------------------------------------------------


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
    return {"format": "hearth-export/1", "me": me_document(session, who), "spaces": found}


def delete_account(session: Session, who: Acting) -> None:
    """Leaves, removes all this person wrote, and empties their account; nothing of it can be brought back.

    What the other partner wrote stays theirs. The row itself stays, empty, because theirs may point to it.
    """
    person = who.person
    roles: dict[Any, str] = dict(session.info["roles"])
    for space_id, role in sorted(roles.items()):
        if role == MEMBER:
            couples.end_couple(session, space_id, clock.local_day(clock.now(), person.zone))
        erase_as_server(session, space_id, person.id, every_entity())
        if role == OWNER:
            for model in (Change, SettingRev):
                session.execute(delete(model).where(model.space_id == space_id))
    couples.forget(session, person.id)
    notifications.forget(session, person.id)
    people.end_devices(session, person.id)
    people.end_tickets(session, person.id)
    person.handle, person.display_name, person.settings = None, "", {}
    # Random bytes in place of verifiers and wraps: no password and no code opens this any more.
    person.verifier_mac, person.recovery_mac = os.urandom(32), os.urandom(32)
    person.password_wrap = person.recovery_wrap = b64encode(os.urandom(60))
    person.deleted_at = clock.now()
    profiles.me_changed(session, *couples.partner_ids(session, person.id))
