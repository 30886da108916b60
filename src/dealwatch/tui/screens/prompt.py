"""A line to type into, over whatever screen is up: a file's name, a date, a comment."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from dealwatch.tui.actions import BY_ID, Where, bindings
from dealwatch.tui.text import Plain

T = TypeVar("T")


class Question(ModalScreen[T]):
    """Something that is asked; gives the answer, or None when the person thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("question")]
    keys_at: Where = "question"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A line has an enter of its own, which comes to the same."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        raise NotImplementedError

    def action_next_field(self) -> None:
        self.focus_next()

    def action_previous_field(self) -> None:
        self.focus_previous()

    def action_leave(self) -> None:
        self.dismiss(None)


def _keys() -> str:
    take, leave = BY_ID["question.take"].first, BY_ID["question.leave"].first
    return f"{take} takes it, {leave} leaves it"


class Prompt(Question[str | None]):
    """Asks for a line. `why_not` says what is wrong with the words, "" when nothing is: only then are they
    taken.
    """

    def __init__(self, question: str, words: str = "", why_not: Callable[[str], str] = lambda _: "") -> None:
        super().__init__()
        self._question = question
        self._why_not = why_not
        self._line = Input(words, select_on_focus=False, compact=True)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Plain(self._question, id="question")
            yield self._line
            yield Plain(_keys(), id="answer")

    def action_take(self) -> None:
        reason = self._why_not(self._line.value)
        if reason:
            self.query_one("#answer", Plain).say(reason)
        else:
            self.dismiss(self._line.value)

    def on_input_changed(self) -> None:
        self.query_one("#answer", Plain).say(_keys())
