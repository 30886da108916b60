"""Pane 3: the stories, newest first."""

from dealwatch.store.rows import StoryRow
from dealwatch.tui.door import Door, Stories
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import tags_words
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.targets import Target, story
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.when import hour_or_day

_NARROW = 40
_WITH_OUTLET = 64
_WIDE = 100
_DATE, _TAGS, _OUTLET = 7, 8, 12


class StoriesPane(Pane[StoryRow]):
    """The stories. A narrow one keeps mark, date and headline; a wide one has room for tags and outlet."""

    number, name_shown, noun = 3, "Stories", "story"
    empty = "No story yet: r asks the feeds."

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(Stories(door), door, id=id)

    def heading(self, width: int) -> list[Piece]:
        return self._columns(width, "", "date", "tags", "headline", "outlet") if width >= _NARROW else []

    def cells(self, row: StoryRow, width: int, line: int) -> list[Piece]:  # noqa: ARG002
        mark = "N" if row.new else " "
        when = hour_or_day(row.at, self.door.clock.now())
        title = one_line(row.title) or "(no headline)"
        return self._columns(width - 1, mark, when, tags_words(row.tags), title, one_line(row.outlet))

    def _columns(self, width: int, mark: str, when: str, tags: str, title: str, outlet: str) -> list[Piece]:
        pieces: list[Piece] = [
            (cell(mark, 2), "new"),
            (right_cell(when, _DATE), "dim" if mark == " " else ""),
        ]
        if width < _NARROW:
            return [*pieces, (" ", ""), (cell(title, width - _DATE - 3), "")]
        tag_room = _TAGS + 6 if width >= _WIDE else _TAGS
        outlet_room = (_OUTLET + 8 if width >= _WIDE else _OUTLET) if width >= _WITH_OUTLET else 0
        room = width - 2 - _DATE - 2 - tag_room - 1 - (outlet_room + 1 if outlet_room else 0)
        pieces += [
            ("  ", ""),
            (cell(tags, tag_room), "link"),
            (" ", ""),
            (cell(title, room), "strong" if mark == "N" else ""),
        ]
        if outlet_room:
            pieces += [(" ", ""), (cell(outlet, outlet_room), "dim")]
        return pieces

    def target(self) -> Target | None:
        return story(self.current.id) if self.current else None

    def link(self) -> str:
        return self.current.url if self.current else ""

    def arrivals(self) -> str:
        return super().arrivals() + (f": {one_line(self.newest.title)}" if self.newest else "")
