"""The quotes pane: quotes, and silences among them."""

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dealwatch.store.rows import VoiceDetail, VoiceRow, VoiceSource
from dealwatch.store.views import sifting
from dealwatch.store.views.paging import Key, Listing, count, newest, page, rank
from dealwatch.store.views.parts import passage, shorts
from dealwatch.store.views.selection import WHOLE, Selection, end_of
from dealwatch.store.views.voice_sift import voice_sift
from dealwatch.text import Untrusted

# What the dossier brings is about its one subject, what a story brings about the story's subjects.
_COLUMNS: Final = """
SELECT voice.id, voice.kind, voice.origin, voice.at, voice.date, voice.speaker, voice.stakeholder,
       coalesce(stakeholder.role, '') AS role, coalesce(stakeholder.side, '') AS side, voice.outlet,
       voice.text, voice.verbatim, voice.story_id, voice.source_url, voice.first_seen, voice.date_precision,
       (SELECT count(DISTINCT other.outlet) FROM voice AS other
        WHERE other.saying = voice.saying AND other.current = 1) AS outlets,
       (SELECT group_concat(short, char(31)) FROM (
            SELECT subject.short FROM subject
            WHERE voice.story_id IS NULL AND subject.dossier = voice.dossier AND subject.id = voice.subject
            UNION ALL
            SELECT * FROM (
                SELECT subject.short FROM tag
                JOIN subject ON subject.dossier = tag.dossier AND subject.id = tag.subject
                WHERE tag.story_id = voice.story_id AND tag.dossier = voice.dossier
                ORDER BY subject.position)))
"""
# What was found in an older version of a story has no place in its newest text.
_DETAIL: Final = f"""
{_COLUMNS}, voice.about, voice.source_note,
       voice.field, voice.span_start, voice.span_end, voice.source_start, voice.source_end,
       voice.version IS (SELECT story.version FROM story WHERE story.id = voice.story_id) AS placed
"""  # noqa: S608 - put together from constants
_STAKEHOLDER: Final = """
LEFT JOIN stakeholder ON stakeholder.dossier = voice.dossier AND stakeholder.id = voice.stakeholder
"""

RELEVANT: Final = Listing(
    select=f"{_COLUMNS} FROM voice {_STAKEHOLDER}"
    " WHERE voice.dossier = :dossier AND voice.current = 1"
    " AND voice.relevant = 1 AND voice.duplicate = 0 AND voice.hidden = 0",
    counted="SELECT count(*) FROM voice"
    " WHERE voice.dossier = :dossier AND voice.current = 1"
    " AND voice.relevant = 1 AND voice.duplicate = 0 AND voice.hidden = 0",
    at="voice.at",
    id="voice.id",
    name="voices",
)

EVERYTHING: Final = Listing(
    select=f"{_COLUMNS} FROM voice {_STAKEHOLDER}"
    " WHERE voice.dossier = :dossier"
    " AND voice.current = 1 AND voice.duplicate = 0 AND voice.hidden = 0",
    counted="SELECT count(*) FROM voice"
    " WHERE voice.dossier = :dossier"
    " AND voice.current = 1 AND voice.duplicate = 0 AND voice.hidden = 0",
    at="voice.at",
    id="voice.id",
    name="voices:all",
)

VOICE: Final = f"{_DETAIL} FROM voice {_STAKEHOLDER} WHERE voice.id = :id AND voice.dossier = :dossier"

# The places of one saying; what is no longer found there is left out.
SOURCES: Final = """
SELECT voice.id, voice.story_id, voice.outlet, coalesce(story.title, voice.about), voice.at, voice.source_url
FROM voice LEFT JOIN story ON story.id = voice.story_id
WHERE voice.saying = (SELECT saying FROM voice WHERE id = :id) AND voice.current = 1
ORDER BY voice.at, voice.id LIMIT 200
"""

VOICES_OF_STORY: Final = f"""
{_DETAIL} FROM voice {_STAKEHOLDER}
WHERE voice.story_id = :story AND voice.dossier = :dossier AND voice.current = 1
ORDER BY voice.field = 'body', voice.field = 'summary', voice.span_start, voice.id
"""

VOICES_OF_STAKEHOLDER: Final = f"""
{_COLUMNS} FROM voice {_STAKEHOLDER}
WHERE voice.dossier = :dossier AND voice.stakeholder = :stakeholder AND voice.current = 1
  AND voice.relevant = 1 AND voice.duplicate = 0 AND voice.hidden = 0 AND voice.at < :ends
ORDER BY voice.at DESC, voice.id DESC LIMIT :limit
"""

# From the stories about a subject, and from the dossier.
KEYS_OF_SUBJECT: Final = """
SELECT * FROM (
    SELECT tag.at, voice.id
    FROM tag CROSS JOIN voice ON voice.story_id = tag.story_id AND voice.dossier = tag.dossier
    WHERE tag.dossier = :dossier AND tag.subject = :subject
      AND tag.relevant = 1 AND tag.duplicate = 0 AND tag.hidden = 0 AND voice.current = 1
      AND (voice.duplicate = 0 OR NOT EXISTS (
        SELECT 1 FROM voice AS first
        JOIN tag AS its ON its.story_id = first.story_id AND its.dossier = first.dossier
        WHERE first.saying = voice.saying AND first.duplicate = 0 AND its.subject = tag.subject
          AND its.relevant = 1 AND its.duplicate = 0 AND its.hidden = 0))
      AND tag.at < :ends
    ORDER BY tag.at DESC, tag.story_id DESC LIMIT :limit)
UNION ALL
SELECT * FROM (
    SELECT voice.at, voice.id FROM voice
    WHERE voice.dossier = :dossier AND voice.subject = :subject AND voice.story_id IS NULL
      AND voice.current = 1 AND voice.at < :ends
    ORDER BY voice.at DESC, voice.id DESC LIMIT :limit)
"""

