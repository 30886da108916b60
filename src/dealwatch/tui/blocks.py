"""Blocks of text with highlights and stops, and how they become lines; values and pure functions."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
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
    """A highlighted span of a block's text; `label` stands in the margin of the line where it begins.

    With a `target` it is a stop, a place in the text. `entry` numbers what it belongs to, -1 for nothing.
    """

    start: int
    end: int
    style: str
    label: str = ""
    target: Target | None = None
    entry: int = -1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `lead` stands before its first line and `hang` before the others.

    `target` is what enter opens, `url` what o opens: a block with either is a stop.
    `margin` is the gap above. `ledger` is the entry of the ledger that it tells of, None for most.
    `entry` numbers what it tells of, -1 for nothing; `place` is whether it is no
    block of its own but a marked span of one.
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
    entry: int = -1
    place: bool = False
    ledger: int | None = None

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
    entry: int = -1,
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
        entry,
    )


def heading(words: str) -> Block:
    """A title over what follows."""
    return Block(words, "strong", margin=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: its pieces, what stands in the margin, the stop it belongs to (-1 for none), its block.

    It begins at `start` of its block's text, -1 where it has none of that. `places` are the stops within it:
    the number of the stop, its first piece, and the one behind its last.
    """

    pieces: tuple[Piece, ...] = ()
    label: tuple[Piece, ...] = ()
    stop: int = -1
    block: int = 0
    places: tuple[tuple[int, int, int], ...] = ()
    start: int = -1

    @property
    def stops(self) -> tuple[int, ...]:
        """All stops that are on the line."""
        own = (self.stop,) if self.stop >= 0 else ()
        return (*own, *(stop for stop, _, _ in self.places))

    def looked_at(self, stop: int, over: str) -> tuple[Piece, ...]:
        """The pieces, with the place that is this stop in the style `over`."""
        within = {piece for place, first, end in self.places if place == stop for piece in range(first, end)}
        return tuple(
            (text, over if number in within else style) for number, (text, style) in enumerate(self.pieces)
        )

    def stop_at(self, x: int) -> int:
        """The stop under a cell, else the line's own or its first; -1 where it has none."""
        at = 0
        for number, (text, _) in enumerate(self.pieces):
            at += cell_len(text)
            if x < at:
                within = (stop for stop, first, end in reversed(self.places) if first <= number < end)
                return next(within, next(iter(self.stops), -1))
        return next(iter(self.stops), -1)


def stops_of(blocks: Iterable[Block]) -> list[Block]:
    """What the cursor of a page stops at, in order: blocks that lead somewhere, and places within blocks."""
    stops = []
    for item in blocks:
        if item.is_stop:
            stops.append(item)
        for mark in _places(item):
            words = item.text[mark.start : mark.end]
            stops.append(Block(words, mark.style, target=mark.target, entry=mark.entry, place=True))
    return stops


def _places(item: Block) -> list[Mark]:
    return sorted((mark for mark in item.marks if mark.target is not None), key=lambda mark: mark.start)


def lay_out(blocks: list[Block], width: int, gutter: int = 0) -> list[Line]:
    """The lines of a page of `width` cells; labels stand beside it in `gutter` cells, or under their line."""
    lines: list[Line] = []
    stop = -1
    for index, item in enumerate(blocks):
        stop += item.is_stop
        lines.extend([Line(block=index)] * (item.margin if index else 0))
        lines.extend(_lines_of(item, index, stop, width, gutter))
        stop += len(_places(item))
    return lines


def over_each(marks: Sequence[Mark], spans: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, Mark]]]:
    """For each of some spans, in their order, the marks that lie over it: in the order given, numbered.

    What is over before a span is not looked at again: a page of thousands of marks is laid out at once.
    """
    waiting = deque(sorted(enumerate(marks), key=lambda item: item[1].start))
    over: list[tuple[int, Mark]] = []
    for start, end in spans:
        while waiting and waiting[0][1].start < max(end, start + 1):
            over.append(waiting.popleft())
        over = [item for item in over if item[1].end > start]
        yield sorted(over, key=lambda item: item[0])


