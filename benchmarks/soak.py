"""Days of polling in minutes: feeds that misbehave, a poller that is killed at random, dashboards that read.

    python -m benchmarks.soak [--feeds 500] [--days 2] [--minutes 15] [--kills 200] [--dashboards 2]

    python -m benchmarks.soak --days 3 --minutes 12 --kills 0 --feeds 100    (memory, hour by hour)

A clock that runs fast drives a real poller against a local server whose feeds publish an entry an hour and
misbehave in their several ways. At the end it is checked that every entry is stored once, that the store is
whole, that nobody was asked impolitely, and what memory was used: where no poller is killed, hour by hour.
The exit status is 1 when a check fails.
"""

import argparse
import asyncio
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from tests.support.commands import Home
from tests.support.feedserver import FeedServer, Page, etag_of
from tests.support.feedtexts import Item, rss
from tests.support.hostile_feeds import CASES
from tests.support.prepared import prepared_store
from tests.support.terminal import Terminal

from benchmarks.programs import environment, resident
from dealwatch.config import Config, FeedConfig, NetworkConfig, RefreshConfig
from dealwatch.dossier import load_dossier
from dealwatch.refresh.run import refresh_forever, refresh_once

HOUR: Final = 3_600
DAY: Final = 86_400
FLOOR: Final = 15 * 60
HOST_GAP: Final = 60.0
RETRY_AFTER: Final = 1_800
MAX_AGE: Final = 7_200
FEEDS_A_HOST: Final = 5
KINDS: Final = (
    *("steady",) * 10,
    *("no validators", "gzip", "not found", "broken", "busy", "moved", "cut off", "slow", "hostile", "fresh"),
)


class FastClock:
    """Runs `speed` times as fast as the sun since `began`, where it showed `start`."""

    def __init__(self, began: float, start: float, speed: float) -> None:
        self.began, self.start, self.speed = began, start, speed

    def exact(self) -> float:
        """The instant with its fraction."""
        return self.start + (time.time() - self.began) * self.speed

    def now(self) -> int:
        return int(self.exact())

    def monotonic(self) -> float:
        return self.exact()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)


class LateClock(FastClock):
    """The fast clock some days later: by then every feed is due again."""

    def exact(self) -> float:
        return super().exact() + 8 * DAY


@dataclass
class Asked:
    """One request: when (of the fast clock), what, and what was answered."""

    at: float
    host: str
    path: str
    conditional: bool
    answer: str


