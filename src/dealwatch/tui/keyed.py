"""An application whose keys come from the table of actions: it does them, or says why not just now."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input

from dealwatch.tui.actions import ACTIONS, PLACES, Action, Where, action_of
from dealwatch.tui.orderly import OrderlyApp

if TYPE_CHECKING:
    from textual.actions import ActionParseResult


def place_of(node: DOMNode) -> Where | None:
    """Whose keys a widget, screen or application has."""
    place: Where | None = getattr(node, "keys_at", None)
    return place


def elsewhere(action: Action) -> str:
    """Where an action works that means nothing here."""
    place = PLACES[action.where]
    return f"{action.first} ({action.explains}) works {place[:1].lower()}{place[1:]}"


def strange(event: events.Key, places: Collection[Where | None]) -> Action | None:
    """The action that a key would be elsewhere; None for a key that is in force here, or nowhere at all."""
    named = {event.key, event.character}
    meant = [action for action in ACTIONS if not named.isdisjoint(action.in_use)]
    return None if any(action.where in places for action in meant) else next(iter(meant), None)


class KeyedApp(OrderlyApp):
    """Widgets and screens name their place in `keys_at`, and may have `refusal(id)`: why an action cannot
    work now, "" when it can. The nearest to the focus is asked first.
    """

    keys_at: Where = "everywhere"

    def say(self, words: str) -> None:
        """Tell something in the status line."""
        raise NotImplementedError

    def nodes_here(self, screen: Screen[Any] | None = None) -> list[DOMNode]:
        """Whose keys are in force on a screen, the one on top if none is named: what has the focus, what it
        stands in, the application.
        """
        screen = screen or self.screen
        return list((screen.focused or screen).ancestors_with_self)

    def places_here(self) -> list[Where]:
        """The places whose keys are in force, the nearest first."""
        return [place for node in self.nodes_here() if (place := place_of(node))]

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key, or a row of help or palette, is for; or say why that cannot be just now."""
        place = place_of(self if default_namespace is None else default_namespace)
        named = action_of(place, action) if isinstance(action, str) else None
        if named is not None and (reason := self.why_not(named)):
            self.say(f"{named.first}: {reason}")
            return True
        return await super().run_action(action, default_namespace, namespaces)

    async def perform(self, action: Action) -> None:
        """Do an action as its key would; one of another place says where it works."""
        for node in self.nodes_here():
            if place_of(node) == action.where:
                await self.run_action(action.call, node)
                return
        self.say(elsewhere(action))

    def on_key(self, event: events.Key) -> None:
        """A key of the table that means nothing here says where it does.

        A letter that no line has taken was typed behind the key that opened the line, before the line was
        there: it is the line's.
        """
        if event.is_printable and event.character and isinstance(self.focused, Input):
            self.focused.insert_text_at_cursor(event.character)
            event.prevent_default()
            return
        action = strange(event, self.places_here())
        if action is not None and not self.screen.is_modal:
            self.say(elsewhere(action))

    def why_not(self, action: Action, screen: Screen[Any] | None = None) -> str:
        """Why an action cannot work now, as whatever is in force on the screen says; "" when it can."""
        return next(self._reasons(action.id, screen), "")

    def _reasons(self, id: str, screen: Screen[Any] | None) -> Iterator[str]:
        for node in self.nodes_here(screen):
            refusal = getattr(node, "refusal", None)
            if refusal is not None and (reason := str(refusal(id))):
                yield reason
