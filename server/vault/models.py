"""Sealed private records of every kind: ciphertext that only their author's devices can open."""

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base
from server.spaces.models import EntityRow

KINDS = (
    "check_in",
    "commitment",
    "act",
    "pause",
    "opened",
    "pin",
    "sharing",
    "reflection",
    "event",
    "draft",
    "question",
    "preferences",
    "role_label",
)
SIZE_CLASSES = (256, 1024, 4096, 16384, 65536)


# What a device puts around the framed text: header (version, key generation, counter) 7, nonce 12, tag 16.
OVERHEAD = 35


class SealedRecord(EntityRow, Base):
    """What a device sealed. The server knows its kind, its size class, and how often it was written."""

    __tablename__ = "sealed_record"
    kind: Mapped[str] = mapped_column(String(16))
    size_class: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer)
    ciphertext: Mapped[str] = mapped_column(Text)
