"""The feeds: how each is, what to do about those that fail, and what their last attempts brought."""

from typing import ClassVar, Final

from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from dealwatch.errors import DealwatchError
from dealwatch.feedwords import askable_at, not_yet
from dealwatch.filter import NOTHING, Filter
from dealwatch.seen import FEED_KEYS
from dealwatch.store.switches import switch_feed
from dealwatch.store.views.health import FeedHealth
from dealwatch.text import masked
from dealwatch.tui import targets
from dealwatch.tui.actions import BY_ID, Where, bindings
from dealwatch.tui.blocks import Block
from dealwatch.tui.document import Document
from dealwatch.tui.door import Door
from dealwatch.tui.feedlist import FeedList, feed_page
from dealwatch.tui.paint import Piece
from dealwatch.tui.screens.asking import Asked, AskingScreen
from dealwatch.when import count

_FRAME_AND_HEADING: Final = 3
_BARS: Final = 3
_BESIDE_FROM: Final = 160
_LIST_ALONE_BELOW: Final = 16


class FeedsScreen(AskingScreen):
    """The feeds with their health; the one under the cursor at length."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("feeds")]
    AUTO_FOCUS = "#feeds"

    keys_at: Where = "feeds"
    place = "Feeds"

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self.list = FeedList(door, id="feeds")
        self.page = Document("Feed", id="feed")

    def middle(self) -> list[Widget]:
        return [Container(self.list, self.page, id="about-feeds")]

    def home(self) -> Widget:
        return self.list

    def on_mount(self) -> None:
        self.page.can_focus = False
        self.list.show_arrivals()
        self._arrange()
        self._show()

    @property
    def feed(self) -> FeedHealth | None:
        """The feed under the cursor."""
        return self.list.current

    # What is shown.

    def reload(self) -> None:
        self.list.reload()
        self._arrange()
        self._show()
        self.show_bars()

    def on_resize(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """A list that is above its page has no more lines than it needs, and half of them at most."""
        lines = len(self.list.all) + _FRAME_AND_HEADING
        self.set_class(not self.list.all, "no-feed")
        beside = not self.list.all or self.size.width >= _BESIDE_FROM or self.size.height < _LIST_ALONE_BELOW
        self.list.styles.height = "1fr" if beside else min(lines, (self.size.height - _BARS) // 2)

    def _show(self) -> None:
        self.list.frame_title = self._title
        feed = self.feed
        blocks = self._all_of(feed) if feed else []
        self.page.show_of(feed.id if feed else None, feed.name if feed else "Feed", blocks)

    @property
    def _title(self) -> str:
        """How many fail, or what words limit the list."""
        feeds = self.list.all
        if self.list.wanted:
            return f"Feeds: {self.list.wanted}  {len(self.list.window.rows)} of {len(feeds)}"
        failing = sum(feed.fails and feed.enabled for feed in feeds)
        return "Feeds" + (f": {failing} of {count(len(feeds), 'feed')} failing" if failing else "")

    # Words.

    async def action_filter(self) -> None:
        held, hint = self.feed, "words of feeds to list; enter keeps them, esc lists all"

        def take(wanted: Filter) -> str:
            self._limit(wanted, held)
            return "" if self.feed else self.list.said_empty

        await self.ask(Asked("/ Feeds:", FEED_KEYS, self.list.wanted, take, self.list, hint))

    def _limit(self, wanted: Filter, held: FeedHealth | None) -> None:
        """List the feeds that words ask for, the cursor on this one if it is among them."""
        self.list.wanted = wanted
        self.list.said_empty = f"No feed matches {wanted}. esc clears." if wanted else ""
        self.list.reload()
        position = self.list.window.find(held.id) if held else None
        if position is not None:
            self.list.move_to(position)
        self._arrange()
        self._show()
        self.show_bars()

    def back(self) -> bool:
        """Take back what is typed, then the words."""
        if self.leave_words():
            return True
        if not self.list.wanted:
            return False
        self._limit(NOTHING, self.feed)
        return True

    def on_row_list_moved(self) -> None:
        if self.list.placed:
            self.desk.unsay()
        self._show()
        self.show_bars_soon()

    def on_row_list_opened(self) -> None:
        if self.feed is not None:
            self.desk.open_target(targets.feed(self.feed.id))

    def link(self) -> str:
        """The address of the feed under the cursor."""
        return self.feed.url if self.feed else ""

    def note(self) -> list[Piece]:
        if self.feed is None:
            return []
        return [(f"{BY_ID['everywhere.browse'].first} opens ", "dim"), (masked(self.feed.url), "link")]

    def _all_of(self, feed: FeedHealth) -> list[Block]:
        checked = feed.url not in self._door.unchecked
        return feed_page(feed, self._door.attempts(feed.id), self._door.clock.now(), checked=checked)

    # Keys.

    def refusal(self, action: str) -> str:
        if action == "everywhere.feeds":
            return "these are the feeds: esc goes back"
        feed = self.feed
        if feed is None and self.list.wanted:
            here = action in ("list.open", "everywhere.browse", "feeds.test", "feeds.switch")
            return "no feed matches the words: esc lists all" if here else ""
        if feed is None:
            here = action in ("list.open", "everywhere.browse") or action.startswith("feeds.")
            return "no feed is known here yet: r asks those of the configuration" if here else ""
        return self._refusal_to_test(feed) if action == "feeds.test" else ""

    def _refusal_to_test(self, feed: FeedHealth) -> str:
        if reason := self.desk.refusal("everywhere.refresh"):
            return reason
        now = self._door.clock.now()
        at = askable_at(feed, self.desk.floor(feed.url), now)
        return not_yet(feed, at, now) if at is not None else ""

    def action_switch(self) -> None:
        """Let the feed be asked, or no more."""
        feed = self.feed
        if feed is None:
            return
        try:
            on = feed.gone or not feed.enabled
            name = switch_feed(self._door.connection, feed.id, enabled=on)
        except DealwatchError as error:
            self.desk.say(str(error))
            return
        self.desk.look_again()
        self.list.reload()
        self._show()
        does = "is switched on and asked again" if on else "is switched off and not asked any more"
        self.desk.say(f"{name} {does}; {BY_ID['feeds.switch'].first} takes that back")

    def action_test(self) -> None:
        """Ask the feed under the cursor now."""
        feed = self.feed
        if feed is None:
            return
        names = [other.name for other in self.list.all]
        self.desk.poller.start(only=feed.name if names.count(feed.name) == 1 else feed.url)
        self.desk.say(f"asking {feed.name}")
