"""The body of a row: all that nobody needs to look up or order by, encrypted at rest as one value.

A body is JSON, framed by its length, padded to a size class and encrypted under the host's key ring. The associated
data are the table, every clear column that never changes, and the body's version: a body moved to another row, or an
older one put back, does not open. docs/threat-model.md lists the columns that stay clear.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Self, TypeVar, cast, overload
from uuid import UUID

import orjson
from sqlalchemy import LargeBinary, event, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column

from server.sealing import key_ring

T = TypeVar("T")
_LENGTH_BYTES = 4
_SMALLEST = 128


class BodyRow:
    """A mapped class with a body. Its parts are declared with InBody and used like columns, but never in a query."""

    # Clear columns whose value may change: the body is bound to all others.
    mutable_columns: ClassVar[frozenset[str]] = frozenset()

    body_version: Mapped[int] = mapped_column(sort_order=90)
    body: Mapped[bytes] = mapped_column(LargeBinary, sort_order=91)

    def body_parts(self) -> dict[str, Any]:
        """The parts as they are kept in JSON, decrypted once for each stored body."""
        stored = cast(bytes | None, self.body)
        opened: tuple[bytes | None, dict[str, Any]] | None = self.__dict__.get("_opened")
        if opened is None or (opened[0] is not stored and "_is_changed" not in self.__dict__):
            opened = (stored, _framed_json(key_ring().decrypt(stored, _associated_data(self))) if stored else {})
            self.__dict__["_opened"] = opened
        return opened[1]

    def set_body_part(self, name: str, value: object) -> None:
        """Changes one part; the whole body is encrypted anew, under its next version, when the session flushes."""
        parts = self.body_parts()
        if "_is_changed" not in self.__dict__:
            if name in parts and parts[name] == value:
                return
            self.body_version = (cast(int | None, self.body_version) or 0) + 1
            self.__dict__["_is_changed"] = True
        parts[name] = value

    def encrypt_body(self) -> None:
        """Puts the changed parts into the column."""
        parts = self.body_parts()
        self.body = key_ring().encrypt(_padded(orjson.dumps(parts)), _associated_data(self))
        self.__dict__["_opened"] = (self.body, parts)
        self.__dict__.pop("_is_changed", None)


class InBody(Generic[T]):
    """One part of a body. `read` turns its JSON value into what it stands for, where that is not the same."""

    def __init__(self, read: Callable[[Any], T] | None = None, *, default: T | None = None) -> None:
        self._read, self._default, self._name = read, default, ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: BodyRow, owner: type) -> T: ...
    def __get__(self, row: BodyRow | None, owner: type) -> Self | T:
        if row is None:
            return self
        value = row.body_parts().get(self._name, self._default)
        # What was set and not yet written is no JSON.
        is_json = self._read is not None and isinstance(value, str)
        return cast(T, cast(Callable[[Any], T], self._read)(value) if is_json else value)

    def __set__(self, row: BodyRow, value: T) -> None:
        row.set_body_part(self._name, value)


_bound: dict[type[BodyRow], tuple[str, ...]] = {}


def _bound_columns(model: type[BodyRow]) -> tuple[str, ...]:
    if model not in _bound:
        columns = inspect(model).column_attrs.keys()
        _bound[model] = tuple(name for name in columns if name != "body" and name not in model.mutable_columns)
    return _bound[model]


def _associated_data(row: BodyRow) -> bytes:
    model = type(row)
    named = (f"{name}={_as_text(getattr(row, name))}" for name in _bound_columns(model))
    return "|".join([str(inspect(model).local_table.name), *named]).encode()


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value.hex if isinstance(value, UUID) else value)


def _padded(plain: bytes) -> bytes:
    """Framed by its length and filled up to a power of two of bytes, so that a length tells little."""
    framed = len(plain).to_bytes(_LENGTH_BYTES) + plain
    return framed.ljust(max(_SMALLEST, 1 << (len(framed) - 1).bit_length()), b"\0")


def _framed_json(framed: bytes) -> dict[str, Any]:
    length = int.from_bytes(framed[:_LENGTH_BYTES])
    return cast(dict[str, Any], orjson.loads(framed[_LENGTH_BYTES : _LENGTH_BYTES + length]))


@event.listens_for(Session, "before_flush")
def _encrypt_changed_bodies(session: Session, _context: object, _instances: object) -> None:
    for row in (*session.new, *session.dirty):
        if isinstance(row, BodyRow) and "_is_changed" in row.__dict__:
            row.encrypt_body()
