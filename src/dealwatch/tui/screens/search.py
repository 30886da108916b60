"""Search in everything stored: a line to type into, and under it what its words find, as they are typed.

The store is asked beside the keys, so typing never waits; what comes in late for words that are not the
newest is dropped.
"""

import sqlite3
from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.widget import Widget

from dealwatch.errors import StoreError
from dealwatch.filter import NOTHING, Filter, parse
from dealwatch.store import views
from dealwatch.store.sqlite import path_of
from dealwatch.store.views import Selection
from dealwatch.store.views.search import marked_anew
from dealwatch.tui import completing, searching, targets
from dealwatch.tui.actions import BY_ID, Where, bindings
from dealwatch.tui.door import Door
from dealwatch.tui.hitlist import HitList
from dealwatch.tui.listing import Listing, Pages, walked
from dealwatch.tui.lookups import Lookups, Overtaken
from dealwatch.tui.matches import Sought
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.filterbar import FilterBar, WordLine
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.searching import Answer
from dealwatch.tui.targets import Target
from dealwatch.tui.text import one_line
from dealwatch.when import count

_RESTS: Final = 0.05
#: Seconds after which it is said that words are still being looked for.
_LONG: Final = 0.3
_PAST: Final = 30
_TITLE: Final = "Search everything stored"
_HINT: Final = 'tag: sector: outlet: side: since: limit it; -word is not; "two words" together'


