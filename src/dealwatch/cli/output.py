"""Tables and JSON on standard output: for a person's terminal, for a pipe, for a program.

Text from feeds is shown as text: cells are `rich.text.Text` or plain strings, never markup. On a terminal a
table fits the width; in a pipe it has neither colour nor boxes, nothing is cut and UTF-8 is kept.
"""

import io
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from dealwatch.text import HOSTILE, Untrusted, clean_line

if TYPE_CHECKING:
    from rich.console import Console

Cell = str | Untrusted

# Beside what acts on a terminal, the two line breaks that only some programs know.
_UNSAFE_IN_JSON: Final = re.compile(f"{HOSTILE.pattern}|[\u2028\u2029]")
_GAP: Final = "  "
_EMPTY: Final = "-"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `least` is the terminal width in cells from which on it is shown. `until` is the width from
    which on it is not: for what stands in for others on a narrow terminal, and never in a pipe.

    A column that `folds` goes over several lines where nothing else helps. `flexible` columns share the width
    that is left and go over several lines; `most` is then as wide as they get, 0 for no bound. `style` is a
    rich style, the third sign after word and mark.
    """

    heading: str
    least: int = 0
    until: int = 0
    folds: bool = False
    flexible: bool = False
    most: int = 0
    right: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to show; each has one cell for each column."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


def is_terminal(stream: IO[str]) -> bool:
    """Whether a person's terminal that can do more than print lines is behind the stream."""
    return stream.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown", "")


def open_streams() -> None:
    """Keep UTF-8 in pipes and files whatever the locale says; a terminal gets "?" for what it cannot show.

    A stream that the caller has closed leads nowhere.
    """
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open to the end
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def leads_nowhere(stream: IO[str]) -> None:
    """Send what is buffered, and what comes, to nobody: the stream's reader is gone, or its disk full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def to_json(value: Any) -> str:
    """JSON on one line that is safe to print: control and bidi characters are escaped, the rest is UTF-8."""
    return _UNSAFE_IN_JSON.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(character: re.Match[str]) -> str:
    return json.dumps(character[0])[1:-1] if ord(character[0]) > 0x7F else f"\\u{ord(character[0]):04x}"


def print_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON array, a row a line, so that it can be read, compared and searched by line too."""
    print("[" + ",".join(f"\n{to_json(row)}" for row in rows) + "\n]")


def say(*lines: str) -> None:
    """Lines of our own words, wrapped to a terminal's width and dim there."""
    if not is_terminal(sys.stdout):
        print(*lines, sep="\n")
        return
    from rich.text import Text

    for line in lines:
        console().print(Text(line, "dim"))


def hint(line: str) -> None:
    """A line that helps a person on; beside a pipe, so that only rows go through it."""
    if is_terminal(sys.stdout):
        say("", line)
    else:
        print(line, file=sys.stderr)


def show(table: Table) -> None:
    """Print a table in the way that suits standard output."""
    if is_terminal(sys.stdout):
        _show_to_person(table)
    else:
        _show_plainly(table)


def one_line(cell: Cell) -> str:
    """A cell's clean text without line breaks."""
    return clean_line(cell.plain if isinstance(cell, Untrusted) else cell)


def _show_plainly(table: Table) -> None:
    """Columns set under each other, up to the first flexible one: a long headline pushes nothing away.

    Columns are two spaces or more apart, no cell holds two in a row, and an empty one is "-": programs can
    take the columns apart.
    """
    from rich.cells import cell_len

    columns = [column for column in table.columns if not column.until]
    rows = [[column.heading for column in columns]]
    rows += [
        [_plainly(cell) for cell, column in zip(row, table.columns, strict=True) if not column.until]
        for row in table.rows
    ]
    fixed = next((i for i, column in enumerate(columns) if column.flexible), len(columns))
    widths = [max(cell_len(row[index]) for row in rows) for index in range(fixed)]
    for row in rows:
        padded = [
            " " * (width - cell_len(cell)) + cell if column.right else cell + " " * (width - cell_len(cell))
            for cell, width, column in zip(row, widths, columns, strict=False)
        ]
        print(_GAP.join([*padded, *row[fixed:]]).rstrip())


def _plainly(cell: Cell) -> str:
    return " ".join(one_line(cell).split()) or _EMPTY


def _show_to_person(table: Table) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as RichTable
    from rich.text import Text

    screen = console()
    shown = [
        index
        for index, column in enumerate(table.columns)
        if column.least <= screen.width < (column.until or sys.maxsize)
    ]
    painted = RichTable(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", expand=False)
    painted.collapse_padding = True  # two cells between columns, as in a pipe
    for column in (table.columns[index] for index in shown):
        painted.add_column(
            Text(column.heading),
            justify="right" if column.right else "left",
            style=column.style,
            no_wrap=not (column.flexible or column.folds),
            max_width=column.most or None,
            overflow="fold" if column.flexible or column.folds else "ellipsis",
        )
    for row in table.rows:
        painted.add_row(*(Text(one_line(row[index])) for index in shown))
    screen.print(painted)


def console() -> "Console":
    """Standard output as rich writes it: text as it stands, no markup, no guesses at what it means."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False)
