"""What three devices say they did, held against what the database holds and what every device shows."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from server import spaces
from server.operations import Operation

Json = dict[str, Any]
# Seen by their author alone.
_OWN_FIELDS = {"free_until_on"}
_OWN_KINDS = {"check_in_share"}


def applied_in(engine: Engine, person_ids: set[str]) -> dict[tuple[str, str], int]:
    """Every operation of these people that took effect: person and op id, and the rev it made."""
    with Session(engine) as session:
        rows = session.execute(select(Operation.person_id, Operation.op_id, Operation.rev))
        wanted = {UUID(person_id) for person_id in person_ids}
        return {(str(person_id), str(op_id)): rev for person_id, op_id, rev in rows if person_id in wanted}


def present_in(engine: Engine, space_ids: set[str]) -> set[tuple[str, str, str]]:
    """Space, kind and id of every row of these spaces, by the database's own change log."""
    with Session(engine) as session:
        session.info["is_server"] = True
        wanted = select(spaces.Change).where(spaces.Change.space_id.in_([UUID(id) for id in space_ids]))
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
    quiet = {(tell["person_id"], one["op_id"]) for tell in tells for one in tell["made"] if one.get("resent")}
    assert made - set(applied) - shown - quiet == set(), "lost: neither saved nor shown"
    assert set(applied) - made == set(), "saved, and never asked for"
    assert set(applied) & shown == set(), "saved, and shown as refused"
    codes = Counter(one["code"] for tell in tells for one in tell["pending"])
    return Counter(made=len(made), applied=len(applied), refused=len(shown)) + codes


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
        kept = {(row["space_id"], row["wire"], row["id"]) for row in tell["rows"]}
        private = {couple["space_id"], tell["me"]["private_space_id"]}
        not_theirs = {key for key in present_in(engine, private) - kept if key[1] in _OWN_KINDS}
        assert present_in(engine, private) - not_theirs == kept


def _rows(tell: Json) -> dict[tuple[str, ...], Json]:
    return {(row["space_id"], row["wire"], row["id"]): row for row in tell["rows"]}


def _shared(tell: Json, space_id: str) -> dict[tuple[str, ...], Json]:
    return {
        key: row | {"body": {name: value for name, value in row["body"].items() if name not in _OWN_FIELDS}}
        for key, row in _rows(tell).items()
        if key[0] == space_id and key[1] not in _OWN_KINDS
    }


def check_words(engine: Engine, tells: list[Json]) -> None:
    """Asserts that every row says what the last operation about it said, by the order the server took them in."""
    revs = applied_in(engine, {tell["person_id"] for tell in tells})
    by_op = {(tell["person_id"], one["op_id"]): one for tell in tells for one in tell["made"]}
    last: dict[tuple[str, str], Json] = {}
    logged: Counter[str] = Counter()
    for key in sorted(revs, key=lambda key: revs[key]):
        one = by_op[key]
        name, row_id = one["kind"], one["body"].get("id", "")
        subject = _SUBJECTS.get(name)
        if subject is None or (last.get((subject, row_id)) or {}).get("kind") in _FINAL:
            continue
        last[subject, row_id] = one
        logged[row_id] += name == "log_act"
    rows = {(row["wire"], row["id"]): row for tell in tells for row in tell["rows"]}
    for (wire, row_id), one in last.items():
        row, body = rows.get((wire, row_id)), one["body"]
        if one["kind"] in {"delete_sealed", "take_back_acknowledgement"}:
            assert row is None
            continue
        assert row is not None, (wire, row_id)
        said = row["body"]
        if wire == "sealed":
            # What was sent at once was never seen unsealed; of two that opened things the further one counts.
            assert row["kind"] == "opened" or "opened" not in one or said == one["opened"]["value"]
        elif wire == "acknowledgement":
            assert (said["answer"], said["words"]) == (body["answer"], body["words"])
        elif one["kind"] == "delete_act":
            assert (said["removed"], said["note"]) == (True, "")
        else:
            latest = ([said] + said["corrections"])[-1]
            assert [latest[name] for name in ("outcome", "hard", "note")] == [
                body[name] for name in ("outcome", "hard", "note")
            ]
            assert len(said["corrections"]) < logged[row_id]


def check_kept(before: list[Json], tells: list[Json]) -> int:
    """Asserts that what a server acknowledged before it was restored to an earlier state is there, or something newer.

    `before` was told at the moment of the restore. How many rows were looked at.
    """
    acked: dict[tuple[str, str], tuple[int, Json]] = {}
    newer: dict[tuple[str, str], list[Json]] = {}
    for told, tell in zip(before, tells, strict=True):
        for one in tell["made"]:
            subject = _SUBJECTS.get(one["kind"], ""), one["body"].get("id", "")
            rev = told["told"].get(one["op_id"])
            if not subject[0] or one.get("resent"):
                continue
            if rev is None:
                newer.setdefault(subject, []).append(one)
            elif rev > acked.get(subject, (0, {}))[0] and acked.get(subject, (0, one))[1]["kind"] not in _FINAL:
                acked[subject] = (rev, one)
    rows = {(row["wire"], row["id"]): row for tell in tells for row in tell["rows"]}
    for subject, (_, one) in acked.items():
        said = _said(rows.get(subject))
        wanted = [one] if one["kind"] in _FINAL else [one, *newer.get(subject, [])]
        assert any(_says(said, each) for each in wanted), (said, wanted)
    return len(acked)


def _said(row: Json | None) -> Json | None:
    if row is None:
        return None
    if row["wire"] != "act":
        return dict(row["body"])
    body: Json = row["body"]
    latest: Json = [body, *body["corrections"]][-1]
    return body | latest


def _says(said: Json | None, one: Json) -> bool:
    """Whether a row says what this operation said."""
    match one["kind"]:
        case "delete_sealed" | "take_back_acknowledgement":
            return said is None
        case "delete_act":
            return said is None or bool(said["removed"])
        case "put_sealed":
            if said is None or "opened" not in one or one["opened"]["kind"] == "opened":
                return said is not None
            return bool(said == one["opened"]["value"])
        case "acknowledge":
            return said is not None and (said["answer"], said["words"]) == (one["body"]["answer"], one["body"]["words"])
    return said is not None and all(said[name] == one["body"][name] for name in ("outcome", "hard", "note"))


_SUBJECTS = {
    "put_sealed": "sealed",
    "delete_sealed": "sealed",
    "log_act": "act",
    "delete_act": "act",
    "acknowledge": "acknowledgement",
    "take_back_acknowledgement": "acknowledgement",
}
_FINAL = {"delete_act", "delete_sealed"}
