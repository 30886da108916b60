"""The first run, and starts on a store that must be brought up to date: what this is, what happens."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.message import Message

from dealwatch.config import Config
from dealwatch.errors import DossierError
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.child import Child
from dealwatch.tui.glyphs import mark
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.screens.page import PageScreen
from dealwatch.tui.text import one_line
from dealwatch.values import Status
from dealwatch.when import count, full_day

_LEAD: Final = 12
#: What can be done here: while the store is made, and where that failed.
_KEYS: Final = ("everywhere.help", "everywhere.quit")
_AGAIN: Final = "everywhere.refresh"
_WORKS: Final = (
    *_KEYS,
    _AGAIN,
    *(f"everywhere.{name}" for name in ("commands", "leave", "mouse", "suspend")),
)


@dataclass(frozen=True, slots=True)
class Shipped:
    """An agreement as its dossier has it: its status, since when, and when that was last known to hold."""

    short: str
    name: str
    status: Status
    since: dt.date
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Watched:
    """What the dossier is about."""

    name: str = ""
    sectors: int = 0
    agreements: tuple[Shipped, ...] = ()


def watched(config: Config) -> Watched:
    """What the configured dossier watches; nothing where it cannot be read, as preparing tells."""
    # Nobody who has a store needs it, and it takes a while to be imported.
    from dealwatch.dossier import load_dossier

    try:
        dossier = load_dossier(config.dossier, config.folder)
    except DossierError:
        return Watched()
    found = []
    for agreement in dossier.agreements:
        rows = [row for row in dossier.statuses if row.subject == f"agreement:{agreement.id}"]
        rows.sort(key=lambda row: row.effective)
        run = [row for n, row in enumerate(rows) if all(later.status == row.status for later in rows[n:])]
        if run:
            last = max(agreement.as_of, run[-1].known)
            found.append(Shipped(agreement.short, agreement.name, run[0].status, run[0].effective, last))
    return Watched(dossier.name, len(dossier.sectors), tuple(found))


def first_page(
    db: Path, reason: str, config: Config, about: Watched, *, offline: bool, problem: str
) -> list[Block]:
    """What a person reads while the store is made ready, or when it could not be."""
    feeds = count(len(config.feeds), "feed")
    sectors = f", and {count(about.sectors, 'sector')}" if about.sectors else ""
    return [
        block("dealwatch watches one negotiation for you:", "title"),
        block("where each agreement and sector stands, who said what, and how we know."),
        _fact("store", f"{at_home(db)}, on this machine alone", margin=1),
        _fact("feeds", f"{feeds}, from {at_home(config.source)}"),
        *([_fact("watched", f"{about.name}: {_agreements(about)}{sectors}")] if about.name else []),
        *map(_standing, about.agreements),
        *(_trouble(problem) if problem else _happens(reason, feeds, offline=offline)),
        _keys((_AGAIN, *_KEYS) if problem else _KEYS),
    ]


def at_home(path: Path) -> str:
    """A path as people write it."""
    try:
        return f"~/{path.absolute().relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)


def _fact(name: str, words: str, margin: int = 0) -> Block:
    return block(words, lead=f"  {name:<{_LEAD}}", lead_style="dim", margin=margin)


def _agreements(about: Watched) -> str:
    return count(len(about.agreements), "agreement")


def _standing(row: Shipped) -> Block:
    state = f"{mark(row.status)} {row.status.label}"
    words = f"{state} since {full_day(row.since)}   last seen {full_day(row.as_of)}"
    style = status_style(row.status)
    return block(
        words, "dim", lead=f"  {row.short:<{_LEAD}}", lead_style="strong", marks=(Mark(0, len(state), style),)
    )


def _trouble(problem: str) -> list[Block]:
    return [heading("That did not work"), block(problem, "alarm"), block("Nothing was changed.", "dim")]


def _happens(reason: str, feeds: str, *, offline: bool) -> list[Block]:
    polling = (
        "Nothing is polled (--offline)."
        if offline
        else f"Then the dashboard opens, and dealwatch asks {feeds}. You can read meanwhile."
    )
    return [
        heading("What happens now"),
        block(reason),
        block(polling),
        block(
            "Until then the statuses are the dossier's. Each says on which day it was last seen to hold; "
            "none is a claim about today.",
            margin=1,
        ),
        block("dealwatch asks the feeds of that file and their stories, and nothing else.", "dim"),
    ]


def _keys(ids: Sequence[str]) -> Block:
    """The keys that do something here."""
    told = {_AGAIN: "tries again", "everywhere.help": "all keys", "everywhere.quit": "quits"}
    words, marks = "", []
    for id in ids:
        key = BY_ID[id].first
        marks.append(Mark(len(words), len(words) + len(key), "title"))
        words += f"{key} {told[id]}   "
    return block(words, margin=1, marks=tuple(marks))


class FirstRun(PageScreen):
    """Shows what happens, runs the command that prepares the store, and says when it is done."""

    place = "Welcome"

    class Ready(Message):
        """The store is prepared."""

    def __init__(self, db: Path, reason: str, command: list[str], config: Config, *, offline: bool) -> None:
        super().__init__()
        self._db = db
        self._reason = reason
        self._command = command
        self._config = config
        self._offline = offline
        self._about = watched(config)
        self._child: Child | None = None
        self._said: list[str] = []

    def on_mount(self) -> None:
        self.page.focus()
        self.prepare()

    def prepare(self) -> None:
        """Show the page and start the command."""
        self._show("")
        self._said.clear()
        self.run_worker(self._prepare(), exclusive=True, exit_on_error=False)

    async def _prepare(self) -> None:
        self._child = Child(self._command)
        try:
            status = await self._child.run(self._said.append)
        except OSError as error:
            status, self._said = 127, [str(error)]
        self._child = None
        if status == 0:
            self.post_message(self.Ready())
            return
        told = " ".join(one_line(line) for line in self._said if line.strip())
        self._show(told or f"The store could not be prepared (status {status}).")

    def _show(self, problem: str) -> None:
        page = first_page(
            self._db, self._reason, self._config, self._about, offline=self._offline, problem=problem
        )
        self.show_page("Welcome", page)

    def fail(self, problem: str) -> None:
        """Say why the prepared store cannot be used after all."""
        self._show(problem)

    def refusal(self, action: str) -> str:
        if action == "everywhere.back":
            return "this is the first screen: q quits"
        if action == _AGAIN and self._child is not None:
            return "the store is being made ready"
        if action.startswith("everywhere.") and action not in _WORKS:
            return "there is no store to look at yet"
        return super().refusal(action)

    def note(self) -> list[Piece]:
        return [("preparing the store", "")] if self._child is not None else []
