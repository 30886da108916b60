"""The stories pane and a story's own screen."""

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from dealwatch.store.rows import Passage, SignalDetail, StoryDetail, StoryRow, TagDetail
from dealwatch.store.views import sifting
from dealwatch.store.views.paging import Key, Listing, count, newest, page, rank
from dealwatch.store.views.parts import MARKS_OF_STORY, TAGS_OF_STORY, date_or_none, marked, passage, shorts
from dealwatch.store.views.selection import WHOLE, Selection, end_of
from dealwatch.store.views.story_sift import story_sift
from dealwatch.store.views.voices import voices_of_story
from dealwatch.text import Untrusted
from dealwatch.values import Mode, Status

_ROW: Final = f"""
SELECT story.id, story.at, story.first_seen, story.title, story.outlet, story.url,
       (SELECT count(*) FROM story AS another
        WHERE another.cluster = story.cluster AND another.cluster <> another.id) AS others,
       {TAGS_OF_STORY} AS tags, {MARKS_OF_STORY} AS marks
"""  # noqa: S608 - put together from constants

RELEVANT: Final = Listing(
    select=f"{_ROW}, 1 AS relevant"
    " FROM reading CROSS JOIN story ON story.id = reading.story_id"
    " WHERE reading.dossier = :dossier"
    " AND reading.relevant = 1 AND reading.duplicate = 0 AND reading.hidden = 0",
    counted="SELECT count(*) FROM reading"
    " WHERE reading.dossier = :dossier"
    " AND reading.relevant = 1 AND reading.duplicate = 0 AND reading.hidden = 0",
    at="reading.at",
    id="reading.story_id",
    name="relevant",
)

# Here the first story of a cluster always stands for it, whatever comes to be relevant.
_SHOWN: Final = """
story.cluster = story.id
AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.story_id = story.id AND mark.hidden = 1)
"""
_ANY: Final = f"""{_ROW}, coalesce(reading.relevant, 0) OR EXISTS (
    SELECT 1 FROM story AS another
    CROSS JOIN reading AS its ON its.story_id = another.id AND its.dossier = :dossier
    WHERE another.cluster = story.id AND another.cluster <> another.id AND its.relevant = 1) AS relevant
FROM story LEFT JOIN reading ON reading.story_id = story.id AND reading.dossier = :dossier
"""  # noqa: S608 - put together from constants
EVERYTHING: Final = Listing(
    select=f"{_ANY} WHERE {_SHOWN}",
    counted=f"SELECT count(*) FROM story WHERE {_SHOWN}",  # noqa: S608 - put together from constants
    at="story.at",
    id="story.id",
    name="stories",
    shared=True,
)

KEYS_OF_SUBJECT: Final = """
SELECT tag.at, tag.story_id FROM tag
WHERE tag.dossier = :dossier AND tag.subject = :subject
  AND tag.relevant = 1 AND tag.duplicate = 0 AND tag.hidden = 0 AND tag.at < :ends
ORDER BY tag.at DESC, tag.story_id DESC LIMIT :limit
"""

STORIES: Final = f"""
{_ANY} WHERE story.id IN (SELECT value FROM json_each(:ids)) ORDER BY story.at DESC, story.id DESC
"""  # noqa: S608 - put together from constants

CLUSTER: Final = f"""
{_ROW}, coalesce(reading.relevant, 0) AS relevant
FROM story LEFT JOIN reading ON reading.story_id = story.id AND reading.dossier = :dossier
WHERE story.id <> :id AND story.id IN (
    SELECT :cluster UNION ALL
    SELECT another.id FROM story AS another
    WHERE another.cluster = :cluster AND another.cluster <> another.id)
ORDER BY story.at, story.id
"""  # noqa: S608 - put together from constants

STORY: Final = f"""
SELECT story.id, story.title, story.summary, story.body, story.author, story.outlet, feed.name AS feed,
       story.url, story.at, story.published, story.first_seen, story.version,
       coalesce(reading.relevant, 0) AS relevant, coalesce(reading.score, 0.0) AS score,
       coalesce(reading.reasons, '[]') AS reasons, coalesce(reading.problem, '') AS problem, story.cluster,
       {MARKS_OF_STORY} AS marks, story.article
FROM story
JOIN feed ON feed.id = story.feed_id
LEFT JOIN reading ON reading.story_id = story.id AND reading.dossier = :dossier
WHERE story.id = :id
"""  # noqa: S608 - put together from constants

