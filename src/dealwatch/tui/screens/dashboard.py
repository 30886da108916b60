"""The dashboard: what the panes tell, and what its keys do beside moving from one to the other."""

from typing import ClassVar, Final

from textual.binding import BindingType

from dealwatch.store.rows import Since
from dealwatch.tui import bars, targets
from dealwatch.tui.actions import Where, bindings
from dealwatch.tui.document import Document
from dealwatch.tui.listing import Listing
from dealwatch.tui.matches import Sought
from dealwatch.tui.paint import OneLine, Piece
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.screens.limiting import Limited
from dealwatch.tui.since import since_line
from dealwatch.tui.targets import Target

#: Lines of the screen from which on there is room for what came since the last visit.
_ROOM_FOR_SINCE: Final = 16


class Dashboard(Limited):
    """Agreements, sectors, stories and quotes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dashboard")]

    keys_at: Where = "dashboard"

    _since: Since | None = None
    _dismissed: Since | None = None

    def on_mount(self) -> None:
        self._since = self._door.since_last()

    def on_resize(self) -> None:
        self._show_since()

    # What is shown.

    def reload(self) -> None:
        """The store has changed."""
        self._look_since()
        for pane in self.panes:
            pane.reload()
        self._preview.follow()
        self.show_bars()

    def renew(self) -> None:
        """Something was written from here: rows that are looked at stay where they are."""
        since = self._since
        if since is not None and since.waiting != self.desk.waiting and self._door.back_to is None:
            self._since = self._door.since_last()
        for pane in self.panes:
            pane.renew()
        self.retitle()
        self._preview.follow()

    def story(self) -> int | None:
        """The story under the cursor, or that the quote under it was found in."""
        return self.front.story()

    def place_cursor(self) -> None:
        """What arrives waits from now on."""
        self.current.placed = True

    def take_as_read(self, story: int) -> None:
        """Its row is told from the unread ones, and stays where it is."""
        if not self._stories.take_as_read(story):
            self._stories.renew()

    def _look_since(self) -> None:
        """What came since the last visit. The line comes up at a start, later only for a change of status."""
        since, before = self._door.since_last(), self._dismissed
        fresh = since is not None and since.changes and (before is None or since.changes != before.changes)
        self._since = since if self._since is not None or fresh else None
        self._dismissed = None if self._since is not None else before

    def _show_since(self) -> None:
        # Tab passes the line by: it leads to one page, and says itself by which keys it opens and goes.
        line = self.query_one("#since", OneLine)
        room = self.size.height >= _ROOM_FOR_SINCE and self._door.back_to is None
        line.display = self._since is not None and room
        if self._since is not None:
            line.show(*since_line(self._since, self.size.width))

    def _dismiss(self) -> None:
        self._dismissed, self._since = self._since, None
        self.show_bars()

    def show_bars(self) -> None:
        super().show_bars()
        if self.is_current and self._footer_line.is_attached:
            self._show_since()
            agreements = self._door.known_agreements
            self.query_one("#strip", OneLine).show(bars.strip(agreements))
            progress = self.desk.poller.progress
            phase = "silent" if progress.silent and progress.phase == "idle" else progress.phase
            self._stories.show_emptiness(phase, self._door.stored)
            here = self.current
            tabs = [(f"{pane.number} {pane.name_shown}", pane.counted, pane is here) for pane in self.panes]
            self.query_one("#tabs", OneLine).show(
                bars.tabs(tabs, self.size.width), bars.scope(self.scope_name)
            )

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
        if action == "dashboard.scope":
            return self.refusal_to_scope()
        if action == "dashboard.changes" and self._door.back_to is not None:
            return self._door.looking_back
        if action == "everywhere.back" and not (self._lifts or self.desk.exporting):
            return "this is the dashboard: q quits"
        return ""

    @property
    def _lifts(self) -> bool:
        """Whether there is something of the dashboard's that esc takes back."""
        limits = self.typing or self.current.wanted or self.scope or self._door.back_to
        return bool(self._since is not None or self._zoomed or limits)

    def link(self) -> str:
        """The link behind the row under the cursor."""
        return self.front.link()

    def thing(self) -> Target | None:
        """What the row under the cursor stands for."""
        return self.front.thing()

    @property
    def has_list(self) -> bool:
        """Whether the current pane has rows."""
        return self.current.current is not None

    def listing(self) -> Listing:
        """The rows of the current pane."""
        return self.current.listing()

    def back(self) -> bool:
        """Take back one thing: typed words, scope, the day one looks from, zoom, the line of news."""
        if self.lift():
            return True
        if not self._zoomed and self._door.back_to is not None:
            self.desk.look_from(None)
            return True
        if self._zoomed:
            self._zoom(zoomed=False)
            return True
        if self._since is None:
            return False
        self._dismiss()
        return True

    # What lists and the page tell.

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        if event.pane.placed:
            # A list that shows what has arrived takes no words from anybody.
            self.desk.unsay()
        if event.pane is self._stories:
            self._preview.follow()
        self.show_bars_soon()

    def on_document_moved(self) -> None:
        if self.front not in self.panes:
            self.read_preview()
        self.show_bars_soon()

    def on_document_opened(self, event: Document.Opened) -> None:
        self.desk.open_target(event.target)

    def on_row_list_waiting(self) -> None:
        self.show_bars()

    def on_row_list_opened(self) -> None:
        target = self.current.target()
        if target is not None:
            self.desk.open_target(target, Sought(self.current.wanted))

    def on_one_line_clicked(self, event: OneLine.Clicked) -> None:
        if event.line.id == "since":
            self.action_changes()

    # Keys.

    def action_changes(self) -> None:
        """The page of what came since the last visit; the line has done its work then."""
        self.desk.open_target(targets.since())
        self._dismiss()

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
