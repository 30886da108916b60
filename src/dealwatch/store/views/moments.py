"""What moved, and when: of each subject the last time, and of all of them the days on which anything did."""

import datetime as dt
import sqlite3
from collections.abc import Iterable
from typing import Final

from dealwatch.store.ledger import Fact, as_of
from dealwatch.store.rows import Movement
from dealwatch.store.views.facts import LEDGER, fact_of
from dealwatch.values import Status

EVENTS: Final = """
SELECT subject, date, title, kind FROM event WHERE dossier = :dossier AND scheduled = 0 AND date <= :on
"""
LATER: Final = "SELECT subject, date, note FROM later WHERE dossier = :dossier AND date <= :on"
NOTED: Final = "SELECT subject, date, text FROM note WHERE dossier = :dossier AND current = 1 AND date <= :on"

VOLUMES: Final = """
SELECT subject.id, volume.day, volume.n
FROM subject CROSS JOIN volume
    ON volume.dossier = subject.dossier AND volume.name = subject.id AND volume.day BETWEEN :first AND :last
WHERE subject.dossier = :dossier
"""

_EPOCH: Final = dt.date(1970, 1, 1)


def moments(connection: sqlite3.Connection, dossier: str, on: dt.date) -> tuple[dt.date, ...]:
    """The days up to `on` on which anything changed, the oldest first: what held then, what happened, notes.

    A change of status counts on the day from which both it held and it was known.
    """
    days = {max(fact.effective, fact.known) for fact in _facts(connection, dossier, on)}
    return tuple(sorted(days | {moved.date for _, moved in _told(connection, dossier, on)}))


def movements(connection: sqlite3.Connection, dossier: str, on: dt.date) -> dict[str, Movement]:
    """The last thing that moved in each subject up to a day: a change of status, an event, a word on it.

    A person's own note is no news of the negotiation.
    """
    last: dict[str, Movement] = {}
    for subject, moved in (*_changes(connection, dossier, on), *_told(connection, dossier, on)):
        if moved.kind != "note" and (subject not in last or last[subject].date < moved.date):
            last[subject] = moved
    return last


def volumes(connection: sqlite3.Connection, dossier: str, on: dt.date, days: int) -> dict[str, list[int]]:
    """Relevant stories about each subject on each of the last days (UTC) up to `on`, the oldest first."""
    last = (on - _EPOCH).days
    first = last - days + 1
    found: dict[str, list[int]] = {}
    for subject, day, n in connection.execute(VOLUMES, {"dossier": dossier, "first": first, "last": last}):
        found.setdefault(subject, [0] * days)[day - first] = n
    return found


def weekly(days: Iterable[int]) -> tuple[int, ...]:
    """Sums of seven days each."""
    each = list(days)
    return tuple(sum(each[start : start + 7]) for start in range(0, len(each), 7))


def _facts(connection: sqlite3.Connection, dossier: str, on: dt.date) -> list[Fact]:
    return as_of((fact_of(row) for row in connection.execute(LEDGER, {"dossier": dossier})), on)


def _changes(connection: sqlite3.Connection, dossier: str, on: dt.date) -> Iterable[tuple[str, Movement]]:
    held: dict[str, Status] = {}
    for fact in _facts(connection, dossier, on):
        # What only says again what held already moved nothing.
        if held.get(fact.subject) is not fact.status:
            yield fact.subject, Movement(fact.effective, fact.status.label, "status change")
        held[fact.subject] = fact.status


def _told(connection: sqlite3.Connection, dossier: str, on: dt.date) -> Iterable[tuple[str, Movement]]:
    values = {"dossier": dossier, "on": on.isoformat()}
    for subject, date, title, kind in connection.execute(EVENTS, values):
        yield subject, Movement(dt.date.fromisoformat(date), title, kind)
    for query, kind in ((LATER, "unchanged"), (NOTED, "note")):
        for subject, date, text in connection.execute(query, values):
            yield subject, Movement(dt.date.fromisoformat(date), text, kind)
