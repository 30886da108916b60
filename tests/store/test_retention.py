"""Old stories of no interest are let go, with a tombstone each; all others stay for ever."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dealwatch.config import FeedConfig
from dealwatch.store import corrections, marks
from dealwatch.store.policy import Policy
from dealwatch.store.record import Attempt, FeedOutcome, ReadEntry, Recorded, open_store
from dealwatch.store.retention import TOMBSTONE_DAYS, Retention
from dealwatch.store.sqlite import connect
from dealwatch.values import Entry, Reading
from tests.refresh.support import DOSSIER, new_store
from tests.support.rows import rows
from tests.support.stores import BODY, NOW, reading

DAY = 86_400
USUAL = Retention()
IDLE = Reading(relevant=False, score=0.0)


class Shelf:
    """A store with one feed, and documents that come from it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = "https://feeds.example/1"

    def comes(
        self,
        *keys: str,
        day: int = 0,
        keep: Retention = USUAL,
        found: Reading = IDLE,
        present: tuple[str, ...] | None = (),
    ) -> Recorded:
        """A document with new entries on a day, which holds besides them what is `present`."""
        now = NOW + day * DAY
        with open_store(self.path, Policy(keep=keep)) as store:
            store.sync_feeds([FeedConfig(url=self.url, name="Feed", outlet="Outlet")])
            (state,) = store.feed_states()
            entries = [
                ReadEntry(
                    Entry(key=key, title=f"Story {key}", body=BODY, published=now), f"hash {key} {day}", found
                )
                for key in keys
            ]
            held = None if present is None else frozenset((*keys, *present))
            came = FeedOutcome(state, Attempt(now, "new"), entries, (), DOSSIER.id, "digest", held, True)
            return store.record(state.id, came)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the store."""
        return rows(self.path, query)

    def kept(self) -> list[object]:
        """What is kept."""
        return [row[0] for row in self.rows("SELECT key FROM story ORDER BY id")]

    def ids(self) -> dict[object, int]:
        """The stories' numbers by key."""
        return {row[0]: int(str(row[1])) for row in self.rows("SELECT key, id FROM story")}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(new_store(tmp_path))
    yield shelf
    with closing(sqlite3.connect(shelf.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        # The running counts say what there is.
        counted = connection.execute("SELECT n FROM tally WHERE dossier = '' AND name = 'feed:1'").fetchall()
        assert counted == connection.execute("SELECT count(*) FROM story").fetchall()
        connection.execute("INSERT INTO fts_story (fts_story, rank) VALUES ('integrity-check', 1)")


def test_an_unread_story_is_kept_a_year_and_a_read_one_a_quarter(shelf: Shelf) -> None:
    shelf.comes("a", "b")
    with closing(connect(shelf.path)) as connection:
        marks.mark(connection, [shelf.ids()["a"]], "read", True, now=NOW)
    assert shelf.comes("c", day=89).let_go == 0
    assert shelf.comes("d", day=92).let_go == 1
    assert shelf.kept() == ["b", "c", "d"]
    shelf.comes("e", day=367)
    assert shelf.kept() == ["c", "d", "e"]


def test_what_its_feed_still_has_stays(shelf: Shelf) -> None:
    shelf.comes("a")
    assert shelf.comes("b", day=400, present=("a",)).let_go == 0
    assert shelf.comes("c", day=401).let_go == 1


def test_a_document_that_was_not_read_to_its_end_says_nothing_of_what_left(shelf: Shelf) -> None:
    shelf.comes("a")
    assert shelf.comes("b", day=400, present=None).let_go == 0


def test_over_a_thousand_of_a_feed_the_oldest_go(shelf: Shelf) -> None:
    shelf.comes("a", "b", "c")
    shelf.comes("d", "e", day=1, keep=Retention(per_feed=3))
    assert shelf.kept() == ["a", "e", "d"]


def test_zero_keeps_all(shelf: Shelf) -> None:
    shelf.comes("a")
    shelf.comes("b", day=9_000, keep=Retention(0, 0, 0))
    assert shelf.kept() == ["a", "b"]


@pytest.mark.parametrize(
    "found", [Reading(relevant=True, score=0.9), reading(relevant=False)], ids=["relevant", "quotes somebody"]
)
def test_what_is_relevant_or_quotes_somebody_stays(shelf: Shelf, found: Reading) -> None:
    shelf.comes("a", found=found)
    assert shelf.comes("b", day=4_000).let_go == 0


@pytest.mark.parametrize("mark", ["starred", "hidden"])
def test_what_somebody_marked_stays(shelf: Shelf, mark: marks.Mark) -> None:
    shelf.comes("a")
    with closing(connect(shelf.path)) as connection:
        marks.mark(connection, [1], mark, True, now=NOW)
    assert shelf.comes("b", day=4_000).let_go == 0


def test_what_somebody_corrected_stays(shelf: Shelf) -> None:
    shelf.comes("a", found=Reading(relevant=True, score=0.9))
    with closing(connect(shelf.path)) as connection:
        corrections.correct_relevance(connection, DOSSIER.id, 1, False, now=NOW)
    assert shelf.comes("b", day=4_000).let_go == 0


def test_what_was_let_go_does_not_come_back_as_new(shelf: Shelf) -> None:
    shelf.comes("a")
    shelf.comes("b", day=400)
    assert shelf.rows("SELECT length(key) FROM tombstone") == [(16,)]
    assert shelf.comes("a", "c", day=450).new == (3,)
    assert shelf.kept() == ["b", "c"]
    # Its feed had it again on day 450, so it rests from then on.
    assert shelf.comes("a", day=450 + TOMBSTONE_DAYS - 1).new == ()
    shelf.comes("d", day=451 + 2 * TOMBSTONE_DAYS)
    assert shelf.rows("SELECT count(*) FROM tombstone") == [(0,)]
    shelf.comes("a", day=452 + 2 * TOMBSTONE_DAYS)
    assert "a" in shelf.kept()


def test_the_first_story_of_a_cluster_stays_with_its_copies(shelf: Shelf) -> None:
    shelf.comes("a")
    shelf.comes("b", day=300)
    with closing(sqlite3.connect(shelf.path)) as connection, connection:
        connection.execute("UPDATE story SET cluster = 1 WHERE key = 'b'")
    shelf.comes("c", day=400)
    assert shelf.kept() == ["a", "b", "c"]
    shelf.comes("d", day=700)
    assert shelf.kept() == ["a", "c", "d"]
    shelf.comes("e", day=701)
    assert shelf.kept() == ["c", "d", "e"]
