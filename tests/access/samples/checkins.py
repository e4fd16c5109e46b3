"""What is shared of check-ins."""

from tests.access.samples.shape import Sample, Statuses, Writing
from tests.support.protocol import shared_id

SAMPLES: dict[str, Sample] = {
    "share_check_ins": ("share", {"mode": "values"}),
    "withdraw_check_ins": (None, None),
    "publish_trend": (
        None,
        {"points": [{"week_on": "{on}", "level": 0, "low": 0, "high": 0, "call": "steady"}]},
    ),
    "publish_check_ins": (None, {"values": [{"on": "{on}"}]}),
}
DIFFERS: dict[str, Statuses] = {
    # The id follows from whose share it is; and one shares before one publishes.
    "share_check_ins": (401, 404, 404, 409, 422, 200),
    "publish_trend": (401, 404, 404, 409, 409, 409),
    "publish_check_ins": (401, 404, 404, 409, 409, 200),
}
# The author shares values, so no point of a trend is there.
MISSING = {"shared_point"}


def write(w: Writing) -> None:
    """The author shares the trend and then values: the mode shared last stays, and with it what was published in it."""
    w.ids["share"] = shared_id(w.space, "check_in_share", w.author.person_id)
    point = {"week_on": w.on, "level": 0.5, "low": 0.25, "high": 0.75, "call": "steady"}
    for name, mode, operation, body in (
        ("shared_point", "trend", "publish_trend", {"points": [point]}),
        ("shared_check_in", "values", "publish_check_ins", {"values": [{"on": w.on, "safe": 7}]}),
    ):
        w.ids[name] = shared_id(w.space, name, w.author.person_id, w.on)
        w.author.client.apply(w.space, "share_check_ins", {"id": w.ids["share"], "mode": mode})
        w.author.client.apply(w.space, operation, body)
