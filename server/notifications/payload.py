"""What a nudge says: neutral words in the declarative form of web push, all of one length.

More words, and buttons, only where a device's owner chose them there (docs/decisions/0008).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from server.notifications.rules import Kind

# The length of an encrypted message shows; padding to one size keeps kind and language from telling themselves by it.
SIZE = 512
LANGUAGES = ("en", "es", "de")
PLACES = {Kind.LOOK_BACK: "/#/trends"}


@cache
def words(language: str) -> dict[str, Any]:
    """The catalogue of a language, English for one we do not speak: "title", "neutral", "test", "kinds", "actions"."""
    catalogue: dict[str, Any] = json.loads(
        (Path(__file__).parent / "words" / f"{_spoken(language)}.json").read_text("utf-8")
    )
    return catalogue


@cache
def payload(kind: Kind | None, language: str) -> str:
    """The JSON of a push message (docs/protocol.md section 6), SIZE bytes long; None is the test nudge.

    Every nudge says the same: at pairing both are promised that Hearth's notices say exactly this.
    """
    body = words(language)["neutral" if kind is not None else "test"]
    return _padded(_notice(kind, language, body), {"kind": _word(kind)})


def payload_in_words(kind: Kind, language: str, nudge_id: UUID) -> str:
    """The same for a device whose owner wants to read what it is about: a sentence for the kind, and buttons."""
    said = words(language)
    actions = ("logged", "later") if kind is Kind.LOG else ("later",)
    notice = _notice(kind, language, said["kinds"][kind.word])
    notice["actions"] = [{"action": action, "title": said["actions"][action]} for action in actions]
    return _padded(notice, {"kind": kind.word, "id": str(nudge_id)})


def _notice(kind: Kind | None, language: str, body: str) -> dict[str, Any]:
    return {
        "title": words(language)["title"],
        "body": body,
        "navigate": PLACES.get(kind, "/#/today") if kind is not None else "/#/today",
        "tag": f"hearth-{_word(kind)}",
        "lang": _spoken(language),
    }


def _padded(notice: dict[str, Any], ours: dict[str, str]) -> str:
    message = {"web_push": 8030, "notification": notice, "hearth": ours}
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    padding = SIZE - len(text.encode())
    assert padding >= 0, "a catalogue's sentence is too long"
    return text + " " * padding


def _word(kind: Kind | None) -> str:
    return kind.word if kind is not None else "test"


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else "en"
