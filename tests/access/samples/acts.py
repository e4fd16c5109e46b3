"""Acts and the answers to them."""

from uuid import uuid4

from tests.access.samples.shape import Sample, Statuses, Writing
from tests.support.protocol import shared_id

SAMPLES: dict[str, Sample] = {
    "log_act": ("act", {"on": "{on}", "zone": "UTC", "kind": "honesty"}),
    "delete_act": ("act", None),
    "take_back_act": ("act", None),
    "acknowledge": ("acknowledgement", {"act_id": "{their_act}", "answer": "seen"}),
    "take_back_acknowledgement": ("acknowledgement", None),
}
DIFFERS: dict[str, Statuses] = {
    # It was answered, so even its author cannot take it back any more.
    "take_back_act": (401, 404, 404, 409, 403, 409),
}
WORDS = {
    "act-note": "author",
    "acknowledgement-words": "author",
    "their_act-note": "other",
    "their_acknowledgement-words": "other",
}


def write(w: Writing) -> None:
    """An act of each, and the other's answer to it."""
    for person, name in ((w.author, "act"), (w.other, "their_act")):
        w.ids[name] = str(uuid4())
        body = {"id": w.ids[name], "on": w.on, "zone": person.zone, "kind": "honesty", "note": w.plant(f"{name}-note")}
        person.client.apply(w.space, "log_act", body)
    answers = ((w.author, "acknowledgement", "their_act"), (w.other, "their_acknowledgement", "act"))
    for person, name, act in answers:
        w.ids[name] = shared_id(w.space, "acknowledgement", w.ids[act], person.person_id)
        body = {"id": w.ids[name], "act_id": w.ids[act], "answer": "thanks", "words": w.plant(f"{name}-words")}
        person.client.apply(w.space, "acknowledge", body)
