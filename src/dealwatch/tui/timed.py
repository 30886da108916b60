"""The stories of the timeline, up to the day that is looked from: all that are relevant, or of a scope."""

import datetime as dt
from collections.abc import Sequence

from dealwatch.filter import NOTHING, Filter
from dealwatch.store import views
from dealwatch.store.rows import StoryRow
from dealwatch.store.views.selection import Selection
from dealwatch.tui.door import Door
from dealwatch.tui.longlists import MOST
from dealwatch.tui.window import PAGE, Key


class TimedStories:
    """Relevant stories, page by page. `scope` is "agreement:tpd", its sectors with it, or "" for all."""

    def __init__(self, door: Door, scope: str, on: dt.date, wanted: Filter = NOTHING) -> None:
        self._door = door
        self._selection = Selection(wanted, scope, until=on)

    def page(
        self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE
    ) -> Sequence[StoryRow]:
        """The stories next to a key."""
        door = self._door
        nothing: tuple[StoryRow, ...] = ()
        return door.read(
            lambda: views.stories_page(
                door.connection,
                door.dossier,
                since=door.since,
                before=before,
                after=after,
                limit=limit,
                selection=self._selection,
            ),
            nothing,
        )

    def rank(self, key: Key) -> int:
        """How many stories are newer than a key."""
        door = self._door
        return door.read(lambda: views.story_rank(door.connection, door.dossier, key, self._selection), 0)

    def count(self) -> int:
        """How many there are."""
        door = self._door
        return door.read(lambda: views.stories_count(door.connection, door.dossier, self._selection, MOST), 0)
