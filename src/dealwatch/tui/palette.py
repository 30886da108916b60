"""Textual's command palette over the table of actions, and the themes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, Hits, Provider

from dealwatch.tui.actions import ACTIONS, PLACES, Action
from dealwatch.tui.keyed import place_of
from dealwatch.tui.text import content, offer
from dealwatch.tui.theme import offered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from dealwatch.tui.app import DealwatchApp

    Command = tuple[str, str, Callable[[], Awaitable[None] | None]]


def palette() -> CommandPalette:
    """All that can be done, by name."""
    return CommandPalette(providers=[Actions], placeholder="What is to be done? Actions and themes by name")


class Actions(Provider):
    """The actions, those that work where one came from first, then the themes."""

    def _commands(self) -> "Iterator[Command]":
        app = cast("DealwatchApp", self.app)
        focused = self.screen.focused or self.screen
        places = [place_of(node) for node in focused.ancestors_with_self]
        here = [action for place in places for action in ACTIONS if action.where == place]
        there = [action for action in ACTIONS if action not in here]
        for action in (*sorted(here, key=_rank), *there):
            yield _words(action), _where(action, known=action in here), partial(app.perform, action)
        for theme in offered():
            yield f"Theme: {theme}", "the colours, from now on", partial(app.choose_theme, theme)

    async def discover(self) -> Hits:
        for number, (words, aside, command) in enumerate(self._commands()):
            yield offer(content(words), aside, command, 1 - number / 10_000)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for words, aside, command in self._commands():
            if (score := matcher.match(words)) > 0:
                yield offer(matcher.highlight(words), aside, command, score)


def _rank(action: Action) -> int:
    """What the footer has comes before the moves, which nobody looks for here."""
    return action.footer or 100


def _words(action: Action) -> str:
    return f"{action.explains[:1].upper()}{action.explains[1:]}"


def _where(action: Action, *, known: bool) -> str:
    return action.shown if known else f"{action.shown}   {PLACES[action.where].lower()}"
