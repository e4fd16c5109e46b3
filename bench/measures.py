"""The requests that are measured, each with its bare twin."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import orjson

from bench.household import NOTE, Household
from bench.load import Request


@dataclass(frozen=True)
class Measure:
    """One kind of request, the path of its bare twin, and how many are sent at a time."""

    name: str
    requests: Callable[[Household, int], list[Request]]
    twin: str
    count: int
    operations: int = 1


LOG, READ, PAGE = "PUT", "/acts/0", "/acts/200"
MEASURES = (
    Measure("log an act", Household.log, LOG, 120),
    Measure("acknowledge", Household.acknowledge, LOG, 120),
    Measure("sync with one operation", lambda house, count: house.sync(count, 1), LOG, 120),
    Measure("sync with twenty, an operation", lambda house, count: house.sync(count, 20), LOG, 20, operations=20),
    Measure("sync of nothing", lambda house, count: house.sync(count, 0), READ, 200),
    Measure("`GET /me`", Household.me, READ, 200),
    Measure("a page of 200 acts", Household.page, PAGE, 60),
    Measure("trends", Household.trends, READ, 60),
)


def twins(measure: Measure, count: int) -> list[Request]:
    """As many requests of the bare twin."""
    if measure.twin != LOG:
        return [Request("GET", measure.twin, "token")] * count
    return [Request("PUT", f"/acts/{uuid4()}", "token", orjson.dumps({"note": NOTE})) for _ in range(count)]
