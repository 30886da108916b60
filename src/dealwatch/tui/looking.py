"""An application that can look from an earlier day: every screen then shows what was known by that day."""

import datetime as dt

from dealwatch.clock import Clock
from dealwatch.tui import lookingback
from dealwatch.tui.door import Door
from dealwatch.tui.keyed import KeyedApp
from dealwatch.tui.screens.base import BarScreen
from dealwatch.when import full_day, today

_DAYS = {"everywhere.earlier_day", "everywhere.later_day", "everywhere.on_day", "everywhere.now"}


class LookingApp(KeyedApp):
    """Whose door may stand at an earlier day. The days are read once for each time one leaves now."""

    clock: Clock
    door: Door | None = None
    banner = ""
    _moments: tuple[dt.date, ...] = ()

    def refusal_to_look(self, action: str) -> str:
        """Why one cannot go to another day just now, "" when one can."""
        if action not in _DAYS:
            return ""
        if self.door is None:
            return "there is no store yet"
        if action in ("everywhere.later_day", "everywhere.now") and self.door.back_to is None:
            return "this is now already"
        if action == "everywhere.earlier_day" and self.door.back_to is not None:
            first = lookingback.earlier(self._moments, self.door.on) is None
            return "nothing is known from before this day" if first else ""
        return ""

    def look_from(self, day: dt.date | None) -> None:
        """Show what was known by a day, on all screens; None is now."""
        door = self.door
        if door is None:
            return
        door.back_to = day
        self.banner = self._banner(door, day) if day else ""
        for screen in self.screen_stack:
            if isinstance(screen, BarScreen):
                screen.turn()
                screen.show_bars()

    def _banner(self, door: Door, day: dt.date) -> str:
        changed = lookingback.changed_on(door, day)
        return f"as of {full_day(day)} - 0 returns to now" + (f" - {changed}" if changed else "")

    def _days(self, door: Door) -> tuple[dt.date, ...]:
        if door.back_to is None or not self._moments:
            self._moments = door.moments()
        return self._moments

    def action_earlier_day(self) -> None:
        if self.door is not None:
            day = lookingback.earlier(self._days(self.door), self.door.on)
            if day is None:
                self.say("nothing is known from before this day")
            else:
                self.look_from(day)

    def action_later_day(self) -> None:
        if self.door is not None:
            self.look_from(lookingback.later(self._days(self.door), self.door.on))

    def action_now(self) -> None:
        self.look_from(None)

    def action_on_day(self) -> None:
        from dealwatch.tui.screens.prompt import Prompt

        if self.door is None:
            return
        days, now = self._days(self.door), today(self.clock.now())

        def go(words: str | None) -> None:
            if words is not None:
                self.look_from(lookingback.day_meant(words, now))

        question = "Look back to which day? (2026-04-12, 2026-04 or 2026)"
        self.push_screen(Prompt(question, "", lambda words: lookingback.why_not(words, days, now)), go)
