"""The tables of bench.server, in Markdown."""

import statistics
from collections import defaultdict
from dataclasses import dataclass, field

OURS, TWIN, BESIDE = "hearth", "bare", "beside"


@dataclass(frozen=True)
class Sample:
    """One sample: milliseconds of processor time an operation, its PostgreSQL's among them, and operations a second."""

    cpu_ms: float
    postgres_ms: float
    per_second: float


@dataclass
class Result:
    """What one measure gave: samples by server and connections; latencies in ms, their rates, and counts by server."""

    name: str
    samples: dict[tuple[str, int], list[Sample]] = field(default_factory=lambda: defaultdict(list))
    latencies: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    rates: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, list[float]] = field(default_factory=dict)


def print_tables(results: list[Result], kind: str) -> None:
    """Prints costs and rates, latencies, and counts."""
    names = list(results[0].counts)
    _costs(results, is_postgres=kind == "postgresql", is_beside=BESIDE in names)
    _latencies(results, names)
    _counts(results, names)


def print_head(*cells: str) -> None:
    """Begins a table."""
    print()
    print_row(*cells)
    print("|---" * len(cells) + "|")


def print_row(*cells: object) -> None:
    """One row of it."""
    print("|", " | ".join(map(str, cells)), "|", flush=True)


def _costs(results: list[Result], *, is_postgres: bool, is_beside: bool) -> None:
    head = ["request", "connections", "CPU ms"] + ["of it PostgreSQL"] * is_postgres
    head += ["bare twin", "times the twin (spread)", "a second", "bare twin"]
    print_head(*head, *["beside, CPU ms", "times beside (spread)"] * is_beside)
    for result in results:
        for connections in sorted({connections for _, connections in result.samples}):
            ours, twin = (result.samples[name, connections] for name in (OURS, TWIN))
            cells = [f"{_median(ours, 'cpu_ms'):.2f}"] + [f"{_median(ours, 'postgres_ms'):.2f}"] * is_postgres
            cells += [f"{_median(twin, 'cpu_ms'):.2f}", _ratio(ours, twin)]
            cells += [f"{_median(each, 'per_second'):,.0f}" for each in (ours, twin)]
            if is_beside:
                beside = result.samples[BESIDE, connections]
                cells += [f"{_median(beside, 'cpu_ms'):.2f}", _ratio(ours, beside)]
            print_row(result.name, connections, *cells)


def _median(samples: list[Sample], name: str) -> float:
    middle: float = statistics.median(getattr(sample, name) for sample in samples)
    return middle


def _ratio(ours: list[Sample], others: list[Sample]) -> str:
    ratios = [one.cpu_ms / other.cpu_ms for one, other in zip(ours, others, strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _latencies(results: list[Result], names: list[str]) -> None:
    print_head("request", *(f"{name}: requests a second, p50 / p95 / p99 ms" for name in names))
    for result in results:
        cells = []
        for name in names:
            cuts = statistics.quantiles(result.latencies[name], n=100)
            cells.append(
                f"{statistics.median(result.rates[name]):,.0f}: {cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f}"
            )
        print_row(result.name.removesuffix(", an operation"), *cells)


def _counts(results: list[Result], names: list[str]) -> None:
    print_head("request", *(f"{name}: statements + later, commits + later" for name in names))
    for result in results:
        cells = []
        for name in names:
            statements, commits, later_statements, later_commits = result.counts[name]
            cells.append(f"{statements:.1f} + {later_statements:.1f}, {commits:.2f} + {later_commits:.2f}")
        print_row(result.name, *cells)
