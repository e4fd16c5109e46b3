"""Leaving, and what the leaver may take back."""

from tests.access.samples.shape import Sample, Statuses

SAMPLES: dict[str, Sample] = {
    "leave_couple": (None, {"delete_mine": False}),
    "take_back_deletion": (None, None),
    "waive_deletion_wait": (None, None),
}
DIFFERS: dict[str, Statuses] = {
    # Nobody leaves twice, and only the ex-partner chose that something be deleted.
    "leave_couple": (401, 404, 404, 409, 200, 409),
    "take_back_deletion": (401, 404, 404, 200, 404, 404),
    "waive_deletion_wait": (401, 404, 404, 200, 404, 404),
}
