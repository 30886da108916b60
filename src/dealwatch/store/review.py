"""Signals waiting for review, and what is decided on them.

A signal waits when the ledger says otherwise of its day and nobody has decided on it. Whether it does is kept
with the signal, and settled again whenever signals, ledger or decisions of its subject change, so that
counting what waits costs the same however many signals there are.
"""

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dealwatch.errors import InputError
from dealwatch.store import ledger
from dealwatch.store.journal import Act, Done, enter
from dealwatch.store.reports import Kind, Proposal, Report, agrees, in_force
from dealwatch.store.sqlite import transaction
from dealwatch.store.views.reports import held_of, reports_of
from dealwatch.text import Untrusted, clean_text
from dealwatch.values import Mode, Status

_DECISIONS: Final = """
SELECT decision.id, decision.kind, decision.status, decision.against, decided.signal_id
FROM decision JOIN decided ON decided.decision_id = decision.id
WHERE decision.dossier = :dossier AND decision.subject = :subject AND decision.undone = 0
"""
_DECIDED_STORIES: Final = """
SELECT DISTINCT signal.story_id FROM decision
JOIN decided ON decided.decision_id = decision.id
JOIN signal ON signal.id = decided.signal_id
WHERE decision.dossier = :dossier AND decision.subject = :subject
"""
_WAITS: Final = "UPDATE signal SET waits = :waits WHERE id = :id AND waits IS NOT :waits"
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


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that stands: on which signals, of what status, against which entry of the ledger."""

    kind: Kind
    status: Status
    against: int
    signals: frozenset[int]


# ---------------------------------------------------------------- what waits


def weigh(
    reports: Sequence[Report], held: Sequence[ledger.Fact], decisions: Sequence[Decided]
) -> dict[int, int | None]:
    """For each report of one subject, the entry of the ledger that it waits against (0: none), or None.

    Nothing to decide is in a denial, in what the ledger says too, in what was decided on and in copies of
    it. What was postponed waits again once there is new evidence.
    """
    first = _weigh(reports, held, decisions)
    current = {report.id: report for report in reports if report.current}
    news = {
        (current[id_].status, waits) for id_, waits in first.items() if waits is not None and id_ in current
    }
    standing = [
        each for each in decisions if each.kind != "postpone" or (each.status, each.against) not in news
    ]
    return first if len(standing) == len(decisions) else _weigh(reports, held, standing)


def _weigh(
    reports: Sequence[Report], held: Sequence[ledger.Fact], decisions: Sequence[Decided]
) -> dict[int, int | None]:
    settled = {signal for each in decisions if each.kind != "comment" for signal in each.signals}
    texts = {(report.status, report.source) for report in reports if report.id in settled}
    return {
        report.id: None
        if report.mode is Mode.DENIED or (report.status, report.source) in texts or agrees(report, held)
        else _id(in_force(held, report.day))
        for report in reports
    }


def _id(fact: ledger.Fact | None) -> int:
    return 0 if fact is None else fact.id


def settle(connection: sqlite3.Connection, dossier: str, subjects: Iterable[str]) -> None:
    """Set anew which signals of these subjects wait, within the caller's transaction."""
    for subject in subjects:
        _settle(connection, dossier, subject, reports_of(connection, dossier, subject))


def settle_news(connection: sqlite3.Connection, dossier: str, subject: str, stories: Collection[int]) -> bool:
    """Set which signals of a subject wait after nothing but these stories was read; whether one does.

    Of the others only those that were decided on are looked at: what was postponed may wait again.
    """
    decided = connection.execute(_DECIDED_STORIES, {"dossier": dossier, "subject": subject})
    looked_at = {*stories, *(row[0] for row in decided)}
    return _settle(connection, dossier, subject, reports_of(connection, dossier, subject, looked_at))


def _settle(connection: sqlite3.Connection, dossier: str, subject: str, reports: Sequence[Report]) -> bool:
    held, decisions = held_of(connection, dossier, subject), decided_on(connection, dossier, subject)
    weighed = weigh(reports, held, decisions)
    for report in reports:
        if report.waits != weighed[report.id]:
            connection.execute(_WAITS, {"id": report.id, "waits": weighed[report.id]})
    return any(report.current and weighed[report.id] is not None for report in reports)


def decided_on(connection: sqlite3.Connection, dossier: str, subject: str) -> list[Decided]:
    """The decisions on a subject's signals that stand."""
    found: dict[int, Decided] = {}
    for id_, kind, status, against, signal in connection.execute(
        _DECISIONS, {"dossier": dossier, "subject": subject}
    ):
        signals = found[id_].signals if id_ in found else frozenset()
        found[id_] = Decided(kind, Status(status), against, signals | {signal})
    return list(found.values())


# ---------------------------------------------------------------- what a person decides


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
        note = clean_text(comment).strip()
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
        return _decided(connection, dossier, proposal, "comment", "commented on", now, text, None)


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
        ledger.undo(connection, entry, recorded=now, note=clean_text(note).strip())
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
        return _decided(connection, dossier, proposal, kind, words, now, clean_text(comment).strip(), None)


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
        confidence="high" if proposal.official or proposal.firm > 1 else "medium",
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
