"""The rule of `[review] confirm`: what enters the ledger without a person's word, and what never does."""

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dealwatch.store import ledger
from dealwatch.store.reports import DecisionRow, Proposal
from dealwatch.store.review import change_of, decide
from dealwatch.store.views.reports import held_of
from dealwatch.store.views.review import proposals_of
from dealwatch.store.weigh import settle_news
from dealwatch.values import Status


@dataclass(frozen=True, slots=True)
class Rule:
    """`[review]`: "official" wants a report of an official feed, "corroborated" that or `min_outlets`
    independent outlets; "never" leaves everything to the person.
    """

    confirm: Literal["never", "official", "corroborated"] = "never"
    min_outlets: int = 2


#: Everything is left to the person.
NEVER: Final = Rule()


def decides(proposal: Proposal, held: Sequence[ledger.Fact], rule: Rule) -> bool:
    """Whether a proposal becomes a status by the rule alone; `held` is what the ledger says of its subject.

    Only what is reported as a fact, of a known day, counts. Never by itself: what has evidence against it;
    what is still to come; what would hold from before, or from the very day of, the subject's newest entry;
    a status that the subject had before, where no report names a day for it (stories tell it as history);
    what the person rejected, postponed or took back.
    """
    enough = {
        "never": False,
        "official": proposal.official,
        "corroborated": proposal.official or proposal.firm >= rule.min_outlets,
    }[rule.confirm]
    return (
        enough
        and not proposal.against
        and proposal.effective <= _day(proposal.newest)
        and all(fact.effective < proposal.effective for fact in held)
        and not (_was_so(proposal, held) and not _names_a_day(proposal))
        and not any(_is_a_no(proposal, each) for each in proposal.decisions)
    )


def _day(at: int) -> dt.date:
    return dt.datetime.fromtimestamp(at, dt.UTC).date()


def _was_so(proposal: Proposal, held: Sequence[ledger.Fact]) -> bool:
    return any(fact.status == proposal.status for fact in held)


def _names_a_day(proposal: Proposal) -> bool:
    return any(told.report.effective is not None for told in proposal.told)


def _is_a_no(proposal: Proposal, decision: DecisionRow) -> bool:
    """Whether the person decided otherwise on the same thing."""
    same = (decision.status, decision.against_entry) == (proposal.status, proposal.against_entry)
    return same and (decision.kind in ("reject", "postpone") or decision.taken_back)


def weigh_and_confirm(
    connection: sqlite3.Connection,
    dossier: str,
    subjects: Iterable[str],
    stories: Collection[int],
    rule: Rule,
    now: int,
) -> list[int]:
    """Settle what waits of these subjects after these stories were read, and enter into the ledger what the
    rule decides.

    Within the transaction that brought the signals; gives the ids of the entries made.
    """
    made: list[int] = []
    for subject in sorted(subjects):
        if settle_news(connection, dossier, subject, stories) and rule.confirm != "never":
            made += _confirm(connection, dossier, subject, rule, now)
    return made


def _confirm(connection: sqlite3.Connection, dossier: str, subject: str, rule: Rule, now: int) -> list[int]:
    """Enter one after the other, the earliest first: each entry changes what the others contradict."""
    made: list[int] = []
    while len(made) < len(Status):
        held = held_of(connection, dossier, subject)
        ready = [each for each in proposals_of(connection, dossier, subject) if decides(each, held, rule)]
        if not ready:
            break
        first = min(ready, key=lambda each: (each.effective, each.since))
        entry = ledger.append(connection, change_of(dossier, first, "auto", now))
        decide(connection, dossier, first, "accept", "auto", now, entry=entry)
        made.append(entry)
    return made
