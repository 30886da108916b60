"""Words looked for on a page: where they stand in its blocks, and how lines show them; pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dealwatch.filter import NOTHING, Filter, spans_in
from dealwatch.tui.blocks import Block, Line
from dealwatch.tui.paint import Piece
from dealwatch.tui.targets import Target


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the text of a block, by its number."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sought:
    """With what words a page is opened: they are marked. It is shown from where they stand within `passage`,
    one line of it, or from the line that leads to `line`; else from its top.
    """

    wanted: Filter = NOTHING
    passage: str = ""
    line: Target | None = None


NOWHERE: Final = Sought()


def matches_in(blocks: Iterable[Block], wanted: Filter) -> list[Match]:
    """All places of a page where the words stand, in order."""
    if not wanted.marked:
        return []
    return [
        Match(number, start, end)
        for number, block in enumerate(blocks)
        for start, end in spans_in(wanted, block.text)
    ]


def line_of(lines: Sequence[Line], match: Match) -> int | None:
    """The line on which a match begins."""
    own = (n for n, line in enumerate(lines) if line.block == match.block and 0 <= line.start <= match.start)
    return max(own, default=None)


def near(blocks: Sequence[Block], matches: Sequence[Match], passage: str) -> int:
    """The first match within or after a passage, given as one line; the first of all where it is nowhere."""
    for number, block in enumerate(blocks):
        at = block.text.replace("\n", " ").find(passage) if passage else -1
        if at >= 0:
            here = (n for n, m in enumerate(matches) if (m.block, m.end) > (number, at))
            return next(here, 0)
    return 0


def overlaid(pieces: Sequence[Piece], start: int, found: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """Pieces of text that begins at `start`, with spans of it in a style that is added to theirs."""
    spans, shown, place = list(found), [], start
    for text, style in pieces:
        edges = {place, place + len(text)}
        edges |= {edge for span in spans for edge in span[:2] if place < edge < place + len(text)}
        cuts = sorted(edges)
        for a, b in pairwise(cuts):
            over = next((name for first, end, name in spans if first <= a < end), "")
            shown.append((text[a - place : b - place], f"{style} {over}".strip()))
        place += len(text)
    return shown
