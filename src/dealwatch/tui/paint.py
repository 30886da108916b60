"""Drawing by line: pieces of text with named styles, and a frame that shows focus without colour.

A widget that repaints three lines on a key sends some hundred bytes, a stock list fifteen thousand; that is
what makes the dashboard usable over a slow ssh line.
"""

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from dealwatch.filter import Filter, spans_in
from dealwatch.tui.glyphs import frame
from dealwatch.tui.text import cell, shown, trim
from dealwatch.values import Status

# Text and the name of its style ("" for the widget's own), without markup.
Piece = tuple[str, str]

STYLES: Final = (
    "dim",
    "strong",
    "title",
    "new",
    "cursor",
    "cursor-away",
    "frame",
    "frame-focus",
    "link",
    "evidence",
    "quote",
    "signal",
    "silence",
    "spark",
    "alarm",
    "match",
    *(f"status-{status.value}" for status in Status),
)

CLASSES: Final = frozenset(f"painted--{name}" for name in STYLES)
"""The component classes that a screen must have for what is painted on it."""

# Styles that lie over a whole row.
_OVER: Final = ("cursor", "cursor-away")


def width_of(pieces: Iterable[Piece]) -> int:
    """Cells that the pieces take."""
    return sum(cell_len(text) for text, _ in pieces)


def between(left: list[Piece], right: list[Piece], width: int) -> list[Piece]:
    """Pieces at both ends of a line, with a gap; where there is no room for both, the left is cut."""
    taken = width_of(right)
    if not right or taken >= width:
        return cut(right or left, width)
    return [*cut(left, width - taken - 1), (" ", ""), *right]


