"""Hours in which a feed asks not to be read: RSS's `skipHours` and `skipDays`. Pure.

They are kept as the hours of a week, one bit each from Monday 00:00 GMT on, in hexadecimal; "" for none.
"""

import re
from typing import Final

_HOURS: Final = 24
_WEEK: Final = 7 * _HOURS
_HOUR_SECONDS: Final = 3_600
# 1 January 1970 was a Thursday.
_EPOCH_HOUR: Final = 3 * _HOURS
_DAYS: Final = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")
_SKIP_HOURS: Final = re.compile(rb"<skipHours>(.{0,4096}?)</skipHours>", re.DOTALL)
_SKIP_DAYS: Final = re.compile(rb"<skipDays>(.{0,4096}?)</skipDays>", re.DOTALL)
_HOUR: Final = re.compile(rb"<hour>\s{0,16}(\d{1,2})\s{0,16}</hour>")
_DAY: Final = re.compile(rb"<day>\s{0,16}([A-Za-z]{1,16})\s{0,16}</day>")


def quiet_hours(document: bytes) -> str:
    """The quiet hours that a document asks for. One that leaves no hour to be read in asks for none.

    Hour 24, which the first versions of RSS had, is midnight.
    """
    hours = {int(hour) % _HOURS for hour in _found(_SKIP_HOURS, _HOUR, document) if int(hour) <= _HOURS}
    days = {day.lower() for day in _found(_SKIP_DAYS, _DAY, document)}
    quiet = {
        day * _HOURS + hour
        for day, name in enumerate(_DAYS)
        for hour in range(_HOURS)
        if name in days or hour in hours
    }
    return f"{sum(1 << hour for hour in quiet):x}" if 0 < len(quiet) < _WEEK else ""


def _found(block: re.Pattern[bytes], item: re.Pattern[bytes], document: bytes) -> list[bytes]:
    inside = block.search(document)
    return item.findall(inside[1]) if inside else []


def first_loud(at: int, quiet: str) -> int:
    """The first instant from `at` (UTC seconds) on that is not in a quiet hour."""
    mask = int(quiet, 16) if quiet else 0
    hour = at // _HOUR_SECONDS
    for later in range(_WEEK):
        if not mask >> ((hour + later + _EPOCH_HOUR) % _WEEK) & 1:
            return max(at, (hour + later) * _HOUR_SECONDS)
    return at
