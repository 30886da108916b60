"""What the dashboard feels like from the other end of its terminal, beside bare Textual and newsboat.

    python -m benchmarks.terminal [--stories 10000 100000 1000000] [--rounds 5] [--keys 100] [--folder FOLDER]

The contenders take turns. Told are milliseconds from the start to the first screen with data (median), from a
key to the moved selection (median and 99 % of all presses), the same while feeds are refreshed from nothing,
processor time and bytes written while idle, and megabytes. A folder that is named keeps the stores.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.commands import Home
from tests.support.prepared import prepared_store

from benchmarks.feedserver import feed_server, tell
from benchmarks.programs import environment, resident
from benchmarks.screen import COLUMNS, LINES, Screen, running
from benchmarks.store import build
from dealwatch.config import FeedConfig
from dealwatch.dossier import digest_of, load_dossier
from dealwatch.store.migrate import prepare
from dealwatch.store.record import open_store

_DOSSIER: Final = "uk-us-tech"
_IDLE_SECONDS: Final = 10.0
_FEEDS: Final = 200


@dataclass(frozen=True)
class Contender:
    """A program: how it is started, the words that its first screen with data has, a key that changes it."""

    name: str
    command: list[str]
    environment: dict[str, str]
    marker: str
    prepare: str = ""


def store_of(folder: Path, stories: int) -> Path:
    """A store of so many stories with the shipped dossier; made where it is not there yet."""
    path, made = folder / f"terminal-{stories}.db", folder / f"terminal-{stories}-made.db"
    if not path.exists():
        made.write_bytes(prepared_store())
        with open_store(made) as store:
            store.sync_feeds([FeedConfig(url="https://feeds.example/1", name="Feed", outlet="Outlet")])
        build(made, stories, _DOSSIER)
        made.rename(path)
    # A kept store may be of an older form, or know an older text of the dossier.
    prepare(path, load_dossier(_DOSSIER), digest_of(_DOSSIER), int(time.time()))
    return path


def contenders(folder: Path, stories: int, newsboat: bool) -> list[Contender]:
    """Who is measured on a store of this size."""
    path, home = store_of(folder, stories), Home(folder)
    home.configure()
    variables = environment(home, COLORTERM="truecolor")
    own = [sys.executable, "-m", "dealwatch", "--offline", "--db", str(path)]
    found = [
        Contender("dealwatch", own, variables, "Outlet"),
        Contender("bare", [sys.executable, "-m", "benchmarks.bare", str(path)], variables, "Outlet"),
    ]
    if newsboat:
        found.append(Contender("newsboat", newsboat_in(folder), variables, "(50/50)", "\r"))
    return found


def fill_newsboat(folder: Path, server: str, stories: int) -> None:
    """A cache of newsboat's with so many articles in feeds of fifty."""
    set_up_newsboat(folder, [f"{server}/{n}" for n in range(stories // 50)])
    subprocess.run([*newsboat_in(folder), "-x", "reload"], check=True, capture_output=True)  # noqa: S603


def set_up_newsboat(folder: Path, urls: Sequence[str]) -> None:
    """Its files, with the keys that the others have."""
    (folder / "urls").write_text("\n".join(urls))
    (folder / "config").write_text("reload-threads 32\nbind-key j down\nbind-key k up\n")


def newsboat_in(folder: Path) -> list[str]:
    """The command that starts it on its files in a folder."""
    files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
    return ["newsboat", *(part for flag, name in files.items() for part in (flag, str(folder / name)))]


Figures = dict[tuple[str, str], list[float]]


def measure(contender: Contender, keys: int, figures: Figures) -> None:
    """One round of one contender."""

    def note(what: str, *values: float) -> None:
        figures[contender.name, what].extend(values)

    with running(contender.command, contender.environment) as screen:
        note("start", (screen.wait_for(contender.marker) - screen.began) * 1000)
        screen.draw(1.0)
        if contender.prepare:
            screen.send(contender.prepare)
            screen.draw(1.0)
        note("key", *press_keys(screen, keys))
        cpu, written = screen.idle(_IDLE_SECONDS)
        note("idle cpu", cpu * 1000 / _IDLE_SECONDS)
        note("idle bytes", written)
        note("memory", resident(screen.child.pid))


def press_keys(screen: Screen, keys: int, while_it_shows: str = "") -> list[float]:
    """Milliseconds of so many presses down and up; with words, only as long as these stand on the screen."""
    pattern = "j" * 20 + "k" * 20
    taken: list[float] = []
    for n in range(keys):
        if not screen.shows(while_it_shows):
            break
        seconds = screen.press(pattern[n % len(pattern)])
        taken += [] if seconds is None else [seconds * 1000]
    return taken


def p99(taken: Sequence[float]) -> float:
    """What 99 of a hundred are below of."""
    return sorted(taken)[int(len(taken) * 0.99)] if taken else 0.0


# ---------------------------------------------------------------- during a refresh


def of_dealwatch(folder: Path, urls: Sequence[str], keys: int) -> tuple[list[float], list[float]]:
    """Keys before and while the feeds are read for the first time."""
    home = Home(folder)
    home.configure(*urls, more="concurrency = 32\nhost_concurrency = 32\nevery_minutes = 0")
    home.db.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(store_of(folder.parent, 10_000), home.db)
    variables = environment(home, COLORTERM="truecolor")
    with running([sys.executable, "-m", "dealwatch"], variables) as screen:
        screen.wait_for("Outlet")
        screen.draw(1.0)
        idle = press_keys(screen, keys)
        screen.send("r")
        screen.wait_for("checking")
        return idle, press_keys(screen, keys, while_it_shows="checking")


def of_newsboat(folder: Path, urls: Sequence[str], keys: int) -> tuple[list[float], list[float]]:
    """The same in newsboat's list of feeds."""
    set_up_newsboat(folder, urls)
    with running(newsboat_in(folder), environment(Home(folder))) as screen:
        screen.wait_for("127.0.0.1")
        screen.draw(1.0)
        idle = press_keys(screen, keys)
        screen.send("R")
        screen.wait_for("Loading")
        # What it says of its progress comes and goes; a hundred keys take less than the reload.
        return idle, press_keys(screen, keys)


def during_a_refresh(folder: Path, server: str, options: argparse.Namespace, newsboat: bool) -> None:
    """Press keys before and during refreshes of both, and print what that gave."""
    urls = [f"{server}/{n}" for n in range(_FEEDS)]
    ways = {"dealwatch": of_dealwatch} | ({"newsboat": of_newsboat} if newsboat else {})
    found: dict[str, list[tuple[list[float], list[float]]]] = defaultdict(list)
    for _ in range(options.rounds):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory(dir=folder) as place:
                found[name].append(way(Path(place), urls, options.keys))
    print(f"\n{_FEEDS} feeds of 50 read for the first time")
    for name, rounds in found.items():
        for when, taken in zip(("before", "during"), map(_joined, zip(*rounds, strict=True)), strict=True):
            middle = statistics.median(taken or [0.0])
            print(f"{name}, {when}: {len(taken)} keys, median {middle:.1f} ms, 99 % {p99(taken):.1f} ms")


def _joined(rounds: Sequence[list[float]]) -> list[float]:
    return [taken for round_ in rounds for taken in round_]


# ---------------------------------------------------------------- all of it

_ROWS: Final = (
    ("start", "ms to the first screen", statistics.median),
    ("key", "ms, key to selection, median", statistics.median),
    ("key", "ms, key to selection, 99 %", p99),
    ("idle cpu", "ms of processor a second, idle", statistics.median),
    ("idle bytes", "bytes written in 10 s, idle", statistics.median),
    ("memory", "MB", statistics.median),
)


def show(figures: Figures, names: Sequence[str]) -> None:
    """Print the figures, and the ratio of the first to the others."""
    print(f"{'':34}" + "".join(f"{name:>12}" for name in names) + "   ratios")
    for what, words, over in _ROWS:
        cells = [float(over(figures[name, what])) for name in names]
        ratios = [f"{cells[0] / cell:.2f}" if cell else "-" for cell in cells[1:]]
        print(f"{words:34}" + "".join(f"{cell:12.1f}" for cell in cells) + "   " + " ".join(ratios))


def race(folder: Path, stories: int, options: argparse.Namespace, newsboat: bool) -> Figures:
    """Measure one size."""
    figures: Figures = defaultdict(list)
    there = contenders(folder, stories, newsboat)
    for number in range(options.rounds):
        for contender in there if number % 2 else there[::-1]:
            print(f"{stories:,} stories, round {number + 1}, {contender.name}", file=sys.stderr, flush=True)
            measure(contender, options.keys, figures)
    print(f"\n{stories:,} stories, {COLUMNS}x{LINES}, {options.rounds} rounds of {options.keys} keys")
    show(figures, [one.name for one in there])
    return figures


def growth(sizes: Sequence[tuple[int, Figures]]) -> Iterator[str]:
    """What start and memory of the dashboard are on larger stores, beside the smallest."""
    if len(sizes) < 2:
        return
    smallest, base = sizes[0]
    for stories, figures in sizes[1:]:
        ratios = (
            statistics.median(figures["dealwatch", what]) / statistics.median(base["dealwatch", what])
            for what in ("start", "memory")
        )
        yield f"{stories:,} to {smallest:,} stories: start × {next(ratios):.2f}, memory × {next(ratios):.2f}"


def main() -> None:
    """Measure each size in turn, then keys during a refresh."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="keep the stores here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, feed_server() as server:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        tell(server, "set", "items", 50)
        newsboat = shutil.which("newsboat") is not None
        sizes = []
        for stories in options.stories:
            if newsboat and stories <= 10_000:
                fill_newsboat(folder, server, stories)
            sizes.append((stories, race(folder, stories, options, newsboat and stories <= 10_000)))
        print("\n".join(growth(sizes)))
        during_a_refresh(folder, server, options, newsboat)


if __name__ == "__main__":
    main()
