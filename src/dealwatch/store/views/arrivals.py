"""How much came in since somebody last looked."""

import sqlite3
from typing import Final

from dealwatch.store.views.stories import RELEVANT

_NEWEST_ID: Final = "SELECT coalesce(max(id), 0) FROM story"
_SEEN: Final = "SELECT id, first_seen FROM story WHERE id >= :id ORDER BY id LIMIT 1"
_ADDED_AFTER: Final = f"{RELEVANT.counted} AND reading.story_id > :id"


def stories_since(connection: sqlite3.Connection, dossier: str, since: int) -> int:
    """How many of the stories in the list were first seen after an instant.

    Stories get their ids in the order in which they come in, so the last one seen before is found by halving.
    """
    last, newest = 0, int(connection.execute(_NEWEST_ID).fetchone()[0])
    while last < newest:
        middle = (last + newest + 1) // 2
        id_, first_seen = connection.execute(_SEEN, {"id": middle}).fetchone()
        if first_seen > since:
            newest = middle - 1
        else:
            last = id_
    row = connection.execute(_ADDED_AFTER, {"dossier": dossier, "id": last}).fetchone()
    return int(row[0])
