"""What a person can mend is one line on stderr and an exit status; nobody sees a traceback."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import Home, Ran


def assert_one_line(ran: Ran, status: int, *words: str) -> None:
    assert ran.status == status
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("dealwatch: ")
    assert all(word in ran.err for word in words)


@pytest.mark.parametrize(
    "text", ["dossier = \n", "colour = 1\n", '[[feeds]]\nurl = "ftp://example.org"\n', "\xff"]
)
def test_a_mistake_in_the_configuration(new_home: Home, text: str) -> None:
    new_home.config.parent.mkdir(parents=True)
    new_home.config.write_text(text, encoding="latin-1")

    assert_one_line(new_home.run("status"), 2, "config.toml")


def test_a_configuration_that_is_not_there(new_home: Home) -> None:
    assert_one_line(new_home.run("--config", "mine.toml", "status"), 2, "mine.toml")


def test_a_dossier_that_is_not_there(new_home: Home) -> None:
    new_home.configure(more="")
    new_home.config.write_text('dossier = "mars-venus"\n')

    assert_one_line(new_home.run("status"), 2, "config.toml: dossier:", "mars-venus", "uk-us-tech")
    assert_one_line(new_home.run("explain"), 2, "config.toml: dossier:", "mars-venus", "uk-us-tech")

    new_home.config.write_text('dossier = "./mine.toml"\n')

    assert_one_line(new_home.run("status"), 2, "config.toml: dossier:", "mine.toml does not exist")


def test_a_file_that_is_no_store_is_left_as_it_is(new_home: Home) -> None:
    notes = new_home.folder / "notes.txt"
    notes.write_text("not a store")

    assert_one_line(new_home.run("--db", "notes.txt", "status"), 1, "notes.txt")
    assert notes.read_text() == "not a store"


def test_a_store_of_a_newer_dealwatch(home: Home) -> None:
    with sqlite3.connect(home.db) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()

    assert_one_line(home.run("status"), 1, "newer")


def test_a_folder_that_cannot_hold_a_store(new_home: Home) -> None:
    (new_home.folder / "file").write_text("")

    assert_one_line(new_home.run("--db", "file/store.db", "status"), 1, "--db")


@pytest.mark.parametrize("command", ["status", "timeline", "quotes"])
def test_a_reader_that_stops_reading_is_no_error(home: Home, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "dealwatch", command],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=home.environment(),
        check=False,
    )
    os.close(writing)

    assert ran.stderr == b""
    assert ran.returncode == 128 + signal.SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_a_full_disk_behind_the_output_is_told(home: Home) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "dealwatch", "timeline"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=home.environment(),
            text=True,
            check=False,
        )

    assert (ran.returncode, ran.stderr) == (1, "dealwatch: No space left on device.\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_error(home: Home, closed: str) -> None:
    command = f"{sys.executable} -m dealwatch status {closed}"
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, env=home.environment(), check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_an_interrupt_is_quiet(new_home: Home, tmp_path: Path) -> None:
    # A pipe without a writer's end keeps `explain` waiting for its first line.
    fifo = tmp_path / "stories"
    os.mkfifo(fifo)
    held = os.open(fifo, os.O_RDWR)
    child = subprocess.Popen(
        [sys.executable, "-m", "dealwatch", "explain", "--json", str(fifo)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=new_home.environment(),
    )
    os.write(held, b'{"id": "1", "body": "Steel."}\n')
    assert child.stdout is not None
    child.stdout.readline()

    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    os.close(held)

    assert (out, err, child.returncode) == (b"", b"", 128 + signal.SIGINT)
