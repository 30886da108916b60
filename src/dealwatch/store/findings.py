"""What readings found in stories: quotes, silences and signals, which are only ever added to.

What a later reading no longer finds is marked as not current, and keeps naming the version in which it was
found.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, select, update

from dealwatch.store import tables
from dealwatch.store.engine import driver
from dealwatch.store.keys import speaker_key
from dealwatch.store.outcomes import ReadStory
from dealwatch.store.sayings import join_sayings
from dealwatch.values import Evidence, Quote, Reading, Signal, Silence

Row = dict[str, Any]

# Two readings found the same when these agree.
_SAME_VOICE: Final = (
    "kind",
    "version",
    "field",
    "span_start",
    "span_end",
    "source_start",
    "source_end",
    "text",
    "speaker",
    "stakeholder",
    "about",
)
_SAME_SIGNAL: Final = ("version", "subject", "status", "mode", "confidence", "effective")


def voices(
    connection: Connection, dossier: str, story: ReadStory, reading: Reading, hidden: bool, now: int
) -> list[Row]:
    """The quotes and silences to add for a story, each in its saying; those found before are marked as
    current or not. `hidden` is the story's.
    """
    wanted = [
        *(_quote(quote) for quote in reading.quotes),
        *(_silence(silence) for silence in reading.silences),
    ]
    day = dt.datetime.fromtimestamp(story.at, dt.UTC).date()
    rows = [
        {
            **row,
            "dossier": dossier,
            "origin": "reading",
            "story_id": story.story_id,
            "version": story.version,
            "verbatim": True,
            "said_by": speaker_key(row["speaker"], row["stakeholder"]),
            "saying": None,
            "subject": "",
            "date": day,
            "date_precision": "",
            "at": story.at,
            "outlet": story.outlet,
            "source_url": story.url,
            "source_note": "",
            "first_seen": now,
            "current": True,
            "relevant": reading.relevant,
            "duplicate": False,
            "hidden": hidden,
        }
        for row in wanted
    ]
    if not story.fresh:
        words = ("kind", "text", "speaker")
        rows = _settle(connection, tables.VOICE, dossier, story, rows, _SAME_VOICE, words)
    first = _next_id(connection, tables.VOICE) if rows else 0
    numbered = [{"id": first + n, **row} for n, row in enumerate(rows)]
    join_sayings(driver(connection), dossier, story.story_id, numbered)
    return numbered


def _quote(quote: Quote) -> Row:
    return {
        "kind": "quote",
        "field": quote.field,
        "span_start": quote.start,
        "span_end": quote.end,
        "source_start": quote.source_start,
        "source_end": quote.source_end,
        "text": quote.text,
        "speaker": quote.speaker or "",
        "stakeholder": quote.stakeholder,
        "about": "",
    }


def _silence(silence: Silence) -> Row:
    return {
        "kind": "silence",
        "field": silence.evidence.field,
        "span_start": silence.evidence.start,
        "span_end": silence.evidence.end,
        "source_start": None,
        "source_end": None,
        "text": silence.evidence.text,
        "speaker": silence.who,
        "stakeholder": silence.stakeholder,
        "about": silence.about or "",
    }


def signals(
    connection: Connection, dossier: str, story: ReadStory, reading: Reading, now: int
) -> list[tuple[Row, Signal]]:
    """The signals to add for a story, each once; those found before are marked as current or not."""
    found: dict[tuple[Any, ...], tuple[Row, Signal]] = {}
    for signal in reading.signals:
        row = _signal(dossier, story, reading, signal, now)
        found[tuple(row[name] for name in _SAME_SIGNAL)] = (row, signal)
    rows = [row for row, _ in found.values()]
    if not story.fresh:
        words = ("subject", "status", "mode")
        rows = _settle(connection, tables.SIGNAL, dossier, story, rows, _SAME_SIGNAL, words)
    return [(row, found[tuple(row[name] for name in _SAME_SIGNAL)][1]) for row in rows]


def next_signal(connection: Connection) -> int:
    """The id that the next signal gets; its evidence names it."""
    return _next_id(connection, tables.SIGNAL)


def _next_id(connection: Connection, table: Table) -> int:
    newest: int | None = driver(connection).execute(f"SELECT max(id) FROM {table.name}").fetchone()[0]  # noqa: S608
    return (newest or 0) + 1


def _signal(dossier: str, story: ReadStory, reading: Reading, signal: Signal, now: int) -> Row:
    return {
        "dossier": dossier,
        "story_id": story.story_id,
        "version": story.version,
        "subject": signal.subject,
        "status": signal.status.value,
        "mode": signal.mode.value,
        "confidence": signal.confidence,
        "effective": signal.effective,
        "at": story.at,
        "first_seen": now,
        "current": True,
        "relevant": reading.relevant,
    }


def passages(dossier: str, story: ReadStory, about: str, passages: Sequence[Evidence]) -> Iterable[Row]:
    """Rows of evidence about a subject or a signal."""
    for position, passage in enumerate(passages):
        yield {
            "story_id": story.story_id,
            "dossier": dossier,
            "about": about,
            "position": position,
            "version": story.version,
            "field": passage.field,
            "span_start": passage.start,
            "span_end": passage.end,
            "passage": passage.text,
        }


def _settle(
    connection: Connection,
    table: Table,
    dossier: str,
    story: ReadStory,
    rows: list[Row],
    same: Sequence[str],
    words: Sequence[str],
) -> list[Row]:
    """Mark what an earlier reading found as current or not; gives the rows that are still to be added.

    `same` are the columns in which a row found again agrees; where only `words` agree (the text around them
    was edited), the added row keeps the instant at which they were first seen.
    """
    mine = (table.c.story_id == story.story_id) & (table.c.dossier == dossier)
    stored = [dict(row) for row in connection.execute(select(table).where(mine)).mappings()]
    again = {tuple(row[name] for name in same) for row in rows}
    for row in stored:
        current = tuple(row[name] for name in same) in again
        if row["current"] != current:
            connection.execute(update(table).where(table.c.id == row["id"]).values(current=current))
    known = {tuple(row[name] for name in same) for row in stored}
    seen: dict[tuple[Any, ...], int] = {}
    for row in stored:
        key = tuple(row[name] for name in words)
        seen[key] = min(row["first_seen"], seen.get(key, row["first_seen"]))
    return [
        {**row, "first_seen": seen.get(tuple(row[name] for name in words), row["first_seen"])}
        for row in rows
        if tuple(row[name] for name in same) not in known
    ]
