"""Agreements, sectors and stakeholders: where each stands as of a day, and what is known of it."""

import datetime as dt
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final, Literal

from dealwatch.store.ledger import Fact, as_of, current_run
from dealwatch.store.rows import (
    AgreementRow,
    Dependency,
    InvestmentRow,
    Movement,
    SectorRow,
    StakeholderDetail,
    Standing,
    SubjectDetail,
)
from dealwatch.store.views.facts import LEDGER, fact_of
from dealwatch.store.views.moments import movements, volumes, weekly
from dealwatch.store.views.notes import notes
from dealwatch.store.views.parts import pages
from dealwatch.store.views.selection import end_of
from dealwatch.store.views.stories import stories_about
from dealwatch.store.views.timeline import events_about, history
from dealwatch.store.views.voices import voices_about, voices_of_stakeholder
from dealwatch.store.views.waiting import waiting

#: How many stories and quotes the screen of one subject shows.
LIMIT: Final = 200
#: The days of an agreement's volume, and the weeks of a sector's.
VOLUME_DAYS: Final = 60
VOLUME_WEEKS: Final = 12

_EPOCH: Final = dt.date(1970, 1, 1)

SUBJECTS: Final = """
SELECT subject.id, subject.short, subject.name, subject.agreement, subject.terms, subject.sticking_point,
       subject.as_of,
       (SELECT max(tag.at) FROM tag
        WHERE tag.dossier = subject.dossier AND tag.subject = subject.id
          AND tag.relevant = 1 AND tag.duplicate = 0 AND tag.hidden = 0 AND tag.at < :ends) AS newest,
       coalesce((SELECT n FROM tally WHERE tally.dossier = subject.dossier AND tally.name = subject.id), 0)
       - coalesce((SELECT sum(n) FROM volume
                   WHERE volume.dossier = subject.dossier AND volume.name = subject.id
                     AND volume.day > :day), 0) AS stories
FROM subject WHERE subject.dossier = :dossier ORDER BY subject.position
"""

LATER: Final = (
    "SELECT subject, max(date) FROM later WHERE dossier = :dossier AND date <= :on GROUP BY subject"
)

ATTESTED: Final = "SELECT id, as_of FROM subject WHERE dossier = :dossier"

DEPENDENCIES: Final = """
SELECT dependency.agreement, dependency.depends_on, coalesce(subject.short, dependency.depends_on)
FROM dependency
LEFT JOIN subject
    ON subject.dossier = dependency.dossier AND subject.id = 'agreement:' || dependency.depends_on
WHERE dependency.dossier = :dossier ORDER BY dependency.agreement, dependency.position
"""

SUBJECT: Final = """
SELECT kind, summary, note, source_url, status_source_url, terms_source_url, source_urls FROM subject
WHERE dossier = :dossier AND id = :subject
"""

INVESTMENTS: Final = """
SELECT company, what, amount_text, announced, status, source_url, amount_source_url, date_source_url,
       source_urls
FROM investment
WHERE dossier = :dossier AND (:kind = 'agreement' AND agreement = :id OR :kind = 'sector' AND sector = :id)
ORDER BY position
"""

STAKEHOLDER: Final = """
SELECT id, name, role, organisation, side, source_url, source_note FROM stakeholder
WHERE dossier = :dossier AND id = :id
"""


def agreements(connection: sqlite3.Connection, dossier: str, on: dt.date) -> tuple[AgreementRow, ...]:
    """The agreements of the dossier, each with its standing as of a day."""
    return _board(connection, dossier, on)[0]


def sectors(connection: sqlite3.Connection, dossier: str, on: dt.date) -> tuple[SectorRow, ...]:
    """The sectors of the dossier, each with its standing as of a day."""
    return _board(connection, dossier, on)[1]


