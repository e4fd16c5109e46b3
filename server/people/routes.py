"""Routes of people and devices (docs/protocol.md, section 2)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from server.db import transaction
from server.errors import Refused
from server.people import schemas, service, throttling
from server.people.gate import COOKIE, acting
from server.people.models import Person
from server.web import Blueprint, json_response

bp = Blueprint("people", "Signing up and in, devices, recovery.")
PUBLIC: dict[str, Any] = {"security": []}


def _signed_in(session: Session, person: Person, fields: dict[str, Any], status: int) -> Response:
    device, token = service.open_device(session, person, fields["device_name"])
    document: dict[str, Any] = {
        "person_id": person.id,
        "private_space_id": person.private_space_id,
        "device_id": device.id,
        "password_wrap": person.password_wrap,
        "public_key": person.public_key,
    }
    if fields["bearer"]:
        return json_response(document | {"token": token}, status)
    response = json_response(document, status)
    max_age = int(service.UNUSED_FOR.total_seconds()) * 4
    response.set_cookie(COOKIE, token, max_age=max_age, secure=True, httponly=True, samesite="Lax", path="/")
    return response


def _guarded(session: Session, purpose: str, handle: str, find: Callable[[], Person | None]) -> Person | None:
    """Finds a person by a secret, counting failures by handle, known or not alike."""
    throttling.check(session, purpose, handle)
    person = find()
    if person is None:
        throttling.count_failure(session, purpose, handle)
    else:
        throttling.reset(session, purpose, handle)
    return person


@bp.post("/sign-up", endpoint="sign_up")
@bp.doc(**PUBLIC)
@bp.arguments(schemas.SignUp)
@bp.response(201, schemas.SignedIn)
def sign_up(fields: dict[str, Any]) -> Response:
    """Sign up with a handle and what the device derived from the password."""
    with transaction() as session:
        return _signed_in(session, service.sign_up(session, fields), fields, 201)


@bp.post("/sign-in/prelogin", endpoint="prelogin")
@bp.doc(**PUBLIC)
@bp.arguments(schemas.Prelogin)
@bp.response(200, schemas.PreloginAnswer)
def prelogin(fields: dict[str, Any]) -> Response:
    """Ask for the salt of a handle."""
    with transaction(write=False) as session:
        return json_response(service.prelogin(session, fields["handle"]))


@bp.post("/sign-in", endpoint="sign_in")
@bp.doc(**PUBLIC)
@bp.arguments(schemas.SignIn)
@bp.response(200, schemas.SignedIn)
def sign_in(fields: dict[str, Any]) -> Response:
    """Sign in with the verifier derived from the password."""
    handle, verifier = fields["handle"], fields["verifier"]
    with transaction() as session:
        person = _guarded(session, "sign_in", handle, lambda: service.person_by_verifier(session, handle, verifier))
        if person is not None:
            return _signed_in(session, person, fields, 200)
    raise Refused("sign_in_failed")  # outside, so that the counted failure is committed


@bp.post("/sign-out", endpoint="sign_out")
@bp.response(204)
def sign_out() -> Response:
    """Sign this device out."""
    with transaction() as session:
        who = acting(session)
        service.end_device(session, who.person.id, who.device.id)
    response = Response(status=204)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.post("/recovery", endpoint="recovery")
@bp.doc(**PUBLIC)
@bp.arguments(schemas.Recovery)
@bp.response(200, schemas.RecoveryAnswer)
def recovery(fields: dict[str, Any]) -> Response:
    """Prove the recovery code; the answer carries its wrap and a ticket for a new password."""
    handle, verifier = fields["handle"], fields["recovery_verifier"]
    with transaction() as session:
        person = _guarded(session, "recovery", handle, lambda: service.person_by_recovery(session, handle, verifier))
        if person is not None:
            ticket = service.open_ticket(session, person)
            return json_response({"ticket": ticket, "recovery_wrap": person.recovery_wrap})
    raise Refused("sign_in_failed")


@bp.post("/recovery/finish", endpoint="finish_recovery")
@bp.doc(**PUBLIC)
@bp.arguments(schemas.RecoveryFinish)
@bp.response(200, schemas.SignedIn)
def finish_recovery(fields: dict[str, Any]) -> Response:
    """Set a new password and a new recovery code; every other device is signed out."""
    with transaction() as session:
        person = service.finish_recovery(session, fields)
        return _signed_in(session, person, fields, 200)


def _with_password(verifier: str, then: Callable[[Session, service.Acting], None]) -> Response:
    """Runs `then` for the acting person whose password verifier this is. Raises Refused, with the failure counted."""
    with transaction() as session:
        who = acting(session)
        handle = who.person.handle or ""
        if _guarded(session, "sign_in", handle, lambda: service.person_by_verifier(session, handle, verifier)):
            then(session, who)
            return Response(status=204)
    raise Refused("sign_in_failed")  # outside, so that the counted failure is committed


@bp.put("/me/password", endpoint="change_password")
@bp.arguments(schemas.NewPassword)
@bp.response(204)
def change_password(fields: dict[str, Any]) -> Response:
    """Set a new password; the other devices are signed out."""
    return _with_password(fields["verifier"], lambda session, who: service.change_password(session, who, fields))


@bp.post("/me/step-up", endpoint="step_up")
@bp.arguments(schemas.StepUp)
@bp.response(204)
def step_up(fields: dict[str, Any]) -> Response:
    """Give the password again, for what needs it within five minutes."""
    return _with_password(fields["verifier"], lambda _, who: service.step_up(who))


@bp.get("/me/devices", endpoint="devices")
@bp.response(200, schemas.Devices)
def devices() -> Response:
    """List the devices that are signed in."""
    with transaction(write=False) as session:
        return json_response({"devices": service.devices(session, acting(session))})


@bp.delete("/me/devices/<uuid:device_id>", endpoint="end_device")
@bp.response(204)
def end_device(device_id: UUID) -> Response:
    """Sign a device out."""
    with transaction() as session:
        service.end_device(session, acting(session).person.id, device_id)
    return Response(status=204)
