"""The fields of forms: a line and a text to type into, the choices of a status, a day as it is typed."""

import datetime as dt
from typing import Final

from textual import events
from textual.message import Message
from textual.widgets import Input, TextArea

from dealwatch.filter import days_of
from dealwatch.text import clean_text
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


class TypedLine(Input):
    """A line to type into; what is pasted is clean."""

    def __init__(self, words: str = "", *, hint: str = "", id: str | None = None) -> None:
        super().__init__(words, placeholder=hint, select_on_focus=False, compact=True, id=id)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own handler comes after this one.
        event.text = clean_text(event.text)


class TypedText(TextArea):
    """Some lines to type into. Enter is for the whole form; up and down leave it at its ends."""

    class Entered(Message):
        """Somebody pressed enter."""

    def __init__(self, words: str = "", *, hint: str = "", id: str | None = None) -> None:
        super().__init__(words, placeholder=hint, compact=True, highlight_cursor_line=False, id=id)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_text(event.text)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered())

    def action_cursor_up(self, select: bool = False) -> None:
        if self.cursor_at_first_line and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if self.cursor_at_last_line and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)
