"""Sealed records."""

from uuid import uuid4

from tests.access.samples.shape import Sample, Writing
from tests.people.forms import random_text
from tests.support.protocol import b64

SAMPLES: dict[str, Sample] = {
    "put_sealed": ("sealed", {"kind": "draft", "size_class": 256, "ciphertext": random_text(256 + 35)}),
    "delete_sealed": ("sealed", None),
}
WORDS = {"sealed": "private"}


def write(w: Writing) -> None:
    """One of the author's."""
    w.ids["sealed"] = str(uuid4())
    sealed = w.plant("sealed").encode().ljust(256 + 35, b"\0")
    record = {"id": w.ids["sealed"], "kind": "draft", "size_class": 256, "ciphertext": b64(sealed)}
    w.author.client.apply(w.author.private_space_id, "put_sealed", record)
