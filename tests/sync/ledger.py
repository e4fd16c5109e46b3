"""What three devices say they did, held against what the database holds and what every device shows."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from server.spaces.models import Change
from server.writes.models import OperationRecord

Json = dict[str, Any]
# Kind and id of a row, or a field and whose it is.
Subject = tuple[str, str]
# Seen by their author alone.
_OWN_FIELDS = {"free_until_on"}
# What was said of sharing before a restore is asked again instead.
_HELD = {"share_check_ins", "publish_trend", "publish_check_ins"}
_OWN_KINDS = {"check_in_share"}


def applied_in(engine: Engine, person_ids: set[str]) -> dict[tuple[str, str], int]:
    """Every operation of these people that took effect: person and op id, and the rev it made."""
    with Session(engine) as session:
        rows = session.execute(select(OperationRecord.person_id, OperationRecord.op_id, OperationRecord.rev))
        wanted = {UUID(person_id) for person_id in person_ids}
        return {(str(person_id), str(op_id)): rev for person_id, op_id, rev in rows if person_id in wanted}


def present_in(engine: Engine, space_ids: set[str]) -> set[tuple[str, str, str]]:
    """Space, kind and id of every row of these spaces, by the database's own change log."""
    with Session(engine) as session:
        session.info["is_server"] = True
        wanted = select(Change).where(Change.space_id.in_([UUID(id) for id in space_ids]))
        return {(str(row.space_id), row.kind, str(row.id)) for row in session.scalars(wanted) if not row.deleted}


def check_operations(engine: Engine, tells: list[Json]) -> Counter[str]:
    """Asserts that nothing was lost or doubled on its way; how many there were of what."""
    applied = applied_in(engine, {tell["person_id"] for tell in tells})
    made = {(tell["person_id"], one["op_id"]) for tell in tells for one in tell["made"]}
    told = {(tell["person_id"], op_id): rev for tell in tells for op_id, rev in tell["told"].items()}
    shown = {(tell["person_id"], one["op_id"]) for tell in tells for one in tell["pending"]}
    assert [one for tell in tells for one in tell["pending"] if one["state"] != "refused"] == []
    assert [one for tell in tells for one in tell["pending"] if not one["code"]] == []
    assert [op_id for tell in tells for op_id in tell["differed"]] == [], "the bytes of an operation changed"
    assert {key: rev for key, rev in told.items() if applied.get(key) != rev} == {}, "told saved, and is not"
    quiet = {(tell["person_id"], one["op_id"]) for tell in tells for one in tell["made"] if one.get("is_resent")}
    assert made - set(applied) - shown - quiet == set(), "lost: neither saved nor shown"
    assert set(applied) - made == set(), "saved, and never asked for"
    assert set(applied) & shown == set(), "saved, and shown as refused"
    for tell in tells:
        _check_order(tell, applied)
    codes = Counter(one["code"] for tell in tells for one in tell["pending"])
    return Counter(made=len(made), applied=len(applied), refused=len(shown)) + codes


def _check_order(tell: Json, applied: dict[tuple[str, str], int]) -> None:
    """Asserts that what one device made took effect in that order.

    In the private space: elsewhere what was refused may be taken when it comes again after a lost answer, as the other
    has done something in between. What was opened further elsewhere is said again before what waits.
    """
    kinds = {"put_sealed", "delete_sealed", "set_settings"}
    private = [one for one in tell["made"] if one["name"] in kinds and one["body"].get("kind") != "opened"]
    revs = [applied[key] for one in private if (key := (tell["person_id"], one["op_id"])) in applied]
    assert revs == sorted(revs), "out of order"


