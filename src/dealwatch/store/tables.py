"""The whole schema, declared once: what migrations are made from and what a refresh writes through.

Instants are UTC seconds, dates ISO text. `dossier` is part of every row that a dossier gave a meaning to.
Roll-ups (`tally`, `volume`), a reading's `duplicate` and the copies of it and of `relevant` are kept by
triggers, which stand in the migrations: both doors write, and neither can forget them. The ledger takes no
UPDATE and no DELETE, by triggers too.

Table objects (`STORY`, `READING` …) are for Core statements: a refresh writes thousands of rows, and units
of work cost five times as much.
"""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import BigInteger, MetaData, Table, text
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

_COMPACT: dict[str, Any] = {"sqlite_with_rowid": False}
_ZERO: dict[str, Any] = {"server_default": text("0")}
_EMPTY: dict[str, Any] = {"server_default": text("''")}


class Base(SQLModel):
    """Base of all tables; it has a metadata of its own, so that nothing else is ever migrated with it."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
        }
    )


# ---------------------------------------------------------------- feeds


class Feed(Base, table=True):
    """A feed, what the configuration says of it, and where its polling stands.

    `configured` falls when it is taken out of the configuration (its stories stay); `enabled` is the person's
    switch. `etag` and `last_modified` are kept as received. `full_at` is the last answer with a body,
    `body_hash` the hash of it. `failures` counts those in a row, `problem` tells of the last one.
    """

    __table_args__ = (UniqueConstraint("url"),)

    id: int | None = Field(default=None, primary_key=True)
    url: str
    name: str
    outlet: str
    kind: str
    position: int
    enabled: bool = True
    configured: bool = True
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
    quiet: str = Field(default="", sa_column_kwargs=_EMPTY)


class Host(Base, table=True):
    """The gate of a host (with its port): when it may be asked next, and when it last said "too many"."""

    name: str = Field(primary_key=True)
    next_at: int
    last_429: int | None = None


class Attempt(Base, table=True):
    """One of the last twenty attempts of a feed, for the feeds screen; `new` counts its new stories."""

    __table_args__ = (Index("attempt_feed", "feed_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    feed_id: int = Field(foreign_key="feed.id", ondelete="CASCADE")
    at: int
    outcome: str
    http_status: int | None = None
    ms: int = 0
    bytes: int = 0
    text: str = ""
    new: int = Field(default=0, sa_column_kwargs=_ZERO)


class Poller(Base, table=True):
    """Who polls and since when, for people to read; the lock beside the store decides. One row, id 1."""

    id: int = Field(primary_key=True)
    pid: int
    since: int


# ---------------------------------------------------------------- stories


class Story(Base, table=True):
    """One entry of a feed. `key` tells it from others of the feed; `outlet` is the entry's own or else the
    feed's.

    `at` is the sort instant, min(published, first_seen), and never changes: a row that a person sees does not
    jump when its publisher edits it. `version` counts the texts from 1; superseded ones are in `revision`.
    `article` is "", "wanted", "fetched" or "failed". `cluster` is the id of the first story of its cluster;
    `link_key` and `title_key` are what later copies of it are known by.
    """

    __table_args__ = (
        UniqueConstraint("feed_id", "key"),
        # The first stories of their clusters, and the others.
        Index("story_newest", "at", sqlite_where=text("cluster = id")),
        Index("story_copy", "cluster", sqlite_where=text("cluster <> id")),
        Index("story_link", "link_key", sqlite_where=text("link_key IS NOT NULL")),
        Index("story_title", "title_key", sqlite_where=text("title_key IS NOT NULL")),
        Index("story_article", "id", sqlite_where=text("article = 'wanted'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    feed_id: int = Field(foreign_key="feed.id")
    key: str
    title: str
    outlet: str
    url: str
    author: str
    published: int | None
    published_raw: str
    truncated: bool
    first_seen: int
    at: int
    content_hash: str
    version: int
    article: str = ""
    article_at: int | None = None
    cluster: int
    link_key: int | None = Field(default=None, sa_type=BigInteger)
    title_key: int | None = Field(default=None, sa_type=BigInteger)
    # Long texts come last: lists then never read through their overflow pages.
    summary: str
    body: str


class Tombstone(Base, table=True):
    """A story of a feed was let go: 16 bytes of its key's hash. Until then it does not come back as new."""

    __table_args__ = _COMPACT

    feed_id: int = Field(primary_key=True, foreign_key="feed.id")
    key: bytes = Field(primary_key=True)
    until: int


class Revision(Base, table=True):
    """A superseded text of a story, kept because evidence may name it, and when its successor came."""

    __table_args__ = _COMPACT

    story_id: int = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    version: int = Field(primary_key=True)
    title: str
    summary: str
    body: str
    replaced: int


