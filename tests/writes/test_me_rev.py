"""The *me* document is told when its rev differs, and everything shown in it raises that rev."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.couples.invitations import Invitation
from tests.people.forms import random_text
from tests.support.people import Couple, Person, pair


def asked(person: Person, **fields: Any) -> Any:  # noqa: ANN401 - JSON
    answer = person.client.post("/sync", {"client": "0.1.0", **fields})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_it_is_told_once(ada: Person) -> None:
    first = asked(ada)
    assert first["me"]["person"]["id"] == ada.person_id
    again = asked(ada, me_rev=first["me_rev"], epoch=first["epoch"])
    assert "me" not in again
    assert again["me_rev"] == first["me_rev"]


def test_another_epoch_and_a_space_read_afresh_bring_it(ada: Person) -> None:
    first = asked(ada)
    other = "00000000-0000-4000-8000-000000000000"
    assert "me" in asked(ada, me_rev=first["me_rev"], epoch=other)
    cursor = {"space_id": ada.private_space_id, "rev": 99, "op_id": None}
    assert "me" in asked(ada, me_rev=first["me_rev"], epoch=first["epoch"], cursors=[cursor])


def steps(ada: Person, bo: Person, outsider: Person) -> Iterator[Callable[[], Any]]:
    """One after the other, what changes something in somebody's *me* document."""
    yield lambda: ada.client.apply(ada.private_space_id, "set_settings", {"settings": {"log_at": "20:00"}})
    couples: list[Couple] = []
    yield lambda: couples.append(pair(ada, bo))
    yield lambda: ada.client.apply(ada.private_space_id, "set_settings", {"display_name": "Ada L"})
    space = couples[0].space_id
    yield lambda: ada.client.apply(space, "leave_couple", {"delete_mine": True})
    yield lambda: ada.client.apply(space, "take_back_deletion", {})
    yield lambda: pair(bo, outsider)
    yield lambda: bo.client.apply(bo.private_space_id, "set_settings", {"display_name": "Bo K"})
    yield lambda: ada.client.post("/me/step-up", {"verifier": ada.verifier})
    yield lambda: ada.client.delete("/me")


def test_whatever_changes_in_it_raises_its_rev(ada: Person, bo: Person, outsider: Person) -> None:
    people = [ada, bo, outsider]

    def known() -> list[tuple[int, Any] | None]:
        answers = [person.client.post("/sync", {"client": "0.1.0"}) for person in people]
        return [(each.json["me_rev"], each.json["me"]) if each.status_code == 200 else None for each in answers]

    before, changes = known(), 0
    for step in steps(ada, bo, outsider):
        step()
        after = known()
        for one, other in zip(before, after, strict=True):
            if one and other and one[1] != other[1]:
                changes += 1
                assert other[0] > one[0], (one, other)
        before = after
    assert changes >= 9


@pytest.mark.parametrize("end", ["cancel", "wrong tries", "accept"])
def test_an_invitation_raises_it_for_whoever_stands_in_it(ada: Person, bo: Person, end: str) -> None:
    invitation = Invitation(ada).made()
    first = asked(ada)
    assert first["me"]["invitation"] is not None
    if end == "cancel":
        assert invitation.cancel(ada).status_code == 204
    elif end == "accept":
        assert invitation.accept(bo).status_code == 204
    else:
        for _ in range(5):
            assert invitation.accept(bo, proof=random_text(32)).status_code == 404
    assert asked(ada)["me_rev"] > first["me_rev"]
