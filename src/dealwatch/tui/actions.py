"""Every key of the application, once: bindings, footer, help, palette and the README's table come from here.

An action is a row of `ACTIONS` and a method `action_<call>` of the widget, screen or application whose
`keys_at` is its place. The nearest place wins: a widget's own key before its screen's, a screen's before the
application's. What a key cannot do just now, `refusal` of the same object says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from textual.binding import Binding

Where = Literal[
    "everywhere",
    "dashboard",
    "list",
    "reader",
    "page",
    "timeline",
    "feeds",
    "review",
    "search",
    "form",
    "choice",
    "question",
    "tags",
    "help",
    "filter",
]

PLACES: Final[dict[Where, str]] = {
    "list": "In a list",
    "reader": "While reading",
    "page": "On a page",
    "dashboard": "On the dashboard",
    "timeline": "On the timeline",
    "feeds": "Among the feeds",
    "search": "In a search",
    "review": "In review",
    "filter": "While typing words",
    "form": "In a form",
    "choice": "On a field with choices",
    "question": "In a question",
    "tags": "Among the tags of a story",
    "help": "In help",
    "everywhere": "Everywhere",
}
# Places that are one widget of a screen: their keys stand beside those of whatever screen they are on.
WIDGETS: Final[tuple[Where, ...]] = ("list", "reader", "filter", "choice")

# What people read for what Textual calls a key; others are told by their own name.
_SHOWN: Final = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "pgdn", "pageup": "pgup", "escape": "esc",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `does` is the footer's word, `explains` the sentence of help and palette.

    `keys` are those of the table, with blanks between; `in_use` those that a person has chosen instead.
    `footer` is the order in the footer; 0 leaves it out, from 90 on it stands at the right. `priority` lets
    the key through whatever has the focus. `beside` puts it into the help's row of the action before it.
    """

    name: str
    keys: str
    explains: str
    does: str = ""
    call: str = ""
    where: Where = "everywhere"
    footer: int = 0
    priority: bool = False
    beside: bool = False

    @property
    def id(self) -> str:
        """Place and name: what `[keys]` calls it."""
        return f"{self.where}.{self.name}"

    @property
    def in_use(self) -> tuple[str, ...]:
        """The keys by which it is reached."""
        return _chosen.get(self.id, tuple(self.keys.split()))

    @property
    def shown(self) -> str:
        """Those keys as people read them."""
        return _as_read(self.in_use)

    @property
    def first(self) -> str:
        """The first of them, for the footer."""
        return self.shown.partition(" ")[0]


def _as_read(keys: Iterable[str]) -> str:
    return " ".join(_SHOWN.get(key, key) for key in keys)


def _at(where: Where, *actions: Action) -> tuple[Action, ...]:
    """The actions of one place; what is not said follows from the name."""
    return tuple(
        replace(
            action,
            where=where,
            call=action.call or action.name,
            does=action.does or action.name.replace("_", " "),
        )
        for action in actions
    )


