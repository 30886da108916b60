"""`signals`: reported status changes that wait for review, as a table or as JSON."""

import argparse
from collections.abc import Sequence
from typing import Any, Final

from dealwatch.cli.listing import Listing
from dealwatch.cli.output import Column, Table
from dealwatch.cli.setting import Setting, opened
from dealwatch.cli.words import nothing_matches, wanted
from dealwatch.filter import Seen, keeps
from dealwatch.report.records import instant
from dealwatch.store import views
from dealwatch.store.reports import Proposal, Report, Told
from dealwatch.when import count, full_day, local

_KEYS: Final = ("tag", "agreement", "sector", "outlet", "since", "until")
_NONE: Final = "No reported status waits for review."


def run(arguments: argparse.Namespace) -> int:
    """What waits, the newest evidence first."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier = setting.dossier_id()
        found = wanted(arguments, views.names(connection, dossier), _KEYS)
        waiting = views.proposals(connection, dossier, setting.today)
    rows = [row for row in waiting if keeps(found, _seen(row))]
    listed = Listing.of(rows, arguments)
    listed.out(signals_table, signal_record, "signals", lambda: len(rows))
    listed.if_empty(lambda: nothing_matches(found, ()) if waiting else _NONE)
    return 0


def _seen(row: Proposal) -> Seen:
    """A proposal as a filter sees it; its day is that of the newest evidence."""
    told = [each.report for each in row.told]
    return Seen(
        texts=(row.subject_name, row.status.label, *(report.passage.text.plain for report in told)),
        subjects=frozenset({row.subject}),
        day=local(row.newest).date(),
        outlet=" / ".join(report.outlet.plain for report in told),
    )


def signals_table(rows: Sequence[Proposal]) -> Table:
    """What is proposed, by how many independent outlets, in whose words."""
    columns = (
        Column("subject", style="bold", folds=True),
        Column("now", least=80),
        Column("reported", style="bold"),
        Column("from", least=60),
        Column("for", least=80),
        Column("against", least=100),
        Column("outlet", least=100, style="dim", flexible=True, most=18),
        Column("passage", flexible=True),
        Column("source", least=140, flexible=True, style="dim"),
    )
    return Table(columns, [_signal(row) for row in rows])


def _signal(row: Proposal) -> tuple[str, ...]:
    best = row.told[0].report
    official = ", official" if row.official else ""
    return (
        row.subject_name,
        row.standing.status.label if row.standing else "not known",
        f"{row.status.mark} {row.status.label}",
        full_day(row.effective),
        f"{count(row.outlets, 'outlet')}{official}",
        count(row.outlets_against, "outlet") if row.against else "",
        best.outlet.plain,
        best.passage.text.plain,
        best.url,
    )


def signal_record(row: Proposal) -> dict[str, Any]:
    """A proposal with all its evidence, for programs. Days are ISO dates."""
    best = row.told[0].report
    return {
        "subject": row.subject,
        "subject_name": row.subject_name,
        "status": row.status.value,
        "effective": row.effective.isoformat(),
        "current_status": row.standing.status.value if row.standing else None,
        "current_since": row.standing.since.isoformat() if row.standing else None,
        "past": row.past,
        "official": row.official,
        "outlets": row.outlets,
        "outlets_against": row.outlets_against,
        "confidence": row.confidence,
        "newest": instant(row.newest),
        "passage": best.passage.text.plain,
        "source_url": best.url,
        "evidence": [_told(each) for each in row.told],
        "against": [_told(each) for each in row.against],
    }


def _told(told: Told) -> dict[str, Any]:
    return {**_report(told.report), "copies": [_report(copy) for copy in told.copies]}


def _report(report: Report) -> dict[str, Any]:
    return {
        "story": report.story_id,
        "title": report.title.plain,
        "outlet": report.outlet.plain,
        "official": report.official,
        "date": report.published.isoformat(),
        "status": report.status.value,
        "mode": report.mode.value,
        "confidence": report.confidence,
        "effective": report.effective.isoformat() if report.effective else None,
        "passage": report.passage.text.plain,
        "source_url": report.url,
    }
