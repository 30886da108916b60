"""One quotation in many outlets is one saying with many sources, and so is one silence told of one event.

A voice joins a saying once, when it is added. Which voice of a saying stands in the lists for all is kept by
triggers, like which story of a cluster does.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final

from dealwatch.store.keys import is_long, same_words, speaker_key, spoken_words

Row = dict[str, Any]

#: A quotation is known again for so long, in seconds: later it is another story that recalls it.
WINDOW: Final = 30 * 86_400
#: So many sayings of one speaker are looked at, the newest, and so many voices of one cluster.
MANY, MANY_IN_CLUSTER = 100, 400

_COLUMNS: Final = ("id", "saying", "story_id", "kind", "text", "speaker", "said_by")
_SELECT: Final = f"SELECT {', '.join(f'voice.{name}' for name in _COLUMNS)} FROM voice"  # noqa: S608 - constants

OF_CLUSTER: Final = f"""
{_SELECT} WHERE voice.dossier = :dossier AND voice.story_id IN (
    SELECT cluster FROM story WHERE id = :story
    UNION ALL
    SELECT other.id FROM story AS mine
    JOIN story AS other ON other.cluster = mine.cluster AND other.cluster <> other.id
    WHERE mine.id = :story)
LIMIT :many
"""  # noqa: S608 - put together from constants

OF_SPEAKER: Final = f"""
{_SELECT} WHERE voice.dossier = :dossier AND voice.said_by = :said_by AND voice.said_by <> ''
  AND voice.duplicate = 0 AND voice.at BETWEEN :since AND :until
ORDER BY voice.at DESC LIMIT :many
"""


def join_sayings(connection: sqlite3.Connection, dossier: str, story: int, rows: Sequence[Row]) -> None:
    """Set `saying` of voices that are about to be added, all of one story; each has its `id`."""
    if not rows:
        return
    values = {"dossier": dossier, "story": story, "many": MANY_IN_CLUSTER}
    near = _rows(connection.execute(OF_CLUSTER, values))
    for row in rows:
        known = _match(row, near) or _match(row, _of_speaker(connection, row))
        if known is not None:
            row["saying"] = _saying_of(connection, known)
        near.append(row)


def _rows(found: Iterable[tuple[Any, ...]]) -> list[Row]:
    return [dict(zip(_COLUMNS, row, strict=True)) for row in found]


def _of_speaker(connection: sqlite3.Connection, row: Row) -> list[Row]:
    """What the speaker is known to have said about that time, one voice for each saying."""
    if row["kind"] != "quote" or not row["said_by"] or not is_long(spoken_words(row["text"])):
        return []
    span = {"since": row["at"] - WINDOW, "until": row["at"] + WINDOW, "many": MANY}
    return _rows(connection.execute(OF_SPEAKER, {**row, **span}))


def _match(row: Row, others: Iterable[Row]) -> Row | None:
    """The oldest voice that says the same."""
    words = spoken_words(row["text"])
    same = (other for other in others if _is_same(row, words, other))
    return min(same, key=lambda other: int(other["id"]), default=None)


def _is_same(row: Row, words: str, other: Row) -> bool:
    if row["kind"] != other["kind"] or not _same_speaker(row, other):
        return False
    return row["kind"] == "silence" or same_words(words, spoken_words(other["text"]))


def _same_speaker(one: Row, other: Row) -> bool:
    """Within one event a copy may name nobody, or the surname alone."""
    if one["said_by"] == other["said_by"] or not (one["said_by"] and other["said_by"]):
        return True
    surnames = {speaker_key(row["speaker"], None).rpartition(" ")[2] for row in (one, other)}
    return len(surnames) == 1


def _saying_of(connection: sqlite3.Connection, known: Row) -> int:
    """The number of a voice's saying, which is its own id where it was alone."""
    if known["saying"] is None:
        known["saying"] = known["id"]
        connection.execute("UPDATE voice SET saying = id WHERE id = ?", (known["id"],))
    return int(known["saying"])
