"""A page about one thing, opened from wherever it was named; esc retraces the way."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from dealwatch.store.views.spans import event
from dealwatch.text import masked
from dealwatch.tui.actions import BY_ID, Where, bindings
from dealwatch.tui.blocks import Block
from dealwatch.tui.door import Door
from dealwatch.tui.feedlist import feed_page
from dealwatch.tui.paint import Piece
from dealwatch.tui.screens.event import event_page
from dealwatch.tui.screens.page import PageScreen
from dealwatch.tui.screens.quote import quote_page
from dealwatch.tui.screens.stakeholder import stakeholder_page
from dealwatch.tui.screens.story import story_page
from dealwatch.tui.screens.subject import subject_page
from dealwatch.tui.seeking import seek
from dealwatch.tui.targets import Target
from dealwatch.tui.text import plain


@dataclass(frozen=True, slots=True)
class Page:
    """What a detail screen shows. `link` is what o opens where the marked line has no link of its own; `story`
    is the one that marks are for.
    """

    place: str
    title: str
    blocks: list[Block]
    link: str = ""
    story: int | None = None


def page_of(door: Door, target: Target) -> Page | None:
    """The page about a thing of the store; None when the store does not have it."""
    makers: dict[str, Callable[[], Page | None]] = {
        "story": lambda: _story(door, int(target.id)),
        "subject": lambda: _subject(door, str(target.id)),
        "voice": lambda: _voice(door, int(target.id)),
        "feed": lambda: _feed(door, int(target.id)),
        "event": lambda: _event(door, str(target.id)),
        "stakeholder": lambda: _stakeholder(door, str(target.id)),
    }
    return makers[target.kind]()


def _story(door: Door, id: int) -> Page | None:
    detail = door.story(id)
    return Page("Story", "Story", story_page(detail), detail.url, id) if detail else None


def _subject(door: Door, name: str) -> Page | None:
    detail = door.subject(name)
    if detail is None:
        return None
    place = detail.kind.capitalize()
    return Page(place, detail.row.name, subject_page(detail, door.clock.now()), detail.source_url)


def _voice(door: Door, id: int) -> Page | None:
    detail = door.voice(id)
    if detail is None:
        return None
    story = door.story(detail.row.story_id) if detail.row.story_id is not None else None
    place = "Silence" if detail.row.kind == "silence" else "Quote"
    return Page(place, place, quote_page(detail, story), detail.row.source_url, detail.row.story_id)


def _stakeholder(door: Door, id: str) -> Page | None:
    detail = door.stakeholder(id)
    return Page("Stakeholder", detail.name, stakeholder_page(detail), detail.source_url) if detail else None


def _feed(door: Door, id: int) -> Page | None:
    feed = next((feed for feed in door.feeds_health() if feed.id == id), None)
    if feed is None:
        return None
    return Page("Feed", feed.name, feed_page(feed, door.attempts(id), door.clock.now()), feed.url)


def _event(door: Door, id: str) -> Page | None:
    detail = door.read(lambda: event(door.connection, door.dossier, id), None)
    return Page("Event", "Event", event_page(detail), detail.source_url) if detail else None


class DetailScreen(PageScreen):
    """One page, with its keys. `about` is what it tells of; `again` makes it anew from the store."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]
    keys_at: Where = "page"

    def __init__(self, page: Page, again: Callable[[], Page | None], about: Target) -> None:
        super().__init__()
        self.about = about
        self._page = page
        self._again = again
        self._stale = False
        self.place = page.place

    def on_mount(self) -> None:
        super().on_mount()
        self.show_page(self._page.title, self._page.blocks)
        self.page.focus()
        if self.about.passage is not None:
            self.call_after_refresh(seek, self.page, plain(self.about.passage))

    def reload(self) -> None:
        self._stale = True
        if self.is_current:
            self._renew()

    def on_screen_resume(self) -> None:
        if self._stale:
            self._renew()
        super().on_screen_resume()

    def _renew(self) -> None:
        """What is on the page may have changed; one that cannot be read just now stays as it is."""
        self._stale = False
        page = self._again()
        if page is not None and page != self._page:
            self._page = page
            self.renew_page(page.title, page.blocks)

    def link(self) -> str:
        """The link of the marked line, else the page's."""
        current = self.page.current
        return (current.url if current else "") or self._page.link

    def thing(self) -> Target:
        """What the marked line leads to, else what the page is about."""
        current = self.page.current
        return (current.target if current else None) or self.about

    def story(self) -> int | None:
        """The page's own story, else the one that the marked line leads to."""
        return self._page.story if self._page.story is not None else super().story()

    def refusal(self, action: str) -> str:
        if action.startswith("page.") and self.desk.story_of_list != self.about:
            return "this page is not the story under the cursor of the list"
        return super().refusal(action)

    def action_next_story(self) -> None:
        self._read_on(1)

    def action_previous_story(self) -> None:
        self._read_on(-1)

    def _read_on(self, by: int) -> None:
        """Turn to the next story of the list; its cursor goes along."""
        target, door = self.desk.step_story(by), self.desk.door
        page = page_of(door, target) if door and target else None
        if page is None or door is None or target is None:
            self.desk.say("that is the last story of the list" if by > 0 else "that is the first story")
            return
        self.about, self._page, self._again = target, page, partial(page_of, door, target)
        self.desk.unsay()
        self.show_page(page.title, page.blocks)
        if page.story is not None:
            self.desk.see(page.story)

    def note(self) -> list[Piece]:
        link = self.link()
        return [(f"{BY_ID['everywhere.browse'].shown} opens ", "dim"), (masked(link), "link")] if link else []
