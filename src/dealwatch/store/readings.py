"""Write what was understood of stories: the reading, tags with their evidence, quotes and silences, signals.

Tags and their evidence follow the newest reading; what `findings` gives is only ever added to.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from dealwatch.store import tables
from dealwatch.store.confirm import NEVER, Rule, weigh_and_confirm
from dealwatch.store.corrected import follow_corrections
from dealwatch.store.engine import among, ask, driver, insert_rows, listed
from dealwatch.store.findings import next_signal, passages, signals, voices
from dealwatch.store.kinship import settle
from dealwatch.store.outcomes import ReadStory
from dealwatch.values import Evidence, Reading

Row = dict[str, Any]

# What clusters and marks decide, not readings.
_KEPT: Final = {"duplicate", "hidden"}
_LISTED: Final[Row] = dict.fromkeys(_KEPT, False)

# Put together once: each feed asks them.
_SIGNAL: Final = tables.SIGNAL.c
_SUBJECTS: Final = select(_SIGNAL.subject).where(
    _SIGNAL.dossier == bindparam("dossier"), among(_SIGNAL.story_id, "stories")
)
_READING: Final = tables.READING.c
_ASIDE: Final = select(_READING.story_id, _READING.duplicate, _READING.hidden).where(
    _READING.dossier == bindparam("dossier"),
    among(_READING.story_id, "stories"),
    or_(_READING.duplicate, _READING.hidden),
)


def write_readings(
    connection: Connection,
    dossier: str,
    digest: str,
    stories: Sequence[ReadStory],
    now: int,
    rule: Rule = NEVER,
    *,
    join: bool = True,
) -> None:
    """Store readings made with `digest`, within the caller's transaction; `rule` decides on their signals,
    and with `join` stories of one event become one row.

    A story that could not be read keeps what earlier readings found, and the problem is noted. What a person
    said of a story holds over what its reading says.
    """
    found = {story.story_id: story.reading for story in stories}
    settle(driver(connection), dossier, stories, now, join=join)
    stories = follow_corrections(connection, dossier, stories)
    _put_readings(connection, dossier, digest, stories, now)
    read = [(story, story.reading) for story in stories if story.reading is not None]
    again = [story.story_id for story, _ in read if not story.fresh]
    _clear_tags(connection, dossier, again)
    aside = _aside(connection, dossier, [story.story_id for story, reading in read if _found(reading)])
    tags: list[Row] = []
    reported: list[Row] = []
    evidence: list[Row] = []
    first = next_signal(connection) if any(reading.signals for _, reading in read) else 0
    for story, reading in read:
        machine = found[story.story_id] or reading
        if story.fresh and not _found(reading) and not _found(machine):
            continue
        stands = aside.get(story.story_id, _LISTED)
        tags += _tags(dossier, story, reading, stands)
        # One story at a time: the next one may repeat its words.
        said = voices(connection, dossier, story, reading, stands["hidden"], now)
        insert_rows(connection, tables.VOICE, said)
        # What the person took away keeps its passages, for the day on which it is brought back.
        evidence += _evidence(dossier, story, machine)
        for row, signal in signals(connection, dossier, story, reading, now):
            id_ = first + len(reported)
            reported.append({**row, "id": id_})
            evidence += passages(dossier, story, f"signal:{id_}", signal.evidence)
    insert_rows(connection, tables.TAG, tags)
    insert_rows(connection, tables.SIGNAL, reported)
    insert_rows(connection, tables.EVIDENCE, evidence)
    subjects = {row["subject"] for row in reported} | _signalled(connection, dossier, again)
    weigh_and_confirm(driver(connection), dossier, subjects, [story.story_id for story, _ in read], rule, now)


def _signalled(connection: Connection, dossier: str, stories: list[int]) -> set[str]:
    """The subjects of the signals that these stories have, or had."""
    if not stories:
        return set()
    return {row[0] for row in ask(connection, _SUBJECTS, {"dossier": dossier, "stories": listed(stories)})}


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
            kept = ("digest", "read_at", "problem") if story.reading is None else row.keys() - _KEPT
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
        # What is added is looked at by triggers.
        "duplicate": False,
        "hidden": False,
        "score": reading.score,
        "reasons": _reasons(reading.reasons),
        "problem": story.problem,
    }


@lru_cache(maxsize=64)
def _reasons(reasons: tuple[str, ...]) -> str:
    """Most stories have the same: that they are about something else."""
    return json.dumps(reasons, ensure_ascii=False)


def _found(reading: Reading) -> bool:
    """Whether anything was understood of a story that is kept beside its reading."""
    said = reading.quotes or reading.silences or reading.signals
    return bool(said or reading.agreements or reading.sectors or reading.stakeholders)


def _aside(connection: Connection, dossier: str, stories: list[int]) -> dict[int, Row]:
    """Those of the stories that are `duplicate` or `hidden`, so that they do not stand in the lists."""
    if not stories:
        return {}
    rows = ask(connection, _ASIDE, {"dossier": dossier, "stories": listed(stories)})
    return {id_: {"duplicate": bool(twice), "hidden": bool(hidden)} for id_, twice, hidden in rows}


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


def _tags(dossier: str, story: ReadStory, reading: Reading, aside: Row) -> Iterable[Row]:
    for subject in _subjects(reading):
        yield {
            "story_id": story.story_id,
            "dossier": dossier,
            "subject": subject,
            "at": story.at,
            "relevant": reading.relevant,
            **aside,
        }


def _evidence(dossier: str, story: ReadStory, reading: Reading) -> Iterable[Row]:
    for subject, found in _subjects(reading).items():
        yield from passages(dossier, story, subject, found)
