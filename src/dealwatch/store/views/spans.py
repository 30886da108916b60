"""The timeline screen: which status each subject had from when to when, and how much was written about it."""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal

from dealwatch.store.ledger import Fact, as_of
from dealwatch.store.rows import EventRow, Standing, TimelineRow
from dealwatch.store.views.facts import LEDGER, fact_of
from dealwatch.store.views.subjects import standings_of
from dealwatch.store.views.timeline import event_of
from dealwatch.values import Status
from dealwatch.when import full_day, local

_EPOCH: Final = dt.date(1970, 1, 1)

SPAN_SUBJECTS: Final = """
SELECT id, short, name, agreement, as_of FROM subject WHERE dossier = :dossier ORDER BY position
"""

VOLUME: Final = """
SELECT day, n FROM volume
WHERE dossier = :dossier AND name = :name AND day BETWEEN :first AND :last AND n > 0 ORDER BY day
"""

FIRST_DAY: Final = """
SELECT day FROM volume WHERE dossier = :dossier AND name = :name AND n > 0 ORDER BY day LIMIT 1
"""

# What undoes an undoing brings an entry back.
TAKEN_BACK: Final = """
SELECT undoing.id, undone.subject, coalesce(subject.short, undone.subject), undone.status, undone.effective,
       undoing.recorded, undoing.origin, undoing.note, undone.undoes IS NOT NULL
FROM ledger AS undoing
JOIN ledger AS undone ON undone.id = undoing.undoes
LEFT JOIN subject ON subject.dossier = undone.dossier AND subject.id = undone.subject
WHERE undoing.dossier = :dossier AND undoing.undoes IS NOT NULL AND undoing.origin <> 'dossier'
ORDER BY undoing.id DESC
"""

# An acceptance is an entry of the ledger, and told there.
DECISIONS: Final = """
SELECT decision.id, decision.subject, coalesce(subject.short, decision.subject), decision.status,
       decision.kind, decision.origin, decision.at, decision.comment
FROM decision LEFT JOIN subject ON subject.dossier = decision.dossier AND subject.id = decision.subject
WHERE decision.dossier = :dossier AND decision.kind <> 'accept' AND decision.undone = 0
ORDER BY decision.id DESC
"""

_DECIDED: Final = {"reject": "rejected", "postpone": "postponed", "comment": "comment on"}

EVENT: Final = """
SELECT event.date, event.subject, coalesce(subject.name, event.subject), event.title, event.detail,
       event.kind, event.confidence, event.source_url, event.scheduled, event.source_urls, event.id
FROM event LEFT JOIN subject ON subject.dossier = event.dossier AND subject.id = event.subject
WHERE event.id = :id AND event.dossier = :dossier
"""

LATER_WORD: Final = """
SELECT later.date, later.subject, coalesce(subject.name, later.subject), later.note, '', 'unchanged',
       later.confidence, later.source_url, 0, '[]', later.id
FROM later LEFT JOIN subject ON subject.dossier = later.dossier AND subject.id = later.subject
WHERE later.id = :id AND later.dossier = :dossier
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which a subject had one status: from `since` to before `until`; None: until now."""

    status: Status
    since: dt.date
    until: dt.date | None
    origin: Literal["dossier", "auto", "you"]


@dataclass(frozen=True, slots=True)
class SpansRow:
    """A bar of the chart: a subject ("agreement:tpd") with its spans, the oldest first.

    `agreement` is the id of a sector's agreement ("tpd"). `standing` is the last one's, with the last day on
    which it was known to hold.
    """

    subject: str
    kind: Literal["agreement", "sector"]
    short: str
    name: str
    agreement: str
    spans: tuple[Span, ...]
    standing: Standing | None


def spans(connection: sqlite3.Connection, dossier: str, on: dt.date) -> tuple[SpansRow, ...]:
    """Agreements and sectors in the dossier's order, with their spans as of a day."""
    rows = connection.execute(SPAN_SUBJECTS, {"dossier": dossier}).fetchall()
    standings = standings_of(connection, dossier, on, {row[0]: dt.date.fromisoformat(row[4]) for row in rows})
    facts = as_of((fact_of(row) for row in connection.execute(LEDGER, {"dossier": dossier})), on)
    held: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        held[fact.subject].append(fact)
    return tuple(
        SpansRow(
            subject=id_,
            kind="agreement" if id_.startswith("agreement:") else "sector",
            short=short,
            name=name,
            agreement=agreement,
            spans=spans_of(held[id_]),
            standing=standings.get(id_),
        )
        for id_, short, name, agreement, _as_of in rows
    )


