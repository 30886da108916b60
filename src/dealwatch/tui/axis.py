"""The timeline's axis: days as cells, in buckets from a quarter of a year down to a day. Pure.

A bucket is known by a whole number that grows with time, so moving and zooming is arithmetic.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal

Zoom = Literal["quarter", "month", "half month", "week", "day"]

ZOOMS: Final[tuple[Zoom, ...]] = ("quarter", "month", "half month", "week", "day")
#: Cells of one bucket.
CELLS: Final[dict[Zoom, int]] = {"quarter": 6, "month": 4, "half month": 3, "week": 3, "day": 3}

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HALF: Final = 16
_FIRST_YEAR: Final = 2
_LAST_YEAR: Final = 9997
_NEARLY: Final = 0.75


def bucket(zoom: Zoom, date: dt.date) -> int:
    """The bucket that a day is in."""
    date = min(max(date, dt.date(_FIRST_YEAR, 1, 1)), dt.date(_LAST_YEAR, 12, 31))
    match zoom:
        case "quarter":
            return date.year * 4 + (date.month - 1) // 3
        case "month":
            return date.year * 12 + date.month - 1
        case "half month":
            return 2 * (date.year * 12 + date.month - 1) + (date.day >= _HALF)
        case "week":
            return (date.toordinal() - 1) // 7
        case "day":
            return date.toordinal()


def begins(zoom: Zoom, number: int) -> dt.date:
    """The first day of a bucket."""
    match zoom:
        case "quarter":
            return dt.date(number // 4, number % 4 * 3 + 1, 1)
        case "month":
            return dt.date(number // 12, number % 12 + 1, 1)
        case "half month":
            return begins("month", number // 2).replace(day=_HALF if number % 2 else 1)
        case "week":
            return dt.date.fromordinal(number * 7 + 1)
        case "day":
            return dt.date.fromordinal(number)


@dataclass(frozen=True, slots=True)
class Axis:
    """`count` buckets from the bucket `first` on."""

    zoom: Zoom
    first: int
    count: int

    @property
    def each(self) -> int:
        """Cells of a bucket."""
        return CELLS[self.zoom]

    @property
    def width(self) -> int:
        """Cells of all buckets."""
        return self.count * self.each

    @property
    def start(self) -> dt.date:
        """The first day."""
        return begins(self.zoom, self.first)

    @property
    def end(self) -> dt.date:
        """The day after the last one."""
        return begins(self.zoom, self.first + self.count)

    def shows(self, date: dt.date) -> bool:
        """Whether a day is on it."""
        return self.start <= date < self.end

    def cell(self, date: dt.date) -> int | None:
        """The cell of a day; None for a day that is not shown."""
        if not self.shows(date):
            return None
        number = bucket(self.zoom, date)
        start = begins(self.zoom, number)
        days = (begins(self.zoom, number + 1) - start).days
        return (number - self.first) * self.each + (date - start).days * self.each // days

    def days(self, cell: int) -> tuple[dt.date, dt.date]:
        """The first and the last day of a cell; cells of a day's bucket share it."""
        number, part = divmod(cell, self.each)
        start = begins(self.zoom, self.first + number)
        days = (begins(self.zoom, self.first + number + 1) - start).days
        first, after = -(-days * part // self.each), -(-days * (part + 1) // self.each)
        last = max(after, 1) - 1
        return start + dt.timedelta(days=min(first, last)), start + dt.timedelta(days=last)

    def moved(self, buckets: int) -> "Axis":
        """So many buckets later, or earlier."""
        return replace(self, first=self.first + buckets)

    def showing(self, date: dt.date) -> "Axis":
        """As it is when the day is on it, else moved so that the day is, a quarter from the edge."""
        if self.shows(date):
            return self
        margin = self.count // 4
        at = bucket(self.zoom, date)
        return replace(self, first=at - margin if date < self.start else at + margin - self.count + 1)

    def within(self, earliest: dt.date, latest: dt.date) -> "Axis":
        """Moved back to where there is something: not before the earliest day, nor past the latest."""
        lowest = bucket(self.zoom, earliest)
        highest = max(lowest, bucket(self.zoom, latest) - self.count + 1)
        return replace(self, first=max(lowest, min(self.first, highest)))

    def zoomed(self, by: int, around: dt.date, cells: int) -> "Axis":
        """The next finer (1) or coarser (-1) buckets over so many cells, the day at the same share of it."""
        zoom = ZOOMS[max(0, min(ZOOMS.index(self.zoom) + by, len(ZOOMS) - 1))]
        cell = self.cell(around)
        share = 0.5 if cell is None else cell / max(1, self.width)
        count = max(1, cells // CELLS[zoom])
        return Axis(zoom, bucket(zoom, around) - round(share * count), count)

    def names(self) -> tuple[str, str]:
        """Two lines over it: years over months or quarters, months over days."""
        upper, lower = _Line(self.width), _Line(self.width)
        for number in range(self.count):
            start = begins(self.zoom, self.first + number)
            above, below = _names(self.zoom, start)
            at = number * self.each
            if number == 0 or above != _names(self.zoom, begins(self.zoom, self.first + number - 1))[0]:
                upper.put(at, above)
            lower.put(at, below)
        return upper.text, lower.text


def _names(zoom: Zoom, start: dt.date) -> tuple[str, str]:
    """What stands over a bucket: the greater unit that it is in, and its own name."""
    month = _MONTHS[start.month - 1]
    match zoom:
        case "quarter":
            return str(start.year), f"Q{(start.month + 2) // 3}"
        case "month":
            return str(start.year), month
        case "half month":
            return str(start.year), month if start.day == 1 else ""
        case "week" | "day":
            return f"{month} {start.year}", str(start.day)


class _Line:
    """A line of cells on which names are put where there is room."""

    def __init__(self, width: int) -> None:
        self._cells = [" "] * width
        self._free = 0

    def put(self, at: int, name: str) -> None:
        """A name from a cell on, if it fits there whole and the one before it has ended."""
        if name and at >= self._free and at + len(name) <= len(self._cells):
            self._cells[at : at + len(name)] = name
            self._free = at + len(name) + 1

    @property
    def text(self) -> str:
        return "".join(self._cells)


def widest(earliest: dt.date, latest: dt.date, cells: int) -> Axis:
    """The finest of quarters, months and half months that show nearly everything, up to its end."""
    for zoom in ("half month", "month", "quarter"):
        count = max(1, cells // CELLS[zoom])
        first, last = bucket(zoom, earliest), bucket(zoom, latest)
        if (last - first + 1) * _NEARLY <= count:
            count = min(count, last - first + 2)
            return Axis(zoom, max(first, last - count + 1), count)
    return Axis("quarter", last - count + 1, count)
