"""How much came in since somebody last looked."""

import sqlite3
from typing import Final

from dealwatch.store.views.paging import last_seen_before
from dealwatch.store.views.stories import RELEVANT

_ADDED_AFTER: Final = f"{RELEVANT.counted} AND reading.story_id > :id"


def stories_since(connection: sqlite3.Connection, dossier: str, since: int) -> int:
    """How many of the stories in the list were first seen after an instant."""
    last = last_seen_before(connection, since)
    row = connection.execute(_ADDED_AFTER, {"dossier": dossier, "id": last}).fetchone()
    return int(row[0])
