"""The timeline's chart: a bar of statuses for each subject and the volume of stories, over one axis.

Length is time and the mark is the status. A line joins the marks as long as the status was last known to
hold; after that day, marks without a line go on to today.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from dealwatch.store.views.spans import Span, SpansRow
from dealwatch.tui.axis import Axis, begins
from dealwatch.tui.glyphs import drawn, mark
from dealwatch.tui.paint import Framed, Piece, cut, width_of
from dealwatch.tui.panes.marks import shortened, status_style
from dealwatch.tui.text import cell
from dealwatch.values import Status
from dealwatch.when import full_day, standing_words

_BLOCKS: Final = " ▁▂▃▄▅▆▇█"
_AXIS_LINES: Final = 3
#: Cells beside the axis: names at the left, and where there is room, the status in words at the right.
NAMES: Final = 13
WORDS: Final = 30
_WORDS_FROM: Final = 110


@dataclass(frozen=True, slots=True)
class View:
    """What the chart shows. `subject` and `marked` are those of the list's row under the cursor.

    `volume` has the stories of each day of the axis, `about` says of what.
    """

    axis: Axis
    on: dt.date
    rows: Sequence[SpansRow] = ()
    subject: str = ""
    marked: dt.date | None = None
    volume: Mapping[dt.date, int] = field(default_factory=dict)
    about: str = "stories"


def cells_for(width: int) -> int:
    """Cells that the axis has in a chart of so many."""
    return max(1, width - NAMES - (WORDS if width >= _WORDS_FROM else 0))


def height_for(rows: int, room: int) -> int:
    """Lines of a chart of so many rows where there are so many in all; 0 where a list has need of them."""
    if room < 14:
        return 0
    volume = volume_lines(room)
    return min(_AXIS_LINES + rows + volume, max(room * 9 // 20, room - 26))


def volume_lines(room: int) -> int:
    """How high the volume's bars are."""
    return 1 if room < 30 else 2 if room < 50 else 4


def chosen(rows: Sequence[SpansRow], room: int, subject: str, top: int) -> tuple[list[SpansRow], int]:
    """The rows that there is room for, and from which sector on.

    Agreements stay; sectors are scrolled, no further than is needed to see the one under the cursor.
    """
    held = [row for row in rows if row.kind == "agreement"][: max(1, room - 1)]
    rest = [row for row in rows if row not in held]
    room = max(0, room - len(held))
    top = max(0, min(top, len(rest) - room))
    at = next((number for number, row in enumerate(rest) if row.subject == subject), top)
    top = max(min(top, at), at - room + 1, 0)
    return [*held, *rest[top : top + room]], top


def lines_of(view: View, shown: Sequence[SpansRow], width: int, volume: int) -> list[list[Piece]]:
    """The whole chart, line by line: names of the axis, the marked day, the bars, the volume."""
    upper, lower = view.axis.names()
    hidden = len(view.rows) - len(shown)
    more = f" {len(shown)} of {len(view.rows)}" if hidden > 0 else ""
    return [
        [(cell(more, NAMES), "dim"), (upper, "dim")],
        [(" " * NAMES, ""), (lower, "dim"), ("  status, since" if width >= _WORDS_FROM else "", "dim")],
        _marked_line(view),
        *(_bar_line(view, row, width) for row in shown),
        *_volume_lines(view, width, volume),
    ]


def _marked_line(view: View) -> list[Piece]:
    """The day under the cursor, and today, or the day that is looked back from."""
    line = [" "] * view.axis.width
    today = view.axis.cell(view.on)
    if today is not None:
        line[today] = drawn("┊")
    words = "".join(line)
    at = view.axis.cell(view.marked) if view.marked else None
    if at is None or view.marked is None:
        return [(" " * NAMES, ""), (words, "dim")]
    name = full_day(view.marked)
    right = at + 2 + len(name) <= view.axis.width
    told = drawn(f"▼ {name}" if right else f"{name} ▼")
    start = at if right else max(0, at - len(name) - 1)
    return [
        (" " * NAMES, ""),
        (words[:start], "dim"),
        (told, "title"),
        (words[start + len(told) :], "dim"),
    ]


