"""The pieces of docs/protocol.md that a test needs to speak as a device would, written apart from the server's own."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def shared_id(space_id: str, name: str, *parts: str) -> str:
    """A deterministic id in a couple's space (protocol, section 1)."""
    digest = bytearray(hashlib.sha256("|".join(("hearth/v1/id", space_id, name, *parts)).encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))


def operation(
    space_id: str,
    name: str,
    body: dict[str, Any],
    *,
    op_id: str | None = None,
    recorded_at: datetime | None = None,
    base_rev: int | None = None,
    original_rev: int | None = None,
) -> str:
    """One operation as the JSON text a device keeps and sends (protocol, section 4)."""
    at = (recorded_at or datetime.now(UTC)).astimezone(UTC)
    return json.dumps(
        {
            "op_id": op_id or str(uuid4()),
            "space_id": space_id,
            "name": name,
            "recorded_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "base_rev": base_rev,
            "original_rev": original_rev,
            "body": body,
        }
    )
