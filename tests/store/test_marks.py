"""Visits and preferences."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealwatch.store import marks, sqlite
from tests.support.stores import NOW, make_store


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite.connect(make_store(tmp_path))
    yield opened
    opened.close()


def test_the_first_visit_has_none_before_it(connection: sqlite3.Connection) -> None:
    assert marks.begin_visit(connection, NOW) is None


def test_a_visit_tells_when_the_one_before_it_ended(connection: sqlite3.Connection) -> None:
    marks.begin_visit(connection, NOW)
    marks.end_visit(connection, NOW + 60)
    assert marks.begin_visit(connection, NOW + 1000) == NOW + 60


def test_a_visit_that_was_cut_short_counts_from_its_beginning(connection: sqlite3.Connection) -> None:
    marks.begin_visit(connection, NOW)
    assert marks.begin_visit(connection, NOW + 1000) == NOW


def test_ending_without_a_visit_does_nothing(connection: sqlite3.Connection) -> None:
    marks.end_visit(connection, NOW)
    assert marks.begin_visit(connection, NOW) is None


def test_a_preference_is_remembered_and_can_change(connection: sqlite3.Connection) -> None:
    assert marks.preference(connection, "theme") is None
    marks.set_preference(connection, "theme", "dark")
    marks.set_preference(connection, "theme", "light")
    assert marks.preference(connection, "theme") == "light"
