"""What the fields of forms have in common: the choices there are, and a day as it is typed."""

import datetime as dt
from typing import Final

from dealwatch.filter import days_of
from dealwatch.tui.glyphs import mark
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import status_style
from dealwatch.values import Status

#: How a day is to be written.
DAY: Final = "write 2026-04-12"


def status_choices() -> list[tuple[Status, list[Piece]]]:
    """All statuses, as they are shown everywhere."""
    return [(status, [(f"{mark(status)} {status.label}", status_style(status))]) for status in Status]


def day_typed(words: str) -> dt.date | None:
    """The day that was typed, None where it is none."""
    try:
        first, last = days_of(words.strip())
    except ValueError:
        return None
    return first if first == last else None
