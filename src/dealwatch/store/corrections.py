"""A person's word on a story: whether it is about the dossier, and about which of its subjects.

The word holds for the story's cluster, and readings follow it (`readings` for those still to come), so that
lists, counts and quotes do. What the reading itself had found is kept beside it: without the word it is back.
"""

import sqlite3
from typing import Final

from dealwatch.errors import InputError
from dealwatch.store import weigh
from dealwatch.store.journal import Act, Done, enter
from dealwatch.store.sqlite import transaction
from dealwatch.text import Untrusted

#: The `subject` of a word on whether a story is about the dossier at all.
RELEVANCE: Final = ""

Row = tuple[int, bool, bool | None]

# Who stands for the cluster in the lists comes first.
_MEMBERS: Final = """
SELECT story.id, coalesce(reading.relevant, 0) AS relevant,
       EXISTS (SELECT 1 FROM tag WHERE tag.story_id = story.id AND tag.dossier = :dossier
               AND tag.subject = :subject) AS tagged,
       correction.found, correction.holds, correction.at
FROM story
LEFT JOIN reading ON reading.story_id = story.id AND reading.dossier = :dossier
LEFT JOIN correction ON correction.story_id = story.id AND correction.dossier = :dossier
    AND correction.subject = :subject
WHERE story.id IN (
    SELECT first.cluster FROM story AS first WHERE first.id = :story
    UNION ALL
    SELECT copy.id FROM story AS first
    JOIN story AS copy ON copy.cluster = first.cluster AND copy.cluster <> copy.id
    WHERE first.id = :story)
ORDER BY coalesce(reading.duplicate, 1), story.id
"""
_TITLE: Final = "SELECT title FROM story WHERE id = ?"
_KNOWN: Final = """
SELECT name FROM subject WHERE dossier = :dossier AND id = :subject
UNION ALL
SELECT name FROM stakeholder WHERE dossier = :dossier AND 'stakeholder:' || id = :subject
"""
_KEEP: Final = """
INSERT INTO correction (story_id, dossier, subject, holds, found, at)
VALUES (:story, :dossier, :subject, :holds, :found, :at)
ON CONFLICT (story_id, dossier, subject) DO UPDATE SET holds = excluded.holds, at = excluded.at
"""
_DROP: Final = """
DELETE FROM correction WHERE story_id = :story AND dossier = :dossier AND subject = :subject
"""
# A story that was not read for this dossier yet; its reading is stale, so that it will be.
_STUB: Final = """
INSERT OR IGNORE INTO reading (story_id, dossier, at, version, digest, relevant, duplicate, score, reasons,
                               problem, read_at)
SELECT id, :dossier, at, version, '', 0, 0, 0.0, '[]', '', :at FROM story WHERE id = :story
"""
_RELEVANT: Final = """
UPDATE reading SET relevant = :holds
WHERE story_id = :story AND dossier = :dossier AND relevant <> :holds
"""
_ADD_TAG: Final = """
INSERT OR IGNORE INTO tag (story_id, dossier, subject, at, relevant, duplicate, hidden)
SELECT story_id, dossier, :subject, at, relevant, duplicate, hidden FROM reading
WHERE story_id = :story AND dossier = :dossier
"""
_REMOVE_TAG: Final = "DELETE FROM tag WHERE story_id = :story AND dossier = :dossier AND subject = :subject"
_SIGNALLED: Final = "SELECT DISTINCT subject FROM signal WHERE story_id = ? AND dossier = ?"


def correct_relevance(
    connection: sqlite3.Connection, dossier: str, story: int, about: bool | None, *, now: int
) -> Done:
    """Say that a story is, or is not, about the dossier; None takes the word back. Raises InputError."""
    words = {True: "is about this", False: "is not about this", None: "as it was read"}[about]
    return _correct(connection, dossier, story, RELEVANCE, about, words, now)


def correct_tag(
    connection: sqlite3.Connection, dossier: str, story: int, subject: str, holds: bool | None, *, now: int
) -> Done:
    """Say that a story is, or is not, about a subject ("sector:steel", "stakeholder:nvidia"); None takes the
    word back. Raises InputError where the dossier has no such subject.
    """
    row = connection.execute(_KNOWN, {"dossier": dossier, "subject": subject}).fetchone()
    if row is None:
        raise InputError(f"The dossier has no {subject}: choose one of its agreements, sectors or people.")
    words = {True: f"tagged {row[0]}", False: f"not {row[0]}", None: f"{row[0]} as it was read"}[holds]
    return _correct(connection, dossier, story, subject, holds, words, now)


def apply(connection: sqlite3.Connection, act: Act, again: bool, _now: int) -> None:
    """Undo or do again what a correction entered."""
    subject, holds, at = act.after if again else act.before
    _set(connection, act.dossier, act.target, subject, holds, at)


def _correct(
    connection: sqlite3.Connection,
    dossier: str,
    story: int,
    subject: str,
    holds: bool | None,
    words: str,
    now: int,
) -> Done:
    with transaction(connection):
        title = connection.execute(_TITLE, (story,)).fetchone()
        if title is None:
            raise InputError(f"The store has no story {story}: it may have been removed meanwhile.")
        before = (subject, *_word(connection, dossier, story, subject))
        after = (subject, holds, now)
        _set(connection, dossier, story, subject, holds, now)
        done = Done(words, Untrusted(title[0]))
        return enter(
            connection,
            "correction",
            done,
            at=now,
            dossier=dossier,
            target=story,
            before=before,
            after=after,
        )


def _word(connection: sqlite3.Connection, dossier: str, story: int, subject: str) -> tuple[bool | None, int]:
    """The newest word on a story's cluster, and since when."""
    values = {"dossier": dossier, "story": story, "subject": subject}
    words = [(row[5], row[0], row[4]) for row in connection.execute(_MEMBERS, values) if row[4] is not None]
    at, _, holds = max(words, default=(0, 0, None))
    return (None if holds is None else bool(holds), at)


def _set(
    connection: sqlite3.Connection, dossier: str, story: int, subject: str, holds: bool | None, at: int
) -> None:
    values = {"dossier": dossier, "story": story, "subject": subject}
    members = connection.execute(_MEMBERS, values).fetchall()
    rules = {row[0]: bool((row[2] if subject else row[1]) if row[3] is None else row[3]) for row in members}
    to_be = {story: found if holds is None else holds for story, found in rules.items()}
    # Who stands for the cluster in the lists is the first to become relevant and the last not to be.
    for id_ in sorted(to_be, key=lambda story: not to_be[story]) if any(to_be.values()) else reversed(to_be):
        its = {**values, "story": id_, "holds": holds, "found": rules[id_], "at": at}
        connection.execute(_DROP if holds is None else _KEEP, its)
        connection.execute(_STUB, its)
        _follow(connection, its, to_be[id_])
    if not subject:
        signalled = {
            row[0] for member in members for row in connection.execute(_SIGNALLED, (member[0], dossier))
        }
        weigh.settle(connection, dossier, signalled)


def _follow(connection: sqlite3.Connection, values: dict[str, object], holds: bool) -> None:
    if values["subject"]:
        connection.execute(_ADD_TAG if holds else _REMOVE_TAG, values)
    else:
        connection.execute(_RELEVANT, {**values, "holds": holds})
