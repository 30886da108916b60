"""A screen with a line to type words into, over its bars: what they ask for is shown as they are typed."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from dealwatch.filter import NOTHING, Filter, parse
from dealwatch.tui import completing
from dealwatch.tui.screens.base import BarScreen

if TYPE_CHECKING:
    from dealwatch.tui.panes.filterbar import FilterBar, WordLine

_PAST: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words are for. `keys` are those that mean something there, `before` the words until now.

    `take` shows what words ask for, and gives a remark on it, "" for none. `home` has the focus afterwards;
    `past` is the name under which words are remembered. `kept` is told the words that enter kept, and `left`
    takes back what was shown meanwhile: without it the words until now are taken again.
    """

    question: str
    keys: Collection[str]
    before: Filter
    take: Callable[[Filter], str]
    home: Widget
    hint: str
    past: str = "past"
    kept: Callable[[Filter], object] = lambda _: None
    left: Callable[[], object] | None = None


class AskingScreen(BarScreen):
    """Asks for words with `ask`. esc takes back what is typed, enter keeps it."""

    _bar: "FilterBar | None" = None
    _asked: Asked

    @property
    def typing(self) -> bool:
        """Whether words are being typed."""
        return self._bar is not None

    async def ask(self, asked: Asked) -> None:
        """Put the line up."""
        from dealwatch.tui.panes.filterbar import FilterBar

        door = self.desk.door
        if self._bar is not None or door is None:
            return
        self._asked, words = asked, str(asked.before)
        past = [line for line in self.desk.memory.recall(asked.past).split("\n") if line]
        outlets = door.outlets() if "outlet" in asked.keys else ()
        offers = partial(completing.offers, names=door.names, outlets=outlets, keys=asked.keys)
        self._bar = FilterBar(asked.question, f"{words} " if words else "", past, offers)
        self.add_class("asking")
        await self.mount(self._bar, before="#status")
        self.set_focus(self._bar.line)
        self._tell(words, "")

    def on_resize(self) -> None:
        if self._bar is not None:
            self._tell(self._bar.line.value, "")

    def _understood(self, words: str) -> Filter:
        door = self.desk.door
        return parse(words, door.names, typing=True, keys=self._asked.keys) if door else NOTHING

    def on_filter_bar_typed(self, event: "FilterBar.Typed") -> None:
        if self._bar is not None:
            self._take(event.words)

    def _take(self, words: str) -> bool:
        """Show what the words ask for; where one means nothing, say so and leave all as it is."""
        wanted = self._understood(words)
        self._tell(words, "" if wanted.problems else self._asked.take(wanted))
        return not wanted.problems

    def _tell(self, words: str, remark: str) -> None:
        if self._bar is None:
            return
        otherwise = (remark or self._asked.hint, "" if remark else "dim")
        self._bar.advise(words, self._understood(words).problems, otherwise, "the list stays as it was")

    async def on_word_line_kept(self, event: "WordLine.Kept") -> None:
        if not self._take(event.words):
            return
        wanted = self._understood(event.words)
        if words := str(wanted):
            name = self._asked.past
            past = [line for line in self.desk.memory.recall(name).split("\n") if line and line != words]
            self.desk.memory.remember(name, "\n".join([*past, words][-_PAST:]))
        await self._put_away()
        self._asked.kept(wanted)

    def go_home(self, home: Widget) -> None:
        """Give the focus back when the line is put away."""
        self.set_focus(home)

    async def _put_away(self) -> None:
        bar, self._bar = self._bar, None
        self.remove_class("asking")
        self.go_home(self._asked.home)
        if bar is not None:
            await bar.remove()
        self.show_bars()

    def leave_words(self) -> bool:
        """Take back what is being typed; False when nothing is."""
        if self._bar is None:
            return False
        if self._asked.left is None:
            self._asked.take(self._asked.before)
        else:
            self._asked.left()
        self.run_worker(self._put_away())
        return True
