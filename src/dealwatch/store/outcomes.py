"""What a refresh gives to the store and takes from it: states of feeds, attempts, entries, readings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dealwatch.store.moved import MOVED_SECONDS, MOVED_TIMES
from dealwatch.values import NO_KEYS, ClusterKeys, Entry, FeedKind, Reading


class FeedSetting(Protocol):
    """A feed as the configuration has it."""

    @property
    def url(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def kind(self) -> FeedKind: ...


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where the polling of a feed stands. Instants are UTC seconds, `interval` seconds.

    `full_at` is the last answer with a body, `body_hash` that body's hash; `failures` are those in a row,
    `problem` the last one in words. `gone_at`: it answered 410, first then. `moved_to`, `moved_at`,
    `moved_seen`: where permanent redirects lead, since when and how often they were met.
    `quiet`: hours in which it asks to be left alone.
    """

    id: int
    url: str
    name: str
    outlet: str
    kind: FeedKind
    enabled: bool
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    full_at: int | None = None
    interval: int | None = None
    next_check: int | None = None
    last_attempt: int | None = None
    last_success: int | None = None
    last_new: int | None = None
    failures: int = 0
    problem: str = ""
    gone_at: int | None = None
    moved_to: str = ""
    moved_at: int | None = None
    moved_seen: int = 0
    quiet: str = ""

    @property
    def gone(self) -> bool:
        """Whether it said for good that it is no more: it has no next check."""
        return self.gone_at is not None and self.next_check is None

    @property
    def has_moved(self) -> bool:
        """Whether its redirect was met so often, for so long, that it is believed."""
        lasted = (self.last_success or 0) - (self.moved_at or 0)
        return self.moved_seen >= MOVED_TIMES and lasted >= MOVED_SECONDS

    @property
    def address(self) -> str:
        """Where it is asked: the configured address, or the one that it has moved to."""
        return self.moved_to if self.has_moved else self.url


@dataclass(frozen=True, slots=True)
class HostGate:
    """A host (with its port) may not be asked before `next_at`; `last_429`: when it last said "too many"."""

    name: str
    next_at: int
    last_429: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a feed: `outcome` is a short word, `text` what went wrong, `bytes` what was received."""

    at: int
    outcome: str
    http_status: int | None = None
    ms: int = 0
    bytes: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry that is new or changed, with its reading, or with the `problem` that prevented one.

    `content_hash` tells the next change; `article`: its page is wanted. `keys` tell its copies.
    """

    entry: Entry
    content_hash: str
    reading: Reading | None = None
    problem: str = ""
    article: bool = False
    keys: ClusterKeys = NO_KEYS


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """All that came of one attempt: the feed's state from now on, new and changed entries, hosts' gates.

    `dossier` and `digest` (of rules and dossier) tell what the readings were made with. Entries stand in the
    order of the document, which is taken to be newest first. `present` are the keys of all entries that the
    document had, None where it was not read to its end; with `tidy` old stories that are not are let go.
    """

    state: FeedState
    attempt: Attempt
    entries: Sequence[ReadEntry] = ()
    gates: Sequence[HostGate] = ()
    dossier: str = ""
    digest: str = ""
    present: frozenset[str] | None = None
    tidy: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did: the ids of new stories, of stories with a new version, and how many were let go."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    let_go: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored story as the entry that a reading is made of."""

    story_id: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A stored story with its reading, or the `problem` that prevented one. `fresh`: it was just added."""

    story_id: int
    at: int
    version: int
    outlet: str
    url: str
    reading: Reading | None
    problem: str
    fresh: bool
