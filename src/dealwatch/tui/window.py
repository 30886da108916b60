"""A window of rows over a long list that a feed fills: pages are read by key, around what is looked at.

Positions are whole numbers that keep naming the same row while the window grows at either end, so a cursor
held as a position never slips. What has arrived since a load waits until the next load.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

Key = tuple[int, int]
R = TypeVar("R")

PAGE: Final = 128
KEEP: Final = 8 * PAGE
_OLDEST: Final[Key] = (-(2**62), -(2**62))


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """A page read elsewhere: `above` rows are newer than its first, `total` in the list; `ceiling` is the key
    of the newest.
    """

    rows: Sequence[R]
    above: int
    total: int
    ceiling: Key | None


class Source(Protocol[R]):
    """Rows in one order, newest first, reached by key (sort instant, id)."""

    def page(self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE) -> Sequence[R]:
        """The rows next to a key, newest first: older than `before`, newer than `after`, or the newest."""
        ...

    def count(self) -> int:
        """How many rows there are."""
        ...

    def key(self, row: R) -> Key:
        """The row's place in the order."""
        ...

    def identity(self, row: R) -> Hashable:
        """What stays the same when the row's words change."""
        ...


@dataclass(frozen=True, slots=True)
class ShortList(Generic[R]):
    """A source for the few rows that the dossier names: all of them at once, in its order."""

    rows: Callable[[], Sequence[R]]
    name: Callable[[R], Hashable]

    def page(self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE) -> Sequence[R]:  # noqa: ARG002
        """All rows, and nothing beside them."""
        return () if before or after else self.rows()

    def count(self) -> int:
        """As many as there are."""
        return len(self.rows())

    def key(self, row: R) -> Key:  # noqa: ARG002
        """Nothing is ever read beside them, so no key is needed."""
        return (0, 0)

    def identity(self, row: R) -> Hashable:
        """The dossier's id."""
        return self.name(row)


