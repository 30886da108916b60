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
# In what order help tells of them, by where one came from: what works there stands on its first page.
_ORDER: Final[dict[Where, tuple[Where, ...]]] = {
    "list": ("list", "dashboard", "everywhere", "reader"),
    "dashboard": ("dashboard", "list", "everywhere", "reader"),
    "reader": ("reader", "everywhere", "list", "dashboard"),
    "everywhere": ("everywhere", "list", "dashboard", "reader"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `does` is the footer's word, `explains` the help's sentence.

    `footer` is the order in the footer; 0 leaves it out. `keys` are Textual's names, `shown` what people
    read. `priority` lets the key through whatever has the focus. `beside` puts it into the help's row of the
    action before it.
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
    beside: bool = False


ACTIONS: Final[tuple[Action, ...]] = (
    Action("list.open", "enter", "enter", "open", "open it, with its evidence and links", "list", "open", 1),
    Action("list.down", "j,down", "j ↓", "down", "next row", "list", "down"),
    Action("list.up", "k,up", "k ↑", "up", "row before", "list", "up", beside=True),
    Action("list.first", "g,home", "g home", "first", "first row", "list", "first"),
    Action("list.last", "G,end", "G end", "last", "last row", "list", "last", beside=True),
    Action("list.half_down", "ctrl+d", "ctrl+d", "half a page down", "half a page down", "list", "half_down"),
    Action("list.half_up", "ctrl+u", "ctrl+u", "half a page up", "up", "list", "half_up", beside=True),
    Action("list.page_down", "pagedown", "pgdn", "page down", "a page down", "list", "page_down"),
    Action("list.page_up", "pageup", "pgup", "page up", "up", "list", "page_up", beside=True),
    Action(
        "reader.open", "enter", "enter", "open", "open what the marked line leads to", "reader", "open", 1
    ),
    Action("reader.down", "j,down", "j ↓", "down", "next line, or next thing to open", "reader", "down"),
    Action("reader.up", "k,up", "k ↑", "up", "line before, or thing before", "reader", "up", beside=True),
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
        beside=True,
    ),
    Action("reader.first", "g,home", "g home", "top", "top of the page", "reader", "first"),
    Action("reader.last", "G,end", "G end", "end", "end of the page", "reader", "last", beside=True),
    Action(
        "reader.half_down", "ctrl+d", "ctrl+d", "half a page down", "half a page down", "reader", "half_down"
    ),
    Action("reader.half_up", "ctrl+u", "ctrl+u", "half a page up", "up", "reader", "half_up", beside=True),
    Action("reader.page_down", "pagedown,space", "pgdn", "page down", "a page down", "reader", "page_down"),
    Action("reader.page_up", "pageup", "pgup", "page up", "up", "reader", "page_up", beside=True),
    Action(
        "dashboard.pane_1", "1", "1", "agreements", "to the agreements", "dashboard", "pane('agreements')"
    ),
    Action("dashboard.pane_2", "2", "2", "sectors", "sectors", "dashboard", "pane('sectors')", beside=True),
    Action("dashboard.pane_3", "3", "3", "stories", "stories", "dashboard", "pane('stories')", beside=True),
    Action("dashboard.pane_4", "4", "4", "quotes", "quotes", "dashboard", "pane('quotes')", beside=True),
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
        beside=True,
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
        "ask every feed that may be asked again",
        "everywhere",
        "refresh",
        6,
    ),
    Action("everywhere.stop", "R", "R", "stop refresh", "stop that", "everywhere", "stop", beside=True),
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
    """Places with their actions, those that work where one comes from first."""
    return [
        (PLACES[place], [action for action in ACTIONS if action.where == place]) for place in _ORDER[first]
    ]
