"""The two ways to one operation: in a batch of POST /sync, and through its resource route."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from tests.support.people import Client, Couple, Person

# operation -> method and path below /spaces/{space_id}/; {id} is taken from the body.
ROUTES = {
    "put_sealed": ("PUT", "sealed/{id}"),
    "delete_sealed": ("DELETE", "sealed/{id}"),
    "set_settings": ("PATCH", "settings"),
    "make_commitment": ("PUT", "commitments/{id}"),
    "edit_commitment": ("PATCH", "commitments/{id}"),
    "renew_commitment": ("POST", "commitments/{id}/renew"),
    "end_commitment": ("POST", "commitments/{id}/end"),
    "delete_commitment": ("DELETE", "commitments/{id}"),
    "pause": ("PUT", "pauses/{id}"),
    "end_pause": ("POST", "pauses/{id}/end"),
    "log_act": ("PUT", "acts/{id}"),
    "delete_act": ("DELETE", "acts/{id}"),
    "take_back_act": ("POST", "acts/{id}/take-back"),
    "acknowledge": ("PUT", "acknowledgements/{id}"),
    "take_back_acknowledgement": ("DELETE", "acknowledgements/{id}"),
    "share_check_ins": ("PUT", "check-in-shares/{id}"),
    "publish_trend": ("POST", "shared-points"),
    "publish_check_ins": ("POST", "shared-check-ins"),
    "withdraw_check_ins": ("POST", "check-in-shares/withdraw"),
}


@dataclass(frozen=True)
class Said:
    """What came back: "applied" and a rev, or the code of a refusal; `problem` without what differs at every try."""

    code: str
    rev: int | None = None
    problem: dict[str, Any] | None = None


Way = Callable[[Client, str, str, dict[str, Any]], Said]


def by_sync(client: Client, space_id: str, kind: str, body: dict[str, Any]) -> Said:
    """One operation in a batch of its own."""
    outcome = client.do(space_id, kind, body)
    if outcome["status"] == "applied":
        return Said("applied", outcome["rev"])
    return _refusal(outcome["problem"])


def by_route(client: Client, space_id: str, kind: str, body: dict[str, Any]) -> Said:
    """One request to the resource."""
    method, path = ROUTES[kind]
    rest = {name: value for name, value in body.items() if name != "id" or "{id}" not in path}
    path = f"/spaces/{space_id}/" + path.format(id=body.get("id"))
    answer = client.request(method, path, None if method == "DELETE" else rest)
    if answer.status_code == 200:
        return Said("applied", answer.json["rev"])
    assert answer.status_code == answer.json["status"]
    return _refusal(answer.json)


both_ways = pytest.mark.parametrize("way", [by_sync, by_route])


def _refusal(problem: dict[str, Any]) -> Said:
    return Said(problem["code"], problem={name: said for name, said in problem.items() if name != "request_id"})


def check_strangers(way: Way, couple: Couple, stranger: Person, kind: str, body: dict[str, Any]) -> None:
    """A stranger is told exactly what they are told of a space that is nowhere; signed out, nobody is told anything."""
    theirs = way(stranger.client, couple.space_id, kind, body)
    missing = way(stranger.client, str(uuid4()), kind, body)
    assert theirs == missing
    assert theirs.code == "not_found"
    method, path = ROUTES[kind]
    url = f"/spaces/{couple.space_id}/" + path.format(id=body.get("id"))
    nobody = dataclasses.replace(stranger.client, token="").request(method, url, body)
    assert nobody.json["code"] in {"not_signed_in", "invalid"}
    assert nobody.status_code in {401, 422}
