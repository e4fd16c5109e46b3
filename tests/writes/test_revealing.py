"""Gifts of two: nobody goes first, nobody learns that the other waits, both are revealed under one rev."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from flask import Flask

from tests.support.callers import in_process
from tests.support.people import Client, Couple, Person, pair
from tests.support.protocol import operation


def gift(topic_id: str, words: str = "words", id: str = "") -> dict[str, Any]:
    return {"id": id or str(uuid4()), "topic_id": topic_id, "words": words}


def words_of(person: Person, space_id: str) -> set[str]:
    return {row["words"] for row in person.client.rows(space_id, "test_gift").values()}


def heard(client: Client, space_id: str) -> Any:  # noqa: ANN401 - JSON
    """All that a device is told of a space, from the beginning."""
    (space,) = [each for each in client.sync()["spaces"] if each["space_id"] == space_id]
    return space


def test_the_first_waits_where_only_its_author_reads(couple: Couple) -> None:
    ada, bo, topic = couple.inviter, couple.accepter, str(uuid4())
    before = heard(bo.client, couple.space_id)
    mine = gift(topic)
    outcome = ada.client.do(couple.space_id, "test_give", mine)
    assert (outcome["status"], outcome["space_id"]) == ("applied", ada.private_space_id)
    assert words_of(ada, ada.private_space_id) == {"words"}
    assert heard(bo.client, couple.space_id) == before
    assert bo.client.get(f"/spaces/{couple.space_id}/test-gifts/{mine['id']}").status_code == 404
    assert bo.client.get(f"/spaces/{ada.private_space_id}/test-gifts/{mine['id']}").status_code == 404


def test_the_second_reveals_both_under_one_rev(couple: Couple) -> None:
    ada, bo, topic = couple.inviter, couple.accepter, str(uuid4())
    ada.client.apply(couple.space_id, "test_give", gift(topic, "from ada"))
    ada.client.apply(couple.space_id, "test_give", gift(str(uuid4()), "another topic"))
    bo.client.apply(couple.space_id, "test_give", gift(topic, "from bo"))
    for person in (ada, bo):
        assert words_of(person, couple.space_id) == {"from ada", "from bo"}
        revs = {each["rev"] for each in heard(person.client, couple.space_id)["changes"]}
        assert len(revs) == 1
    assert words_of(ada, ada.private_space_id) == {"another topic"}
    assert words_of(bo, bo.private_space_id) == set()


def test_what_waits_is_changed_and_taken_back_without_a_trace(couple: Couple) -> None:
    ada, bo, topic = couple.inviter, couple.accepter, str(uuid4())
    before = heard(bo.client, couple.space_id)
    mine = gift(topic, "first")
    ada.client.apply(couple.space_id, "test_give", mine)
    ada.client.apply(couple.space_id, "test_give", mine | {"words": "second"})
    assert words_of(ada, ada.private_space_id) == {"second"}
    ada.client.apply(couple.space_id, "test_take_back", {"id": mine["id"]})
    assert words_of(ada, ada.private_space_id) == set()
    assert heard(bo.client, couple.space_id) == before
    bo.client.apply(couple.space_id, "test_give", gift(topic, "from bo"))
    assert words_of(bo, couple.space_id) == set()


def test_what_was_revealed_stays(couple: Couple) -> None:
    ada, bo, topic = couple.inviter, couple.accepter, str(uuid4())
    mine = gift(topic)
    ada.client.apply(couple.space_id, "test_give", mine)
    bo.client.apply(couple.space_id, "test_give", gift(topic))
    again = [("test_give", mine | {"words": "other"}), ("test_take_back", {"id": mine["id"]})]
    for name, body in again:
        assert ada.client.do(couple.space_id, name, body)["problem"]["code"] == "already_revealed"


def test_what_is_sent_again_after_a_restore_stays_hidden_while_it_waits(couple: Couple) -> None:
    ada, bo, topic = couple.inviter, couple.accepter, str(uuid4())
    before = heard(bo.client, couple.space_id)
    waits, gone = gift(topic), gift(str(uuid4()))
    ada.client.apply(couple.space_id, "test_give", waits, original_rev=7)
    ada.client.apply(couple.space_id, "test_take_back", {"id": gone["id"]}, original_rev=9)
    late = ada.client.do(couple.space_id, "test_give", gone, original_rev=8)
    assert late["problem"]["code"] == "superseded"
    assert words_of(ada, ada.private_space_id) == {"words"}
    assert heard(bo.client, couple.space_id) == before
    bo.client.apply(couple.space_id, "test_give", gift(topic), original_rev=5)
    assert len(words_of(bo, couple.space_id)) == 1
    assert len(bo.client.rows(couple.space_id, "test_gift")) == 2


def test_what_is_clear_moves_along(couple: Couple) -> None:
    """A rule may ask for a flag wherever the row stands."""
    topic = str(uuid4())
    for person, is_marked in ((couple.inviter, True), (couple.accepter, False)):
        person.client.apply(couple.space_id, "test_give", gift(topic) | {"is_marked": is_marked})
    found = couple.accepter.client.rows(couple.space_id, "test_gift").values()
    assert sorted((row["author_id"] == couple.inviter.person_id, row["is_marked"]) for row in found) == [
        (False, False),
        (True, True),
    ]


def test_a_second_gift_for_one_topic_does_not_bar_the_other_from_giving(couple: Couple) -> None:
    ada, bo, topic = couple.inviter, couple.accepter, str(uuid4())
    ada.client.apply(couple.space_id, "test_give", gift(topic, "first"))
    assert ada.client.do(couple.space_id, "test_give", gift(topic, "second"))["problem"]["code"] == "id_taken"
    bo.client.apply(couple.space_id, "test_give", gift(topic, "from bo"))
    assert words_of(ada, couple.space_id) == {"first", "from bo"}


def test_two_at_one_moment(app: Flask, couple: Couple) -> None:
    """Whoever comes second reveals: never both waiting, never one revealed alone."""
    for _ in range(6):
        topic, together = str(uuid4()), Barrier(2)
        texts = [operation(couple.space_id, "test_give", gift(topic, words)) for words in ("ada's", "bo's")]

        def send(text: str, token: str, together: Barrier = together) -> str:
            together.wait()
            answer: str = Client(in_process(app), token).sync(text)["outcomes"][0]["status"]
            return answer

        tokens = [couple.inviter.client.token, couple.accepter.client.token]
        with ThreadPoolExecutor(2) as threads:
            assert list(threads.map(send, texts, tokens)) == ["applied", "applied"]
        for person in (couple.inviter, couple.accepter):
            assert words_of(person, couple.space_id) == {"ada's", "bo's"}
            assert words_of(person, person.private_space_id) == set()
        couple.inviter.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
        couple = pair(couple.inviter, couple.accepter)