def _board(
    connection: sqlite3.Connection, dossier: str, on: dt.date
) -> tuple[tuple[AgreementRow, ...], tuple[SectorRow, ...]]:
    values = {"dossier": dossier, "ends": end_of(on, utc=True), "day": (on - _EPOCH).days}
    rows = connection.execute(SUBJECTS, values).fetchall()
    standings = standings_of(connection, dossier, on, {row[0]: dt.date.fromisoformat(row[6]) for row in rows})
    hangs_on = _dependencies(connection, dossier, standings)
    news = _News(
        movements(connection, dossier, on),
        volumes(connection, dossier, on, max(VOLUME_DAYS, 7 * VOLUME_WEEKS)),
        waiting(connection, dossier),
    )
    return (
        tuple(_agreement(row, standings, hangs_on, news) for row in rows if row[0].startswith("agreement:")),
        tuple(_sector(row, standings, news, on) for row in rows if row[0].startswith("sector:")),
    )


@dataclass(frozen=True, slots=True)
class _News:
    """What moved in the subjects last, how much was written about them, and what waits for review."""

    moved: dict[str, Movement]
    volumes: dict[str, list[int]]
    waiting: dict[str, int]

    def days(self, subject: str, days: int) -> list[int]:
        return self.volumes.get(subject, [0] * days)[-days:]


def _agreement(
    row: Any, standings: dict[str, Standing], hangs_on: dict[str, tuple[Dependency, ...]], news: _News
) -> AgreementRow:
    subject, short, name, _agreement_id, _terms, _sticking, _as_of, newest, stories = row
    id_ = subject.partition(":")[2]
    return AgreementRow(
        id=id_,
        short=short,
        name=name,
        standing=standings.get(subject),
        depends_on=hangs_on.get(id_, ()),
        newest_story=newest,
        stories=stories,
        moved=news.moved.get(subject),
        volume=tuple(news.days(subject, VOLUME_DAYS)),
        waiting=news.waiting.get(subject, 0),
    )


def _sector(row: Any, standings: dict[str, Standing], news: _News, on: dt.date) -> SectorRow:
    subject, short, name, agreement, terms, sticking_point, told, newest, stories = row
    return SectorRow(
        id=subject.partition(":")[2],
        short=short,
        name=name,
        agreement=agreement,
        # Of the terms only the last are known, and not before the day they were written down for.
        terms=terms if on >= dt.date.fromisoformat(told) else "",
        sticking_point=bool(sticking_point),
        standing=standings.get(subject),
        newest_story=newest,
        stories=stories,
        moved=news.moved.get(subject),
        volume=weekly(news.days(subject, 7 * VOLUME_WEEKS)),
        waiting=news.waiting.get(subject, 0),
    )


def _dependencies(
    connection: sqlite3.Connection, dossier: str, standings: dict[str, Standing]
) -> dict[str, tuple[Dependency, ...]]:
    found: dict[str, tuple[Dependency, ...]] = {}
    for agreement, other, short in connection.execute(DEPENDENCIES, {"dossier": dossier}):
        dependency = Dependency(id=other, short=short, standing=standings.get(f"agreement:{other}"))
        found[agreement] = (*found.get(agreement, ()), dependency)
    return found


def standings_now(connection: sqlite3.Connection, dossier: str, on: dt.date) -> dict[str, Standing]:
    """Where each subject stands as of a day."""
    rows = connection.execute(ATTESTED, {"dossier": dossier})
    return standings_of(connection, dossier, on, {row[0]: dt.date.fromisoformat(row[1]) for row in rows})


def standings_of(
    connection: sqlite3.Connection, dossier: str, on: dt.date, attested: dict[str, dt.date]
) -> dict[str, Standing]:
    """Where each subject stands as of a day. `attested`: the day on which the dossier saw its status hold."""
    facts = [fact_of(row) for row in connection.execute(LEDGER, {"dossier": dossier})]
    later = {
        subject: dt.date.fromisoformat(date)
        for subject, date in connection.execute(LATER, {"dossier": dossier, "on": on.isoformat()})
    }
    held: dict[str, list[Fact]] = defaultdict(list)
    for fact in as_of(facts, on):
        held[fact.subject].append(fact)
    return {
        subject: standing(entries, on, [date for date in (attested.get(subject), later.get(subject)) if date])
        for subject, entries in held.items()
    }


