"""The dashboard: four panes, one selection each, and on a wide screen the story under the cursor.

What is shown follows from two facts: which pane is current, and whether there is room for more than it.
Both become classes; the style sheet does the rest, so resizing loses nothing.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from dealwatch.tui import bars, targets
from dealwatch.tui.actions import Where, bindings
from dealwatch.tui.document import Document
from dealwatch.tui.door import Door
from dealwatch.tui.paint import OneLine, Piece
from dealwatch.tui.panes.agreements import Agreements
from dealwatch.tui.panes.pane import AnyPane
from dealwatch.tui.panes.preview import Preview
from dealwatch.tui.panes.quotes import Quotes
from dealwatch.tui.panes.sectors import Sectors
from dealwatch.tui.panes.stories import StoriesPane
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.targets import Target

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_ONE_PANE_BELOW: Final = (100, 16)
_PREVIEW_FROM: Final = 160
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
        super().on_mount()
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
        self._preview.follow()
        self.show_bars()

    def on_resize(self) -> None:
        self._arrange()
        super().on_resize()

    def _arrange(self) -> None:
        self.set_class(self.single, "single")
        agreements = self.panes[0]
        lines = len(agreements.window.rows) * agreements.row_height + _FRAME_AND_HEADING
        agreements.styles.height = "1fr" if self.single else lines
        self._show_preview(self.size.width >= _PREVIEW_FROM and not self.single)
        self._preview.follow()

    def _show_preview(self, shown: bool) -> None:
        """Put page 5 up or away; when it had the focus it has it again when it comes back."""
        if self._preview.display and not shown:
            self._read_before = self._reading
        self._preview.display = shown
        if shown and self._read_before:
            self.set_focus(self._preview)

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
        self._reading = event.widget is self._preview
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
        if action == "dashboard.sort" and not self.current.orders:
            return "these stand newest first; / with outlet: or tag: picks among them"
        if action == "dashboard.story" and self._story_under_cursor() is None:
            return "there is no story under the cursor of the stories"
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
        return self._front.link()

    def thing(self) -> Target | None:
        """What the row under the cursor stands for."""
        return self._front.thing()

    @property
    def _front(self) -> AnyPane | Preview:
        """What has the focus: a list, or the story beside them."""
        return self._preview if self._reading else self.current

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
        self._zoom(zoomed=False)
        return True

    # What lists and the page tell.

    def _story_under_cursor(self) -> int | None:
        row = self._stories.current
        return row.id if row is not None else None

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        if event.pane.placed:
            # A list that shows what has arrived takes no words from anybody.
            self.desk.unsay()
        if event.pane is self._stories:
            self._preview.follow()
        self.show_bars()

    def on_document_moved(self) -> None:
        self.show_bars()

    def on_document_opened(self, event: Document.Opened) -> None:
        self.desk.open_target(event.target)

    def on_row_list_waiting(self) -> None:
        self.show_bars()

    def on_row_list_opened(self) -> None:
        target = self.current.target()
        if target is not None:
            self.desk.open_target(target)

    # Keys.

    def action_pane(self, name: str) -> None:
        self.focus_pane(next(pane for pane in self.panes if pane.id == name))

    def action_story(self) -> None:
        """To the story beside the lists, or, where there is no room for it, to its screen."""
        if self._preview.display:
            self.set_focus(self._preview)
        else:
            self.action_open_story()

    def action_next_pane(self) -> None:
        self._step(1)

    def action_previous_pane(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        around: list[AnyPane | Preview] = [*self.panes]
        around += [self._preview] if self._preview.display else []
        chosen = around[(around.index(self._front) + by) % len(around)]
        if isinstance(chosen, Preview):
            self.set_focus(chosen)
        else:
            self.focus_pane(chosen)

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

    @property
    def story_target(self) -> Target | None:
        """The story under the cursor of the stories."""
        return self._stories.target()

    def step_story(self, by: int) -> Target | None:
        """The story after or before the one under the cursor, for who reads on; None at the end."""
        before = self._stories.cursor
        self._stories.move_to(before + by)
        return self._stories.target() if self._stories.cursor != before else None

    def action_sort(self) -> None:
        """The next order of a short list."""
        words = self.current.sort_next()
        self.desk.memory.remember(f"sort.{self.current.id}", self.current.order)
        self.desk.say(f"{self.current.plural} stand {words}")

    def action_arrivals(self) -> None:
        """Show what waits in this pane; when nothing does, in the others."""
        chosen = [self.current] if self.current.waiting else [pane for pane in self.panes if pane.waiting]
        for pane in chosen:
            pane.show_arrivals()
        self.show_bars()
