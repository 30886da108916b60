"""The first run, and starts on a store that must be brought up to date: what this is, what happens."""

from pathlib import Path

from textual.message import Message

from dealwatch.tui.blocks import Block, block, heading
from dealwatch.tui.child import Child
from dealwatch.tui.paint import Piece
from dealwatch.tui.screens.page import PageScreen
from dealwatch.tui.text import one_line


def first_page(db: Path, reason: str, feeds: int, offline: bool, problem: str) -> list[Block]:
    """What a person reads while the store is made ready, or when it could not be."""
    blocks = [
        block("dealwatch watches one negotiation for you:", "title"),
        block("where each agreement and sector stands, since when, who said what, and how we know."),
        heading("What happens now"),
        block(reason),
        block(f"The store is {db}; it is yours alone and stays on this machine."),
    ]
    if problem:
        return [
            *blocks,
            heading("That did not work"),
            block(problem, "alarm"),
            block("r tries again, q quits. Nothing was changed.", "dim"),
        ]
    polling = (
        "Nothing is polled (--offline): what is shown is what the dossier brings and what was stored."
        if offline
        else f"Then the {feeds} feeds are asked for the first time. You can read meanwhile."
    )
    return [
        *blocks,
        block(polling),
        block(
            "Until then the statuses are those that the dossier brings. Each says on which day it was last "
            "known to hold; none is a claim about today.",
            margin=1,
        ),
        block("dealwatch goes out to the feeds of the configuration and to nothing else.", "dim", margin=1),
    ]


class FirstRun(PageScreen):
    """Shows what happens, runs the command that prepares the store, and says when it is done."""

    place = "Welcome"

    class Ready(Message):
        """The store is prepared."""

    def __init__(self, db: Path, reason: str, command: list[str], feeds: int, offline: bool) -> None:
        super().__init__()
        self._db = db
        self._reason = reason
        self._command = command
        self._feeds = feeds
        self._offline = offline
        self._child: Child | None = None
        self._said: list[str] = []

    def on_mount(self) -> None:
        super().on_mount()
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
        page = first_page(self._db, self._reason, self._feeds, self._offline, problem)
        self.show_page("Welcome", page)

    def fail(self, problem: str) -> None:
        """Say why the prepared store cannot be used after all."""
        self._show(problem)

    def refusal(self, action: str) -> str:
        if action == "everywhere.back":
            return "this is the first screen: q quits"
        return super().refusal(action)

    def note(self) -> list[Piece]:
        return [("preparing the store", "")] if self._child is not None else []
