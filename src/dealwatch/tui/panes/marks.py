"""What the panes have in common: a status with its mark, tags in a column, and the legend."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import Final

from rich.cells import cell_len

from dealwatch.store.rows import AgreementRow, SectorRow, Standing
from dealwatch.tui.glyphs import drawn, mark
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.text import cell, right_cell
from dealwatch.values import Status
from dealwatch.when import as_of, standing_words

#: Something about a row waits for review.
REVIEW: Final = "R"
STATUS_WIDTH = 15
DATE_WIDTH = 10
# A name of fewer letters is the beginning of too many words: AI, aid, air.
_SHORT_NAME: Final = 4
_END: Final = r"\b"


def _by_status(row: AgreementRow | SectorRow) -> tuple[int, str]:
    order = list(Status)
    return (order.index(row.standing.status) if row.standing else len(order), row.name)


def _by_news(row: AgreementRow | SectorRow) -> int:
    return -(row.newest_story or 0)


#: What agreements and sectors can be ordered by, beside the dossier's own order.
ORDERS: Final = (("by status", _by_status), ("by newest story", _by_news))


def status_style(status: Status | None) -> str:
    """The style of a status; none for one that is not known."""
    return f"status-{status.value}" if status else "dim"


def mark_piece(standing: Standing | None) -> Piece:
    """The status by shape, in two cells."""
    status = standing.status if standing else None
    return (f"{mark(status)} ", status_style(status))


def review_piece(waiting: int) -> Piece:
    """Whether something waits for review, in one cell."""
    return (REVIEW, "signal") if waiting else (" ", "")


def story_marks(*, new: bool, unread: bool, starred: bool) -> list[Piece]:
    """New, or not read yet; starred: told apart by shape, in a cell each."""
    fresh = new and unread
    return [
        ("N" if fresh else drawn("·") if unread else " ", "new" if fresh else "dim"),
        ("*" if starred else " ", "new"),
    ]


def status_piece(standing: Standing | None) -> Piece:
    """The status by word."""
    return (cell(standing_words(standing), STATUS_WIDTH), status_style(standing.status if standing else None))


def as_of_piece(standing: Standing | None, on: dt.date) -> Piece:
    """The day on which the status was last known to hold."""
    return (right_cell_keeping(as_of(standing.as_of, on) if standing else "", DATE_WIDTH), "dim")


def right_cell_keeping(words: str, width: int) -> str:
    """To the right with its last blank, so that bracketed days and others stand under one another."""
    return " " * max(0, width - len(words)) + words if len(words) <= width else right_cell(words, width)


def tags_words(tags: Sequence[str], agreements: Collection[str], words: str, width: int) -> str:
    """What a row is about in `width` cells: its agreements, then sectors, and how many more there are.

    A sector that the row's words name comes first. Where there is no room for both, the sector says more than
    the agreement that it is under.
    """
    above = " ".join(tag for tag in tags if tag in agreements)
    sectors = sorted((tag for tag in tags if tag not in agreements), key=lambda tag: not _named(tag, words))
    if not (sectors and above):
        return _sectors_words(sectors, width) if sectors else shortened(above, width)
    both = f"{above} {_sectors_words(sectors, max(1, width - len(above) - 1))}"
    return both if len(both) <= width and "…" not in both else _sectors_words(sectors, width)


def _named(name: str, words: str) -> bool:
    """Whether words begin like the first one of a name; a short name must stand there whole."""
    first = re.escape(name.partition(" ")[0].strip(","))
    return re.search(rf"\b{first}{_END if len(first) < _SHORT_NAME else ''}", words, re.I) is not None


def _sectors_words(sectors: Sequence[str], width: int) -> str:
    """As many sectors as fit whole, and the number of the others; the first one shortened if it must be."""
    shown = 1
    while shown < len(sectors) and len(_listed(sectors, shown + 1)) <= width:
        shown += 1
    more = f" +{len(sectors) - shown}" if shown < len(sectors) else ""
    words = shortened(", ".join(sectors[:shown]), width - len(more)) + more
    # Half a name is less than no number.
    return words if "…" not in words else shortened(sectors[0], width)


def _listed(names: Sequence[str], shown: int) -> str:
    return ", ".join(names[:shown]) + (f" +{len(names) - shown}" if shown < len(names) else "")


def shortened(name: str, width: int) -> str:
    """A name cut at a word, so that "Digital tax" becomes "Digital" and not "Digital…"."""
    if len(name) <= width:
        return name
    words = name[: width + 1].rpartition(" ")[0].partition(" and")[0].rstrip(" ,")
    return words or cell(name, width)


def beside(name: str, more: str, width: int) -> str:
    """A name with a count behind it in exactly `width` cells; it is the name that is cut."""
    tail = f" {more}" if more else ""
    room = width - len(tail)
    return cell(name + tail, width) if cell_len(name) <= room else cell(name, room) + tail


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
