"""Unique words to plant in private fields, and a search for them wherever they must not be."""

import base64
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4


class Canaries:
    """Every word planted in one test, by the field it was planted in."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def plant(self, field: str) -> str:
        """A word found nowhere else; twelve characters at least survive any base64 alignment."""
        word = f"canary-{field.replace('_', '-')}-{uuid4().hex}"
        self.planted[field] = word
        return word

    def found_in(self, *places: bytes | str | Path) -> list[str]:
        """The fields whose word is in any of these bytes, texts, files or folders, plainly or as hex or base64."""
        contents = [content for place in places for content in _contents(place)]
        return [field for field, word in self.planted.items() if any(_holds(content, word) for content in contents)]


def _contents(place: bytes | str | Path) -> Iterable[bytes]:
    if isinstance(place, bytes):
        yield place
    elif isinstance(place, str):
        yield place.encode()
    elif place.is_dir():
        yield from (path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file())
    else:
        yield place.read_bytes()


def _holds(content: bytes, word: str) -> bool:
    plain = word.encode()
    forms = [plain, plain.hex().encode(), plain.decode().encode("utf-16-le")]
    # In base64 a word looks different at each of three alignments; its outer characters mix with the neighbours'.
    for lead in range(3):
        encoded = base64.b64encode(b"\0" * lead + plain)[4 * bool(lead) : -4]
        forms += [encoded, encoded.replace(b"+", b"-").replace(b"/", b"_")]
    return any(form in content for form in forms)
