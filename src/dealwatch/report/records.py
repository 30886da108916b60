"""Rows of views as records, for `--json` and exports: the glossary's names, instants in ISO 8601, sources."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from math import ceil
from typing import Any

from dealwatch.feedwords import health_words, to_do, without_keys
from dealwatch.store.counts import NONE, Counts
from dealwatch.store.rows import (
    AgreementRow,
    LedgerRow,
    SectorRow,
    Standing,
    StoryRow,
    TimelineRow,
    VoiceRow,
)
from dealwatch.store.views import Hit
from dealwatch.store.views.health import AttemptRow, FeedHealth
from dealwatch.text import masked

Record = dict[str, Any]


def instant(at: int | None) -> str | None:
    """UTC seconds as "2026-06-26T18:40:00Z"."""
    return None if at is None else dt.datetime.fromtimestamp(at, tz=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def resting_on(history: Iterable[LedgerRow], on: dt.date) -> LedgerRow | None:
    """The entry of a subject's ledger that its standing rests on."""
    held = (row for row in history if not row.undone and row.effective <= on and row.known <= on)
    return max(held, key=lambda row: (row.effective, row.known, row.recorded, row.id), default=None)


def standing_record(standing: Standing | None) -> Record:
    """Status, since when, and the last day on which it was known to hold; all null where nothing is known."""
    return {
        "status": standing.status.value if standing else None,
        "since": standing.since.isoformat() if standing else None,
        "as_of": standing.as_of.isoformat() if standing else None,
        "origin": standing.origin if standing else None,
    }


def agreement_record(row: AgreementRow, source: LedgerRow | None) -> Record:
    """An agreement of `status`."""
    hangs_on = [
        {
            "id": other.id,
            "short": other.short,
            "status": other.standing.status.value if other.standing else None,
        }
        for other in row.depends_on
    ]
    return {
        **_subject("agreement", row, source),
        "depends_on": hangs_on,
    }


def sector_record(row: SectorRow, source: LedgerRow | None) -> Record:
    """A sector of `status`."""
    return {
        **_subject("sector", row, source),
        "agreement": row.agreement,
        "terms": row.terms,
        "sticking_point": row.sticking_point,
    }


def _subject(kind: str, row: AgreementRow | SectorRow, source: LedgerRow | None) -> Record:
    return {
        "subject": f"{kind}:{row.id}",
        "kind": kind,
        "id": row.id,
        "short": row.short,
        "name": row.name,
        **standing_record(row.standing),
        "evidence": (source.passage.plain or source.note) if source else "",
        "source_url": source.source_url if source else "",
        "stories": row.stories,
        "newest_story": instant(row.newest_story),
    }


def story_record(row: StoryRow) -> Record:
    """A story of `stories`."""
    return {
        "id": row.id,
        "at": instant(row.at),
        "first_seen": instant(row.first_seen),
        "title": row.title.plain,
        "outlet": row.outlet.plain,
        "tags": list(row.tags),
        "relevant": row.relevant,
        "new": row.new,
        "url": row.url,
    }


def voice_record(row: VoiceRow) -> Record:
    """A quote or silence of `quotes`."""
    return {
        "id": row.id,
        "kind": row.kind,
        "date": row.date.isoformat(),
        "speaker": row.speaker.plain,
        "stakeholder": row.stakeholder,
        "role": row.role,
        "side": row.side,
        "text": row.text.plain,
        "verbatim": row.verbatim,
        "outlet": row.outlet.plain,
        "tags": list(row.tags),
        "new": row.new,
        "story": row.story_id,
        "source_url": row.source_url,
    }


def hit_record(row: Hit) -> Record:
    """A hit of `search`; spans are code points of `title` and `snippet`, ends exclusive."""
    return {
        "kind": row.kind,
        "id": row.id,
        "at": instant(row.at),
        "title": row.title.plain,
        "title_spans": row.title_spans,
        "outlet": row.outlet.plain,
        "snippet": row.snippet.plain,
        "snippet_spans": row.snippet_spans,
        "tags": list(row.tags),
        "relevant": row.relevant,
        "story": row.story_id,
        "source_url": row.url,
    }


def timeline_record(row: TimelineRow) -> Record:
    """An entry of `timeline`."""
    return {
        "date": row.date.isoformat(),
        "subject": row.subject,
        "name": row.subject_name,
        "kind": row.kind,
        "what": row.what,
        "origin": row.origin,
        "confidence": row.confidence,
        "scheduled": row.scheduled,
        "story": row.story_id,
        "source_url": row.source_url,
    }


def feed_record(
    row: FeedHealth,
    attempts: Sequence[AttemptRow],
    now: int,
    *,
    asked: Counts = NONE,
    checked: bool = True,
) -> Record:
    """A feed of `feeds` with its last attempts, and what was counted of all since it is known.

    `checked`: whether its server's certificate is.
    """
    return {
        "name": row.name,
        "outlet": row.outlet,
        "kind": row.kind,
        "url": masked(row.url),
        "enabled": row.enabled,
        "health": health_words(row, now),
        "to_do": without_keys(to_do(row)),
        "certificate_checked": checked,
        "stories": row.stories,
        "last_attempt": instant(row.last_attempt),
        "last_success": instant(row.last_success),
        "last_new": instant(row.last_new),
        "next_check": instant(row.next_check),
        "failing_since": instant(row.failing_since),
        "failures": row.failures,
        "problem": row.problem,
        "moved_to": masked(row.moved_to),
        "gone": row.gone,
        "counts": asdict(asked),
        "milliseconds": _times([attempt.ms for attempt in attempts]),
        "attempts": [attempt_record(attempt) for attempt in attempts],
    }


def _times(milliseconds: Sequence[int]) -> Record:
    """How long the attempts that are kept took: the median and what 95 of 100 stay within, None for none."""
    ranked = sorted(milliseconds)
    at = {"median": 0.5, "p95": 0.95}
    return {name: ranked[ceil(share * len(ranked)) - 1] if ranked else None for name, share in at.items()}


def attempt_record(row: AttemptRow) -> Record:
    """One attempt at a feed."""
    return {
        "at": instant(row.at),
        "outcome": row.outcome,
        "status": row.http_status,
        "milliseconds": row.ms,
        "bytes": row.bytes,
        "new": row.new,
        "text": row.text.plain,
    }
