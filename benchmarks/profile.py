"""Where the time goes at the start, with a key, or in a refresh from nothing: the dearest functions of each.

    python -m benchmarks.profile {start,key,refresh} [--top 25] [--feeds 50] [--items 20]

`start` tells what is imported and what is called until the first screen, `key` what is called while a list
is walked, `refresh` what the poller's loop, a child and the writer call. Profiling slows calls down: what
counts is their order.
"""

import argparse
import asyncio
import cProfile
import io
import pstats
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.support.commands import Home
from tests.tui.support import app_on

from benchmarks.feedserver import Feeds, feed_server, tell
from benchmarks.programs import environment
from benchmarks.terminal import store_of
from dealwatch.config import FeedConfig
from dealwatch.dossier import load_dossier
from dealwatch.refresh.messages import HEADER, End, Order, Parsed, ParseJob, Read, Reply, Setup, pack, reply
from dealwatch.refresh.outcome import read_entries
from dealwatch.refresh.workers import in_order
from dealwatch.store.record import Attempt, FeedOutcome, FeedState, open_store
from dealwatch.values import FeedKind

_DOSSIER: Final = "uk-us-tech"
_NOW: Final = 1_790_000_000
_STORIES: Final = 10_000
_KEYS: Final = 200


@contextmanager
def profiled(title: str, top: int) -> Iterator[cProfile.Profile]:
    """Profile what the block calls in this thread, and print it."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        yield profile
    finally:
        profile.disable()
        show(profile, title, top)


def show(profile: cProfile.Profile | str, title: str, top: int) -> None:
    """Print the functions that took most, with all that they called."""
    text = io.StringIO()
    pstats.Stats(profile, stream=text).sort_stats("cumulative").print_stats(top)
    print(f"\n{title}\n   ncalls{text.getvalue().partition('ncalls')[2].rstrip()}")


def start(folder: Path, options: argparse.Namespace) -> None:
    """The dashboard's imports, in microseconds with all below them, and its calls until the first screen."""
    command = [sys.executable, "-X", "importtime", "-c", "import dealwatch.cli.dashboard, dealwatch.tui.app"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment(Home(folder)))  # noqa: S603
    rows = [line.removeprefix("import time:").split("|") for line in ran.stderr.splitlines() if "|" in line]
    for taken, name in sorted((int(row[1]), row[2].strip()) for row in rows[1:])[-options.top :]:
        print(f"{taken:9} us  {name}")
    store = store_of(folder, _STORIES)
    with profiled("until the first screen, without imports", options.top):
        asyncio.run(walk(store, 0))


def key(folder: Path, options: argparse.Namespace) -> None:
    """The dashboard's calls while a list is walked down and up."""
    store = store_of(folder, _STORIES)
    with profiled(f"start and {_KEYS} keys", options.top):
        asyncio.run(walk(store, _KEYS))


async def walk(store: Path, keys: int) -> None:
    """Start the dashboard and press keys."""
    async with app_on(store).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for n in range(keys):
            await pilot.press("j" if n % 40 < 20 else "k")


def refresh(folder: Path, options: argparse.Namespace) -> None:
    """The calls of the poller's loop, of a child that does all the reading, and of the writer."""
    home, file = Home(folder), folder / "loop.profile"
    with feed_server() as server:
        tell(server, "set", "feeds", options.feeds)
        tell(server, "set", "items", options.items)
        urls = [f"{server}/{n}" for n in range(options.feeds)]
        home.configure(*urls, more="concurrency = 32\nhost_concurrency = 32")
        home.settle()
        command = [sys.executable, "-m", "cProfile", "-o", str(file), "-m", "dealwatch", "poll", "--once"]
        subprocess.run(command, check=True, env=environment(home), stderr=subprocess.DEVNULL)  # noqa: S603
    show(str(file), "the poller, its imports and its loop", options.top)
    orders = folder / "orders"
    orders.write_bytes(b"".join(map(pack, _orders(options.feeds, options.items))))
    file = folder / "child.profile"
    command = [sys.executable, "-m", "cProfile", "-o", str(file), "-m", "dealwatch.refresh.child"]
    with orders.open("rb") as given:
        ran = subprocess.run(command, check=True, env=environment(home), stdin=given, stdout=subprocess.PIPE)  # noqa: S603
    show(str(file), "a child, its imports and its work", options.top)
    home.settle()
    with open_store(home.db) as store:
        store.sync_feeds([FeedConfig(url=url, name=url, outlet=url) for url in urls])
        outcomes = list(_outcomes(store.feed_states(), ran.stdout))
        with profiled("the writer", options.top):
            for outcome in outcomes:
                store.record(outcome.state.id, outcome)


def _orders(feeds: int, items: int) -> Iterator[Order]:
    """What the poller would tell one child."""
    told = Feeds()
    told.settings["items"] = items
    yield Setup(load_dossier(_DOSSIER))
    for feed in range(feeds):
        body, _ = told.body(feed)
        yield ParseJob(body, "application/xml", f"http://127.0.0.1/{feed}", FeedKind.NATIONAL, _NOW)


def _outcomes(states: Sequence[FeedState], answers: bytes) -> Iterator[FeedOutcome]:
    """What is stored of a child's answers, a feed at a time."""
    parsed, readings = Parsed(), list[Read]()
    left = iter(states)
    for answer in _replies(answers):
        if isinstance(answer, Parsed):
            parsed, readings = answer, []
        elif isinstance(answer, Read):
            readings.append(answer)
        elif isinstance(answer, End):
            entries = read_entries(in_order(parsed, readings), articles=False)
            yield FeedOutcome(next(left), Attempt(_NOW, "new"), entries, dossier=_DOSSIER, digest="rules")


def _replies(answers: bytes) -> Iterator[Reply]:
    at = 0
    while at < len(answers):
        size = HEADER.unpack_from(answers, at)[0]
        at += HEADER.size + size
        yield reply(answers[at - size : at])


def main() -> None:
    """Profile what is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("start", "key", "refresh"))
    for name, value in (("top", 25), ("feeds", 50), ("items", 20)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--folder", type=Path, help="keep the store of the dashboard here")
    options = parser.parse_args()
    ways = {"start": start, "key": key, "refresh": refresh}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        ways[options.what](folder, options)


if __name__ == "__main__":
    main()
