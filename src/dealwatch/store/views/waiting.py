"""How many signals wait for review."""

import sqlite3
from typing import Final

WAITING: Final = """
SELECT subject, count(*) FROM (
    SELECT DISTINCT subject, status, waits FROM signal
    WHERE dossier = :dossier AND waits IS NOT NULL AND current = 1 AND relevant = 1)
GROUP BY subject
"""


WAITING_STORIES: Final = """
SELECT DISTINCT story.cluster FROM signal JOIN story ON story.id = signal.story_id
WHERE signal.dossier = :dossier AND signal.waits IS NOT NULL AND signal.current = 1 AND signal.relevant = 1
"""


def waiting_stories(connection: sqlite3.Connection, dossier: str) -> frozenset[int]:
    """The clusters, by their first story, of which a signal waits for review."""
    return frozenset(id for (id,) in connection.execute(WAITING_STORIES, {"dossier": dossier}))


def waiting(connection: sqlite3.Connection, dossier: str) -> dict[str, int]:
    """How many proposals wait, for each subject that has any; their sum is the header's."""
    return dict(connection.execute(WAITING, {"dossier": dossier}).fetchall())
