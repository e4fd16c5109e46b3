"""docs/protocol.md lists every operation and every kind of row as the code declares them, and no other."""

import re

from server.slices import SLICES
from server.spaces.entity import Entity
from server.writes.operation import Operation
from tests.support.databases import ROOT

SECTION = (ROOT / "docs/protocol.md").read_text(encoding="utf-8").split("\n## 5. ")[1].split("\n## 6. ")[0]
ENTITIES: list[Entity] = [entity for one in SLICES for entity in getattr(one, "ENTITIES", ())]
OPERATIONS: list[Operation] = [operation for one in SLICES for operation in getattr(one, "OPERATIONS", ())]
_ROLES = ("owner", "member", "former", "therapist")


def _code(name: str | None) -> str:
    return f"`{name}`" if name else "-"


def operation_row(operation: Operation) -> str:
    """An operation's line in the table."""
    ends = "for good" if operation.is_final else "yes" if operation.takes_away else "-"
    # Of these two each space knows only its own.
    unknown = "owner" if operation.space_kind == "couple" else "member"
    who = ", ".join(role for role in _ROLES if role in operation.roles and role != unknown)
    method, rule = operation.route.split(" ")
    route = _code(f"{method.upper()} {rule}")
    cells = (_code(operation.name), _code(operation.entity), operation.space_kind, who, ends, route)
    return f"| {' | '.join(cells)} |"


def entity_row(entity: Entity) -> str:
    """A kind's line in the table."""
    cells = (entity.audience, entity.after_leaving, entity.on_restore, entity.grant or "-", _code(entity.collection))
    return f"| {' | '.join((_code(entity.name), *cells))} |"


def _rows(table: str) -> set[str]:
    """The lines of the table whose head begins so, and whose first cells are names."""
    lines = SECTION.split(f"\n| {table} |")[1].split("\n\n")[0]
    return set(re.findall(r"^\| `.*\|$", lines, re.MULTILINE))


def test_operations() -> None:
    assert _rows("operation | kind of row") == {operation_row(each) for each in OPERATIONS}


def test_kinds_of_rows() -> None:
    assert _rows("kind | read by") == {entity_row(each) for each in ENTITIES}


def test_what_every_operation_carries_and_does_is_told() -> None:
    """And of every kind of row, what its body holds."""
    told = SECTION.split("\n| operation | body | effect |")[1].split("\n\n")[0]
    named = {name for line in told.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert named == {each.name for each in OPERATIONS}
    bodies = SECTION.split("\nTheir bodies")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+) \{", bodies)) == {each.name for each in ENTITIES}
