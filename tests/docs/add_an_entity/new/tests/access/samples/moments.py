"""Highlights of one day, revealed."""

from tests.access.samples.shape import Sample, Statuses, Writing
from tests.support.protocol import shared_id

SAMPLES: dict[str, Sample] = {
    "give_highlight": ("highlight", {"on": "{on}", "words": "x"}),
    "take_back_highlight": ("highlight", None),
}
DIFFERS: dict[str, Statuses] = {
    # The id follows from whose it is, and what both gave stays as it is.
    "give_highlight": (401, 404, 404, 409, 422, 409),
    "take_back_highlight": (401, 404, 404, 409, 409, 409),
}
WORDS = {"highlight": "author", "their_highlight": "other"}


def write(w: Writing) -> None:
    """One of each, so that both are revealed."""
    for person, name in ((w.author, "highlight"), (w.other, "their_highlight")):
        w.ids[name] = shared_id(w.space, "highlight", person.person_id, w.on)
        body = {"id": w.ids[name], "on": w.on, "words": w.plant(name)}
        person.client.apply(w.space, "give_highlight", body)
