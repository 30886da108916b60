"""Pane 2: where each sector deal stands, and on what terms where there is room for them."""

from typing import TYPE_CHECKING

from dealwatch.store.rows import SectorRow
from dealwatch.tui.door import Door
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import (
    DATE_WIDTH,
    ORDERS,
    STATUS_WIDTH,
    as_of_piece,
    legend,
    mark_piece,
    status_piece,
)
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.targets import Target, subject
from dealwatch.tui.text import cell, one_line, right_cell, trim, wrap
from dealwatch.tui.window import ShortList
from dealwatch.when import today

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW = 36
_TERMS_LINES = 6


def _room_for_name(width: int) -> int:
    return max(6, width - STATUS_WIDTH - DATE_WIDTH - 2)


class Sectors(Pane[SectorRow]):
    """The sectors, in the dossier's order."""

    number, name_shown, noun = 2, "Sectors", "sector"
    orders = ORDERS
    empty = "The dossier names no sector."

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(ShortList(lambda: self.ordered(door.sectors()), lambda row: row.id), door, id=id)

    def heading(self, width: int) -> list[Piece]:
        if width - 2 < _NARROW:
            return []
        name = _room_for_name(width - 2)
        return [
            ("  ", ""),
            (cell("sector", name), ""),
            (" ", ""),
            (cell("status", STATUS_WIDTH), ""),
            (right_cell("last seen", DATE_WIDTH), ""),
        ]

    def on_resize(self) -> None:
        """Terms stand below each sector where there is room for them under all."""
        rows = len(self.window.rows)
        self.row_height = 2 if rows and self.inner_height - 1 >= 2 * rows else 1
        super().on_resize()

    def cells(self, row: SectorRow, width: int, line: int) -> list[Piece]:
        if line:
            return [(" " * 3 + cell(row.terms, width - 4), "dim")]
        inner = width - 3
        mark: list[Piece] = [(" ", ""), mark_piece(row.standing)]
        if inner < _NARROW:
            return [*mark, (cell(row.short, max(6, inner - STATUS_WIDTH)), ""), status_piece(row.standing)]
        room = _room_for_name(inner)
        name = row.name if len(row.name) <= room else row.short
        return [
            *mark,
            (cell(name, room), ""),
            (" ", ""),
            status_piece(row.standing),
            (" ", ""),
            as_of_piece(row.standing, today(self.door.clock.now())),
        ]

    def legends(self) -> list[list[list[Piece]]]:
        return [legend(self.inner_width), [*self._terms(), []]]

    def _terms(self) -> list[list[Piece]]:
        """The terms of the sector under the cursor, where the list leaves room for them."""
        row = self.current
        if row is None or not row.terms:
            return []
        terms = f"{row.short}, our summary: {one_line(row.terms)}"
        lines = wrap(terms, max(10, self.inner_width - 4))
        shown = [terms[start:end] for start, end in lines[:_TERMS_LINES]]
        if len(lines) > _TERMS_LINES:
            shown[-1] = trim(shown[-1] + " …", self.inner_width - 4)
        return [[("  ", ""), (line, "dim")] for line in shown]

    def move_to(self, position: int) -> None:
        super().move_to(position)
        # What stands below the list belongs to the row under the cursor.
        self.refresh()

    def record(self, row: SectorRow) -> "Record":
        from dealwatch.report.records import resting_on, sector_record

        history = self.door.history(f"sector:{row.id}")
        return sector_record(row, resting_on(history, today(self.door.clock.now())))

    def target(self) -> Target | None:
        return subject(f"sector:{self.current.id}") if self.current else None
