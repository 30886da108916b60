"""Write what was understood of stories: the reading, tags with their evidence, quotes and silences, signals.

Tags and their evidence follow the newest reading. Quotes, silences and signals are never deleted: what a
later reading no longer finds is marked as not current, and keeps naming the version in which it was found.
"""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from dealwatch.store import tables
from dealwatch.store.keys import text_key
from dealwatch.values import Evidence, Quote, Reading, Signal, Silence

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A stored story with its reading, or with the `problem` that prevented one. `fresh`: it was just
    added.
    """

    story_id: int
    at: int
    version: int
    outlet: str
    url: str
    reading: Reading | None
    problem: str
    fresh: bool


def write_readings(
    connection: Connection, dossier: str, digest: str, stories: Sequence[ReadStory], now: int
) -> None:
    """Store readings made with `digest`, within the caller's transaction.

    A story that could not be read keeps what earlier readings found, and the problem is noted.
    """
    _put_readings(connection, dossier, digest, stories, now)
    read = [(story, story.reading) for story in stories if story.reading is not None]
    _clear_tags(connection, dossier, [story.story_id for story, _ in read if not story.fresh])
    _insert(
        connection, tables.TAG, (row for story, reading in read for row in _tags(dossier, story, reading))
    )
    _insert(
        connection,
        tables.EVIDENCE,
        (row for story, reading in read for row in _evidence(dossier, story, reading)),
    )
    for story, reading in read:
        _put_voices(connection, dossier, story, reading, now)
        _put_signals(connection, dossier, story, reading, now)


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    if batch := list(rows):
        connection.execute(insert(table), batch)


def _put_readings(
    connection: Connection, dossier: str, digest: str, stories: Sequence[ReadStory], now: int
) -> None:
    common = {"dossier": dossier, "digest": digest, "read_at": now}
    rows = [{**common, **_reading(story)} for story in stories]
    _insert(
        connection, tables.READING, (row for row, story in zip(rows, stories, strict=True) if story.fresh)
    )
    for row, story in zip(rows, stories, strict=True):
        if not story.fresh:
            # Without a reading, what was understood before still stands.
            kept = ("digest", "read_at", "problem") if story.reading is None else tuple(row)
            statement = upsert(tables.READING).values(**row)
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["story_id", "dossier"], set_={name: row[name] for name in kept}
                )
            )


def _reading(story: ReadStory) -> Row:
    reading = story.reading or Reading(relevant=False, score=0.0)
    return {
        "story_id": story.story_id,
        "at": story.at,
        "version": story.version,
        "relevant": reading.relevant,
        "score": reading.score,
        "reasons": json.dumps(reading.reasons, ensure_ascii=False),
        "problem": story.problem,
    }


# ---------------------------------------------------------------- tags and their evidence


def _clear_tags(connection: Connection, dossier: str, stories: list[int]) -> None:
    tag, evidence = tables.TAG.c, tables.EVIDENCE.c
    for story_id in stories:
        connection.execute(delete(tables.TAG).where(tag.story_id == story_id, tag.dossier == dossier))
        connection.execute(
            delete(tables.EVIDENCE).where(
                evidence.story_id == story_id,
                evidence.dossier == dossier,
                evidence.about.not_like("signal:%"),
            )
        )


def _subjects(reading: Reading) -> dict[str, tuple[Evidence, ...]]:
    groups = (
        ("agreement", reading.agreements),
        ("sector", reading.sectors),
        ("stakeholder", reading.stakeholders),
    )
    return {f"{kind}:{tag.id}": tag.evidence for kind, tags in groups for tag in tags}


def _tags(dossier: str, story: ReadStory, reading: Reading) -> Iterable[Row]:
    for subject in _subjects(reading):
        yield {
            "story_id": story.story_id,
            "dossier": dossier,
            "subject": subject,
            "at": story.at,
            "relevant": reading.relevant,
        }


def _evidence(dossier: str, story: ReadStory, reading: Reading) -> Iterable[Row]:
    for subject, passages in _subjects(reading).items():
        yield from _passages(dossier, story, subject, passages)


def _passages(dossier: str, story: ReadStory, about: str, passages: Sequence[Evidence]) -> Iterable[Row]:
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


# ---------------------------------------------------------------- quotes and silences

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


def _put_voices(connection: Connection, dossier: str, story: ReadStory, reading: Reading, now: int) -> None:
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
            "text_key": text_key(row["text"]),
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
        }
        for row in wanted
    ]
    if not story.fresh:
        rows = _settle(
            connection, tables.VOICE, dossier, story, rows, _SAME_VOICE, ("kind", "text", "speaker")
        )
    _insert(connection, tables.VOICE, rows)


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


# ---------------------------------------------------------------- signals

_SAME_SIGNAL: Final = ("version", "subject", "status", "mode", "confidence", "effective")


def _put_signals(connection: Connection, dossier: str, story: ReadStory, reading: Reading, now: int) -> None:
    found = {
        tuple(row[name] for name in _SAME_SIGNAL): (row, signal)
        for row, signal in (
            (_signal(dossier, story, reading, signal, now), signal) for signal in reading.signals
        )
    }
    rows = [row for row, _ in found.values()]
    if not story.fresh:
        rows = _settle(
            connection, tables.SIGNAL, dossier, story, rows, _SAME_SIGNAL, ("subject", "status", "mode")
        )
    for row in rows:
        signal = found[tuple(row[name] for name in _SAME_SIGNAL)][1]
        id_ = connection.execute(
            insert(tables.SIGNAL).values(**row).returning(tables.SIGNAL.c.id)
        ).scalar_one()
        _insert(connection, tables.EVIDENCE, _passages(dossier, story, f"signal:{id_}", signal.evidence))


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
