"""Ids of rows that have a natural key, so that two offline phones cannot double them (docs/protocol.md, section 1)."""

import hashlib
from uuid import UUID


def natural_id(space_id: UUID, *parts: object) -> UUID:
    """The version 8 UUID (RFC 9562) hashed from a shared space and the parts of the key."""
    text = "|".join(["hearth/v1/id", str(space_id), *(str(part) for part in parts)])
    raw = bytearray(hashlib.sha256(text.encode()).digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x80
    raw[8] = raw[8] & 0x3F | 0x80
    return UUID(bytes=bytes(raw))
