"""PUT /spaces/{id}/role-label: words for one's own screens, told to nobody."""

import json

import pytest

from tests.support.people import Couple, Person


@pytest.mark.parametrize("label", ["involved", "injured", "both", None])
def test_a_label_is_seen_by_oneself_only(couple: Couple, ada: Person, bo: Person, label: str | None) -> None:
    ada.client.apply(couple.space_id, "set_role_label", {"label": "both"})
    ada.client.apply(couple.space_id, "set_role_label", {"label": label})
    assert ada.client.get("/me").json["couples"][0]["my_role_label"] == label
    assert bo.client.get("/me").json["couples"][0]["my_role_label"] is None
    if label is not None:
        assert f'"{label}"' not in json.dumps(bo.client.sync())
        assert f'"{label}"' not in json.dumps(bo.client.get("/me").json)


def test_a_label_that_cannot_be(couple: Couple, ada: Person, outsider: Person) -> None:
    path = f"/spaces/{couple.space_id}/role-label"
    for body in ({}, {"label": "guilty"}, {"label": 1}):
        assert ada.client.put(path, body).status_code == 422
    assert outsider.client.put(path, {"label": "both"}).json["code"] == "not_found"
