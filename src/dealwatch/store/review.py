"""What a person decides on signals that wait, and on entries of the ledger.

Every decision is recorded and can be undone; an acceptance enters the ledger as "you".
"""

import dataclasses
import datetime as dt
import sqlite3
from typing import Final, Literal

from dealwatch.errors import InputError
from dealwatch.store import ledger
from dealwatch.store.journal import Act, Done, enter
from dealwatch.store.reports import Kind, Proposal
from dealwatch.store.sqlite import transaction
from dealwatch.store.weigh import settle
from dealwatch.text import Untrusted, clean_text
from dealwatch.values import Mode, Status

_DECIDE: Final = """
INSERT INTO decision (dossier, subject, status, against, kind, origin, at, comment, ledger_id, undone)
VALUES (:dossier, :subject, :status, :against, :kind, :origin, :at, :comment, :ledger_id, 0) RETURNING id
"""
_ON: Final = "INSERT INTO decided (decision_id, signal_id) VALUES (?, ?)"
_UNDONE: Final = "UPDATE decision SET undone = ? WHERE id = ? RETURNING dossier, subject, ledger_id"
_STILL_WAITING: Final = "SELECT 1 FROM signal WHERE id = ? AND waits IS NOT NULL AND current = 1"
_ENTRY: Final = """
SELECT ledger.dossier, ledger.subject, ledger.status, ledger.undoes,
       (SELECT subject.short FROM subject
        WHERE subject.dossier = ledger.dossier AND subject.id = ledger.subject)
FROM ledger WHERE ledger.id = ?
"""


def accept(
    connection: sqlite3.Connection,
    dossier: str,
    proposal: Proposal,
    *,
    now: int,
    status: Status | None = None,
    effective: dt.date | None = None,
    comment: str = "",
) -> Done:
    """Enter what is proposed into the ledger, with another status or day where they are given.

    Raises InputError where it was decided on meanwhile.
    """
    with transaction(connection):
        _check_waiting(connection, proposal)
        edited = dataclasses.replace(
            proposal, status=status or proposal.status, effective=effective or proposal.effective
        )
        note = _remark(comment)
        entry = ledger.append(connection, change_of(dossier, edited, "you", now, note))
        words = f"accepted as {edited.status.label}"
        return _decided(connection, dossier, proposal, "accept", words, now, note, entry)


def reject(
    connection: sqlite3.Connection, dossier: str, proposal: Proposal, *, now: int, comment: str = ""
) -> Done:
    """Decide that it is not so. It comes again only with new evidence, and then waits for the person."""
    return _decide(connection, dossier, proposal, "reject", "rejected", now, comment)


def postpone(
    connection: sqlite3.Connection, dossier: str, proposal: Proposal, *, now: int, comment: str = ""
) -> Done:
    """Put it aside until new evidence comes; then it waits again, with all its evidence."""
    return _decide(connection, dossier, proposal, "postpone", "postponed", now, comment)


def comment(connection: sqlite3.Connection, dossier: str, proposal: Proposal, text: str, *, now: int) -> Done:
    """Keep a remark on it; it goes on waiting. Raises InputError where there is no text."""
    if not text.strip():
        raise InputError("The comment is empty: write what you want to remember.")
    with transaction(connection):
        return _decided(connection, dossier, proposal, "comment", "commented on", now, _remark(text), None)


def take_back(connection: sqlite3.Connection, entry: int, *, now: int, note: str = "") -> Done:
    """Take back an entry of the ledger, whoever made it, by another entry.

    What it rested on does not come again by itself. Raises InputError where there is no such entry, where
    it is taken back already or takes one back itself.
    """
    with transaction(connection):
        row = connection.execute(_ENTRY, (entry,)).fetchone()
        if row is None or row[3] is not None:
            raise InputError(f"The ledger has no status change {entry} to take back.")
        dossier, subject, status, _, name = row
        ledger.undo(connection, entry, recorded=now, note=_remark(note))
        settle(connection, dossier, [subject])
        done = Done(f"taken back: {Status(status).label}", Untrusted(name or subject))
        return enter(connection, "take_back", done, at=now, dossier=dossier, target=entry)


