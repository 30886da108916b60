"""As of a day: what was known then, and the days on which anything changed."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealwatch.store import by_hand, sqlite, views
from dealwatch.store.rows import Movement
from dealwatch.values import Status
from tests.support.stores import NOW, TODAY, make_store, story

DAY = 86400


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A story a day, at noon UTC, the hundredth today."""
    stories = [story(n, published=NOW - (100 - n) * DAY) for n in range(1, 101)]
    opened = sqlite.connect(make_store(tmp_path, stories=stories))
    yield opened
    opened.close()


def test_moments_are_the_days_on_which_something_changed(connection: sqlite3.Connection) -> None:
    days = views.moments(connection, "test", TODAY)
    assert days == tuple(sorted(set(days)))
    assert dt.date(2025, 9, 18) in days  # signed, and known of steel what held two days earlier
    assert dt.date(2025, 9, 16) not in days
    assert dt.date(2025, 6, 30) in days  # known before it held
    assert dt.date(2026, 2, 25) in days  # a word that left the status as it was
    assert max(days) <= TODAY
    assert views.moments(connection, "test", dt.date(2025, 9, 18)) == tuple(
        day for day in days if day <= dt.date(2025, 9, 18)
    )
    assert views.moments(connection, "test", dt.date(2000, 1, 1)) == ()


@pytest.mark.parametrize("on", [TODAY, dt.date(2026, 6, 1), dt.date(2026, 3, 30), dt.date(2025, 1, 1)])
def test_panes_count_what_had_been_published(connection: sqlite3.Connection, on: dt.date) -> None:
    stories = max(0, 100 - (TODAY - on).days)
    tpd = views.agreements(connection, "test", on)[0]
    steel = views.sectors(connection, "test", on)[1]
    assert (tpd.stories, steel.stories) == (stories, stories)
    assert sum(tpd.volume) == min(60, stories)
    assert (len(tpd.volume), len(steel.volume)) == (60, 12)
    assert sum(steel.volume) == min(84, stories)
    assert (tpd.newest_story is None) == (stories == 0)
    if stories:
        assert tpd.volume[-1] == 1
        assert tpd.newest_story == NOW - (TODAY - on).days * DAY


def test_what_moved_last(connection: sqlite3.Connection) -> None:
    def moved(on: dt.date) -> Movement | None:
        return views.agreements(connection, "test", on)[0].moved

    assert moved(dt.date(2025, 1, 1)) is None
    assert moved(dt.date(2025, 9, 18)) == Movement(dt.date(2025, 9, 18), "signed", "status change")
    # That it still held is no movement.
    assert moved(dt.date(2025, 12, 20)) == Movement(dt.date(2025, 12, 13), "on hold", "status change")
    assert moved(TODAY) == Movement(dt.date(2026, 2, 25), "Talks on fusion were reported.", "unchanged")


def test_what_a_person_enters_moves_too_but_no_note_of_theirs(connection: sqlite3.Connection) -> None:
    url = "https://news.example/mine"
    before = views.agreements(connection, "test", TODAY)[0].moved
    by_hand.enter_note(connection, "test", "agreement:tpd", "Called.", dt.date(2026, 6, 2), url, now=NOW)
    assert views.agreements(connection, "test", TODAY)[0].moved == before
    by_hand.enter_status(
        connection, "test", "agreement:tpd", Status.NEGOTIATING, dt.date(2026, 6, 3), url, now=NOW
    )
    assert views.agreements(connection, "test", TODAY)[0].moved == Movement(
        dt.date(2026, 6, 3), "negotiating", "status change"
    )
    assert {dt.date(2026, 6, 2), TODAY} & set(views.moments(connection, "test", TODAY)) != set()


def test_a_subject_shows_what_had_been_said_and_published(connection: sqlite3.Connection) -> None:
    on = dt.date(2026, 1, 26)
    assert views.subject(connection, "test", "agreement:tpd", TODAY).stories  # type: ignore[union-attr]
    then = views.subject(connection, "test", "agreement:tpd", on)
    assert then is not None
    assert (then.stories, then.voices) == ((), ())
    assert [row.company for row in then.investments] == ["Nvidia"]
    assert [event.title for event in then.events] == ["Signed at Chequers"]
    earlier = views.subject(connection, "test", "agreement:tpd", dt.date(2025, 9, 1))
    assert earlier is not None
    assert (earlier.investments, earlier.events, earlier.history) == ((), (), ())


def test_terms_are_not_told_of_a_day_before_they_are_known(connection: sqlite3.Connection) -> None:
    assert views.sectors(connection, "test", TODAY)[0].terms == "Joint research."
    assert views.sectors(connection, "test", dt.date(2026, 2, 24))[0].terms == ""


def test_what_a_stakeholder_had_said(connection: sqlite3.Connection) -> None:
    def said(on: dt.date) -> int:
        detail = views.stakeholder(connection, "test", "liz-kendall", on)
        assert detail is not None
        return len(detail.voices)

    assert said(dt.date(2026, 1, 26)) == 0
    assert said(dt.date(2026, 1, 27)) == 1
    assert said(TODAY) > 1