def cut(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """Exactly `width` cells: padded with blanks, or cut with "…"."""
    kept: list[Piece] = []
    room = width
    for words, style in pieces:
        text = shown(words)
        size = cell_len(text)
        if size > room:
            kept.append((trim(text, room), style))
            return kept
        kept.append((text, style))
        room -= size
    if room > 0:
        kept.append((" " * room, ""))
    return kept


def matched(pieces: Iterable[Piece], wanted: Filter) -> list[Piece]:
    """The pieces with the words of a filter marked where they stand in them."""
    found: list[Piece] = []
    for text, style in pieces:
        place = 0
        for start, end in spans_in(wanted, text) if text.strip() else ():
            found += [(text[place:start], style), (text[start:end], f"{style} match".strip())]
            place = end
        found.append((text[place:], style))
    return found


class Painted(Widget):
    """A widget drawn line by line from pieces. Styles are its screen's component classes: themes reach them.

    As its own they would be resolved for each widget, a third of what Textual does before the first frame.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_by_name: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._styles_by_name.clear()

    def look(self, name: str) -> Style:
        """The style of a name over the widget's own."""
        if name not in self._styles_by_name:
            self._styles_by_name[name] = self._resolve(name.split())
        return self._styles_by_name[name]

    def _resolve(self, names: list[str]) -> Style:
        over = [name for name in names if name in _OVER]
        # Reverse video over many colours is a patchwork: the row under the cursor has one.
        own = [] if "cursor" in over else [name for name in names if name not in _OVER]
        if "cursor" in over and "match" in names:
            return self._resolve(over) + Style(underline=True, bold=True)
        style = self.visual_style
        for name in own:
            style += self.screen.get_visual_style(f"painted--{name}", partial=True)
        rows = [self.screen.get_component_rich_style(f"painted--{name}", partial=True) for name in over]
        return Style.combine([style.rich_style, *rows])

    def strip(self, pieces: Iterable[Piece], width: int, over: str = "") -> Strip:
        """One line of `width` cells; `over` is a style that lies over the whole of it."""
        segments: list[Segment] = []
        for text, name in cut(pieces, width):
            if text:
                # What is blank has no colour of its own, and neighbours of one look are one run of bytes.
                look = self.look(f"{'' if text.isspace() else name} {over}".strip())
                if segments and segments[-1].style == look:
                    text = segments.pop().text + text
                segments.append(Segment(text, look))
        return Strip(segments, width)


class OneLine(Painted):
    """A line of the screen's own: repainted only when its words change."""

    class Clicked(Message):
        """Somebody clicked on a piece of it; `before` are the words of the piece at its left."""

        def __init__(self, line: "OneLine", words: str, before: str) -> None:
            super().__init__()
            self.line = line
            self.words = words
            self.before = before

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left: list[Piece] = []
        self._right: list[Piece] = []

    def show(self, left: list[Piece], right: list[Piece] | None = None) -> None:
        """Put words to the left and to the right end."""
        if (left, right or []) != (self._left, self._right):
            self._left, self._right = left, right or []
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        at, before = 0, ""
        for words, _ in between(self._left, self._right, self.size.width):
            at += cell_len(words)
            if event.x < at:
                self.post_message(self.Clicked(self, words, before))
                return
            before = words

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        return self.strip(between(self._left, self._right, self.size.width), self.size.width)


def _has_room(size: Size) -> bool:
    """Whether there is room for a frame."""
    return size.width >= 24 and size.height >= 5


class Framed(Painted):
    """A widget with a frame that it draws itself: the position in it changes without a repaint of the rest.

    Focus shows by a heavier line, a brighter title and (in what is drawn inside) a reversed row: three
    signals, two of them without colour. Too small for a frame, it leaves it out.
    """

    can_focus = True
    frame_title = ""
    _foot_width = 0

    @property
    def framed(self) -> bool:
        """Whether there is room for a frame."""
        return _has_room(self.size)

    @property
    def inner(self) -> Size:
        """What is inside the frame. Textual works its size out anew each time it is asked: ask once."""
        size = self.size
        edges = 2 * _has_room(size)
        return Size(max(0, size.width - edges), max(0, size.height - edges))

    @property
    def inner_height(self) -> int:
        """Lines inside the frame."""
        return self.inner.height

    @property
    def inner_width(self) -> int:
        """Cells inside the frame."""
        return self.inner.width

    def repaint_inner(self, y: int) -> None:
        """Draw one line inside the frame again, and no other."""
        edge = int(self.framed)
        self.refresh(Region(edge, y + edge, self.inner_width, 1))

    def repaint_foot(self) -> None:
        """Draw the words in the frame's lower line again."""
        if self.framed:
            words = width_of(self.foot())
            # Words of another length move the line beside them.
            room = words if words == self._foot_width else max(words, self._foot_width) + 2
            self._foot_width = words
            self.refresh(Region(max(0, self.size.width - 3 - room), self.size.height - 1, room, 1))

    def foot(self) -> list[Piece]:
        """What stands at the right of the frame's lower line."""
        return []

    def inner_line(self, y: int, width: int) -> tuple[list[Piece], str]:
        """The pieces of a line inside the frame, and the style that lies over it."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        size = self.size
        width = size.width
        if not _has_room(size):
            pieces, over = self.inner_line(y, width)
            return self.strip(pieces, width, over)
        shape, style = frame(heavy=self.has_focus), "frame-focus" if self.has_focus else "frame"
        if y == 0:
            return self.strip(self._top(shape, style, width), width)
        if y == size.height - 1:
            return self.strip(self._bottom(shape, style, width), width)
        pieces, over = self.inner_line(y - 1, width - 2)
        side = Segment(shape[3], self.look(style))
        return Strip([side, *self.strip(pieces, width - 2, over), side], width)

    def _top(self, shape: str, style: str, width: int) -> list[Piece]:
        title = cell(self.frame_title, min(cell_len(self.frame_title), width - 6))
        rest = shape[1] * (width - 5 - cell_len(title))
        return [
            (shape[0] + shape[1] + " ", style),
            (title, "title" if self.has_focus else ""),
            (" ", style),
            (rest + shape[2], style),
        ]

    def _bottom(self, shape: str, style: str, width: int) -> list[Piece]:
        foot = self.foot()
        room = width - 4 - width_of(foot)
        if not foot or room < 2:
            return [(shape[4] + shape[1] * (width - 2) + shape[5], style)]
        return [(shape[4] + shape[1] * (room - 1) + " ", style), *foot, (" " + shape[1] + shape[5], style)]
