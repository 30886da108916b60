"""A store that the first dealwatch wrote is brought to the newest schema with all that is in it."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dealwatch.store import marks, sqlite, views
from dealwatch.store.migrate import migrate, prepare
from tests.support.stores import BODY, DIGEST, DOSSIER, NOW, TODAY

STORIES = 30


def put(connection: sqlite3.Connection, table: str, **values: Any) -> None:
    """Add a row."""
    names = ", ".join(values)
    marks_ = ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks_})", values)  # noqa: S608 - of this file


def fill(connection: sqlite3.Connection) -> None:
    """A dossier, a feed, thirty relevant stories (the last is a copy of the first), and what they say."""
    put(
        connection, "dossier", id="test", name="Test", digest="old", compiled="2026-06-30",
        newest_evidence="2026-06-29", gap_note="", seeded_at=NOW, read_with="",
    )  # fmt: skip
    put(
        connection, "feed", id=1, url="https://feeds.example/1", name="Example", outlet="Example",
        kind="national", position=0, enabled=1, configured=1, etag="", last_modified="", body_hash="",
        failures=0, problem="", moved_to="", moved_seen=0,
    )  # fmt: skip
    for n in range(1, STORIES + 1):
        at = NOW - (100 - n) * 3600
        put(
            connection, "story", id=n, feed_id=1, key=f"k{n}", title=f"Story {n}", outlet="Example",
            url=f"https://news.example/{n}", author="", published=at, published_raw="", truncated=0,
            first_seen=at, at=at, content_hash="", version=1, article="", cluster=1 if n == STORIES else n,
            summary="", body=BODY,
        )  # fmt: skip
        put(
            connection, "reading", story_id=n, dossier="test", at=at, version=1, digest="r", relevant=1,
            duplicate=0, score=0.9, reasons="[]", problem="", read_at=at,
        )  # fmt: skip
        put(
            connection, "tag", story_id=n, dossier="test", subject="sector:steel", at=at, relevant=1,
            duplicate=int(n == STORIES),
        )  # fmt: skip
    put(
        connection, "voice", dossier="test", kind="quote", origin="reading", story_id=1, version=1,
        field="body", span_start=0, span_end=3, text="The", text_key="the", verbatim=1,
        speaker="Liz Kendall", subject="", about="", date="2026-06-27", date_precision="", at=NOW,
        outlet="Example", source_url="", source_note="", first_seen=NOW, current=1, relevant=1, duplicate=0,
    )  # fmt: skip
    for n, status in enumerate(("in_force", "on_hold"), 1):
        put(
            connection, "signal", id=n, dossier="test", story_id=n, version=1, subject="agreement:tpd",
            status=status, mode="fact", confidence=0.8, at=NOW - 99 * 3600, first_seen=NOW, current=1,
            relevant=1,
        )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "dealwatch.db"
    sqlite.create_file(path)
    migrate(path, "0001")
    connection = sqlite3.connect(path)
    fill(connection)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return path


def test_everything_is_there_and_what_waits_is_known(path: Path) -> None:
    done = prepare(path, DOSSIER, DIGEST, NOW)
    assert done.migrated
    connection = sqlite.connect(path)
    rows = views.stories_page(connection, "test", since=0)
    assert len(rows) == STORIES - 1
    assert views.stories_count(connection, "test") == STORIES - 1
    assert views.stories_count(connection, "test", views.Selection(everything=True)) == STORIES - 1
    steel = next(row for row in views.sectors(connection, "test", TODAY) if row.id == "steel")
    assert steel.stories == STORIES - 1
    assert views.voices_page(connection, "test", since=0)[0].text.plain == "The"
    assert [each.signals for each in views.proposals(connection, "test", TODAY)] == [(1,)]
    # The newest of the feed are unread. The copy is the newest story, and as its cluster is.
    assert [row.unread for row in rows] == [True] * 19 + [False] * 10
    marks.mark(connection, [5], "hidden", True, now=NOW)
    assert views.stories_count(connection, "test") == STORIES - 2
    assert sqlite.pragma(connection, "user_version") == sqlite.SCHEMA
    connection.close()
