"""What the dashboard feels like from the other end of its terminal, beside bare Textual and newsboat.

    python -m benchmarks.terminal [--stories 10000 100000 1000000] [--rounds 5] [--keys 100] [--folder FOLDER]

Told are medians over rounds in which the contenders take turns: milliseconds from the start to the first
screen with data, from a key to the changed screen (median and the worst of a hundred), the same while feeds
are refreshed from nothing, processor time and bytes written in ten idle seconds, and megabytes.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyte
from tests.support.commands import Home
from tests.support.prepared import prepared_store

from benchmarks.feedserver import feed_server, tell
from benchmarks.programs import environment, resident
from benchmarks.store import build
from dealwatch.config import FeedConfig
from dealwatch.store.record import open_store

_DOSSIER: Final = "uk-us-tech"
_COLUMNS, _LINES = 120, 40
#: A program that has written nothing for so long has drawn what it had to draw.
_PAUSE: Final = 0.12
_IDLE_SECONDS: Final = 10.0


class Screen:
    """A program in a pseudo-terminal. What it writes is stamped as it comes and drawn afterwards."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._screen = pyte.Screen(_COLUMNS, _LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.written = 0
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        self._master = master
        self.began = time.perf_counter()
        self.child = subprocess.Popen(  # noqa: S603 - what this file names
            list(command), stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)

    def pieces(self, seconds: float) -> Iterator[tuple[float, bytes]]:
        """What comes until nothing has come for so long, with when it came."""
        while select.select([self._master], [], [], seconds)[0]:
            try:
                piece = os.read(self._master, 1 << 16)
            except OSError:
                return
            self.written += len(piece)
            yield time.perf_counter(), piece

    def wait_for(self, words: str, seconds: float = 60) -> float:
        """When words came onto the screen."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            for at, piece in self.pieces(0.05):
                self._stream.feed(piece)
                if words in "\n".join(self._screen.display):
                    return at
        raise TimeoutError(f"no {words!r} on the screen:\n" + "\n".join(self._screen.display))

    def press(self, key: str) -> float | None:
        """Seconds from a key to the piece that changed the screen; None when nothing did."""
        before = self._looks()
        sent = time.perf_counter()
        os.write(self._master, key.encode())
        came = list(self.pieces(_PAUSE))
        changed = None
        for at, piece in came:
            self._stream.feed(piece)
            if changed is None and self._looks() != before:
                changed = at - sent
        return changed

    def _looks(self) -> list[object]:
        return [(tuple(self._screen.buffer[line].values())) for line in range(_LINES)]

    def settle(self) -> None:
        """Draw what comes until a second passes with nothing."""
        for _, piece in self.pieces(1.0):
            self._stream.feed(piece)

    def idle(self) -> tuple[float, int]:
        """Processor seconds and bytes of some idle time."""
        self.settle()
        cpu, written = _cpu(self.child.pid), self.written
        end = time.perf_counter() + _IDLE_SECONDS
        while time.perf_counter() < end:
            for _, piece in self.pieces(0.2):
                self._stream.feed(piece)
        return _cpu(self.child.pid) - cpu, self.written - written

    def close(self) -> None:
        """End the program."""
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        os.close(self._master)


@contextmanager
def running(command: Sequence[str], environment: dict[str, str]) -> Iterator[Screen]:
    """A program on a screen while the block lasts."""
    screen = Screen(command, environment)
    try:
        yield screen
    finally:
        screen.close()


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
    path = folder / f"terminal-{stories}.db"
    if not path.exists():
        path.write_bytes(prepared_store())
        with open_store(path) as store:
            store.sync_feeds([FeedConfig(url="https://feeds.example/1", name="Feed", outlet="Outlet")])
        build(path, stories, _DOSSIER)
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
        there = ["newsboat", "-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", "/dev/null"]
        found.append(Contender("newsboat", there, variables, "(50/50)", "\r"))
    return found


def fill_newsboat(folder: Path, server: str, stories: int) -> None:
    """A cache of newsboat's with so many articles in feeds of fifty."""
    urls = [f"{server}/{n}" for n in range(stories // 50)]
    (folder / "urls").write_text("\n".join(urls))
    names = ["-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", "/dev/null"]
    subprocess.run(["newsboat", *names, "-x", "reload"], check=True, capture_output=True)  # noqa: S603, S607


Figures = dict[tuple[str, str], list[float]]


def measure(contender: Contender, keys: int, figures: Figures) -> None:
    """One round of one contender."""

    def note(what: str, value: float) -> None:
        figures[contender.name, what].append(value)

    with running(contender.command, contender.environment) as screen:
        note("start", (screen.wait_for(contender.marker) - screen.began) * 1000)
        screen.settle()
        if contender.prepare:
            screen.press(contender.prepare)
        taken = press_keys(screen, keys)
        note("key", statistics.median(taken))
        note("worst key", max(taken))
        cpu, written = screen.idle()
        note("idle cpu", cpu * 1000 / _IDLE_SECONDS)
        note("idle bytes", written)
        note("memory", resident(screen.child.pid))


def press_keys(screen: Screen, keys: int) -> list[float]:
    """Milliseconds of so many presses down and up."""
    pattern = "j" * 20 + "k" * 20
    pressed = (screen.press(pattern[n % len(pattern)]) for n in range(keys))
    return [taken * 1000 for taken in pressed if taken is not None] or [0.0]


def during_a_refresh(folder: Path, server: str, keys: int) -> tuple[list[float], list[float]]:
    """Keys before and while two hundred feeds are read for the first time."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        home = Home(Path(name))
        home.configure(
            *(f"{server}/{n}" for n in range(200)),
            more="concurrency = 32\nhost_concurrency = 32\nevery_minutes = 0",
        )
        shutil.copy(store_of(folder, 10_000), _made(home.db))
        variables = environment(home, COLORTERM="truecolor")
        with running([sys.executable, "-m", "dealwatch"], variables) as screen:
            screen.wait_for("Outlet")
            idle = press_keys(screen, keys)
            screen.press("r")
            screen.wait_for("checking")
            return idle, press_keys(screen, keys)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


_ROWS: Final = (
    ("start", "ms to the first screen"),
    ("key", "ms, key to screen, median"),
    ("worst key", "ms, key to screen, worst"),
    ("idle cpu", "ms of processor a second, idle"),
    ("idle bytes", "bytes written in 10 s, idle"),
    ("memory", "MB"),
)


def show(figures: Figures, names: Sequence[str]) -> None:
    """Print the medians, and the ratio of the first to the others."""
    print(f"{'':34}" + "".join(f"{name:>12}" for name in names) + "   ratios")
    for what, words in _ROWS:
        cells = [statistics.median(figures[name, what]) for name in names]
        ratios = [f"{cells[0] / cell:.2f}" if cell else "-" for cell in cells[1:]]
        print(f"{words:34}" + "".join(f"{cell:12.1f}" for cell in cells) + "   " + " ".join(ratios))


def race(folder: Path, stories: int, options: argparse.Namespace, newsboat: bool) -> None:
    """Measure one size."""
    figures: Figures = defaultdict(list)
    there = contenders(folder, stories, newsboat)
    for number in range(options.rounds):
        for contender in there if number % 2 else there[::-1]:
            measure(contender, options.keys, figures)
    print(f"\n{stories:,} stories, {_COLUMNS}x{_LINES}, {options.rounds} rounds of {options.keys} keys")
    show(figures, [one.name for one in there])


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
        for stories in options.stories:
            if newsboat and stories <= 10_000:
                fill_newsboat(folder, server, stories)
            race(folder, stories, options, newsboat and stories <= 10_000)
        rounds: list[Callable[[], tuple[list[float], list[float]]]] = [
            lambda: during_a_refresh(folder, server, options.keys)
        ] * options.rounds
        found = [one() for one in rounds]
        idle, busy = (sorted(taken for pair in found for taken in pair[n]) for n in (0, 1))
        for words, taken in (("before", idle), ("during", busy)):
            p99 = taken[int(len(taken) * 0.99) - 1]
            print(f"keys {words} a refresh: median {statistics.median(taken):.1f} ms, 99 % {p99:.1f} ms")


if __name__ == "__main__":
    main()
