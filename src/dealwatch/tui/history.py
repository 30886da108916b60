"""What the timeline shows, as read from the store: lines, spans and volumes, of all or of one scope."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from dealwatch.filter import NOTHING, Filter, keeps
from dealwatch.seen import timeline_seen
from dealwatch.store import views
from dealwatch.store.rows import StoryRow, TimelineRow
from dealwatch.store.views import spans
from dealwatch.store.views.spans import SpansRow
from dealwatch.tui.axis import Axis
from dealwatch.tui.door import Door

_DAY: Final = dt.timedelta(days=1)


class History:
    """Held until it is read again. `scope` is an agreement or sector ("sector:steel"), "" for all.

    `wanted` are words that limit the lines alone.
    """

    def __init__(self, door: Door) -> None:
        self._door = door
        self.scope = ""
        self.wanted: Filter = NOTHING
        self.lines: Sequence[TimelineRow] = ()
        self.spans: Sequence[SpansRow] = ()
        self._first_story: dt.date | None = None
        self._counted: tuple[dt.date, dt.date, str] | None = None
        self._counts: dict[dt.date, int] = {}

    @property
    def on(self) -> dt.date:
        """The day that everything is seen from."""
        return self._door.on

    def read(self) -> None:
        """Read it anew; what cannot be read just now stays as it was."""
        door, on = self._door, self.on
        connection, dossier = door.connection, door.dossier
        nothing: tuple[TimelineRow, ...] = ()
        known = door.read(lambda: views.timeline(connection, dossier, on), tuple(self.lines))
        decided = door.read(lambda: spans.decisions(connection, dossier, on), nothing)
        self.lines = sorted([*known, *decided], key=lambda row: row.date, reverse=True)
        self.spans = door.read(lambda: spans.spans(connection, dossier, on), tuple(self.spans))
        self._counted = None
        self._first_story = door.read(lambda: spans.first_volume(connection, dossier, self._volume), None)

    @property
    def subjects(self) -> list[str]:
        """The agreement or sector of the scope, an agreement's sectors with it; nothing where it is all."""
        inside = [row.subject for row in self.spans if f"agreement:{row.agreement}" == self.scope]
        return [self.scope, *inside] if self.scope else []

    @property
    def _volume(self) -> str:
        return self.scope or "relevant"

    @property
    def rows(self) -> list[TimelineRow]:
        """The lines of the scope that the words ask for."""
        subjects = self.subjects
        inside = (row for row in self.lines if not subjects or row.subject in subjects)
        return [row for row in inside if keeps(self.wanted, timeline_seen(row))]

    @property
    def bars(self) -> list[SpansRow]:
        """The bars of the chart: all, or the scope's, a sector's agreement with it."""
        if not self.scope:
            return list(self.spans)
        wanted = {*self.subjects}
        wanted |= {f"agreement:{row.agreement}" for row in self.spans if row.subject in wanted}
        return [row for row in self.spans if row.subject in wanted]

    @property
    def agreements(self) -> frozenset[str]:
        """The short names of the agreements."""
        return frozenset(row.short for row in self.spans if row.kind == "agreement")

    def short(self, subject: str) -> str:
        """The short name of a subject, "" for none."""
        return next((row.short for row in self.spans if row.subject == subject), "")

    def subject_of(self, row: object) -> str:
        """The agreement or sector that a row of the list is about, "" for a divider."""
        if isinstance(row, TimelineRow):
            return row.subject
        if isinstance(row, StoryRow):
            about = [bar.subject for bar in self.spans if bar.short in row.tags]
            # A sector says more than the agreement that it is under.
            return about[-1] if about else ""
        return ""

    @property
    def extent(self) -> tuple[dt.date, dt.date]:
        """The first and the last day on which there is something."""
        begun = [row.spans[0].since for row in self.spans if row.spans]
        dated = [row.date for row in self.lines]
        stories = [self._first_story] if self._first_story else []
        return min([*begun, *dated, *stories, self.on]), max([*dated, self.on])

    def volumes(self, axis: Axis) -> dict[dt.date, int]:
        """The stories of each day on an axis, read anew only when axis or store have changed."""
        door = self._door
        wanted = (axis.start, min(axis.end - _DAY, self.on), self._volume)
        if self._counted != wanted:
            first, last, name = wanted
            self._counts = door.read(
                lambda: spans.volume(door.connection, door.dossier, name, first, last), self._counts
            )
            self._counted = wanted
        return self._counts
