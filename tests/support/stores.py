"""Prepared stores for tests, in one line: `make_store(tmp_path, stories=[story(1), story(2)])`."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dealwatch.dossier import (
    Agreement,
    Dossier,
    Event,
    Investment,
    KnownQuote,
    KnownSilence,
    Later,
    Party,
    Sector,
    Stakeholder,
    StatusRow,
)
from dealwatch.store.record import Attempt, FeedOutcome, HostGate, ReadEntry, Recorded, Store, open_store
from dealwatch.values import Entry, Evidence, FeedKind, Mode, Quote, Reading, Signal, Silence, Status, Tag
from tests.support.prepared import put_prepared

#: 2026-07-01 12:00 UTC: the instant of tests.
NOW: Final = 1782907200
TODAY: Final = dt.date(2026, 7, 1)
DIGEST: Final = "digest-1"
READER: Final = "reader-1"

_URL = "https://facts.example/"


def status(
    subject: str, status: Status, effective: str, known: str = "", later: Sequence[Later] = ()
) -> StatusRow:
    """A status row of a dossier; `known` is `effective` where it is not given."""
    return StatusRow(
        subject=subject,
        status=status,
        effective=dt.date.fromisoformat(effective),
        known=dt.date.fromisoformat(known or effective),
        note=f"{subject} became {status.label}.",
        source_url=f"{_URL}{subject.replace(':', '/')}/{effective}",
        confidence="high",
        later=tuple(later),
    )


#: A small dossier: two agreements (the first hangs on the second), two sectors, three stakeholders.
DOSSIER: Final = Dossier(
    id="test",
    name="Test negotiation",
    compiled=dt.date(2026, 6, 30),
    newest_evidence=dt.date(2026, 6, 29),
    gap_note="Nothing later than June 2026 was found.",
    parties=(
        Party(id="uk", name="United Kingdom", names=("Britain", "UK")),
        Party(id="us", name="United States", names=("America", "US")),
    ),
    agreements=(
        Agreement(
            id="tpd",
            name="Tech Prosperity Deal",
            short="TPD",
            kind="memorandum",
            parties=("uk", "us"),
            summary="Covers AI and quantum.",
            as_of=dt.date(2026, 2, 25),
            source_url=f"{_URL}tpd",
            names=("Tech Prosperity Deal", "TPD"),
            depends_on=("epd",),
        ),
        Agreement(
            id="epd",
            name="Economic Prosperity Deal",
            short="EPD",
            kind="general terms",
            parties=("uk", "us"),
            summary="Cut some tariffs.",
            as_of=dt.date(2026, 4, 6),
            source_url=f"{_URL}epd",
            names=("Economic Prosperity Deal", "EPD"),
        ),
    ),
    sectors=(
        Sector(
            id="ai",
            name="Artificial intelligence",
            short="AI",
            agreement="tpd",
            terms="Joint research.",
            as_of=dt.date(2026, 2, 25),
            source_url=f"{_URL}ai",
            names=("artificial intelligence", "AI"),
        ),
        Sector(
            id="steel",
            name="Steel and aluminium",
            short="Steel",
            agreement="epd",
            terms="25% stays; no quota.",
            as_of=dt.date(2026, 4, 6),
            source_url=f"{_URL}steel",
            sticking_point=True,
            names=("steel", "aluminium"),
        ),
    ),
    stakeholders=(
        Stakeholder(
            id="liz-kendall",
            name="Liz Kendall",
            role="Technology Secretary",
            organisation="UK government",
            side="uk-government",
            aliases=("Kendall",),
            source_url=f"{_URL}kendall",
        ),
        Stakeholder(
            id="white-house",
            name="The White House",
            role="",
            organisation="US government",
            side="us-government",
            aliases=("White House",),
        ),
        Stakeholder(id="nvidia", name="Nvidia", role="", organisation="Nvidia", side="company"),
    ),
    statuses=(
        status("agreement:tpd", Status.SIGNED, "2025-09-18"),
        status("agreement:tpd", Status.ON_HOLD, "2025-12-13"),
        status(
            "agreement:tpd",
            Status.ON_HOLD,
            "2025-12-16",
            later=(Later(on=dt.date(2026, 2, 25), note="Talks on fusion were reported."),),
        ),
        status("agreement:epd", Status.AGREED, "2025-05-08"),
        status("agreement:epd", Status.PARTLY_IN_FORCE, "2025-06-30", "2025-06-16"),
        status("sector:ai", Status.SIGNED, "2025-09-18"),
        status("sector:steel", Status.AGREED, "2025-05-08"),
        status("sector:steel", Status.ON_HOLD, "2025-09-16", "2025-09-18"),
    ),
    events=(
        Event(
            date=dt.date(2025, 9, 18),
            subject="agreement:tpd",
            title="Signed at Chequers",
            detail="Both leaders signed.",
            kind="signature",
            confidence="high",
            source_url=f"{_URL}chequers",
        ),
        Event(
            date=dt.date(2026, 9, 1),
            subject="agreement:epd",
            title="Review is due",
            detail="After a year.",
            kind="deadline",
            confidence="medium",
            source_url=f"{_URL}review",
            scheduled=True,
        ),
    ),
    investments=(
        Investment(
            company="Nvidia",
            what="Data centres",
            amount_text="£11bn",
            announced="2025-09-16",
            status="announced",
            source_url=f"{_URL}nvidia",
            agreement="tpd",
            sector="ai",
        ),
    ),
    quotes=(
        KnownQuote(
            speaker="liz-kendall",
            date=dt.date(2026, 1, 27),
            text="We look forward to resuming work",
            context="In the Commons",
            subject="agreement:tpd",
            outlet="Hansard",
            source_url=f"{_URL}hansard",
        ),
    ),
    silences=(
        KnownSilence(
            who="White House",
            date=dt.date(2025, 12, 16),
            how="did not respond to a request for comment",
            subject="sector:steel",
            outlet="Wire",
            source_url=f"{_URL}silence",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as a configuration has it."""

    url: str
    name: str
    outlet: str
    kind: FeedKind = FeedKind.NATIONAL


