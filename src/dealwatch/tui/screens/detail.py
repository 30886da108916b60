"""A page about one thing, opened from wherever it was named; esc retraces the way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from dealwatch.filter import NOTHING, Filter
from dealwatch.store.views.spans import event
from dealwatch.text import masked
from dealwatch.tui.actions import BY_ID, Action, Where, bindings
from dealwatch.tui.blocks import Block
from dealwatch.tui.door import Door
from dealwatch.tui.evidence import has_marks, unmarked
from dealwatch.tui.feedlist import feed_page
from dealwatch.tui.matches import NOWHERE, Sought
from dealwatch.tui.paint import Piece
from dealwatch.tui.screens.asking import Asked
from dealwatch.tui.screens.event import event_page
from dealwatch.tui.screens.page import PageScreen
from dealwatch.tui.screens.quote import quote_page
from dealwatch.tui.screens.stakeholder import stakeholder_page
from dealwatch.tui.screens.story import story_parts
from dealwatch.tui.screens.subject import subject_page
from dealwatch.tui.seeking import seek
from dealwatch.tui.since import LISTED, since_page
from dealwatch.tui.storypage import StoryPage
from dealwatch.tui.targets import Target
from dealwatch.tui.text import plain
from dealwatch.when import count, midnight

#: Cells from which on a story and what was found in it are two pages beside each other.
_TWO_FROM: Final = 160
_FOUND: Final = "Found in it"
_BELONGS: Final = "What belongs to it"


@dataclass(frozen=True, slots=True)
class Page:
    """What a detail screen shows. `link` is what o opens where the marked line has no link of its own;
    `story` is the one that is read, starred or hidden here.

    `parts` are the same blocks for two pages beside each other, None where they are one on any screen;
    `beside` is the title of the second.
    """

    place: str
    title: str
    blocks: list[Block]
    link: str = ""
    story: int | None = None
    parts: tuple[list[Block], list[Block]] | None = None
    beside: str = _FOUND


def page_of(door: Door, target: Target) -> Page | None:
    """The page about a thing of the store; None when the store does not have it."""
    makers: dict[str, Callable[[], Page | None]] = {
        "story": lambda: _story(door, int(target.id)),
        "subject": lambda: _subject(door, str(target.id)),
        "voice": lambda: _voice(door, int(target.id)),
        "feed": lambda: _feed(door, int(target.id)),
        "event": lambda: _event(door, str(target.id)),
        "stakeholder": lambda: _stakeholder(door, str(target.id)),
        "since": lambda: _since(door),
    }
    return makers[target.kind]()


def _story(door: Door, id: int) -> Page | None:
    detail = door.story(id)
    if detail is None:
        return None
    parts = story_parts(detail, door.same_texts(detail))
    two = ([*parts.head, *parts.text], [*parts.why, *parts.found])
    return Page("Story", "Story", parts.whole, detail.url, id, two)


def _subject(door: Door, name: str) -> Page | None:
    detail = door.subject(name)
    if detail is None:
        return None
    place = detail.kind.capitalize()
    mine = {name, *(f"sector:{row.id}" for row in detail.sectors)}
    # What waits is of now; who looks back sees what was known then.
    waiting = door.proposals(mine) if door.back_to is None else ()
    parts = subject_page(detail, midnight(door.on), waiting, door.last_evidence(name))
    return Page(place, detail.row.name, [*parts[0], *parts[1]], detail.source_url, None, parts, _BELONGS)


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


def _since(door: Door) -> Page:
    blocks = since_page(door.since_last(), door.since, *door.arrived(LISTED))
    return Page("Since you last looked", "Since you last looked", blocks)


def _feed(door: Door, id: int) -> Page | None:
    feed = next((feed for feed in door.feeds_health() if feed.id == id), None)
    if feed is None:
        return None
    checked = feed.url not in door.unchecked
    blocks = feed_page(feed, door.attempts(id), door.clock.now(), checked=checked)
    return Page("Feed", feed.name, blocks, feed.url)


def _event(door: Door, id: str) -> Page | None:
    detail = door.read(lambda: event(door.connection, door.dossier, id), None)
    return Page("Event", "Event", event_page(detail), detail.source_url) if detail else None


class DetailScreen(PageScreen):
    """One page, with its keys. `about` is what it tells of; `again` makes it anew from the store."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]
    keys_at: Where = "page"

    def __init__(
        self, page: Page, again: Callable[[], Page | None], about: Target, sought: Sought = NOWHERE
    ) -> None:
        super().__init__()
        self.about = about
        self._sought = sought
        # Whether words were asked for here.
        self._asked_here = False
        self._page = page
        self._again = again
        self._stale = False
        self._marked = True
        self.place = page.place
        self.page: StoryPage = StoryPage(id="page")
        self._beside = StoryPage(_FOUND, id="beside")

    def middle(self) -> list[Widget]:
        return [Horizontal(self.page, self._beside, id="reading")]

    def on_mount(self) -> None:
        self._look_for(self._sought.wanted)
        self._put(anew=True)
        self.page.focus()
        self.call_after_refresh(self._go, self._sought)
        if self.about.passage is not None:
            self.call_after_refresh(seek, self.page, plain(self.about.passage))

    def on_resize(self) -> None:
        if self._two is not self._beside.display:
            self._put(anew=False)

    @property
    def _two(self) -> bool:
        """Whether there are two pages, and room for both."""
        return self._page.parts is not None and self.desk.size.width >= _TWO_FROM

    def _put(self, *, anew: bool) -> None:
        """Show the page as it is, from its top or where it was."""
        text, found = (self._page.parts if self._two else None) or (self._page.blocks, [])
        self._beside.display = self._two
        self.page.beside, self._beside.beside = (self._beside, self.page) if self._two else (None, None)
        text = text if self._marked else unmarked(text)
        if anew:
            self._beside.show(self._page.beside, found)
            self.show_page(self._page.title, text)
        else:
            self._beside.renew(self._page.beside, found)
            self.renew_page(self._page.title, text)

    @property
    def _front(self) -> StoryPage:
        """The page that has the focus."""
        return self._beside if self._beside.has_focus else self.page

    def reload(self) -> None:
        self._stale = True
        if self.is_current:
            self._renew()

    def on_screen_resume(self) -> None:
        if self._stale:
            self._renew()

    def _renew(self) -> None:
        """What is on the page may have changed; one that cannot be read just now stays as it is."""
        self._stale = False
        page = self._again()
        if page is not None and page != self._page:
            self._page = page
            self._put(anew=False)

    def link(self) -> str:
        """The link of the marked line, else the page's."""
        current = self._front.current
        return (current.url if current else "") or self._page.link

    def thing(self) -> Target:
        """What the marked line leads to, else what the page is about."""
        current = self._front.current
        return (current.target if current else None) or self.about

    def story(self) -> int | None:
        """The page's own story, else the one that the marked line leads to."""
        return self._page.story if self._page.story is not None else super().story()

    def entry(self) -> int | None:
        """The status change that the marked line tells of."""
        return self._front.current.ledger if self._front.current else None

    def usable_actions(self) -> list[Action]:
        """Where no text is marked, `]` goes from link to link."""
        actions = super().usable_actions()
        if has_marks(self._page.blocks):
            return actions
        return [replace(a, does="next link") if a.id == "reader.next" else a for a in actions]

    def refusal(self, action: str) -> str:
        if action == "page.marks" and not has_marks(self._page.blocks):
            return "nothing is marked on this page"
        if action == "page.other" and not self._beside.display:
            return "there is one page here"
        if action in ("page.next_story", "page.previous_story") and self.desk.story_of_list != self.about:
            return "this page is not the story under the cursor of the list"
        return super().refusal(action)

    def action_next_story(self) -> None:
        self._read_on(1)

    def action_previous_story(self) -> None:
        self._read_on(-1)

    def _read_on(self, by: int) -> None:
        """Turn to the next story of the list; its cursor goes along."""
        target, door = self.desk.step_story(by), self.desk.door
        if target is not None:
            self.desk.see(int(target.id))
        page = page_of(door, target) if door and target else None
        if page is None or door is None or target is None:
            self.desk.say("that is the last story of the list" if by > 0 else "that is the first story")
            return
        self.about, self._page, self._again = target, page, partial(page_of, door, target)
        self.desk.unsay()
        self._put(anew=True)

    # Words on the page.

    def _go(self, sought: Sought) -> None:
        """Show the page from where what was sought stands."""
        stop = next((n for n, stop in enumerate(self.page.stops) if stop.target == sought.line), None)
        if sought.passage:
            self.page.go_to_match_near(sought.passage)
        elif sought.line is not None and stop is not None:
            self.page.move_to_stop(stop)

    async def action_find(self) -> None:
        front, top, asked = self._front, self._front.top, self._asked_here
        before = replace(front.wanted, terms=front.wanted.keyed(""))

        def take(wanted: Filter) -> str:
            self._asked_here = asked if wanted == before else bool(wanted)
            self._look_for(wanted)
            front.scroll_lines(top)
            if not front.matches:
                return f"nothing on this page is {wanted}" if wanted else ""
            front.go_to_match_below()
            return f"{count(len(front.matches), 'place')}: enter keeps them marked, n and N walk them"

        hint = "words to find on this page; enter keeps them, esc goes back"
        await self.ask(Asked("Find:", (), before, take, front, hint, "past.find"))

    def _look_for(self, wanted: Filter) -> None:
        self.page.look_for(wanted)
        self._beside.look_for(wanted)

    def back(self) -> bool:
        """Take back what is typed, then the marks of what was. Those one came with hold nobody."""
        if self.leave_words():
            return True
        if not self._asked_here:
            return False
        self._asked_here = False
        self._look_for(NOTHING)
        self.show_bars()
        return True

    def action_marks(self) -> None:
        """Plain reading, and back."""
        self._marked = not self._marked
        self._put(anew=False)
        self.desk.say("the marks are back" if self._marked else "plain reading: h brings the marks back")

    def action_other(self) -> None:
        """From the text to what was found in it, and back."""
        (self.page if self._beside.has_focus else self._beside).focus()

    def note(self) -> list[Piece]:
        current = self._front.current
        if current is not None and current.place and (entry := self._front.entry_of(current)) is not None:
            lead = entry.lead.strip()
            # A status has a mark for a lead, everything else a word.
            return [(f"{lead}: " if len(lead) > 1 else f"{lead} ", "title"), (entry.text, "")]
        link = self.link()
        return [(f"{BY_ID['everywhere.browse'].shown} opens ", "dim"), (masked(link), "link")] if link else []
