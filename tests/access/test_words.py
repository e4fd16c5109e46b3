"""Words reach those who may read them and nobody else: no body, no header, no line of the log."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.table import TABLE
from tests.access.test_routes import fill, names_for
from tests.access.world import SAMPLE_FILES, World

# Whose words were planted under each name, as the slices' files in tests/access/samples say; names of people are known
# to whoever was paired or invited.
WORDS = {name: whose for samples in SAMPLE_FILES for name, whose in getattr(samples, "WORDS", {}).items()}


def planted(where: str, *whose: str) -> set[str]:
    """The words in that couple's space, or in its author's own, of these people."""
    return {f"{where}-{name}" for name, by in WORDS.items() if by in whose}


READERS: dict[str, set[str]] = {
    "anonymous": set(),
    "stranger": set(),
    "unconfirmed": set(),
    "ex_partner": planted("ended", "other"),
    "partner": planted("here", "author", "other"),
    "author": planted("here", "author", "other", "private") | planted("ended", "author", "private"),
}
# Keys that would tell the partner when, where, or on what something was written.
TELLING = re.compile(r"zone|_at$|^at$|time|device|edited|updated|created|recorded|base_rev|free_until|seen_on|last_")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT|\d\d:\d\d")


def reads_everything(world: World, actor: str) -> list[bytes]:
    """Every answer to a GET of the table, with the ids of both spaces, and to a sync from the start."""
    found = []
    for names in (world.here, world.ended):
        for method, path in TABLE:
            if method == "GET" and path != "/openapi.json":
                answer = world.send(actor, method, fill(path, names_for(world, actor) | names))
                found.append(answer.data + str(answer.headers).encode())
    if actor != "anonymous":
        found.append(world.send(actor, "POST", "/sync", {"client": "0.1.0"}).data)
    return found


def test_words_are_read_by_whom_they_are_for(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for actor, expected in READERS.items():
        found = world.canaries.found_in(*reads_everything(world, actor))
        assert {field for field in found if not field.startswith("name-")} == expected, actor
    assert world.canaries.found_in(caplog.text) == []


def test_refusals_repeat_no_words(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """What someone sends and is refused stands neither in the answer nor in the log."""
    caplog.set_level(logging.DEBUG)
    word = world.canaries.plant("sent")
    answers = []
    for (method, path), (body, _) in TABLE.items():
        if method == "GET" or body is None:
            continue
        for actor in ("stranger", "partner"):
            names = names_for(world, actor)
            spoilt = {**fill(body, names), "words": word, word: "as a key"}
            answers.append(world.send(actor, method, fill(path, names), spoilt))
    assert {answer.status_code for answer in answers} <= {400, 401, 422}
    # A key that is not known is named back to its sender, and only to them.
    assert world.canaries.found_in(caplog.text) == []


def keys_and_texts(document: Any, reader_id: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON of any shape
    """Every key with its value, however deep, but for the rows that the reader wrote."""
    if isinstance(document, dict) and document.get("author_id") != reader_id:
        for key, value in document.items():
            yield key, value
            yield from keys_and_texts(value, reader_id)
    elif isinstance(document, list):
        for item in document:
            yield from keys_and_texts(item, reader_id)


def test_the_partner_is_told_days_and_no_more(world: World) -> None:
    """The author wrote all of it: in what the partner reads stands no clock time, zone, device or time of an edit."""
    author = world.people["author"]
    act = {"id": world.here["act"], "on": world.on, "zone": "Pacific/Auckland", "kind": "honesty", "note": "again"}
    author.client.apply(world.here["space"], "log_act", act)
    author.client.apply(author.private_space_id, "set_settings", {"zone": "Asia/Kathmandu"})
    documents: list[Any] = []
    names = world.here
    for method, path in TABLE:
        if method == "GET" and path.startswith("/spaces/{space}"):
            answer = world.send("partner", method, fill(path, names))
            documents += [answer.json] if answer.status_code == 200 else []
    synced = world.send("partner", "POST", "/sync", {"client": "0.1.0"}).json
    assert synced is not None
    documents += [space for space in synced["spaces"] if space["kind"] == "couple"]
    documents += [couple["partner"] for couple in synced["me"]["couples"]]
    assert len(documents) > 10
    told = list(keys_and_texts(documents, world.people["partner"].person_id))
    for key, value in told:
        assert not TELLING.search(key), key
        if isinstance(value, str):
            assert not INSTANT.search(value), (key, value)
            assert "Auckland" not in value
            assert "Kathmandu" not in value
    ids = [value for key, value in told if key == "id"]
    assert ids
    assert all(value[14] in "48" for value in ids), "an id of another version may tell its minute"


def test_the_author_sees_until_when_an_edit_is_free(world: World) -> None:
    """The one day that the author alone is told; it shows that the test above would see it."""
    path = f"/spaces/{world.here['space']}/acts/{world.here['act']}"
    mine, theirs = (world.send(actor, "GET", path).json for actor in ("author", "partner"))
    assert mine is not None
    assert theirs is not None
    assert set(mine["body"]) - set(theirs["body"]) == {"free_until_on"}
