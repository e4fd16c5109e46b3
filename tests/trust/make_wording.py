"""Writes tests/vectors/trust_wording.json: situations and what is said in each, read by both ports' tests.

    python -m tests.trust.make_wording

Read what it writes: the sentences in it are what people will see.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from server.trust.strands import Act, OpenWeek, WhatHelped
from server.trust.trend import Direction, Drop, Point, Trend
from server.trust.wording import LANGUAGES, openness_sentences, sentences, what_helped_sentences

VECTORS = Path(__file__).parents[1] / "vectors" / "trust_wording.json"
AS_OF = date(2026, 9, 20)
SURE: dict[str, Any] = {
    "level": 0.6,
    "low": 0.5,
    "high": 0.7,
    "call": "steady",
    "window_days": 28,
    "days_present": 22,
    "drops_days_ago": [],
    "is_drawable": True,
    "has_points": True,
}
WIDE = {"low": 0.3, "high": 0.75}
CASES: list[tuple[str, dict[str, Any]]] = [
    ("nothing yet", {"has_points": False, "is_drawable": False, "call": "too_early", "days_present": 0}),
    ("thin", {"call": "too_early", "window_days": 6, "days_present": 5}),
    ("open after many entries", {"call": "too_early"}),
    ("open after ten days with entries", {"call": "too_early", "days_present": 10}),
    ("too early after nine", {"call": "too_early", "days_present": 9}),
    ("wide and too early", {"call": "too_early", **WIDE}),
    ("rising", {"call": "rising"}),
    ("rising in a wide band", {"call": "rising", **WIDE}),
    ("steady", {}),
    ("steady over fewer days", {"window_days": 17}),
    ("falling", {"call": "falling"}),
    ("falling after a recent drop", {"call": "falling", "drops_days_ago": [60, 17]}),
    ("a drop long ago", {"drops_days_ago": [28]}),
    ("too few to draw, with a drop", {"is_drawable": False, "drops_days_ago": [3], "days_present": 8}),
]


def trend_of(fields: dict[str, Any]) -> Trend:
    newest = Point(AS_OF, fields["level"], fields["low"], fields["high"], fields["level"])
    drops = tuple(Drop(AS_OF - timedelta(days=ago), 0.9) for ago in fields["drops_days_ago"])
    direction = Direction(fields["call"], 0.3, 0.3, fields["window_days"])
    return Trend(
        (newest,) if fields["has_points"] else (), direction, fields["days_present"], drops, fields["is_drawable"]
    )


def main() -> None:
    readers: tuple[tuple[Any, Any, bool], ...] = (
        ("promises", "owner", False),
        ("promises", "shared", False),
        ("feeling_safe", "owner", True),
        ("feeling_safe", "shared", False),
    )
    levels = [
        {
            "name": f"{strand}, {reader}: {name}",
            "strand": strand,
            "reader": reader,
            "is_alone": is_alone,
            "trend": (fields := {**SURE, **changed}),
            "says": {
                one: sentences(trend_of(fields), strand, one, reader=reader, is_alone=is_alone) for one in LANGUAGES
            },
        }
        for strand, reader, is_alone in readers
        for name, changed in CASES
    ]
    openness = [
        {
            "name": name,
            "as_of": AS_OF.isoformat(),
            "weeks": [{"week_on": on, "honest_misses": misses, "honesty": honesty} for on, misses, honesty in weeks],
            "says": {
                one: openness_sentences(
                    [OpenWeek(date.fromisoformat(on), *counts) for on, *counts in weeks], AS_OF, one
                )
                for one in LANGUAGES
            },
        }
        for name, weeks in (
            ("nothing", []),
            ("one of each this week", [("2026-09-07", 3, 3), ("2026-09-14", 1, 1)]),
            ("several misses", [("2026-09-14", 2, 0)]),
            ("several acts of honesty", [("2026-09-14", 0, 5)]),
            ("only earlier weeks", [("2026-09-07", 1, 1)]),
        )
    ]
    helped = [
        {
            "name": f"{count} acts",
            "acts": count,
            "says": {
                one: what_helped_sentences(
                    WhatHelped(tuple(Act(str(n), AS_OF, "presence") for n in range(count)), ()), one
                )
                for one in LANGUAGES
            },
        }
        for count in (0, 1, 7)
    ]
    written = {"levels": levels, "openness": openness, "what_helped": helped}
    VECTORS.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
