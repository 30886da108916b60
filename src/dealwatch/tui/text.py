"""The only place that turns `Untrusted` text into something the screen can show: never as markup.

Textual reads a bare `str` as markup in most places that take one, and a stray "[/]" then ends the program;
so everything shown is `Content`, or a string cut to cells for widgets that are drawn line by line.
"""

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, get_character_cell_size, set_cell_size
from rich.text import Text
from textual.content import Content
from textual.widgets import Static

from dealwatch.text import Untrusted, clean_line, clean_text

if TYPE_CHECKING:
    from textual.command import Hit
    from textual.types import IgnoreReturnCallbackType as Command

Words = Untrusted | str

# Characters of no width of their own: terminals disagree on what they join, and a row is then torn.
_JOINERS: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_BLANKS: Final = re.compile("[\t\u00a0\u2028\u2029]")
_MARKS_A_CELL: Final = 9


def plain(words: Words) -> str:
    """Clean text with its line breaks, for measuring and wrapping. Offsets into stored text hold in it."""
    return words.plain if isinstance(words, Untrusted) else clean_text(words)


def one_line(words: Words) -> str:
    """Clean text as one line, without the characters that tear a row of cells."""
    return _JOINERS.sub("", clean_line(plain(words)))


def content(words: Words) -> Content:
    """The words as Textual shows them, character for character."""
    return Content(plain(words))


def shown(piece: str) -> str:
    """A piece of clean text as it may stand in a drawn line: no tabs, no joiners."""
    if piece.isascii() and "\t" not in piece:
        return piece
    return _BLANKS.sub(" ", _JOINERS.sub("", piece))


def cell(words: Words, width: int) -> str:
    """One line of exactly `width` cells, with "…" where something was cut."""
    if width <= 0:
        return ""
    # A headline of a million characters must not be measured for a column of thirty.
    line = one_line(words)[: width * _MARKS_A_CELL + 1]
    if len(line) <= width and line.isascii():
        return line.ljust(width)
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    return set_cell_size(line, width - 1) + "…"


def trim(piece: str, width: int) -> str:
    """A piece of a drawn line, cut to at most `width` cells; its blanks at either end stay."""
    if width <= 0:
        return ""
    return piece if cell_len(piece) <= width else set_cell_size(piece, width - 1) + "…"


def right_cell(words: Words, width: int) -> str:
    """`cell`, but set to the right."""
    line = one_line(words)
    return cell(line, width) if cell_len(line) >= width else " " * (width - cell_len(line)) + line


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of a text wrapped at words to `width` cells, as spans of it; blank lines are empty spans."""
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(text, start, start + len(paragraph), max(width, 2)))
        start += len(paragraph) + 1
    return lines


def unbroken(words: str) -> str:
    """Words that `wrap` keeps in one line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _wrap_paragraph(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    while start < end:
        cut = _fit(text, start, end, width)
        space = text.rfind(" ", start + 1, cut + 1) if cut < end else -1
        if space > start:
            lines.append((start, space))
            start = space + 1
            while start < end and text[start] == " ":
                start += 1
        else:
            lines.append((start, cut))
            start = cut
    return lines or [(start, start)]


def _fit(text: str, start: int, end: int, width: int) -> int:
    """The furthest index so that the cells from `start` to it are at most `width`; always some progress."""
    piece = text[start : min(end, start + width)]
    if piece.isascii():
        return start + len(piece)
    cells, index = 0, start
    while index < end:
        cells += get_character_cell_size(text[index])
        if cells > width:
            break
        index += 1
    return max(index, start + 1)


class Plain(Static):
    """A `Static` that cannot be given markup: its words are shown as they are."""

    def __init__(self, words: Words = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(content(words), markup=False, id=id, classes=classes)

    def say(self, words: Words) -> None:
        """Show other words."""
        self.update(content(words))


def offer(found: Content, aside: str, command: "Command", score: float, *, works: bool = True) -> "Hit":
    """A row of the command palette: the words found, dim where they do not work just now, and what else there
    is to say beside them.
    """
    from textual.command import Hit

    shown = found if works else found.stylize("dim")
    return Hit(score, Content.assemble(shown, "   ", (aside, "dim")), command, text=found.plain)


def farewell(words: Words) -> Text:
    """What is printed to the terminal after the application has ended."""
    return Text(plain(words))


__all__ = [
    "Plain",
    "Words",
    "cell",
    "content",
    "farewell",
    "offer",
    "one_line",
    "plain",
    "right_cell",
    "shown",
    "trim",
    "wrap",
]
