"""What a nudge says: neutral words in the declarative form of web push, all of one length."""

import json
from functools import cache
from pathlib import Path

from server.notifications.rules import Kind

# The length of an encrypted message shows; padding to one size keeps kind and language from telling themselves by it.
SIZE = 512
LANGUAGES = ("en", "es", "de")
PLACES = {Kind.LOOK_BACK: "/#/trends"}


@cache
def words(language: str) -> dict[str, str]:
    """The catalogue of a language, English for one we do not speak: "title", "neutral", "test".

    Every nudge says the same: at pairing both are promised that Hearth's notices say exactly this.
    """
    name = language if language in LANGUAGES else "en"
    catalogue: dict[str, str] = json.loads((Path(__file__).parent / "words" / f"{name}.json").read_text("utf-8"))
    return catalogue


@cache
def payload(kind: Kind | None, language: str) -> str:
    """The JSON of a push message (docs/protocol.md section 6), SIZE bytes long; None is the test nudge."""
    said = words(language)
    word = kind.word if kind is not None else "test"
    message = {
        "web_push": 8030,
        "notification": {
            "title": said["title"],
            "body": said["neutral" if kind is not None else "test"],
            "navigate": PLACES.get(kind, "/#/today") if kind is not None else "/#/today",
            "tag": f"hearth-{word}",
            "lang": language if language in LANGUAGES else "en",
        },
        "hearth": {"kind": word},
    }
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    padding = SIZE - len(text.encode())
    assert padding >= 0, "a catalogue's sentence is too long"
    return text + " " * padding
