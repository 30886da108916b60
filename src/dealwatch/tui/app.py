"""The application: it opens the store, puts up the screens and holds the poller's lifeline; no more."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.driver import Driver

from dealwatch.clock import Clock
from dealwatch.config import Config
from dealwatch.errors import StoreError, StoreMissing, StoreOutdated
from dealwatch.store.rows import Overview
from dealwatch.store.sqlite import connect, is_prepared, store_errors
from dealwatch.store.views.health import Outage
from dealwatch.tui import bars
from dealwatch.tui.actions import bindings, use_keys
from dealwatch.tui.child import HURRY
from dealwatch.tui.door import Door
from dealwatch.tui.glyphs import use_frames, use_glyphs
from dealwatch.tui.judging import JudgingApp
from dealwatch.tui.keymap import checked
from dealwatch.tui.memory import Memory
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.poller import Poller
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.tui.screens.first_run import FirstRun
from dealwatch.tui.targets import Target
from dealwatch.tui.text import farewell
from dealwatch.tui.theme import THEMES, known_theme, theme_named

_TICK: Final = 1.0
_REWORD_EVERY: Final = 30
_SAID_FOR: Final = 10


_LOST: Final = "the store was moved or deleted: what is shown is from before; quit and start again"


class DealwatchApp(JudgingApp):
    """The dashboard on one store and one dossier.

    `digest` tells whether the store was seeded with this text of the dossier. `poll_command` and
    `prepare_command` are run as children; without the first nothing is polled. `on_shown` is called when
    something is on the screen. `plain` draws frames in ASCII. Ends with exit status 1 and a sentence when the
    store cannot be used.
    """

    CSS_PATH = "dealwatch.tcss"
    TITLE = "dealwatch"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]

    def __init__(
        self,
        *,
        db: Path,
        dossier_id: str,
        digest: str,
        config: Config,
        clock: Clock,
        poll_command: list[str] | None,
        prepare_command: list[str],
        on_shown: Callable[[], None] = lambda: None,
        plain: bool = False,
    ) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_named(config.ui.theme, few_colours=self.console.color_system == "standard")
        use_glyphs("ascii" if plain else config.ui.glyphs)
        use_frames(plain=plain)
        self.set_keymap(use_keys(checked(config.keys, config.source) if config.keys else {}))
        self.clock = clock
        self.memory = Memory()
        self._db = db
        self._dossier_id = dossier_id
        self._digest = digest
        self._config = config
        self._prepare_command = prepare_command
        self._on_shown = on_shown
        self._overview: Overview | None = None
        self._new = 0
        self.waiting = 0
        self._answered: int | None = None
        self._outage: Outage | None = None
        self._said_until = 0
        self._worded_at = 0
        self.poller = Poller(
            poll_command, config.look_every_minutes, clock, self._reword, self.say, self._checked
        )

    def get_driver_class(self) -> type[Driver]:
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from dealwatch.tui.lifeline import VanishingDriver

        return VanishingDriver

    # Opening.

    def on_mount(self) -> None:
        try:
            with store_errors(self._db):
                reason = self._open_store()
        except StoreError as error:
            self.exit(return_code=error.exit_status, message=farewell(str(error)))
            return
        self.call_after_refresh(self._on_shown)
        if reason:
            offline = self.poller.progress.phase == "offline"
            self.push_screen(FirstRun(self._db, reason, self._prepare_command, self._config, offline=offline))

    def _open_store(self) -> str:
        """Open the store and show the dashboard, or tell why it must be prepared first. Raises StoreError."""
        try:
            connection = self._prepared()
        except StoreMissing:
            return "There is no store yet: it is made now, with the facts that the dossier brings."
        except StoreOutdated:
            return "The store is of an older dealwatch: a copy is kept, and it is brought up to date."
        if connection is None:
            return "The dossier has changed: its facts are entered; what was recorded since stays."
        self._show_dashboard(connection)
        return ""

    def _prepared(self) -> sqlite3.Connection | None:
        """The store, opened; None where it was seeded with another text of the dossier. Raises StoreError."""
        connection = connect(self._db)
        if is_prepared(connection, self._dossier_id, self._digest):
            return connection
        connection.close()
        return None

    def _show_dashboard(self, connection: sqlite3.Connection) -> None:
        self.door = Door(connection, self._dossier_id, self.clock, self.say, self._db)
        self.door.unchecked = self._config.unchecked
        self.memory = Memory(self.door)
        self.theme = known_theme(self.memory.recall("theme"), self.theme)
        self.look()
        self.push_screen(Dashboard(self.door))
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """What can wait until something is on the screen."""
        if self.door is not None:
            self.door.begin_visit()
        self.set_interval(_TICK, self._tick)
        self.poller.start()

    def on_first_run_ready(self) -> None:
        first = self.screen
        if not isinstance(first, FirstRun):
            return
        try:
            if (connection := self._prepared()) is not None:
                self.pop_screen()
                self._show_dashboard(connection)
                return
            reason = "The store was prepared for another dossier: check the configuration; r tries again."
        except StoreError as error:
            reason = str(error)
        first.fail(reason)

    def _tick(self) -> None:
        """Once a second: what others wrote, whether it is time to poll, words that have grown old."""
        if self._lost:
            self._reword()
        else:
            self.poller.tick()
        if self.door is not None and self.door.changed():
            self.look()
            for screen in self.screen_stack:
                if isinstance(screen, BarScreen):
                    screen.reload()
            self._reword()
        self.memory.save()
        self.keep_reading()
        now = self.clock.now()
        if self.said and now >= self._said_until:
            self.unsay()
        if now - self._worded_at >= _REWORD_EVERY:
            self._reword()

    def _checked(self) -> None:
        """A refresh has ended. One that a person asked for and that could ask nothing says when it can."""
        progress = self.poller.progress
        if self.door is None:
            return
        self.door.settle()
        if progress.only:
            self.look_again()
            self.say(bars.tested(progress, self.clock.now()))
        elif progress.asked and not progress.due and not progress.problem:
            at = self.door.askable_at(self.floor())
            self.say(bars.nothing_to_ask(at, self.clock.now()))
        elif progress.asked and not (progress.new or progress.problem or progress.silent):
            self.say("checked: nothing new")

    def floor(self, url: str = "") -> int:
        """Seconds within which a feed, or one without an interval of its own, is not asked twice."""
        return self._config.floor_of(url)

    def look_again(self) -> None:
        """Something has been written from here: read again what the bars tell."""
        self.look()
        self._reword()

    def look(self) -> None:
        """Read again what the bars tell; they are not drawn yet."""
        if self.door is not None:
            self._overview = self.door.overview()
            self._new = self.door.new_stories()
            self.waiting = self.door.waiting()
            self._answered = self.door.last_answer() if self._overview.feeds_failing else None
            self._outage = self.door.outage()
            self.door.read_journal()

    def _reword(self) -> None:
        self._worded_at = self.clock.now()
        if self.is_running and isinstance(self.screen, BarScreen):
            self.screen.show_bars()

    # Words for the bars.

    def header(self, width: int, place: str) -> tuple[list[Piece], list[Piece]]:
        """The header line's two ends."""
        if self._overview is None:
            return [(" dealwatch", "title"), (f"   {place}", "strong")], []
        now = self.clock.now()
        progress = self.poller.progress
        right = bars.header_right(self._new, progress, width, self.waiting)
        room = width - width_of(right) - 2
        left = bars.header_left(
            self._overview, self._answered, progress, now, width, place, self._outage, room
        )
        return left, right

    def poller_words(self) -> list[Piece]:
        """What the poller does, for the status line."""
        if self._overview is None:
            return []
        if self._lost:
            return [(_LOST, "alarm")]
        return bars.status(self.poller.progress, self.clock.now(), self._outage)

    @property
    def _lost(self) -> bool:
        """Whether the store was taken away: a poller would make one that this screen does not look at."""
        return self.door is not None and self.door.lost

    def say(self, words: str) -> None:
        """Tell something in the status line until the next move, or for ten seconds."""
        self.said = words
        self._said_until = self.clock.now() + _SAID_FOR
        self._reword()

    def unsay(self) -> None:
        """What was told has been read."""
        if self.said:
            self.said = ""
            self._reword()

    def refusal(self, action: str) -> str:
        """Why an action that works everywhere cannot work now, "" when it can."""
        if not action.startswith("everywhere."):
            return ""  # Asked with each key: a list's own can be done.
        if action == "everywhere.refresh" and isinstance(self.screen, FirstRun):
            return ""  # There it prepares the store again.
        lost = _LOST if self._lost else ""
        if action == "everywhere.refresh" and self.poller.progress.phase == "checking":
            words = "".join(text for text, _ in self.poller_words())
            return f"a refresh is under way: {words}; R stops it"
        return (
            self.taken(action)
            or self.refusal_to_go(action)
            or self.judged(action)
            or self.refusal_to_look(action)
            or bars.refusal(action, lost, self.poller.progress)
            or self.refusal_to_browse(action)
        )

    @property
    def _lister(self) -> BarScreen | None:
        """The screen with the list that a story was opened from."""
        screens = (screen for screen in reversed(self.screen_stack) if isinstance(screen, BarScreen))
        return next((screen for screen in screens if screen.story_target is not None), None)

    @property
    def story_of_list(self) -> Target | None:
        return self._lister.story_target if self._lister else None

    def step_story(self, by: int) -> Target | None:
        return self._lister.step_story(by) if self._lister else None

    def choose_theme(self, name: str) -> None:
        """Take the colours of a theme, from now on."""
        self.theme = theme_named(name)
        self.memory.remember("theme", name)

    def action_refresh(self) -> None:
        if isinstance(self.screen, FirstRun):
            self.screen.prepare()
        else:
            self.poller.start(asked=True)

    async def action_stop(self) -> None:
        await self.poller.stop()
        self.say("the refresh was stopped; what it had found is stored")

    async def on_unmount(self) -> None:
        await self.poller.stop(HURRY)
        if self.door is not None:
            self.memory.save()
            self.keep_reading()
            self.door.end_visit()
