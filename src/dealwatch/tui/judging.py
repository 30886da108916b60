"""What a person decides: a write to the store that is told, shown at once, and can be undone."""

import sqlite3
from collections.abc import Callable
from typing import Final

from dealwatch.errors import DealwatchError, StoreBusy
from dealwatch.store import acts
from dealwatch.store.journal import Done
from dealwatch.store.sqlite import unwaiting
from dealwatch.text import clean_line
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.taking import TakingApp

_BUSY: Final = "another process writes to the store just now: nothing was changed, press it again"

#: An act of the store, done at an instant; None where there is nothing to do.
Write = Callable[[sqlite3.Connection, int], Done | None]


class JudgingApp(TakingApp):
    """An application that writes what a person decides."""

    def look_again(self) -> None:
        """Something has been written from here: read again what the bars tell."""
        raise NotImplementedError

    def do(self, write: Write, after: str = "u takes it back") -> bool:
        """Do an act of the store, show it on all screens and tell it, with what comes `after` it.

        The screen waits for nobody: when another process writes, or the store refuses, that is told and
        nothing has changed. Tells whether it was done.
        """
        if self.door is None:
            return False
        try:
            with unwaiting(self.door.connection):
                done = write(self.door.connection, self.clock.now())
        except StoreBusy:
            self.say(_BUSY)
            return False
        except (DealwatchError, sqlite3.Error) as error:
            self.say(f"nothing was changed: {clean_line(str(error))}")
            return False
        if done is None:
            return False
        self.seen_again()
        self.say(f"{done.words}: {clean_line(done.title.plain)}; {after}")
        return True

    def seen_again(self) -> None:
        """Show what was written from here on all screens; rows that are looked at stay where they are."""
        self.look_again()
        for screen in self.screen_stack:
            if isinstance(screen, BarScreen):
                screen.renew()

    def judged(self, action: str) -> str:
        """Why one of these actions cannot work now, "" when it can."""
        if action not in ("everywhere.undo", "everywhere.redo"):
            return ""
        if self.door is None:
            return "there is no store yet"
        if self.door.looking_back:
            return self.door.looking_back
        if action == "everywhere.undo":
            return "" if self.door.last_done else "you have done nothing yet that could be undone"
        return "" if self.door.next_undone else "nothing was undone that could be done again"

    def action_undo(self) -> None:
        self.do(lambda connection, now: acts.undo(connection, now=now), "U does it again")

    def action_redo(self) -> None:
        self.do(lambda connection, now: acts.redo(connection, now=now))
