"""What a person decides: a write to the store that is told, shown at once, and can be undone."""

import sqlite3
from collections.abc import Callable
from typing import Final

from dealwatch.errors import DealwatchError, StoreBusy
from dealwatch.store import marks, views
from dealwatch.store.journal import Done
from dealwatch.store.sqlite import unwaiting
from dealwatch.text import clean_line
from dealwatch.tui.matches import NOWHERE, Sought
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.taking import TakingApp
from dealwatch.tui.targets import Target
from dealwatch.tui.text import one_line, trim

_BUSY: Final = "another process writes to the store: nothing was changed, press it again"

_ON_STORIES: Final = ("read", "star", "hide", "about", "not_about", "tags")

#: An act of the store, done at an instant; None where there is nothing to do.
Write = Callable[[sqlite3.Connection, int], Done | None]


class JudgingApp(TakingApp):
    """An application that writes what a person decides."""

    def __init__(self) -> None:
        super().__init__()
        # Stories that were read and are not marked so in the store yet.
        self._seen: set[int] = set()

    def poller_words(self) -> list[Piece]:
        """What the poller does, for the status line."""
        raise NotImplementedError

    def look(self) -> None:
        """Read again what the bars tell; they are not drawn yet."""
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
        self._renew()
        self.say(self._told(done, after))
        return True

    def _told(self, done: Done, after: str) -> str:
        """What was done, with as much of the title as leaves room for what comes after."""
        taken = len(done.words) + len(after) + width_of(self.poller_words()) + 8
        return f"{done.words}: {trim(one_line(done.title), max(16, self.size.width - taken))}; {after}"

    def _renew(self) -> None:
        """Show what was written from here on all screens; rows that are looked at stay where they are."""
        self.look()
        for screen in self._bar_screens:
            screen.renew()

    # Stories that are read.

    def open_target(self, target: Target, sought: Sought = NOWHERE) -> None:
        """Show the screen of a thing; a story is read from then on, as its page says already."""
        if target.kind == "story":
            self.see(int(target.id))
        super().open_target(target, sought)

    def see(self, story: int) -> None:
        """Note that a story is read, now or, when another process writes, a moment later."""
        self._seen.add(story)
        self.keep_reading()
        for screen in self._bar_screens:
            screen.take_as_read(story)

    def keep_reading(self) -> None:
        """Write what was read, if that can be done at once."""
        if self._seen and self.door is not None and self.door.see(sorted(self._seen)):
            self._seen.clear()

    # What can be decided.

    @property
    def _bar_screens(self) -> list[BarScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, BarScreen)]

    @property
    def _story_meant(self) -> int | None:
        return self.below.story() if self.below else None

    def judged(self, action: str) -> str:
        """Why one of these actions cannot work now, "" when it can."""
        place, _, name = action.partition(".")
        if place != "everywhere" or name not in (*_ON_STORIES, "take_back", "undo", "redo"):
            return ""
        return self._not_now() or self._nothing_for(name)

    def _not_now(self) -> str:
        if self.door is None:
            return "there is no store yet"
        return self.door.looking_back

    def _nothing_for(self, name: str) -> str:
        door = self.door
        if name == "take_back":
            here = self.below is not None and self.below.entry() is not None
            return "" if here else "this is no status change of the ledger: t shows them all"
        if name == "undo":
            return "" if door and door.last_done else "you have done nothing yet that could be undone"
        if name == "redo":
            return "" if door and door.next_undone else "nothing was undone that could be done again"
        return "" if self._story_meant is not None else "there is no story under the cursor"

    # Keys.

    def action_read(self) -> None:
        self._mark("read")

    def action_star(self) -> None:
        self._mark("starred")

    def action_hide(self) -> None:
        self._mark("hidden")

    def _mark(self, name: marks.Mark) -> None:
        self._decide(lambda connection, story, now: marks.turn(connection, story, name, now=now))

    def action_about(self) -> None:
        self._correct(about=True)

    def action_not_about(self) -> None:
        self._correct(about=False)

    def _correct(self, *, about: bool) -> None:
        """Keep a word on a story; the same word again takes it back."""

        def write(connection: sqlite3.Connection, story: int, now: int) -> Done:
            from dealwatch.store.corrections import correct_relevance

            dossier = self.door.dossier if self.door else ""
            found = views.story(connection, dossier, story)
            word = None if found is not None and found.judged is about else about
            return correct_relevance(connection, dossier, story, word, now=now)

        self._decide(write)

    def _decide(self, write: Callable[[sqlite3.Connection, int, int], Done]) -> None:
        story = self._story_meant
        if self.below is not None and story is not None:
            self.below.place_cursor()
            self.do(lambda connection, now: write(connection, story, now))

    def action_tags(self) -> None:
        from dealwatch.tui.screens.tagging import Tagging

        story = self._story_meant
        if self.below is not None and story is not None:
            self.below.place_cursor()
            self.push_screen(Tagging(story))

    # What writes decisions is read in when the first one is made, not before the first screen.

    def action_take_back(self) -> None:
        from dealwatch.store import review

        entry = self.below.entry() if self.below else None
        if self.below is not None and entry is not None:
            self.below.place_cursor()
            self.do(lambda connection, now: review.take_back(connection, entry, now=now), "u brings it back")

    def action_undo(self) -> None:
        from dealwatch.store import acts

        self.do(lambda connection, now: acts.undo(connection, now=now), "U does it again")

    def action_redo(self) -> None:
        from dealwatch.store import acts

        self.do(lambda connection, now: acts.redo(connection, now=now))
