"""The record of every operation that took effect."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base


class OperationRecord(Base):
    """An operation that took effect, for ever, without its content: one row for each space in which it took a rev."""

    __tablename__ = "operation"
    __table_args__ = (Index("uq_operation_space_id_rev", "space_id", "rev", unique=True),)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    op_id: Mapped[UUID] = mapped_column(primary_key=True)
    space_id: Mapped[UUID] = mapped_column(ForeignKey("space.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(BigInteger)
    body_mac: Mapped[bytes] = mapped_column(LargeBinary(32))
