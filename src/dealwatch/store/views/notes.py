"""What the person noted by hand."""

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from dealwatch.store.rows import NoteRow

_COLUMNS: Final = """
SELECT note.id, note.subject, coalesce(subject.short, note.subject), note.date, note.text, note.source_url,
       note.recorded
FROM note LEFT JOIN subject ON subject.dossier = note.dossier AND subject.id = note.subject
WHERE note.dossier = :dossier AND note.current = 1
"""
NOTES: Final = f"{_COLUMNS} ORDER BY note.date DESC, note.id DESC"
NOTES_ABOUT: Final = f"""
{_COLUMNS} AND note.subject IN (SELECT value FROM json_each(:subjects)) ORDER BY note.date DESC, note.id DESC
"""  # noqa: S608 - put together from constants


def notes(
    connection: sqlite3.Connection, dossier: str, subjects: Sequence[str] | None = None
) -> tuple[NoteRow, ...]:
    """The person's notes, newest first: all of them, or those on any of these agreements and sectors."""
    values = {"dossier": dossier, "subjects": json.dumps(subjects)}
    rows = connection.execute(NOTES if subjects is None else NOTES_ABOUT, values)
    return tuple(
        NoteRow(id_, subject, name, dt.date.fromisoformat(date), text, url, recorded)
        for id_, subject, name, date, text, url, recorded in rows
    )
