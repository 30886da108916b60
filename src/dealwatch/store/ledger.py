"""The ledger of status changes: its only writer, and what it says of a day.

Append-only: taking an entry back is another entry. Both functions that write expect a transaction that the
caller has opened, a person's or a refresh's.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from dealwatch.errors import InputError
from dealwatch.values import Field, Status

Origin = Literal["dossier", "auto", "you"]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An entry of the ledger: `subject` ("agreement:tpd") took on `status` on the day `effective`.

    `known` is the day on which its source was published, `recorded` the instant at which it is entered.
    `note` is our summary or the person's comment, `passage` the exact words at `field[span_start:span_end]`
    of that `version` of the story.
    """

    dossier: str
    subject: str
    status: Status
    effective: dt.date
    known: dt.date
    recorded: int
    origin: Origin
    note: str = ""
    passage: str = ""
    source_url: str = ""
    outlet: str = ""
    confidence: str = ""
    story_id: int | None = None
    signal_id: int | None = None
    version: int | None = None
    field: Field | None = None
    span_start: int | None = None
    span_end: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What an entry says, as far as `standing` and `undone` need it."""

    id: int
    subject: str
    status: Status
    effective: dt.date
    known: dt.date
    recorded: int
    origin: Origin
    undoes: int | None


_APPEND = """
INSERT INTO ledger (dossier, subject, status, effective, known, recorded, origin, note, passage, source_url,
                    outlet, confidence, story_id, signal_id, version, field, span_start, span_end)
VALUES (:dossier, :subject, :status, :effective, :known, :recorded, :origin, :note, :passage, :source_url,
        :outlet, :confidence, :story_id, :signal_id, :version, :field, :span_start, :span_end)
RETURNING id
"""

_TAKE_BACK = """
INSERT INTO ledger (dossier, subject, status, effective, known, recorded, origin, note, passage, source_url,
                    outlet, confidence, undoes)
SELECT dossier, subject, status, effective, known, :recorded, :origin, :note, '', '', '', '', id
FROM ledger WHERE id = :id
RETURNING id
"""

_UNDOER = "SELECT id FROM ledger WHERE undoes = ?"


def append(connection: sqlite3.Connection, change: StatusChange) -> int:
    """Enter a status change; gives the entry's id."""
    values = asdict(change) | {
        "status": change.status.value,
        "effective": change.effective.isoformat(),
        "known": change.known.isoformat(),
    }
    return int(connection.execute(_APPEND, values).fetchone()[0])


def undo(
    connection: sqlite3.Connection, entry: int, *, recorded: int, origin: Origin = "you", note: str = ""
) -> int:
    """Take back a status change by another entry, whose id is given.

    Raises InputError where there is no such entry or it is taken back already.
    """
    chain = _chain(connection, entry)
    if len(chain) % 2 == 0:
        raise InputError(f"Entry {entry} of the ledger is taken back already.")
    return _take_back(connection, chain[-1], recorded, origin, note)


def redo(
    connection: sqlite3.Connection, entry: int, *, recorded: int, origin: Origin = "you", note: str = ""
) -> int:
    """Bring back a status change that was taken back, by undoing the undoing.

    Raises InputError where there is no such entry or it holds.
    """
    chain = _chain(connection, entry)
    if len(chain) % 2 == 1:
        raise InputError(f"Entry {entry} of the ledger holds: there is nothing to bring back.")
    return _take_back(connection, chain[-1], recorded, origin, note)


def let_hold(connection: sqlite3.Connection, entry: int, holds: bool, *, recorded: int) -> None:
    """Bring an entry back, or take it back, on a person's word; nothing where it is so already."""
    chain = _chain(connection, entry)
    if (len(chain) % 2 == 1) != holds:
        _take_back(connection, chain[-1], recorded, "you", "")


def _chain(connection: sqlite3.Connection, entry: int) -> list[int]:
    """An entry, what undoes it, what undoes that one …: it holds when their number is odd."""
    chain = [entry]
    while (row := connection.execute(_UNDOER, (chain[-1],)).fetchone()) is not None:
        chain.append(int(row[0]))
    return chain


def _take_back(connection: sqlite3.Connection, entry: int, recorded: int, origin: Origin, note: str) -> int:
    values = {"id": entry, "recorded": recorded, "origin": origin, "note": note}
    row = connection.execute(_TAKE_BACK, values).fetchone()
    if row is None:
        raise InputError(f"The ledger has no entry {entry}.")
    return int(row[0])


def undone(entries: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """Of (id, undoes) pairs, the ids that are taken back; an undoing that is itself undone does not count."""
    gone: set[int] = set()
    # An undoing is younger than what it undoes, so from the youngest back each is settled when it is met.
    for entry, undoes in sorted(entries, reverse=True):
        if undoes is not None and entry not in gone:
            gone.add(undoes)
    return frozenset(gone)


def as_of(facts: Iterable[Fact], on: dt.date) -> list[Fact]:
    """What held and was known on a day, oldest first: effective ≤ D, known ≤ D, not undone."""
    everything = list(facts)
    gone = undone((fact.id, fact.undoes) for fact in everything)
    held = [
        fact
        for fact in everything
        if fact.undoes is None and fact.id not in gone and fact.effective <= on and fact.known <= on
    ]
    return sorted(held, key=lambda fact: (fact.effective, fact.known, fact.recorded, fact.id))


def current_run(held: list[Fact]) -> list[Fact]:
    """Of one subject's entries of `as_of`, the last ones of the same status: one bar in a timeline."""
    run: list[Fact] = []
    for fact in reversed(held):
        if run and fact.status != run[0].status:
            break
        run.insert(0, fact)
    return run
