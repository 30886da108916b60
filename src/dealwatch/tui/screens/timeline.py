"""The timeline: spans of statuses and the volume of stories over one axis, and under it what happened.

The list's cursor leads: its day is marked on the axis, which moves along when the day would leave it. Moving
the axis takes the cursor along in turn.
"""

import datetime as dt
from collections.abc import Hashable
from dataclasses import replace
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.widget import Widget

from dealwatch.filter import NOTHING, Filter
from dealwatch.seen import TIMELINE_KEYS
from dealwatch.tui.actions import BY_ID, Where, bindings
from dealwatch.tui.axis import ZOOMS, Axis, widest
from dealwatch.tui.chart import Chart, View, cells_for, height_for, volume_lines
from dealwatch.tui.door import Door
from dealwatch.tui.history import History
from dealwatch.tui.momentlist import MomentList, day_of
from dealwatch.tui.moments import KINDS, Divider, Moments, Row, end_of
from dealwatch.tui.paint import Piece
from dealwatch.tui.screens.asking import Asked, AskingScreen
from dealwatch.tui.targets import Target
from dealwatch.tui.timed import TimedStories
from dealwatch.tui.window import Key
from dealwatch.when import full_day

_BARS: Final = 3
_DAY: Final = dt.timedelta(days=1)


