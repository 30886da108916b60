"""Looking back: the days on which anything changed, one after the other, and what it was that changed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from dealwatch.filter import days_of
from dealwatch.store import views
from dealwatch.store.rows import AgreementRow, SectorRow, TimelineRow
from dealwatch.tui.door import Door
from dealwatch.when import full_day

_DAY: Final = dt.timedelta(days=1)


def earlier(moments: Sequence[dt.date], on: dt.date) -> dt.date | None:
    """The last of the days before one, None where there is none."""
    return max((day for day in moments if day < on), default=None)


def later(moments: Sequence[dt.date], on: dt.date) -> dt.date | None:
    """The first of the days after one, None where there is none."""
    return min((day for day in moments if day > on), default=None)


def why_not(words: str, moments: Sequence[dt.date], now: dt.date) -> str:
    """What is wrong with a day that was typed, "" when one can look from it."""
    try:
        day = days_of(words.strip())[1]
    except ValueError:
        return f"“{words}” is not a date: write 2026-04-12, 2026-04 or 2026"
    if days_of(words.strip())[0] > now:
        return f"{full_day(day)} is still to come: looking back goes up to today"
    if moments and day < moments[0]:
        return f"nothing is known from before {full_day(moments[0])}"
    return ""


def day_meant(words: str, now: dt.date) -> dt.date | None:
    """The last day of what was typed; None for today, which is now."""
    day = days_of(words.strip())[1]
    return day if day < now else None


def changed_on(door: Door, day: dt.date) -> str:
    """What changed on a day, in words: statuses first, else what happened."""
    words = [*_standings(door, day)]
    if not words:
        nothing: tuple[TimelineRow, ...] = ()
        rows = door.read(lambda: views.timeline(door.connection, door.dossier, day), nothing)
        words = [f"{row.subject_name}: {row.what}" for row in rows if row.date == day]
    return "; ".join(words)


def _standings(door: Door, day: dt.date) -> Iterable[str]:
    before, after = _status(door, day - _DAY), _status(door, day)
    for name, status in after.items():
        was = before.get(name, "")
        if status != was:
            yield f"{name}: {was} → {status}" if was else f"{name}: {status}"


def _status(door: Door, day: dt.date) -> dict[str, str]:
    nothing: tuple[AgreementRow | SectorRow, ...] = ()
    rows = door.read(
        lambda: (
            *views.agreements(door.connection, door.dossier, day),
            *views.sectors(door.connection, door.dossier, day),
        ),
        nothing,
    )
    return {row.short: row.standing.status.label for row in rows if row.standing}