class SearchScreen(BarScreen):
    """Words, and what they find."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search")]
    AUTO_FOCUS = "WordLine"

    keys_at: Where = "search"
    place = "Search"

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._lookups = Lookups(path_of(door.connection))
        self.wanted: Filter = NOTHING
        self.looking = False
        self.list = HitList(door, id="hits")
        self.list.frame_title, self.list.empty = _TITLE, searching.ASKED

    def middle(self) -> list[Widget]:
        offers = partial(completing.offers, names=self._door.names, outlets=self._door.outlets())
        self.bar = FilterBar("Search:", "", self._past, offers, _RESTS)
        return [self.bar, self.list]

    def on_mount(self) -> None:
        self._tell("")

    def on_unmount(self) -> None:
        self._lookups.close()

    def home(self) -> Widget:
        return self.bar.line

    @property
    def _past(self) -> list[str]:
        return [line for line in self.desk.memory.recall("past.search").split("\n") if line]

    # Words.

    def on_filter_bar_typed(self, event: FilterBar.Typed) -> None:
        self._take(event.words)

    def _take(self, words: str) -> bool:
        """Look for the words; where one means nothing, say so and leave what was found as it is."""
        wanted = parse(words, self._door.names, typing=True)
        self._tell(words)
        if wanted.problems:
            return False
        if wanted != self.wanted:
            self._look(wanted)
        return True

    def _tell(self, words: str) -> None:
        problems = parse(words, self._door.names, typing=True).problems
        self.bar.advise(words, problems, (_HINT, "dim"))

    def _look(self, wanted: Filter) -> None:
        self.wanted = wanted
        self.looking = bool(wanted.marked)
        if self.looking:
            self.run_worker(self._find(wanted), exclusive=True, group="search")
            self.set_timer(_LONG, partial(self._say_it_takes_long, wanted))
        else:
            self._lookups.drop()
            self.list.said_empty = searching.no_word(wanted) if wanted else ""
            self._show(Answer(wanted, ()))

    def _say_it_takes_long(self, wanted: Filter) -> None:
        if self.looking and wanted == self.wanted:
            self._title(f"Looking for {wanted}")

    @property
    def _selection(self) -> Selection:
        return Selection(until=self._door.back_to, since=self._door.since)

    async def _find(self, wanted: Filter) -> None:
        dossier, selection = self._door.dossier, self._selection
        answer = await self._ask(lambda connection: searching.search(connection, dossier, wanted, selection))
        if answer is not None:
            self.list.said_empty = "" if answer.hits else searching.nothing_found(answer)
            self._show(answer)

    async def _ask(self, question: "searching.Question") -> Answer | None:
        try:
            return await self._lookups.ask(question)
        except Overtaken:
            return None
        except (sqlite3.Error, StoreError) as error:
            self.looking = False
            self.desk.say(f"the store cannot be read just now: {error}")
            return None

    def _show(self, answer: Answer) -> None:
        self.looking = False
        self.list.show_hits(answer.hits, answer.wanted, more=answer.more)
        found = f"{'Found' if answer.hits else 'Nothing found'}: {answer.wanted}"
        self._title(found if answer.wanted.marked else _TITLE)
        self.show_bars()

    def _title(self, words: str) -> None:
        self.list.frame_title = words
        self.list.refresh()

    # Further hits.

    def on_row_list_moved(self) -> None:
        if self.list.placed:
            self.desk.unsay()
        if self.list.wants_more and not self.looking:
            self.run_worker(self._read_on(), exclusive=True, group="search")
        self.show_bars_soon()

    async def _read_on(self) -> None:
        """The next hits; what moves the cursor meanwhile asks again when they are there."""
        dossier, selection, sought = self._door.dossier, self._selection, self.list.sought
        before = self.list.hits[-1].key
        self.looking = True
        answer = await self._ask(
            lambda connection: searching.further(connection, dossier, sought, selection, before)
        )
        if answer is not None:
            self.looking = False
            self.list.extend(answer.hits, more=answer.more)
            self.show_bars()

    def reload(self) -> None:
        """The store has changed: what is new comes in as long as nobody has placed the cursor."""
        if not self.list.placed and self.wanted.marked:
            self._look(self.wanted)

    def turn(self) -> None:
        if self.wanted.marked:
            self._look(self.wanted)

    def renew(self) -> None:
        """A mark was set from here: what was found stays, with the marks as they are now."""
        self.list.show_marks(
            self._door.read(lambda: marked_anew(self._door.connection, self.list.hits), self.list.hits)
        )

    def take_as_read(self, story: int) -> None:
        hits = self.list.hits
        self.list.show_marks(
            [replace(hit, unread=False) if (hit.kind, hit.id) == ("story", story) else hit for hit in hits]
        )

    def place_cursor(self) -> None:
        self.list.placed = True

    # From the line to the list, and back.

    def on_word_line_kept(self, event: WordLine.Kept) -> None:
        if self._take(event.words):
            self._to_list()

    def on_word_line_left(self) -> None:
        if self._take(self.bar.line.value):
            self._to_list()

    def _to_list(self) -> None:
        if words := str(self.wanted):
            past = [line for line in self._past if line != words]
            self.desk.memory.remember("past.search", "\n".join([*past, words][-_PAST:]))
            self.bar.line.remember(words)
        if self.list.hits or self.looking:
            self.set_focus(self.list)
        else:
            self.desk.say("nothing was found to go to")

    def action_line(self) -> None:
        self.set_focus(self.bar.line)

    def back(self) -> bool:
        """From the list to the line; from there, away."""
        if self.focused is self.bar.line:
            return False
        self.action_line()
        return True

    # What is under the cursor.

    @property
    def has_list(self) -> bool:
        return bool(self.list.hits)

    def listing(self) -> Listing:
        """All that the words find, read anew."""
        from dealwatch.report.records import hit_record

        dossier, sought, selection = self._door.dossier, self.list.sought, self._selection
        found = f"{len(self.list.hits)}+ rows" if self.list.more else count(len(self.list.hits), "row")

        def pages(connection: sqlite3.Connection) -> Pages:
            return walked(
                lambda before, limit: views.search(
                    connection, dossier, sought, before=before, limit=limit, selection=selection
                ),
                lambda hit: hit.key,
                hit_record,
            )

        return Listing("search", found, pages)

    @property
    def story_target(self) -> Target | None:
        target = self.list.target()
        return target if target is not None and target.kind == "story" else None

    def step_story(self, by: int) -> Target | None:
        """The next hit of another story."""
        here, at, last = self.story_target, self.list.cursor, -1
        while self.list.cursor != last:
            last = self.list.cursor
            self.list.move_to(last + by)
            if self.story_target not in (None, here):
                return self.story_target
        self.list.move_to(at)
        return None

    def link(self) -> str:
        """The link of the hit under the cursor."""
        return self.list.link()

    def thing(self) -> Target | None:
        return self.list.thing()

    def note(self) -> list[Piece]:
        link = self.link()
        return [(f"{BY_ID['everywhere.browse'].first} opens ", "dim"), (link, "link")] if link else []

    def on_row_list_opened(self) -> None:
        target, hit = self.list.target(), self.list.current
        if target is None or hit is None:
            return
        passage = one_line(hit.snippet).strip("…") if hit.kind == "story" else ""
        line = targets.voice(hit.id) if hit.kind != "story" else None
        self.desk.open_target(target, Sought(self.list.sought, passage, line))

    def refusal(self, action: str) -> str:
        if action == "list.open" and self.looking:
            return "still looking for these words"
        if action == "list.open" and self.list.current is None:
            return "there is nothing here to open"
        if action == "everywhere.browse" and not self.link():
            return "this hit has no link"
        if action == "everywhere.search":
            return "this is the search: / goes to its line"
        return ""
