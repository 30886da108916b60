"""What happened when: entries of the ledger and dated events."""

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from dealwatch.store.ledger import undone
from dealwatch.store.rows import EventRow, LedgerRow, NoteRow, TimelineRow
from dealwatch.store.views.notes import notes
from dealwatch.store.views.parts import pages
from dealwatch.text import Untrusted
from dealwatch.values import Status

_LEDGER: Final = """
SELECT ledger.id, ledger.subject, coalesce(subject.short, ledger.subject), ledger.status, ledger.effective,
       ledger.known, ledger.recorded, ledger.origin, ledger.note, ledger.passage, ledger.source_url,
       ledger.outlet, ledger.confidence, ledger.story_id, ledger.undoes
FROM ledger LEFT JOIN subject ON subject.dossier = ledger.dossier AND subject.id = ledger.subject
WHERE ledger.dossier = :dossier
"""

HISTORY: Final = f"{_LEDGER} AND ledger.subject = :subject ORDER BY ledger.effective, ledger.known, ledger.id"

ALL_HISTORY: Final = f"{_LEDGER} ORDER BY ledger.effective, ledger.known, ledger.id"

# A day still to come is shown to those who look from the day on which the dossier was compiled, or later.
_EVENTS: Final = """
SELECT event.date, event.subject, coalesce(subject.short, event.subject), event.title, event.detail,
       event.kind, event.confidence, event.source_url, event.scheduled, event.source_urls, event.id
FROM event LEFT JOIN subject ON subject.dossier = event.dossier AND subject.id = event.subject
WHERE event.dossier = :dossier
  AND (event.date <= :on
       OR event.scheduled = 1 AND :on >= (SELECT compiled FROM dossier WHERE dossier.id = event.dossier))
"""

EVENTS: Final = f"{_EVENTS} AND event.date >= :since ORDER BY event.date DESC, event.id DESC"

EVENTS_OF_SUBJECTS: Final = f"""
{_EVENTS} AND event.subject IN (SELECT value FROM json_each(:subjects))
ORDER BY event.date DESC, event.id DESC
"""  # noqa: S608 - put together from constants

# An event of that day tells it better.
LATER: Final = """
SELECT later.date, later.subject, coalesce(subject.short, later.subject), later.note, later.confidence,
       later.source_url, later.id
FROM later LEFT JOIN subject ON subject.dossier = later.dossier AND subject.id = later.subject
WHERE later.dossier = :dossier AND later.date <= :on AND later.date >= :since
  AND NOT EXISTS (SELECT 1 FROM event
                  WHERE event.dossier = later.dossier AND event.subject = later.subject
                    AND event.date = later.date)
"""


def history(
    connection: sqlite3.Connection, dossier: str, subject: str, on: dt.date | None = None
) -> tuple[LedgerRow, ...]:
    """A subject's entries of the ledger, newest first, those taken back among them and marked.

    With a day: only what held and was known then.
    """
    rows = connection.execute(HISTORY, {"dossier": dossier, "subject": subject}).fetchall()
    return _as_of(_entries(rows), on)


def timeline(
    connection: sqlite3.Connection, dossier: str, on: dt.date, since: dt.date | None = None
) -> tuple[TimelineRow, ...]:
    """Everything dated, newest first, as of a day: status changes, events, and what left a status as it was.

    `since` is the first day to show.
    """
    first = since or dt.date.min
    values = {"dossier": dossier, "on": on.isoformat(), "since": first.isoformat()}
    changes = _as_of(_entries(connection.execute(ALL_HISTORY, {"dossier": dossier}).fetchall()), on)
    rows = [
        *(row for row in _change_lines(changes) if row.date >= first),
        *(_event_line(event_of(row), row[-1]) for row in connection.execute(EVENTS, values)),
        *(_later_line(row) for row in connection.execute(LATER, values)),
        *(_note_line(row) for row in notes(connection, dossier) if first <= row.date <= on),
    ]
    return tuple(sorted(rows, key=lambda row: row.date, reverse=True))


