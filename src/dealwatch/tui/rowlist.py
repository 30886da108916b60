"""A list that a feed may fill to a million rows: drawn by line over a window of the store.

The cursor names a row, not a line; what arrives never moves it once a key or the mouse has placed it. A move
repaints the two rows concerned and the frame's lower line.
"""

from collections.abc import Hashable
from typing import Any, ClassVar, Generic

from textual import events
from textual.binding import BindingType
from textual.message import Message

from dealwatch.filter import NOTHING, Filter
from dealwatch.tui.actions import Where, bindings
from dealwatch.tui.paint import Framed, Piece, matched
from dealwatch.tui.text import wrap
from dealwatch.tui.window import Found, R, ShortList, Source, Window


class RowList(Framed, Generic[R]):
    """Rows with a cursor. A pane subclasses it and says what a row looks like."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]
    keys_at: Where = "list"

    row_height = 1
    noun = "row"
    empty = "Nothing here yet."
    said_empty = ""
    # Words that are marked where they stand in a row.
    wanted: Filter = NOTHING

    class Told(Message):
        """Something that a list tells; never sent itself."""

        def __init__(self, pane: "RowList[Any]") -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> "RowList[Any]":
            """The list it was sent by."""
            return self.pane

    class Opened(Told):
        """Somebody wants to see what a row leads to."""

    class Moved(Told):
        """The cursor stands on another row."""

    class Waiting(Told):
        """The number of arrivals that wait has changed."""

    def __init__(self, source: Source[R], *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.window: Window[R] = Window(source)
        self.cursor = 0
        self.top = 0
        self.placed = False
        self.waiting = 0
        self.newest: R | None = None

    # What a pane says of its rows.

    def heading(self, width: int) -> list[Piece]:  # noqa: ARG002
        """The line of column names; none when empty."""
        return []

    def cells(self, row: R, width: int, line: int) -> list[Piece]:
        """The pieces of one of a row's lines, without the cursor's mark."""
        raise NotImplementedError

    def legends(self) -> list[list[list[Piece]]]:
        """What may stand in the room that rows leave free, the most important first; whole or not at all."""
        return []

    def below(self, room: int) -> list[list[Piece]]:
        """What stands at the foot of the list, in at most the `room` lines that rows leave free."""
        lines: list[list[Piece]] = []
        for part in self.legends():
            if len(part) + len(lines) < room:
                lines = [*part, *lines]
        return lines

    # Data.

    @property
    def current(self) -> R | None:
        """The row under the cursor."""
        return self.window.peek(self.cursor)

    def reload(self) -> None:
        """The store has changed: show what is new if nobody has placed the cursor, else count what waits."""
        if isinstance(self.window.source, ShortList):
            self._reload_short()
        elif self.placed:
            self._count_waiting()
        else:
            self.show_arrivals()

    def renew(self) -> None:
        """Something was written from here: show the rows as they are by now, the cursor's at its height.

        Where its row is gone, the cursor stays where it is, on the next one. What waits goes on waiting.
        """
        if isinstance(self.window.source, ShortList):
            self.reload()
            return
        held, height = self.current, self.cursor - self.top
        self.window.renew(self.top, self.waiting)
        self.cursor = self.window.first if held is None else self.window.nearest(held)
        self.top = max(self.window.first, self.cursor - height)
        if self.window.rows:
            self._scroll_to_cursor()
        self.refresh()

    def show_arrivals(self) -> None:
        """Load the list anew and stand on its first row."""
        self.window.load_top()
        self.cursor = self.top = 0
        self.placed = False
        self._set_waiting(0, None)
        self._read_view()
        self.refresh()
        self.post_message(self.Moved(self))

    def put(self, found: Found[R], held: Hashable, height: int) -> None:
        """Show a page that was read elsewhere: the cursor on the row of the identity `held`, at its height,
        or on the first one where that is not in the list.
        """
        self.window.put(found)
        position = None if held is None else self.window.find(held)
        self.cursor = self.window.first if position is None else position
        self.top = max(0, self.cursor - height) if position is not None else self.cursor
        self._set_waiting(0, None)
        if self.window.rows:
            self._scroll_to_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def _reload_short(self) -> None:
        held = self.current
        self.window.load_top()
        if held is not None:
            found = self.window.find(self.window.source.identity(held))
            self.cursor = self.window.clamp(self.cursor if found is None else found)
            self._scroll_to_cursor()
        self.refresh()

    def _count_waiting(self) -> None:
        self._set_waiting(*self.window.arrivals())

    def _set_waiting(self, number: int, newest: R | None) -> None:
        if number != self.waiting:
            self.waiting, self.newest = number, newest
            self.post_message(self.Waiting(self))

    # Moving.

    @property
    def visible_rows(self) -> int:
        """How many whole rows there is room for."""
        return max(1, (self.inner_height - self._heading_height) // self.row_height)

    @property
    def _heading_height(self) -> int:
        inner = self.inner
        return 1 if inner.height >= 4 and self.heading(inner.width - 2) else 0

    def move_to(self, position: int) -> None:
        """Place the cursor, and scroll only as far as is needed to see it."""
        self.placed = True
        if not self.window.rows:
            return
        before, top = self.cursor, self.top
        self.cursor = self.window.clamp(position)
        self._scroll_to_cursor()
        if self.top != top:
            self.refresh()
        elif self.cursor != before:
            self._repaint_row(before)
            self._repaint_row(self.cursor)
            self.repaint_foot()
        if self.cursor != before:
            self.post_message(self.Moved(self))

    def _scroll_to_cursor(self) -> None:
        if not self.size.height:
            return  # Nobody sees it: it keeps its place until it is seen again.
        rows = self.visible_rows
        self.top = max(min(self.top, self.cursor), self.cursor - rows + 1)
        # No gap below the last row while there are rows above to fill it.
        last = self.window.clamp(self.top + rows - 1)
        if last < self.top + rows - 1:
            self.top = max(self.window.clamp(last - rows + 1), self.window.first)
        self._read_view(rows)

    def _read_view(self, rows: int | None = None) -> None:
        """Read what is about to be painted: painting itself never touches the store."""
        self.window.reach(self.top, self.top + (rows or self.visible_rows) + 1)

    def _repaint_row(self, position: int) -> None:
        y = self._heading_height + (position - self.top) * self.row_height
        for line in range(self.row_height):
            self.repaint_inner(y + line)

    def scroll_rows(self, rows: int) -> None:
        """Scroll as a mouse wheel does; the cursor goes along when it would leave the view."""
        if not self.window.rows:
            return
        self.placed = True
        last_top = self.window.clamp(self.top + rows + self.visible_rows - 1) - self.visible_rows + 1
        self.top = max(self.window.clamp(min(self.top + rows, last_top)), self.window.first)
        held = max(self.top, min(self.cursor, self.window.clamp(self.top + self.visible_rows - 1)))
        moved, self.cursor = held != self.cursor, held
        self._read_view()
        self.refresh()
        if moved:
            self.post_message(self.Moved(self))

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self.visible_rows)

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self.visible_rows)

    def action_half_down(self) -> None:
        self.move_to(self.cursor + max(1, self.visible_rows // 2))

    def action_half_up(self) -> None:
        self.move_to(self.cursor - max(1, self.visible_rows // 2))

    def action_first(self) -> None:
        """To the first row, reading the top anew only when it is far away."""
        if self.window.first > 2 * len(self.window.rows):
            held = self.placed
            self.window.load_top()
            self._set_waiting(0, None)
            self.cursor = self.top = 0
            self.placed = held
            self.refresh()
        self.window.reach(-(2**31), 0)
        self.move_to(self.window.first)

    def action_last(self) -> None:
        """To the last row, without reading what lies between."""
        self.window.load_bottom()
        self.top = min(self.top, self.window.end - 1)
        if self.window.peek(self.top) is None:
            self.top = max(self.window.first, self.window.end - self.visible_rows)
            self.refresh()
        self.move_to(self.window.end - 1)

    def refusal(self, action: str) -> str:
        """Why one of a list's own actions cannot work now."""
        steps = {"list.next_new": 1, "list.previous_new": -1}
        if action in steps and self.window.next_new(self.cursor, steps[action]) is None:
            return f"no new {self.noun} {'below' if steps[action] > 0 else 'above'} this one"
        return ""

    def action_next_new(self) -> None:
        self._move_to_new(1)

    def action_previous_new(self) -> None:
        self._move_to_new(-1)

    def _move_to_new(self, step: int) -> None:
        if (position := self.window.next_new(self.cursor, step)) is not None:
            self.move_to(position)

    def action_open(self) -> None:
        if self.current is not None:
            self.post_message(self.Opened(self))

    # Mouse and size.

    def on_resize(self) -> None:
        """The cursor stays in view, and at its height if it can."""
        if self.window.rows:
            self._scroll_to_cursor()
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-3)

    def on_click(self, event: events.Click) -> None:
        """One click places the cursor, a second opens the row."""
        y = event.y - self.framed - self._heading_height
        position = self.top + y // self.row_height
        if 0 <= y < self.visible_rows * self.row_height and self.window.peek(position) is not None:
            self.move_to(position)
            if event.chain > 1:
                self.action_open()

    # Paint.

    def foot(self) -> list[Piece]:
        total = max(self.window.total, len(self.window.rows))
        if not total:
            return []
        return [(f"{self.window.ordinal(self.cursor):,} of {total:,}", "dim")]

    def inner_line(self, y: int, width: int) -> tuple[list[Piece], str]:
        heading = self._heading_height
        if y < heading:
            return [("  ", ""), *self.heading(width - 2)], "dim"
        position, line = divmod(y - heading, self.row_height)
        row = self.window.peek(self.top + position)
        if row is None:
            return self._blank_line(y - heading, width), ""
        here = self.top + position == self.cursor
        mark = ">" if here and line == 0 else " "
        over = ("cursor" if self.has_focus else "cursor-away") if here else ""
        pieces = self.cells(row, width - 1, line)
        return [(mark, ""), *(matched(pieces, self.wanted) if self.wanted else pieces)], over

    def _blank_line(self, y: int, width: int) -> list[Piece]:
        if not self.window.rows:
            return self._empty_line(y, width)
        used = (self.window.end - self.top) * self.row_height
        room = self.inner_height - self._heading_height
        lines = self.below(room - used)
        line = y - (room - len(lines))
        return lines[line] if line >= 0 else []

    def _empty_line(self, y: int, width: int) -> list[Piece]:
        words = self.said_empty or self.empty
        lines = wrap(words, max(10, width - 4))
        at = y - (1 if self.inner_height >= 3 else 0)
        return [("  " + words[slice(*lines[at])], "dim")] if 0 <= at < len(lines) else []

    @property
    def plural(self) -> str:
        """More than one of `noun`."""
        return self.noun[:-1] + "ies" if self.noun.endswith("y") else self.noun + "s"
