"""Let readings follow what a person said of their stories: what `corrections` keeps holds over the rules."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert as upsert

from dealwatch.store import tables
from dealwatch.store.corrections import RELEVANCE
from dealwatch.store.outcomes import ReadStory
from dealwatch.values import Reading, Tag

_ANY: Final = text("SELECT EXISTS (SELECT 1 FROM correction)")
# A story's own words, and those on the others of its cluster; the newest last.
_WORDS: Final = text(
    """
SELECT own.id, correction.subject, correction.holds, correction.at
FROM json_each(:stories) AS each
CROSS JOIN story AS own ON own.id = each.value
CROSS JOIN correction ON correction.story_id IN (
    SELECT own.cluster UNION ALL
    SELECT copy.id FROM story AS copy WHERE copy.cluster = own.cluster AND copy.cluster <> copy.id)
WHERE correction.dossier = :dossier
ORDER BY correction.at, correction.story_id = own.id
"""
)
_KINDS: Final = {"agreement": "agreements", "sector": "sectors", "stakeholder": "stakeholders"}


def follow_corrections(
    connection: Connection, dossier: str, stories: Sequence[ReadStory]
) -> Sequence[ReadStory]:
    """The stories with readings that say what a person said; what the rules found is noted beside it."""
    read = [story.story_id for story in stories if story.reading is not None]
    if not read or not connection.execute(_ANY).scalar():
        return stories
    words: dict[int, dict[str, tuple[bool, int]]] = {}
    for story, subject, holds, at in connection.execute(_WORDS, {"stories": str(read), "dossier": dossier}):
        words.setdefault(story, {})[subject] = (bool(holds), at)
    return [_followed(connection, dossier, story, words.get(story.story_id, {})) for story in stories]


def _followed(
    connection: Connection, dossier: str, story: ReadStory, words: dict[str, tuple[bool, int]]
) -> ReadStory:
    reading = story.reading
    if reading is None:
        return story
    for subject, (holds, at) in words.items():
        _note(connection, dossier, story.story_id, subject, holds, says(reading, subject), at)
        reading = corrected(reading, subject, holds)
    return replace(story, reading=reading)


def _note(
    connection: Connection, dossier: str, story: int, subject: str, holds: bool, found: bool, at: int
) -> None:
    values: dict[str, Any] = {"holds": holds, "found": found, "at": at}
    statement = upsert(tables.CORRECTION).values(story_id=story, dossier=dossier, subject=subject, **values)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["story_id", "dossier", "subject"], set_=values)
    )


def says(reading: Reading, subject: str) -> bool:
    """Whether a reading says that its story is about a subject, or relevant at all."""
    if subject == RELEVANCE:
        return reading.relevant
    kind, _, id_ = subject.partition(":")
    return any(tag.id == id_ for tag in getattr(reading, _KINDS[kind]))


def corrected(reading: Reading, subject: str, holds: bool) -> Reading:
    """A reading that says what a person said. A tag that they gave has no passage."""
    if says(reading, subject) == holds:
        return reading
    if subject == RELEVANCE:
        return replace(reading, relevant=holds)
    kind, _, id_ = subject.partition(":")
    tags: tuple[Tag, ...] = getattr(reading, _KINDS[kind])
    changed: dict[str, Any] = {
        _KINDS[kind]: (*tags, Tag(id_)) if holds else tuple(tag for tag in tags if tag.id != id_)
    }
    return replace(reading, **changed)