def standing(held: list[Fact], on: dt.date, attested: list[dt.date]) -> Standing:
    """What one subject's entries of `ledger.as_of` come to, at least one of them.

    Since the first of the entries that carry the last one's status. `attested` are days on which the dossier
    says that its status still held; they count where the last entry is the dossier's.
    """
    run = current_run(held)
    last = run[-1]
    days = [max(fact.known, fact.effective) for fact in run]
    if last.origin == "dossier":
        days += [day for day in attested if day <= on]
    return Standing(status=last.status, since=run[0].effective, as_of=max(days), origin=last.origin)


def subject(connection: sqlite3.Connection, dossier: str, subject: str, on: dt.date) -> SubjectDetail | None:
    """An agreement ("agreement:tpd") or sector and what is known of it as of a day, None where unknown."""
    found = connection.execute(SUBJECT, {"dossier": dossier, "subject": subject}).fetchone()
    if found is None:
        return None
    kind, summary, note, source_url, status_source_url, terms_source_url, more = found
    all_agreements, all_sectors = _board(connection, dossier, on)
    id_ = subject.partition(":")[2]
    row = next(row for row in (all_agreements if kind == "agreement" else all_sectors) if row.id == id_)
    parent = row.agreement if isinstance(row, SectorRow) else None
    its_sectors = tuple(other for other in all_sectors if kind == "agreement" and other.agreement == id_)
    # What is told of a sector is told of its agreement: events and quotes name the most precise subject.
    subjects = [subject, *(f"sector:{other.id}" for other in its_sectors)]
    return SubjectDetail(
        row=row,
        kind=kind,
        summary=summary,
        note=note,
        source_url=source_url,
        terms_source_url=terms_source_url,
        parent=next((other for other in all_agreements if other.id == parent), None),
        sectors=its_sectors,
        history=history(connection, dossier, subject, on),
        events=events_about(connection, dossier, subjects, on),
        investments=tuple(
            row for row in _investments(connection, dossier, kind, id_) if row.announced <= on.isoformat()
        ),
        voices=voices_about(connection, dossier, subjects, LIMIT, on),
        stories=stories_about(connection, dossier, subjects, LIMIT, on),
        status_source_url=status_source_url,
        source_urls=pages(source_url, status_source_url, terms_source_url, more=more),
        notes=tuple(note for note in notes(connection, dossier, subjects) if note.date <= on),
    )


def _investments(
    connection: sqlite3.Connection, dossier: str, kind: Literal["agreement", "sector"], id_: str
) -> tuple[InvestmentRow, ...]:
    rows = connection.execute(INVESTMENTS, {"dossier": dossier, "kind": kind, "id": id_})
    return tuple(
        InvestmentRow(
            company=company,
            what=what,
            amount=amount,
            announced=announced,
            status=status,
            source_url=url,
            source_urls=pages(url, *others, more=more),
        )
        for company, what, amount, announced, status, url, *others, more in rows
    )


def stakeholder(
    connection: sqlite3.Connection, dossier: str, id: str, on: dt.date = dt.date.max
) -> StakeholderDetail | None:
    """A stakeholder and everything they said or declined to say up to a day, None where unknown."""
    row = connection.execute(STAKEHOLDER, {"dossier": dossier, "id": id}).fetchone()
    if row is None:
        return None
    id_, name, role, organisation, side, source_url, source_note = row
    return StakeholderDetail(
        id=id_,
        name=name,
        role=role,
        organisation=organisation,
        side=side,
        source_url=source_url,
        source_note=source_note,
        voices=voices_of_stakeholder(connection, dossier, id_, LIMIT, on),
    )
