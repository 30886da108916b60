"""Pane 3: the stories, newest first."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from dealwatch.store.rows import StoryRow
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.door import Door
from dealwatch.tui.longlists import Stories
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import beside, review_piece, story_marks, tags_words
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.targets import Target, story
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.when import count, full_day, hour_or_day

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW = 40
#: The outlet's cells from which on the others are counted in words.
_WORDY = 30
_EMPTY = {
    "idle": "No story yet: r asks the feeds.",
    "checking": "No story yet: the feeds are being asked.",
    "offline": "No story yet, and offline nobody is asked.",
    "silent": "No story yet: no feed has answered. s says why, r asks again.",
}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cells of the columns beside the headline, which has the rest."""

    tags: int
    outlet: int


# A date has a cell before it, so that no mark stands against it.
_MARKS, _DATE = 3, 9
# From a width on; a narrow list has neither column.
_LAYOUTS = (
    (120, _Columns(tags=22, outlet=32)),
    (100, _Columns(tags=20, outlet=20)),
    (76, _Columns(tags=11, outlet=12)),
    (64, _Columns(tags=11, outlet=11)),
    (56, _Columns(tags=11, outlet=0)),
    (_NARROW, _Columns(tags=8, outlet=0)),
)


def _more(others: int, room: int) -> str:
    """How many further outlets tell it, in words where there is room for them."""
    if not others:
        return ""
    return f"+{count(others, 'outlet')}" if room >= _WORDY else f"+{others}"


def _columns(width: int) -> _Columns | None:
    return next((columns for least, columns in _LAYOUTS if width >= least), None)


def _meanwhile() -> str:
    """What there is to look at in a store without stories."""
    keys = [BY_ID[f"everywhere.{name}"].first for name in ("timeline", "feeds", "help")]
    return (
        "What the other panes show is what the dossier brings: each status says on which day it was last "
        f"known to hold; none is a claim about today. {keys[0]} shows what happened so far, {keys[1]} the "
        f"feeds, {keys[2]} all keys."
    )


class StoriesPane(Pane[StoryRow]):
    """The stories. A narrow one keeps mark, date and headline; a wide one has room for tags and outlet."""

    number, name_shown, noun = 3, "Stories", "story"
    empty = _EMPTY["idle"]

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(Stories(door), door, id=id)
        self._in_review: frozenset[int] = frozenset()

    def show_emptiness(self, phase: str, stored: int) -> None:
        """Say why there is nothing here: by what the poller does ("silent": no feed answers), and how many
        other stories there are.
        """
        words = f"None of {count(stored, 'story', 'stories')} is about this."
        words = words if stored else f"{_EMPTY[phase]}\n\n{_meanwhile()}"
        if stored and self.door.back_to is not None:
            words = f"No story up to {full_day(self.door.back_to)}."
        if words != self.empty:
            self.empty = words
            if not self.window.rows:
                self.refresh()

    def reload(self) -> None:
        self._in_review = self.door.in_review()
        super().reload()
        self.refresh()

    def renew(self) -> None:
        self._in_review = self.door.in_review()
        super().renew()

    def take_as_read(self, id: int) -> bool:
        """A story was opened; False where its row is not among those that were read."""
        position = self.window.find(id)
        row = self.window.peek(position) if position is not None else None
        if position is None or row is None:
            return False
        self.window.change(position, replace(row, unread=False))
        self._repaint_row(position)
        return True

    def show_arrivals(self) -> None:
        self._in_review = self.door.in_review()
        super().show_arrivals()

    def heading(self, width: int) -> list[Piece]:
        columns = _columns(width)
        if columns is None:
            return []
        return self._row(
            [(" " * (_MARKS - 1), "")],
            "date",
            "about",
            ("headline", ""),
            cell("outlet", columns.outlet),
            width,
        )

    def marks(self, row: StoryRow) -> list[Piece]:
        """New, or not read yet; starred; in review."""
        marks = story_marks(new=row.new, unread=row.unread, starred=row.starred)
        return [*marks, review_piece(row.id in self._in_review)]

    def cells(self, row: StoryRow, width: int, line: int) -> list[Piece]:  # noqa: ARG002
        when = hour_or_day(row.at, self.door.clock.now())
        title = one_line(row.title) or "(no headline)"
        columns = _columns(width - 1)
        style = "strong" if row.new and row.unread else ""
        if columns is None:
            room = width - _MARKS - _DATE - 1
            return [*self.marks(row), (right_cell(when, _DATE), "dim"), (" ", ""), (cell(title, room), style)]
        tags = tags_words(row.tags, self.door.agreement_names, title, columns.tags)
        more = _more(row.others, columns.outlet)
        outlet = beside(one_line(row.outlet), more, columns.outlet) if columns.outlet else more
        return self._row(self.marks(row), when, tags, (title, style), outlet, width - 1)

    def _row(
        self, marks: list[Piece], when: str, tags: str, title: Piece, outlet: str, width: int
    ) -> list[Piece]:
        columns = _columns(width) or _LAYOUTS[-1][1]
        last = f" {outlet}" if outlet else ""
        room = width - (_MARKS - 1) - _DATE - 1 - columns.tags - 1 - cell_len(last)
        return [
            *marks,
            (right_cell(when, _DATE), "dim" if title[1] == "" else ""),
            (" ", ""),
            (cell(tags, columns.tags), "link" if len(marks) > 1 else ""),
            (" ", ""),
            (cell(title[0], room), title[1]),
            (last, "dim"),
        ]

    def target(self) -> Target | None:
        return story(self.current.id) if self.current else None

    def record(self, row: StoryRow) -> "Record":
        from dealwatch.report.records import story_record

        return story_record(row)

    def link(self) -> str:
        return self.current.url if self.current else ""

    def arrivals(self) -> str:
        return super().arrivals() + (f": {one_line(self.newest.title)}" if self.newest else "")
