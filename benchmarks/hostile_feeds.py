"""What each feed that attacks its reader costs a poller: seconds and memory, and what came of it.

    python -m benchmarks.hostile_feeds [--only WORD]

Each feed is asked in one round of a poller of its own, with the limits of every day. "loop" is the longest
time for which the poller stood still (what it does at its start is in it: see the ordinary feed), "grew" by
how much its memory grew at most, "child" the most that the process which parses and reads took.
"""

import argparse
import asyncio
import contextlib
import os
import resource
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from tests.refresh.support import DOSSIER, config, new_store
from tests.support.feedserver import FeedServer
from tests.support.hostile_feeds import CASES, document, title

from dealwatch.clock import SystemClock
from dealwatch.refresh.run import refresh_once

_EVERY: Final = 0.005
_KIBIBYTES: Final = 1024


@dataclass(frozen=True)
class Cost:
    """Seconds in all, the longest gap of the loop in milliseconds, and memory in MiB."""

    seconds: float
    loop: float
    grew: float
    child: float
    outcome: str


def cost(url: str) -> Cost:
    """What one round with this feed costs, in a process forked for it."""
    reads, writes = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(reads)
        os.write(writes, msgspec.json.encode(_round(url)))
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return msgspec.json.decode(told, type=Cost)


def _round(url: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        before = _memory()
        began = time.monotonic()
        gap, child = asyncio.run(_watched(url, store))
        seconds = time.monotonic() - began
        with contextlib.closing(sqlite3.connect(store)) as connection:
            (outcome,) = connection.execute("SELECT outcome FROM attempt").fetchone()
    grew = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return Cost(seconds, gap * 1000, max(grew, 0) / _KIBIBYTES, child / _KIBIBYTES, outcome)


async def _watched(url: str, store: Path) -> tuple[float, int]:
    """A round: the longest time for which its loop stood still, and the most memory of a child, in KiB."""
    longest, most = 0.0, 0

    async def watch() -> None:
        nonlocal longest, most
        while True:
            before = time.monotonic()
            await asyncio.sleep(_EVERY)
            longest = max(longest, time.monotonic() - before - _EVERY)
            most = max(most, _of_children())

    watching = asyncio.create_task(watch())
    await refresh_once(config([url]), store, DOSSIER, SystemClock(), lambda _: None)
    watching.cancel()
    return longest, most


def _of_children() -> int:
    """The most memory of a child, in KiB: what `wait` tells has its parent's in it."""
    most = 0
    for pid in Path("/proc/thread-self/children").read_text().split():
        with contextlib.suppress(OSError, IndexError):
            status = Path(f"/proc/{pid}/status").read_text()
            most = max(most, int(status.partition("VmHWM:")[2].split()[0]))
    return most


def _memory() -> int:
    """This process's memory now, in KiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // _KIBIBYTES


def main() -> None:
    """Print a row a feed, an ordinary one first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="", help="feeds with this in their name")
    options = parser.parse_args()
    print(f"{'feed':36} {'came to':16} {'s':>6} {'loop ms':>8} {'grew MiB':>9} {'child MiB':>10}")
    with FeedServer() as server:
        pages = [("an ordinary feed", server.put("/good", document(title(b"A good one"))))]
        pages += [
            (case.name, server.put(f"/{number}", case.page))
            for number, case in enumerate(CASES)
            if options.only in case.name
        ]
        for name, url in pages:
            told = cost(url)
            print(
                f"{name[:36]:36} {told.outcome:16} {told.seconds:6.2f} {told.loop:8.0f} {told.grew:9.1f}"
                f" {told.child:10.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
