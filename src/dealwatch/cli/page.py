"""The page that `explain` shows a person: evidence in colour on a terminal, in marks like [[…]] elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from dealwatch.cli.output import console, is_terminal
from dealwatch.reading.explain import PRECEDENCE, Kind, PageLine, Role, Segment, page
from dealwatch.values import Entry, Reading

if TYPE_CHECKING:
    from rich.text import Text

# Colour tells the kind; a signal and a quote, which often lie around others, show by line and slant.
_STYLES: Final[dict[Kind, str]] = {
    "agreement": "bold cyan",
    "sector": "bold green",
    "silence": "bold red",
    "speaker": "bold magenta",
    "stakeholder": "blue",
    "quote": "italic",
    "signal": "underline",
}
_ROLES: Final[dict[Role, str]] = {
    "verdict": "bold reverse",
    "heading": "bold",
    "text": "",
    "finding": "",
    "why": "",
}
_BULLETS: Final[dict[Role, str]] = {"finding": "- ", "why": "- "}
# What already stands between quotation marks needs no others.
_UNMARKED: Final[frozenset[Kind]] = frozenset(("quote",))


def print_page(entry: Entry, reading: Reading, *, first: bool) -> None:
    """Print the page of one story; a rule parts it from the one before."""
    lines = page(entry, reading)
    if is_terminal(sys.stdout):
        _paint(lines, first=first)
    else:
        print(*([] if first else ["", "-" * 40, ""]), *map(marked, lines), sep="\n")


def marked(line: PageLine) -> str:
    """A line without colours: what is evidence stands in [[…]], with its kinds behind a bar."""
    pieces = (_bracketed(run) if evidence else _words(run) for evidence, run in _runs(line.segments))
    return _BULLETS.get(line.role, "") + "".join(pieces)


def _runs(segments: Iterable[Segment]) -> Iterator[tuple[bool, list[Segment]]]:
    """Segments side by side that are all evidence, or all not."""
    for evidence, run in groupby(segments, key=lambda segment: bool(set(segment.kinds) - _UNMARKED)):
        yield evidence, list(run)


def _words(run: Iterable[Segment]) -> str:
    return "".join(segment.text for segment in run)


def _bracketed(run: list[Segment]) -> str:
    kinds = {kind for segment in run for kind in segment.kinds} - _UNMARKED
    return f"[[{_words(run)} | {', '.join(kind for kind in PRECEDENCE if kind in kinds)}]]"


def _paint(lines: Iterable[PageLine], *, first: bool) -> None:
    from rich.rule import Rule
    from rich.text import Text

    screen = console()
    if first:
        screen.print(Text(" ").join(Text(kind, style) for kind, style in _STYLES.items()))
    else:
        screen.print(Rule(style="dim"))
    for line in lines:
        screen.print(_painted(line))


def _painted(line: PageLine) -> "Text":
    from rich.text import Text

    painted = Text(_BULLETS.get(line.role, ""), style=_ROLES[line.role])
    for segment in line.segments:
        colour, *lying_under = segment.kinds or ("",)
        lines = [_STYLES[kind] for kind in lying_under if kind in ("quote", "signal")]
        painted.append(segment.text, " ".join((_STYLES[colour] if colour else "", *lines)).strip() or None)
    return painted
