"""Couples with a history on a server, and the requests that their devices send."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import Any
from uuid import uuid4

from bench.load import Request
from tests.support.people import API, Answer, Caller, Person, pair
from tests.support.protocol import b64, shared_id

COUPLES, READERS = 60, 4
PROMISES = 5
# Days that a promise goes back, and those of them that a route still takes an entry for.
DAYS, RECENT = 120, 7
# Days of the first promise that are logged beforehand.
HISTORY, LONG_HISTORY = 7, DAYS - RECENT
NOTE = "Called from the station when the train was late."


@dataclass(frozen=True)
class Wire:
    """What differs between the versions of Hearth that may stand beside each other.

    `known`: what a round trip says of the last one, cursors aside.
    """

    operation_name: str
    known: tuple[str, ...]
    has_private_key_wrap: bool

    @staticmethod
    def of(openapi: Any) -> "Wire":  # noqa: ANN401 - JSON
        """As a server's own description says."""
        schemas = openapi["components"]["schemas"]
        name = "name" if "OperationBodies" in schemas else "kind"
        known = tuple(each for each in ("epoch", "me_rev") if each in schemas["Sync"]["properties"])
        return Wire(name, known, "private_key_wrap" in schemas["SignUp"]["properties"])

    def operation(self, space_id: str, name: str, at: datetime, body: dict[str, Any]) -> str:
        """The text of one operation."""
        recorded_at = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        operation = {"op_id": str(uuid4()), "space_id": space_id, self.operation_name: name, "base_rev": None}
        return json.dumps(operation | {"recorded_at": recorded_at, "body": body})

    def spoken(self, call: Caller) -> Caller:
        """The same caller, signing people up as this server wants it."""

        def translated(method: str, path: str, json: Any, headers: dict[str, str]) -> Answer:  # noqa: ANN401 - JSON
            if path == f"{API}/sign-up":
                json = {key: value for key, value in json.items() if key != "private_key_wrap"}
                json |= {"private_key_wrap": b64(bytes(60))} if self.has_private_key_wrap else {}
            return call(method, path, json, headers)

        return translated


@dataclass
class Device:
    """One person's device: what it knows, and the days of promises that are still to be logged."""

    person: Person
    space_id: str
    promises: list[str]
    recent: Iterator[tuple[str, date]]
    earlier: Iterator[tuple[str, date]]
    known: dict[str, Any] = field(default_factory=dict)
    cursors: dict[str, dict[str, Any]] = field(default_factory=dict)

    def request(self, method: str, path: str, body: object = None) -> Request:
        """A request of this device; `path` begins below /api/v1."""
        raw = b"" if body is None else json.dumps(body).encode()
        return Request(method, API + path, self.person.client.token, raw)

    def act(self, promise: str, on: date) -> tuple[str, dict[str, Any]]:
        """The id and the body of a kept promise."""
        body = {"on": on.isoformat(), "zone": "UTC", "kind": "reliability", "commitment_id": promise}
        return shared_id(self.space_id, "act", promise, on.isoformat()), body | {"outcome": "kept", "note": NOTE}


