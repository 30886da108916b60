"""Pane 1: where each agreement stands, since when, and what it hangs on."""

from typing import TYPE_CHECKING

from dealwatch.store.rows import AgreementRow
from dealwatch.tui.door import Door
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.panes.marks import (
    DATE_WIDTH,
    ORDERS,
    STATUS_WIDTH,
    as_of_piece,
    mark_piece,
    status_piece,
    status_piece_short,
)
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.targets import Target, subject
from dealwatch.tui.text import cell, right_cell
from dealwatch.tui.window import ShortList
from dealwatch.when import count, days_since, full_day, hour_or_day, local, today

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW = 36


def _hangs_on(row: AgreementRow, with_status: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for number, other in enumerate(row.depends_on):
        mark, style = mark_piece(other.standing)
        pieces += [("; hangs on " if number == 0 else " and ", "dim"), (f"{other.short} ", "")]
        pieces += [(mark, style), status_piece_short(other.standing)] if with_status else [(mark[:1], style)]
    return pieces


class Agreements(Pane[AgreementRow]):
    """The agreements. Each takes three lines where there is room: status, what it hangs on, what moved."""

    number, name_shown, noun = 1, "Agreements", "agreement"
    orders = ORDERS
    empty = "The dossier names no agreement."
    row_height = 3

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(ShortList(lambda: self.ordered(door.agreements()), lambda row: row.id), door, id=id)

    def heading(self, width: int) -> list[Piece]:
        if width < _NARROW:
            return []
        name = width - 2 - STATUS_WIDTH - DATE_WIDTH - 2
        return [
            ("  ", ""),
            (cell("agreement", name), ""),
            (" ", ""),
            (cell("status", STATUS_WIDTH), ""),
            (right_cell("last seen", DATE_WIDTH), ""),
        ]

    def cells(self, row: AgreementRow, width: int, line: int) -> list[Piece]:
        inner = width - 1
        if line == 0:
            return [(" ", ""), *self._status_line(row, inner)]
        words = self._standing_words(row, width - 3) if line == 1 else self._movement_words(row)
        return [(" " * 3, ""), *words]

    def _status_line(self, row: AgreementRow, width: int) -> list[Piece]:
        if width < _NARROW:
            return [mark_piece(row.standing), (cell(row.short, 6), "strong"), status_piece(row.standing)]
        room = width - 2 - STATUS_WIDTH - DATE_WIDTH - 2
        name = f"{row.short}  {row.name}" if row.name != row.short else row.short
        return [
            mark_piece(row.standing),
            (cell(name, room), "strong"),
            (" ", ""),
            status_piece(row.standing),
            (" ", ""),
            as_of_piece(row.standing, today(self.door.clock.now())),
        ]

    def _standing_words(self, row: AgreementRow, width: int) -> list[Piece]:
        """Since when, and what it hangs on; what it hangs on is the last to be cut."""
        for with_status, with_days in ((True, True), (False, True), (False, False)):
            pieces = [*self._since(row, with_days), *_hangs_on(row, with_status)]
            if width_of(pieces) <= width:
                break
        return pieces

    def _since(self, row: AgreementRow, with_days: bool) -> list[Piece]:
        if row.standing is None:
            return []
        since = row.standing.since
        days = f" ({days_since(since, today(self.door.clock.now()))})" if with_days else ""
        return [(f"since {full_day(since)}{days}", "dim")]

    def _movement_words(self, row: AgreementRow) -> list[Piece]:
        if row.newest_story is None:
            return [("no story yet", "dim")]
        now = self.door.clock.now()
        quiet = (today(now) - local(row.newest_story).date()).days
        newest = hour_or_day(row.newest_story, now)
        return [
            (
                f"newest story {newest}{f', {quiet} days ago' if quiet > 1 else ''}; "
                f"{count(row.stories, 'story', 'stories')}",
                "dim",
            )
        ]

    def record(self, row: AgreementRow) -> "Record":
        from dealwatch.report.records import agreement_record, resting_on

        history = self.door.history(f"agreement:{row.id}")
        return agreement_record(row, resting_on(history, today(self.door.clock.now())))

    def target(self) -> Target | None:
        return subject(f"agreement:{self.current.id}") if self.current else None
