"""Undo and redo: whatever a person did, in any order, by two processes too, and next week."""

import datetime as dt
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.errors import InputError
from dealwatch.store import acts, by_hand, corrections, marks, review, sqlite, views
from dealwatch.values import Status
from tests.store.support import BUSINESS, COURIER, EXAMPLE, HERALD, MINISTRY, TPD, bring, report, store_of
from tests.support.stores import NOW, TODAY

URL = "https://facts.example/page"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of stories alone, in clusters and with reports."""
    path = store_of(tmp_path_factory.mktemp("acts"))
    bring(path, EXAMPLE, report(10), report(11, Status.NEGOTIATING, subject="sector:steel"))
    bring(path, BUSINESS, report(20, relevant=False))
    bring(path, COURIER, report(30, copy_of=10, title="Report 10"), report(31, Status.TERMINATED))
    bring(path, HERALD, report(40, Status.SIGNED, subject="sector:steel"))
    bring(path, MINISTRY, report(50, copy_of=20, title="Report 20"))
    return path


@pytest.fixture
def connection(shared: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = _copied(shared, tmp_path / "copy.db")
    yield opened
    opened.close()


def _copied(shared: Path, path: Path) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    path.touch()
    source = sqlite.connect(shared)
    sqlite.copy_into(source, path)
    source.close()
    return sqlite.connect(path)


def everything(connection: sqlite3.Connection) -> list[Any]:
    """All that views show of the store, without what only says when or in which order it was entered."""
    shown: list[Any] = []
    for selection in (views.WHOLE, views.Selection(everything=True)):
        rows = views.stories_page(connection, "test", since=0, selection=selection)
        shown.append(rows)
        shown.append(views.stories_count(connection, "test", selection))
        shown.append(views.voices_page(connection, "test", since=0, selection=selection))
        shown.append(views.voices_count(connection, "test", selection))
    shown += [views.story(connection, "test", id_) for id_ in range(1, 8)]
    shown.append(views.agreements(connection, "test", TODAY))
    shown.append(views.sectors(connection, "test", TODAY))
    shown.append(views.proposals(connection, "test", TODAY))
    shown.append(views.waiting(connection, "test"))
    shown.append(views.notes(connection, "test"))
    shown += [
        [
            (row.status, row.effective, row.origin, row.note)
            for row in views.history(connection, "test", each)
            if not row.undone
        ]
        for each in (TPD, "sector:steel", "sector:ai")
    ]
    shown.append(connection.execute("SELECT * FROM tally WHERE n <> 0 ORDER BY dossier, name").fetchall())
    shown.append(connection.execute("SELECT * FROM volume WHERE n <> 0 ORDER BY 1, 2, 3").fetchall())
    return shown


stories = st.integers(1, 7)
subjects = st.sampled_from([TPD, "agreement:epd", "sector:steel", "sector:ai"])
days = st.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 30))

steps = st.one_of(
    st.tuples(
        st.just("mark"),
        st.lists(stories, min_size=1, max_size=3),
        st.sampled_from(["read", "starred", "hidden"]),
        st.booleans(),
    ),
    st.tuples(st.just("relevance"), stories, st.sampled_from([True, False, None])),
    st.tuples(st.just("tag"), stories, subjects, st.sampled_from([True, False, None])),
    st.tuples(
        st.just("decide"), st.sampled_from(["accept", "reject", "postpone", "comment"]), st.integers(0, 3)
    ),
    st.tuples(st.just("status"), subjects, st.sampled_from(Status), days),
    st.tuples(st.just("quote"), subjects, days),
    st.tuples(st.just("note"), subjects, days),
    st.tuples(st.just("take_back"), st.integers(1, 12)),
)


def do(connection: sqlite3.Connection, step: tuple[Any, ...]) -> int:
    """Do one step; how many acts it was."""
    kind, *rest = step
    if kind == "mark":
        marks.mark(connection, *rest, now=NOW)
    elif kind == "relevance":
        corrections.correct_relevance(connection, "test", *rest, now=NOW)
    elif kind == "tag":
        corrections.correct_tag(connection, "test", *rest, now=NOW)
    elif kind == "status":
        subject, status, day = rest
        by_hand.enter_status(connection, "test", subject, status, day, URL, now=NOW)
    elif kind == "quote":
        by_hand.enter_quote(connection, "test", rest[0], "Nvidia", "We wait.", rest[1], URL, now=NOW)
    elif kind == "note":
        by_hand.enter_note(connection, "test", rest[0], "A note.", rest[1], URL, now=NOW)
    elif kind == "decide":
        return _decide(connection, *rest)
    else:
        try:
            review.take_back(connection, rest[0], now=NOW)
        except InputError:
            return 0
    return 1


def _decide(connection: sqlite3.Connection, kind: str, which: int) -> int:
    waiting = views.proposals(connection, "test", TODAY)
    if which >= len(waiting):
        return 0
    if kind == "comment":
        review.comment(connection, "test", waiting[which], "a word", now=NOW)
    else:
        getattr(review, kind)(connection, "test", waiting[which], now=NOW)
    return 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(steps, max_size=8))
def test_what_is_undone_is_as_it_was_and_can_be_done_again(
    shared: Path, tmp_path: Path, sequence: list[tuple[Any, ...]]
) -> None:
    connection = _copied(shared, tmp_path / "store.db")
    states = [everything(connection)]
    for step in sequence:
        for _ in range(do(connection, step)):
            states.append(everything(connection))
    for state in reversed(states[:-1]):
        assert acts.undo(connection, now=NOW + 1) is not None
        assert everything(connection) == state
    assert acts.undo(connection, now=NOW + 1) is None
    for state in states[1:]:
        assert acts.redo(connection, now=NOW + 2) is not None
        assert everything(connection) == state
    assert acts.redo(connection, now=NOW + 2) is None
    connection.close()


def test_it_says_what_is_undone_and_done_again(connection: sqlite3.Connection) -> None:
    marks.mark(connection, [2], "starred", True, now=NOW)
    undone = acts.undo(connection, now=NOW + 7 * 86400)
    assert undone is not None
    assert (undone.words, undone.title.plain) == ("undone: starred", "Report 11")
    again = acts.redo(connection, now=NOW + 7 * 86400)
    assert again is not None
    assert again.words == "done again: starred"


def test_what_was_undone_is_gone_once_something_else_is_done(connection: sqlite3.Connection) -> None:
    marks.mark(connection, [2], "starred", True, now=NOW)
    acts.undo(connection, now=NOW)
    marks.mark(connection, [2], "read", True, now=NOW)
    assert acts.redo(connection, now=NOW) is None
    undone = acts.undo(connection, now=NOW)
    assert undone is not None
    assert undone.words == "undone: marked read"
    assert acts.undo(connection, now=NOW) is None


ANOTHER = """
import sys
from pathlib import Path
from dealwatch.store import acts, marks, sqlite
connection = sqlite.connect(Path(sys.argv[1]))
for number in range(50):
    if number % 5 == 4:
        acts.undo(connection, now=number)
    else:
        marks.mark(connection, [number % 7 + 1], sys.argv[2], True, now=number)
"""


def test_two_processes_keep_one_journal(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    connection = _copied(shared, path)
    before = everything(connection)
    running = [
        subprocess.Popen([sys.executable, "-c", ANOTHER, str(path), name], stderr=subprocess.PIPE, text=True)
        for name in ("starred", "hidden")
    ]
    assert [process.communicate(timeout=50)[1] for process in running] == ["", ""]
    done = connection.execute("SELECT count(*) FROM journal WHERE undone = 0").fetchone()[0]
    assert connection.execute("SELECT count(*) FROM journal").fetchone()[0] == 80
    for _ in range(done):
        acts.undo(connection, now=NOW)
    assert everything(connection) == before
    connection.close()