class Reading(Base, table=True):
    """What was understood of a story's newest version: by which rules and dossier text (`digest`), and why.

    `at` is the story's, so that one index serves the list. `reasons` is a JSON list of sentences. `problem`
    tells why a story could not be read ("" when it could). `duplicate`: another story of its cluster stands
    in the lists for all, which is the one that was relevant first, as long as it is. `hidden`: a person hid
    its cluster. `relevant` is the person's word where there is a `correction`.
    """

    __table_args__ = (
        Index(
            "reading_newest",
            "dossier",
            "at",
            "story_id",
            sqlite_where=text("relevant = 1 AND duplicate = 0 AND hidden = 0"),
        ),
        _COMPACT,
    )

    story_id: int = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    at: int
    version: int
    digest: str
    relevant: bool
    duplicate: bool
    score: float
    reasons: str
    problem: str
    read_at: int
    hidden: bool = Field(default=False, sa_column_kwargs=_ZERO)


class Tag(Base, table=True):
    """A story is about a subject: "agreement:tpd", "sector:steel", "stakeholder:us-president"."""

    __table_args__ = (
        Index(
            "tag_newest",
            "dossier",
            "subject",
            "at",
            "story_id",
            sqlite_where=text("relevant = 1 AND duplicate = 0 AND hidden = 0"),
        ),
        _COMPACT,
    )

    story_id: int = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    subject: str = Field(primary_key=True)
    at: int
    relevant: bool
    duplicate: bool
    hidden: bool = Field(default=False, sa_column_kwargs=_ZERO)


class Evidence(Base, table=True):
    """A passage that a tag or a signal rests on. `about` is the tag's subject or "signal:<id>"."""

    __table_args__ = _COMPACT

    story_id: int = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    about: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    version: int
    field: str
    span_start: int
    span_end: int
    passage: str


class Sketch(Base, table=True):
    """What a relevant story is known again by, as its reader drew it; both halves are msgpack.

    `original` is the first story known that has the same text (its own id where there is none): stories with
    one original count as one source. `at` is the story's.
    """

    __table_args__ = (Index("sketch_at", "dossier", "at", "story_id"),)

    story_id: int = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    at: int
    original: int
    text: bytes
    event: bytes


class SketchKey(Base, table=True):
    """The keys by which copies of a text are looked up. Keys of an older text of a story may stay."""

    __tablename__ = "sketch_key"
    __table_args__ = _COMPACT

    key: int = Field(primary_key=True, sa_type=BigInteger)
    story_id: int = Field(primary_key=True)