# With the tags that the person took away, which are no longer tags.
TAGS: Final = """
SELECT its.subject,
       coalesce(subject.name, stakeholder.name, substr(its.subject, instr(its.subject, ':') + 1)),
       coalesce(subject.short, stakeholder.name, substr(its.subject, instr(its.subject, ':') + 1)),
       correction.holds
FROM (SELECT subject FROM tag WHERE story_id = :id AND dossier = :dossier
      UNION
      SELECT subject FROM correction WHERE story_id = :id AND dossier = :dossier AND subject <> '') AS its
LEFT JOIN correction ON correction.story_id = :id AND correction.dossier = :dossier
    AND correction.subject = its.subject
LEFT JOIN subject ON subject.dossier = :dossier AND subject.id = its.subject
LEFT JOIN stakeholder ON stakeholder.dossier = :dossier AND 'stakeholder:' || stakeholder.id = its.subject
ORDER BY its.subject NOT LIKE 'agreement:%', its.subject NOT LIKE 'sector:%', subject.position,
stakeholder.position
"""

JUDGED: Final = """
SELECT holds FROM correction WHERE story_id = :id AND dossier = :dossier AND subject = ''
"""

# What was found in an older version of the text has no place in this one.
EVIDENCE: Final = """
SELECT about, field, iif(evidence.version = story.version, span_start, 0),
       iif(evidence.version = story.version, span_end, 0), passage
FROM evidence JOIN story ON story.id = evidence.story_id
WHERE evidence.story_id = :id AND evidence.dossier = :dossier
ORDER BY about, position
"""

SIGNALS: Final = """
SELECT signal.id, signal.subject, coalesce(subject.short, signal.subject), signal.status, signal.mode,
       signal.confidence, signal.effective, signal.waits IS NOT NULL AND signal.relevant = 1
FROM signal LEFT JOIN subject ON subject.dossier = signal.dossier AND subject.id = signal.subject
WHERE signal.story_id = :id AND signal.dossier = :dossier AND signal.current = 1
ORDER BY signal.id
"""


def _listing(selection: Selection) -> Listing:
    return EVERYTHING if selection.all else RELEVANT


def stories_page(
    connection: sqlite3.Connection,
    dossier: str,
    *,
    since: int,
    before: Key | None = None,
    after: Key | None = None,
    limit: int = 128,
    selection: Selection = WHOLE,
) -> tuple[StoryRow, ...]:
    """Relevant stories, newest first: the newest ones, those older than `before` or just newer than `after`.

    Keys are a row's (`at`, `id`). What was first seen after the instant `since` is new. `selection` limits
    them, or gives those that are not relevant too.
    """
    ends = selection.ends()
    if selection.whole:
        rows = page(connection, _listing(selection), dossier, before, after, limit, ends)
    else:
        sift = story_sift(connection, dossier, selection)
        found = sifting.keys(connection, sift, before, after, ends, limit)
        values = {"dossier": dossier, "ids": sifting.as_ids(found)}
        rows = connection.execute(STORIES, values).fetchall()
    return tuple(_row(row, since) for row in rows)


def stories_count(
    connection: sqlite3.Connection, dossier: str, selection: Selection = WHOLE, at_most: int | None = None
) -> int:
    """How many stories the list has; counting a selection stops at `at_most`, where that is given."""
    if selection.whole:
        return count(connection, _listing(selection), dossier, selection.ends())
    sift = story_sift(connection, dossier, selection)
    return sifting.count(connection, sift, selection.ends(), at_most=at_most)


def story_rank(connection: sqlite3.Connection, dossier: str, key: Key, selection: Selection = WHOLE) -> int:
    """How many stories stand above the one with this key (`at`, `id`)."""
    if selection.whole:
        return rank(connection, _listing(selection), dossier, key, selection.ends())
    return sifting.count(connection, story_sift(connection, dossier, selection), selection.ends(), key)


