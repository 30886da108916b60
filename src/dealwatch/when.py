"""Days and hours in words, in the reader's zone; pure functions of the values and of "now"."""

import datetime as dt
from typing import Final

from dealwatch.store.rows import Standing

# A status that nobody has confirmed for so long stands in brackets: the store says what was last seen.
STALE_AFTER: Final = dt.timedelta(days=90)
# Beyond it a day and a month no longer tell the year.
_SAME_YEAR: Final = dt.timedelta(days=300)
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local(at: int) -> dt.datetime:
    """An instant in the reader's zone."""
    return dt.datetime.fromtimestamp(at, tz=dt.UTC).astimezone()


def today(now: int) -> dt.date:
    """The day it is for the reader."""
    return local(now).date()


def midnight(date: dt.date, *, utc: bool = False) -> int:
    """The instant at which a day begins, for the reader or in UTC."""
    begins = dt.datetime.combine(date, dt.time(), dt.UTC)
    # Before it, some systems know no zones.
    if utc or date.year < 1971:
        return int(begins.timestamp())
    return int(begins.replace(tzinfo=None).timestamp())


def day(date: dt.date, on: dt.date) -> str:
    """ "25 Feb", or "Sep 2025" for a day of another year; at most eight cells."""
    if abs(on - date) <= _SAME_YEAR:
        return f"{date.day} {_MONTHS[date.month - 1]}"
    return _month(date)


def _month(date: dt.date) -> str:
    return f"{_MONTHS[date.month - 1]} {date.year}"


def full_day(date: dt.date) -> str:
    """ "25 Feb 2026"."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def short_day(date: dt.date, precision: str, on: dt.date) -> str:
    """`day` for what may be known to no more than a month or a year: "Dec 2025", "2025"."""
    if precision == "month":
        return _month(date)
    return str(date.year) if precision == "year" else day(date, on)


def told_day(date: dt.date, precision: str = "") -> str:
    """ "25 Feb 2026", "February 2026", "2026", or with the words that say how sure the day is."""
    if precision == "month":
        return f"{date:%B} {date.year}"
    if precision in ("", "day"):
        return full_day(date)
    if precision == "year":
        return str(date.year)
    before = {"approximate": "about ", "reported on this day": "reported on "}
    return f"{before.get(precision, precision + ', ')}{full_day(date)}"


def as_of(date: dt.date, on: dt.date) -> str:
    """The day a status was last known to hold, in brackets when that is long ago."""
    return f"({day(date, on)})" if on - date > STALE_AFTER else f"{day(date, on)} "


def hour_or_day(at: int, now: int) -> str:
    """ "14:02" for today, else the day."""
    moment = local(at)
    on = today(now)
    return moment.strftime("%H:%M") if moment.date() == on else day(moment.date(), on)


def moment(at: int) -> str:
    """ "Fri 26 Jun 2026 18:40"."""
    when = local(at)
    return f"{when.strftime('%a')} {full_day(when.date())} {when.strftime('%H:%M')}"


def ago(at: int, now: int) -> str:
    """How long ago in one short phrase, as coarse as a reader thinks of it."""
    seconds = max(0, now - at)
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min ago"
    if seconds < 2 * _DAY:
        return f"{seconds // _HOUR} h ago"
    return f"{seconds // _DAY} days ago"


def days_since(date: dt.date, on: dt.date) -> str:
    """ "for 12 days"; a status of today or of the future has no length yet."""
    days = (on - date).days
    if days < 0:
        return "from then on"
    return "since today" if days == 0 else count(days, "day")


def days_ago(date: dt.date, on: dt.date) -> str:
    """ "12 days ago", "today", "yesterday", "in 3 days"."""
    days = (on - date).days
    if days < 0:
        return f"in {count(-days, 'day')}"
    return ("today", "yesterday")[days] if days < 2 else f"{days:,} days ago"


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 story", "1,204 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def standing_words(standing: Standing | None) -> str:
    """The status word, or that none is known."""
    return standing.status.label if standing else "not known"