# fmt: off
ACTIONS: Final[tuple[Action, ...]] = (
    *_at(
        "list",
        Action("open", "enter", "open it, with its evidence and links", footer=1),
        Action("down", "j down", "next row"),
        Action("up", "k up", "row before", beside=True),
        Action("first", "g home", "first row"),
        Action("last", "G end", "last row", beside=True),
        Action("half_down", "ctrl+d", "half a page down"),
        Action("half_up", "ctrl+u", "half a page up", beside=True),
        Action("page_down", "pagedown", "a page down"),
        Action("page_up", "pageup", "a page up", beside=True),
        Action("next_new", "n", "next row that is new"),
        Action("previous_new", "N", "new row before", beside=True),
    ),
    *_at(
        "reader",
        Action("open", "enter", "open what the marked line leads to; from a finding to its words", footer=1),
        Action("down", "j down", "next line or thing to open"),
        Action("up", "k up", "line or thing before", beside=True),
        Action("next", "]", "next mark in a story, next thing to open on other pages", does="next mark",
               footer=2),
        Action("previous", "[", "mark, or thing to open, before", does="mark before", beside=True),
        Action("next_match", "n", "next place of the words that are looked for; without any, as ]",
               does="next match"),
        Action("previous_match", "N", "place before", does="match before", beside=True),
        Action("first", "g home", "top of the page"),
        Action("last", "G end", "end of the page", beside=True),
        Action("half_down", "ctrl+d", "half a page down"),
        Action("half_up", "ctrl+u", "half a page up", beside=True),
        Action("page_down", "pagedown space", "a page down"),
        Action("page_up", "pageup", "a page up", beside=True),
    ),
    *_at(
        "dashboard",
        Action("pane_1", "1", "to the agreements", call="pane('agreements')"),
        Action("pane_2", "2", "to the sectors", call="pane('sectors')", beside=True),
        Action("pane_3", "3", "to the stories", call="pane('stories')", beside=True),
        Action("pane_4", "4", "to the quotes", call="pane('quotes')", beside=True),
        Action("story", "5", "to the story under the cursor of the stories", beside=True),
        Action("next_pane", "tab l right", "to the next pane", does="pane", footer=5),
        Action("previous_pane", "shift+tab h left", "to the pane before", does="pane before", beside=True),
        Action("filter", "/", "only the rows of this pane that words ask for", footer=2),
        Action("scope", "space", "only this agreement, sector or speaker in the other panes, and back",
               footer=2),
        Action("sort", "S", "another order of the agreements or sectors"),
        Action("zoom", "z", "give this pane the whole screen, and back", footer=6),
        Action("arrivals", ".", "show what has arrived, and go there", footer=3),
        Action("changes", "w", "what came since you last looked"),
    ),
    *_at(
        "timeline",
        Action("filter", "/", "only the entries that words ask for", footer=2),
        Action("scope", "space", "only the agreement or sector under the cursor, and back", footer=2),
        Action("kinds", "f", "only some kinds of entries: the next choice", footer=2),
        Action("kinds_before", "F", "the choice of kinds before", beside=True),
        Action("earlier", "h left", "an earlier part of the time", footer=3),
        Action("later", "l right", "a later part of the time", footer=3, beside=True),
        Action("closer", "+ =", "closer, up to single days", footer=4),
        Action("further", "- _", "further away, up to quarters of a year", footer=4, beside=True),
    ),
    *_at(
        "feeds",
        Action("filter", "/", "only the feeds that words ask for", footer=2),
        Action("test", "t", "ask this feed now, if it may be asked again", footer=2),
        Action("switch", "e", "switch this feed off, or on again", does="off, on", footer=2),
    ),
    *_at(
        "review",
        Action("accept", "a", "accept it: the ledger has it from then on", footer=2),
        Action("reject", "x", "reject it: it is not so", footer=2),
        Action("postpone", "p", "put it aside until new evidence comes", footer=2),
        Action("edit", "e", "accept it with another status or day", footer=3),
        Action("comment", "c", "keep a remark on it", footer=3),
        Action("next_evidence", "]", "next story that tells of it", does="next evidence", footer=4),
        Action("previous_evidence", "[", "story before", does="evidence before", beside=True),
        Action("other", "tab shift+tab l h right left", "to the page beside or below, and back",
               does="read on", footer=5),
    ),
    *_at(
        "search",
        Action("line", "/ tab shift+tab ctrl+f", "to the line, to look for other words", does="other words",
               footer=2),
    ),
    *_at(
        "page",
        Action("next_story", "J", "next story of the list", footer=3),
        Action("previous_story", "K", "story before", beside=True),
        Action("find", "/", "find words on this page", does="find", footer=2),
        Action("marks", "h", "hide the marks in the text, and show them again", does="marks", footer=3),
        Action("other", "tab shift+tab", "to what was found, beside the text, and back", does="found",
               footer=3),
    ),
    *_at(
        "filter",
        Action("keep", "enter", "keep these words, and to the list", does="to the list", footer=1),
        Action("complete", "tab", "write the word that is offered", footer=2),
        Action("older", "up", "the words before these", does="earlier words", footer=3),
        Action("newer", "down", "the words after these", beside=True),
    ),
    *_at(
        "form",
        Action("save", "enter", "enter what the fields say, with its source", footer=1),
        Action("next_field", "tab down", "next field", footer=2),
        Action("previous_field", "shift+tab up", "field before", beside=True),
        Action("empty", "ctrl+n", "empty all fields", footer=3),
    ),
    *_at(
        "choice",
        Action("next", "right space", "the next choice; a letter goes to one that begins with it",
               does="next choice", footer=2),
        Action("previous", "left", "the choice before", beside=True),
    ),
    *_at(
        "help",
        Action("open", "enter", "do what the row says", does="do it", footer=1),
        Action("down", "down", "next row"),
        Action("up", "up", "row before", beside=True),
        Action("page_down", "pagedown", "a page down"),
        Action("page_up", "pageup", "a page up", beside=True),
        Action("first", "home", "first row"),
        Action("last", "end", "last row", beside=True),
    ),
    *_at(
        "everywhere",
        Action("browse", "o", "open the link in a browser", does="browser", footer=2),
        Action("copy", "y", "copy it, with where it stands", footer=7),
        Action("editor", "E", "open the story's text in $EDITOR"),
        Action("pager", "|", "read the story's text in $PAGER", beside=True),
        Action("export", "e", "save the list as CSV, JSON or Markdown"),
        Action("mouse", "M", "let the terminal have the mouse, to select text with; and take it back"),
        Action("read", "m", "mark the story read, or unread again"),
        Action("star", "*", "star the story, or take the star away", beside=True),
        Action("hide", "H", "hide the story from all lists, or show it again; is:hidden lists them"),
        Action("about", "+", "say that the story is about this negotiation; again: as it was read"),
        Action("not_about", "-", "that it is not; is:all lists it still", beside=True),
        Action("tags", "T", "say which agreements and sectors the story is about"),
        Action("take_back", "X", "take back the status change under the cursor"),
        Action("undo", "u", "undo what you did last, also last week", footer=8),
        Action("redo", "U", "do again what was undone", beside=True),
        Action("refresh", "r", "ask every feed that may be asked again", footer=6),
        Action("stop", "R", "stop the refresh", does="stop refresh", beside=True, footer=3),
        Action("earlier_day", "[", "look back to the day before on which anything changed", does="look back"),
        Action("later_day", "]", "to the next such day", does="later", beside=True),
        Action("on_day", "@", "look back to a day: 2026-04-12, 2026-04 or 2026", does="as of"),
        Action("now", "0", "back to now", beside=True, footer=3),
        Action("review", "v", "what stories report and waits for your decision", footer=4),
        Action("enter", "A", "enter a status, a quote or a note by hand, with its source", does="by hand"),
        Action("timeline", "t", "what happened when, and what is ahead", footer=4),
        Action("feeds", "s", "the feeds: which fail, why, and what to do", footer=4),
        Action("search", "ctrl+f", "search everything stored, by its words", footer=7),
        Action("commands", ": ctrl+p", "all commands and themes, by name", footer=89),
        Action("back", "escape", "back one step; never quits", footer=90),
        Action("help", "?", "these keys", footer=91),
        Action("quit", "q", "close what is open; on the dashboard, quit", call="close", footer=92),
        Action("leave", "ctrl+c ctrl+q", "quit at once", call="quit", priority=True),
        Action("suspend", "ctrl+z", "to the shell; fg comes back", call="suspend_process", priority=True),
    ),
    *_at(
        "question",
        Action("take", "enter", "take what was typed", footer=1),
        Action("leave", "escape", "leave it as it was", footer=2),
        Action("next_field", "tab down", "next field of the question"),
        Action("previous_field", "shift+tab up", "field before", beside=True),
    ),
    *_at(
        "tags",
        Action("change", "space", "the story is about this, or is not any more", does="change", footer=1),
        Action("undo", "u", "undo the last change"),
        Action("redo", "U", "do it again", beside=True),
        Action("leave", "escape q T", "close the tags", does="close", footer=2),
    ),
)
# fmt: on

