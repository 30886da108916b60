"""Which signals wait for review: those that the ledger contradicts and nobody has decided on.

Whether one waits is kept with the signal, and settled again whenever signals, ledger or decisions of its
subject change, so that counting what waits costs the same however many signals there are.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dealwatch.store import ledger
from dealwatch.store.reports import Kind, Report, agrees, in_force
from dealwatch.store.views.reports import held_of, reports_of
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


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that stands: on which signals, of what status, against which entry of the ledger."""

    kind: Kind
    status: Status
    against: int
    signals: frozenset[int]


def weigh(
    reports: Sequence[Report], held: Sequence[ledger.Fact], decisions: Sequence[Decided]
) -> dict[int, int | None]:
    """For each report of one subject, the entry of the ledger that it waits against (0: none), or None.

    Nothing to decide is in a denial, in what the ledger says too, in what was decided on and in copies of
    it. What was postponed waits again once there is new evidence.
    """
    first = _weigh(reports, held, decisions)
    news = {report.status for report in reports if report.current and first[report.id] is not None}
    standing = [each for each in decisions if each.kind != "postpone" or each.status not in news]
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
