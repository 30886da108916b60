"""The values that cross walls, named as in the glossary: Status, Entry, Evidence, Quote, Signal, Reading …

All are frozen. Instants are whole UTC seconds; dates of events are `datetime.date`. Spans are code-point
offsets into a named field of one version of a story's text, ends exclusive.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

Field = Literal["title", "summary", "body"]
FIELDS: Final[tuple[Field, ...]] = ("title", "summary", "body")


class Status(StrEnum):
    """Where an agreement or a sector deal stands."""

    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    SIGNED = "signed"
    PARTLY_IN_FORCE = "partly_in_force"
    IN_FORCE = "in_force"
    ON_HOLD = "on_hold"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        """The words that a person reads: "on hold"."""
        return self.value.replace("_", " ")

    @property
    def mark(self) -> str:
        """One ASCII character that tells statuses apart by shape, in every font and without colour."""
        return _MARKS[self]


_MARKS: Final[dict["Status", str]] = {
    Status.PROPOSED: "?",
    Status.NEGOTIATING: "~",
    Status.AGREED: "o",
    Status.SIGNED: "o",
    Status.PARTLY_IN_FORCE: "%",
    Status.IN_FORCE: "*",
    Status.ON_HOLD: "=",
    Status.TERMINATED: "x",
}


class FeedKind(StrEnum):
    """What sort of outlet publishes a feed."""

    OFFICIAL = "official"
    WIRE = "wire"
    NATIONAL = "national"
    TRADE = "trade"
    REGIONAL = "regional"
    THINKTANK = "thinktank"
    AGGREGATOR = "aggregator"


class Mode(StrEnum):
    """How a story reports a status."""

    FACT = "fact"
    RUMOUR = "rumour"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed as plain, clean text: what a reader sees, no markup left.

    `key` identifies the entry within its feed: its guid, else its link, else a hash of its text. `outlet` is
    set where the entry itself names its publisher (an aggregator's `<source>` or title suffix). `truncated`
    tells that a cap cut something. `url` is "" when the entry has none that may be opened.
    """

    key: str
    title: str
    url: str = ""
    summary: str = ""
    body: str = ""
    author: str = ""
    outlet: str = ""
    published: int | None = None
    published_raw: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class ClusterKeys:
    """By what an entry is known as a copy of another one: the page of its link, and its headline.

    Both are hashes of 64 bits, signed; None where there is nothing to know it by.
    """

    link: int | None = None
    title: int | None = None


NO_KEYS: Final = ClusterKeys()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a story that something rests on. `text` is exactly `field[start:end]`."""

    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An agreement, sector or stakeholder that a story is about, by dossier id, and the passages for it."""

    id: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks: `text` stands between the marks, unchanged, at `field[start:end]`.

    `speaker` is the resolved name ("he" → "Peter Kyle"), None when the text names nobody;
    `source_start`/`source_end` are the words that name the source, in the same field. `stakeholder` is the
    dossier id when the speaker is one.
    """

    text: str
    field: Field
    start: int
    end: int
    speaker: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    stakeholder: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Somebody was asked and did not answer or declined. `who` has no leading article."""

    who: str
    evidence: Evidence
    about: str | None = None
    stakeholder: str | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """A story reports a status: a proposed status change of `subject` ("agreement:tpd", "sector:steel")."""

    subject: str
    status: Status
    evidence: tuple[Evidence, ...]
    confidence: float
    mode: Mode = Mode.FACT
    effective: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TextSketch:
    """A text as copies of it are known by: the smallest hashes of its runs of words, ascending.

    `whole` tells that these are all; `keys` are the few of them by which copies are looked up.
    """

    runs: tuple[int, ...] = ()
    whole: bool = True
    keys: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EventSketch:
    """An event as other stories of it are known by, hashed: the telling words with their weights (`terms`),
    what they are about (`subjects`), the statuses reported (`claims`: subject, then status and mode), runs
    of words that somebody is quoted with (`said`).
    """

    terms: tuple[tuple[int, float], ...] = ()
    subjects: tuple[int, ...] = ()
    claims: tuple[tuple[int, int], ...] = ()
    said: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a relevant story is known again by. Only numbers (32 bits, unsigned), so that whoever compares
    them needs no language.
    """

    text: TextSketch = TextSketch()
    event: EventSketch = EventSketch()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one story, and why.

    `score` is between 0 and 1, `relevant` is whether it reaches the reader's threshold. `reasons` are
    sentences for people: the rules and words that decided, and for a story judged not relevant what was
    missing. `sketch` is made for a relevant story of a refresh.
    """

    relevant: bool
    score: float
    agreements: tuple[Tag, ...] = ()
    sectors: tuple[Tag, ...] = ()
    stakeholders: tuple[Tag, ...] = ()
    quotes: tuple[Quote, ...] = ()
    silences: tuple[Silence, ...] = ()
    signals: tuple[Signal, ...] = ()
    reasons: tuple[str, ...] = field(default=())
    sketch: Sketch | None = None
