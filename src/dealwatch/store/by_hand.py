"""What a person enters by hand, each with its source: a status change, a quote, a note.

A page must stand behind it: http or https. Each function raises InputError with what is missing or wrong, and
names the argument as its `field`.
"""

import datetime as dt
import sqlite3
from typing import Final
from urllib.parse import urlsplit

from dealwatch.errors import InputError
from dealwatch.store import ledger, review, weigh
from dealwatch.store.journal import Act, Done, enter
from dealwatch.store.keys import speaker_key
from dealwatch.store.sqlite import transaction
from dealwatch.text import Untrusted, clean_line, clean_text
from dealwatch.values import Status

_NAME: Final = "SELECT short FROM subject WHERE dossier = :dossier AND id = :subject"
_STAKEHOLDER: Final = """
SELECT id, name FROM stakeholder WHERE dossier = :dossier AND (id = :who OR lower(name) = lower(:who))
"""
_QUOTE: Final = """
INSERT INTO voice (dossier, kind, origin, field, span_start, span_end, text, verbatim, speaker, said_by,
                   stakeholder, subject, about, date, date_precision, at, outlet, source_url, source_note,
                   first_seen, current, relevant, duplicate, hidden)
VALUES (:dossier, 'quote', 'you', 'body', 0, length(:text), :text, 1, :speaker, :said_by,
        :stakeholder, :subject, :about, :date, '', :at, :outlet, :source_url, '', :now, 1, 1, 0, 0)
RETURNING id
"""
_NOTE: Final = """
INSERT INTO note (dossier, subject, date, text, source_url, recorded, current)
VALUES (:dossier, :subject, :date, :text, :source_url, :now, 1) RETURNING id
"""
_KEEP_QUOTE: Final = "UPDATE voice SET current = ? WHERE id = ?"
_KEEP_NOTE: Final = "UPDATE note SET current = ? WHERE id = ?"

_SOURCE: Final = "source_url"
_NO_SOURCE: Final = "The source is missing: give the address of the page that says so."

# Longer than any sentence or paragraph that is worth keeping.
_LINE: Final = 300
_TEXT: Final = 10_000


def enter_status(
    connection: sqlite3.Connection,
    dossier: str,
    subject: str,
    status: Status,
    effective: dt.date,
    source_url: str,
    *,
    now: int,
    known: dt.date | None = None,
    note: str = "",
) -> Done:
    """Enter that a subject ("agreement:tpd") took on a status on a day.

    `known` is the day on which the source was published, `effective` where it is not given.
    """
    url = _url(source_url)
    with transaction(connection):
        name = _subject(connection, dossier, subject)
        change = ledger.StatusChange(
            dossier=dossier,
            subject=subject,
            status=status,
            effective=effective,
            known=known or effective,
            recorded=now,
            origin="you",
            note=clean_text(note).strip()[:_TEXT],
            source_url=url,
        )
        entry = ledger.append(connection, change)
        weigh.settle(connection, dossier, [subject])
        done = Done(f"entered: {status.label}", Untrusted(name))
        return enter(connection, "status", done, at=now, dossier=dossier, target=entry)


def enter_quote(
    connection: sqlite3.Connection,
    dossier: str,
    subject: str,
    speaker: str,
    text: str,
    date: dt.date,
    source_url: str,
    *,
    now: int,
    outlet: str = "",
    about: str = "",
) -> Done:
    """Enter what somebody said of a subject. `speaker` is a stakeholder's id or name, or any other name."""
    said = _needed("text", text, "The quote has no words: write what was said.")
    who = _needed("speaker", speaker, "The quote has no speaker: write who said it.")[:_LINE]
    url = _url(source_url)
    with transaction(connection):
        name = _subject(connection, dossier, subject)
        holder = connection.execute(_STAKEHOLDER, {"dossier": dossier, "who": who}).fetchone()
        values = {
            "dossier": dossier,
            "text": said,
            "speaker": holder[1] if holder else clean_line(who),
            "stakeholder": holder[0] if holder else None,
            "said_by": speaker_key(who, holder[0] if holder else None),
            "subject": subject,
            "about": clean_line(about, _LINE),
            "date": date.isoformat(),
            "at": int(dt.datetime.combine(date, dt.time(), dt.UTC).timestamp()),
            "outlet": clean_line(outlet, _LINE) or str(urlsplit(url).hostname),
            "source_url": url,
            "now": now,
        }
        voice = connection.execute(_QUOTE, values).fetchone()[0]
        done = Done("quote entered", Untrusted(f"{name}: {values['speaker']}"))
        return enter(connection, "quote", done, at=now, dossier=dossier, target=voice)


def enter_note(
    connection: sqlite3.Connection,
    dossier: str,
    subject: str,
    text: str,
    date: dt.date,
    source_url: str,
    *,
    now: int,
) -> Done:
    """Enter a note on a subject, of a day."""
    words = _needed("text", text, "The note is empty: write what you want to keep.")
    url = _url(source_url)
    with transaction(connection):
        name = _subject(connection, dossier, subject)
        values = {
            "dossier": dossier,
            "subject": subject,
            "date": date.isoformat(),
            "text": words,
            "source_url": url,
            "now": now,
        }
        note = connection.execute(_NOTE, values).fetchone()[0]
        done = Done("note entered", Untrusted(name))
        return enter(connection, "note", done, at=now, dossier=dossier, target=note)


def apply_status(connection: sqlite3.Connection, act: Act, again: bool, now: int) -> None:
    """Take back a status change entered by hand, or bring it back."""
    review.apply_entry(connection, act.target, again, now)


def apply_quote(connection: sqlite3.Connection, act: Act, again: bool, _now: int) -> None:
    """Put away a quote entered by hand, or bring it back."""
    connection.execute(_KEEP_QUOTE, (again, act.target))


def apply_note(connection: sqlite3.Connection, act: Act, again: bool, _now: int) -> None:
    """Put away a note, or bring it back."""
    connection.execute(_KEEP_NOTE, (again, act.target))


def _subject(connection: sqlite3.Connection, dossier: str, subject: str) -> str:
    row = connection.execute(_NAME, {"dossier": dossier, "subject": subject}).fetchone()
    if row is None:
        raise InputError(
            f"The dossier has no {subject or 'subject'}: choose one of its agreements or sectors.", "subject"
        )
    return str(row[0])


def _needed(field: str, text: str, otherwise: str) -> str:
    cleaned = clean_text(text).strip()[:_TEXT]
    if not cleaned:
        raise InputError(otherwise, field)
    return cleaned


def _url(address: str) -> str:
    """A source's address, as it was written. Raises InputError where it is none for http or https."""
    url = address.strip()
    if not url:
        raise InputError(_NO_SOURCE, _SOURCE)
    try:
        parts = urlsplit(url)
        fine = parts.scheme.lower() in ("http", "https") and parts.hostname and url == clean_line(url)
    except ValueError:
        fine = False
    if not fine or any(character.isspace() for character in url):
        reason = f"The source {clean_line(url, 80)} is no web address: write https:// and a host."
        raise InputError(reason, _SOURCE)
    return url
