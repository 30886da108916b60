"""`skipHours` and `skipDays`: when a feed asks not to be read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.feeds.parse import parse
from dealwatch.feeds.quiet import first_loud, quiet_hours
from dealwatch.values import FeedKind

FEED = b"<rss version='2.0'><channel><title>x</title>%s<item><title>One</title></item></channel></rss>"
NIGHT = (
    b"<skipHours>" + b"".join(b"<hour>%d</hour>" % hour for hour in (22, 23, 0, 1, 2, 24)) + b"</skipHours>"
)
WEEKEND = b"<skipDays><day>Saturday</day> <day> sunday </day></skipDays>"


def at(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp())


@pytest.mark.parametrize(
    ("block", "then", "loud"),
    [
        (b"", "2026-06-05T23:10", "2026-06-05T23:10"),
        (NIGHT, "2026-06-05T21:59", "2026-06-05T21:59"),
        (NIGHT, "2026-06-05T22:00", "2026-06-06T03:00"),
        (NIGHT, "2026-06-06T02:59", "2026-06-06T03:00"),
        (WEEKEND, "2026-06-05T23:59", "2026-06-05T23:59"),  # a Friday
        (WEEKEND, "2026-06-06T00:00", "2026-06-08T00:00"),
        (WEEKEND + NIGHT, "2026-06-05T22:30", "2026-06-08T03:00"),
    ],
)
def test_a_check_waits_for_the_end_of_the_quiet_hours(block: bytes, then: str, loud: str) -> None:
    feed = parse(FEED % block, "text/xml", "https://one.example/", FeedKind.NATIONAL, now=at(then))
    assert [entry.title for entry in feed.entries] == ["One"]
    assert first_loud(at(then), feed.quiet) == at(loud)


def test_a_feed_that_never_wants_to_be_read_is_read() -> None:
    every = b"".join(b"<hour>%d</hour>" % hour for hour in range(24))
    assert quiet_hours(FEED % (b"<skipHours>" + every + b"</skipHours>")) == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_quiet_hours_or_none(inside: bytes) -> None:
    quiet = quiet_hours(b"<skipHours>" + inside + b"</skipHours><skipDays>" + inside)
    assert first_loud(0, quiet) < 8 * 86_400


@given(
    st.integers(0, 2**32),
    st.sets(st.integers(0, 23), max_size=23),
    st.sets(st.sampled_from(["Monday", "Friday", "Sunday"])),
)
def test_the_first_loud_instant_is_never_in_a_quiet_hour(now: int, hours: set[int], days: set[str]) -> None:
    document = "<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in hours) + "</skipHours>"
    document += "<skipDays>" + "".join(f"<day>{day}</day>" for day in days) + "</skipDays>"
    loud = first_loud(now, quiet_hours(document.encode()))
    day = dt.datetime.fromtimestamp(loud, dt.UTC)
    assert loud >= now
    assert day.hour not in hours
    assert day.strftime("%A") not in days