class Voice(Base, table=True):
    """A quote, or a silence: one table, because the pane shows silences among the quotes.

    `origin` is "dossier" (no story), "reading" or "you". `text` is the quotation, or the passage of a
    silence. `about` is what the silence, or the dossier's quote, was about, in words; `subject` the
    dossier's subject. `said_by` is one speaker in all outlets. `saying` is the number that the same words of
    one speaker share (the id of the first of them), NULL where they stand once; `duplicate`: another voice of
    the saying stands in the lists for all. `current` falls when a later reading no longer finds it; no row is
    deleted. `first_seen` is when the words were first found,
    over all versions of the text.
    """

    __table_args__ = (
        Index("voice_story", "story_id"),
        Index(
            "voice_newest",
            "dossier",
            "at",
            "id",
            sqlite_where=text("current = 1 AND relevant = 1 AND duplicate = 0 AND hidden = 0"),
        ),
        Index(
            "voice_everything",
            "dossier",
            "at",
            "id",
            sqlite_where=text("current = 1 AND duplicate = 0 AND hidden = 0"),
        ),
        Index(
            "voice_seen",
            "dossier",
            "first_seen",
            "kind",
            sqlite_where=text("current = 1 AND relevant = 1 AND duplicate = 0 AND hidden = 0"),
        ),
        Index(
            "voice_stakeholder",
            "dossier",
            "stakeholder",
            "at",
            sqlite_where=text(
                "stakeholder IS NOT NULL AND current = 1 AND relevant = 1 AND duplicate = 0 AND hidden = 0"
            ),
        ),
        Index("voice_dossier", "dossier", "subject", "at", sqlite_where=text("story_id IS NULL")),
        Index("voice_saying", "saying", sqlite_where=text("saying IS NOT NULL")),
        Index(
            "voice_said_by",
            "dossier",
            "said_by",
            "at",
            sqlite_where=text("duplicate = 0 AND said_by <> ''"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    kind: str
    origin: str
    story_id: int | None = Field(default=None, foreign_key="story.id")
    version: int | None = None
    field: str = "body"
    span_start: int = 0
    span_end: int = 0
    source_start: int | None = None
    source_end: int | None = None
    text: str
    verbatim: bool = True
    speaker: str
    stakeholder: str | None = None
    subject: str = ""
    about: str = ""
    date: dt.date
    date_precision: str = ""
    at: int
    outlet: str
    source_url: str
    source_note: str = ""
    first_seen: int
    current: bool = True
    relevant: bool
    duplicate: bool
    hidden: bool = Field(default=False, sa_column_kwargs=_ZERO)
    said_by: str = Field(default="", sa_column_kwargs=_EMPTY)
    saying: int | None = None


class Signal(Base, table=True):
    """A story reports a status: a proposed status change. Its passages are `evidence` about "signal:<id>".

    `waits`: nobody has decided on it and the ledger says otherwise, namely in this entry (0: in none); NULL
    where there is nothing to decide. The module `review` sets it.
    """

    __table_args__ = (
        Index("signal_story", "story_id"),
        Index("signal_subject", "dossier", "subject", "at", "id"),
        Index(
            "signal_waits",
            "dossier",
            "subject",
            "status",
            "waits",
            "id",
            sqlite_where=text("waits IS NOT NULL AND current = 1 AND relevant = 1"),
        ),
        Index("signal_newest", "dossier", "at", "id", sqlite_where=text("current = 1 AND relevant = 1")),
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    story_id: int = Field(foreign_key="story.id")
    version: int
    subject: str
    status: str
    mode: str
    confidence: float
    effective: dt.date | None = None
    at: int
    first_seen: int
    current: bool = True
    relevant: bool
    waits: int | None = None


# ---------------------------------------------------------------- the ledger


class Ledger(Base, table=True):
    """Status changes, append-only. An entry with `undoes` takes back the one it names, and can be taken back.

    `recorded` is for audit only. The span is in `version` of the story's text; the passage is kept with it.
    """

    __table_args__ = (
        Index("ledger_subject", "dossier", "subject", "effective", "known", "recorded", "id"),
        Index("ledger_recorded", "dossier", "recorded"),
        Index("ledger_undoes", "undoes", unique=True, sqlite_where=text("undoes IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    subject: str
    status: str
    effective: dt.date
    known: dt.date
    recorded: int
    origin: str
    note: str = ""
    passage: str = ""
    source_url: str = ""
    outlet: str = ""
    confidence: str = ""
    story_id: int | None = Field(default=None, foreign_key="story.id")
    signal_id: int | None = Field(default=None, foreign_key="signal.id")
    version: int | None = None
    field: str | None = None
    span_start: int | None = None
    span_end: int | None = None
    undoes: int | None = Field(default=None, foreign_key="ledger.id")


# ---------------------------------------------------------------- what the dossier brings


class Dossier(Base, table=True):
    """A dossier the store was seeded with: its text's `digest`, and `read_with`, the last re-reading's."""

    id: str = Field(primary_key=True)
    name: str
    digest: str
    compiled: dt.date
    newest_evidence: dt.date
    gap_note: str
    seeded_at: int
    read_with: str = ""


class Subject(Base, table=True):
    """An agreement or a sector; `id` is "agreement:tpd" or "sector:steel", `agreement` a sector's
    agreement's id.

    `source_urls` is a JSON list of further sources.
    """

    __table_args__ = _COMPACT

    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    id: str = Field(primary_key=True)
    kind: str
    position: int
    name: str
    short: str
    agreement: str = ""
    summary: str = ""
    terms: str = ""
    note: str = ""
    as_of: dt.date
    sticking_point: bool = False
    source_url: str
    status_source_url: str = ""
    terms_source_url: str = ""
    source_urls: str = "[]"


class Dependency(Base, table=True):
    """An agreement hangs on another one; both are ids within the dossier ("tpd")."""

    __table_args__ = _COMPACT

    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    agreement: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    depends_on: str


class Stakeholder(Base, table=True):
    """A person or organisation whose words count."""

    __table_args__ = _COMPACT

    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    id: str = Field(primary_key=True)
    position: int
    name: str
    role: str
    organisation: str
    side: str
    source_url: str
    source_note: str


class Event(Base, table=True):
    """Something that happened, or is scheduled, on a day."""

    __table_args__ = (
        Index("event_date", "dossier", "date"),
        Index("event_subject", "dossier", "subject", "date"),
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    date: dt.date
    subject: str
    title: str
    detail: str
    kind: str
    confidence: str
    scheduled: bool
    source_url: str
    source_urls: str = "[]"


class Later(Base, table=True):
    """What came out on a later day and left a status of the dossier as it was."""

    __table_args__ = (Index("later_subject", "dossier", "subject", "date"),)

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    subject: str
    status: str
    effective: dt.date
    date: dt.date
    note: str
    confidence: str
    source_url: str


class Investment(Base, table=True):
    """A promised sum. `agreement` and `sector` are ids within the dossier, or ""."""

    __table_args__ = (Index("investment_dossier", "dossier", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    position: int
    company: str
    what: str
    amount_text: str
    amount: int | None = None
    currency: str
    announced: str
    date_precision: str
    status: str
    agreement: str
    sector: str
    source_url: str
    amount_source_url: str
    date_source_url: str
    source_urls: str = "[]"


# ---------------------------------------------------------------- people, and roll-ups


class Mark(Base, table=True):
    """What a person marked a cluster as, kept with its first story; without a row it is unread and plain."""

    __table_args__ = (
        Index("mark_starred", "story_id", sqlite_where=text("starred = 1")),
        Index("mark_hidden", "story_id", sqlite_where=text("hidden = 1")),
        _COMPACT,
    )

    story_id: int = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    read: bool
    starred: bool
    hidden: bool


class Correction(Base, table=True):
    """A person's word on a story, which readings follow: whether it is about `subject`, "" for the dossier.

    `holds` is the person's word, `found` what the newest reading said by itself.
    """

    __table_args__ = _COMPACT

    story_id: int = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    dossier: str = Field(primary_key=True, foreign_key="dossier.id")
    subject: str = Field(primary_key=True)
    holds: bool
    found: bool
    at: int


class Journal(Base, table=True):
    """What a person did, in order: how it was `before` and `after` (JSON), and whether it is undone.

    `target` is the id of the row that the act was about, 0 where `before` and `after` name several; `words`
    say what was done ("starred"), `title` to what.
    """

    __table_args__ = (Index("journal_done", "id", sqlite_where=text("undone = 0")),)

    id: int | None = Field(default=None, primary_key=True)
    at: int
    kind: str
    dossier: str
    target: int
    before: str
    after: str
    words: str
    title: str
    undone: bool


class Decision(Base, table=True):
    """A decision on signals that wait: "accept", "reject", "postpone" or "comment", by "you" or "auto".

    `against` is the entry of the ledger that said otherwise (0: none), `ledger_id` the one that an acceptance
    made. The signals it was made on are `decided`.
    """

    __table_args__ = (
        Index("decision_subject", "dossier", "subject", "id"),
        Index("decision_ledger", "ledger_id", sqlite_where=text("ledger_id IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    subject: str
    status: str
    against: int
    kind: str
    origin: str
    at: int
    comment: str
    ledger_id: int | None = Field(default=None, foreign_key="ledger.id")
    undone: bool


class Decided(Base, table=True):
    """A signal that a decision was made on."""

    __table_args__ = _COMPACT

    decision_id: int = Field(primary_key=True, foreign_key="decision.id")
    signal_id: int = Field(primary_key=True, foreign_key="signal.id")


class Note(Base, table=True):
    """What a person noted of an agreement or a sector, with a day and a source; not `current` once undone."""

    __table_args__ = (Index("note_subject", "dossier", "subject", "date"),)

    id: int | None = Field(default=None, primary_key=True)
    dossier: str = Field(foreign_key="dossier.id")
    subject: str
    date: dt.date
    text: str
    source_url: str
    recorded: int
    current: bool


class Visit(Base, table=True):
    """A person had the dashboard open. `previous` is the end of the visit before: what came later is new."""

    id: int | None = Field(default=None, primary_key=True)
    began: int
    ended: int | None = None
    previous: int | None = None


class Preference(Base, table=True):
    """What the app remembers of a person's choices: theme, view."""

    __table_args__ = _COMPACT

    key: str = Field(primary_key=True)
    value: str


class Tally(Base, table=True):
    """Running counts, so that no count scans.

    `dossier` "": "stories", "feed:<id>". Else: "relevant", "voices", "voices:all", and relevant stories a
    subject. A cluster counts once, except in "feed:<id>".
    """

    __table_args__ = _COMPACT

    dossier: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    n: int


class Volume(Base, table=True):
    """The counts of `tally` by whole days since 1970, UTC, of the sort instant: sparklines and ranks."""

    __table_args__ = _COMPACT

    dossier: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    day: int = Field(primary_key=True)
    n: int


METADATA = Base.metadata


def table(model: type[Base]) -> Table:
    """The Core table of a model."""
    return METADATA.tables[str(model.__tablename__)]


FEED, HOST, ATTEMPT, POLLER = table(Feed), table(Host), table(Attempt), table(Poller)
STORY, REVISION, READING, TAG, EVIDENCE = (
    table(Story),
    table(Revision),
    table(Reading),
    table(Tag),
    table(Evidence),
)
VOICE, SIGNAL, LEDGER = table(Voice), table(Signal), table(Ledger)
DOSSIER, SUBJECT, DEPENDENCY, STAKEHOLDER = (
    table(Dossier),
    table(Subject),
    table(Dependency),
    table(Stakeholder),
)
SKETCH, SKETCH_KEY = table(Sketch), table(SketchKey)
MARK, CORRECTION = table(Mark), table(Correction)
EVENT, LATER, INVESTMENT = table(Event), table(Later), table(Investment)
