"""Signals that wait for review, of every sort, as tests and pictures want them; outlets are invented."""

import datetime as dt
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dealwatch.config import FeedConfig
from dealwatch.reading.clusters import cluster_keys
from dealwatch.store.marks import begin_visit, end_visit
from dealwatch.store.record import Attempt, FeedOutcome, ReadEntry, open_store
from dealwatch.store.sqlite import connect
from dealwatch.values import (
    ClusterKeys,
    Entry,
    Evidence,
    FeedKind,
    Mode,
    Reading,
    Signal,
    Status,
    Tag,
)
from tests.tui.support import DAY, DOSSIER, HOUR, NOW

OUTLETS: Final = ("Harbour Herald", "Trade Ledger", "Atlantic Wire", "The Courier", "Trade Ministry")
HERALD, LEDGER, WIRE, COURIER, MINISTRY = range(5)


@dataclass(frozen=True)
class Said:
    """An outlet's story whose first sentence reports a status. `copy_of` is a story that it repeats."""

    outlet: int
    subject: str
    status: Status
    sentence: str
    at: int = NOW - HOUR
    mode: Mode = Mode.FACT
    effective: str = ""
    title: str = ""
    copy_of: str = ""

    def read(self) -> ReadEntry:
        kind, _, name = self.subject.partition(":")
        title = self.title or f"{self.sentence[:60].rstrip('.')}"
        body = (
            "The two governments have worked on it for a year, and neither has said much.\n\n"
            f"{self.sentence} People on both sides of the Atlantic had waited for word of it.\n\n"
            "What comes next is for the ministers to say, and they meet again before the summer is over."
        )
        start = body.index(self.sentence)
        passage = Evidence("body", start, start + len(self.sentence), self.sentence)
        day = dt.date.fromisoformat(self.effective) if self.effective else None
        url = f"https://news.example.org/{OUTLETS[self.outlet].split()[0].lower()}/{hash_of(self.sentence)}"
        entry = Entry(key=url, title=title, url=url, body=body, outlet=OUTLETS[self.outlet],
                      published=self.at)  # fmt: skip
        keys = ClusterKeys(link=hash_of(self.copy_of)) if self.copy_of else cluster_keys(entry)
        reading = Reading(
            relevant=True,
            score=0.9,
            agreements=(Tag(name),) if kind == "agreement" else (),
            sectors=(Tag(name),) if kind == "sector" else (),
            signals=(Signal(self.subject, self.status, (passage,), 0.82, self.mode, day),),
        )
        return ReadEntry(entry, content_hash=f"{title}{body}", reading=reading, keys=keys)


def hash_of(words: str) -> int:
    """A number for words, the same in every run."""
    return zlib.crc32(words.encode()) % 10**8


_PAUSE = "Talks on the digital services tax have stopped until the levy is dropped."
#: One with copies and evidence against it, one by hearsay of one outlet, one official, one of the past.
SEVERAL: Final = (
    Said(HERALD, "sector:digital-tax", Status.ON_HOLD, _PAUSE, NOW - 2 * HOUR, effective="2026-06-26",
         copy_of="pause", title="Digital tax talks stop"),
    Said(LEDGER, "sector:digital-tax", Status.ON_HOLD, _PAUSE, NOW - HOUR, effective="2026-06-26",
         copy_of="pause", title="Digital tax talks stop"),
    Said(WIRE, "sector:digital-tax", Status.ON_HOLD, "The digital tax chapter is on hold, negotiators say.",
         NOW - 3 * HOUR),
    Said(COURIER, "sector:digital-tax", Status.NEGOTIATING,
         "Talks on the digital services tax continue at official level, a spokesperson said.", NOW - 900),
    Said(WIRE, "agreement:tpd", Status.NEGOTIATING,
         "Officials are said to have taken up work on the Tech Prosperity Deal again.", NOW - 5 * HOUR,
         mode=Mode.RUMOUR),
    Said(MINISTRY, "sector:steel", Status.IN_FORCE, "The steel quota applies from 1 July.", NOW - 6 * HOUR,
         effective="2026-07-01"),
    Said(HERALD, "agreement:epd", Status.SIGNED,
         "The Economic Prosperity Deal was signed on 2 June 2025, the archive shows.", NOW - DAY,
         effective="2025-06-02"),
)  # fmt: skip


def report(path: Path, said: Sequence[Said], seen: int = NOW - 240) -> None:
    """Let the stories come in at the instant `seen`."""
    feeds = [
        FeedConfig(
            url=f"https://feeds.example.org/{number}.xml",
            name=outlet,
            outlet=outlet,
            kind=FeedKind.OFFICIAL if number == MINISTRY else FeedKind.NATIONAL,
        )
        for number, outlet in enumerate(OUTLETS)
    ]
    with open_store(path) as store:
        store.sync_feeds(feeds)
        for state in store.feed_states():
            mine = [story.read() for story in said if OUTLETS[story.outlet] == state.outlet]
            polled = replace(state, last_attempt=seen, last_success=seen, next_check=seen + HOUR)
            store.record(
                state.id, FeedOutcome(polled, Attempt(seen, "new"), mine, dossier=DOSSIER, digest="rules")
            )
    with closing(connect(path)) as connection:
        begin_visit(connection, NOW - 4 * HOUR)
        end_visit(connection, NOW - 3 * HOUR)
