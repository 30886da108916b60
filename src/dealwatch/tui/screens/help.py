"""The keys, made from the table of actions: those in force where one came from first.

What is typed picks rows; enter does what the row says, as if its key had been pressed where one came from.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.message import Message

from dealwatch.tui import glyphs, targets
from dealwatch.tui.actions import BY_ID, Action, Where, bindings, help_rows, rows_of
from dealwatch.tui.blocks import Block, block, heading
from dealwatch.tui.document import Document
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import REVIEW, status_style
from dealwatch.tui.panes.quotes import SILENCE
from dealwatch.tui.screens.page import PageScreen
from dealwatch.values import Status

_KEYS: Final = 24


def help_page(here: Sequence[Where]) -> list[Block]:
    """Keys by place, and the marks."""
    blocks: list[Block] = []
    for title, actions in help_rows(here):
        blocks.append(block(title, "strong"))
        blocks += [_row(row) for row in rows_of(actions)]
    return [*blocks, *_marks()]


def found_page(here: Sequence[Where], typed: str) -> list[Block]:
    """The actions and marks that have all the words that were typed, a row each."""
    words = typed.lower().split()
    blocks = []
    for title, actions in help_rows(here):
        for action in actions:
            if all(
                word in f"{action.shown} {action.does} {action.explains} {title}".lower() for word in words
            ):
                blocks.append(_row([action], f"   {title.lower()}" if action.where not in here else ""))
    marks = [mark for mark in _marks()[1:] if all(word in mark.text.lower() for word in words)]
    return [*blocks, *marks] or [block(f"No key and no mark has “{typed}” in its words: esc clears.", "dim")]


def _row(actions: list[Action], more: str = "") -> Block:
    keys = "  ".join(action.shown for action in actions)
    return block(
        ", ".join(action.explains for action in actions) + more,
        lead=f"{keys:<{_KEYS}} ",
        lead_style="title",
        target=targets.action(actions[0].id),
    )


def _marks() -> list[Block]:
    blocks = [heading("Marks")]
    for status in Status:
        style = status_style(status)
        blocks.append(block(status.label, style, lead=f"{glyphs.mark(status):<{_KEYS}} ", lead_style=style))
    others = (
        ("N", "new since the last visit, and not read yet"),
        (glyphs.drawn("·"), "not read yet"),
        ("*", "before a story's date: it has a star"),
        (REVIEW, "reports a status that waits for review"),
        ("+2", "behind an outlet: two more have the same story, or the same words"),
        (SILENCE, "a silence: was asked, and did not answer or declined"),
        ("(25 Feb)", "last known to hold on that day, more than 90 days ago"),
        (">", "the row, or the line, that enter opens"),
        ("shift+drag", "selects text with the terminal, as without a mouse in the program"),
    )
    return [*blocks, *(block(words, lead=f"{mark:<{_KEYS}} ", lead_style="title") for mark, words in others)]


class HelpPage(Document, inherit_bindings=False):
    """A page that is searched by typing."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help")]
    keys_at: Where = "help"

    class Typed(Message):
        """Other words are looked for."""

    def __init__(self, title: str = "", *, id: str | None = None) -> None:
        super().__init__(title, id=id)
        self.typed = ""

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Letters are typed; at first ? and q still do what they do elsewhere: close."""
        if character is None or not character.isprintable():
            return False
        return bool(self.typed.strip()) or character not in " ?q"

    def on_key(self, event: events.Key) -> None:
        if self.check_consume_key(event.key, event.character):
            self.type(self.typed + str(event.character))
        elif event.key == "backspace" and self.typed:
            self.type(self.typed[:-1])
        else:
            return
        event.stop()

    def type(self, words: str) -> None:
        """Look for these words."""
        self.typed = words
        self.post_message(self.Typed())


class HelpScreen(PageScreen):
    """Help on the keys of `here`, the places one came from."""

    place = "Help"

    def __init__(self, here: Sequence[Where]) -> None:
        super().__init__()
        self._here = here
        self.page = HelpPage(id="page")

    def on_mount(self) -> None:
        self.show_page("Keys", help_page(self._here))
        self.page.focus()

    @property
    def typed(self) -> str:
        """The words that are looked for."""
        return self.page.typed if isinstance(self.page, HelpPage) else ""

    def on_help_page_typed(self) -> None:
        self._show()

    def _show(self) -> None:
        typed = self.typed.strip()
        title = f"Keys with “{typed}”" if typed else "Keys"
        self.show_page(title, found_page(self._here, typed) if typed else help_page(self._here))

    def back(self) -> bool:
        if not self.typed or not isinstance(self.page, HelpPage):
            return False
        self.page.type("")
        return True

    def refusal(self, action: str) -> str:
        if action == "help.open" and not self.page.stops:
            return "there is nothing here to do"
        return super().refusal(action)

    def follow(self, target: targets.Target) -> None:
        self.desk.pop_screen()
        self.desk.call_later(self.desk.perform, BY_ID[str(target.id)])

    def note(self) -> list[Piece]:
        if self.typed:
            return [("keys with ", "dim"), (self.typed, "strong"), ("_", "dim")]
        return [("type to search the keys; enter does what the row says", "dim")]