class TimelineScreen(AskingScreen):
    """What happened when."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("timeline")]
    AUTO_FOCUS = "#moments"

    keys_at: Where = "timeline"
    place = "Timeline"

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._moments = Moments()
        self.list = MomentList(self._moments, id="moments")
        self.chart = Chart(id="chart")
        self.history = History(door)
        self.kinds = KINDS[0]
        self.axis = Axis(ZOOMS[1], 0, 1)
        self._moved = False
        self._anchor: tuple[Key, Row] | None = None
        self._drifted: Hashable = None

    def middle(self) -> list[Widget]:
        return [self.chart, self.list]

    def home(self) -> Widget:
        return self.list

    def on_mount(self) -> None:
        self.history.read()
        self._hold()
        self._arrange()
        self.list.show_from_now()

    # What is shown.

    def reload(self) -> None:
        self.history.read()
        self._hold_in_place()
        self._arrange()

    def on_resize(self) -> None:
        self._arrange()

    def _hold(self) -> None:
        """Give the list its rows: those of the scope and of the kinds that are shown."""
        history = self.history
        stories = TimedStories(self._door, history.scope, history.on, history.wanted)
        self._moments.hold(history.rows, history.on, self.kinds, stories)
        self.list.on, self.list.agreements = history.on, history.agreements
        self.list.frame_title = ", ".join(["Entries", *self._limits()])
        self.chart.frame_title = f"Timeline: {self.history.short(self.history.scope) or 'all'}"

    def _hold_in_place(self) -> None:
        """Give the list other rows, and leave the cursor where it is as far as that is still there."""
        if self._anchor is None:
            self._set_anchor()
        self._hold()
        if self._anchor is None or not self.list.placed:
            self.list.show_from_now()
        else:
            self.list.keep(*self._anchor)
        self._drifted = self._identity()

    def _set_anchor(self) -> None:
        """Remember where somebody put the cursor: kinds may hide that row, and then show it again."""
        row = self.list.current
        self._anchor = (self._moments.key(row), row) if row is not None else None
        self._drifted = None

    def _identity(self) -> Hashable:
        row = self.list.current
        return None if row is None else self._moments.identity(row)

    def _limits(self) -> list[str]:
        kinds = self.kinds if self.kinds != KINDS[0] else ""
        return [
            words
            for words in (self.history.short(self.history.scope), kinds, str(self.history.wanted))
            if words
        ]

    # The chart.

    @property
    def _room(self) -> int:
        return self.size.height - _BARS

    def _arrange(self) -> None:
        """Share the lines between chart and list, and the chart's cells among buckets."""
        self._fit()
        frame = 2 if self.size.height >= 30 else 0
        height = height_for(len(self.history.bars), self._room - frame)
        self.chart.display = height > 0 and self.size.width >= 40
        self.chart.styles.height = height + frame
        self.call_after_refresh(self._draw)

    def _fit(self) -> None:
        frame = 2 if self.size.height >= 30 else 0
        cells = cells_for(self.size.width - frame)
        if not self._moved:
            self.axis = widest(*self.history.extent, cells)
            return
        count = max(1, cells // self.axis.each)
        end = self.axis.first + self.axis.count
        self.axis = replace(self.axis, first=end - count, count=count).within(*self.history.extent)

    def _draw(self) -> None:
        """Draw the chart as the list's cursor has it."""
        row = self.list.current
        marked = day_of(row) if row is not None and not isinstance(row, Divider) else None
        self.chart.show(
            View(
                axis=self.axis,
                on=self.history.on,
                rows=self.history.bars,
                subject=self.history.subject_of(row) if row is not None else "",
                marked=marked,
                volume=self.history.volumes(self.axis),
                about="stories",
            ),
            volume_lines(self._room),
        )

    def on_row_list_moved(self) -> None:
        if self._identity() != self._drifted:
            if self.list.placed:
                self.desk.unsay()
            self._set_anchor()
        row = self.list.current
        if row is not None and not isinstance(row, Divider):
            self.axis = self.axis.showing(day_of(row)).within(*self.history.extent)
        self._draw()
        self.show_bars_soon()

    # Keys.

    def refusal(self, action: str) -> str:
        if action == "list.open" and self.list.target() is None:
            return "there is nothing here to open"
        if action == "everywhere.browse" and not self.link():
            return "this entry has no link of its own: enter shows what it rests on"
        if action == "everywhere.timeline":
            return "this is the timeline: esc goes back"
        return self._refusal_of_the_axis(action)

    def _refusal_of_the_axis(self, action: str) -> str:
        if (
            action.startswith("timeline.")
            and not self.chart.display
            and action.partition(".")[2] not in ("kinds", "kinds_before", "scope", "filter")
        ):
            return "there is no room for the chart here: make the window higher"
        if action == "timeline.closer" and self.axis.zoom == ZOOMS[-1]:
            return "single days are as close as it goes"
        if action == "timeline.further" and self.axis.zoom == ZOOMS[0]:
            return "quarters are as far as it goes"
        if action == "timeline.earlier" and self._shifted(-1) == self.axis:
            return "there is nothing earlier"
        if action == "timeline.later" and self._shifted(1) == self.axis:
            return "there is nothing later"
        if (
            action == "timeline.scope"
            and not self.history.scope
            and not self.history.subject_of(self.list.current)
        ):
            return "this row is about no agreement or sector"
        return ""

    def thing(self) -> Target | None:
        """The story or the subject that the row under the cursor is about."""
        target = self.list.target()
        return target if target is not None and target.kind in ("story", "subject") else None

    def entry(self) -> int | None:
        """The status change under the cursor."""
        return self.list.entry()

    def place_cursor(self) -> None:
        """The row stays under the cursor."""
        self.list.placed = True

    def link(self) -> str:
        """The link behind the row under the cursor."""
        return self.list.link()

    def note(self) -> list[Piece]:
        link = self.link()
        return [(f"{BY_ID['everywhere.browse'].first} opens ", "dim"), (link, "link")] if link else []

    def back(self) -> bool:
        """Take back what is typed; lift the words, then the choice of kinds, then the scope."""
        if self.leave_words():
            return True
        if self.history.wanted:
            self._limit(NOTHING)
        elif self.kinds != KINDS[0]:
            self._choose(KINDS[0])
        elif self.history.scope:
            self.action_scope()
        else:
            return False
        return True

    def on_row_list_opened(self) -> None:
        target = self.list.target()
        if target is not None:
            self.desk.open_target(target)

    def _shifted(self, by: int) -> Axis:
        return self.axis.moved(by * max(1, self.axis.count // 4)).within(*self.history.extent)

    def action_earlier(self) -> None:
        self._shift(-1)

    def action_later(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        """Move the axis; the cursor goes along to the nearest row that is on it, if there is one."""
        self.axis, self._moved = self._shifted(by), True
        row = self.list.current
        if row is not None and not self.axis.shows(day_of(row)):
            self._seek_onto_axis(later=by > 0)
        self._draw()
        self.show_bars()

    def _seek_onto_axis(self, *, later: bool) -> None:
        edge = (end_of(self.axis.start - _DAY), 2**62) if later else (end_of(self.axis.end - _DAY), 0)
        page = self._moments.page(after=edge, limit=2) if later else self._moments.page(before=edge, limit=2)
        near = [row for row in page if not isinstance(row, Divider) and self.axis.shows(day_of(row))]
        if near:
            self.list.seek(self._moments.key(near[-1] if later else near[0]))

    def action_closer(self) -> None:
        self._zoom(1)

    def action_further(self) -> None:
        self._zoom(-1)

    def _zoom(self, by: int) -> None:
        row = self.list.current
        middle = self.axis.start + (self.axis.end - self.axis.start) / 2
        around = day_of(row) if row is not None and self.axis.shows(day_of(row)) else middle
        cells = cells_for(self.size.width - (2 if self.size.height >= 30 else 0))
        self.axis, self._moved = self.axis.zoomed(by, around, cells).within(*self.history.extent), True
        self._draw()
        self.desk.say(f"a {self.axis.zoom} each, from {full_day(self.axis.start)}")

    async def action_filter(self) -> None:
        def take(wanted: Filter) -> str:
            self._limit(wanted)
            return "" if self.list.current else self.list.said_empty

        hint = "words of entries to list; enter keeps them, esc lists all"
        await self.ask(Asked("/ Entries:", TIMELINE_KEYS, self.history.wanted, take, self.list, hint))

    def _limit(self, wanted: Filter) -> None:
        """List the entries that words ask for; the chart stays whole."""
        self.history.wanted = self.list.wanted = wanted
        self.list.said_empty = f"No entry of these kinds matches {wanted}. esc clears." if wanted else ""
        self.list.placed = True
        self._hold_in_place()
        self.show_bars()

    def action_scope(self) -> None:
        self.history.scope = "" if self.history.scope else self.history.subject_of(self.list.current)
        self.history.read()
        self.list.placed = True
        self._hold_in_place()
        self._arrange()
        self.desk.say(
            f"only {self.history.short(self.history.scope)}; esc shows all"
            if self.history.scope
            else "all agreements and sectors"
        )

    def action_kinds(self) -> None:
        self._choose(KINDS[(KINDS.index(self.kinds) + 1) % len(KINDS)])

    def action_kinds_before(self) -> None:
        self._choose(KINDS[KINDS.index(self.kinds) - 1])

    def _choose(self, kinds: str) -> None:
        self.kinds = next(known for known in KINDS if known == kinds)
        self.list.placed = True
        self._hold_in_place()
        self.desk.say(f"shown: {self.kinds}")
        self.show_bars()