class Window(Generic[R]):
    """The loaded rows and where they stand. `first` is the position of the first loaded row."""

    def __init__(self, source: Source[R], page: int = PAGE, keep: int = KEEP) -> None:
        self.source = source
        self.rows: list[R] = []
        self.first = 0
        self.total = 0
        self._page = page
        self._keep = keep
        self._origin = 0
        self._at_top = True
        self._at_bottom = True
        self._ceiling: Key | None = None

    @property
    def end(self) -> int:
        """The position after the last loaded row."""
        return self.first + len(self.rows)

    def load_top(self) -> None:
        """Read the newest page; what waited is in it."""
        page = self.source.page(limit=self._page)
        self.rows, self.first, self._origin = list(page), 0, 0
        self._at_top, self._at_bottom = True, len(page) < self._page
        self.total = len(page) if self._at_bottom else self.source.count()
        self._ceiling = self.source.key(page[0]) if page else None
        if isinstance(self.source, ShortList):
            self._at_bottom = True

    def load_bottom(self) -> None:
        """Read the oldest page, as long as it is not loaded already."""
        if self._at_bottom:
            return
        page = self.source.page(after=_OLDEST, limit=self._page)
        self.rows, self.first = list(page), self._origin + self.total - len(page)
        self._at_top, self._at_bottom = False, True

    def load_from(self, key: Key, above: int) -> None:
        """Read the page that begins with the row of a key, or the next older one; `above` rows are newer."""
        page = self.source.page(before=(key[0], key[1] + 1), limit=self._page)
        self.rows, self.first = list(page), self._origin + above
        self._at_top, self._at_bottom = above == 0, len(page) < self._page

    def put(self, found: Found[R]) -> None:
        """Take a page that was read elsewhere, with what was told of its list."""
        self.rows, self.first, self._origin = list(found.rows), found.above, 0
        self._at_top, self._at_bottom = found.above == 0, len(found.rows) < self._page
        self.total = max(found.total, found.above + len(found.rows))
        self._ceiling = found.ceiling

    def renew(self, position: int, waiting: int) -> None:
        """Read the rows down to a position again, and some more; some are gone by now, or have come back.

        `waiting` have arrived since the load and go on waiting.
        """
        key = self._ceiling if self._at_top else self.source.key(self.rows[0]) if self.rows else None
        if key is None:
            self.load_top()
            return
        limit = max(0, min(position, self.end) - self.first) + self._page
        self.rows = list(self.source.page(before=(key[0], key[1] + 1), limit=limit))
        self._at_bottom = len(self.rows) < limit
        if self._at_top:
            self._origin = self.first
        self._recount(waiting)

    def _recount(self, waiting: int) -> None:
        """Tell from the number of rows how many of those above the window are gone, or have come back."""
        whole = self._at_top and self._at_bottom
        total = len(self.rows) if whole else self.source.count() - waiting
        gone = self.end - self._origin - total
        # A larger difference is a count that stops early.
        if 0 < gone <= self._page or (self._at_bottom and abs(gone) <= self._page):
            self._origin += gone
        self.total = max(total, self.end - self._origin)

    def nearest(self, row: R) -> int:
        """The position of a loaded row; where it is gone, of the next older one, or the last."""
        found = self.find(self.source.identity(row))
        if found is not None:
            return found
        key = self.source.key(row)
        older = (at for at, other in enumerate(self.rows) if self.source.key(other) < key)
        return self.first + next(older, max(0, len(self.rows) - 1))

    def change(self, position: int, row: R) -> None:
        """Put a row of other words in the place of one that is loaded."""
        self.rows[position - self.first] = row

    def row(self, position: int) -> R | None:
        """The row at a position, read if need be; None beyond either end."""
        self.reach(position, position + 1)
        return self.peek(position)

    def peek(self, position: int) -> R | None:
        """The row at a position if it is loaded."""
        index = position - self.first
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def reach(self, start: int, end: int) -> None:
        """Read pages until positions `start` to `end` are loaded, or the list has no more on that side."""
        while start < self.first and not self._at_top and self.rows:
            self._grow_up()
        while end > self.end and not self._at_bottom and self.rows:
            self._grow_down()

    def clamp(self, position: int) -> int:
        """The nearest position that has a row, reading towards it."""
        self.reach(position, position + 1)
        return max(self.first, min(position, self.end - 1))

    def ordinal(self, position: int) -> int:
        """The row's number for people, from 1."""
        return position - self._origin + 1

    def find(self, identity: Hashable) -> int | None:
        """The position of a loaded row."""
        for index, row in enumerate(self.rows):
            if self.source.identity(row) == identity:
                return self.first + index
        return None

    def next_new(self, position: int, step: int) -> int | None:
        """The nearest row that is new and not read yet, after (1) or before (-1) a position; None when none
        is near.
        """
        for number in range(1, KEEP + 1):
            row = self.row(position + step * number)
            if row is None:
                return None
            if getattr(row, "new", False) and getattr(row, "unread", True):
                return position + step * number
        return None

    def arrivals(self) -> tuple[int, R | None]:
        """How many rows the list has more than when it was loaded, and the newest of them if it is on top."""
        more = self.source.count() - self.total
        if more <= 0:
            return 0, None
        newest = next(iter(self.source.page(limit=1)), None)
        if newest is None or (self._ceiling is not None and self.source.key(newest) <= self._ceiling):
            return more, None
        return more, newest

    def _grow_up(self) -> None:
        page = self.source.page(after=self.source.key(self.rows[0]), limit=self._page)
        known = [row for row in page if self._ceiling is None or self.source.key(row) <= self._ceiling]
        self.rows[:0] = known
        self.first -= len(known)
        if len(page) < self._page or len(known) < len(page):
            self._at_top, self._origin = True, self.first
        if len(self.rows) > self._keep:
            del self.rows[self._keep :]
            self._at_bottom = False

    def _grow_down(self) -> None:
        page = self.source.page(before=self.source.key(self.rows[-1]), limit=self._page)
        self.rows.extend(page)
        if len(page) < self._page:
            self._at_bottom, self.total = True, max(self.total, self.end - self._origin)
        surplus = len(self.rows) - self._keep
        if surplus > 0:
            del self.rows[:surplus]
            self.first += surplus
            self._at_top = False
