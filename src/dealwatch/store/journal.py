"""The journal of what a person did, from which every act can be undone and done again, also next week.

An act is entered with how things were before and after it, in the transaction that does it. What is undone
stands at the journal's end until something new is done; then it can no longer be done again.
"""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from dealwatch.text import Untrusted


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, for people: `words` ("starred"), and the `title` of what it was done to."""

    words: str
    title: Untrusted


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the journal. `target` is the row it was about; `before` and `after` are its kind's own."""

    id: int
    kind: str
    dossier: str
    target: int
    before: Any
    after: Any
    done: Done


_ENTER: Final = """
INSERT INTO journal (at, kind, dossier, target, before, after, words, title, undone)
VALUES (:at, :kind, :dossier, :target, :before, :after, :words, :title, 0)
"""
_ACT: Final = "SELECT id, kind, dossier, target, before, after, words, title FROM journal WHERE id = ?"
_LAST: Final = "SELECT max(id) FROM journal WHERE undone = 0"
_NEXT: Final = f"SELECT min(id) FROM journal WHERE id > coalesce(({_LAST}), 0)"  # noqa: S608 - constants
_MARK: Final = "UPDATE journal SET undone = ? WHERE id = ?"


def enter(
    connection: sqlite3.Connection,
    kind: str,
    done: Done,
    *,
    at: int,
    dossier: str = "",
    target: int = 0,
    before: Any = None,
    after: Any = None,
) -> Done:
    """Enter an act, within the transaction that does it; gives what to tell the person."""
    values = {
        "at": at,
        "kind": kind,
        "dossier": dossier,
        "target": target,
        "before": json.dumps(before),
        "after": json.dumps(after),
        "words": done.words,
        "title": done.title.plain,
    }
    connection.execute(_ENTER, values)
    return done


def last_done(connection: sqlite3.Connection) -> Act | None:
    """What an undo would undo."""
    return _act(connection, _LAST)


def next_undone(connection: sqlite3.Connection) -> Act | None:
    """What a redo would do again."""
    return _act(connection, _NEXT)


def set_undone(connection: sqlite3.Connection, act: int, undone: bool) -> None:
    """Note that an act is undone, or done again."""
    connection.execute(_MARK, (undone, act))


def _act(connection: sqlite3.Connection, which: str) -> Act | None:
    row = connection.execute(_ACT, connection.execute(which).fetchone()).fetchone()
    if row is None:
        return None
    id_, kind, dossier, target, before, after, words, title = row
    return Act(
        id=id_,
        kind=kind,
        dossier=dossier,
        target=target,
        before=json.loads(before),
        after=json.loads(after),
        done=Done(words, Untrusted(title)),
    )