class Household:
    """Everybody on one server. The first couples read a long history, the others write."""

    def __init__(self, call: Caller) -> None:
        self._wire = Wire.of(call("GET", f"{API}/openapi.json", None, {}).json)
        self._today = datetime.now(UTC).date()
        self._unanswered: list[tuple[Device, str]] = []
        self._random = Random(1)
        speak, run = self._wire.spoken(call), uuid4().hex[:8]
        pairs = [self._couple(speak, f"{run}-{number}") for number in range(COUPLES)]
        self._readers = cycle([device for devices in pairs[:READERS] for device in devices])
        self._writers = cycle([device for devices in pairs[READERS:] for device in devices])
        self._partners = {one.person.person_id: other for pair in pairs for one, other in (pair, pair[::-1])}
        for number, devices in enumerate(pairs):
            for device in devices:
                self._live(device, LONG_HISTORY if number < READERS else HISTORY)
            if number < READERS:
                self._unanswered.clear()

    def _couple(self, call: Caller, name: str) -> tuple[Device, Device]:
        people = [Person(f"{name}-{side}", side.title(), "UTC").sign_up(call) for side in ("alex", "kim")]
        space_id = pair(*people).space_id
        one, other = (self._device(person, space_id) for person in people)
        return one, other

    def _device(self, person: Person, space_id: str) -> Device:
        promises = [str(uuid4()) for _ in range(PROMISES)]
        recent = ((promise, self._today - timedelta(days)) for days in range(RECENT) for promise in promises)
        return Device(person, space_id, promises, recent, iter(self._past(promises[1:], LONG_HISTORY)))

    def _past(self, promises: list[str], days: int) -> list[tuple[str, date]]:
        """Promises and days, from the first day that no route takes an entry for backwards."""
        return [(promise, self._today - timedelta(RECENT + day)) for day in range(days) for promise in promises]

    def _live(self, device: Device, days: int) -> None:
        starts_on = self._today - timedelta(DAYS)
        made = {"title": "Call when late", "kind": "reliability", "rhythm": {"type": "daily"}}
        made |= {"starts_on": starts_on.isoformat(), "review_on": (starts_on + timedelta(360)).isoformat()}
        operations = [
            self._wire.operation(device.space_id, "make_commitment", _evening(starts_on), made | {"id": promise})
            for promise in device.promises
        ]
        operations += [self._kept(device, slot) for slot in self._past(device.promises[:1], days)]
        for first in range(0, len(operations), 50):
            self._sync(device, operations[first : first + 50])

    def _kept(self, device: Device, slot: tuple[str, date]) -> str:
        id, body = device.act(*slot)
        self._unanswered.append((self._partners[device.person.person_id], id))
        return self._wire.operation(device.space_id, "log_act", _evening(slot[1]), {"id": id, **body})

    def _sync_body(self, device: Device, operations: list[str]) -> dict[str, Any]:
        cursors = list(device.cursors.values())
        return {"client": "0.1.0", "cursors": cursors, "operations": operations, **device.known}

    def _sync(self, device: Device, operations: list[str]) -> None:
        answer = device.person.client.post("/sync", self._sync_body(device, operations))
        assert answer.status_code == 200, answer.json
        refused = [outcome for outcome in answer.json["outcomes"] if outcome["status"] != "applied"]
        assert not refused, refused[0]
        device.known = {name: answer.json[name] for name in self._wire.known}
        for each in answer.json["spaces"]:
            device.cursors[each["space_id"]] = {name: each[name] for name in ("space_id", "rev", "op_id")}

    # -- what is measured ---------------------------------------------------------------------------------------------

    def log(self, count: int) -> list[Request]:
        """Promises kept, one request each."""
        requests = []
        for device in islice(self._writers, count):
            id, body = device.act(*next(device.recent))
            self._unanswered.append((self._partners[device.person.person_id], id))
            requests.append(device.request("PUT", f"/spaces/{device.space_id}/acts/{id}", body))
        return requests

    def acknowledge(self, count: int) -> list[Request]:
        """Answers to the partner's acts, of many people at a time as evenings have it."""
        assert len(self._unanswered) >= count, "there are no acts left to answer: log some in the same run"
        self._random.shuffle(self._unanswered)
        answered, self._unanswered = self._unanswered[:count], self._unanswered[count:]
        requests = []
        for device, act in answered:
            id = shared_id(device.space_id, "acknowledgement", act, device.person.person_id)
            body = {"act_id": act, "answer": "thanks", "words": "That helped."}
            requests.append(device.request("PUT", f"/spaces/{device.space_id}/acknowledgements/{id}", body))
        return requests

    def sync(self, count: int, operations: int) -> list[Request]:
        """Round trips of devices that know everything so far, with so many promises kept in each."""
        devices = list(islice(self._writers, count))
        for device in {id(device): device for device in devices}.values():
            self._sync(device, [])
        requests = []
        for device in devices:
            texts = [self._kept(device, slot) for slot in islice(device.earlier, operations)]
            assert len(texts) == operations, "there are no days left to log"
            requests.append(device.request("POST", "/sync", self._sync_body(device, texts)))
        return requests

    def me(self, count: int) -> list[Request]:
        """The document about oneself."""
        return [device.request("GET", "/me") for device in islice(self._writers, count)]

    def page(self, count: int) -> list[Request]:
        """A page of a couple's acts: 200."""
        return [device.request("GET", f"/spaces/{device.space_id}/acts") for device in islice(self._readers, count)]

    def trends(self, count: int) -> list[Request]:
        """The trend of one's own kept promises."""
        return [
            device.request("GET", f"/spaces/{device.space_id}/trends/promises/{device.person.person_id}")
            for device in islice(self._readers, count)
        ]


def _evening(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
