"""Sealed private records of every kind: ciphertext that only their author's devices can open."""

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base
from server.spaces import Entity

KINDS = (
    "check_in",
    "commitment",
    "act",
    "pause",
    "opened",
    "pin",
    "sharing",
    "reflection",
    "mark",
    "draft",
    "question",
    "preferences",
)
SIZE_CLASSES = (256, 1024, 4096, 16384, 65536)


class SealedRecord(Entity, Base):
    """What a device sealed. The server knows its kind, its size class, and how often it was written."""

    __tablename__ = "sealed_record"
    kind: Mapped[str] = mapped_column(String(16))
    size_class: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer)
    ciphertext: Mapped[str] = mapped_column(Text)
