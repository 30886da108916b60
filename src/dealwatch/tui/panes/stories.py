"""Pane 3: the stories, newest first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from dealwatch.store.rows import StoryRow
from dealwatch.tui.door import Door, Stories
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import tags_words
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.targets import Target, story
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.when import count, hour_or_day

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW = 40
_EMPTY = {
    "idle": "No story yet: r asks the feeds.",
    "checking": "No story yet: the feeds are being asked.",
    "offline": "No story yet, and offline nobody is asked.",
}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cells of the columns beside the headline, which has the rest."""

    tags: int
    outlet: int


_DATE = 7
# From a width on; a narrow list has neither column.
_LAYOUTS = (
    (104, _Columns(tags=22, outlet=20)),
    (64, _Columns(tags=12, outlet=12)),
    (56, _Columns(tags=12, outlet=0)),
    (_NARROW, _Columns(tags=8, outlet=0)),
)


def _columns(width: int) -> _Columns | None:
    return next((columns for least, columns in _LAYOUTS if width >= least), None)


class StoriesPane(Pane[StoryRow]):
    """The stories. A narrow one keeps mark, date and headline; a wide one has room for tags and outlet."""

    number, name_shown, noun = 3, "Stories", "story"
    empty = _EMPTY["idle"]

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(Stories(door), door, id=id)

    def show_emptiness(self, phase: str, stored: int) -> None:
        """Say why there is nothing here: by what the poller does, and how many other stories there are."""
        words = f"None of {count(stored, 'story', 'stories')} is about this." if stored else _EMPTY[phase]
        if words != self.empty:
            self.empty = words
            if not self.window.rows:
                self.refresh()

    def heading(self, width: int) -> list[Piece]:
        columns = _columns(width)
        if columns is None:
            return []
        return self._row("", "date", cell("about", columns.tags), "headline", "", "outlet", width, "")

    def cells(self, row: StoryRow, width: int, line: int) -> list[Piece]:  # noqa: ARG002
        mark = "N" if row.new else " "
        when = hour_or_day(row.at, self.door.clock.now())
        title = one_line(row.title) or "(no headline)"
        columns = _columns(width - 1)
        tags = tags_words(row.tags, self.door.agreement_names, title, columns.tags) if columns else ""
        others = f"+{row.others}" if row.others else ""
        return self._row(mark, when, tags, title, others, one_line(row.outlet), width - 1, "dim")

    def _row(
        self, mark: str, when: str, tags: str, title: str, others: str, outlet: str, width: int, dim: str
    ) -> list[Piece]:
        columns = _columns(width)
        shown = "strong" if mark == "N" else ""
        pieces: list[Piece] = [
            (cell(mark, 2 if dim else 1), "new"),
            (right_cell(when, _DATE), "" if mark == "N" else dim),
        ]
        if columns is None:
            return [*pieces, (" ", ""), (cell(title, width - _DATE - 3), shown)]
        outlet_room = columns.outlet + 1 if columns.outlet else 0
        more = f" {others}" if others else ""
        room = width - 2 - _DATE - 2 - columns.tags - 1 - outlet_room
        pieces += [("  ", ""), (cell(tags, columns.tags), "link" if dim else ""), (" ", "")]
        if not outlet_room:
            return [*pieces, (cell(title, room - len(more)), shown), (more, "link")]
        named = cell(
            outlet, min(len(one_line(outlet)), columns.outlet - len(more)) if more else columns.outlet
        )
        rest = columns.outlet - len(more) - cell_len(named) if more else 0
        return [*pieces, (cell(title, room), shown), (" ", ""), (named, dim), (more + " " * rest, "link")]

    def target(self) -> Target | None:
        return story(self.current.id) if self.current else None

    def record(self, row: StoryRow) -> "Record":
        from dealwatch.report.records import story_record

        return story_record(row)

    def link(self) -> str:
        return self.current.url if self.current else ""

    def arrivals(self) -> str:
        return super().arrivals() + (f": {one_line(self.newest.title)}" if self.newest else "")