def _decide(
    connection: sqlite3.Connection,
    dossier: str,
    proposal: Proposal,
    kind: Kind,
    words: str,
    now: int,
    comment: str,
) -> Done:
    with transaction(connection):
        _check_waiting(connection, proposal)
        words = f"{words}: {proposal.status.label}"
        return _decided(connection, dossier, proposal, kind, words, now, _remark(comment), None)


def _remark(text: str) -> str:
    """What a person wrote, as it is kept."""
    return clean_text(text).strip()


def _check_waiting(connection: sqlite3.Connection, proposal: Proposal) -> None:
    """Refuse what another window, or the rule, decided on since the person read it."""
    if not all(connection.execute(_STILL_WAITING, (signal,)).fetchone() for signal in proposal.signals):
        raise InputError(f"{proposal.subject_name}: this was decided on, or read again, meanwhile.")


def _decided(
    connection: sqlite3.Connection,
    dossier: str,
    proposal: Proposal,
    kind: Kind,
    words: str,
    now: int,
    comment: str,
    entry: int | None,
) -> Done:
    decision = decide(connection, dossier, proposal, kind, "you", now, comment, entry)
    done = Done(words, Untrusted(proposal.subject_name))
    return enter(connection, "review", done, at=now, dossier=dossier, target=decision)


def decide(
    connection: sqlite3.Connection,
    dossier: str,
    proposal: Proposal,
    kind: Kind,
    origin: Literal["auto", "you"],
    now: int,
    comment: str = "",
    entry: int | None = None,
) -> int:
    """Record a decision on a proposal's signals and settle its subject; gives the decision's id."""
    values = {
        "dossier": dossier,
        "subject": proposal.subject,
        "status": proposal.status.value,
        "against": proposal.against_entry,
        "kind": kind,
        "origin": origin,
        "at": now,
        "comment": comment,
        "ledger_id": entry,
    }
    decision = int(connection.execute(_DECIDE, values).fetchone()[0])
    connection.executemany(_ON, [(decision, signal) for signal in proposal.signals])
    settle(connection, dossier, [proposal.subject])
    return decision


def change_of(
    dossier: str, proposal: Proposal, origin: ledger.Origin, now: int, note: str = ""
) -> ledger.StatusChange:
    """The entry of the ledger that a proposal comes to, with its best report as evidence."""
    best = min(
        (told.report for told in proposal.told),
        key=lambda report: (report.mode is not Mode.FACT, not report.official, -report.confidence, report.at),
    )
    placed = best.passage.end > 0
    return ledger.StatusChange(
        dossier=dossier,
        subject=proposal.subject,
        status=proposal.status,
        effective=proposal.effective,
        known=best.published,
        recorded=now,
        origin=origin,
        note=note,
        passage=best.passage.text.plain,
        source_url=best.url,
        outlet=best.outlet.plain,
        confidence=proposal.level,
        story_id=best.story_id,
        signal_id=best.id,
        version=best.version if placed else None,
        field=best.passage.field if placed else None,
        span_start=best.passage.start if placed else None,
        span_end=best.passage.end if placed else None,
    )


# ---------------------------------------------------------------- undone, and done again


def apply_decision(connection: sqlite3.Connection, act: Act, again: bool, now: int) -> None:
    """Undo or do again a decision, with the entry of the ledger that it made."""
    row = connection.execute(_UNDONE, (not again, act.target)).fetchone()
    dossier, subject, entry = row
    if entry is not None:
        ledger.let_hold(connection, entry, again, recorded=now)
    settle(connection, dossier, [subject])


def apply_take_back(connection: sqlite3.Connection, act: Act, again: bool, now: int) -> None:
    """Let an entry hold again, or take it back once more."""
    apply_entry(connection, act.target, not again, now)


def apply_entry(connection: sqlite3.Connection, entry: int, holds: bool, now: int) -> None:
    """Bring an entry of the ledger back, or take it back, and settle its subject."""
    ledger.let_hold(connection, entry, holds, recorded=now)
    dossier, subject, *_ = connection.execute(_ENTRY, (entry,)).fetchone()
    settle(connection, dossier, [subject])