@dataclass
class World:
    """The feeds as they are at each moment, and who asked for them."""

    clock: FastClock
    feeds: int
    healthy: bool = False
    log: list[tuple[float, str, str]] = field(default_factory=list)

    def kind(self, number: int) -> str:
        """How a feed behaves."""
        return KINDS[number % len(KINDS)]

    def find(self, path: str) -> Page | None:
        """What is answered just now."""
        number, now = int(path.strip("/").split("/")[0]), self.clock.exact()
        name, page = self._page(number, path, now)
        self.log.append((now, path, name))
        return page

    def _page(self, number: int, path: str, now: float) -> tuple[str, Page]:
        kind, hour = self.kind(number), int(now // HOUR)
        body = self.document(number, now)
        good = Page(body, etag=etag_of(body))
        if self.healthy and kind != "hostile":
            return "good", good
        match kind:
            case "no validators":
                return "bare", Page(body)
            case "gzip":
                return "good", Page(body, etag=etag_of(body), gzip=True)
            case "not found" if hour % 6 < 2:
                return "404", Page(status=404)
            case "broken" if hour % 5 == 0:
                return "500", Page(status=500)
            case "busy" if hour % 7 == 0:
                return "429", Page(status=429, headers=(("Retry-After", str(RETRY_AFTER)),))
            case "moved" if path.endswith("/old"):
                return "302", Page(status=302, location=path.removesuffix("old") + "new")
            case "cut off" if hour % 4 == 0:
                return "cut", Page(body, etag=etag_of(body), cut=len(body) // 2)
            case "slow":
                return "good", Page(body, etag=etag_of(body), delay=0.3)
            case "hostile":
                return "hostile", CASES[(number // len(KINDS)) % len(CASES)].page
            case "fresh":
                fresh = (("Cache-Control", f"max-age={MAX_AGE}"),)
                return "fresh", Page(body, etag=etag_of(body), headers=fresh)
        return "good", good

    def items(self, number: int, now: float) -> Iterator[Item]:
        """The entries of a feed, newest first: one an hour, each at a minute of its own."""
        first, last = int(self.clock.start // HOUR), int((now - number % 60 * 60) // HOUR)
        for hour in range(last, first - 1, -1):
            title = f"Feed {number} tells of hour {hour}"
            yield Item(f"{number}-{hour}", title, f"http://s{number}.example/{hour}", published=hour * HOUR)

    def document(self, number: int, now: float) -> bytes:
        """A feed as it is now."""
        return rss(self.items(number, now))

    def path(self, number: int) -> str:
        """Where a feed is."""
        return f"/{number}/old" if self.kind(number) == "moved" else f"/{number}"

    def host(self, number: int) -> str:
        """The loopback address that a feed's host has."""
        return f"127.0.1.{1 + number // FEEDS_A_HOST}"


def configured(urls: Sequence[str]) -> Config:
    """The poller's configuration."""
    feeds = tuple(FeedConfig(url=url, name=url, outlet=f"Outlet {n}") for n, url in enumerate(urls))
    hosts = tuple({url.split("/")[2] for url in urls})
    refresh = RefreshConfig(
        every_minutes=1,
        min_interval_minutes=FLOOR / 60,
        interval_minutes=30,
        starts_per_second=0,
        concurrency=32,
        host_gap_seconds=HOST_GAP,
        fetch_articles=False,
    )
    return Config(
        source=Path("config.toml"), feeds=feeds, network=NetworkConfig(allow_private=hosts), refresh=refresh
    )


def poller(store: Path, urls: Path, clock: FastClock) -> None:
    """Poll until killed."""
    config = configured(json.loads(urls.read_text()))
    dossier = load_dossier("uk-us-tech")
    asyncio.run(refresh_forever(config, store, dossier, clock, lambda _: None))


class Soak:
    """One run."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.random = random.Random(options.seed)  # noqa: S311 - when to kill
        self.store = folder / "store.db"
        self.store.write_bytes(prepared_store())
        self.urls = folder / "urls.json"
        speed = options.days * DAY / (options.minutes * 60)
        began = time.time()
        self.clock = FastClock(began, began - (options.days + 9) * DAY, speed)
        self.world = World(self.clock, options.feeds)
        self.kills: list[float] = []
        self.memory: dict[str, list[float]] = defaultdict(list)
        self.hours: list[float] = []

    def run(self) -> bool:
        """Poll, kill and look; then check. Whether all holds."""
        with ExitStack() as stack:
            server = stack.enter_context(FeedServer(self.world.find, host="0.0.0.0"))  # noqa: S104
            urls = [
                f"http://{self.world.host(n)}:{server.port}{self.world.path(n)}"
                for n in range(self.options.feeds)
            ]
            self.urls.write_text(json.dumps(urls))
            command = [sys.executable, "-m", "dealwatch", "--offline", "--db", str(self.store)]
            screens = [
                stack.enter_context(Terminal(command, environment(Home(self.store.parent))))
                for _ in range(self.options.dashboards)
            ]
            self._poll(screens)
            self.world.healthy = True
            self._last_round(urls)
            alive = all(self._looks_well(screen) for screen in screens)
            return self._report(server, urls, alive)

    def _poll(self, screens: Sequence[Terminal]) -> None:
        end = time.time() + self.options.minutes * 60
        # The last fifth without a kill: memory shows in a process that lives.
        killing_ends = end - self.options.minutes * 12
        pause = (killing_ends - time.time()) / max(self.options.kills, 1)
        while time.time() < end:
            child = subprocess.Popen(self._command())  # noqa: S603 - our own
            killing = self.options.kills and time.time() < killing_ends
            until = time.time() + 2 * pause * self.random.random() if killing else end
            while time.time() < min(until, end):
                time.sleep(min(0.5, max(until - time.time(), 0.01)))
                self._watch(child.pid, screens)
            child.send_signal(signal.SIGKILL)
            child.wait()
            self.kills.append(self.clock.exact())

    def _command(self) -> list[str]:
        clock = self.clock
        numbers = [repr(clock.began), repr(clock.start), repr(clock.speed)]
        return [
            sys.executable,
            "-m",
            "benchmarks.soak",
            "--poller",
            str(self.store),
            str(self.urls),
            *numbers,
        ]

    def _watch(self, poller_pid: int, screens: Sequence[Terminal]) -> None:
        self.hours.append((self.clock.exact() - self.clock.start) / HOUR)
        self.memory["poller"].append(resident(poller_pid))
        for number, screen in enumerate(screens):
            screen.send(self.random.choice("jk1234"))
            screen.look()
            self.memory[f"dashboard {number + 1}"].append(resident(screen.pid))

    def _looks_well(self, screen: Terminal) -> bool:
        screen.send("3g")
        screen.look()
        return "TPD" in screen.text and "Traceback" not in screen.text

    def _last_round(self, urls: Sequence[str]) -> None:
        """Every feed is well again, and is asked once more."""
        clock = LateClock(self.clock.began, self.clock.start, self.clock.speed)
        quick = configured(urls)
        dossier = load_dossier("uk-us-tech")
        for _ in range(3):
            asyncio.run(refresh_once(quick, self.store, dossier, clock, lambda _: None, eager=True))

    def _report(self, server: FeedServer, urls: Sequence[str], alive: bool) -> bool:
        asked = self._asked(server)
        checks = {
            "the store is whole": self._query("PRAGMA integrity_check") == [("ok",)],
            "no entry twice": self._query("SELECT 1 FROM story GROUP BY feed_id, key HAVING count(*) > 1")
            == [],
            "the dashboards live": alive,
        }
        missing = self._missing(urls)
        checks["every entry is stored"] = not missing
        rude = Counter(dict(self._impolite(asked)))
        checks["no impolite request"] = not rude
        ((stories,),) = self._query("SELECT count(*) FROM story")
        print(f"{len(asked):,} requests, {len(self.kills)} kills, {len(urls)} feeds, {stories:,} stories")
        print("answers:", dict(Counter(one.answer for one in asked)))
        if not self.options.kills:
            self._show_hours()
        for who, sizes in self.memory.items():
            settled = [size for size in sizes if size]
            # A poller that was just started is small: what counts is how one grows that lives.
            tenths = [settled[len(settled) * n // 10 - 1] for n in range(1, 11)] if settled else []
            print(f"{who}, MB after each tenth of the time:", *(f"{size:.0f}" for size in tenths))
        for what, times in rude.items():
            print(f"impolite: {what}: {times}")
        for url in missing[:10]:
            print("missing:", url)
        for what, holds in checks.items():
            print(f"{'ok  ' if holds else 'FAIL'} {what}")
        return all(checks.values())

    def _show_hours(self) -> None:
        """Megabytes of each process, every three hours of the fast clock."""
        print("hour" + "".join(f"{who:>14}" for who in self.memory))
        rows = list(zip(self.hours, *self.memory.values(), strict=True))
        for hour in range(3, int(self.hours[-1]) + 1, 3):
            at = min(rows, key=lambda row: abs(row[0] - hour))
            print(f"{hour:4}" + "".join(f"{size:14.1f}" for size in at[1:]))

    def _query(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.store)) as connection:
            return connection.execute(query).fetchall()

    def _missing(self, urls: Sequence[str]) -> list[str]:
        stored = defaultdict(set)
        for url, key in self._query("SELECT feed.url, key FROM story JOIN feed ON feed.id = feed_id"):
            stored[url].add(key)
        end = self.kills[-1]
        return [
            f"{url}: {item.guid}"
            for number, url in enumerate(urls)
            if self.world.kind(number) != "hostile"
            for item in self.world.items(number, end)
            if item.guid not in stored[url]
        ]

    def _asked(self, server: FeedServer) -> list[Asked]:
        return [
            Asked(at, request.headers.get("host", ""), path, "if-none-match" in request.headers, answer)
            for request, (at, path, answer) in zip(server.requests, self.world.log, strict=True)
        ]

    def _impolite(self, asked: Sequence[Asked]) -> Iterator[tuple[str, int]]:
        """What was asked too early, too often or without need, when no poller was killed meanwhile."""
        end = self.kills[-1]
        asked = [one for one in asked if one.at < end]
        by_path: dict[str, list[Asked]] = defaultdict(list)
        by_host: dict[str, list[Asked]] = defaultdict(list)
        for one in asked:
            by_path[one.path].append(one)
            by_host[one.host].append(one)
        pairs = [pair for rows in by_path.values() for pair in pairwise(rows)]
        # What was asked but not stored yet is lost with the poller, and is asked for again.
        kept = [(a, b) for a, b in pairs if not self._killed(a.at, b.at)]
        for what, faults in (
            ("before the floor", [b for a, b in kept if b.at - a.at < FLOOR - 60]),
            ("before max-age", [b for a, b in kept if a.answer == "fresh" and b.at - a.at < MAX_AGE - 60]),
            (
                "without a validator that was given",
                [b for a, b in kept if a.answer in ("good", "fresh") and not b.conditional],
            ),
            ("before Retry-After", list(self._before_retry_after(by_host))),
            ("a host too soon", list(self._too_soon(by_host))),
        ):
            if faults:
                yield what, len(faults)

    def _before_retry_after(self, by_host: dict[str, list[Asked]]) -> Iterator[Asked]:
        for rows in by_host.values():
            for number, one in enumerate(rows):
                if one.answer == "429":
                    soon = (b for b in rows[number + 1 :] if b.at < one.at + RETRY_AFTER - 60)
                    yield from (b for b in soon if not self._killed(one.at, b.at))

    def _too_soon(self, by_host: dict[str, list[Asked]]) -> Iterator[Asked]:
        for rows in by_host.values():
            for a, b in pairwise(rows):
                # A redirect is followed at once; and the server's clock is not as exact as the gap.
                if a.answer != "302" and b.at - a.at < HOST_GAP / 3 and not self._killed(a.at, b.at):
                    yield b

    def _killed(self, since: float, until: float) -> bool:
        return any(since <= kill <= until for kill in self.kills)


def main() -> int:
    """Run a soak, or be its poller."""
    if sys.argv[1:2] == ["--poller"]:
        store, urls, *numbers = sys.argv[2:]
        poller(Path(store), Path(urls), FastClock(*map(float, numbers)))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name, value in (("feeds", 500), ("kills", 200), ("dashboards", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    for name, amount in (("days", 2.0), ("minutes", 15.0)):
        parser.add_argument(f"--{name}", type=float, default=amount)
    with tempfile.TemporaryDirectory() as folder:
        return 0 if Soak(parser.parse_args(), Path(folder)).run() else 1


if __name__ == "__main__":
    sys.exit(main())
