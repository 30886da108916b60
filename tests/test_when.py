"""Days and hours in words."""

import datetime as dt
import time
from collections.abc import Iterator

import pytest

from dealwatch.when import ago, as_of, count, day, days_since, full_day, hour_or_day, moment

NOON = int(dt.datetime(2026, 6, 27, 12, 0, tzinfo=dt.UTC).timestamp())
TODAY = dt.date(2026, 6, 27)


@pytest.fixture(autouse=True)
def _reader_in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (TODAY, "27 Jun"),
        (dt.date(2026, 1, 3), "3 Jan"),
        (dt.date(2025, 9, 18), "18 Sep"),
        (dt.date(2025, 8, 1), "Aug 2025"),
        (dt.date(2027, 6, 30), "Jun 2027"),
    ],
)
def test_a_day_takes_at_most_eight_cells_and_names_its_year_when_it_must(date: dt.date, words: str) -> None:
    assert day(date, TODAY) == words
    assert len(words) <= 8


def test_a_status_of_long_ago_stands_in_brackets() -> None:
    assert as_of(dt.date(2026, 2, 25), TODAY) == "(25 Feb)"
    assert as_of(dt.date(2026, 4, 6), TODAY) == "6 Apr "


def test_hours_are_the_readers_and_older_instants_are_days() -> None:
    assert hour_or_day(NOON, NOON) == "13:00"
    assert hour_or_day(NOON - 86400, NOON) == "26 Jun"
    # Half past eleven in London, seen at midnight there; at Greenwich it is still the day before.
    assert hour_or_day(NOON + 10 * 3600 + 1800, NOON + 11 * 3600) == "27 Jun"
    assert moment(NOON) == "Sat 27 Jun 2026 13:00"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 min ago"),
        (3599, "59 min ago"),
        (7200, "2 h ago"),
        (200_000, "2 days ago"),
    ],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert ago(NOON - seconds, NOON) == words


def test_lengths_and_numbers() -> None:
    assert days_since(TODAY, TODAY) == "since today"
    assert days_since(dt.date(2026, 6, 26), TODAY) == "1 day"
    assert days_since(dt.date(2026, 7, 1), TODAY) == "from then on"
    assert count(1, "story", "stories") == "1 story"
    assert count(1204, "story", "stories") == "1,204 stories"
    assert full_day(TODAY) == "27 Jun 2026"