def events_about(
    connection: sqlite3.Connection, dossier: str, subjects: Sequence[str], on: dt.date
) -> tuple[EventRow, ...]:
    """The dated events of any of these agreements and sectors, newest first."""
    values = {"dossier": dossier, "subjects": json.dumps(subjects), "on": on.isoformat()}
    return tuple(event_of(row) for row in connection.execute(EVENTS_OF_SUBJECTS, values))


def _as_of(entries: list[LedgerRow], on: dt.date | None) -> tuple[LedgerRow, ...]:
    """Newest first; with a day, without what was not yet known or did not hold yet."""
    return tuple(
        entry for entry in reversed(entries) if on is None or (entry.effective <= on and entry.known <= on)
    )


def _entries(rows: list[Any]) -> list[LedgerRow]:
    gone = undone((row[0], row[14]) for row in rows)
    return [_entry(row, row[0] in gone) for row in rows if row[14] is None]


def _entry(row: Any, taken_back: bool) -> LedgerRow:
    (id_, subject, name, status, effective, known, recorded, origin, note, passage, *source) = row
    source_url, outlet, confidence, story_id, _undoes = source
    return LedgerRow(
        id=id_,
        subject=subject,
        subject_name=name,
        status=Status(status),
        effective=dt.date.fromisoformat(effective),
        known=dt.date.fromisoformat(known),
        recorded=recorded,
        origin=origin,
        note=note,
        passage=Untrusted(passage),
        source_url=source_url,
        outlet=Untrusted(outlet),
        confidence=confidence,
        story_id=story_id,
        undone=taken_back,
    )


def event_of(row: Any) -> EventRow:
    """A row of the events as a value."""
    date, subject, name, title, detail, kind, confidence, source_url, scheduled, more, _id = row
    return EventRow(
        date=dt.date.fromisoformat(date),
        subject=subject,
        subject_name=name,
        title=title,
        detail=detail,
        kind=kind,
        confidence=confidence,
        source_url=source_url,
        scheduled=bool(scheduled),
        source_urls=pages(source_url, more=more),
    )


def _change_lines(changes: Sequence[LedgerRow]) -> list[TimelineRow]:
    """The changes, newest first, each with the status that its subject had before."""
    before: dict[str, Status] = {}
    lines = []
    for row in reversed(changes):
        if not row.undone:
            lines.append(_change_line(row, before.get(row.subject)))
            before[row.subject] = row.status
    return lines[::-1]


def _change_line(row: LedgerRow, before: Status | None) -> TimelineRow:
    return TimelineRow(
        date=row.effective,
        subject=row.subject,
        subject_name=row.subject_name,
        kind="status change",
        what=f"{row.status.label}: {row.note}" if row.note else row.status.label,
        origin=row.origin,
        confidence=row.confidence,
        source_url=row.source_url,
        story_id=row.story_id,
        scheduled=False,
        id=f"ledger:{row.id}",
        status=row.status,
        before=before,
        outlet=row.outlet,
        passage=row.passage,
    )


def _event_line(row: EventRow, id_: int) -> TimelineRow:
    return TimelineRow(
        date=row.date,
        subject=row.subject,
        subject_name=row.subject_name,
        kind=row.kind,
        what=row.title,
        origin="dossier",
        confidence=row.confidence,
        source_url=row.source_url,
        story_id=None,
        scheduled=row.scheduled,
        id=f"event:{id_}",
    )


def _later_line(row: Any) -> TimelineRow:
    date, subject, name, note, confidence, source_url, id_ = row
    return TimelineRow(
        date=dt.date.fromisoformat(date),
        subject=subject,
        subject_name=name,
        kind="unchanged",
        what=note,
        origin="dossier",
        confidence=confidence,
        source_url=source_url,
        story_id=None,
        scheduled=False,
        id=f"later:{id_}",
    )


def _note_line(row: NoteRow) -> TimelineRow:
    return TimelineRow(
        date=row.date,
        subject=row.subject,
        subject_name=row.subject_name,
        kind="note",
        what=row.text,
        origin="you",
        confidence="",
        source_url=row.source_url,
        story_id=None,
        scheduled=False,
        id=f"note:{row.id}",
    )
