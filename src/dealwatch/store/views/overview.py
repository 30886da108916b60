"""The store as a whole, and the feeds with their health."""

import datetime as dt
import sqlite3
from typing import Final

from dealwatch.errors import StoreOutdated
from dealwatch.store.rows import FeedRow, Overview
from dealwatch.store.views.paging import tally

DOSSIER: Final = "SELECT name, newest_evidence, gap_note FROM dossier WHERE id = :dossier"

HEALTH: Final = """
SELECT count(*), coalesce(sum(enabled = 1 AND failures > 0), 0), max(last_attempt),
       min(CASE WHEN enabled = 1 THEN next_check END)
FROM feed WHERE configured = 1
"""

LAST_VISIT: Final = "SELECT max(ended) FROM visit"

FEEDS: Final = """
SELECT feed.id, feed.url, feed.name, feed.outlet, feed.kind, feed.enabled,
       coalesce((SELECT n FROM tally
                 WHERE tally.dossier = '' AND tally.name = 'feed:' || feed.id), 0) AS stories,
       feed.last_attempt, feed.last_success, feed.last_new, feed.next_check, feed.failures, feed.problem
FROM feed WHERE feed.configured = 1 ORDER BY feed.position, feed.id
"""


def overview(connection: sqlite3.Connection, dossier: str) -> Overview:
    """What the header and the status line say. Raises StoreOutdated where the store knows no such dossier."""
    row = connection.execute(DOSSIER, {"dossier": dossier}).fetchone()
    if row is None:
        raise StoreOutdated(
            f"The store does not know the dossier {dossier} yet: run `dealwatch store prepare`."
        )
    name, newest_evidence, gap_note = row
    feeds_, failing, last_refresh, next_check = connection.execute(HEALTH).fetchone()
    return Overview(
        dossier=dossier,
        name=name,
        newest_evidence=dt.date.fromisoformat(newest_evidence),
        gap_note=gap_note,
        stories=tally(connection, "", "stories"),
        relevant=tally(connection, dossier, "relevant"),
        voices=tally(connection, dossier, "voices"),
        feeds=feeds_,
        feeds_failing=failing,
        last_refresh=last_refresh,
        next_check=next_check,
        last_visit=connection.execute(LAST_VISIT).fetchone()[0],
    )


def feeds(connection: sqlite3.Connection) -> tuple[FeedRow, ...]:
    """The configured feeds, in the configuration's order."""
    return tuple(
        FeedRow(
            id=row[0],
            url=row[1],
            name=row[2],
            outlet=row[3],
            kind=row[4],
            enabled=bool(row[5]),
            stories=row[6],
            last_attempt=row[7],
            last_success=row[8],
            last_new=row[9],
            next_check=row[10],
            failures=row[11],
            problem=row[12],
        )
        for row in connection.execute(FEEDS)
    )