def _lines_of(item: Block, index: int, stop: int, width: int, gutter: int) -> list[Line]:
    room = max(8, min(width, MEASURE) - max(cell_len(item.lead), cell_len(item.hang)))
    lines = []
    told: list[Piece] = []
    own = stop if item.is_stop else -1
    spans = wrap(item.text, room)
    numbers = _numbered(item, stop + 1)
    for number, ((start, end), over) in enumerate(zip(spans, over_each(item.marks, spans), strict=True)):
        lead = item.lead if number == 0 else item.hang
        marks = [mark for _, mark in over]
        cuts = _cuts(marks, start, end)
        pieces = ((lead, item.lead_style), *((item.text[a:b], _style_at(item, marks, a)) for a, b in cuts))
        places = [(numbers[n], mark) for n, mark in over if n in numbers]
        # A mark that begins with the blank between two lines has its label beside the second.
        told += _labels(marks, spans[number - 1][1] if number else start)
        # A label that has no room beside its line stands beside the next.
        label, told = _fitting(told, gutter) if gutter else ([], told)
        lines.append(Line(pieces, tuple(label), own, index, _within(places, cuts), start))
        if told and not gutter:
            lines.append(Line(((item.hang + "^ ", "dim"), *_joined(told)), (), own, index))
            told = []
    while told:
        label, told = _fitting(told, gutter)
        lines.append(Line((), tuple(label), own, index))
    return lines


def _numbered(item: Block, first: int) -> dict[int, int]:
    """The number of the stop that each mark is, by the mark's own."""
    places = [(number, mark) for number, mark in enumerate(item.marks) if mark.target is not None]
    places.sort(key=lambda place: place[1].start)
    return {number: stop for stop, (number, _) in enumerate(places, first)}


def _labels(marks: Iterable[Mark], since: int) -> list[Piece]:
    """The labels of the marks that begin in a line, each once."""
    begin = (mark for mark in marks if mark.label and mark.start >= since)
    return list(dict.fromkeys((mark.label, _label_style(mark)) for mark in sorted(begin, key=_begins)))


def _begins(mark: Mark) -> int:
    return mark.start


def _label_style(mark: Mark) -> str:
    """Its mark's colour, without the line under the words."""
    kind = mark.style.partition(" ")[0]
    return "dim" if kind == "evidence" else kind


def _fitting(labels: list[Piece], room: int) -> tuple[list[Piece], list[Piece]]:
    """As many labels as fit beside one line, and the others."""
    taken = 1
    while taken < len(labels) and sum(cell_len(t) + 2 for t, _ in labels[: taken + 1]) - 2 < room:
        taken += 1
    return _joined(labels[:taken]), labels[taken:]


def _joined(labels: list[Piece]) -> list[Piece]:
    return [
        piece for n, label in enumerate(labels) for piece in ([label] if n == 0 else [(", ", "dim"), label])
    ]


def _cuts(marks: Iterable[Mark], start: int, end: int) -> list[tuple[int, int]]:
    """A line from start to end, cut at the edges of marks."""
    edges = {start, end}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    return list(pairwise(sorted(edges)))


def _within(
    places: Iterable[tuple[int, Mark]], cuts: list[tuple[int, int]]
) -> tuple[tuple[int, int, int], ...]:
    """The places that a line has a part of, by their stop. Before its cuts stands the lead."""
    found = []
    for stop, mark in places:
        inside = [n for n, (a, b) in enumerate(cuts, 1) if mark.start <= a and b <= mark.end and b > a]
        if inside:
            found.append((stop, inside[0], inside[-1] + 1))
    return tuple(sorted(found))


def _style_at(item: Block, marks: Iterable[Mark], index: int) -> str:
    """The style of a character; of marks over one another the last wins."""
    style = item.style
    for mark in marks:
        if mark.start <= index < mark.end:
            style = mark.style
    return style
