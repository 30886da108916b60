"""Pane 2: where each sector deal stands, on what terms where there is room for them, and what comes next."""

from typing import TYPE_CHECKING, Final

from dealwatch.filter import Seen
from dealwatch.seen import STATUS_KEYS, sector_seen
from dealwatch.store.rows import SectorRow, TimelineRow
from dealwatch.tui.door import Door
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.agreements import moved_words
from dealwatch.tui.panes.marks import (
    DATE_WIDTH,
    ORDERS,
    STATUS_WIDTH,
    as_of_piece,
    legend,
    mark_piece,
    review_piece,
    status_piece,
    status_piece_short,
)
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.sparks import spark
from dealwatch.tui.targets import Target, subject
from dealwatch.tui.text import cell, one_line, right_cell, trim, wrap
from dealwatch.tui.window import ShortList
from dealwatch.when import day, days_ago, days_since, full_day, today

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW: Final = 36
_TERMS_LINES: Final = 4
_DATES: Final = 3
_WEEKS: Final = 12
#: The widest name, and the least room that is worth a column of terms.
_NAME: Final = 27
_LEAST_NAME: Final = 13
_LEAST_TERMS: Final = 24

Lines = list[list[Piece]]


class Sectors(Pane[SectorRow]):
    """The sectors, in the dossier's order."""

    number, name_shown, noun = 2, "Sectors", "sector"
    orders = ORDERS
    keys = STATUS_KEYS
    empty = "The dossier names no sector."

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(ShortList(lambda: self.ordered(door.sectors()), lambda row: row.id), door, id=id)
        self._ahead: tuple[TimelineRow, ...] = ()

    def reload(self) -> None:
        super().reload()
        self._ahead = self.door.ahead()

    def show_arrivals(self) -> None:
        super().show_arrivals()
        self._ahead = self.door.ahead()

    # Columns.

    @staticmethod
    def _rooms(width: int) -> tuple[int, int, int]:
        """Cells for the name, for twelve weeks and for the terms, 0 for a column that has no room."""
        name = width - 2 - STATUS_WIDTH - DATE_WIDTH - 2
        weeks = _WEEKS if name - _WEEKS - 1 >= _LEAST_NAME else 0
        name -= weeks + 1 if weeks else 0
        terms = name - _NAME - 1
        return (_NAME, weeks, terms) if terms >= _LEAST_TERMS else (max(6, name), weeks, 0)

    def heading(self, width: int) -> list[Piece]:
        if width - 2 < _NARROW:
            return []
        name, weeks, terms = self._rooms(width)
        return [
            ("  ", ""),
            (cell("sector", name), ""),
            (" ", ""),
            (cell("status", STATUS_WIDTH), ""),
            *([(" " + cell("terms, our summary", terms), "")] if terms else []),
            *([(" " + cell("12 weeks", weeks), "")] if weeks else []),
            (right_cell("last seen", DATE_WIDTH + bool(weeks or terms)), ""),
        ]

    def on_resize(self) -> None:
        """Terms stand below each sector where there is room for them under all, and no column of them."""
        rows = len(self.window.rows)
        high = rows and self.inner_height - 1 >= 2 * rows
        self.row_height = 2 if high and not self._rooms(self.inner_width - 2)[2] else 1

    def cells(self, row: SectorRow, width: int, line: int) -> list[Piece]:
        if line:
            return [(" " * 3 + cell(row.terms, width - 4), "dim")]
        inner = width - 1
        mark: list[Piece] = [review_piece(row.waiting), mark_piece(row.standing)]
        if inner - 2 < _NARROW:
            name = cell(row.short, max(6, inner - 2 - STATUS_WIDTH))
            return [*mark, (name, ""), status_piece(row.standing)]
        room, weeks, terms = self._rooms(inner)
        name = row.name if len(row.name) <= room else row.short
        return [
            *mark,
            (cell(name, room), ""),
            (" ", ""),
            status_piece(row.standing),
            *([(" " + cell(row.terms, terms), "dim")] if terms else []),
            *([(" " + spark(row.volume, self._highest), "spark")] if weeks and row.volume else []),
            (" ", ""),
            as_of_piece(row.standing, self.door.on),
        ]

    @property
    def _highest(self) -> int:
        """The most stories of any week, so that all charts have one scale."""
        return max((max(row.volume, default=0) for row in self.window.rows), default=0)

    # Below the list: the sector under the cursor.

    def below(self, room: int) -> Lines:
        """The facts of the sector under the cursor, as many as fit; the marks' meaning at the foot."""
        parts = [*self._facts(), legend(self.inner_width)]
        shown: list[Lines] = []
        left = room - 1
        for number in (0, len(parts) - 1, *range(1, len(parts) - 1)):
            part = parts[number]
            if part and len(part) + 1 <= left:
                shown.append(part)
                left -= len(part) + 1
        order = sorted(shown, key=parts.index)
        lines = [line for part in order for line in (*part, [])]
        return lines[:-1]

    def _facts(self) -> list[Lines]:
        row = self.current
        if row is None:
            return [[]]
        return [self._standing(row), self._moved(row), self._terms(row), self._next(row)]

    def _wrapped(self, words: str, most: int = 2) -> Lines:
        width = max(10, self.inner_width - 4)
        spans = wrap(one_line(words), width)
        lines = [one_line(words)[start:end] for start, end in spans[:most]]
        if len(spans) > most:
            lines[-1] = trim(lines[-1] + " …", width)
        return [[("  ", ""), (line, "dim")] for line in lines]

    def _standing(self, row: SectorRow) -> Lines:
        lines: Lines = [[("  ", ""), (row.name, "strong")]]
        if row.standing:
            since = f"since {full_day(row.standing.since)}, {days_since(row.standing.since, self.door.on)}"
            lines.append([("  ", ""), status_piece_short(row.standing), (f" {since}", "dim")])
        parent = next((other for other in self.door.known_agreements if other.id == row.agreement), None)
        if parent:
            under: list[Piece] = [("  under ", "dim"), (f"{parent.short} ", ""), mark_piece(parent.standing)]
            lines.append([*under, status_piece_short(parent.standing)])
        return lines

    def _moved(self, row: SectorRow) -> Lines:
        if row.moved is None:
            return []
        when = f"{full_day(row.moved.date)}, {days_ago(row.moved.date, self.door.on)}"
        return self._wrapped(f"moved {when}: {moved_words(row.moved)}")

    def _terms(self, row: SectorRow) -> Lines:
        return self._wrapped(f"terms, our summary: {row.terms}", _TERMS_LINES) if row.terms else []

    def _next(self, row: SectorRow) -> Lines:
        """The next dates of the sector and its agreement."""
        mine = (f"sector:{row.id}", f"agreement:{row.agreement}")
        dates = [event for event in self._ahead if event.subject in mine][:_DATES]
        lines: Lines = [[("  next dates", "")]] if dates else []
        for event in dates:
            when = right_cell(day(event.date, self.door.on), 8)
            lines.append([(f"  {when}  {cell(event.what, max(8, self.inner_width - 14))}", "dim")])
        return lines

    def move_to(self, position: int) -> None:
        super().move_to(position)
        # What stands below the list belongs to the row under the cursor.
        self.refresh()

    def seen(self, row: SectorRow) -> Seen:
        return sector_seen(row)

    def inside(self, row: SectorRow, scope: str) -> bool:
        return not scope.startswith("agreement:") or scope == f"agreement:{row.agreement}"

    def record(self, row: SectorRow) -> "Record":
        from dealwatch.report.records import resting_on, sector_record

        history = self.door.history(f"sector:{row.id}")
        return sector_record(row, resting_on(history, today(self.door.clock.now())))

    def target(self) -> Target | None:
        return subject(f"sector:{self.current.id}") if self.current else None