def spans_of(held: Iterable[Fact]) -> tuple[Span, ...]:
    """The spans of one subject's entries of `ledger.as_of`, oldest first; a repeated status goes on."""
    runs = [list(run) for _, run in groupby(held, key=lambda fact: fact.status)]
    starts = [run[0].effective for run in runs]
    ends: Sequence[dt.date | None] = [*starts[1:], None] if starts else []
    return tuple(
        Span(run[0].status, start, end, run[0].origin)
        for run, start, end in zip(runs, starts, ends, strict=True)
    )


def decisions(connection: sqlite3.Connection, dossier: str, on: dt.date) -> tuple[TimelineRow, ...]:
    """What was decided up to a day beside the status changes that hold, newest first.

    What was taken out of the ledger or brought back, signals that were rejected or put off.
    """
    values = {"dossier": dossier, "on": on.isoformat()}
    lines = [
        *(_taken_back(row) for row in connection.execute(TAKEN_BACK, values)),
        *(_decision(row) for row in connection.execute(DECISIONS, values)),
    ]
    return tuple(
        sorted((line for line in lines if line.date <= on), key=lambda line: line.date, reverse=True)
    )


def _decision(row: Any) -> TimelineRow:
    id_, subject, name, status, kind, origin, at, comment = row
    words = f"{_DECIDED.get(kind, kind)}: {Status(status).label}{f', “{comment}”' if comment else ''}"
    return _line(f"decision:{id_}", local(at).date(), subject, name, "decision", words, origin)


def _taken_back(row: Any) -> TimelineRow:
    id_, subject, name, status, effective, recorded, origin, note, back = row
    did = "brought back" if back else "taken back"
    since = full_day(dt.date.fromisoformat(effective))
    words = f"{did}: {Status(status).label} since {since}{f', “{note}”' if note else ''}"
    return _line(f"ledger:{id_}", local(recorded).date(), subject, name, "decision", words, origin)


def _line(
    id_: str,
    date: dt.date,
    subject: str,
    name: str,
    kind: str,
    what: str,
    origin: Literal["auto", "you"],
    source_url: str = "",
) -> TimelineRow:
    return TimelineRow(
        date=date,
        subject=subject,
        subject_name=name,
        kind=kind,
        what=what,
        origin=origin,
        confidence="",
        source_url=source_url,
        story_id=None,
        scheduled=False,
        id=id_,
    )


def volume(
    connection: sqlite3.Connection, dossier: str, name: str, first: dt.date, last: dt.date
) -> dict[dt.date, int]:
    """Relevant stories a day (UTC) in a time: all of them ("relevant"), or those about a subject."""
    values = {"dossier": dossier, "name": name, "first": _day(first), "last": _day(last)}
    return {_EPOCH + dt.timedelta(days=day): n for day, n in connection.execute(VOLUME, values) if day >= 0}


def first_volume(connection: sqlite3.Connection, dossier: str, name: str) -> dt.date | None:
    """The day of the oldest story of a volume; None where there is none."""
    row = connection.execute(FIRST_DAY, {"dossier": dossier, "name": name}).fetchone()
    return None if row is None or row[0] < 0 else _EPOCH + dt.timedelta(days=row[0])


def _day(date: dt.date) -> int:
    return (date - _EPOCH).days


def event(connection: sqlite3.Connection, dossier: str, id: str) -> EventRow | None:
    """What a line of the timeline tells of, by its id ("event:12", "later:3"); None where it is gone."""
    kind, _, number = id.partition(":")
    query = {"event": EVENT, "later": LATER_WORD}.get(kind)
    row = connection.execute(query, {"dossier": dossier, "id": number}).fetchone() if query else None
    return None if row is None else event_of(row)
