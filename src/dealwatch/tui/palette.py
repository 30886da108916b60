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

    Command = tuple[str, str, bool, Callable[[], Awaitable[None] | None]]


def palette() -> CommandPalette:
    """All that can be done, by name."""
    return CommandPalette(providers=[Actions], placeholder="What is to be done? Actions and themes by name")


class Actions(Provider):
    """The actions, those that work where one came from first, then the themes.

    What cannot work now is dim, and says why or where it can.
    """

    def _commands(self) -> "Iterator[Command]":
        app = cast("DealwatchApp", self.app)
        focused = self.screen.focused or self.screen
        places = [place_of(node) for node in focused.ancestors_with_self]
        here = [action for place in places for action in ACTIONS if action.where == place]
        there = [action for action in ACTIONS if action not in here]
        reasons = {action.id: app.why_not(action, self.screen) for action in here}
        here = sorted(here, key=lambda action: (bool(reasons[action.id]), _rank(action)))
        for action in here:
            reason = reasons[action.id]
            aside = f"{action.shown}   {f'not now: {reason}' if reason else ''}".rstrip()
            yield _words(action), aside, not reason, partial(app.perform, action)
        for action in there:
            aside = f"{action.shown}   {PLACES[action.where].lower()}"
            yield _words(action), aside, False, partial(app.perform, action)
        for theme in offered():
            yield f"Theme: {theme}", "the colours, from now on", True, partial(app.choose_theme, theme)

    async def discover(self) -> Hits:
        for number, (words, aside, works, command) in enumerate(self._commands()):
            yield offer(content(words), aside, command, 1 - number / 10_000, works=works)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for words, aside, works, command in self._commands():
            if (score := matcher.match(words)) > 0:
                score = score if works else score / 2
                yield offer(matcher.highlight(words), aside, command, score, works=works)


def _rank(action: Action) -> int:
    """What the footer has comes before the moves, which nobody looks for here."""
    return action.footer or 100


def _words(action: Action) -> str:
    return f"{action.explains[:1].upper()}{action.explains[1:]}"
