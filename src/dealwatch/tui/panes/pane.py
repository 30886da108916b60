"""What every pane adds to a list: a number and a title, and what its rows lead to."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, Generic

from dealwatch.filter import KEYS, Filter, Seen, Term, keeps
from dealwatch.store.views.selection import Selection, relieved
from dealwatch.tui.door import Door
from dealwatch.tui.listing import MOST, Listing, Pages, of_rows, walked
from dealwatch.tui.longlists import Newest
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.targets import Target
from dealwatch.tui.window import Found, R, ShortList, Source
from dealwatch.when import count

if TYPE_CHECKING:
    from dealwatch.report.export import Record

    Answer = tuple[Found[R], tuple[tuple[Term, int], ...]]
    Orders = tuple[tuple[str, Callable[[R], Any]], ...]


class Pane(RowList[R], Generic[R]):
    """A numbered list of the dashboard."""

    number = 0
    scope = ""
    all_rows = 0
    keys: Collection[str] = KEYS
    name_shown = ""
    # What a short list can be ordered by, and how: the dossier's own order is always the first.
    orders: "Orders[R]" = ()

    def __init__(self, source: Source[R], door: Door, *, id: str | None = None) -> None:
        super().__init__(source, id=id)
        self._order = 0
        self._without: tuple[tuple[Term, int], ...] = ()
        self.door = door
        self.frame_title = f"{self.number} {self.name_shown}"

    def sort_next(self) -> str:
        """Take the next order, and keep the cursor on its row; the order in words."""
        self._order = (self._order + 1) % (len(self.orders) + 1)
        self.reload()
        self.refresh()
        return self._order_words

    def sort_by(self, words: str) -> None:
        """Take the order that was kept in these words; the dossier's when there is none such."""
        names = ["", *(name for name, _ in self.orders)]
        self._order = names.index(words) if words in names else 0

    @property
    def order(self) -> str:
        """The order's name; "" for the dossier's."""
        return self.orders[self._order - 1][0] if self._order else ""

    @property
    def _order_words(self) -> str:
        return self.order or "in the dossier's order"

    def ordered(self, rows: Sequence[R]) -> Sequence[R]:
        """Rows of a short list in the order that was chosen."""
        self.all_rows = len(rows)
        rows = [row for row in rows if self.inside(row, self.scope) and keeps(self.wanted, self.seen(row))]
        return sorted(rows, key=self.orders[self._order - 1][1]) if self._order else rows

    def seen(self, row: R) -> Seen:
        """A row of a short list as words look at it."""
        raise NotImplementedError

    def inside(self, row: R, scope: str) -> bool:  # noqa: ARG002
        """Whether a row of a short list is in a scope."""
        return True

    def limit(self, wanted: Filter, scope: str, held: "tuple[R | None, int] | None" = None) -> None:
        """Limit the list to what words and a scope ask for.

        The cursor stays on its row if it can, or goes to `held`, a row and its height.
        """
        source = self.window.source
        if not isinstance(source, Newest):
            self.wanted, self.scope = wanted, scope
            self.reload()
            return
        question = self.question(wanted, scope, held)
        nothing: Answer[R] = (Found((), 0, 0, None), ())
        self.answered(wanted, scope, self.door.read(lambda: question(self.door.connection), nothing), held)

    def question(
        self, wanted: Filter, scope: str, held: "tuple[R | None, int] | None" = None
    ) -> "Callable[[sqlite3.Connection], Answer[R]]":
        """What is to be asked of the store to limit a long list, by any connection."""
        source: Newest[Any] = self.window.source  # type: ignore[assignment]
        selection = source.limited(Selection(wanted, scope))
        row = (held or self.here)[0]
        key = source.key(row) if row else None

        def answer(connection: sqlite3.Connection) -> "Answer[R]":
            found: Found[R] = source.look(connection, selection, key)
            if found.rows:
                return found, ()
            return found, relieved(selection, lambda less: source.count_of(connection, less))

        return answer

    def answered(
        self,
        wanted: Filter,
        scope: str,
        answer: "Answer[R]",
        held: "tuple[R | None, int] | None" = None,
    ) -> None:
        """Show what was answered; the cursor goes to `held`, or stays on its row if it can."""
        source: Newest[Any] = self.window.source  # type: ignore[assignment]
        self.wanted, self.scope = wanted, scope
        source.selection = Selection(wanted, scope)
        row, height = held or self.here
        found, self._without = answer
        self.put(found, source.identity(row) if row and self.placed else None, height)

    @property
    def here(self) -> "tuple[R | None, int]":
        """The row under the cursor, and its height."""
        return self.current, self.cursor - self.top

    def relieved(self) -> tuple[tuple[Term, int], ...]:
        """Each word without which there would have been rows when the list was limited, and how many."""
        return self._without

    def retitle(self, scope: str) -> None:
        """Tell in the title what limits the list; `scope` is the name of the scope."""
        limits = ", ".join(words for words in (scope if self.scope else "", str(self.wanted)) if words)
        title = f"{self.number} {self.name_shown}"
        self.frame_title = f"{title}: {limits}  {self._share()}" if limits else title
        self.refresh()

    def _share(self) -> str:
        source = self.window.source
        shown = max(self.window.total, len(self.window.rows))
        if isinstance(source, Newest):
            more = "+" if shown >= source.counted_to else ""
            return f"{shown:,}{more} of {source.whole():,}"
        return f"{shown} of {self.all_rows}"

    @property
    def counted(self) -> int:
        """The number of rows where it tells something: 0 for a list that the dossier fixes."""
        return 0 if isinstance(self.window.source, ShortList) else self.window.total

    def target(self) -> Target | None:
        """What enter opens for the row under the cursor."""
        return None

    def story(self) -> int | None:
        """The story that marks are for: the one under the cursor, or that the row was found in."""
        target = self.target()
        return int(target.id) if target and target.kind == "story" else None

    def thing(self) -> Target | None:
        """What is copied for it."""
        return self.target()

    def link(self) -> str:
        """The link that stands behind the row under the cursor, "" when it has none of its own."""
        return ""

    def record(self, row: R) -> "Record":
        """A row as an export has it."""
        raise NotImplementedError

    def listing(self) -> Listing:
        """The list as it is in the store, for an export."""
        source, name = self.window.source, str(self.id)
        if not isinstance(source, Newest):
            return of_rows(name, [self.record(row) for row in source.page()])
        newest, selection = source, source.selection

        def pages(connection: sqlite3.Connection) -> Pages:
            return walked(
                lambda before, limit: newest.rows(connection, selection, before, limit=limit),
                newest.key,
                self.record,
            )

        return Listing(name, count(min(self.window.total, MOST), "row"), pages)

    def arrivals(self) -> str:
        """What waits, in words: "+3 new stories: <the newest headline>"."""
        return f"+{count(self.waiting, 'new ' + self.noun, 'new ' + self.plural)}"


AnyPane = Pane[Any]
