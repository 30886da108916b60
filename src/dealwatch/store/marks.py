"""What a person leaves in the store beside the ledger: marks on stories, visits and preferences."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from dealwatch.errors import InputError
from dealwatch.store.journal import Act, Done, enter
from dealwatch.store.sqlite import transaction
from dealwatch.text import Untrusted

Mark = Literal["read", "starred", "hidden"]

_WORDS: Final[dict[tuple[Mark, bool], str]] = {
    ("read", True): "marked read",
    ("read", False): "marked unread",
    ("starred", True): "starred",
    ("starred", False): "no longer starred",
    ("hidden", True): "hidden",
    ("hidden", False): "no longer hidden",
}

# A mark is kept with the first story of a cluster and holds for all of it.
_CLUSTER: Final = """
SELECT story.cluster, story.title, coalesce(mark.read, 0), coalesce(mark.starred, 0), coalesce(mark.hidden, 0)
FROM story LEFT JOIN mark ON mark.story_id = story.cluster WHERE story.id = ?
"""
_NAMES: Final[tuple[Mark, ...]] = ("read", "starred", "hidden")
_SET_MARK: Final[dict[str, str]] = {
    name: f"""
    INSERT INTO mark (story_id, read, starred, hidden)
    SELECT cluster, :name = 'read' AND :on, :name = 'starred' AND :on, :name = 'hidden' AND :on
    FROM story WHERE id = :story
    ON CONFLICT (story_id) DO UPDATE SET {name} = :on
    """  # noqa: S608 - one of three names
    for name in _NAMES
}

_PREVIOUS: Final = "SELECT max(coalesce(ended, began)) FROM visit"
_BEGIN: Final = "INSERT INTO visit (began, previous) VALUES (?, ?)"
_END: Final = "UPDATE visit SET ended = max(?, began) WHERE id = (SELECT max(id) FROM visit)"
_SET: Final = """
INSERT INTO preference (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


def mark(connection: sqlite3.Connection, stories: Sequence[int], name: Mark, on: bool, *, now: int) -> Done:
    """Mark stories, each with its whole cluster, as read, starred or hidden, or (`on` false) as not so.

    One act, however many stories. What is hidden leaves all lists and counts, but what it reports goes on
    counting as evidence. Raises InputError where one of them is not stored.
    """
    with transaction(connection):
        return _mark(connection, stories, name, on, now)


def turn(connection: sqlite3.Connection, story: int, name: Mark, *, now: int) -> Done:
    """Mark a story, with its cluster, as it is not marked now. Raises InputError where it is not stored."""
    with transaction(connection):
        on = not _cluster(connection, story)[2 + _NAMES.index(name)]
        return _mark(connection, [story], name, on, now)


def see(connection: sqlite3.Connection, stories: Sequence[int]) -> None:
    """Note that stories were opened and read: no act of which one would want to undo each."""
    with transaction(connection):
        _set_marks(connection, "read", {str(story): True for story in stories})


def _mark(connection: sqlite3.Connection, stories: Sequence[int], name: Mark, on: bool, now: int) -> Done:
    clusters = {row[0]: row for row in (_cluster(connection, story) for story in stories)}
    before = {str(cluster): bool(row[2 + _NAMES.index(name)]) for cluster, row in clusters.items()}
    after = dict.fromkeys(before, on)
    _set_marks(connection, name, after)
    title = next(iter(clusters.values()))[1] if len(clusters) == 1 else f"{len(clusters)} stories"
    done = Done(_WORDS[name, on], Untrusted(title))
    return enter(connection, name, done, at=now, before=before, after=after)


def apply(connection: sqlite3.Connection, act: Act, again: bool, _now: int) -> None:
    """Undo or do again what `mark` entered."""
    _set_marks(connection, act.kind, act.after if again else act.before)


def _cluster(connection: sqlite3.Connection, story: int) -> tuple[int, str, int, int, int]:
    row: tuple[int, str, int, int, int] | None = connection.execute(_CLUSTER, (story,)).fetchone()
    if row is None:
        raise InputError(f"The store has no story {story}: it may have been removed meanwhile.")
    return row


def _set_marks(connection: sqlite3.Connection, name: str, marks: Mapping[str, bool]) -> None:
    for story, on in marks.items():
        connection.execute(_SET_MARK[name], {"story": int(story), "name": name, "on": on})


def begin_visit(connection: sqlite3.Connection, now: int) -> int | None:
    """A person opens the dashboard; gives the end of the visit before it, None on the first one."""
    with transaction(connection):
        previous: int | None = connection.execute(_PREVIOUS).fetchone()[0]
        connection.execute(_BEGIN, (now, previous))
    return previous


def end_visit(connection: sqlite3.Connection, now: int) -> None:
    """The person leaves: what comes after `now` is new at the next visit."""
    with transaction(connection):
        connection.execute(_END, (now,))


def set_preference(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a person's choice."""
    with transaction(connection):
        connection.execute(_SET, (key, value))


def preference(connection: sqlite3.Connection, key: str) -> str | None:
    """What was remembered under `key`."""
    row = connection.execute("SELECT value FROM preference WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])
