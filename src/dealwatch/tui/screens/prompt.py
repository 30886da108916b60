"""A line to type into, over whatever screen is up: a file's name, a date, a comment."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from dealwatch.tui.text import Plain


class Prompt(ModalScreen[str | None]):
    """Gives what was typed, or None when the person thought better of it.

    `why_not` says what is wrong with the words, "" when nothing is: then only enter is taken.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, words: str = "", why_not: Callable[[str], str] = lambda _: "") -> None:
        super().__init__()
        self._question = question
        self._words = words
        self._why_not = why_not

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Plain(self._question, id="question")
            yield Input(self._words, select_on_focus=False, compact=True)
            yield Plain("enter takes it, esc leaves it", id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        reason = self._why_not(event.value)
        if reason:
            self.query_one("#answer", Plain).say(reason)
        else:
            self.dismiss(event.value)

    def on_input_changed(self) -> None:
        self.query_one("#answer", Plain).say("enter takes it, esc leaves it")

    def action_leave(self) -> None:
        self.dismiss(None)
