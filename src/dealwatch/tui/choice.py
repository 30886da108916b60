"""A field with a few choices, of which one is shown: an agreement or sector, a status."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from dealwatch.tui.actions import Where, bindings
from dealwatch.tui.paint import Painted, Piece

T = TypeVar("T")


class Choice(Painted, Generic[T]):
    """One of `choices`, which are values with the pieces that are shown for them.

    Letters go to the choices whose words begin with them, one after the other.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("choice")]
    keys_at: Where = "choice"
    can_focus = True

    class Changed(Message):
        """Another choice was made."""

    def __init__(
        self, choices: Sequence[tuple[T, list[Piece]]], chosen: T | None = None, *, id: str | None = None
    ) -> None:
        super().__init__(id=id, classes="choice")
        self._choices = choices
        self._at = next((n for n, (value, _) in enumerate(choices) if value == chosen), 0)

    @property
    def value(self) -> T:
        """What is chosen."""
        return self._choices[self._at][0]

    def choose(self, value: T) -> None:
        """Take a choice; one that there is not changes nothing."""
        at = next((n for n, (known, _) in enumerate(self._choices) if known == value), self._at)
        if at != self._at:
            self._at = at
            self.refresh()
            self.post_message(self.Changed())

    def action_next(self) -> None:
        self.choose(self._choices[(self._at + 1) % len(self._choices)][0])

    def action_previous(self) -> None:
        self.choose(self._choices[self._at - 1][0])

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Letters are for the choice, whatever else they mean."""
        return character is not None and character.isalpha()

    def on_key(self, event: events.Key) -> None:
        if event.character is None or not event.character.isalpha():
            return
        event.stop()
        order = [*range(self._at + 1, len(self._choices)), *range(self._at)]
        for at in order:
            if self._words(at).casefold().startswith(event.character.casefold()):
                self.choose(self._choices[at][0])
                return

    def _words(self, at: int) -> str:
        words = "".join(text for text, _ in self._choices[at][1]).strip()
        first, _, rest = words.partition(" ")
        # A mark, or an article, is not what one looks for.
        return rest if len(first) == 1 else words

    def on_click(self) -> None:
        if self.has_focus:
            self.action_next()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        number = f"   {self._at + 1} of {len(self._choices)}" if self.has_focus else ""
        pieces: list[Piece] = [("< ", "dim"), *self._choices[self._at][1], (" >", "dim"), (number, "dim")]
        return self.strip(pieces, self.size.width, "cursor" if self.has_focus else "")
