"""How long a refresh takes, beside newsboat (where it is installed) and the least program that does the job.

    python -m benchmarks.refresh [--feeds 200] [--items 50] [--rounds 5] [--latency 0 50] [--only NAME ...]

Four situations: A everything is new, B nothing is (304), C the same bodies come again without a 304, D two
new items a feed. The contenders take turns, and each round is one of all; told are medians: seconds from the
first request to the end ("inner", without starting the program), from the start, and of processor time with
all children, the peak of memory of all processes, and for a cold store what a story takes on disk and when
the first was stored.
"""

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.support.commands import Home
from tests.support.processes import descendants

from benchmarks.feedserver import feed_server, tell
from benchmarks.news import ONE_IN
from benchmarks.programs import environment, share

SCENARIOS: Final = "ABCD"
#: Looking takes time from what is looked at.
_SAMPLE_SECONDS: Final = 0.05


# ---------------------------------------------------------------- the contenders


@dataclass(frozen=True)
class Contender:
    """A program that refreshes. `items` counts what its store holds, by a query on the file `store`."""

    name: str
    command: Callable[[Path], Sequence[str]]
    prepare: Callable[[Path, Sequence[str]], None]
    store: str
    items: str


def _dealwatch_home(folder: Path, urls: Sequence[str]) -> None:
    home = Home(folder)
    home.configure(*urls, more="concurrency = 32\nhost_concurrency = 32")
    home.settle()


def _newsboat_home(folder: Path, urls: Sequence[str]) -> None:
    (folder / "urls").write_text("\n".join(urls))
    (folder / "config").write_text("reload-threads 32\n")


def _newsboat(folder: Path) -> list[str]:
    names = ("-u", "urls", "-C", "config", "-c", "cache.db")
    return ["newsboat", *(str(folder / name) if "-" not in name else name for name in names), "-x", "reload"]


def _floor_home(folder: Path, urls: Sequence[str]) -> None:
    (folder / "urls").write_text("\n".join(urls))


CONTENDERS: Final = (
    Contender(
        "dealwatch",
        lambda _: [sys.executable, "-m", "dealwatch", "poll", "--once", "--progress", "none"],
        _dealwatch_home,
        ".local/share/dealwatch/dealwatch.db",
        "SELECT count(*) FROM story",
    ),
    Contender("newsboat", _newsboat, _newsboat_home, "cache.db", "SELECT count(*) FROM rss_item"),
    Contender(
        "floor",
        lambda folder: [sys.executable, "-m", "benchmarks.floor", str(folder / "store.db")],
        _floor_home,
        "store.db",
        "SELECT count(*) FROM item",
    ),
)


# ---------------------------------------------------------------- measuring


@dataclass
class Run:
    """One refresh: seconds, megabytes, and how many items the store holds after it."""

    inner: float = 0.0
    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    first: float = 0.0
    items: int = 0
    bytes: float = 0.0


@dataclass
class Table:
    """The runs of all rounds, by contender and scenario."""

    runs: dict[tuple[str, str], list[Run]] = field(default_factory=lambda: defaultdict(list))

    def median(self, name: str, scenario: str, what: str) -> float:
        """The median of a figure."""
        return float(statistics.median(getattr(run, what) for run in self.runs[name, scenario]))

    def show(self, names: Sequence[str]) -> None:
        """Print it."""
        heads = f"{'':14}{'inner s':>9}{'wall s':>9}{'cpu s':>9}{'MB':>7}{'first s':>9}{'B/story':>9}"
        print(f"{heads}  inner to others")
        for scenario in SCENARIOS:
            for name in names:
                cells = [self.median(name, scenario, what) for what in ("inner", "wall", "cpu")]
                memory, first, size = (
                    self.median(name, scenario, what) for what in ("memory", "first", "bytes")
                )
                more = f"{first:9.2f}{size:9.0f}" if scenario == "A" else " " * 18
                ratios = [
                    f"{cells[0] / self.median(other, scenario, 'inner'):.2f} × {other}"
                    for other in names
                    if name == "dealwatch" != other
                ]
                figures = "".join(f"{cell:9.2f}" for cell in cells)
                print(f"{scenario} {name:12}{figures}{memory:7.0f}{more}  {', '.join(ratios)}")


