"""The ledger: append-only, and what it says of a day."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dealwatch.errors import InputError
from dealwatch.store import ledger, sqlite, views
from dealwatch.store.ledger import StatusChange
from dealwatch.store.rows import Standing
from dealwatch.values import Status
from tests.support.stores import NOW, TODAY, make_store

RESUMED = StatusChange(
    dossier="test",
    subject="agreement:tpd",
    status=Status.NEGOTIATING,
    effective=dt.date(2026, 6, 20),
    known=dt.date(2026, 6, 22),
    recorded=NOW,
    origin="you",
    note="Talks have resumed.",
    source_url="https://news.example/1",
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite.connect(make_store(tmp_path))
    yield opened
    opened.close()


def enter(connection: sqlite3.Connection, change: StatusChange) -> int:
    with sqlite.transaction(connection):
        return ledger.append(connection, change)


def take_back(connection: sqlite3.Connection, entry: int) -> None:
    with sqlite.transaction(connection):
        ledger.undo(connection, entry, recorded=NOW + 60)


def bring_back(connection: sqlite3.Connection, entry: int) -> None:
    with sqlite.transaction(connection):
        ledger.redo(connection, entry, recorded=NOW + 120)


def tpd(connection: sqlite3.Connection, on: dt.date = TODAY) -> Standing | None:
    return next(row.standing for row in views.agreements(connection, "test", on) if row.id == "tpd")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET note = 'changed'",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger LIMIT 1",
        "REPLACE INTO ledger SELECT * FROM ledger LIMIT 1",
    ],
)
def test_nothing_in_the_ledger_can_be_changed(connection: sqlite3.Connection, statement: str) -> None:
    before = connection.execute("SELECT * FROM ledger").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    assert connection.execute("SELECT * FROM ledger").fetchall() == before


def test_an_entry_changes_the_standing_from_the_day_it_held_and_was_known(
    connection: sqlite3.Connection,
) -> None:
    enter(connection, RESUMED)
    now = tpd(connection)
    assert now == Standing(Status.NEGOTIATING, dt.date(2026, 6, 20), dt.date(2026, 6, 22), "you")
    day_before_it_was_known = tpd(connection, dt.date(2026, 6, 21))
    assert day_before_it_was_known is not None
    assert day_before_it_was_known.status is Status.ON_HOLD


def test_recorded_is_for_audit_only(connection: sqlite3.Connection) -> None:
    enter(connection, replace(RESUMED, recorded=NOW + 10**8))
    standing = tpd(connection, dt.date(2026, 6, 25))
    assert standing is not None
    assert standing.status is Status.NEGOTIATING


def test_undoing_is_another_entry_and_can_be_undone(connection: sqlite3.Connection) -> None:
    before = tpd(connection)
    entry = enter(connection, RESUMED)
    after = tpd(connection)
    take_back(connection, entry)
    assert tpd(connection) == before
    bring_back(connection, entry)
    assert tpd(connection) == after
    take_back(connection, entry)
    assert tpd(connection) == before
    assert connection.execute("SELECT count(*) FROM ledger WHERE undoes IS NOT NULL").fetchone() == (3,)


def test_what_is_taken_back_stays_in_the_history_and_is_marked(connection: sqlite3.Connection) -> None:
    entry = enter(connection, RESUMED)
    take_back(connection, entry)
    newest = views.history(connection, "test", "agreement:tpd")[0]
    assert (newest.id, newest.undone, newest.origin, newest.note) == (
        entry,
        True,
        "you",
        "Talks have resumed.",
    )
    assert entry not in [row.id for row in views.history(connection, "test", "agreement:epd")]
    assert "Talks have resumed." not in [row.what for row in views.timeline(connection, "test", TODAY)]


def test_undo_and_redo_say_when_there_is_nothing_to_do(connection: sqlite3.Connection) -> None:
    entry = enter(connection, RESUMED)
    with pytest.raises(InputError, match="nothing to bring back"):
        bring_back(connection, entry)
    take_back(connection, entry)
    with pytest.raises(InputError, match="taken back already"):
        take_back(connection, entry)
    with pytest.raises(InputError, match="no entry 999"):
        take_back(connection, 999)


def test_a_run_of_one_status_is_one_bar(connection: sqlite3.Connection) -> None:
    enter(connection, replace(RESUMED, status=Status.ON_HOLD))
    standing = tpd(connection)
    assert standing is not None
    assert standing.since == dt.date(2025, 12, 13)
    assert standing.as_of == dt.date(2026, 6, 22)


def test_of_two_entries_of_one_day_the_one_known_later_counts(connection: sqlite3.Connection) -> None:
    enter(connection, replace(RESUMED, known=dt.date(2026, 6, 24), status=Status.TERMINATED))
    enter(connection, RESUMED)
    standing = tpd(connection)
    assert standing is not None
    assert standing.status is Status.TERMINATED