def _bar_line(view: View, row: SpansRow, width: int) -> list[Piece]:
    here = row.subject == view.subject
    name = shortened(row.short, NAMES - 2)
    pieces: list[Piece] = [
        (">" if here else " ", "title"),
        (cell(name, NAMES - 2) + " ", "strong" if here or row.kind == "agreement" else ""),
        *bar(row, view.axis, view.on, drawn("─") + "".join(map(mark, Status))),
    ]
    room = width - NAMES - view.axis.width
    if width < _WORDS_FROM or room < 12 or row.standing is None:
        return pieces
    return [
        *pieces,
        ("  ", ""),
        (standing_words(row.standing), status_style(row.standing.status)),
        (f" {full_day(row.standing.since)}", "dim"),
    ]


@lru_cache(maxsize=64)
def bar(row: SpansRow, axis: Axis, on: dt.date, signs: str) -> tuple[Piece, ...]:
    """The statuses of a subject, cell by cell, as runs of one look; drawn once while the axis stays.

    `signs` are the line that joins, and the marks of the statuses in their order.
    """
    pieces: list[Piece] = []
    known = row.standing.as_of if row.standing else on
    rule, marks = signs[0], dict(zip(Status, signs[1:], strict=True))
    before: Span | None = None
    for number in range(axis.width):
        first, last = axis.days(number)
        span = _at(row.spans, min(last, on)) if first <= on else None
        sign, style = " ", ""
        if span is not None:
            named = span is not before or number % axis.each == 0
            sign = marks[span.status] if named else (rule if first <= known else " ")
            style = status_style(span.status)
        before = span
        if pieces and pieces[-1][1] == style:
            pieces[-1] = (pieces[-1][0] + sign, style)
        else:
            pieces.append((sign, style))
    return tuple(pieces)


def _at(spans: Sequence[Span], date: dt.date) -> Span | None:
    return next(
        (
            span
            for span in reversed(spans)
            if span.since <= date and (span.until is None or date < span.until)
        ),
        None,
    )


def buckets(view: View) -> list[int]:
    """How many stories each bucket of the axis has."""
    axis = view.axis
    edges = [begins(axis.zoom, axis.first + number) for number in range(axis.count + 1)]
    counts = [0] * axis.count
    number = 0
    for date in sorted(view.volume):
        while number < axis.count and date >= edges[number + 1]:
            number += 1
        if number < axis.count and date >= edges[0]:
            counts[number] += view.volume[date]
    return counts


def _volume_lines(view: View, width: int, height: int) -> list[list[Piece]]:
    counts = buckets(view)
    most = max(counts, default=0)
    lines = []
    for level in range(height - 1, -1, -1):
        words = "".join(_block(number, most, level, height) * (view.axis.each - 1) + " " for number in counts)
        name = view.about if level == 0 else ""
        lines.append([(" " + cell(name, NAMES - 1), ""), (words, "link")])
    if lines and width >= _WORDS_FROM:
        a = "an" if view.axis.zoom[0] in "aeiou" else "a"
        lines[-1].append((f"  at most {most:,} {a} {view.axis.zoom}", "dim"))
    return lines


def _block(number: int, most: int, level: int, height: int) -> str:
    """The part of a bucket's bar that is in one line of it, the lowest line being 0."""
    eighths = -(-number * height * 8 // most) if most else 0
    return drawn(_BLOCKS[max(0, min(8, eighths - 8 * level))])


class Chart(Framed):
    """The chart. It has no focus: it follows the list's cursor."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[list[Piece]] = []
        self._scrolled = 0
        self.frame_title = "Timeline"

    @property
    def framed(self) -> bool:
        """Low screens have their lines for the chart itself."""
        return super().framed and self.screen.size.height >= 30

    def show(self, view: View, volume: int) -> None:
        """Draw what has changed; the names of a row that the cursor left or came to, and its day, at most."""
        width = self.inner_width
        room = self.inner_height - _AXIS_LINES - volume
        shown, self._scrolled = chosen(view.rows, room, view.subject, self._scrolled)
        before, self._lines = (
            self._lines,
            [
                cut(line, width) if width_of(line) > width else line
                for line in lines_of(view, shown, width, volume)
            ],
        )
        if len(before) != len(self._lines):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            if old != new:
                self.repaint_inner(y)

    def foot(self) -> list[Piece]:
        """What a joined bar means, by example."""
        sign = mark(Status.AGREED)
        words = f"{sign}{drawn('──')}{sign} known to hold   {sign}  {sign} not confirmed since"
        return [(words, "dim")] if self.size.width > 2 * len(words) else []

    def inner_line(self, y: int, width: int) -> tuple[list[Piece], str]:  # noqa: ARG002
        return (self._lines[y] if y < len(self._lines) else []), ""