FEED: Final = Feed("https://feeds.example/technology.xml", "Example Technology", "The Example")


def feeds(count: int) -> list[Feed]:
    """So many different feeds."""
    return [Feed(f"https://feeds.example/{n}.xml", f"Feed {n}", f"Outlet {n}") for n in range(1, count + 1)]


def entry(n: int, *, body: str = "", published: int | None = None, title: str = "") -> Entry:
    """The n-th entry; the higher, the newer: they are an hour apart, the hundredth at NOW."""
    return Entry(
        key=f"entry-{n}",
        title=title or f"Tech deal put on hold, story {n}",
        url=f"https://news.example/{n}",
        summary=f"Summary of story {n}.",
        body=body or BODY,
        author="A. Reporter",
        published=NOW - (100 - n) * 3600 if published is None else published,
        published_raw="as printed",
    )


BODY: Final = (
    "The Tech Prosperity Deal is on hold over steel. “We are confident,” said Liz Kendall. "
    "The White House did not respond."
)


def evidence(passage: str, body: str = BODY) -> Evidence:
    """A passage of a body."""
    start = body.index(passage)
    return Evidence("body", start, start + len(passage), passage)


def reading(body: str = BODY, *, relevant: bool = True) -> Reading:
    """What a reader would understand of BODY, or of another body with the same sentences."""
    words = evidence("We are confident", body)
    source = evidence("Liz Kendall", body)
    return Reading(
        relevant=relevant,
        score=0.9 if relevant else 0.1,
        agreements=(Tag("tpd", (evidence("Tech Prosperity Deal", body),)),),
        sectors=(Tag("steel", (evidence("steel", body),)),),
        stakeholders=(Tag("liz-kendall", (source,)),),
        quotes=(
            Quote(
                text=words.text,
                field="body",
                start=words.start,
                end=words.end,
                speaker="Liz Kendall",
                source_start=source.start,
                source_end=source.end,
                stakeholder="liz-kendall",
            ),
        ),
        silences=(
            Silence(
                who="White House",
                evidence=evidence("The White House did not respond", body),
                stakeholder="white-house",
            ),
        ),
        signals=(
            Signal(
                subject="agreement:tpd",
                status=Status.ON_HOLD,
                evidence=(evidence("is on hold", body), evidence("Tech Prosperity Deal", body)),
                confidence=0.8,
                mode=Mode.FACT,
            ),
        ),
        reasons=("Names the Tech Prosperity Deal.",),
    )


def story(n: int, *, relevant: bool = True, read: Reading | None = None, **parts: str | int) -> ReadEntry:
    """The n-th entry with its reading; one that is not relevant has no tags and no quotes."""
    item = entry(n, **parts)  # type: ignore[arg-type]
    found = read or (
        reading(item.body) if relevant else Reading(False, 0.0, reasons=("Names nothing watched.",))
    )
    return ReadEntry(entry=item, content_hash=f"hash-{n}", reading=found)


def make_store(
    folder: Path,
    *,
    stories: Sequence[ReadEntry] = (),
    feeds: Sequence[Feed] = (FEED,),
    dossier: Dossier = DOSSIER,
    digest: str = DIGEST,
    now: int = NOW,
) -> Path:
    """A prepared store in `folder` with stories, given oldest first, in its first feed; gives its path."""
    path = folder / "dealwatch.db"
    put_prepared(path, dossier, digest, now)
    with open_store(path) as store:
        store.sync_feeds(feeds)
        if stories:
            record(store, stories, dossier=dossier.id, now=now)
    return path


def record(
    store: Store,
    stories: Sequence[ReadEntry],
    *,
    feed: int = 0,
    dossier: str = DOSSIER.id,
    digest: str = READER,
    now: int = NOW,
    gates: Sequence[HostGate] = (),
) -> Recorded:
    """Record a successful attempt at the feed of this position, with stories given oldest first."""
    state = store.feed_states()[feed]
    polled = replace(state, last_attempt=now, last_success=now, next_check=now + 3600)
    outcome = FeedOutcome(
        state=polled,
        attempt=Attempt(
            at=now, outcome="new" if stories else "unchanged", http_status=200, ms=12, bytes=3456
        ),
        entries=tuple(reversed(stories)),
        gates=gates,
        dossier=dossier,
        digest=digest,
    )
    return store.record(state.id, outcome)


@contextmanager
def refreshing(path: Path) -> Iterator[Store]:
    """The machine's door of a store."""
    with open_store(path) as store:
        yield store
