"""Small stores for what people judge: stories by several outlets that report one status."""

import datetime as dt
import sqlite3
from pathlib import Path

from dealwatch.store.confirm import NEVER, Rule
from dealwatch.store.policy import Policy
from dealwatch.store.record import ReadEntry, open_store
from dealwatch.values import ClusterKeys, Evidence, FeedKind, Mode, Reading, Signal, Status, Tag
from tests.support.stores import NOW, Feed, entry, make_store, record

#: Feeds by position: two of one outlet, two other outlets, and an official one.
FEEDS = (
    Feed("https://feeds.example/1.xml", "Example News", "The Example"),
    Feed("https://feeds.example/2.xml", "Example Business", "The Example"),
    Feed("https://feeds.example/3.xml", "Courier", "The Courier"),
    Feed("https://feeds.example/4.xml", "Herald", "The Herald"),
    Feed("https://feeds.example/5.xml", "Ministry", "The Ministry", FeedKind.OFFICIAL),
)
EXAMPLE, BUSINESS, COURIER, HERALD, MINISTRY = range(5)

TPD = "agreement:tpd"


def report(
    n: int,
    status: Status = Status.IN_FORCE,
    *,
    subject: str = TPD,
    mode: Mode = Mode.FACT,
    effective: str = "",
    title: str = "",
    copy_of: int | None = None,
    relevant: bool = True,
    published: int | None = None,
) -> ReadEntry:
    """The n-th story (the higher, the newer), which reports a status. Copies of one have one link."""
    words = f"The {subject} is {status.label} ({n})"
    item = entry(n, body=f"{words}.", title=title or f"Report {n}", published=published)
    kind, _, id_ = subject.partition(":")
    tag = (Tag(id_),)
    passage = Evidence("body", 0, len(words), words)
    day = dt.date.fromisoformat(effective) if effective else None
    signal = Signal(subject, status, (passage,), 0.8, mode, day)
    return ReadEntry(
        entry=item,
        content_hash=f"hash-{n}",
        reading=Reading(
            relevant=relevant,
            score=0.9,
            agreements=tag if kind == "agreement" else (),
            sectors=tag if kind == "sector" else (),
            signals=(signal,),
        ),
        keys=ClusterKeys(link=1000 + (n if copy_of is None else copy_of)),
    )


def store_of(folder: Path) -> Path:
    """A store with FEEDS and no story."""
    return make_store(folder, feeds=FEEDS)


def bring(
    path: Path, feed: int, *stories: ReadEntry, rule: Rule = NEVER, now: int = NOW, digest: str = "reader-1"
) -> tuple[int, ...]:
    """Let a feed bring stories; the ids of the new ones."""
    with open_store(path, Policy(rule)) as store:
        return record(store, stories, feed=feed, now=now, digest=digest).new


def ledger_of(connection: sqlite3.Connection, origin: str) -> list[tuple[str, str, str]]:
    """Subject, status and day of the entries of one origin, without undoings."""
    return connection.execute(
        "SELECT subject, status, effective FROM ledger WHERE origin = ? AND undoes IS NULL ORDER BY id",
        (origin,),
    ).fetchall()
