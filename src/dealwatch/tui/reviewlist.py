"""The list of proposed status changes that wait, with what was decided lately in the room it leaves free."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from dealwatch.store.reports import DecisionRow, Proposal
from dealwatch.tui.door import Door
from dealwatch.tui.glyphs import mark
from dealwatch.tui.paint import Piece, cut
from dealwatch.tui.panes.marks import STATUS_WIDTH, status_style
from dealwatch.tui.proposal import DECIDED, warnings
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.text import cell, right_cell, wrap
from dealwatch.tui.window import ShortList
from dealwatch.values import Status
from dealwatch.when import count, day, local, moment

#: A row has one line from so many cells on, else two.
ONE_LINE_FROM: Final = 74
_CHANGE: Final = 2 * (STATUS_WIDTH + 2) + 3
_DAY: Final = 9
_OUTLETS: Final = 11
_LATELY: Final = 6
_NOTHING: Final = "Nothing waits for review."
_WHEN: Final = "A status that a story reports and the ledger does not have comes here, with the passage."
_BY_HAND: Final = "A enters one by hand."


class ReviewList(RowList[Proposal]):
    """What waits, the newest evidence first, what would be past last."""

    noun = "proposal"
    empty = f"{_NOTHING} {_WHEN}"
    #: Whether nobody is asked, so that nothing comes by itself.
    offline = False

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(ShortList(door.proposals, lambda row: row.key), id=id)
        self._door = door
        self._lately: tuple[DecisionRow, ...] = ()
        self._postponed: tuple[DecisionRow, ...] = ()

    def reload(self) -> None:
        self.read_decisions()
        super().reload()

    def read_decisions(self) -> None:
        """Read what was decided lately, and what was put aside."""
        self._lately, self._postponed = self._door.decided(_LATELY), self._door.postponed()
        self.said_empty = self._words_when_empty()

    def _words_when_empty(self) -> str:
        asks = "Offline nobody is asked" if self.offline else "r asks the feeds"
        parts = [_NOTHING, f"{_WHEN} {asks}; {_BY_HAND}"]
        if self._lately:
            last = self._lately[0]
            what = f"{last.subject_name} {last.status.label}, {DECIDED[last.kind]}"
            parts.append(f"The last decision: {what} on {moment(last.at)}.")
        if self._postponed:
            one = len(self._postponed) == 1
            number = count(len(self._postponed), "proposal is", "proposals are")
            back = "it comes back" if one else "they come back"
            parts.append(f"{number} postponed: {back} with new evidence.")
        return "\n\n".join(parts)

    # Rows.

    def on_resize(self) -> None:
        self.row_height = 1 if self.inner_width >= ONE_LINE_FROM else 2

    def cells(self, row: Proposal, width: int, line: int) -> list[Piece]:
        on = self._door.on
        warned: Piece = ("! ", "alarm") if warnings(row, on) else ("  ", "")
        told = count(row.outlets, "outlet")
        when = day(local(row.newest).date(), on)
        if self.row_height == 1:
            room = width - 2 - _CHANGE - _DAY - _OUTLETS - 1
            name = cell(row.subject_name, room)
            tail = f"{right_cell(told, _OUTLETS)}{right_cell(when, _DAY)}"
            return [warned, (name, "strong"), (" ", ""), *cut(change_pieces(row), _CHANGE), (tail, "dim")]
        if line == 0:
            tail = f"{right_cell(told, _OUTLETS)}{right_cell(when, _DAY)} "
            return [warned, (cell(row.subject_name, width - 2 - len(tail)), "strong"), (tail, "dim")]
        return [("  ", ""), *change_pieces(row)]

    # What is below them.

    def _empty_line(self, y: int, width: int) -> list[Piece]:
        """The words, and at the foot of them what was decided."""
        used = len(wrap(self.said_empty, max(10, width - 4))) + 2
        lines = self.below(self.inner_height - used)
        at = y - (self.inner_height - len(lines))
        return lines[at] if at >= 0 else super()._empty_line(y, width)

    def legends(self) -> list[list[list[Piece]]]:
        return [part for part in (self._put_aside(), self._decided()) if part]

    def _put_aside(self) -> list[list[Piece]]:
        if not self._postponed:
            return []
        rows = [_decision(row, self._door.on, told=False) for row in self._postponed[:_LATELY]]
        return [[("", "")], [("  postponed until new evidence comes", "dim")], *rows]

    def _decided(self) -> list[list[Piece]]:
        if not self._lately:
            return []
        rows = [_decision(row, self._door.on, told=True) for row in self._lately]
        return [[("", "")], [("  decided lately", "dim")], *rows]


def change_pieces(row: Proposal) -> list[Piece]:
    """From which status to which."""
    now = row.standing.status if row.standing else None
    return [*_status(now), (" → ", "dim"), *_status(row.status)]


def _status(status: Status | None) -> Sequence[Piece]:
    return [(f"{mark(status)} {status.label if status else 'not known'}", status_style(status))]


def _decision(row: DecisionRow, on: dt.date, *, told: bool) -> list[Piece]:
    by = " by the rule" if row.origin == "auto" else ""
    back = ", taken back" if row.taken_back else ""
    done = f"{DECIDED[row.kind]}{by}{back}: " if told else ""
    when = right_cell(day(local(row.at).date(), on), 8)
    return [
        (f"  {when}  ", "dim"),
        (f"{cell(row.subject_name, min(16, len(row.subject_name)))} ", ""),
        (done, "dim"),
        *_status(row.status),
    ]