def measure(contender: Contender, folder: Path, server: str, *, cold: bool) -> Run:
    """Run a contender once."""
    variables = environment(Home(folder))
    given = folder / "urls"
    before = os.times()
    began = time.time()
    with given.open() if given.exists() else open(os.devnull) as source:  # noqa: PTH123
        child = subprocess.Popen(  # noqa: S603 - what stands above
            list(contender.command(folder)),
            stdin=source,
            stdout=subprocess.DEVNULL,
            env=variables,
            cwd=Path.cwd(),
        )
    watch = _Watch(child.pid, folder / contender.store, contender.items if cold else "")
    watch.start()
    child.wait()
    ended, after = time.time(), os.times()
    watch.join()
    asked = tell(server, "first") or began
    run = Run(
        inner=ended - asked,
        wall=ended - began,
        cpu=after.children_user + after.children_system - before.children_user - before.children_system,
        memory=watch.peak,
        first=(watch.first or ended) - asked,
    )
    with closing(sqlite3.connect(folder / contender.store)) as connection:
        run.items = connection.execute(contender.items).fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    run.bytes = (folder / contender.store).stat().st_size / max(run.items, 1)
    return run


class _Watch(threading.Thread):
    """Looks how much memory a process and its children have together, and when the first item is stored."""

    def __init__(self, pid: int, store: Path, items: str) -> None:
        super().__init__()
        self.pid, self.store, self.items = pid, store, items
        self.peak = 0.0
        self.first: float | None = None

    def run(self) -> None:
        while size := sum(share(pid) for pid in (self.pid, *descendants(self.pid))):
            self.peak = max(self.peak, size)
            if self.items and self.first is None and self._holds_some():
                self.first = time.time()
            time.sleep(_SAMPLE_SECONDS)

    def _holds_some(self) -> bool:
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as store,
        ):
            return bool(store.execute(self.items).fetchone()[0])
        return False


def race(contenders: Sequence[Contender], server: str, options: argparse.Namespace, latency: int) -> Table:
    """All rounds of all contenders in all situations."""
    table = Table()
    urls = [f"{server}/{n}" for n in range(options.feeds)]
    for number in range(options.rounds):
        order = contenders if number % 2 else contenders[::-1]
        for contender in order:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                contender.prepare(folder, urls)
                for scenario in SCENARIOS:
                    tell(server, "set", "latency", latency)
                    tell(server, "set", "conditional", int(scenario in "AB"))
                    items = options.items + 2 * (scenario == "D")
                    if scenario == "B":  # newsboat keeps what a 304 needs from its second reload on
                        measure(contender, folder, server, cold=False)
                    tell(server, "set", "items", items)
                    run = measure(contender, folder, server, cold=scenario == "A")
                    told = f"round {number + 1}/{options.rounds} {contender.name} {scenario}:"
                    print(f"{told} {run.inner:.2f} s, cpu {run.cpu:.2f} s", file=sys.stderr, flush=True)
                    wanted = options.feeds * items
                    if run.items != wanted:
                        print(f"{contender.name} {scenario}: {run.items} items instead of {wanted}")
                    table.runs[contender.name, scenario].append(run)
    return table


def main() -> None:
    """Race, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name, value in (("feeds", 200), ("items", 50), ("rounds", 5)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 50])
    parser.add_argument("--only", nargs="+", default=[one.name for one in CONTENDERS])
    options = parser.parse_args()
    there = [one for one in CONTENDERS if one.name in options.only]
    there = [one for one in there if one.name != "newsboat" or shutil.which("newsboat")]
    with feed_server() as server:
        tell(server, "set", "feeds", options.feeds)
        for latency in options.latency:
            table = race(there, server, options, latency)
            print(
                f"\n{options.feeds} feeds of {options.items}, {100 / ONE_IN:g} % about the deal,"
                f" {latency} ms latency, {options.rounds} rounds"
            )
            table.show([one.name for one in there])


if __name__ == "__main__":
    main()
