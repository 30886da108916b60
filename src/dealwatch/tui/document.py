"""A page to read: blocks of text drawn by line, with a cursor over the stops that lead somewhere.

Down goes to the next stop when it is in view, else a line on, so reading and choosing need one key.
"""

from collections.abc import Hashable
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.message import Message

from dealwatch.tui.actions import Where, bindings
from dealwatch.tui.blocks import MEASURE, Block, Line, lay_out, stops_of
from dealwatch.tui.paint import Piece
from dealwatch.tui.searchedpage import SearchedPage
from dealwatch.tui.targets import Target

_CURSOR, _NO_CURSOR = "> ", "  "
#: Cells inside the frame from which on labels stand beside the text, and how many they may take.
_BESIDE_FROM, _LITTLE_ROOM, _ROOM_FOR_LABELS = 56, 17, 24


def same(block: Block, other: Block) -> bool:
    """Whether two blocks are the same place of a page, although the page has changed around it."""
    return (block.text, block.lead, block.target, block.url) == (
        other.text,
        other.lead,
        other.target,
        other.url,
    )


class Document(SearchedPage):
    """A page with a cursor over its stops."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]
    keys_at: Where = "reader"

    class Opened(Message):
        """Somebody wants to follow a stop."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    class Moved(Message):
        """Another stop is under the cursor."""

    def __init__(self, title: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.frame_title = self.title_of_page = title
        self.stops: list[Block] = []
        self.stop = 0
        self._of: Hashable = None

    def show(self, title: str, blocks: list[Block]) -> None:
        """Show another page, from its top."""
        self.top = self.stop = 0
        self.match = None
        self._put(title, blocks)

    def show_of(self, thing: Hashable, title: str, blocks: list[Block]) -> None:
        """Show the page of a thing, None for nothing; one that is shown already keeps its place."""
        put = self.renew if thing is not None and thing == self._of else self.show
        self._of = thing
        put(title, blocks)

    def renew(self, title: str, blocks: list[Block]) -> None:
        """Show the same page as it is by now: the cursor stays on its stop, the text at its height."""
        before, lines, held = self.blocks, self.lines, self.current
        height = self._line_of(self.stop)
        height = height - self.top if height is not None and self._in_view(self.stop) else None
        anchor = lines[self.top] if self.top < len(lines) else Line()
        into = self.top - next((n for n, line in enumerate(lines) if line.block == anchor.block), 0)
        self._put(title, blocks)
        if self.blocks == before:
            return
        stop = next((n for n, item in enumerate(self.stops) if held is not None and same(item, held)), None)
        self.stop = min(self.stop, max(0, len(self.stops) - 1)) if stop is None else stop
        line = self._line_of(self.stop)
        if stop is not None and height is not None and line is not None:
            self.top = line - height
        elif anchor.block < len(before):
            top = before[anchor.block]
            found = next((n for n, row in enumerate(self.lines) if same(self.blocks[row.block], top)), None)
            self.top = self.top if found is None else found + into
        self.top = max(0, min(self.top, self._last_top))
        self.refresh()

    def _put(self, title: str, blocks: list[Block]) -> None:
        self.title_of_page = title
        self.blocks = [replace(item, text=item.text.rstrip()) for item in blocks]
        self.stops = stops_of(self.blocks)
        self.look_again()
        self._lay_out()

    def _lay_out(self) -> None:
        self.lines = lay_out(self.blocks, max(1, self.inner_width - self._gutter - 3), self._gutter)
        self.top = max(0, min(self.top, self._last_top))
        self.refresh()

    @property
    def _gutter(self) -> int:
        """Cells for labels beside the text; 0 where it has none, or no room for them."""
        longest = max((cell_len(m.label) for item in self.blocks for m in item.marks), default=0)
        room = _ROOM_FOR_LABELS if self.inner_width > MEASURE else _LITTLE_ROOM
        return min(longest + 2, room) if longest and self.inner_width > _BESIDE_FROM else 0

    @property
    def _last_top(self) -> int:
        return max(0, len(self.lines) - self.inner_height)

    @property
    def current(self) -> Block | None:
        """The stop under the cursor."""
        return self.stops[self.stop] if self.stop < len(self.stops) else None

    def on_resize(self) -> None:
        """Wrapped anew, with the same text on top."""
        share = self.top / max(1, len(self.lines))
        self._lay_out()
        self.top = max(0, min(self._last_top, round(share * len(self.lines))))

    # Moving.

    def action_down(self) -> None:
        below = self._line_of(self.stop + 1)
        if below is not None and below < self.top + self.inner_height and self._in_view(self.stop):
            self.move_to_stop(self.stop + 1)
        elif self.top < self._last_top:
            self.scroll_lines(self.top + 1)
        elif below is not None:
            self.move_to_stop(self.stop + 1)

    def action_up(self) -> None:
        above = self._line_of(self.stop - 1)
        if above is not None and above >= self.top and self._in_view(self.stop):
            self.move_to_stop(self.stop - 1)
        elif self.top > 0:
            self.scroll_lines(self.top - 1)
        elif above is not None:
            self.move_to_stop(self.stop - 1)

    def step(self, by: int) -> None:
        (self.action_next if by > 0 else self.action_previous)()

    def action_next(self) -> None:
        self.move_to_stop(self.stop + 1)

    def action_previous(self) -> None:
        self.move_to_stop(self.stop - 1)

    def action_first(self) -> None:
        self.stop = 0
        self.scroll_lines(0)

    def action_last(self) -> None:
        self.stop = max(0, len(self.stops) - 1)
        self.scroll_lines(self._last_top)

    def action_half_down(self) -> None:
        self.scroll_lines(self.top + max(1, self.inner_height // 2))

    def action_half_up(self) -> None:
        self.scroll_lines(self.top - max(1, self.inner_height // 2))

    def action_page_down(self) -> None:
        self.scroll_lines(self.top + max(1, self.inner_height - 1))

    def action_page_up(self) -> None:
        self.scroll_lines(self.top - max(1, self.inner_height - 1))

    def action_open(self) -> None:
        current = self.current
        if current is not None and current.target is not None:
            self.post_message(self.Opened(current.target))
        elif current is not None:
            self.app.call_later(self.app.run_action, "browse")

    def move_to_stop(self, stop: int) -> None:
        """Put the cursor on a stop, and scroll so that it can be seen."""
        line = self._line_of(stop)
        if line is None:
            return
        self.stop = stop
        if not self.top <= line < self.top + self.inner_height:
            self.top = max(0, min(line - self.inner_height // 3, self._last_top))
        self.refresh()
        self.post_message(self.Moved())

    def scroll_lines(self, top: int) -> None:
        """Show the page from a line on; the cursor goes along when it would leave the view."""
        self.top = max(0, min(top, self._last_top))
        if not self._in_view(self.stop):
            seen = {n for line in self.lines[self.top : self.top + self.inner_height] for n in line.stops}
            if seen:
                self.stop = min(seen, key=lambda stop: abs(stop - self.stop))
        self.refresh()
        self.post_message(self.Moved())

    def _line_of(self, stop: int) -> int | None:
        return (
            next((n for n, line in enumerate(self.lines) if stop in line.stops), None) if stop >= 0 else None
        )

    def _in_view(self, stop: int) -> bool:
        line = self._line_of(stop)
        return line is None or self.top <= line < self.top + self.inner_height

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(self.top - 3)

    def on_click(self, event: events.Click) -> None:
        """One click places the cursor, a second follows the stop."""
        number = self.top + event.y - self.framed
        if 0 <= number < len(self.lines) and self.lines[number].stops:
            self.move_to_stop(self.lines[number].stop_at(event.x - self.framed - len(_NO_CURSOR)))
            if event.chain > 1:
                self.action_open()

    # Paint.

    def foot(self) -> list[Piece]:
        if len(self.lines) <= self.inner_height:
            return []
        last = min(len(self.lines), self.top + self.inner_height)
        return [(f"lines {self.top + 1}-{last} of {len(self.lines)}", "dim")]

    def inner_line(self, y: int, width: int) -> tuple[list[Piece], str]:
        if self.top + y >= len(self.lines):
            return [], ""
        line = self.lines[self.top + y]
        here = self.can_focus and self.stop in line.stops
        begins = here and (self.top + y == 0 or self.stop not in self.lines[self.top + y - 1].stops)
        over = "cursor" if self.has_focus else "cursor-away"
        words = line.looked_at(self.stop, over) if here else line.pieces
        words = tuple(self.with_matches(line, words)) if self.matches else words
        pieces: list[Piece] = [(_CURSOR if begins else _NO_CURSOR, "strong" if here else ""), *words]
        if self._gutter and line.label:
            used = sum(cell_len(text) for text, _ in pieces)
            at = min(width - self._gutter, MEASURE + 2) + 1
            pieces += [(" " * max(1, at - used), ""), *line.label]
        return pieces, ("cursor" if here and self.has_focus and line.stop == self.stop else "")