def check_replicas(engine: Engine, tells: list[Json], fresh: Json) -> None:
    """Asserts that both devices of one person, a new one of theirs, the partner's and the database hold the same."""
    phone, tablet, other = tells
    assert [tell["is_shown"] for tell in (*tells, fresh)] == [True] * 4, "the screens show what is kept"
    for mine in (tablet, fresh):
        assert _rows(mine) == _rows(phone)
        assert mine["me"] == phone["me"]
    (couple,) = phone["me"]["couples"]
    assert _shared(phone, couple["space_id"]) == _shared(other, couple["space_id"])
    for tell in (phone, other):
        kept = {(row["space_id"], _kind_of(row), row["id"]) for row in tell["rows"]}
        private = {couple["space_id"], tell["me"]["private_space_id"]}
        not_theirs = {key for key in present_in(engine, private) - kept if key[1] in _OWN_KINDS}
        assert present_in(engine, private) - not_theirs == kept


def _kind_of(row: Json) -> str:
    """The kind of a row on the wire."""
    return "sealed" if row["is_sealed"] else str(row["kind"])


def _rows(tell: Json) -> dict[tuple[str, ...], Json]:
    return {(row["space_id"], _kind_of(row), row["id"]): row for row in tell["rows"]}


def _shared(tell: Json, space_id: str) -> dict[tuple[str, ...], Json]:
    return {
        key: row
        | {
            "original_rev": None,
            "body": {name: value for name, value in row["body"].items() if name not in _OWN_FIELDS},
        }
        for key, row in _rows(tell).items()
        if key[0] == space_id and key[1] not in _OWN_KINDS
    }


def check_words(engine: Engine, tells: list[Json]) -> None:
    """Asserts that every row says what the last operation about it said, by the order the server took them in.

    What was sent again after a restore has the place it had before.
    """
    by_op = {(tell["person_id"], one["op_id"]): one for tell in tells for one in tell["made"]}
    applied = applied_in(engine, {tell["person_id"] for tell in tells})
    revs = {key: (by_op[key].get("original_rev", rev), rev) for key, rev in applied.items() if key in by_op}
    last: dict[Subject, Json] = {}
    logged: Counter[str] = Counter()
    for key in sorted(revs, key=lambda key: revs[key]):
        for subject in subjects_of(key[0], by_op[key]):
            if (last.get(subject) or {}).get("name") not in _FINAL:
                last[subject] = by_op[key]
                logged[subject[1]] += by_op[key]["name"] == "log_act"
    said = _everything_said(tells)
    for subject, one in last.items():
        # Of two devices that opened things, the further one counts.
        is_opened = one.get("opened", {}).get("kind") == "opened"
        assert says(said.get(subject), one, subject) or (is_opened and subject in said), (
            subject,
            said.get(subject),
            one,
        )
        if subject[0] == "act" and one["name"] != "delete_act":
            assert len(said[subject]["corrections"]) < logged[subject[1]]


def check_kept(engine: Engine, before: list[Json], tells: list[Json]) -> int:
    """Asserts that a server that was restored to an earlier state has everything again.

    That is: what it had acknowledged by then, or something said later, and every operation that was not yet answered.
    `before` was told at the moment of the restore. How much was looked at.
    """
    applied = applied_in(engine, {tell["person_id"] for tell in tells})
    acked: dict[Subject, tuple[int, int, Json]] = {}
    newer: dict[Subject, list[tuple[int | None, Json]]] = {}
    for device, (told, tell) in enumerate(zip(before, tells, strict=True)):
        shown = {one["op_id"] for one in tell["pending"]}
        for one in tell["made"]:
            rev, key = told["told"].get(one["op_id"]), (tell["person_id"], one["op_id"])
            is_let_go = one.get("is_resent") or one["name"] in _HELD
            assert rev or is_let_go or key in applied or one["op_id"] in shown, ("an unsent one is lost", one)
            now = tell["told"].get(one["op_id"])
            assert now == rev or applied.get(key) == now, ("told saved since, and is not", one)
            for subject in [] if one.get("is_resent") else subjects_of(tell["person_id"], one):
                if rev is None:
                    newer.setdefault(subject, []).append((device if key in applied else None, one))
                elif rev > acked.get(subject, (0,))[0] and acked.get(subject, (one,))[-1]["name"] not in _FINAL:
                    acked[subject] = (rev, device, one)
    said = _everything_said(tells)
    for tell in tells:
        missed = {one["op_id"] for one in tell["pending"] if one["code"] == "not_found"}
        ids = {one["body"].get("id") for one in tell["made"] if one["op_id"] in missed}
        assert ids & {row_id for _, row_id in said} == set(), "refused before what it stands on had come again"
    for subject, (_, device, one) in acked.items():
        if one["name"] == "acknowledge" and said.get(("act", one["body"]["act_id"]), {"removed": True})["removed"]:
            continue  # what was answered is no longer there to be answered
        later = newer.get(subject, [])
        # What the same device has said since, and the server has taken, comes after it; another's may come before.
        is_replaced = one["name"] not in _FINAL and device in [by for by, _ in later]
        wanted = ([] if is_replaced else [one]) + ([] if one["name"] in _FINAL else [each for _, each in later])
        found, is_opened = said.get(subject), one.get("opened", {}).get("kind") == "opened"
        is_said = any(says(found, each, subject) for each in wanted)
        assert is_said or (is_opened and found), (subject, found, wanted)
    return len(acked)


