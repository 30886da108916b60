"""Which stories a selection asks for, as a query."""

import json
import sqlite3
from typing import Final

from dealwatch.filter import Term
from dealwatch.store.views.conditions import (
    WAITING,
    WITH_MARK,
    Places,
    days,
    flag,
    people,
    subjects,
    words_in,
)
from dealwatch.store.views.paging import last_seen_before, newest_id, tally
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

_READ: Final = "reading.dossier = :dossier AND reading.relevant = 1 AND reading.duplicate = 0"
_HIDDEN: Final = "NOT EXISTS (SELECT 1 FROM mark WHERE mark.story_id = story.cluster AND mark.hidden = 1)"
_TAGGED: Final = "tag.dossier = :dossier AND tag.relevant = 1 AND tag.duplicate = 0 AND tag.hidden = 0"
#: Who speaks in a story.
SPEAKERS: Final = """coalesce((SELECT group_concat(voice.speaker, char(31)) FROM voice
WHERE voice.story_id = story.id AND voice.dossier = :dossier AND voice.current = 1), '')"""
_TEXTS: Final = ("story.title", "story.outlet")
_PLACES: Final[Places] = {"": (0, 1), "outlet": (1,), "speaker": (2,)}


def story_sift(connection: sqlite3.Connection, dossier: str, selection: Selection) -> Sift:
    """The stories that a selection asks for."""
    looked = [term for term in selection.terms if is_looked_for(term)]
    values = Values(dossier=dossier)
    conditions = story_conditions(connection, dossier, selection, values)
    texts = _TEXTS if all(term.key != "speaker" for term in looked) else (*_TEXTS, SPEAKERS)
    return Sift(
        sources=_sources(connection, dossier, selection),
        conditions=conditions,
        indexed=indexed(looked, "fts_title", values),
        values=values.all,
        texts=texts if looked else (),
        keep=words_in(looked, _PLACES),
    )


def story_conditions(
    connection: sqlite3.Connection, dossier: str, selection: Selection, values: Values
) -> tuple[str, ...]:
    """What a query has to answer, each with `{at}` and `{id}` of the row."""
    return asked(selection.terms, lambda term: _condition(connection, dossier, selection, term, values))


def _condition(
    connection: sqlite3.Connection, dossier: str, selection: Selection, term: Term, values: Values
) -> str:
    if term.key in ("since", "until"):
        return days(term, "{at}", values, utc=False)
    if term.key in ("side", "speaker"):
        return _voice(f"voice.stakeholder IN {values.among(people(term))}")
    if term.key == "is":
        return _is(term.value, selection, values)
    about = values.among(subjects(connection, dossier, term, json.dumps(term.ids)))
    return f"""EXISTS (SELECT 1 FROM tag AS its WHERE its.story_id = {{id}} AND its.dossier = :dossier
AND its.subject IN {about})"""  # noqa: S608 - our own words


def _voice(condition: str) -> str:
    return f"""EXISTS (SELECT 1 FROM voice WHERE voice.story_id = {{id}} AND voice.dossier = :dossier
AND voice.current = 1 AND {condition})"""  # noqa: S608 - our own words


def _is(value: str, selection: Selection, values: Values) -> str:
    if value == "new":
        return f"story.first_seen > {values(selection.since)}"
    if value in ("silence", "quote"):
        return _voice(f"voice.kind = {values(value)}")
    return flag(value) or "1"


# ---------------------------------------------------------------- where to look


def _sources(connection: sqlite3.Connection, dossier: str, selection: Selection) -> tuple[Source, ...]:
    """The list or the few rows with the least to look at."""
    # What is hidden is in no list.
    ordered = [] if selection.filter.has("hidden") else _ordered(connection, dossier, selection)
    most = min((few(tally(connection, "", "stories")), *map(size, ordered)))
    return min((*ordered, *_few(connection, selection, most)), key=size)


def _ordered(connection: sqlite3.Connection, dossier: str, selection: Selection) -> list[tuple[Source, ...]]:
    if selection.all:
        where = f"story.cluster = story.id AND {_HIDDEN}"
        return [(Source("story", "", where, "story.at", "story.id", tally(connection, "", "stories")),)]
    every = Source(
        table="reading",
        join="CROSS JOIN story ON story.id = reading.story_id",
        where=f"{_READ} AND reading.hidden = 0",
        at="reading.at",
        id="reading.story_id",
        size=tally(connection, dossier, "relevant"),
    )
    tagged = [
        tuple(
            _about(connection, dossier, id_)
            for id_ in subjects(connection, dossier, term, json.dumps(term.ids))
        )
        for term in selection.terms
        if term.key in ("tag", "agreement", "sector", "stakeholder") and not term.negated
    ]
    return [(every,), *tagged]


def _about(connection: sqlite3.Connection, dossier: str, subject: str) -> Source:
    return Source(
        table="tag",
        join="CROSS JOIN story ON story.id = tag.story_id",
        where=f"{_TAGGED} AND tag.subject = :subject",
        at="tag.at",
        id="tag.story_id",
        size=tally(connection, dossier, subject),
        values={"subject": subject},
    )


def _few(connection: sqlite3.Connection, selection: Selection, most: int) -> list[tuple[Source, ...]]:
    found: list[tuple[Source, ...]] = []
    words = match_of(selection.filter.keyed("", "outlet"))
    if words and (found_in := matches(connection, "fts_title", words, most + 1)) <= most:
        ids = "SELECT rowid AS id FROM fts_title WHERE fts_title MATCH :words"
        found.append((_fetched(selection, ids, found_in, arrivals=True, words=words),))
    for mark in ("starred", "hidden"):
        if selection.filter.has(mark):
            found.append((_fetched(selection, WITH_MARK.format(mark), 0),))
    if selection.filter.has("review"):
        found.append((_fetched(selection, WAITING, 0),))
    if selection.filter.has("new"):
        last = last_seen_before(connection, selection.since)
        ids = "SELECT story.id FROM story WHERE story.id > :last"
        found.append((_fetched(selection, ids, newest_id(connection) - last, arrivals=True, last=last),))
    return found


def _fetched(
    selection: Selection, ids: str, size: int, *, arrivals: bool = False, **values: str | int
) -> Source:
    hidden = selection.filter.has("hidden")
    if selection.all:
        table = f"({ids}) AS few CROSS JOIN story ON story.id = few.id"
        where = f"story.cluster = story.id{'' if hidden else f' AND {_HIDDEN}'}"
        return Source(table, "", where, "story.at", "story.id", size, dict(values), arrivals)
    return Source(
        table=f"({ids}) AS few CROSS JOIN reading ON reading.story_id = few.id",
        join="CROSS JOIN story ON story.id = reading.story_id",
        where=f"{_READ}{'' if hidden else ' AND reading.hidden = 0'}",
        at="reading.at",
        id="reading.story_id",
        size=size,
        values=dict(values),
        arrivals=arrivals,
    )
