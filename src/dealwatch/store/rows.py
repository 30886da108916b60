"""What views give: frozen values that panes, screens and commands show as they are.

Text that came from the network is `Untrusted`; text from the dossier or from people is `str`. Instants are
UTC seconds, dates of events are dates. A `source_url` is "" where there is none to open.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dealwatch.text import Untrusted
from dealwatch.values import Field, Mode, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a subject as of a day: since when, and the last day on which it was known to hold."""

    status: Status
    since: dt.date
    as_of: dt.date
    origin: Literal["dossier", "auto", "you"]


@dataclass(frozen=True, slots=True)
class Dependency:
    """Another agreement that one hangs on, with that one's standing."""

    id: str
    short: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved in a subject, and on which day: a change of status ("status change"), an event, or a word
    that left a status as it was ("unchanged").
    """

    date: dt.date
    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One line of the agreements pane. `standing` is None where nothing was known yet on that day.

    `stories` and `newest_story` are those up to that day, `volume` how many on each of the last sixty days
    (UTC), the oldest first; `moved` is what moved last; `waiting` counts the proposals that wait for review.
    """

    id: str
    short: str
    name: str
    standing: Standing | None
    depends_on: tuple[Dependency, ...]
    newest_story: int | None
    stories: int
    moved: Movement | None = None
    volume: tuple[int, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SectorRow:
    """One line of the sectors pane, as `AgreementRow`; `volume` is of the last twelve weeks.

    `terms` are "" for a day before the one for which they were written down.
    """

    id: str
    short: str
    name: str
    agreement: str
    terms: str
    sticking_point: bool
    standing: Standing | None
    newest_story: int | None
    stories: int
    moved: Movement | None = None
    volume: tuple[int, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One line of the stories pane: a cluster, by the story that stands for it.

    `at` is the sort instant; `tags` are short names of what it is about. `url` is the story's link, "" where
    it has none that may be opened. `others` counts the further stories of its cluster; `relevant` tells
    whether it or one of them is. `unread`, `starred` and `hidden` are the person's marks on the cluster.
    """

    id: int
    at: int
    first_seen: int
    title: Untrusted
    outlet: Untrusted
    tags: tuple[str, ...]
    relevant: bool
    new: bool
    url: str = ""
    others: int = 0
    unread: bool = False
    starred: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One line of the quotes pane: a quote, or a silence among the quotes.

    `date` is the day it was said or published; `date_precision` says how it is not exact, "" where it is.
    `story_id` is None for what the dossier brings. `verbatim` is
    False for reported speech, which is shown without marks. For a silence `text` is the passage or note.
    `outlets` counts the outlets that have these words; `outlet` is that of the row which stands for all.
    """

    id: int
    kind: Literal["quote", "silence"]
    at: int
    date: dt.date
    speaker: Untrusted
    stakeholder: str | None
    role: str
    side: str
    outlet: Untrusted
    text: Untrusted
    verbatim: bool
    tags: tuple[str, ...]
    story_id: int | None
    source_url: str
    new: bool
    date_precision: str = ""
    outlets: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a story: a span of one field of the version it was found in, and its very words."""

    field: Field
    start: int
    end: int
    text: Untrusted


@dataclass(frozen=True, slots=True)
class TagDetail:
    """A tag with what it rests on. `kind` is "agreement", "sector" or "stakeholder"; `name` the dossier's,
    `short` what it is called where there is little room.

    `origin` is "you" where the person gave the tag, or took it away.
    """

    kind: str
    id: str
    name: str
    evidence: tuple[Passage, ...]
    origin: Literal["reading", "you"] = "reading"
    short: str = ""


@dataclass(frozen=True, slots=True)
class SignalDetail:
    """A reported status, with the passage. `waits`: it waits for review."""

    id: int
    subject: str
    subject_name: str
    status: Status
    mode: Mode
    confidence: float
    effective: dt.date | None
    evidence: Passage
    waits: bool = False


@dataclass(frozen=True, slots=True)
class VoiceSource:
    """One place where words stand that several outlets have: its own voice, its story (None: the dossier)."""

    voice_id: int
    story_id: int | None
    outlet: Untrusted
    title: Untrusted
    at: int
    url: str


@dataclass(frozen=True, slots=True)
class VoiceDetail:
    """A quote or silence within its story; `source` is the span of the words that name the speaker.

    `source_note` says where it was read when there is no page to link to. `sources` are all places that have
    the same words, this one among them, oldest first; empty where it is the only one.
    """

    row: VoiceRow
    passage: Passage
    source: tuple[int, int] | None
    about: str
    source_note: str = ""
    sources: tuple[VoiceSource, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryDetail:
    """A story with its reading: everything the story screen shows.

    `cluster` are the other stories of its cluster, the earliest first. `judged` is the person's word on
    whether it is about the dossier, None without one; `removed` are the tags that they took away.
    `article` is what came of the text behind its link: "", "wanted", "fetched" or "failed".
    """

    id: int
    title: Untrusted
    summary: Untrusted
    body: Untrusted
    author: Untrusted
    outlet: Untrusted
    feed: str
    url: str
    at: int
    published: int | None
    first_seen: int
    version: int
    relevant: bool
    score: float
    reasons: tuple[str, ...]
    problem: str
    tags: tuple[TagDetail, ...]
    voices: tuple[VoiceDetail, ...]
    signals: tuple[SignalDetail, ...]
    cluster: tuple[StoryRow, ...] = ()
    judged: bool | None = None
    removed: tuple[TagDetail, ...] = ()
    article: str = ""
    unread: bool = False
    starred: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry of the ledger of status changes, with what it rests on.

    `note` is our summary where `origin` is "dossier"; `passage` holds the exact words where a story told it.
    `undone` is whether a later entry takes it back.
    """

    id: int
    subject: str
    subject_name: str
    status: Status
    effective: dt.date
    known: dt.date
    recorded: int
    origin: Literal["dossier", "auto", "you"]
    note: str
    passage: Untrusted
    source_url: str
    outlet: Untrusted
    confidence: str
    story_id: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """A dated event that the dossier brings. `source_urls` are all its pages, `source_url` among them."""

    date: dt.date
    subject: str
    subject_name: str
    title: str
    detail: str
    kind: str
    confidence: str
    source_url: str
    scheduled: bool
    source_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InvestmentRow:
    """A promised sum. `source_urls` are all its pages: those of amount and date too, and further ones."""

    company: str
    what: str
    amount: str
    announced: str
    status: str
    source_url: str
    source_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectDetail:
    """An agreement or a sector with everything known of it. `row` is the line of its pane.

    `source_urls` are all its pages: `source_url`, those of status and terms, further ones. An agreement's
    events, voices, stories and the person's notes are its sectors' too.
    """

    row: AgreementRow | SectorRow
    kind: Literal["agreement", "sector"]
    summary: str
    note: str
    source_url: str
    terms_source_url: str
    parent: AgreementRow | None
    sectors: tuple[SectorRow, ...]
    history: tuple[LedgerRow, ...]
    events: tuple[EventRow, ...]
    investments: tuple[InvestmentRow, ...]
    voices: tuple[VoiceRow, ...]
    stories: tuple[StoryRow, ...]
    status_source_url: str = ""
    source_urls: tuple[str, ...] = ()
    notes: tuple["NoteRow", ...] = ()


@dataclass(frozen=True, slots=True)
class StakeholderDetail:
    """A person or organisation, and everything they said or declined to say, newest first."""

    id: str
    name: str
    role: str
    organisation: str
    side: str
    source_url: str
    source_note: str
    voices: tuple[VoiceRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of the timeline: an event, or a status change of the ledger. `what` is ready to read.

    `id` is "event:12", "later:3" or "ledger:7". A change of status has the `status` and the one `before` it,
    None where it is the first; `outlet` is who told of it, `passage` the exact words.
    """

    date: dt.date
    subject: str
    subject_name: str
    kind: str
    what: str
    origin: Literal["dossier", "auto", "you"]
    confidence: str
    source_url: str
    story_id: int | None
    scheduled: bool
    id: str = ""
    status: Status | None = None
    before: Status | None = None
    outlet: Untrusted | None = None
    passage: Untrusted | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the header and the status line say of the store as a whole."""

    dossier: str
    name: str
    newest_evidence: dt.date
    gap_note: str
    stories: int
    relevant: int
    voices: int
    feeds: int
    feeds_failing: int
    last_refresh: int | None
    next_check: int | None
    last_visit: int | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What the person noted of an agreement or a sector: of which day, from which page, and when entered."""

    id: int
    subject: str
    subject_name: str
    date: dt.date
    text: str
    source_url: str
    recorded: int


@dataclass(frozen=True, slots=True)
class Since:
    """What came since an instant, for "since you last looked".

    `changes` are the status changes entered since, those of the rule first, each with the status before it
    (None: it is the subject's first); counts are of what the lists show. `waiting` is what waits in all,
    `proposed` how much of it has evidence that came since.
    """

    changes: tuple[tuple[LedgerRow, Status | None], ...]
    stories: int
    quotes: int
    silences: int
    waiting: int
    proposed: int

    def __bool__(self) -> bool:
        return bool(self.changes or self.stories or self.quotes or self.silences or self.proposed)
