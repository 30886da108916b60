"""Signals waiting for review: what is proposed, on what evidence, and what was decided before."""

import datetime as dt
import sqlite3
from collections.abc import Collection
from typing import Any, Final

from dealwatch.store.ledger import Fact
from dealwatch.store.reports import (
    DecisionRow,
    Proposal,
    Report,
    Telling,
    in_force,
    independent,
    speaking_against,
    suggested,
)
from dealwatch.store.rows import Standing
from dealwatch.store.views.reports import held_of, reports_of
from dealwatch.store.views.subjects import standings_now
from dealwatch.store.views.waiting import waiting
from dealwatch.values import Mode, Status

NAME: Final = "SELECT short FROM subject WHERE dossier = :dossier AND id = :subject"

_DECISIONS: Final = """
SELECT decision.id, decision.kind, decision.origin, decision.at, decision.status, decision.against,
       decision.comment, decision.ledger_id, decision.subject,
       coalesce((SELECT subject.short FROM subject
                 WHERE subject.dossier = decision.dossier AND subject.id = decision.subject),
                decision.subject)
FROM decision
WHERE decision.dossier = :dossier AND decision.undone = 0
"""

DECISIONS: Final = f"{_DECISIONS} AND decision.subject = :subject ORDER BY decision.id DESC"

DECIDED: Final = f"{_DECISIONS} AND decision.kind <> 'comment' ORDER BY decision.id DESC LIMIT :limit"

# Once new evidence has come, its signals wait again, or something else was decided of the same status.
POSTPONED: Final = f"""
{_DECISIONS} AND decision.kind = 'postpone'
  AND NOT EXISTS (SELECT 1 FROM decided JOIN signal ON signal.id = decided.signal_id
                  WHERE decided.decision_id = decision.id AND signal.waits IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM decision AS later
                  WHERE later.dossier = decision.dossier AND later.subject = decision.subject
                    AND later.status = decision.status AND later.undone = 0
                    AND later.kind <> 'comment' AND later.id > decision.id)
ORDER BY decision.id DESC
"""  # noqa: S608 - put together from constants

REJECTED: Final = """
SELECT decided.signal_id FROM decision JOIN decided ON decided.decision_id = decision.id
WHERE decision.dossier = :dossier AND decision.subject = :subject
  AND decision.undone = 0 AND decision.kind = 'reject'
"""


# A few, because one that names a day of long ago is no evidence of today.
NEWEST_SAME: Final = """
SELECT story_id FROM signal
WHERE dossier = :dossier AND subject = :subject AND status = :status AND mode = 'fact'
  AND current = 1 AND relevant = 1
ORDER BY at DESC, id DESC LIMIT 20
"""


def proposals(
    connection: sqlite3.Connection, dossier: str, on: dt.date, among: Collection[str] | None = None
) -> tuple[Proposal, ...]:
    """What waits for review, of all subjects or some; newest evidence first, what would be past last.

    `on` is today.
    """
    subjects = [subject for subject in waiting(connection, dossier) if among is None or subject in among]
    if not subjects:
        return ()
    standings = standings_now(connection, dossier, on)
    found = [
        proposal
        for subject in subjects
        for proposal in proposals_of(connection, dossier, subject, standings.get(subject))
    ]
    return tuple(sorted(found, key=lambda each: (each.past, -each.newest, each.subject, each.status)))


def proposals_of(
    connection: sqlite3.Connection, dossier: str, subject: str, standing: Standing | None = None
) -> list[Proposal]:
    """What is proposed of one subject."""
    values = {"dossier": dossier, "subject": subject}
    name = connection.execute(NAME, values).fetchone()
    held = held_of(connection, dossier, subject)
    rejected = {row[0] for row in connection.execute(REJECTED, values)}
    current = [
        report
        for report in reports_of(connection, dossier, subject)
        if report.current and report.id not in rejected
    ]
    by_entry: dict[int, list[Report]] = {}
    for report in current:
        entry = in_force(held, report.day)
        by_entry.setdefault(entry.id if entry else 0, []).append(report)
    earlier = decisions(connection, dossier, subject)
    return [
        _proposal(subject, name[0] if name else subject, group, by_entry, held, standing, earlier)
        for group in _groups(current)
    ]


