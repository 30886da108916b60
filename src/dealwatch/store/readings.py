"""Write what was understood of stories: the reading, tags with their evidence, quotes and silences, signals.

Tags and their evidence follow the newest reading; what `findings` gives is only ever added to.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from dealwatch.store import tables
from dealwatch.store.engine import among, insert_rows
from dealwatch.store.findings import next_signal, passages, signals, voices
from dealwatch.store.outcomes import ReadStory
from dealwatch.values import Evidence, Reading

Row = dict[str, Any]


def write_readings(
    connection: Connection, dossier: str, digest: str, stories: Sequence[ReadStory], now: int
) -> None:
    """Store readings made with `digest`, within the caller's transaction.

    A story that could not be read keeps what earlier readings found, and the problem is noted.
    """
    _put_readings(connection, dossier, digest, stories, now)
    read = [(story, story.reading) for story in stories if story.reading is not None]
    _clear_tags(connection, dossier, [story.story_id for story, _ in read if not story.fresh])
    duplicates = _duplicates(connection, dossier, stories)
    tags: list[Row] = []
    said: list[Row] = []
    reported: list[Row] = []
    evidence: list[Row] = []
    first = next_signal(connection)
    for story, reading in read:
        duplicate = story.story_id in duplicates
        tags += _tags(dossier, story, reading, duplicate)
        said += voices(connection, dossier, story, reading, duplicate, now)
        evidence += _evidence(dossier, story, reading)
        for row, signal in signals(connection, dossier, story, reading, now):
            id_ = first + len(reported)
            reported.append({**row, "id": id_})
            evidence += passages(dossier, story, f"signal:{id_}", signal.evidence)
    insert_rows(connection, tables.TAG, tags)
    insert_rows(connection, tables.VOICE, said)
    insert_rows(connection, tables.SIGNAL, reported)
    insert_rows(connection, tables.EVIDENCE, evidence)


def _put_readings(
    connection: Connection, dossier: str, digest: str, stories: Sequence[ReadStory], now: int
) -> None:
    common = {"dossier": dossier, "digest": digest, "read_at": now}
    rows = [{**common, **_reading(story)} for story in stories]
    fresh = [row for row, story in zip(rows, stories, strict=True) if story.fresh]
    insert_rows(connection, tables.READING, fresh)
    for row, story in zip(rows, stories, strict=True):
        if not story.fresh:
            # Without a reading, what was understood before still stands.
            kept = ("digest", "read_at", "problem") if story.reading is None else row.keys() - {"duplicate"}
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
        # What is added is looked at by a trigger.
        "duplicate": False,
        "score": reading.score,
        "reasons": json.dumps(reading.reasons, ensure_ascii=False),
        "problem": story.problem,
    }


def _duplicates(connection: Connection, dossier: str, stories: Sequence[ReadStory]) -> set[int]:
    """Those of the stories for which another one of their cluster stands in the lists."""
    reading = tables.READING.c
    query = select(reading.story_id).where(
        reading.dossier == dossier,
        among(reading.story_id, [story.story_id for story in stories]),
        reading.duplicate,
    )
    return set(connection.execute(query).scalars())


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


def _tags(dossier: str, story: ReadStory, reading: Reading, duplicate: bool) -> Iterable[Row]:
    for subject in _subjects(reading):
        yield {
            "story_id": story.story_id,
            "dossier": dossier,
            "subject": subject,
            "at": story.at,
            "relevant": reading.relevant,
            "duplicate": duplicate,
        }


def _evidence(dossier: str, story: ReadStory, reading: Reading) -> Iterable[Row]:
    for subject, found in _subjects(reading).items():
        yield from passages(dossier, story, subject, found)