def subjects_of(person_id: str, one: Json) -> list[Subject]:
    """What an operation says something about: a row by kind and id, or one field of its author's own."""
    name, body = one["name"], one["body"]
    if name == "set_settings":
        fields = [*body, *(f"settings.{field}" for field in body.get("settings", {}))]
        return [(field, person_id) for field in fields if field != "settings"]
    return [(_SUBJECTS[name], body["id"])] if name in _SUBJECTS else []


def _everything_said(tells: list[Json]) -> dict[Subject, Json]:
    said: dict[Subject, Json] = {}
    for tell in tells:
        said |= {(_kind_of(row), row["id"]): dict(row["body"]) for row in tell["rows"]}
        me, person_id = tell["me"], tell["person_id"]
        fields = me["person"] | {f"settings.{name}": value for name, value in me["person"]["settings"].items()}
        said |= {(name, person_id): {"value": value} for name, value in fields.items()}
    return said


def says(said: Json | None, one: Json, subject: Subject) -> bool:
    """Whether what is there says what this operation said."""
    if one["name"] in {"delete_sealed", "take_back_acknowledgement"}:
        return said is None
    if said is None:
        return one["name"] in _FINAL
    body = one["body"]
    group, _, field = subject[0].rpartition(".")
    expected: dict[str, Callable[[], bool]] = {
        "set_settings": lambda: bool(said["value"] == (body[group] if group else body)[field]),
        "delete_act": lambda: (said["removed"], said["note"]) == (True, ""),
        "delete_commitment": lambda: said["title"] is None,
        "make_commitment": lambda: bool(said["title"] == body["title"]),
        "edit_commitment": lambda: bool(said["title"] == body["title"]),
        # What was sent at once was never seen unsealed.
        "put_sealed": lambda: "opened" not in one or bool(said == one["opened"]["value"]),
        "acknowledge": lambda: all(said[name] == body[name] for name in ("answer", "words")),
        "log_act": lambda: all(_latest(said)[name] == body[name] for name in ("outcome", "hard", "note")),
        "pause": lambda: bool(said["until_on"] == body.get("until_on")),
        "end_pause": lambda: bool(said["until_on"] == body["until_on"]),
    }
    return expected[one["name"]]()


def _latest(act: Json) -> Json:
    corrections: list[Json] = act["corrections"]
    return [act, *corrections][-1]


_SUBJECTS = {
    "put_sealed": "sealed",
    "delete_sealed": "sealed",
    "log_act": "act",
    "delete_act": "act",
    "acknowledge": "acknowledgement",
    "take_back_acknowledgement": "acknowledgement",
    "make_commitment": "commitment",
    "edit_commitment": "commitment",
    "delete_commitment": "commitment",
    "pause": "pause",
    "end_pause": "pause",
}
_FINAL = {"delete_act", "delete_sealed", "delete_commitment"}
