"""The store as the screens use it: one connection, one dossier, one idea of today."""

import sqlite3
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from dealwatch.clock import Clock
from dealwatch.errors import StoreError
from dealwatch.store import marks, views
from dealwatch.store.rows import (
    AgreementRow,
    Overview,
    SectorRow,
    StakeholderDetail,
    StoryDetail,
    StoryRow,
    SubjectDetail,
    VoiceDetail,
    VoiceRow,
)
from dealwatch.store.sqlite import data_version
from dealwatch.tui.when import today
from dealwatch.tui.window import PAGE, Key


class Door:
    """What the screens read and the marks they write. `since` is the end of the visit before this one."""

    def __init__(self, connection: sqlite3.Connection, dossier: str, clock: Clock) -> None:
        self.connection = connection
        self.dossier = dossier
        self.clock = clock
        self.since = self.overview().last_visit or clock.now()
        self._version = data_version(connection)
        self._begun = False

    def overview(self) -> Overview:
        """The store as a whole."""
        return views.overview(self.connection, self.dossier)

    def agreements(self) -> tuple[AgreementRow, ...]:
        """The agreements as of today."""
        return views.agreements(self.connection, self.dossier, today(self.clock.now()))

    def sectors(self) -> tuple[SectorRow, ...]:
        """The sectors as of today."""
        return views.sectors(self.connection, self.dossier, today(self.clock.now()))

    def story(self, id: int) -> StoryDetail | None:
        """One story with its reading."""
        return views.story(self.connection, self.dossier, id)

    def subject(self, name: str) -> SubjectDetail | None:
        """One agreement or sector with all that is known of it."""
        return views.subject(self.connection, self.dossier, name, today(self.clock.now()))

    def voice(self, id: int) -> VoiceDetail | None:
        """One quote or silence with its passage."""
        return views.voice(self.connection, self.dossier, id)

    def stakeholder(self, id: str) -> StakeholderDetail | None:
        """One person or organisation, and everything they said."""
        return views.stakeholder(self.connection, self.dossier, id)

    def new_stories(self) -> str:
        """How many of the newest stories came in since the last visit, in digits; "" for none."""
        page = Stories(self).page()
        new = sum(row.new for row in page)
        return f"{new}{'+' if new == PAGE else ''}" if new else ""

    def changed(self) -> bool:
        """Whether another process has written since the last time this was asked."""
        version = data_version(self.connection)
        changed, self._version = version != self._version, version
        return changed

    def begin_visit(self) -> None:
        """Note that somebody looks. A store that is busy just now keeps the older mark."""
        with suppress(StoreError):
            marks.begin_visit(self.connection, self.clock.now())
            self._begun = True

    def end_visit(self) -> None:
        """Note that they have looked, and let the store go."""
        if not self._begun:
            self.begin_visit()
        with suppress(StoreError):
            marks.end_visit(self.connection, self.clock.now())
        self.connection.close()


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories, newest first."""

    door: Door

    def page(
        self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE
    ) -> Sequence[StoryRow]:
        """A page next to a key."""
        return views.stories_page(
            self.door.connection,
            self.door.dossier,
            since=self.door.since,
            before=before,
            after=after,
            limit=limit,
        )

    def count(self) -> int:
        """How many there are."""
        return views.stories_count(self.door.connection, self.door.dossier)

    def key(self, row: StoryRow) -> Key:
        """Its instant, then its id."""
        return (row.at, row.id)

    def identity(self, row: StoryRow) -> Hashable:
        """Its id."""
        return row.id


@dataclass(frozen=True, slots=True)
class Voices:
    """Quotes, and silences among them, newest first."""

    door: Door

    def page(
        self, *, before: Key | None = None, after: Key | None = None, limit: int = PAGE
    ) -> Sequence[VoiceRow]:
        """A page next to a key."""
        return views.voices_page(
            self.door.connection,
            self.door.dossier,
            since=self.door.since,
            before=before,
            after=after,
            limit=limit,
        )

    def count(self) -> int:
        """How many there are."""
        return views.voices_count(self.door.connection, self.door.dossier)

    def key(self, row: VoiceRow) -> Key:
        """Its instant, then its id."""
        return (row.at, row.id)

    def identity(self, row: VoiceRow) -> Hashable:
        """Its id."""
        return row.id
