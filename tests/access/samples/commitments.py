"""Commitments and pauses."""

from uuid import uuid4

from tests.access.samples.shape import Sample, Writing

SAMPLES: dict[str, Sample] = {
    "make_commitment": (
        "new",
        {"title": "tea", "kind": "presence", "rhythm": {"type": "daily"}, "starts_on": "{on}"},
    ),
    "edit_commitment": ("commitment", {"title": "coffee"}),
    "renew_commitment": ("commitment", {"review_on": "2027-05-01"}),
    "end_commitment": ("commitment", {"ended_on": "{on}"}),
    "delete_commitment": ("commitment", None),
    "pause": ("new", {"scope": "mine", "from_on": "{on}"}),
    "end_pause": ("pause", {"until_on": "{on}"}),
}
WORDS = {"title": "author"}


def write(w: Writing) -> None:
    """One of each, by the author."""
    w.ids |= {"commitment": str(uuid4()), "pause": str(uuid4())}
    commitment = {"id": w.ids["commitment"], "title": w.plant("title"), "kind": "presence", "rhythm": {"type": "daily"}}
    w.author.client.apply(w.space, "make_commitment", commitment | {"starts_on": w.on})
    w.author.client.apply(w.space, "pause", {"id": w.ids["pause"], "scope": "mine", "from_on": w.on})
