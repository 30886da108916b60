"""What stories report of one subject, and what the ledger says of it: what proposals are made of."""

import json
import sqlite3
from collections.abc import Collection
from typing import Any, Final

from dealwatch.store.ledger import Fact, undone
from dealwatch.store.reports import Report
from dealwatch.store.views.facts import fact_of
from dealwatch.store.views.parts import date_or_none, passage
from dealwatch.store.views.sources import SOURCE
from dealwatch.text import Untrusted
from dealwatch.values import FeedKind, Mode, Status

# What was found in an older version of the text has no place in this one.
REPORTS: Final = f"""
SELECT signal.id, signal.story_id, story.title, story.outlet, story.url,
       feed.kind, signal.at, signal.status, signal.mode, signal.confidence, signal.effective, signal.waits,
       signal.current = 1 AND signal.relevant = 1, signal.version, signal.version = story.version,
       coalesce(evidence.field, 'body'), coalesce(evidence.span_start, 0), coalesce(evidence.span_end, 0),
       coalesce(evidence.passage, ''), story.published IS NOT NULL, {SOURCE}
FROM signal
JOIN story ON story.id = signal.story_id
JOIN feed ON feed.id = story.feed_id
LEFT JOIN sketch ON sketch.story_id = story.id AND sketch.dossier = signal.dossier
LEFT JOIN evidence ON evidence.story_id = signal.story_id AND evidence.dossier = signal.dossier
    AND evidence.about = 'signal:' || signal.id AND evidence.position = 0
WHERE signal.dossier = :dossier AND signal.subject = :subject
"""  # noqa: S608 - put together from constants
OLDEST_FIRST: Final = "ORDER BY signal.at, signal.id"
OF_STORIES: Final = "AND signal.story_id IN (SELECT value FROM json_each(:stories))"

ENTRIES: Final = """
SELECT id, subject, status, effective, known, recorded, origin, undoes FROM ledger
WHERE dossier = :dossier AND subject = :subject
"""


def reports_of(
    connection: sqlite3.Connection, dossier: str, subject: str, stories: Collection[int] | None = None
) -> list[Report]:
    """All signals of a subject, or those in these stories, oldest first; those no longer `current` too."""
    values = {"dossier": dossier, "subject": subject, "stories": json.dumps(list(stories or ()))}
    query = f"{REPORTS} {'' if stories is None else OF_STORIES} {OLDEST_FIRST}"
    return [_report(row) for row in connection.execute(query, values)]


def held_of(connection: sqlite3.Connection, dossier: str, subject: str) -> list[Fact]:
    """A subject's entries of the ledger that are not taken back, oldest first, those of days to come too."""
    facts = [fact_of(row) for row in connection.execute(ENTRIES, {"dossier": dossier, "subject": subject})]
    gone = undone((fact.id, fact.undoes) for fact in facts)
    held = [fact for fact in facts if fact.undoes is None and fact.id not in gone]
    return sorted(held, key=lambda fact: (fact.effective, fact.known, fact.recorded, fact.id))


def _report(row: Any) -> Report:
    (id_, story, title, outlet, url, kind, at, status, mode, confidence, effective, *rest) = row
    waits, current, version, placed, field, start, end, words, dated, source = rest
    return Report(
        id=id_,
        story_id=story,
        source=source,
        title=Untrusted(title),
        outlet=Untrusted(outlet),
        url=url,
        official=kind == FeedKind.OFFICIAL,
        at=at,
        status=Status(status),
        mode=Mode(mode),
        confidence=confidence,
        effective=date_or_none(effective),
        passage=passage(field, start if placed else 0, end if placed else 0, words),
        version=version,
        dated=bool(dated),
        waits=waits,
        current=bool(current),
    )