BY_ID: Final[dict[str, Action]] = {action.id: action for action in ACTIONS}
_BY_CALL: Final = {(action.where, action.call): action for action in ACTIONS}
_chosen: dict[str, tuple[str, ...]] = {}


def use_keys(chosen: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Take keys that a person has chosen, by action, for the whole run of the program.

    Gives them as Textual's keymap has them. `keymap.checked` has seen to it that they are keys and do not
    clash.
    """
    _chosen.clear()
    _chosen.update({id: tuple(keys) for id, keys in chosen.items()})
    return {id: ",".join(keys) for id, keys in _chosen.items()}


def bindings(where: Where) -> list[Binding]:
    """The table's rows for one place, as Textual wants them."""
    return [
        Binding(
            action.keys.replace(" ", ","),
            action.call,
            action.does,
            show=False,
            priority=action.priority,
            id=action.id,
        )
        for action in ACTIONS
        if action.where == where
    ]


def action_of(where: Where | None, call: str) -> Action | None:
    """The action that a call is at a place."""
    return _BY_CALL.get((where, call)) if where else None


def together(a: Where, b: Where) -> bool:
    """Whether keys of both places can be in force at one time."""
    if {a, b} == {"filter", "help"}:
        return False  # Words are never typed on top of help, which has a way of its own to search.
    if "question" in (a, b) or "tags" in (a, b):
        return a == b or "everywhere" in (a, b) or {a, b} == {"tags", "list"}  # They stand over a screen.
    if "form" in (a, b) or "choice" in (a, b):
        return a == b or {a, b} <= {"form", "choice", "everywhere"}  # A form has nothing beside its fields.
    return a == b or "everywhere" in (a, b) or (a in WIDGETS) != (b in WIDGETS)


def help_rows(here: Sequence[Where]) -> list[tuple[str, list[Action]]]:
    """Places with their actions: those in force where one came from, the nearest first, then the others."""
    order = list(dict.fromkeys([*here, *PLACES]))
    rows = [(PLACES[place], [action for action in ACTIONS if action.where == place]) for place in order]
    return [(title, actions) for title, actions in rows if actions]


def rows_of(actions: Iterable[Action]) -> list[list[Action]]:
    """The actions that share a row of help, row by row."""
    rows: list[list[Action]] = []
    for action in actions:
        if action.beside and rows:
            rows[-1].append(action)
        else:
            rows.append([action])
    return rows


def key_table() -> str:
    """The table of the README, in Markdown."""
    lines = ["| key | what it does | in `[keys]` |", "| --- | --- | --- |"]
    for title, actions in help_rows(("list", "dashboard", "everywhere")):
        lines.append(f"| **{title}** | | |")
        lines += [f"| {' | '.join(_cells(row))} |" for row in rows_of(actions)]
    return "\n".join(lines)


def _cells(row: Sequence[Action]) -> Iterator[str]:
    yield ", ".join(_as_code(action) for action in row)
    yield ", ".join(action.explains for action in row)
    yield ", ".join(f"`{action.id}`" for action in row)


def _as_code(action: Action) -> str:
    # A bare bar would end the table's cell.
    keys = _as_read(action.keys.split()).replace("|", "\\|")
    return " ".join(f"`{key}`" for key in keys.split())
