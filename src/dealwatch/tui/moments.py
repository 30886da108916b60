"""What the timeline lists: dated things to come, then status changes, events and decisions, newest first.

Stories can stand among them; those come page by page from the store, the rest is held.
"""

import datetime as dt
import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from dealwatch.store.rows import StoryRow, TimelineRow
from dealwatch.tui.window import PAGE, Key

Kinds = Literal["all but stories", "status changes", "events", "decisions", "stories", "everything"]

KINDS: Final[tuple[Kinds, ...]] = (
    "all but stories",
    "status changes",
    "events",
    "decisions",
    "stories",
    "everything",
)
_EPOCH: Final = dt.date(1970, 1, 1)
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Divider:
    """A line that is no thing of its own: what follows it."""

    words: str
    date: dt.date


Held = TimelineRow | Divider
Row = Held | StoryRow


class Stories(Protocol):
    """Where the stories come from, newest first."""

    def page(
        self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE
    ) -> Sequence[StoryRow]:
        """The stories next to a key."""
        ...

    def rank(self, key: Key) -> int:
        """How many stories are newer than a key."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...


def is_wanted(row: TimelineRow, kinds: Kinds) -> bool:
    """Whether a row is of the kinds that are shown."""
    match kinds:
        case "all but stories" | "everything":
            return True
        case "status changes":
            return row.status is not None
        case "events":
            return row.status is None and row.kind != "decision"
        case "decisions":
            return row.origin != "dossier"
        case "stories":
            return False


def end_of(date: dt.date) -> int:
    """The last second of a day: what is dated stands over the stories of its day."""
    return ((date - _EPOCH).days + 1) * _DAY - 1


class Moments:
    """The list's rows by key.

    Keys of what is held have ids below zero, so that they are no story's.
    """

    def __init__(self) -> None:
        self._held: list[tuple[Key, Held]] = []
        self._ascending: list[Key] = []
        self._keys: dict[Hashable, Key] = {}
        self._stories: Stories | None = None
        self.ahead = 0

    def hold(self, rows: Sequence[TimelineRow], on: dt.date, kinds: Kinds, stories: Stories) -> None:
        """Show these rows, newest first, and the stories where the kinds have them. `on` is today."""
        wanted = [row for row in rows if is_wanted(row, kinds)]
        ahead = [row for row in wanted if row.date > on]
        past = [row for row in wanted if row.date <= on]
        self.ahead = len(ahead)
        listed: list[Held] = [*past]
        if ahead:
            listed = [Divider("ahead", ahead[0].date), *ahead, Divider("so far", on), *past]
        self._held = [((end_of(row.date), -number - 1), row) for number, row in enumerate(listed)]
        self._ascending = [key for key, _ in reversed(self._held)]
        self._keys = {self.identity(row): key for key, row in self._held}
        self._stories = stories if kinds in ("stories", "everything") else None

    @property
    def first_past(self) -> int:
        """The position of the newest row that has happened."""
        return self.ahead + 2 if self.ahead else 0

    def page(
        self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE
    ) -> Sequence[Row]:
        """The rows next to a key."""
        pairs: list[tuple[Key, Row]] = [
            *self._between(before, after, limit),
            *self._of_stories(before, after, limit),
        ]
        if after is not None:
            return [row for _, row in heapq.nsmallest(limit, pairs, key=_key)][::-1]
        return [row for _, row in heapq.nlargest(limit, pairs, key=_key)]

    def _between(self, before: Key | None, after: Key | None, limit: int) -> list[tuple[Key, Held]]:
        """The rows held that stand next to a key."""
        number = len(self._held)
        if after is not None:
            end = number - bisect_right(self._ascending, after)
            return self._held[max(0, end - limit) : end]
        start = 0 if before is None else number - bisect_left(self._ascending, before)
        return self._held[start : start + limit]

    def _of_stories(self, before: Key | None, after: Key | None, limit: int) -> list[tuple[Key, StoryRow]]:
        if self._stories is None:
            return []
        found = self._stories.page(before=before, after=after, limit=limit)
        return [((story.at, story.id), story) for story in found]

    def rank(self, key: Key) -> int:
        """How many rows are newer than a key."""
        held = len(self._held) - bisect_right(self._ascending, key)
        return held + (self._stories.rank(key) if self._stories else 0)

    def count(self) -> int:
        """How many there are."""
        return len(self._held) + (self._stories.count() if self._stories else 0)

    def key(self, row: Row) -> Key:
        """Its day's last second and its place, or a story's instant and id."""
        return (row.at, row.id) if isinstance(row, StoryRow) else self._keys[self.identity(row)]

    def has(self, row: Row) -> bool:
        """Whether a row is among those that are held; stories are not looked for."""
        return isinstance(row, StoryRow) or self.identity(row) in self._keys

    def identity(self, row: Row) -> Hashable:
        """What stays the same when the row's words change."""
        if isinstance(row, StoryRow):
            return ("story", row.id)
        return ("divider", row.words) if isinstance(row, Divider) else row.id


def _key(pair: tuple[Key, Row]) -> Key:
    return pair[0]