def stories_about(
    connection: sqlite3.Connection, dossier: str, subjects: Sequence[str], limit: int, on: dt.date
) -> tuple[StoryRow, ...]:
    """The newest relevant stories up to a day about any of these agreements and sectors; none is new."""
    ends = end_of(on, utc=False)
    lists = [{"dossier": dossier, "subject": subject, "ends": ends} for subject in subjects]
    values = {"dossier": dossier, "ids": newest(connection, KEYS_OF_SUBJECT, lists, limit)}
    return tuple(_row(row, None) for row in connection.execute(STORIES, values))


def _row(row: Any, since: int | None) -> StoryRow:
    id_, at, first_seen, title, outlet, url, others, tags, marks, relevant = row
    return StoryRow(
        id=id_,
        at=at,
        first_seen=first_seen,
        title=Untrusted(title),
        outlet=Untrusted(outlet),
        tags=shorts(tags),
        relevant=bool(relevant),
        new=since is not None and first_seen > since,
        url=url,
        others=others,
        **marked(marks),
    )


def story(connection: sqlite3.Connection, dossier: str, id: int) -> StoryDetail | None:
    """A story with its reading, None where there is none of this id."""
    values = {"id": id, "dossier": dossier}
    row = connection.execute(STORY, values).fetchone()
    if row is None:
        return None
    (id_, title, summary, body, author, outlet, feed, url, at, published, first_seen, version, *reading) = row
    relevant, score, reasons, problem, cluster, marks, article = reading
    copies = connection.execute(CLUSTER, {**values, "cluster": cluster})
    evidence = _evidence(connection, values)
    tags, removed = _tags(connection, values, evidence)
    judged = connection.execute(JUDGED, values).fetchone()
    return StoryDetail(
        id=id_,
        title=Untrusted(title),
        summary=Untrusted(summary),
        body=Untrusted(body),
        author=Untrusted(author),
        outlet=Untrusted(outlet),
        feed=feed,
        url=url,
        at=at,
        published=published,
        first_seen=first_seen,
        version=version,
        relevant=bool(relevant),
        score=score,
        reasons=tuple(json.loads(reasons)),
        problem=problem,
        tags=tags,
        voices=voices_of_story(connection, dossier, id),
        signals=_signals(connection, values, evidence),
        cluster=tuple(_row(copy, None) for copy in copies),
        judged=None if judged is None else bool(judged[0]),
        removed=removed,
        article=article,
        **marked(marks),
    )


def _evidence(connection: sqlite3.Connection, values: dict[str, Any]) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, tuple[Passage, ...]] = {}
    for about, *span in connection.execute(EVIDENCE, values):
        found[about] = (*found.get(about, ()), passage(*span))
    return found


def _tags(
    connection: sqlite3.Connection, values: dict[str, Any], evidence: dict[str, tuple[Passage, ...]]
) -> tuple[tuple[TagDetail, ...], tuple[TagDetail, ...]]:
    """The tags of a story, and those that the person took away."""
    kept: list[TagDetail] = []
    removed: list[TagDetail] = []
    for subject, name, short, holds in connection.execute(TAGS, values):
        tag = TagDetail(
            kind=subject.partition(":")[0],
            id=subject.partition(":")[2],
            name=name,
            evidence=evidence.get(subject, ()),
            origin="reading" if holds is None else "you",
            short=short,
        )
        (removed if holds == 0 else kept).append(tag)
    return tuple(kept), tuple(removed)


def _signals(
    connection: sqlite3.Connection, values: dict[str, Any], evidence: dict[str, tuple[Passage, ...]]
) -> tuple[SignalDetail, ...]:
    return tuple(
        SignalDetail(
            id=id_,
            subject=subject,
            subject_name=name,
            status=Status(status),
            mode=Mode(mode),
            confidence=confidence,
            effective=date_or_none(effective),
            evidence=evidence[f"signal:{id_}"][0],
            waits=bool(waits),
        )
        for id_, subject, name, status, mode, confidence, effective, waits in connection.execute(
            SIGNALS, values
        )
    )
