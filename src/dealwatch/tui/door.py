"""The store as the screens use it: one connection, one dossier, one idea of today."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from dealwatch.clock import Clock
from dealwatch.errors import StoreError
from dealwatch.filter import parse
from dealwatch.names import NO_NAMES, Names
from dealwatch.store import journal, marks, views
from dealwatch.store.journal import Act
from dealwatch.store.reports import DecisionRow, Proposal, Report
from dealwatch.store.rows import (
    AgreementRow,
    LedgerRow,
    Overview,
    SectorRow,
    Since,
    StakeholderDetail,
    StoryDetail,
    StoryRow,
    SubjectDetail,
    TimelineRow,
    VoiceDetail,
    VoiceRow,
)
from dealwatch.store.sqlite import data_version, unwaiting
from dealwatch.store.views import health
from dealwatch.store.views.health import AttemptRow, FeedHealth, Outage
from dealwatch.when import full_day, today

T = TypeVar("T")

# An instant that nothing comes after.
_NEVER: Final = 2**62


def _file_at(path: Path | None) -> int | None:
    """Which file stands there; None when there is none."""
    try:
        return path.stat().st_ino if path else None
    except OSError:
        return None


class Door:
    """What the screens read and the marks they write. `since` is the end of the visit before this one.

    `path` is where the store was opened, to notice when it is taken away.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        dossier: str,
        clock: Clock,
        on_trouble: Callable[[str], None] = lambda _: None,
        path: Path | None = None,
    ) -> None:
        self.connection = connection
        self.dossier = dossier
        self.clock = clock
        self._on_trouble = on_trouble
        self._path = path
        self._file = _file_at(path)
        self._seen = views.overview(connection, dossier)
        self.since = self._since()
        self._agreements: tuple[AgreementRow, ...] = ()
        self._sectors: tuple[SectorRow, ...] = ()
        self._health: tuple[FeedHealth, ...] = ()
        self._version = data_version(connection)
        self._begun = False
        self.back_to: dt.date | None = None
        self.unchecked: frozenset[str] = frozenset()
        self._names: Names | None = None
        self.last_done: Act | None = None
        self.next_undone: Act | None = None
        self.read_journal()

    def _since(self) -> int:
        """From when on what comes in is new: on the first visit, nothing that the store has already.

        In a store that no refresh has filled yet, what the first one brings is no news either.
        """
        if self._seen.last_visit is not None:
            return self._seen.last_visit
        return _NEVER if self._seen.last_refresh is None else self.clock.now()

    def settle(self) -> None:
        """A refresh has ended: when it was the first of all, what comes after it is new."""
        if self.since == _NEVER and self.overview().last_refresh is not None:
            self.since = self.clock.now()

    def read(self, view: Callable[[], T], otherwise: T) -> T:
        """What a view gives; where the store cannot be read, that is told and `otherwise` stands in."""
        try:
            return view()
        except (sqlite3.Error, StoreError) as error:
            self._on_trouble(f"the store cannot be read just now: {error}")
            return otherwise

    @property
    def on(self) -> dt.date:
        """The day that everything is seen from: today, or the earlier one that is looked back from."""
        return self.back_to or today(self.clock.now())

    @property
    def looking_back(self) -> str:
        """Why nothing can be decided while one looks back; "" when one does not."""
        return f"this is as of {full_day(self.back_to)}: 0 comes back to now" if self.back_to else ""

    def read_journal(self) -> None:
        """Note what an undo would undo, and a redo do again."""
        self.last_done = self.read(lambda: journal.last_done(self.connection), None)
        self.next_undone = self.read(lambda: journal.next_undone(self.connection), None)

    @property
    def names(self) -> Names:
        """What the words of a filter may mean."""
        if self._names is None:
            self._names = self.read(lambda: views.names(self.connection, self.dossier), None)
        return self._names or NO_NAMES

    def outlets(self) -> tuple[str, ...]:
        """Who publishes the feeds."""
        feeds = self.feeds_health()
        return tuple(dict.fromkeys(feed.outlet for feed in feeds))

    def moments(self) -> tuple[dt.date, ...]:
        """The days up to today on which anything changed, oldest first."""
        now: tuple[dt.date, ...] = ()
        on = today(self.clock.now())
        return self.read(lambda: views.moments(self.connection, self.dossier, on), now)

    def overview(self) -> Overview:
        """The store as a whole."""
        self._seen = self.read(lambda: views.overview(self.connection, self.dossier), self._seen)
        return self._seen

    @property
    def stored(self) -> int:
        """How many stories the store has, whatever they are about."""
        return self._seen.stories

    @property
    def lost(self) -> bool:
        """Whether another file, or none, stands where the store was opened."""
        return _file_at(self._path) != self._file

    @property
    def agreement_names(self) -> frozenset[str]:
        """The short names of the agreements, to tell them from sectors among a row's tags."""
        return frozenset(row.short for row in self._agreements)

    @property
    def known_agreements(self) -> tuple[AgreementRow, ...]:
        """The agreements as they were read last."""
        return self._agreements

    def ahead(self) -> tuple[TimelineRow, ...]:
        """What is scheduled for the day that is seen from, or later, the nearest first."""
        on, nothing = self.on, ()
        rows: tuple[TimelineRow, ...] = self.read(
            lambda: views.timeline(self.connection, self.dossier, on, since=on), nothing
        )
        return tuple(row for row in reversed(rows) if row.scheduled)

    def in_review(self) -> frozenset[int]:
        """The stories with a signal that waits for review."""
        nobody: frozenset[int] = frozenset()
        return self.read(lambda: views.waiting_stories(self.connection, self.dossier), nobody)

    def proposals(self, among: Collection[str] | None = None) -> tuple[Proposal, ...]:
        """What waits for review, of all subjects or some, as of now."""
        nothing: tuple[Proposal, ...] = ()
        on = today(self.clock.now())
        return self.read(lambda: views.proposals(self.connection, self.dossier, on, among), nothing)

    def waiting(self) -> int:
        """How many proposals wait for review."""
        nothing: dict[str, int] = {}
        return sum(self.read(lambda: views.waiting(self.connection, self.dossier), nothing).values())

    def decided(self, limit: int) -> tuple[DecisionRow, ...]:
        """The last decisions on what waited."""
        nothing: tuple[DecisionRow, ...] = ()
        return self.read(lambda: views.decided(self.connection, self.dossier, limit), nothing)

    def postponed(self) -> tuple[DecisionRow, ...]:
        """What was put aside until new evidence comes."""
        nothing: tuple[DecisionRow, ...] = ()
        return self.read(lambda: views.postponed(self.connection, self.dossier), nothing)

    def agreements(self) -> tuple[AgreementRow, ...]:
        """The agreements as of today."""
        on = self.on
        self._agreements = self.read(
            lambda: views.agreements(self.connection, self.dossier, on), self._agreements
        )
        return self._agreements

    def sectors(self) -> tuple[SectorRow, ...]:
        """The sectors as of today."""
        on = self.on
        self._sectors = self.read(lambda: views.sectors(self.connection, self.dossier, on), self._sectors)
        return self._sectors

    def story(self, id: int) -> StoryDetail | None:
        """One story with its reading."""
        return self.read(lambda: views.story(self.connection, self.dossier, id), None)

    def since_last(self) -> Since | None:
        """What came since the last visit; None where nothing did, or an earlier day is looked at."""
        if self.back_to is not None:
            return None
        return self.read(lambda: views.since_last(self.connection, self.dossier, self.since), None) or None

    def arrived(self, limit: int) -> tuple[tuple[StoryRow, ...], tuple[VoiceRow, ...]]:
        """The newest of the stories and of the quotes that came since, so many of each."""
        nothing: tuple[tuple[StoryRow, ...], tuple[VoiceRow, ...]] = ((), ())
        here, since = (self.connection, self.dossier), self.since
        new = views.Selection(filter=parse("is:new"), since=since)
        return self.read(
            lambda: (
                views.stories_page(*here, since=since, limit=limit, selection=new),
                views.voices_page(*here, since=since, limit=limit, selection=new),
            ),
            nothing,
        )

    def last_evidence(self, name: str) -> Report | None:
        """The newest report that says of an agreement or sector what the ledger says."""
        return self.read(lambda: views.last_evidence(self.connection, self.dossier, name), None)

    def same_texts(self, story: StoryDetail) -> frozenset[int]:
        """Those of a story's cluster that have its very text."""
        if not story.cluster:
            return frozenset()
        ids, none = [story.id, *(row.id for row in story.cluster)], dict[int, int]()
        groups = self.read(lambda: views.source_groups(self.connection, self.dossier, ids), none)
        own = groups.get(story.id)
        return frozenset(id for id, group in groups.items() if group == own and id != story.id)

    def subject(self, name: str) -> SubjectDetail | None:
        """One agreement or sector with all that is known of it."""
        on = self.on
        return self.read(lambda: views.subject(self.connection, self.dossier, name, on), None)

    def history(self, name: str) -> tuple[LedgerRow, ...]:
        """The ledger of one agreement or sector."""
        nothing: tuple[LedgerRow, ...] = ()
        return self.read(lambda: views.history(self.connection, self.dossier, name), nothing)

    def voice(self, id: int) -> VoiceDetail | None:
        """One quote or silence with its passage."""
        return self.read(lambda: views.voice(self.connection, self.dossier, id), None)

    def stakeholder(self, id: str) -> StakeholderDetail | None:
        """One person or organisation, and everything they said."""
        on = self.back_to or dt.date.max
        return self.read(lambda: views.stakeholder(self.connection, self.dossier, id, on), None)

    def new_stories(self) -> int:
        """How many stories came in since the last visit."""
        since = self.since
        return self.read(lambda: views.stories_since(self.connection, self.dossier, since), 0)

    def askable_at(self, floor: int) -> int | None:
        """From when on some feed may be asked again, `floor` seconds after the last time; None without feeds.

        What a host asked for beside that is the poller's to keep.
        """
        feeds = self.feeds_health()
        asked = [feed.last_attempt or 0 for feed in feeds if feed.enabled]
        return min(asked) + floor if asked else None

    def last_answer(self) -> int | None:
        """When a feed last answered."""
        return self.read(lambda: health.last_answer(self.connection), None)

    def feeds_health(self) -> tuple[FeedHealth, ...]:
        """The feeds, those that fail first."""
        now = self.clock.now()
        self._health = self.read(lambda: health.feeds_health(self.connection, now), self._health)
        return self._health

    def attempts(self, feed: int) -> tuple[AttemptRow, ...]:
        """The last attempts at a feed, newest first."""
        nothing: tuple[AttemptRow, ...] = ()
        return self.read(lambda: health.attempts(self.connection, feed), nothing)

    def outage(self) -> Outage | None:
        """Since when there has been no network, None where there is."""
        return self.read(lambda: health.outage(self.connection), None)

    def changed(self) -> bool:
        """Whether another process has written since the last time this was asked."""
        version = self.read(lambda: data_version(self.connection), self._version)
        changed, self._version = version != self._version, version
        return changed

    def recall(self, name: str) -> str | None:
        """A preference that was kept."""
        return self.read(lambda: marks.preference(self.connection, name), None)

    def keep(self, name: str, value: str) -> bool:
        """Keep a preference, unless another process writes just now: nobody waits for it."""
        return self._at_once(lambda: marks.set_preference(self.connection, name, value))

    def see(self, stories: Sequence[int]) -> bool:
        """Note that stories were read, unless another process writes just now."""
        return self._at_once(lambda: marks.see(self.connection, stories))

    def _at_once(self, write: Callable[[], object]) -> bool:
        try:
            with unwaiting(self.connection):
                write()
        except (sqlite3.Error, StoreError):
            return False
        return True

    def begin_visit(self) -> None:
        """Note that somebody looks; in a store that is busy just now, when they leave."""
        self._begun = self._at_once(lambda: marks.begin_visit(self.connection, self.clock.now()))

    def end_visit(self) -> None:
        """Note that they have looked, and let the store go."""
        if not self._begun:
            self.begin_visit()
        with suppress(sqlite3.Error, StoreError):
            marks.end_visit(self.connection, self.clock.now())
        self.connection.close()
