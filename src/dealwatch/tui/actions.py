"""Every key of the application, once: bindings, footer and help are made from this table."""

from dataclasses import dataclass
from typing import Final, Literal

from textual.binding import Binding

Where = Literal["everywhere", "dashboard", "list", "reader"]

PLACES: Final[dict[Where, str]] = {
    "list": "In a list",
    "reader": "While reading",
    "dashboard": "On the dashboard",
    "everywhere": "Everywhere",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `does` is the footer's word, `explains` the help's sentence.

    `footer` is the order in the footer; 0 leaves it out. `keys` are Textual's names, `shown` what people
    read.     `priority` lets the key through whatever has the focus.
    """

    id: str
    keys: str
    shown: str
    does: str
    explains: str
    where: Where
    call: str
    footer: int = 0
    priority: bool = False


ACTIONS: Final[tuple[Action, ...]] = (
    Action("list.open", "enter", "enter", "open", "open it, with its evidence and links", "list", "open", 1),
    Action("list.down", "j,down", "j ↓", "down", "next row", "list", "down"),
    Action("list.up", "k,up", "k ↑", "up", "row before", "list", "up"),
    Action("list.first", "g,home", "g home", "first", "first row", "list", "first"),
    Action("list.last", "G,end", "G end", "last", "last row", "list", "last"),
    Action("list.half_down", "ctrl+d", "ctrl+d", "half a page down", "half a page down", "list", "half_down"),
    Action("list.half_up", "ctrl+u", "ctrl+u", "half a page up", "half a page up", "list", "half_up"),
    Action("list.page_down", "pagedown", "pgdn", "page down", "a page down", "list", "page_down"),
    Action("list.page_up", "pageup", "pgup", "page up", "a page up", "list", "page_up"),
    Action(
        "reader.open", "enter", "enter", "open", "open what the marked line leads to", "reader", "open", 1
    ),
    Action("reader.down", "j,down", "j ↓", "down", "next line, or next thing to open", "reader", "down"),
    Action("reader.up", "k,up", "k ↑", "up", "line before, or thing before", "reader", "up"),
    Action(
        "reader.next", "right_square_bracket,n", "] n", "next mark", "next thing to open", "reader", "next", 2
    ),
    Action(
        "reader.previous",
        "left_square_bracket,N",
        "[ N",
        "mark before",
        "thing to open before",
        "reader",
        "previous",
    ),
    Action("reader.first", "g,home", "g home", "top", "top of the page", "reader", "first"),
    Action("reader.last", "G,end", "G end", "end", "end of the page", "reader", "last"),
    Action(
        "reader.half_down", "ctrl+d", "ctrl+d", "half a page down", "half a page down", "reader", "half_down"
    ),
    Action("reader.half_up", "ctrl+u", "ctrl+u", "half a page up", "half a page up", "reader", "half_up"),
    Action("reader.page_down", "pagedown,space", "pgdn", "page down", "a page down", "reader", "page_down"),
    Action("reader.page_up", "pageup", "pgup", "page up", "a page up", "reader", "page_up"),
    Action(
        "dashboard.pane_1", "1", "1", "agreements", "to the agreements", "dashboard", "pane('agreements')"
    ),
    Action("dashboard.pane_2", "2", "2", "sectors", "to the sectors", "dashboard", "pane('sectors')"),
    Action("dashboard.pane_3", "3", "3", "stories", "to the stories", "dashboard", "pane('stories')"),
    Action("dashboard.pane_4", "4", "4", "quotes", "to the quotes", "dashboard", "pane('quotes')"),
    Action(
        "dashboard.next_pane",
        "tab,l,right",
        "tab l →",
        "next pane",
        "to the next pane",
        "dashboard",
        "next_pane",
        4,
    ),
    Action(
        "dashboard.previous_pane",
        "shift+tab,h,left",
        "shift+tab h ←",
        "pane before",
        "to the pane before",
        "dashboard",
        "previous_pane",
    ),
    Action(
        "dashboard.zoom",
        "z",
        "z",
        "zoom",
        "give this pane the whole screen, and back",
        "dashboard",
        "zoom",
        5,
    ),
    Action(
        "dashboard.arrivals",
        "full_stop",
        ".",
        "arrivals",
        "show what has arrived, and go there",
        "dashboard",
        "arrivals",
        3,
    ),
    Action("everywhere.browse", "o", "o", "browser", "open the link in a browser", "everywhere", "browse", 2),
    Action(
        "everywhere.refresh",
        "r",
        "r",
        "refresh",
        "ask the feeds that are due; while that runs, how far it is",
        "everywhere",
        "refresh",
        6,
    ),
    Action("everywhere.stop", "R", "R", "stop refresh", "stop the refresh", "everywhere", "stop"),
    Action(
        "everywhere.back", "escape", "esc", "back", "back one step; never quits", "everywhere", "back", 90
    ),
    Action("everywhere.help", "question_mark", "?", "help", "these keys", "everywhere", "help", 91),
    Action(
        "everywhere.quit",
        "q",
        "q",
        "quit",
        "close what is open; on the dashboard, quit",
        "everywhere",
        "close",
        92,
    ),
    Action(
        "everywhere.leave",
        "ctrl+c,ctrl+q",
        "ctrl+c",
        "leave",
        "quit at once",
        "everywhere",
        "quit",
        priority=True,
    ),
    Action(
        "everywhere.suspend",
        "ctrl+z",
        "ctrl+z",
        "to the shell",
        "to the shell; fg comes back",
        "everywhere",
        "suspend_process",
        priority=True,
    ),
)

BY_ID: Final[dict[str, Action]] = {action.id: action for action in ACTIONS}


def bindings(where: Where) -> list[Binding]:
    """The table's rows for one place, as Textual wants them."""
    return [
        Binding(
            action.keys,
            action.call,
            action.does,
            show=False,
            key_display=action.shown,
            priority=action.priority,
            id=action.id,
        )
        for action in ACTIONS
        if action.where == where
    ]


def help_rows(first: Where) -> list[tuple[str, list[Action]]]:
    """Places with their actions, those of the place one comes from first."""
    order = [first, *(place for place in PLACES if place != first)]
    groups = [(PLACES[place], [action for action in ACTIONS if action.where == place]) for place in order]
    return [(title, actions) for title, actions in groups if actions]
