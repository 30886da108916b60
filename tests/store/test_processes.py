"""Several processes on one store: no lock error, and nothing lost when one is killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dealwatch.store import sqlite, views
from dealwatch.store.views.selection import Selection
from tests.support.stores import feeds, make_store

WRITE = """
import sys
from pathlib import Path
from dealwatch.store import marks, sqlite
connection = sqlite.connect(Path(sys.argv[1]))
sys.stdin.readline()
for n in range(int(sys.argv[2])):
    with sqlite.transaction(connection):
        value = int(connection.execute("SELECT value FROM preference WHERE key = 'n'").fetchone()[0])
        connection.execute("UPDATE preference SET value = ? WHERE key = 'n'", (str(value + 1),))
"""

RECORD = """
import sys
from pathlib import Path
from tests.support.stores import open_store, record, story
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    for round in range(int(sys.argv[2]), 1_000_000):
        stories = [story(round * 10 + n, relevant=n % 2 == 0) for n in range(10)]
        done = record(store, stories, feed=round % 3, now=1782907200 + round)
        print(len(done.new), flush=True)
"""


def write_from_two(path: Path, times: int) -> None:
    """Two processes read and write one number, each so many times, in their own transactions."""
    connection = sqlite.connect(path)
    connection.execute("INSERT INTO preference (key, value) VALUES ('n', '0')")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(path), str(times)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    errors = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        errors.append(process.communicate(timeout=300)[1])
    assert errors == ["", ""]
    assert connection.execute("SELECT value FROM preference").fetchone() == (str(2 * times),)
    connection.close()


def kill_while_recording(path: Path, attempts: int) -> None:
    """Kill a process after so many attempts, in the middle of the next, and see that what it had reported is
    there, whole, with its counts.
    """
    connection = sqlite.connect(path)
    before = views.stories_count(connection, "test", selection=Selection(everything=True))
    process = subprocess.Popen(
        [sys.executable, "-c", RECORD, str(path), str(before)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    said = "".join(process.stdout.readline() for _ in range(attempts))
    process.send_signal(signal.SIGKILL)
    # Not `communicate`, which passes over what these pipes have read ahead.
    said += process.stdout.read()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.wait(timeout=50)
    process.stdout.close()
    process.stderr.close()
    reported = sum(int(line) for line in said.split())
    stored = views.stories_count(connection, "test", selection=Selection(everything=True)) - before
    # The last attempt may have been stored without being reported.
    assert stored - reported in (0, 10)
    check_whole(path)
    connection.close()


def check_whole(path: Path) -> None:
    """That the file is sound, every story has its reading, and roll-ups are what their rows come to."""
    connection = sqlite.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    stories, readings, kept = (
        connection.execute(query).fetchone()[0]
        for query in (
            "SELECT count(*) FROM story",
            "SELECT count(*) FROM reading",
            "SELECT coalesce(sum(n), 0) FROM tally WHERE name = 'stories'",
        )
    )
    assert stories == readings == kept
    connection.close()


def test_two_writers_never_lock_each_other_out(tmp_path: Path) -> None:
    write_from_two(make_store(tmp_path), 50)


def test_a_killed_refresh_loses_nothing(tmp_path: Path) -> None:
    path = make_store(tmp_path, feeds=feeds(3))
    for attempts in (0, 1, 5):
        kill_while_recording(path, attempts)


@pytest.mark.twoproc
@pytest.mark.timeout(600)
def test_two_writers_three_hundred_times_each(tmp_path: Path) -> None:
    write_from_two(make_store(tmp_path), 300)


@pytest.mark.twoproc
@pytest.mark.timeout(1800)
def test_two_hundred_kills(tmp_path: Path) -> None:
    path = make_store(tmp_path, feeds=feeds(3))
    for attempts in range(200):
        kill_while_recording(path, attempts % 23)
