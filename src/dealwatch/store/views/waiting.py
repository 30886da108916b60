"""How many signals wait for review."""

import sqlite3
from typing import Final

WAITING: Final = """
SELECT subject, count(*) FROM (
    SELECT DISTINCT subject, status, waits FROM signal
    WHERE dossier = :dossier AND waits IS NOT NULL AND current = 1 AND relevant = 1)
GROUP BY subject
"""


def waiting(connection: sqlite3.Connection, dossier: str) -> dict[str, int]:
    """How many proposals wait, for each subject that has any; their sum is the header's."""
    return dict(connection.execute(WAITING, {"dossier": dossier}).fetchall())
