"""Blocks of text with highlights and stops, and how they become lines; values and pure functions."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rich.cells import cell_len

from dealwatch.tui.paint import Piece
from dealwatch.tui.targets import Target
from dealwatch.tui.text import Words, plain, wrap

# Longer lines are hard to read; the rest of a wide screen stays free.
MEASURE: Final = 88


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted span of a block's text; `label` stands in the margin of the line where it begins."""

    start: int
    end: int
    style: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `lead` stands before its first line and `hang` before the others.

    `target` is what enter opens, `url` what o opens: a block with either is a stop.
    `margin` is the gap above.
    """

    text: str
    style: str = ""
    marks: tuple[Mark, ...] = ()
    lead: str = ""
    hang: str = ""
    lead_style: str = ""
    target: Target | None = None
    url: str = ""
    margin: int = 0

    @property
    def is_stop(self) -> bool:
        """Whether the cursor stops here."""
        return self.target is not None or bool(self.url)


def block(
    words: Words,
    style: str = "",
    *,
    lead: str = "",
    hang: str | None = None,
    lead_style: str = "",
    target: Target | None = None,
    url: str = "",
    margin: int = 0,
    marks: tuple[Mark, ...] = (),
) -> Block:
    """A block of words from anywhere; lines after the first are set in as far as the first."""
    return Block(
        plain(words),
        style,
        marks,
        lead,
        " " * cell_len(lead) if hang is None else hang,
        lead_style,
        target,
        url,
        margin,
    )


def heading(words: str) -> Block:
    """A title over what follows."""
    return Block(words, "strong", margin=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: its pieces, the margin's label, the stop it belongs to (-1 for none), and its block."""

    pieces: tuple[Piece, ...] = ()
    label: str = ""
    stop: int = -1
    block: int = 0


def lay_out(blocks: list[Block], width: int) -> list[Line]:
    """The lines of a page of `width` cells."""
    lines: list[Line] = []
    stop = -1
    for index, item in enumerate(blocks):
        if item.is_stop:
            stop += 1
        lines.extend([Line(block=index)] * (item.margin if index else 0))
        lines.extend(_lines_of(item, index, stop if item.is_stop else -1, width))
    return lines


def _lines_of(item: Block, index: int, stop: int, width: int) -> list[Line]:
    room = max(8, min(width, MEASURE) - max(cell_len(item.lead), cell_len(item.hang)))
    lines = []
    for number, (start, end) in enumerate(wrap(item.text, room)):
        lead = item.lead if number == 0 else item.hang
        pieces = ((lead, item.lead_style), *_pieces(item, start, end))
        label = next((m.label for m in item.marks if m.label and start <= m.start < max(end, start + 1)), "")
        lines.append(Line(pieces, label, stop, index))
    return lines


def _pieces(item: Block, start: int, end: int) -> list[Piece]:
    """The text from start to end, cut at the edges of marks; of marks over one another the last wins."""
    edges = {start, end}
    for mark in item.marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    cuts = sorted(edges)
    return [(item.text[a:b], _style_at(item, a)) for a, b in pairwise(cuts)]


def _style_at(item: Block, index: int) -> str:
    style = item.style
    for mark in item.marks:
        if mark.start <= index < mark.end:
            style = mark.style
    return style
