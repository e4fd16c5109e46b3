"""What the server costs beside its bare twin (bench/bare.py), in the same run: python -m bench.server --help.

Each request is sent to one server after the other, round after round: on one connection, on four, and on four at a
fixed rate. Processor time is that of all processes of a server, its PostgreSQL included, until the worker has handed on
the events and planned whom they concern; what the server uses idle in the same time is taken off.
"""

import argparse
import os
import platform
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import pysqlite3.dbapi2

from bench.household import Household
from bench.load import Request, send
from bench.measures import LOG, MEASURES, Measure, twins
from bench.served import Served, bare, hearth
from bench.server_profile import print_profile
from bench.server_tables import BESIDE, OURS, TWIN, Result, Sample, print_tables
from tests.support.callers import over_http
from tests.support.databases import ROOT

MANY = 4
# Share of the rate on four connections at which latency is measured.
SHARE_OF_RATE = 0.7
IDLE_S = 10


@dataclass
class Contender:
    """One of the servers, and how a measure's requests are made for it."""

    name: str
    served: Served
    household: Household | None = None
    idle_ms_per_s: float = 0.0
    idle_counts_per_s: list[float] = field(default_factory=lambda: [0.0] * 4)

    def prepare(self) -> None:
        """Starts it, counting, with people and a history."""
        self.served.start(counting=True)
        if self.name == TWIN:
            send(self.served.port, twins(MEASURES[0], 200), connections=1)
        else:
            self.household = Household(over_http(self.served.url))
        self.served.settle()

    def requests(self, measure: Measure, count: int) -> list[Request]:
        """As many requests as this server is asked of a measure; a twin's where it is bare."""
        return measure.requests(self.household, count) if self.household else twins(measure, count)

    def settle(self, measure: Measure) -> None:
        """Waits for what a write causes later."""
        if self.household and measure.twin == LOG:
            self.served.settle()

    def count(self, measure: Measure) -> list[float]:
        """Statements and commits an operation: inside the request, and what it causes later."""
        requests = self.requests(measure, measure.count)
        before, start = self.served.counts(), time.perf_counter()
        send(self.served.port, requests, connections=1)
        self.settle(measure)
        seconds, after = time.perf_counter() - start, self.served.counts()
        operations = len(requests) * (measure.operations if self.household else 1)
        return [
            max(0.0, now - then - idle * seconds) / operations
            for now, then, idle in zip(after, before, self.idle_counts_per_s, strict=True)
        ]

    def rest(self, *, counting: bool) -> None:
        """Sees what it does while nobody asks for anything."""
        counts, cpu = self.served.counts(), self.served.cpu()
        time.sleep(IDLE_S)
        if counting:
            self.idle_counts_per_s = [
                (now - then) / IDLE_S for now, then in zip(self.served.counts(), counts, strict=True)
            ]
        else:
            self.idle_ms_per_s = (self.served.cpu().total_s - cpu.total_s) * 1000 / IDLE_S

    def sample(self, measure: Measure, connections: int, per_second: float | None = None) -> tuple[Sample, list[float]]:
        """One sample, and every request's latency in it in milliseconds."""
        requests = self.requests(measure, measure.count)
        before, start = self.served.cpu(), time.perf_counter()
        took_s, latencies = send(self.served.port, requests, connections=connections, per_second=per_second)
        self.settle(measure)
        seconds, after = time.perf_counter() - start, self.served.cpu()
        operations = len(requests) * (measure.operations if self.household else 1)
        cpu_ms = (after.total_s - before.total_s) * 1000 - self.idle_ms_per_s * seconds
        postgres_ms = (after.postgres_s - before.postgres_s) * 1000
        sample = Sample(cpu_ms / operations, postgres_ms / operations, operations / took_s)
        return sample, [latency * 1000 for latency in latencies]


def run(contenders: list[Contender], measures: list[Measure], rounds: int) -> list[Result]:
    """All rounds on one database; one result a measure."""
    for contender in contenders:
        contender.prepare()
        contender.rest(counting=True)
    results = [Result(measure.name) for measure in measures]
    for contender in contenders:
        for measure, result in zip(measures, results, strict=True):
            result.counts[contender.name] = contender.count(measure)
        contender.served.stop()
        contender.served.start()
    for contender in contenders:
        for measure in measures:
            contender.sample(measure, MANY)  # warms up
        contender.rest(counting=False)
    for turn in range(rounds):
        # Nobody always comes first.
        order = contenders[turn % len(contenders) :] + contenders[: turn % len(contenders)]
        for measure, result in zip(measures, results, strict=True):
            _one_round(order, measure, result)
    return results


def _one_round(contenders: list[Contender], measure: Measure, result: Result) -> None:
    for connections in (1, MANY):
        for contender in contenders:
            sample, _ = contender.sample(measure, connections)
            result.samples[contender.name, connections].append(sample)
    for contender in contenders:
        operations = measure.operations if contender.household else 1
        rate = SHARE_OF_RATE * result.samples[contender.name, MANY][-1].per_second / operations
        _, latencies = contender.sample(measure, MANY, rate)
        result.latencies[contender.name] += latencies
        result.rates[contender.name].append(rate)


def compare(kind: str, measures: list[Measure], rounds: int, beside: Path | None) -> None:
    """Starts the servers on one kind of database, measures, prints."""
    checkouts = {OURS: ROOT} | ({BESIDE: beside.resolve()} if beside else {})
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as folder, ExitStack() as stack:
        contenders = []
        for name in (OURS, TWIN, BESIDE)[: 3 if beside else 2]:
            home = Path(folder) / name
            home.mkdir()
            served = bare(kind, home) if name == TWIN else hearth(checkouts[name], kind, home)
            contenders.append(Contender(name, stack.enter_context(served)))
        results = run(contenders, measures, rounds)
    print(f"\n**{KINDS[kind]}**, medians of {rounds} rounds")
    print_tables(results, kind)
    idle = ", ".join(f"{each.name} {each.idle_ms_per_s:.1f}" for each in contenders)
    print(f"\nIdle, with a worker's tick every second: {idle} ms of processor time a second.", flush=True)


KINDS = {"sqlite": f"SQLite {pysqlite3.dbapi2.sqlite_version}", "postgresql": "PostgreSQL"}


def main() -> None:
    """Prints one set of tables a database, in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=KINDS, action="append", help="only on this one (default: both)")
    parser.add_argument("--measure", default="", help="only those whose name contains this")
    parser.add_argument("--rounds", type=int, default=5, choices=range(1, 10))
    parser.add_argument("--beside", type=Path, help="another checkout of Hearth, with a .venv, in the same rounds")
    parser.add_argument("--profile", action="store_true", help="instead: where the time of a logged act goes")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server outlives what started it
    packages = ", ".join(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "granian", "psycopg"))
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {packages}, {os.cpu_count()} cores, load {load:.1f} at the start")
    for kind in asked.database or KINDS:
        if asked.profile:
            print_profile(kind)
        else:
            measures = [measure for measure in MEASURES if asked.measure in measure.name]
            compare(kind, measures, asked.rounds, asked.beside)


if __name__ == "__main__":
    main()
