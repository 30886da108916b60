"""What answers say in their headers."""

import pytest

from dealwatch.feeds.headers import conditional, fresh_for, retry_after, validator

NOW = 1_780_000_000  # Thu, 28 May 2026 20:26:40 GMT


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("1", 60),
        ("999999999", 86_400),
        ("-1", 60),
        ("soon", 60),
        ("Thu, 28 May 2026 20:36:40 GMT", 600),
        ("Thu, 28 May 2020 20:36:40 GMT", 60),
    ],
)
def test_retry_after_is_kept_between_a_minute_and_a_day(value: str, seconds: int) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


def test_a_retry_date_counts_from_the_servers_own_clock() -> None:
    headers = {"retry-after": "Fri, 01 Jan 2010 00:10:00 GMT", "date": "Fri, 01 Jan 2010 00:00:00 GMT"}
    assert retry_after(headers, NOW) == 600


def test_nothing_asked_is_none() -> None:
    assert retry_after({}, NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "public, max-age=1800"}, 1800),
        ({"cache-control": 'max-age="900"'}, 900),
        ({"cache-control": "max-age=1800, no-cache"}, 0),
        ({"cache-control": "s-maxage=1800"}, 0),
        ({"cache-control": "max-age=99999999999999"}, 86_400),
        ({"cache-control": "max-age=999999"}, 86_400),
        ({"expires": "Thu, 28 May 2026 21:26:40 GMT", "date": "Thu, 28 May 2026 20:26:40 GMT"}, 3600),
        ({"expires": "0", "date": "Thu, 28 May 2026 20:26:40 GMT"}, 0),
        ({"expires": "Thu, 28 May 2026 21:26:40 GMT"}, 0),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int) -> None:
    assert fresh_for(headers) == seconds


def test_validators_go_back_as_they_came() -> None:
    etag = validator({b"etag": b'W/"caf\xe9"'}, b"etag")
    headers = conditional(etag, "Thu, 28 May 2026 20:00:00 GMT", NOW)
    assert headers == {
        b"If-None-Match": b'W/"caf\xe9"',
        b"If-Modified-Since": b"Thu, 28 May 2026 20:00:00 GMT",
    }


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 19 Jan 2038 03:14:07 GMT", "yesterday", ""]
)
def test_dates_that_make_servers_answer_304_for_ever_are_not_sent(date: str) -> None:
    assert conditional("", date, NOW) == {}


def test_a_validator_over_a_kibibyte_is_dropped() -> None:
    assert validator({b"etag": b"x" * 1025}, b"etag") == ""
