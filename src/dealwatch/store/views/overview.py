"""The store as a whole."""

import datetime as dt
import sqlite3
from typing import Final

from dealwatch.errors import StoreOutdated
from dealwatch.store.rows import Overview
from dealwatch.store.views.paging import tally

DOSSIER: Final = "SELECT name, newest_evidence, gap_note FROM dossier WHERE id = :dossier"

HEALTH: Final = """
SELECT count(*), coalesce(sum(enabled = 1 AND failures > 0), 0), max(last_attempt),
       min(CASE WHEN enabled = 1 THEN next_check END)
FROM feed WHERE configured = 1
"""

LAST_VISIT: Final = "SELECT max(ended) FROM visit"


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
