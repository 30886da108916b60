"""What the panes have in common: a status with its mark, tags in a column, and the legend."""

import datetime as dt

from rich.cells import cell_len

from dealwatch.store.rows import Standing
from dealwatch.tui.glyphs import mark
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.text import cell, right_cell
from dealwatch.values import Status
from dealwatch.when import as_of, standing_words

STATUS_WIDTH = 15
DATE_WIDTH = 9


def status_style(status: Status | None) -> str:
    """The style of a status; none for one that is not known."""
    return f"status-{status.value}" if status else "dim"


def mark_piece(standing: Standing | None) -> Piece:
    """The status by shape, in two cells."""
    status = standing.status if standing else None
    return (f"{mark(status)} ", status_style(status))


def status_piece(standing: Standing | None) -> Piece:
    """The status by word."""
    return (cell(standing_words(standing), STATUS_WIDTH), status_style(standing.status if standing else None))


def as_of_piece(standing: Standing | None, on: dt.date) -> Piece:
    """The day on which the status was last known to hold."""
    return (right_cell_keeping(as_of(standing.as_of, on) if standing else "", DATE_WIDTH), "dim")


def right_cell_keeping(words: str, width: int) -> str:
    """To the right with its last blank, so that bracketed days and others stand under one another."""
    return " " * max(0, width - len(words)) + words if len(words) <= width else right_cell(words, width)


def tags_words(tags: tuple[str, ...]) -> str:
    """The first tag and how many more."""
    if not tags:
        return ""
    return tags[0] if len(tags) == 1 else f"{tags[0]} +{len(tags) - 1}"


def legend(width: int) -> list[list[Piece]]:
    """The marks and what they stand for, in as few lines as fit the width."""
    entries: list[Piece] = []
    for status in Status:
        if status is Status.SIGNED:
            continue
        words = "agreed, signed" if status is Status.AGREED else status.label
        entries.append((f"{mark(status)} {words}", status_style(status)))
    lines: list[list[Piece]] = [[]]
    for words, style in entries:
        if width_of(lines[-1]) + cell_len(words) + 3 > width:
            lines.append([])
        lines[-1] += [("   " if lines[-1] else "  ", ""), (words, style)]
    return lines


def status_piece_short(standing: Standing | None) -> Piece:
    """The status by word, as long as it is."""
    return (standing_words(standing), status_style(standing.status if standing else None))
