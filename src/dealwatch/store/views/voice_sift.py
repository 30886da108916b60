"""Which quotes and silences a selection asks for, as a query."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dealwatch.filter import Term
from dealwatch.store.views.conditions import WITH_MARK, Places, days, flag, people, subjects, words_in
from dealwatch.store.views.paging import tally
from dealwatch.store.views.selection import Selection
from dealwatch.store.views.sifting import (
    Sift,
    Source,
    Values,
    asked,
    few,
    indexed,
    is_looked_for,
    match_of,
    matches,
    size,
)

_LISTED: Final = """voice.dossier = :dossier AND voice.current = 1 AND voice.duplicate = 0
AND voice.hidden = 0"""
_TEXTS: Final = ("voice.text", "voice.speaker", "voice.outlet")
_PLACES: Final[Places] = {"": (0, 1), "outlet": (2,), "speaker": (1,)}
# What the dossier brings is about its one subject, what a story brings about the story's subjects.
_ABOUT: Final = """(voice.story_id IS NULL AND voice.subject IN {0}
OR 'stakeholder:' || voice.stakeholder IN {0}
OR EXISTS (SELECT 1 FROM tag AS its WHERE its.story_id = voice.story_id AND its.dossier = :dossier
AND its.subject IN {0}))"""
_FOUND_SINCE: Final = """
SELECT count(*) FROM (
    SELECT 1 FROM voice
    WHERE dossier = :dossier AND first_seen > :since_seen
      AND current = 1 AND relevant = 1 AND duplicate = 0 AND hidden = 0 LIMIT :most)
"""
_ITS_STORY: Final = "EXISTS (SELECT 1 FROM story WHERE story.id = voice.story_id AND {})"


def voice_sift(connection: sqlite3.Connection, dossier: str, selection: Selection) -> Sift:
    """The quotes and silences that a selection asks for."""
    terms = [replace(term, key="speaker") if _is_person(term) else term for term in selection.terms]
    values = Values(dossier=dossier)
    looked = [term for term in terms if is_looked_for(term)]
    keys = {term.key for term in looked}
    seen = sorted({place for key in keys for place in _PLACES[key]})
    conditions = asked(terms, lambda term: _condition(connection, dossier, selection, term, values))
    return Sift(
        sources=_sources(connection, dossier, selection, terms),
        conditions=conditions,
        indexed=indexed(looked, "fts_voice", values),
        values=values.all,
        texts=tuple(_TEXTS[place] for place in seen),
        keep=words_in(looked, {key: tuple(map(seen.index, _PLACES[key])) for key in keys}),
    )


def _is_person(term: Term) -> bool:
    """Whether a tag is a stakeholder: a quote is theirs when they said it."""
    return term.key == "stakeholder"


def _condition(
    connection: sqlite3.Connection, dossier: str, selection: Selection, term: Term, values: Values
) -> str:
    if term.key in ("since", "until"):
        return days(term, "{at}", values, utc=True)
    if term.key in ("side", "speaker"):
        return f"voice.stakeholder IN {values.among(people(term))}"
    if term.key == "is":
        return _is(term.value, selection, values)
    about = values.among(subjects(connection, dossier, term, json.dumps(term.ids)))
    return _ABOUT.format(about)


def _is(value: str, selection: Selection, values: Values) -> str:
    if value == "new":
        return f"voice.origin <> 'dossier' AND voice.first_seen > {values(selection.since)}"
    if value in ("silence", "quote"):
        return f"voice.kind = {values(value)}"
    marked = flag(value)
    return _ITS_STORY.format(marked) if marked else "1"


def _sources(
    connection: sqlite3.Connection, dossier: str, selection: Selection, terms: list[Term]
) -> tuple[Source, ...]:
    """The list or the few rows with the least to look at."""
    listed = _LISTED if selection.all else f"{_LISTED} AND voice.relevant = 1"
    every = tally(connection, dossier, "voices:all" if selection.all else "voices")
    found: list[tuple[Source, ...]] = [(Source("voice", "", listed, "voice.at", "voice.id", every),)]
    most = min(few(every), every)
    words = match_of(term for term in terms if term.key == "")
    if words and (rows := matches(connection, "fts_voice", words, most + 1)) <= most:
        table = """(SELECT rowid AS id FROM fts_voice WHERE fts_voice MATCH :words) AS few
CROSS JOIN voice ON voice.id = few.id"""
        found.append((Source(table, "", listed, "voice.at", "voice.id", rows, {"words": words}),))
    if not selection.all:
        found += _of_people(listed, terms, every)
    found += [(source,) for source in _few(connection, dossier, selection, listed, most)]
    return min(found, key=size)


def _few(
    connection: sqlite3.Connection, dossier: str, selection: Selection, listed: str, most: int
) -> Iterator[Source]:
    """What was said in the stories with a mark, or first found lately: fetched, and then put in order."""
    for mark in ("starred", "hidden"):
        if selection.filter.has(mark):
            ids = f"SELECT DISTINCT id FROM ({WITH_MARK.format(mark)})"  # noqa: S608 - our own words
            table = f"({ids}) AS few CROSS JOIN voice INDEXED BY voice_story ON voice.story_id = few.id"
            yield Source(table, "", listed, "voice.at", "voice.id", 0)
    if selection.filter.has("new") and not selection.all:
        values = {"since_seen": selection.since}
        known = {**values, "dossier": dossier, "most": most + 1}
        rows = int(connection.execute(_FOUND_SINCE, known).fetchone()[0])
        if rows <= most:
            table = "voice INDEXED BY voice_seen"
            where = f"{listed} AND voice.first_seen > :since_seen"
            yield Source(table, "", where, "voice.at", "voice.id", rows, values)


def _of_people(listed: str, terms: list[Term], every: int) -> list[tuple[Source, ...]]:
    """What the stakeholders said whom a word means: a list each, which an index has in order."""
    where = f"{listed} AND voice.stakeholder = :stakeholder"
    return [
        tuple(
            Source("voice", "", where, "voice.at", "voice.id", every // 50, {"stakeholder": person})
            for person in people(term)
        )
        for term in terms
        if term.key in ("side", "speaker") and term.ids and not term.negated
    ]
