"""The dashboard: four panes, one selection each, and on a wide screen the story under the cursor.

What is shown follows from two facts: which pane is current, and whether there is room for more than it.
Both become classes; the style sheet does the rest, so resizing loses nothing.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from dealwatch.tui import bars
from dealwatch.tui.actions import Where, bindings
from dealwatch.tui.document import Document
from dealwatch.tui.door import Door
from dealwatch.tui.paint import OneLine, Piece
from dealwatch.tui.panes.agreements import Agreements
from dealwatch.tui.panes.pane import AnyPane
from dealwatch.tui.panes.quotes import Quotes
from dealwatch.tui.panes.sectors import Sectors
from dealwatch.tui.panes.stories import StoriesPane
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.screens.story import story_page
from dealwatch.tui.targets import Target

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_ONE_PANE_BELOW: Final = (100, 16)
_PREVIEW_FROM: Final = 160
_PREVIEW_AFTER: Final = 0.08
_FRAME_AND_HEADING: Final = 3


class Dashboard(BarScreen):
    """Agreements, sectors, stories and quotes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dashboard")]
    AUTO_FOCUS = "#stories"

    keys_at: Where = "dashboard"

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._zoomed = False
        self._preview_timer: Timer | None = None
        self._previewed: int | None = None
        self._stories = StoriesPane(door, id="stories")
        self.panes: tuple[AnyPane, ...] = (
            Agreements(door, id="agreements"),
            Sectors(door, id="sectors"),
            self._stories,
            Quotes(door, id="quotes"),
        )

    def middle(self) -> list[Widget]:
        agreements, sectors, stories, quotes = self.panes
        return [
            OneLine(id="strip"),
            OneLine(id="tabs"),
            Horizontal(
                Vertical(agreements, sectors, id="left", classes="column"),
                Vertical(stories, quotes, id="right", classes="column"),
                Document("Story", id="preview"),
                id="panes",
            ),
        ]

    def on_mount(self) -> None:
        super().on_mount()
        for pane in self.panes:
            pane.show_arrivals()
        self.query_one("#preview").can_focus = False
        self._make_current(self._stories)

    @property
    def current(self) -> AnyPane:
        """The pane that has the focus, or had it last."""
        return next((pane for pane in self.panes if pane.has_class("current")), self._stories)

    def home(self) -> Widget:
        return self.current

    @property
    def single(self) -> bool:
        """Whether one pane has all the room."""
        width, height = _ONE_PANE_BELOW
        return self._zoomed or self.size.width < width or self.size.height < height

    # What is shown.

    def reload(self) -> None:
        """The store has changed."""
        for pane in self.panes:
            pane.reload()
        self._preview_soon()
        self.show_bars()

    def on_resize(self) -> None:
        self._arrange()
        super().on_resize()

    def _arrange(self) -> None:
        self.set_class(self.single, "single")
        agreements = self.panes[0]
        lines = len(agreements.window.rows) * agreements.row_height + _FRAME_AND_HEADING
        agreements.styles.height = "1fr" if self.single else lines
        self.query_one("#preview").display = self.size.width >= _PREVIEW_FROM and not self.single
        self._preview_soon()

    def _make_current(self, pane: AnyPane) -> None:
        for other in self.panes:
            other.set_class(other is pane, "current")
        for column in self.query(".column"):
            column.set_class(pane in column.children, "current")

    def focus_pane(self, pane: AnyPane) -> None:
        """Give a pane the focus, and the room where there is only one."""
        self._make_current(pane)
        # At once, not with the next message: a key typed right behind belongs to this pane.
        self.set_focus(pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget in self.panes:
            self._make_current(self.panes[self.panes.index(event.widget)])
        self.show_bars()

    def show_bars(self) -> None:
        super().show_bars()
        if self.is_current and self.query("#strip"):
            agreements = self.panes[0].window.rows
            self.query_one("#strip", OneLine).show(bars.strip(agreements))
            self._stories.show_emptiness(self.desk.poller.progress.phase, self._door.stored)
            tabs = [(pane.frame_title, pane.counted, pane is self.current) for pane in self.panes]
            self.query_one("#tabs", OneLine).show(bars.tabs(tabs, self.size.width))

    def note(self) -> list[Piece]:
        waiting = [pane for pane in (self.current, *self.panes) if pane.waiting]
        if not waiting:
            return []
        words = "; ".join(dict.fromkeys(pane.arrivals() for pane in waiting))
        return [("press . ", "title"), (words, "new")]

    def refusal(self, action: str) -> str:
        if action == "dashboard.arrivals" and not any(pane.waiting for pane in self.panes):
            return "nothing has arrived since the list was shown"
        if action == "dashboard.zoom" and self.single and not self._zoomed:
            return "this pane has the whole screen already"
        if action == "list.open" and self.current.current is None:
            return "there is nothing here to open"
        if action == "everywhere.browse" and not self.link():
            return "this row has no link of its own: enter shows what it rests on"
        if action == "everywhere.back" and not self._zoomed:
            return "this is the dashboard: q quits"
        return ""

    def link(self) -> str:
        """The link behind the row under the cursor."""
        return self.current.link()

    def thing(self) -> Target | None:
        """What the row under the cursor stands for."""
        return self.current.target()

    @property
    def has_list(self) -> bool:
        """Whether the current pane has rows."""
        return self.current.current is not None

    def listed(self, limit: int) -> "tuple[str, list[Record]]":
        """The rows of the current pane."""
        return str(self.current.id), self.current.records(limit)

    def back(self) -> bool:
        """Lift the zoom."""
        if not self._zoomed:
            return False
        self._zoomed = False
        self._arrange()
        self.show_bars()
        return True

    # The story under the cursor, on a wide screen.

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        if event.pane.placed:
            # A list that shows what has arrived takes no words from anybody.
            self.desk.unsay()
        if event.pane is self._stories:
            self._preview_soon()
        self.show_bars()

    def _preview_soon(self) -> None:
        """Once the cursor rests: a key held down must not read a story for each row."""
        if self._preview_timer is not None:
            self._preview_timer.stop()
        if self.query_one("#preview").display:
            self._preview_timer = self.set_timer(_PREVIEW_AFTER, self._preview)

    def _preview(self) -> None:
        row = self._stories.current
        detail = self._door.story(row.id) if row is not None else None
        preview = self.query_one("#preview", Document)
        show = preview.renew if detail and detail.id == self._previewed else preview.show
        self._previewed = detail.id if detail else None
        show("Story", story_page(detail) if detail else [])

    def on_row_list_waiting(self) -> None:
        self.show_bars()

    def on_row_list_opened(self) -> None:
        target = self.current.target()
        if target is not None:
            self.desk.open_target(target)

    # Keys.

    def action_pane(self, name: str) -> None:
        self.focus_pane(next(pane for pane in self.panes if pane.id == name))

    def action_next_pane(self) -> None:
        self._step(1)

    def action_previous_pane(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        index = self.panes.index(self.current)
        self.focus_pane(self.panes[(index + by) % len(self.panes)])

    def action_zoom(self) -> None:
        self._zoomed = not self._zoomed
        self._arrange()
        self.show_bars()

    def action_arrivals(self) -> None:
        """Show what waits in this pane; when nothing does, in the others."""
        chosen = [self.current] if self.current.waiting else [pane for pane in self.panes if pane.waiting]
        for pane in chosen:
            pane.show_arrivals()
        self.show_bars()
