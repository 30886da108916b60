"""When an entry was published: what its date says, or nothing. Nothing is guessed. Pure."""

import calendar
import datetime as dt
import email.utils
import time
from collections.abc import Callable, Sequence
from typing import Final

_EARLIEST: Final = 631_152_000  # 1990
_LATEST: Final = 4_102_444_800  # 2100, for calendars
_DAY: Final = 86_400


def instant(raw: str, parsed: time.struct_time | None) -> int | None:
    """UTC seconds of a date, from 1990 to 2100, else None. Without a zone it is taken as UTC.

    `parsed` is what the feed parser made of it. It invents dates for some texts, so the stricter readings of
    the standard library are asked where its answer is out of bounds.
    """
    read: tuple[Callable[[], int | None], ...] = (
        lambda: _from_parsed(parsed),
        lambda: _from_mail(raw),
        lambda: _from_iso(raw),
    )
    found = (one() for one in read)
    return next((value for value in found if value is not None and _EARLIEST <= value < _LATEST), None)


def settle(dates: Sequence[int | None], now: int) -> list[int | None]:
    """Drop dates more than a day ahead, unless most are: then the feed is a calendar and keeps them."""
    known = [date for date in dates if date is not None]
    ahead = [date for date in known if date > now + _DAY]
    if len(ahead) * 2 > len(known) and len(known) > 1:
        return list(dates)
    return [None if date is not None and date > now + _DAY else date for date in dates]


def _from_parsed(parsed: time.struct_time | None) -> int | None:
    try:
        return calendar.timegm(parsed) if parsed is not None else None
    except (ValueError, OverflowError):
        return None


def _from_mail(raw: str) -> int | None:
    try:
        return _seconds(email.utils.parsedate_to_datetime(raw))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _from_iso(raw: str) -> int | None:
    try:
        return _seconds(dt.datetime.fromisoformat(raw.strip()))
    except (ValueError, OverflowError):
        return None


def _seconds(moment: dt.datetime) -> int:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    return int(aware.timestamp())
