"""Full-text search over everything stored, relevant or not: stories, and what was said beside them."""

import heapq
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter
from typing import Any, Final, Literal

from dealwatch.filter import Filter, Term
from dealwatch.matching import Phrase, Span, snippet, spans
from dealwatch.store.views.conditions import Places, words_in
from dealwatch.store.views.paging import NEWEST, Key
from dealwatch.store.views.parts import MARKS_OF_STORY, TAGS_OF_STORY, marked, shorts
from dealwatch.store.views.selection import Selection
from dealwatch.store.views.sifting import Values, as_ids, is_looked_for, latest, match_of
from dealwatch.store.views.story_sift import SPEAKERS, story_conditions
from dealwatch.text import Untrusted

# In the order in which they came in. What came in later may have been published earlier, never the reverse.
FOUND: Final = """
SELECT story.at, story.id, story.first_seen{texts}
FROM fts_story CROSS JOIN story ON story.id = fts_story.rowid
WHERE fts_story MATCH :words AND (story.at, story.id) < (:at, :id) AND story.at < :ends {conditions}
ORDER BY fts_story.rowid DESC
"""
STORIES: Final = f"""
SELECT story.id, story.at, story.title, story.outlet, story.url, story.summary, story.body,
       coalesce(reading.relevant, 0), {TAGS_OF_STORY}, {MARKS_OF_STORY}
FROM story LEFT JOIN reading ON reading.story_id = story.id AND reading.dossier = :dossier
WHERE story.id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608 - put together from constants
MARKS: Final = f"""
SELECT story.id, {MARKS_OF_STORY} FROM story WHERE story.id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608 - put together from constants
SAID: Final = """
SELECT voice.id, voice.at, voice.kind, voice.speaker, voice.outlet, voice.source_url, voice.text,
       voice.story_id, voice.relevant
FROM fts_voice CROSS JOIN voice ON voice.id = fts_voice.rowid
WHERE fts_voice MATCH :words AND voice.dossier = :dossier AND voice.current = 1 AND voice.duplicate = 0
  AND voice.at BETWEEN :from AND :at AND voice.at < :ends
ORDER BY voice.at DESC, voice.id DESC
"""
IN_STORY: Final = "SELECT 1 FROM fts_story WHERE fts_story MATCH :words AND rowid = :id"

