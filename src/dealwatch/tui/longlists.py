"""The stories and the quotes as long lists of the store, whole or limited by words, a scope and a day."""

import sqlite3
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from dealwatch.store import views
from dealwatch.store.rows import StoryRow, VoiceRow
from dealwatch.store.views.selection import Selection
from dealwatch.tui.door import Door
from dealwatch.tui.window import PAGE, Found, Key

R = TypeVar("R", StoryRow, VoiceRow)

#: So many rows of a limited list are counted at most; of more it is said that they are more.
MOST: Final = 10_000
MOST_WHILE_TYPING: Final = 1_000


@dataclass(frozen=True, slots=True)
class View(Generic[R]):
    """The three queries of a list."""

    page: Callable[..., tuple[R, ...]]
    count: Callable[..., int]
    rank: Callable[..., int]


class Newest(Generic[R]):
    """A long list of the store, newest first. `selection` limits it; the day to look from is the door's."""

    view: View[R]

    def __init__(self, door: Door) -> None:
        self._door = door
        self._selection = Selection()
        self.counted_to = MOST

    @property
    def selection(self) -> Selection:
        """What limits the list just now."""
        return self.limited(self._selection)

    @selection.setter
    def selection(self, selection: Selection) -> None:
        self._selection = selection

    def limited(self, selection: Selection) -> Selection:
        """A selection, seen from the day and since the visit of the door."""
        return replace(selection, until=self._door.back_to, since=self._door.since)

    def page(self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE) -> Sequence[R]:
        """A page next to a key."""
        door = self._door
        return door.read(lambda: self.rows(door.connection, self.selection, before, after, limit), ())

    def rows(
        self,
        connection: sqlite3.Connection,
        selection: Selection,
        before: Key | None = None,
        after: Key | None = None,
        limit: int = PAGE,
    ) -> tuple[R, ...]:
        """A page of a selection next to a key, by any connection."""
        return self.view.page(
            connection, self._door.dossier, since=self._door.since, before=before, after=after, limit=limit,
            selection=selection,
        )  # fmt: skip

    def count(self) -> int:
        """How many there are, or `counted_to`."""
        return self._door.read(lambda: self.count_of(self._door.connection, self.selection), 0)

    def count_of(self, connection: sqlite3.Connection, selection: Selection) -> int:
        """How many rows a selection has, or `counted_to`."""
        return self.view.count(connection, self._door.dossier, selection, self.counted_to)

    def whole(self) -> int:
        """How many rows the list has without words and scope."""
        return self._door.read(
            lambda: self.view.count(self._door.connection, self._door.dossier, self.limited(Selection())), 0
        )

    def look(self, connection: sqlite3.Connection, selection: Selection, held: Key | None) -> Found[R]:
        """The page of a selection that has the row of the key `held`, or its first page."""
        top = self.rows(connection, selection)
        total = self.count_of(connection, selection) if len(top) == PAGE else len(top)
        ceiling = self.key(top[0]) if top else None
        if held is not None and len(top) == PAGE and held < self.key(top[-1]):
            near = self.rows(connection, selection, (held[0], held[1] + 1))
            if near and self.key(near[0]) == held:
                above = self.view.rank(connection, self._door.dossier, held, selection)
                return Found(near, above, total, ceiling)
        return Found(top, 0, total, ceiling)

    def key(self, row: R) -> Key:
        """Its instant, then its id."""
        return (row.at, row.id)

    def identity(self, row: R) -> Hashable:
        """Its id."""
        return row.id


class Stories(Newest[StoryRow]):
    """The stories, newest first."""

    view = View(views.stories_page, views.stories_count, views.story_rank)


class Voices(Newest[VoiceRow]):
    """Quotes, and silences among them, newest first."""

    view = View(views.voices_page, views.voices_count, views.voice_rank)
