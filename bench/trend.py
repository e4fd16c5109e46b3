"""How well the trends follow couples whose truth is known, and what they cost. Prints tables for docs/benchmarks.md.

python -m bench.trend [couples of each family]
"""

import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType

import numpy as np

from server.trust.levels import feeling_safe_trend
from server.trust.observations import FeelingDay
from tests.sim import couples, other
from tests.sim.couples import Couple
from tests.sim.limit import lives, most_right, observed
from tests.sim.measures import (
    STRANDS,
    Tally,
    add,
    best_average,
    best_average_by_couple,
    called,
    calls_of,
    held_by_band,
    rmse,
    together,
)

COUPLES = 20
FRESH, FRESH_FROM = 60, 2000
ROUNDS = 7
START = date(2015, 1, 1)
NAMES = {"promises": "promises kept", "feeling_safe": "feeling safe"}


def judge(families: list[str], couple_of: Callable[[str, int], Couple], count: int, strand: str) -> dict[str, Tally]:
    counters = {family: Tally() for family in families}
    for family, tally in counters.items():
        for seed in range(count):
            add(tally, couple_of(family, seed), strand)
    return counters


HEADS = ("then", "level", "best average", "then / it", "level / it", "Loop", "7 days", "then / told", "level / told")


def print_errors(strand: str, counters: dict[str, Tally]) -> None:
    print(f"\n**{NAMES[strand]}**: error (RMSE) beside others, and days on which the band holds the truth\n")
    print(f"| family | {' | '.join(HEADS)} | band |")
    print("|---" * (len(HEADS) + 2) + "|")
    whole = together(list(counters.values()))
    for family, tally in [*counters.items(), ("**all**", whole)]:
        half_life, average = best_average(tally)
        then, level = rmse(tally.then), rmse(tally.smooth)
        cells = [
            family,
            *(f"{error:.4f}" for error in (then, level)),
            f"{average:.4f} ({half_life:g} d)",
            *(f"{ratio:.2f}" for ratio in (then / average, level / average)),
            *(f"{rmse(errors):.4f}" for errors in (tally.loop, tally.week)),
            *(f"{ratio:.2f}" for ratio in (then / rmse(tally.told_then), level / rmse(tally.told_smooth))),
            f"{100 * np.mean(tally.covered):.1f} %",
        ]
        print(f"| {' | '.join(cells)} |")
    each = best_average_by_couple(whole)
    ratios = f"then {rmse(whole.then) / each:.2f}, level {rmse(whole.smooth) / each:.2f}"
    print(f"\nBeside each couple's own best average: {ratios}.")


def print_calls(whole: Tally) -> None:
    share = {name: f"{100 * value:.1f} %" for name, value in called(whole).items()}
    print(f"Calls on {len(whole.calls)} days: the wrong way {share['wrong']}, moved while flat {share['flat']},")
    print(f"right when the truth moved by 0.15 or more {share['right']}")
    print(f"(told, with the threshold that is best on these days: {100 * most_right(whole.told_chances):.1f} %).")
    print(f"Drops seen within 7 answered days: {sum(whole.drops_seen)} of {len(whole.drops_seen)}.")


def print_limit(module: ModuleType, count: int) -> None:
    known = lives(module)
    couples_of = {family: [module.couple(family, seed) for seed in range(count)] for family in module.FAMILIES}
    found = [(one, *observed(one, known)) for each in couples_of.values() for one in each]
    drops = [is_seen for one, _, is_seen in found if one.dropped_on is not None]
    right = most_right([chances for _, judged, _ in found for chances in judged])
    print(f"\nThe limit, for one who knows how such couples are drawn: right {100 * right:.1f} %,")
    print(f"drops seen {sum(drops)} of {len(drops)}.")


def cpu_ms(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return 1000 * (time.process_time() - before)


def yardstick() -> None:
    """A fixed piece of the same kind of arithmetic."""
    one = np.full((200, 200), 0.001)
    for _ in range(100):
        one = one @ one + 0.001


def check_ins(days: int) -> list[FeelingDay]:
    rng = random.Random(days)
    return [
        FeelingDay(START + timedelta(days=day), *(rng.randint(4, 9) if rng.random() < 0.7 else None for _ in range(3)))
        for day in range(days)
        if rng.random() < 0.7
    ]


def print_costs() -> None:
    print(
        "\n**Cost** (one core, CPU time, median of the rounds; the yardstick is 100 products of 200 x 200 matrices)\n"
    )
    print("| work | ms | yardsticks |")
    print("|---|---|---|")
    year, decade = check_ins(365), check_ins(3650)
    last = START + timedelta(days=3649)
    kept: dict[str, str] = {}
    feeling_safe_trend(decade, last - timedelta(days=1), kept)

    def one_more_day() -> None:
        feeling_safe_trend(decade, last, dict(kept), since=last - timedelta(days=83))

    works: dict[str, Callable[[], object]] = {
        "one year, cold": lambda: feeling_safe_trend(year, START + timedelta(days=364)),
        "ten years, cold": lambda: feeling_safe_trend(decade, last),
        "one more day after ten years, twelve weeks drawn": one_more_day,
    }
    for name, work in works.items():
        work()
        taken, units = [], []
        for _ in range(ROUNDS):
            units.append(cpu_ms(yardstick))
            taken.append(cpu_ms(work))
        ratio = statistics.median(ms / unit for ms, unit in zip(taken, units, strict=True))
        print(f"| {name} | {statistics.median(taken):.1f} | {ratio:.2f} |")
    print(f"\nLargest checkpoint: {max(map(len, kept.values())) / 1000:.1f} kB.")


def print_bands(module: ModuleType) -> None:
    print(
        f"\nDays on which the band holds the truth, in {FRESH} fresh couples of each family, seeds {FRESH_FROM} on:\n"
    )
    print(f"| strand | {' | '.join(module.FAMILIES)} |")
    print("|---" * (len(module.FAMILIES) + 1) + "|")
    for strand in STRANDS:
        shares = [
            np.mean([held_by_band(module.couple(family, FRESH_FROM + seed), strand) for seed in range(FRESH)])
            for family in module.FAMILIES
        ]
        print(f"| {NAMES[strand]} | {' | '.join(f'{100 * share:.1f} %' for share in shares)} |")
    print("\nCalls in the same couples: the wrong way, moved while flat, right when the truth moved by 0.15 or more.\n")
    for strand in STRANDS:
        fresh = Tally()
        for family in module.FAMILIES:
            for seed in range(FRESH_FROM, FRESH_FROM + FRESH):
                fresh.calls.extend(calls_of(module.couple(family, seed), strand))
        shares_called = called(fresh)
        shown = ", ".join(f"{100 * shares_called[name]:.1f} %" for name in ("wrong", "flat", "right"))
        print(f"- {NAMES[strand]}, {len(fresh.calls)} days: {shown}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUPLES
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {os.cpu_count()} cores, load {load:.1f}.")
    for title, module in (("tests/sim/couples.py", couples), ("tests/sim/other.py, which thinks differently", other)):
        print(f"\n#### {title}: {count} couples of each family, seeds 0 to {count - 1}")
        wholes = []
        for strand in STRANDS:
            counters = judge(list(module.FAMILIES), module.couple, count, strand)
            wholes.append(together(list(counters.values())))
            print_errors(strand, counters)
            print_calls(wholes[-1])
            if strand == "promises":
                print_limit(module, count)
        print("\n**Both strands together.**")
        print_calls(together(wholes))
        print_bands(module)
    print_costs()


if __name__ == "__main__":
    main()
