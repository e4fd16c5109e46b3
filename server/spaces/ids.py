"""Ids of rows: random, or for a row that has a natural key a deterministic one (docs/protocol.md, section 1)."""

import hashlib
from uuid import UUID

from server.errors import Refused


def deterministic_id(space_id: UUID, *parts: object) -> UUID:
    """The version 8 UUID (RFC 9562) hashed from a shared space and a natural key: two offline phones make the same."""
    text = "|".join(["hearth/v1/id", str(space_id), *(str(part) for part in parts)])
    raw = bytearray(hashlib.sha256(text.encode()).digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    return UUID(bytes=bytes(raw))


def check_random(id: UUID) -> None:
    """Raises Refused("wrong_id") unless an id without a natural key is random (version 4).

    One with a clock in it would tell the partner the minute; one hashed from parts could take another row's place.
    """
    if id.version != 4:
        raise Refused("wrong_id")
