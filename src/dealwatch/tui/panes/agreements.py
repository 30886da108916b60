"""Pane 1: where each agreement stands, since when, what it hangs on, and when anything moved."""

from typing import TYPE_CHECKING, Final

from dealwatch.filter import Seen
from dealwatch.seen import STATUS_KEYS, agreement_seen
from dealwatch.store.rows import AgreementRow, Movement
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.door import Door
from dealwatch.tui.paint import Piece, between, width_of
from dealwatch.tui.panes.marks import (
    DATE_WIDTH,
    ORDERS,
    STATUS_WIDTH,
    as_of_piece,
    mark_piece,
    review_piece,
    status_piece,
    status_piece_short,
)
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.sparks import gathered, spark
from dealwatch.tui.targets import Target, subject
from dealwatch.tui.text import cell, right_cell
from dealwatch.tui.window import ShortList
from dealwatch.when import count, days_ago, days_since, full_day, hour_or_day, today

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW: Final = 36
#: From a width on there is room to say what moved, not only when.
_TELLING: Final = 70
_SET_IN: Final = 3
_LEAST_LINES: Final = 3
_MOST_LINES: Final = 5
_GAP: Final = 2
_LEAST_SPARK: Final = 8


def moved_words(moved: Movement) -> str:
    """What moved, as a line has it."""
    return f"became {moved.what}" if moved.kind == "status change" else moved.what


class Agreements(Pane[AgreementRow]):
    """The agreements, each in a few lines: status, since when, what it hangs on, what moved.

    They have three to five lines, by the room there is.
    """

    number, name_shown, noun = 1, "Agreements", "agreement"
    orders = ORDERS
    keys = STATUS_KEYS
    empty = "The dossier names no agreement."
    row_height = 4

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(ShortList(lambda: self.ordered(door.agreements()), lambda row: row.id), door, id=id)

    def on_resize(self) -> None:
        """As many lines an agreement as fit under all."""
        room = (self.inner_height - 1) // max(1, len(self.window.rows))
        self.row_height = max(_LEAST_LINES, min(_MOST_LINES, room))

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
        if line == 0:
            return [review_piece(row.waiting), *self._status_line(row, width - 1)]
        room = width - _SET_IN - 1
        lines = [self._since(row, room), self._hangs(row, room), *self._news(row, room)]
        if self.row_height < 4:
            lines = [self._together(row, room), lines[-1] if self.row_height == 3 else []]
        return [(" " * _SET_IN, ""), *(lines[line - 1] if line <= len(lines) else [])]

    def _status_line(self, row: AgreementRow, width: int) -> list[Piece]:
        if width < _NARROW:
            return [mark_piece(row.standing), (cell(row.short, 6), "strong"), status_piece(row.standing)]
        room = width - 2 - STATUS_WIDTH - DATE_WIDTH - 2
        name = f"{row.short}  {row.name}"
        # Half a name is less than its letters.
        shown = name if row.name != row.short and len(name) <= room else row.short
        return [
            mark_piece(row.standing),
            (cell(shown, room), "strong"),
            (" ", ""),
            status_piece(row.standing),
            (" ", ""),
            as_of_piece(row.standing, self.door.on),
        ]

    # The lines below it.

    def _since(self, row: AgreementRow, width: int) -> list[Piece]:
        """Since when, for how long; what waits for review at the right."""
        key = BY_ID["everywhere.review"].first
        waits = f"{row.waiting} to review: {key}" if row.waiting else ""
        words = self._since_words(row, with_days=True)
        if len(words) + len(waits) + 1 > width:
            words = self._since_words(row, with_days=False)
        return between([(words, "dim")], [(waits, "signal")] if waits else [], width)

    def _since_words(self, row: AgreementRow, *, with_days: bool) -> str:
        if row.standing is None:
            return ""
        days = f", {days_since(row.standing.since, self.door.on)}" if with_days else ""
        return f"since {full_day(row.standing.since)}{days}"

    def _hangs(self, row: AgreementRow, width: int) -> list[Piece]:
        """What it hangs on, and where that stands; or what hangs on it."""
        if row.depends_on:
            pieces = _hangs_on(row, with_status=True)
            return pieces if width_of(pieces) <= width else _hangs_on(row, with_status=False)
        above = [other.short for other in self.window.rows if row.id in (on.id for on in other.depends_on)]
        if not above:
            return [("hangs on no other", "dim")]
        return [(f"{' and '.join(above)} hang{'s' if len(above) == 1 else ''} on it", "dim")]

    def _together(self, row: AgreementRow, width: int) -> list[Piece]:
        """Since when and what it hangs on in one line, which is the last to be cut."""
        if not row.depends_on:
            return self._since(row, width)
        for with_status, with_days in ((True, True), (False, True), (False, False)):
            since = self._since_words(row, with_days=with_days)
            pieces = [(f"{since}; " if since else "", "dim"), *_hangs_on(row, with_status=with_status)]
            if width_of(pieces) <= width:
                break
        return pieces

    def _news(self, row: AgreementRow, width: int) -> list[list[Piece]]:
        """When anything moved, and how much was written on each of sixty days: one line, or two of them."""
        moved = self._moved(row)
        if self.row_height < 5:
            return [self._with_spark([(moved, "dim")], row, width)]
        what = f": {moved_words(row.moved)}" if row.moved and width >= _TELLING - _SET_IN else ""
        return [[(cell(moved + what, width), "dim")], self._with_spark(self._stories(row), row, width)]

    def _moved(self, row: AgreementRow) -> str:
        if row.moved is None:
            return "nothing has moved yet"
        return f"moved {full_day(row.moved.date)}, {days_ago(row.moved.date, self.door.on)}"

    def _stories(self, row: AgreementRow) -> list[Piece]:
        if row.newest_story is None:
            return [("no story yet", "dim")]
        newest = hour_or_day(row.newest_story, self.door.clock.now())
        return [(f"{count(row.stories, 'story', 'stories')}, newest {newest}; 60 days", "dim")]

    def _with_spark(self, words: list[Piece], row: AgreementRow, width: int) -> list[Piece]:
        room = width - width_of(words) - _GAP
        if room < _LEAST_SPARK or not any(row.volume):
            return words
        size = len(row.volume)
        # Days side by side, or as many of them in each step as fit.
        counts = gathered(row.volume, min(room, size))
        others = (gathered(other.volume, min(room, size)) for other in self.window.rows if other.volume)
        highest = max((max(sums, default=0) for sums in others), default=0)
        return between(words, [(spark(counts, highest), "spark")], width)

    def seen(self, row: AgreementRow) -> Seen:
        return agreement_seen(row)

    def record(self, row: AgreementRow) -> "Record":
        from dealwatch.report.records import agreement_record, resting_on

        history = self.door.history(f"agreement:{row.id}")
        return agreement_record(row, resting_on(history, today(self.door.clock.now())))

    def target(self) -> Target | None:
        return subject(f"agreement:{self.current.id}") if self.current else None


def _hangs_on(row: AgreementRow, *, with_status: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for number, other in enumerate(row.depends_on):
        mark, style = mark_piece(other.standing)
        pieces += [("hangs on " if number == 0 else " and ", "dim"), (f"{other.short} ", "")]
        pieces += [(mark, style), status_piece_short(other.standing)] if with_status else [(mark[:1], style)]
    return pieces
