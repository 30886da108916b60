"""What counts as one source: stories that are copies of one text say a thing once, however many print it."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

#: The number of a story's source. Before sketches were drawn, clusters held copies alone.
SOURCE: Final = "coalesce(sketch.original, story.cluster)"
GROUPS: Final = f"""
SELECT story.id, {SOURCE}
FROM story LEFT JOIN sketch ON sketch.story_id = story.id AND sketch.dossier = :dossier
WHERE story.id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608 - put together from constants


def source_groups(connection: sqlite3.Connection, dossier: str, stories: Iterable[int]) -> dict[int, int]:
    """Story id → the number of its source, for those of these stories that exist.

    Two stories with one number are copies of one text (what a wire sent, the same page, the same headline),
    and count as one source; the number is the id of the first story known that has the text.
    """
    values = {"dossier": dossier, "ids": json.dumps(list(stories))}
    return dict(connection.execute(GROUPS, values))
