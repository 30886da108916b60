"""What came since somebody last looked."""

import sqlite3
from pathlib import Path

import pytest

from dealwatch.store import by_hand, marks, review, views
from dealwatch.store.confirm import Rule
from dealwatch.values import Status
from tests.store.support import COURIER, EXAMPLE, MINISTRY, TPD, bring, report, store_of
from tests.support.stores import NOW, TODAY, story

LATER = NOW + 3600


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = store_of(tmp_path)
    bring(path, EXAMPLE, report(10), story(11))
    return path


def test_nothing_came(connection: sqlite3.Connection) -> None:
    came = views.since_last(connection, "test", NOW)
    assert not came
    assert (came.waiting, came.proposed) == (1, 0)


def test_stories_quotes_and_silences_are_counted(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, COURIER, story(20, body=f"Later. {story(20).entry.body}"), report(21), now=LATER)
    came = views.since_last(connection, "test", NOW)
    assert (came.stories, came.quotes, came.silences) == (2, 1, 1)
    assert (came.waiting, came.proposed) == (1, 1)
    marks.mark(connection, [3], "hidden", True, now=LATER)
    assert views.since_last(connection, "test", NOW).stories == 1


def test_changes_are_told_with_what_was_before_those_of_the_rule_first(
    path: Path, connection: sqlite3.Connection
) -> None:
    day = TODAY.replace(day=1)
    bring(
        path,
        MINISTRY,
        report(30, Status.TERMINATED, subject="sector:steel"),
        rule=Rule("official"),
        now=LATER,
    )
    by_hand.enter_status(
        connection, "test", "sector:ai", Status.IN_FORCE, day, "https://facts.example/", now=LATER + 60
    )
    by_hand.enter_status(
        connection, "test", "sector:ai", Status.IN_FORCE, day, "https://facts.example/2", now=LATER
    )
    came = views.since_last(connection, "test", NOW)
    assert [(row.subject, before, row.status, row.origin) for row, before in came.changes] == [
        ("sector:steel", Status.ON_HOLD, Status.TERMINATED, "auto"),
        ("sector:ai", Status.SIGNED, Status.IN_FORCE, "you"),
    ]
    review.take_back(connection, came.changes[0][0].id, now=LATER)
    assert [row.subject for row, _ in views.since_last(connection, "test", NOW).changes] == ["sector:ai"]
    assert views.since_last(connection, "test", LATER + 60).changes == ()
    assert TPD not in {row.subject for row, _ in came.changes}