_TEXTS: Final = ", story.title, story.outlet, {}, story.summary, story.body"
_PLACES: Final[Places] = {"": (0, 1, 3, 4), "outlet": (1,), "speaker": (2,)}


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found: a story, or a quote or silence whose story does not hold the words itself.

    `id` is the story's or the quote's, `story_id` the story to open, None where the dossier brings it.
    `title` is the headline, or who spoke; `snippet` a piece of the text, or what was said. The words stand
    at `title_spans` and `snippet_spans`. A person's marks are those of a story; a quote has none.
    """

    kind: Literal["story", "quote", "silence"]
    id: int
    at: int
    title: Untrusted
    outlet: Untrusted
    snippet: Untrusted
    title_spans: tuple[Span, ...]
    snippet_spans: tuple[Span, ...]
    tags: tuple[str, ...]
    relevant: bool
    url: str
    story_id: int | None
    unread: bool = False
    starred: bool = False
    hidden: bool = False

    @property
    def key(self) -> Key:
        """Where it stands among all hits, newest first."""
        return (self.at, 2 * self.id + (self.kind != "story"))


def search(
    connection: sqlite3.Connection,
    dossier: str,
    wanted: Filter,
    *,
    before: Key | None = None,
    limit: int = 50,
    selection: Selection | None = None,
) -> tuple[Hit, ...]:
    """The newest hits older than `before`, the key of the last one seen; none without a word to look for.

    Words are looked for in title, outlet, summary and text of stories, in quotes and their speakers. Other
    terms of `wanted` limit the stories; with one of them quotes are found within their stories alone.
    `selection` brings a day to look from.
    """
    sought = replace(wanted, terms=tuple(_whole(term) for term in wanted.terms))
    match = match_of(sought.keyed(""))
    if not match:
        return ()
    limits = replace(selection or Selection(), filter=sought, everything=True)
    start = before or NEWEST
    found = _stories(connection, dossier, limits, match, start, limit)
    if len(sought.keyed("")) == len(limits.terms):
        # Nothing older than a page of stories is on it.
        oldest = min(hit.at for hit in found) if len(found) == limit else 0
        said = _said(connection, dossier, limits, match, start, oldest)
        found = heapq.nlargest(limit, [*found, *islice(said, limit)], key=attrgetter("key"))
    return tuple(sorted(found, key=attrgetter("key"), reverse=True))


def _whole(term: Term) -> Term:
    """One or two letters are a word: too many begin with them."""
    words = term.phrase.words
    return replace(term, prefix=False) if term.key == "" and words and len(words[-1]) < 3 else term


def _stories(
    connection: sqlite3.Connection, dossier: str, limits: Selection, match: str, before: Key, limit: int
) -> list[Hit]:
    at, number = before
    # A quote's key is odd: the story of the same half is still to come.
    bound = {"at": at, "id": (number + 1) // 2, "ends": limits.ends(), "words": match}
    values = Values(dossier=dossier)
    conditions = story_conditions(connection, dossier, limits, values)
    looked = [term for term in limits.terms if is_looked_for(term)]
    holds = words_in(looked, _PLACES) if any(map(_needs_text, looked)) else None
    query = FOUND.format(
        texts=_TEXTS.format(SPEAKERS if any(term.key == "speaker" for term in looked) else "''")
        if holds
        else "",
        conditions="".join(
            f" AND {condition.replace('{id}', 'story.id').replace('{at}', 'story.at')}"
            for condition in conditions
        ),
    )
    rows = connection.execute(query, {**values.all, **bound})
    found = latest((row for row in rows if holds is None or holds(row[3:])), limit)
    rows.close()
    shown = connection.execute(STORIES, {"dossier": dossier, "ids": as_ids(found)})
    return [_story(row, limits.filter.marked) for row in shown]


def _needs_text(term: Term) -> bool:
    """Whether the index cannot tell: it knows which words a text holds, not which stand together."""
    return term.key != "" or term.negated or len(term.phrase.words) > 1


def _story(row: Any, phrases: tuple[Phrase, ...]) -> Hit:
    id_, at, title, outlet, url, summary, body, relevant, tags, marks = row
    holding = next((text for text in (summary, body) if any(p.is_in(text) for p in phrases)), summary or body)
    part = snippet(holding, phrases)
    return Hit(
        kind="story",
        id=id_,
        at=at,
        title=Untrusted(title),
        outlet=Untrusted(outlet),
        snippet=Untrusted(part),
        title_spans=spans(title, phrases),
        snippet_spans=spans(part, phrases),
        tags=shorts(tags),
        relevant=bool(relevant),
        url=url,
        story_id=id_,
        **marked(marks),
    )


def marked_anew(connection: sqlite3.Connection, hits: Iterable[Hit]) -> list[Hit]:
    """The same hits, with the marks that their stories have now."""
    hits = list(hits)
    ids = {"ids": json.dumps([hit.id for hit in hits if hit.kind == "story"])}
    marks = dict(connection.execute(MARKS, ids).fetchall())
    return [_with(hit, marks[hit.id]) if hit.kind == "story" and hit.id in marks else hit for hit in hits]


def _with(hit: Hit, marks: int) -> Hit:
    now = marked(marks)
    return replace(hit, unread=now["unread"], starred=now["starred"], hidden=now["hidden"])


def _said(
    connection: sqlite3.Connection, dossier: str, limits: Selection, match: str, before: Key, oldest: int
) -> Iterator[Hit]:
    values = {"dossier": dossier, "words": match, "at": before[0], "ends": limits.ends(utc=True)}
    holds = words_in(limits.filter.keyed(""), {"": (3, 6)})
    for row in connection.execute(SAID, {**values, "from": oldest}):
        hit = _voice(row, limits.filter.marked)
        told = {"words": match, "id": hit.story_id}
        in_story = hit.story_id is not None and connection.execute(IN_STORY, told).fetchone() is not None
        if hit.key < before and not in_story and holds is not None and holds(row):
            yield hit


def _voice(row: Any, phrases: tuple[Phrase, ...]) -> Hit:
    id_, at, kind, speaker, outlet, url, text, story_id, relevant = row
    part = snippet(text, phrases)
    return Hit(
        kind=kind,
        id=id_,
        at=at,
        title=Untrusted(speaker),
        outlet=Untrusted(outlet),
        snippet=Untrusted(part),
        title_spans=spans(speaker, phrases),
        snippet_spans=spans(part, phrases),
        tags=(),
        relevant=bool(relevant),
        url=url,
        story_id=story_id,
    )
