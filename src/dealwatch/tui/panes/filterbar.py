"""A line to type words into, over the status line and the footer: what is wrong with them stands below."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.highlighter import Highlighter
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from dealwatch.filter import Problem
from dealwatch.matching import Span
from dealwatch.text import clean_text
from dealwatch.tui.actions import Where, bindings
from dealwatch.tui.completing import completed
from dealwatch.tui.paint import OneLine, Piece

#: Seconds between the last key and the first look at the store: a word typed in one go is looked for once.
RESTS: Final = 0.12


_ONE_LINE: Final = str.maketrans("\n\t\u2028\u2029", "    ")


class _Underlined(Highlighter):
    """Underlines the words that mean nothing."""

    def __init__(self) -> None:
        self.spans: Sequence[Span] = ()

    def highlight(self, text: Text) -> None:
        for start, end in self.spans:
            text.stylize("underline bold", start, end)


class WordLine(Input):
    """The line itself. `past` are words of earlier times, the last one last."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("filter")]
    keys_at: Where = "filter"

    class Kept(Message):
        """Somebody pressed enter."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """Somebody wants out of the line, with its words as they are."""

    def __init__(self, words: str, past: Sequence[str], offers: Callable[[str], Sequence[str]]) -> None:
        self.underlined = _Underlined()
        super().__init__(words, highlighter=self.underlined, select_on_focus=False, compact=True)
        self._past = [*past, words]
        self._at = len(past)
        self.offers = offers

    def validate_value(self, value: str) -> str:
        """What was pasted may hold anything; what is shown holds no control characters."""
        return clean_text(value).translate(_ONE_LINE)

    def action_keep(self) -> None:
        self.post_message(self.Kept(self.value))

    def action_older(self) -> None:
        self._recall(-1)

    def action_newer(self) -> None:
        if self._at == len(self._past) - 1:
            self.post_message(self.Left())
        else:
            self._recall(1)

    def remember(self, words: str) -> None:
        """Put words among the earlier ones."""
        earlier = [line for line in self._past[:-1] if line != words]
        self._past = [*earlier, words, self.value]
        self._at = len(self._past) - 1

    def _recall(self, by: int) -> None:
        if self._at == len(self._past) - 1:
            self._past[-1] = self.value
        self._at = max(0, min(self._at + by, len(self._past) - 1))
        self._write(self._past[self._at])

    def action_complete(self) -> None:
        if offered := self.offers(self.value):
            self._write(completed(self.value, offered))
        else:
            self.post_message(self.Left())

    def _write(self, words: str) -> None:
        self.value = words
        self.cursor_position = len(words)


class FilterBar(Vertical):
    """The line with the question before it, and a line for offers and reasons."""

    class Typed(Message):
        """Other words stand there, and have for a moment."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(
        self,
        question: str,
        words: str,
        past: Sequence[str],
        offers: Callable[[str], Sequence[str]],
        rests: float = RESTS,
    ) -> None:
        super().__init__(id="filter-bar")
        self._rests = rests
        self._question = f" {question} "
        self.line = WordLine(words, past, offers)
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        asked = OneLine(id="asked")
        asked.styles.width = len(self._question)
        asked.show([(self._question, "title")])
        yield Horizontal(asked, self.line)
        yield OneLine(id="offer")

    def tell(self, pieces: list[Piece], wrong: Sequence[Span] = ()) -> None:
        """Say something below the line, and underline what is wrong in it."""
        if self.line.underlined.spans != wrong:
            self.line.underlined.spans = wrong
            self.line.refresh()
        self.query_one("#offer", OneLine).show([(" ", ""), *pieces])

    def advise(self, words: str, problems: Sequence[Problem], otherwise: Piece, stays: str = "") -> None:
        """Say what is wrong with the words (and `stays` after it, where that fits), else what tab would
        write, else something else.
        """
        offered = self.line.offers(words)
        if problems:
            room = self.screen.size.width - 2
            told = problems[0].within(room)
            more = f"{'' if told.endswith('?') else ';'} {stays}" if stays else ""
            told += more if len(told) + len(more) <= room else ""
            self.tell([(told, "alarm")], [(each.start, each.end) for each in problems])
        elif offered:
            self.tell([("tab: ", "title"), ("  ".join(offered), "dim")])
        else:
            self.tell([otherwise])

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(self._rests, self._tell)

    def _tell(self) -> None:
        self.post_message(self.Typed(self.line.value))
