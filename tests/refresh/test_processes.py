"""The poller as a process: killed in the middle, told to stop, and two of them on one store."""

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from dealwatch.refresh.progress import Busy, Done, FeedDone, Progress, Start, decode
from tests.support.commands import Home
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss

FEEDS, ENTRIES = 6, 40


def items(feed: int, first: int = 0) -> list[Item]:
    summary = "The Tech Prosperity Deal is on hold. “We go on talking,” said Liz Kendall. "
    return [
        Item(
            f"g{number}",
            f"Story {number} of feed {feed}",
            f"http://site.example/{feed}/{number}",
            summary * 3,
        )
        for number in range(first, first + ENTRIES)
    ]


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        for feed in range(FEEDS):
            running.put(f"/{feed}", Page(rss(items(feed)), etag='"1"', delay=0.05 * feed))
        yield running


@pytest.fixture
def home(tmp_path: Path, server: FeedServer) -> Home:
    place = Home(tmp_path)
    place.configure(*(server.url(f"/{feed}") for feed in range(FEEDS)), more="host_concurrency = 8")
    place.settle()
    return place


def start(home: Home, *options: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "dealwatch", "poll", *options, "--progress", "json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=home.folder,
        env=home.environment(),
    )


def heard(stream: IO[bytes] | None) -> Iterator[Progress]:
    assert stream is not None
    for line in stream:
        yield decode(line)


def rows(home: Home, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(home.db)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def everything_once(home: Home) -> bool:
    """Whether each entry that was served is stored once, and read."""
    stored = rows(home, "SELECT feed_id, key, count(*) FROM story GROUP BY 1, 2")
    read = rows(home, "SELECT count(*) FROM reading WHERE problem = '' AND relevant")
    return len(stored) == FEEDS * ENTRIES == read[0][0] and {row[2] for row in stored} == {1}


@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_killed_in_the_middle_it_loses_and_repeats_nothing(home: Home, after: int) -> None:
    with start(home, "--once") as poller:
        done = 0
        for told in heard(poller.stderr):
            done += isinstance(told, FeedDone)
            if done == after and not isinstance(told, Done):
                break
        time.sleep(0.01 * after)
        poller.kill()
    assert rows(home, "PRAGMA integrity_check") == [("ok",)]
    # A validator is remembered only with the entries that came with it.
    with_validator = rows(home, "SELECT id FROM feed WHERE etag <> ''")
    assert len(rows(home, "SELECT feed_id FROM story GROUP BY 1")) == len(with_validator) >= after
    assert home.run("poll", "--once").status == 0
    assert everything_once(home)


def test_a_killed_poller_leaves_no_children(home: Home, server: FeedServer) -> None:
    server.change("/5", delay=20.0)
    with start(home, "--once") as poller:
        for told in heard(poller.stderr):
            if isinstance(told, FeedDone):
                break
        children = _children_of(poller.pid)
        poller.kill()
    assert children
    deadline = time.monotonic() + 10
    while any(map(_runs, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_runs, children))


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _children_of(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(status.parent.name))
    return found


@pytest.mark.parametrize("options", [("--once",), ()])
def test_told_to_stop_it_stops_at_once(home: Home, server: FeedServer, options: tuple[str, ...]) -> None:
    server.put("/0", Page(rss(items(0)), delay=30))
    with start(home, *options) as poller:
        for told in heard(poller.stderr):
            if isinstance(told, FeedDone) and told.done == FEEDS - 1:
                break
        began = time.monotonic()
        poller.send_signal(signal.SIGTERM)
        status = poller.wait(10)
    assert time.monotonic() - began < 3
    assert status == (128 + signal.SIGTERM if options else 0)
    assert rows(home, "SELECT count(*) FROM poller") == [(0,)]
    assert rows(home, "SELECT count(*) FROM story") == [((FEEDS - 1) * ENTRIES,)]


def test_the_second_of_two_pollers_says_who_is_first(home: Home, server: FeedServer) -> None:
    go_on = threading.Event()
    server.change("/0", until=go_on)
    with start(home, "--once") as first:
        told = heard(first.stderr)
        assert isinstance(next(told), Start)
        second = home.run("poll", "--once", "--progress", "json")
        go_on.set()
        assert second.status == 0
        busy = decode(second.err)
        assert isinstance(busy, Busy)
        assert busy.message.startswith(f"another poller is running (pid {first.pid}, since 20")
        assert isinstance(list(told)[-1], Done)
    assert first.returncode == 0
    assert everything_once(home)
    assert all(len(server.asked(f"/{feed}")) == 1 for feed in range(FEEDS))