def _groups(reports: list[Report]) -> list[list[Report]]:
    """Reports that wait, those of one status that the same entry of the ledger contradicts together."""
    found: dict[tuple[Status, int], list[Report]] = {}
    for report in reports:
        if report.waits is not None:
            found.setdefault((report.status, report.waits), []).append(report)
    return list(found.values())


def _proposal(
    subject: str,
    name: str,
    group: list[Report],
    reports: dict[int, list[Report]],
    held: list[Fact],
    standing: Standing | None,
    earlier: tuple[DecisionRow, ...],
) -> Proposal:
    status, entry, day = group[0].status, group[0].waits or 0, suggested(group)
    first = min(report.day for report in group)
    against = speaking_against(reports.get(entry, ()), status, first)
    firm = [report for report in group if report.firm]
    return Proposal(
        subject=subject,
        subject_name=name,
        status=status,
        effective=day,
        standing=standing,
        against_entry=entry,
        past=bool(held) and day < held[-1].effective,
        official=any(report.official for report in firm),
        outlets=independent(group),
        firm=independent(firm),
        outlets_against=independent(against),
        confidence=max(report.confidence for report in group),
        since=min(report.at for report in group),
        newest=max(report.at for report in group),
        told=Telling(group),
        against=Telling(against),
        decisions=earlier,
    )


def decisions(connection: sqlite3.Connection, dossier: str, subject: str) -> tuple[DecisionRow, ...]:
    """What was decided on a subject's signals, newest first; what was undone is not among it."""
    return _decisions(connection, dossier, DECISIONS, {"subject": subject})


def decided(connection: sqlite3.Connection, dossier: str, limit: int) -> tuple[DecisionRow, ...]:
    """The last decisions on signals of any subject, newest first, without mere comments."""
    return _decisions(connection, dossier, DECIDED, {"limit": limit})


def postponed(connection: sqlite3.Connection, dossier: str) -> tuple[DecisionRow, ...]:
    """What was put aside until new evidence comes, and is waiting for it still; newest first.

    Not what the ledger has come to say by other ways.
    """
    rows = _decisions(connection, dossier, POSTPONED, {})
    newest = {
        subject: held_of(connection, dossier, subject)[-1:] for subject in {row.subject for row in rows}
    }
    return tuple(row for row in rows if row.status not in [fact.status for fact in newest[row.subject]])


def _decisions(
    connection: sqlite3.Connection, dossier: str, query: str, values: dict[str, Any]
) -> tuple[DecisionRow, ...]:
    rows = connection.execute(query, {"dossier": dossier, **values}).fetchall()
    # An entry is looked for among those that hold only where a decision made one.
    subjects = {row[8] for row in rows if row[7] is not None}
    held = {fact.id for subject in subjects for fact in held_of(connection, dossier, subject)}
    return tuple(_decision(row, held) for row in rows)


def _decision(row: Any, held: set[int]) -> DecisionRow:
    id_, kind, origin, at, status, against, comment, entry, subject, name = row
    return DecisionRow(
        id=id_,
        kind=kind,
        origin=origin,
        at=at,
        status=Status(status),
        against_entry=against,
        comment=comment,
        ledger_id=entry,
        taken_back=entry is not None and entry not in held,
        subject=subject,
        subject_name=name,
    )


def last_evidence(connection: sqlite3.Connection, dossier: str, subject: str) -> Report | None:
    """The newest report that says of a subject what the ledger says, None where there is none."""
    held = held_of(connection, dossier, subject)
    if not held:
        return None
    values = {"dossier": dossier, "subject": subject, "status": held[-1].status.value}
    stories = [row[0] for row in connection.execute(NEWEST_SAME, values)]
    same = (
        report
        for report in reversed(reports_of(connection, dossier, subject, stories))
        if report.current and report.mode is Mode.FACT and report.status == held[-1].status
    )
    return next((report for report in same if report.day >= held[-1].effective), None)
