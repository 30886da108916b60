"""How much came in since somebody last looked."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from dealwatch.store.rows import LedgerRow, Since
from dealwatch.store.views.paging import last_seen_before
from dealwatch.store.views.stories import RELEVANT
from dealwatch.store.views.timeline import history
from dealwatch.store.views.waiting import waiting
from dealwatch.values import Status

CHANGED: Final = """
SELECT DISTINCT subject FROM ledger WHERE dossier = :dossier AND recorded > :since AND undoes IS NULL
"""
VOICES: Final = """
SELECT coalesce(sum(kind = 'quote'), 0), coalesce(sum(kind = 'silence'), 0) FROM voice
WHERE dossier = :dossier AND first_seen > :since
  AND current = 1 AND relevant = 1 AND duplicate = 0 AND hidden = 0
"""
PROPOSED: Final = """
SELECT count(*) FROM (
    SELECT DISTINCT subject, status, waits FROM signal
    WHERE dossier = :dossier AND waits IS NOT NULL AND current = 1 AND relevant = 1 AND first_seen > :since)
"""
_ADDED_AFTER: Final = f"{RELEVANT.counted} AND reading.story_id > :id"


def stories_since(connection: sqlite3.Connection, dossier: str, since: int) -> int:
    """How many of the stories in the list were first seen after an instant."""
    last = last_seen_before(connection, since)
    row = connection.execute(_ADDED_AFTER, {"dossier": dossier, "id": last}).fetchone()
    return int(row[0])


def since_last(connection: sqlite3.Connection, dossier: str, since: int) -> Since:
    """What came in after an instant, the end of the last visit."""
    values = {"dossier": dossier, "since": since}
    quotes, silences = connection.execute(VOICES, values).fetchone()
    changes = [
        change
        for (subject,) in connection.execute(CHANGED, values).fetchall()
        for change in _changes(history(connection, dossier, subject), since)
    ]
    return Since(
        changes=tuple(sorted(changes, key=lambda change: (change[0].origin != "auto", -change[0].recorded))),
        stories=stories_since(connection, dossier, since),
        quotes=quotes,
        silences=silences,
        waiting=sum(waiting(connection, dossier).values()),
        proposed=int(connection.execute(PROPOSED, values).fetchone()[0]),
    )


def _changes(newest_first: tuple[LedgerRow, ...], since: int) -> Iterator[tuple[LedgerRow, Status | None]]:
    """The entries made since that changed a status, each with the status before it."""
    before: Status | None = None
    for entry in reversed([entry for entry in newest_first if not entry.undone]):
        if entry.recorded > since and entry.status != before:
            yield entry, before
        before = entry.status
