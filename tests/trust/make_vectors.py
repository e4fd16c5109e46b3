"""Writes tests/vectors/trust.json: days and the trends both ports must draw from them. Run it when the model changes.

python -m tests.trust.make_vectors
"""

import json
import random
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from server.trust.levels import feeling_safe_trend, promises_trend
from server.trust.observations import FeelingDay, PromiseDay

VECTORS = Path(__file__).parents[1] / "vectors" / "trust.json"
START = date(2026, 1, 5)


def promise_days(rng: random.Random, days: int, answered: float, chances: list[float]) -> list[PromiseDay]:
    """Made-up days on which three promises were due; the chance of keeping one moves through `chances`."""
    out = []
    for index in range(days):
        chance = chances[index * len(chances) // days]
        counts = [0, 0, 0]
        if rng.random() < answered:
            for _ in range(3):
                counts[0 if rng.random() < chance else rng.choice((1, 2, 2))] += 1
        out.append(PromiseDay(START + timedelta(days=index), rng.choice((3, 3, None)), *counts))
    return out


def feeling_days(rng: random.Random, days: int, answered: float, levels: list[float]) -> list[FeelingDay]:
    """Made-up check-ins around `levels`, some questions skipped."""
    out = []
    for index in range(days):
        middle = levels[index * len(levels) // days] + rng.gauss(0, 1)
        ratings = [
            min(10, max(0, round(middle + rng.gauss(0, 1)))) if rng.random() < share else None
            for share in (0.9, 0.5, 0.4)
        ]
        if rng.random() < answered:
            out.append(FeelingDay(START + timedelta(days=index), *ratings))
    return out


def cases() -> dict[str, list[Any]]:
    """Name, days and the day the trend is drawn for."""
    rng = random.Random(20261122)
    promises: list[tuple[str, list[PromiseDay], int]] = [
        ("nothing", [], 0),
        ("one day", [PromiseDay(START, 2, 1, 0, 1)], 0),
        ("nine days, all kept", [PromiseDay(START + timedelta(days=i), 1, 1, 0, 0) for i in range(9)], 8),
        ("climbing", promise_days(rng, 84, 0.8, [0.4, 0.5, 0.6, 0.7, 0.8]), 83),
        ("a drop", promise_days(rng, 70, 0.9, [0.9, 0.9, 0.9, 0.35]), 69),
        ("then silence", promise_days(rng, 40, 0.7, [0.6]), 120),
        ("too few logged", promise_days(rng, 60, 0.3, [0.7]), 59),
        ("a rise, sure enough to call", promise_days(random.Random(12), 84, 0.8, [0.6, 0.6, 0.7, 0.8]), 83),
        ("a fall, not sure enough", promise_days(random.Random(12), 84, 0.8, [0.8, 0.8, 0.65, 0.5]), 83),
        ("many a day", [PromiseDay(START + timedelta(days=i), None, 60, 10, 30) for i in range(12)], 15),
    ]
    feelings: list[tuple[str, list[FeelingDay], int]] = [
        ("nothing", [], 3),
        ("one rating", [FeelingDay(START, 7, None, None)], 0),
        ("all nought", [FeelingDay(START + timedelta(days=i), 0, 0, 0) for i in range(30)], 29),
        ("all ten", [FeelingDay(START + timedelta(days=i), 10, 10, 10) for i in range(30)], 29),
        ("slipping", feeling_days(rng, 112, 0.7, [8, 7, 6, 5, 4]), 111),
        ("a drop", feeling_days(rng, 60, 0.9, [8, 8, 8, 8, 3]), 59),
        (
            "one question, twice a week",
            [FeelingDay(START + timedelta(days=i), None, rng.randint(4, 7), None) for i in range(0, 90, 3)],
            95,
        ),
        ("a rise, sure enough to call", feeling_days(random.Random(12), 84, 0.8, [6, 6, 7.5, 9]), 83),
        ("a rise, not sure enough", feeling_days(random.Random(12), 84, 0.8, [6, 6, 7.3, 8.6]), 83),
        ("a drop, likelier than not", feeling_days(random.Random(11), 100, 0.9, [8.5, 8.5, 8.5, 5.5]), 99),
        ("a drop, less likely than not", feeling_days(random.Random(11), 100, 0.9, [8.5, 8.5, 8.5, 6]), 99),
    ]
    return {"promises": promises, "feeling_safe": feelings}


def plain(day: PromiseDay | FeelingDay) -> dict[str, Any]:
    return {**asdict(day), "on": day.on.isoformat()}


def main() -> None:
    trend_of: dict[str, Any] = {"promises": promises_trend, "feeling_safe": feeling_safe_trend}
    written: dict[str, list[dict[str, Any]]] = {}
    for strand, strand_cases in cases().items():
        written[strand] = [
            {
                "name": name,
                "as_of": (as_of := START + timedelta(days=last)).isoformat(),
                "days": [plain(day) for day in days],
                "trend": trend_of[strand](days, as_of).to_json(places=9),
            }
            for name, days, last in strand_cases
        ]
    checkpoints: dict[str, str] = {}
    days = feeling_days(random.Random(5), 90, 0.7, [6])
    feeling_safe_trend(days, START + timedelta(days=89), checkpoints)
    written["keys"] = [
        {
            "name": "ninety days",
            "as_of": (START + timedelta(days=89)).isoformat(),
            "days": [plain(day) for day in days],
            "keys": list(checkpoints),
        }
    ]
    VECTORS.write_text(json.dumps(written, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main()
