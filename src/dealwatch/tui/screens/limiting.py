"""The four panes limited: by words in the focused one, by a scope in the others."""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from dealwatch.errors import StoreError
from dealwatch.filter import NOTHING, Filter, parse
from dealwatch.store.rows import AgreementRow, SectorRow, VoiceRow
from dealwatch.store.sqlite import path_of
from dealwatch.tui.longlists import MOST, MOST_WHILE_TYPING, Newest
from dealwatch.tui.lookups import Lookups, Overtaken
from dealwatch.tui.panes.pane import AnyPane
from dealwatch.tui.screens.asking import Asked
from dealwatch.tui.screens.fourpanes import FourPanes

_HINT: Final = "enter keeps it, esc lifts it, ↑ earlier words; tag: side: since: -not"


class Limited(FourPanes):
    """Panes with words and a scope. Both come back at the next start."""

    scope = ""
    # The pane that the words being typed are for, and the row it was on.
    _limited: AnyPane
    _held: "tuple[Any, int] | None" = None
    # The newest words, and whether the store is still asked for what they leave.
    _newest: Filter = NOTHING
    looking = False
    _lookups: Lookups | None = None

    def on_mount(self) -> None:
        kept = self.desk.memory.recall
        self.scope = kept("scope")
        for pane in self.panes:
            self._limit(pane, parse(kept(f"filter.{pane.id}"), self._door.names, keys=pane.keys))

    def turn(self) -> None:
        for pane in self.panes:
            self._limit(pane, pane.wanted)
        self._preview.follow()

    def _limit(self, pane: AnyPane, wanted: Filter) -> None:
        # While words are typed, the row where one began to type is the one to be on.
        held = self._held if self.typing and pane is self._limited else None
        self._drop()
        source = pane.window.source
        if isinstance(source, Newest):
            source.counted_to = MOST_WHILE_TYPING if self.typing else MOST
        pane.limit(wanted, self._scope_for(pane), held)
        self._tell_limits(pane)

    def _tell_limits(self, pane: AnyPane) -> None:
        self._explain(pane)
        pane.retitle(self.scope_name)
        if self.is_mounted:
            self.show_bars()

    def retitle(self) -> None:
        """Tell again what limits the panes: there may be fewer rows, or more."""
        for pane in self.panes:
            self._explain(pane)
            pane.retitle(self.scope_name)

    def _scope_for(self, pane: AnyPane) -> str:
        """Agreements are always whole, and so are the sectors where one of them is the scope."""
        if pane.id == "agreements" or (pane.id == "sectors" and not self.scope.startswith("agreement:")):
            return ""
        return self.scope

    # Scope.

    @property
    def scope_name(self) -> str:
        """What the scope is called, "" where there is none."""
        name = next((name for name in self._door.names.all if name.id == self.scope), None)
        return name.words[0] if name else ""

    def _scope_here(self) -> str:
        row = self.current.current
        if isinstance(row, AgreementRow):
            return f"agreement:{row.id}"
        if isinstance(row, SectorRow):
            return f"sector:{row.id}"
        return f"stakeholder:{row.stakeholder}" if isinstance(row, VoiceRow) and row.stakeholder else ""

    def refusal_to_scope(self) -> str:
        """Why the row under the cursor is no scope."""
        if self.scope or self._scope_here():
            return ""
        if self.current.id == "quotes":
            return "who said this is none of the dossier's stakeholders"
        return "a story is no scope: stand on an agreement, a sector or a quote"

    def action_scope(self) -> None:
        here = self._scope_here()
        self.rescope("" if here in ("", self.scope) else here)

    def rescope(self, scope: str) -> None:
        """Take another scope, or none."""
        self.scope = scope
        self.desk.memory.remember("scope", scope)
        for pane in self.panes:
            if pane.scope != self._scope_for(pane):
                self._limit(pane, pane.wanted)
        self.desk.say(f"only {self.scope_name}: space again or esc lifts it" if scope else "all again")

    # Words.

    async def action_filter(self) -> None:
        if self.typing:
            return
        pane = self._limited = self.current
        self._newest, self._held = pane.wanted, pane.here
        await self.ask(
            Asked(
                f"/ {pane.name_shown}:",
                pane.keys,
                pane.wanted,
                self._take_newest,
                pane,
                _HINT,
                kept=self._keep,
                left=partial(self._limit, pane, pane.wanted),
            )
        )

    def _take_newest(self, wanted: Filter) -> str:
        if wanted != self._newest:
            self._seek(wanted, MOST_WHILE_TYPING)
        return ""

    def _keep(self, wanted: Filter) -> None:
        self.desk.memory.remember(f"filter.{self._limited.id}", str(wanted))
        # Counted further than while it was typed.
        self._seek(wanted, MOST)

    def _seek(self, wanted: Filter, most: int) -> None:
        """Limit the pane whose words these are; a long list is read beside the keys."""
        pane, self._newest = self._limited, wanted
        source = pane.window.source
        if not isinstance(source, Newest):
            self._limit(pane, wanted)
            return
        source.counted_to = most
        self.looking = True
        question = pane.question(wanted, self._scope_for(pane), self._held)
        self.run_worker(self._find(pane, wanted, question), exclusive=True, group="filter")

    async def _find(
        self, pane: AnyPane, wanted: Filter, question: "Callable[[sqlite3.Connection], Any]"
    ) -> None:
        if self._lookups is None:
            self._lookups = Lookups(path_of(self._door.connection))
        try:
            answer = await self._lookups.ask(question)
        except Overtaken:
            return
        except (sqlite3.Error, StoreError) as error:
            self.looking = False
            self.desk.say(f"the store cannot be read just now: {error}")
            return
        self.looking = False
        # Once the words are kept, a cursor that has moved meanwhile stays where it is.
        pane.answered(wanted, self._scope_for(pane), answer, self._held if self.typing else None)
        self._tell_limits(pane)

    def _drop(self) -> None:
        """What is being looked for is not wanted any more."""
        self.looking = False
        if self._lookups is not None:
            self._lookups.drop()

    def on_unmount(self) -> None:
        if self._lookups is not None:
            self._lookups.close()

    def _explain(self, pane: AnyPane) -> None:
        """Where nothing is left, say which word took the last row away."""
        pane.said_empty = ""
        if pane.window.rows or not pane.wanted:
            return
        pane.said_empty = f"No {pane.noun} matches {pane.wanted}."
        counts = pane.relieved()
        parts = [f"Without `{term}`: {rows:,}." for term, rows in counts]
        pane.said_empty = " ".join([pane.said_empty, *parts, "esc clears."])

    def lift(self) -> bool:
        """Take back one thing: what is being typed, the focused pane's words, the scope."""
        if self.leave_words():
            return True
        if self.current.wanted:
            self.desk.memory.remember(f"filter.{self.current.id}", "")
            self._limit(self.current, NOTHING)
        elif self.scope:
            self.rescope("")
        else:
            return False
        return True
