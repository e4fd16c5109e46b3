"""Ids of what has a natural key: the server's, the tests' own, and the vectors shared with the app agree."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from server.spaces.ids import deterministic_id
from tests.support.protocol import shared_id

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "crypto.json").read_text(encoding="utf-8"))["shared_ids"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["parts"][0])
def test_the_vectors_shared_with_the_app(vector: dict[str, Any]) -> None:
    made = deterministic_id(UUID(vector["space_id"]), *vector["parts"])
    assert str(made) == vector["id"] == shared_id(vector["space_id"], *vector["parts"])
    assert made.version == 8
    assert made.variant == "specified in RFC 4122"