VOICES: Final = f"""
{_COLUMNS} FROM voice {_STAKEHOLDER} WHERE voice.id IN (SELECT value FROM json_each(:ids))
ORDER BY voice.at DESC, voice.id DESC
"""  # noqa: S608 - put together from constants


def _listing(selection: Selection) -> Listing:
    return EVERYTHING if selection.all else RELEVANT


def voices_page(
    connection: sqlite3.Connection,
    dossier: str,
    *,
    since: int,
    before: Key | None = None,
    after: Key | None = None,
    limit: int = 128,
    selection: Selection = WHOLE,
) -> tuple[VoiceRow, ...]:
    """Quotes and silences, newest first, paged and limited as stories are; the dossier's own are never new.

    Days of `selection` are those of a quote, which are UTC's.
    """
    ends = selection.ends(utc=True)
    if selection.whole:
        rows = page(connection, _listing(selection), dossier, before, after, limit, ends)
    else:
        sift = voice_sift(connection, dossier, selection)
        found = sifting.keys(connection, sift, before, after, ends, limit)
        rows = connection.execute(VOICES, {"ids": sifting.as_ids(found)}).fetchall()
    return tuple(_row(row, since) for row in rows)


def voices_count(
    connection: sqlite3.Connection, dossier: str, selection: Selection = WHOLE, at_most: int | None = None
) -> int:
    """How many quotes and silences the list has, counted as stories are."""
    ends = selection.ends(utc=True)
    if selection.whole:
        return count(connection, _listing(selection), dossier, ends)
    return sifting.count(connection, voice_sift(connection, dossier, selection), ends, at_most=at_most)


def voice_rank(connection: sqlite3.Connection, dossier: str, key: Key, selection: Selection = WHOLE) -> int:
    """How many quotes and silences stand above the one with this key (`at`, `id`)."""
    ends = selection.ends(utc=True)
    if selection.whole:
        return rank(connection, _listing(selection), dossier, key, ends)
    return sifting.count(connection, voice_sift(connection, dossier, selection), ends, key)


def voice(connection: sqlite3.Connection, dossier: str, id: int) -> VoiceDetail | None:
    """One quote or silence with its passage, None where there is none of this id."""
    row = connection.execute(VOICE, {"id": id, "dossier": dossier}).fetchone()
    if row is None:
        return None
    sources = connection.execute(SOURCES, {"id": id}).fetchall()
    return replace(_with_passage(row), sources=tuple(map(_source, sources)) if len(sources) > 1 else ())


def _source(row: Any) -> VoiceSource:
    id_, story_id, outlet, title, at, url = row
    return VoiceSource(id_, story_id, Untrusted(outlet), Untrusted(title), at, url)


def voices_of_story(connection: sqlite3.Connection, dossier: str, story: int) -> tuple[VoiceDetail, ...]:
    """A story's quotes and silences, in the order of its text."""
    rows = connection.execute(VOICES_OF_STORY, {"story": story, "dossier": dossier})
    return tuple(_with_passage(row) for row in rows)


def voices_of_stakeholder(
    connection: sqlite3.Connection, dossier: str, stakeholder: str, limit: int, on: dt.date
) -> tuple[VoiceRow, ...]:
    """What a stakeholder said or declined to say up to a day, newest first."""
    values = {"dossier": dossier, "stakeholder": stakeholder, "limit": limit, "ends": end_of(on, utc=True)}
    return tuple(_row(row, None) for row in connection.execute(VOICES_OF_STAKEHOLDER, values))


def voices_about(
    connection: sqlite3.Connection, dossier: str, subjects: Sequence[str], limit: int, on: dt.date
) -> tuple[VoiceRow, ...]:
    """Quotes and silences about any of these subjects up to a day, newest first, the dossier's too."""
    ends = end_of(on, utc=True)
    lists = [{"dossier": dossier, "subject": subject, "ends": ends} for subject in subjects]
    ids = newest(connection, KEYS_OF_SUBJECT, lists, limit)
    return tuple(_row(row, None) for row in connection.execute(VOICES, {"ids": ids}))


def _row(row: Any, since: int | None) -> VoiceRow:
    (id_, kind, origin, at, date, speaker, stakeholder, role, side, outlet, text, verbatim, *rest) = row
    story_id, source_url, first_seen, date_precision, outlets, tags, *_place = rest
    return VoiceRow(
        id=id_,
        kind=kind,
        at=at,
        date=dt.date.fromisoformat(date),
        speaker=Untrusted(speaker),
        stakeholder=stakeholder,
        role=role,
        side=side,
        outlet=Untrusted(outlet),
        text=Untrusted(text),
        verbatim=bool(verbatim),
        tags=shorts(tags),
        story_id=story_id,
        source_url=source_url,
        new=since is not None and origin != "dossier" and first_seen > since,
        date_precision=date_precision,
        outlets=max(1, outlets),
    )


def _with_passage(row: Any) -> VoiceDetail:
    shown = _row(row, None)
    about, source_note, field, start, end, source_start, source_end, placed = row[18:]
    return VoiceDetail(
        row=shown,
        passage=passage(field, start if placed else 0, end if placed else 0, shown.text.plain),
        source=(source_start, source_end) if placed and source_start is not None else None,
        about=about,
        source_note=source_note,
    )
