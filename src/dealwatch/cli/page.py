"""The page that `explain` shows a person: evidence in colour on a terminal, in marks like [[…]] elsewhere."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from dealwatch.cli.output import console, is_terminal
from dealwatch.reading.page import PRECEDENCE, Kind, PageLine, Role, Segment

if TYPE_CHECKING:
    from rich.table import Table
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
    "group": "bold",
    "finding": "",
    "detail": "dim",
    "why": "",
}
# How far a line is set in, and what stands before it.
_LEADS: Final[dict[Role, str]] = {"group": "  ", "finding": "    ", "detail": "        ", "why": "- "}
# Lines of more characters are hard to follow with the eye.
_WIDEST: Final = 100
# A quote stands between marks of its own, and a signal is a whole sentence: both are told below the text.
_UNMARKED: Final[frozenset[Kind]] = frozenset(("quote", "signal"))


def print_page(lines: Sequence[PageLine], *, first: bool) -> None:
    """Print the page of one story; a rule parts it from the one before."""
    if is_terminal(sys.stdout):
        _paint(lines, first=first)
    else:
        print(*([] if first else ["", "-" * 40, ""]), *map(marked, lines), sep="\n")


def marked(line: PageLine) -> str:
    """A line without colours: what is evidence stands in [[…]], with its kinds behind a bar."""
    shown = line.segments if line.role == "text" else [Segment(line.plain)]
    pieces = (_bracketed(run) if kinds else _words(run) for kinds, run in _runs(shown))
    return (_LEADS.get(line.role, "") + "".join(pieces)).rstrip()


def _runs(segments: Iterable[Segment]) -> Iterator[tuple[bool, list[Segment]]]:
    """Segments side by side that are evidence of the same kinds, or of none."""
    for kinds, run in groupby(segments, key=lambda segment: set(segment.kinds) - _UNMARKED):
        yield bool(kinds), list(run)


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
        screen.print(_set_in(line), width=min(screen.width, _WIDEST))


def _set_in(line: PageLine) -> "Text | Table":
    """The line behind its lead; what is set in stays so in its further lines."""
    from rich.table import Table

    lead = _LEADS.get(line.role, "")
    if not lead:
        return _painted(line)
    grid = Table.grid()
    grid.add_column(width=len(lead))
    grid.add_column()
    grid.add_row(lead, _painted(line))
    return grid


def _painted(line: PageLine) -> "Text":
    from rich.text import Text

    painted = Text(style=_ROLES[line.role])
    for segment in line.segments:
        colour, *lying_under = segment.kinds or ("",)
        lines = [_STYLES[kind] for kind in lying_under if kind in ("quote", "signal")]
        painted.append(segment.text, " ".join((_STYLES[colour] if colour else "", *lines)).strip() or None)
    return painted
