"""The table of routes against the app: every route, every actor, and no id told from a missing one."""

import re
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from tests.access.table import FINAL, OUTSIDE, TABLE
from tests.access.world import ACTORS, World
from tests.support.people import API

_numbers = count()


def fill(template: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - JSON of any shape
    """The template with the world's ids in place of their names."""
    if isinstance(template, str):
        return re.sub(r"\{(\w+)\}", lambda found: names[found.group(1)], template)
    if isinstance(template, dict):
        return {key: fill(value, names) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(value, names) for value in template]
    return template


def names_for(world: World, actor: str) -> dict[str, str]:
    """The ids an actor asks with; what must be fresh is so for every request."""
    number = next(_numbers)
    known = world.here | (world.ended if actor == "ex_partner" else {})
    return known | {"new": str(uuid4()), "handle": f"someone-{number}", "locator": f"{number:05d}"}


def as_rule(rule: str) -> str:
    """A rule of the URL map with its ids' places unnamed, as the table's keys compare."""
    return re.sub(r"<[^>]+>|\{[^}]+\}", "*", rule.removeprefix(API))


def test_every_route_has_its_row(app: Flask) -> None:
    served = {
        (method, as_rule(rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(API)
    }
    told = {(method, as_rule(path)) for method, path in TABLE}
    assert served - told == set(), "routes without a row"
    assert told - served == set(), "rows without a route"


def test_every_route_beside_the_api_answers_each_as_told(world: World) -> None:
    """And so does the host's page: no account of this house opens it."""
    served = {
        (method, rule.rule)
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.rule.startswith(API)
    }
    assert served == set(OUTSIDE)
    for (method, path), expected in OUTSIDE.items():
        asked = path.replace("<path:path>", "nothing/here")
        if asked == "/":
            continue  # the app itself, which this house has not built
        answered = [world.send(actor, method, asked, outside=True).status_code for actor in ACTORS]
        assert answered == list(expected), path


def answers_of_all(world: World, method: str, path: str) -> dict[str, int]:
    """The status of every actor's request, one after the other."""
    body, answered = TABLE[method, path][0], {}
    for actor in ACTORS:
        names = names_for(world, actor)
        answer = world.send(actor, method, fill(path, names), fill(body, names) if body else None)
        answered[actor] = answer.status_code
        if answer.status_code >= 400:
            assert answer.content_type == "application/problem+json"
    return answered


def test_every_route_answers_each_as_the_table_says(world: World) -> None:
    for (method, path), (_, expected) in TABLE.items():
        if (method, path) not in FINAL:
            assert answers_of_all(world, method, path) == dict(zip(ACTORS, expected, strict=True)), (method, path)


@pytest.mark.parametrize(("method", "path"), FINAL)
def test_what_ends_something_answers_each_as_the_table_says(world: World, method: str, path: str) -> None:
    assert answers_of_all(world, method, path) == dict(zip(ACTORS, TABLE[method, path][1], strict=True))


def test_a_foreign_id_is_answered_as_a_missing_one(world: World) -> None:
    """Whatever an actor gets a 404 for, an id that never was gets byte for byte, apart from the request id."""
    for actor in ("stranger", "unconfirmed", "ex_partner", "partner"):
        for (method, path), (body, expected) in TABLE.items():
            if "{" not in path or expected[ACTORS.index(actor)] != 404:
                continue
            names = names_for(world, actor)
            missing = names | {name: str(uuid4()) for name in re.findall(r"\{(\w+)\}", path)}
            if actor in {"ex_partner", "partner"} and "{private}" not in path:
                missing["space"] = names["space"]  # their own: only the row in it is another's
            found = [
                world.send(actor, method, fill(path, ids), fill(body, ids) if body else None).data
                for ids in (names, missing)
            ]
            alike = [re.sub(rb'"request_id":"[^"]*"', b"", data) for data in found]
            assert alike[0] == alike[1], (actor, method, path)


def test_a_foreign_space_in_a_batch_is_answered_as_a_missing_one(world: World) -> None:
    here = world.here
    operations: list[tuple[str, dict[str, Any]]] = [
        ("delete_act", {"id": here["act"]}),
        ("log_act", {"id": here["act"], "on": world.on, "zone": "UTC", "kind": "honesty"}),
        ("delete_sealed", {"id": here["sealed"]}),
        ("leave_couple", {"delete_mine": True}),
        ("set_settings", {"zone": "UTC"}),
    ]
    for actor in ("stranger", "unconfirmed", "ex_partner", "partner"):
        closed = [here["private"]] if actor == "partner" else [here["space"], here["private"]]
        for kind, body in operations:
            client = world.people[actor].client
            answers = [client.do(space, kind, body)["problem"] for space in (*closed, str(uuid4()))]
            for answer in answers:
                answer.pop("request_id")
            assert all(answer == answers[-1] for answer in answers), (actor, kind)
            assert answers[-1]["code"] == "not_found"


def test_a_cursor_opens_nothing(world: World) -> None:
    for actor in ("stranger", "unconfirmed"):
        spaces = (world.here["space"], world.here["private"], world.ended["space"])
        cursors = [{"space_id": space, "rev": 0, "op_id": None} for space in spaces]
        person = world.people[actor]
        told = person.client.sync(cursors=cursors)["spaces"]
        assert [space["space_id"] for space in told] == [person.private_space_id]


def test_an_operation_id_of_another_is_ones_own_to_use(world: World) -> None:
    """Whether someone used it is not told."""
    op_id = str(uuid4())
    for actor in ("author", "stranger"):
        person = world.people[actor]
        outcome = person.client.do(person.private_space_id, "set_settings", {"language": "de"}, op_id=op_id)
        assert outcome["status"] == "applied"
