"""Four numbered lists and, on a wide screen, the story under the cursor: who has the room, who has the focus.

What is shown follows from two facts: which pane is current, and whether there is room for more than it.
Both become classes; the style sheet does the rest, so resizing loses nothing.
"""

from typing import Final

from textual import events
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from dealwatch.tui import targets
from dealwatch.tui.door import Door
from dealwatch.tui.paint import OneLine
from dealwatch.tui.panes.agreements import Agreements
from dealwatch.tui.panes.pane import AnyPane
from dealwatch.tui.panes.preview import Preview
from dealwatch.tui.panes.quotes import Quotes
from dealwatch.tui.panes.sectors import Sectors
from dealwatch.tui.panes.stories import StoriesPane
from dealwatch.tui.screens.asking import AskingScreen
from dealwatch.tui.targets import Target

_ONE_PANE_BELOW: Final = (100, 16)
_PREVIEW_FROM: Final = 160
_FRAME_AND_HEADING: Final = 3
#: Lines of the screen from which on there is room for more than the least.
_HIGH: Final = 36
_HIGHER: Final = 50


class FourPanes(AskingScreen):
    """The panes, their sizes and their focus."""

    AUTO_FOCUS = "#stories"

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._zoomed = False
        self._reading = self._read_before = False
        self._stories = StoriesPane(door, id="stories")
        self._preview = Preview(door, self._story_under_cursor, id="preview")
        self.panes: tuple[AnyPane, ...] = (
            Agreements(door, id="agreements"),
            Sectors(door, id="sectors"),
            self._stories,
            Quotes(door, id="quotes"),
        )

    def middle(self) -> list[Widget]:
        agreements, sectors, stories, quotes = self.panes
        return [
            OneLine(id="since"),
            OneLine(id="strip"),
            OneLine(id="tabs"),
            Horizontal(
                Vertical(agreements, sectors, id="left", classes="column"),
                Vertical(stories, quotes, id="right", classes="column"),
                self._preview,
                id="panes",
            ),
        ]

    def on_mount(self) -> None:
        kept = self.desk.memory.recall
        for pane in self.panes:
            pane.sort_by(kept(f"sort.{pane.id}"))
            pane.show_arrivals()
        self._zoomed = bool(kept("zoom"))
        # Not the focus of the page 5: what it showed may be another story by now.
        self.focus_pane(next((pane for pane in self.panes if pane.id == kept("focus")), self._stories))

    @property
    def current(self) -> AnyPane:
        """The pane that has the focus, or had it last."""
        return next((pane for pane in self.panes if pane.has_class("current")), self._stories)

    def home(self) -> Widget:
        return self.current

    def go_home(self, home: Widget) -> None:
        self.focus_pane(next(pane for pane in self.panes if pane is home))

    @property
    def single(self) -> bool:
        """Whether one pane has all the room."""
        width, height = _ONE_PANE_BELOW
        return self._zoomed or self.size.width < width or self.size.height < height

    # Room.

    def on_resize(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        self.set_class(self.single, "single")
        agreements = self.panes[0]
        lines = max(1, len(agreements.window.rows)) * self._lines_of_agreement + _FRAME_AND_HEADING
        agreements.styles.height = "1fr" if self.single else lines
        self._show_preview(self.size.width >= _PREVIEW_FROM and not self.single)
        self._preview.follow()

    @property
    def _lines_of_agreement(self) -> int:
        """How many lines an agreement has among four panes: more the higher the screen is."""
        return 3 if self.size.height < _HIGH else 4 if self.size.height < _HIGHER else 5

    def _show_preview(self, shown: bool) -> None:
        """Put page 5 up or away; when it had the focus it has it again when it comes back."""
        if self._preview.display and not shown:
            self._read_before = self._reading
        self._preview.display = shown
        if shown and self._read_before:
            self.set_focus(self._preview)

    # Focus.

    def _make_current(self, pane: AnyPane) -> None:
        for other in self.panes:
            other.set_class(other is pane, "current")
        for column in self.query(".column"):
            column.set_class(pane in column.children, "current")
        self.desk.memory.remember("focus", str(pane.id))

    def focus_pane(self, pane: AnyPane) -> None:
        """Give a pane the focus, and the room where there is only one."""
        self._make_current(pane)
        self._read_before = False
        # At once, not with the next message: a key typed right behind belongs to this pane.
        self.set_focus(pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget is not self.focused:
            return  # Late word of a focus that has moved on since: the next key came right behind.
        self._reading = event.widget is self._preview
        if event.widget in self.panes:
            self._make_current(self.panes[self.panes.index(event.widget)])
        self.show_bars()

    @property
    def front(self) -> AnyPane | Preview:
        """What has the focus: a list, or the story beside them."""
        return self._preview if self._reading else self.current

    def action_pane(self, name: str) -> None:
        self.focus_pane(next(pane for pane in self.panes if pane.id == name))

    def action_story(self) -> None:
        """To the story beside the lists, or, where there is no room for it, to its screen."""
        if not self._preview.display:
            self.action_open_story()
            return
        self.set_focus(self._preview)
        self.read_preview()

    def read_preview(self) -> None:
        """The story beside the lists is read: somebody went to it, or moves in it."""
        row, shown = self._stories.current, self._preview.story()
        if row is not None and row.unread and row.id == shown:
            self.desk.see(row.id)
            self._preview.follow()

    def action_next_pane(self) -> None:
        self._step(1)

    def action_previous_pane(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        around: list[AnyPane | Preview] = [*self.panes]
        around += [self._preview] if self._preview.display else []
        chosen = around[(around.index(self.front) + by) % len(around)]
        if isinstance(chosen, Preview):
            self.set_focus(chosen)
        else:
            self.focus_pane(chosen)

    def on_one_line_clicked(self, event: OneLine.Clicked) -> None:
        """A click on a tab shows its pane."""
        number = event.words.strip(" []")[:1]
        if event.line.id == "tabs" and number.isdigit():
            self.focus_pane(self.panes[int(number) - 1])

    # The story under the cursor.

    def _story_under_cursor(self) -> int | None:
        row = self._stories.current
        return row.id if row is not None else None

    @property
    def story_target(self) -> Target | None:
        """The story under the cursor of the stories."""
        return self._stories.target()

    def step_story(self, by: int) -> Target | None:
        """The story after or before the one under the cursor, for who reads on; None at the end."""
        before = self._stories.cursor
        self._stories.move_to(before + by)
        return self._stories.target() if self._stories.cursor != before else None

    # Zoom.

    def action_zoom(self) -> None:
        """The whole screen for this pane, and back; for the story that is a screen of its own."""
        if self._reading:
            self.action_open_story()
        else:
            self._zoom(zoomed=not self._zoomed)

    def action_open_story(self) -> None:
        """The screen of the story under the cursor."""
        if (id := self._story_under_cursor()) is not None:
            self.desk.open_target(targets.story(id))

    def _zoom(self, *, zoomed: bool) -> None:
        self._zoomed = zoomed
        self.desk.memory.remember("zoom", "1" if zoomed else "")
        self._arrange()
        self.show_bars()
