"""The stories of the timeline: all that are relevant, page by page, or the newest about some subjects."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from dealwatch.store import views
from dealwatch.store.rows import StoryRow
from dealwatch.store.views.stories import stories_about
from dealwatch.tui.door import Door, Stories
from dealwatch.tui.window import PAGE, Key

_NEWEST: Final = 1000


class AllStories(Stories):
    """Every relevant story."""

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self._its = door

    def rank(self, key: Key) -> int:
        """How many stories are newer than a key."""
        door = self._its
        return door.read(lambda: views.story_rank(door.connection, door.dossier, key), 0)


class StoriesAbout:
    """The newest stories about some subjects, all held."""

    def __init__(self, door: Door, subjects: Sequence[str]) -> None:
        nothing: tuple[StoryRow, ...] = ()
        self._rows = door.read(
            lambda: stories_about(door.connection, door.dossier, subjects, _NEWEST), nothing
        )
        self._ascending = [(row.at, row.id) for row in reversed(self._rows)]

    def page(
        self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE
    ) -> Sequence[StoryRow]:
        """The stories next to a key."""
        if after is not None:
            end = self.rank(after)
            return self._rows[max(0, end - limit) : end]
        start = 0 if before is None else len(self._rows) - bisect_left(self._ascending, before)
        return self._rows[start : start + limit]

    def rank(self, key: Key) -> int:
        """How many stories are newer than a key."""
        return len(self._rows) - bisect_right(self._ascending, key)

    def count(self) -> int:
        """How many there are."""
        return len(self._rows)
