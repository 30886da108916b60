"""Reading a long list by key: a page before or after a row, and the rank of a row, without scanning."""

import heapq
import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

Key = tuple[int, int]
"""Where a row stands in a list, newest first: its sort instant and its id."""

_DAY: Final = 86400
_NEWEST: Final[Key] = (2**62, 0)

_TALLY: Final = "SELECT n FROM tally WHERE dossier = :dossier AND name = :name"
_NEWER_DAYS: Final = """
SELECT coalesce(sum(n), 0) FROM volume WHERE dossier = :dossier AND name = :name AND day > :day
"""


@dataclass(frozen=True, slots=True)
class Listing:
    """One long list. `at` and `id` are the columns of its key, in the order of the index that serves it.

    `select` ends in a WHERE clause. `name` is its roll-up in `tally` and `volume`; `shared` where that
    roll-up is not a dossier's.
    """

    select: str
    counted: str
    at: str
    id: str
    name: str
    shared: bool = False

    @property
    def older(self) -> str:
        """The page of rows older than a key."""
        return (
            f"{self.select} AND ({self.at}, {self.id}) < (:at, :id)"
            f" ORDER BY {self.at} DESC, {self.id} DESC LIMIT :limit"
        )

    @property
    def newer(self) -> str:
        """The rows just newer than a key, oldest first."""
        return (
            f"{self.select} AND ({self.at}, {self.id}) > (:at, :id)"
            f" ORDER BY {self.at}, {self.id} LIMIT :limit"
        )

    @property
    def newer_today(self) -> str:
        """How many rows of the key's own day are newer than it."""
        return f"{self.counted} AND ({self.at}, {self.id}) > (:at, :id) AND {self.at} < :midnight"


def page(
    connection: sqlite3.Connection,
    listing: Listing,
    dossier: str,
    before: Key | None,
    after: Key | None,
    limit: int,
) -> list[Any]:
    """Rows older than `before`, or just newer than `after`, or the newest; newest first in each case."""
    at, id_ = after or before or _NEWEST
    values = {"dossier": dossier, "at": at, "id": id_, "limit": limit}
    if after is None:
        return connection.execute(listing.older, values).fetchall()
    return connection.execute(listing.newer, values).fetchall()[::-1]


def newest(connection: sqlite3.Connection, query: str, values: list[dict[str, Any]], limit: int) -> str:
    """The newest rows of several short lists together: their ids, each once, as JSON for `json_each`.

    `query` gives the keys of one list, newest first, up to `:limit`; `values` are those of each list.
    """
    keys = {key for each in values for key in connection.execute(query, {**each, "limit": limit})}
    return json.dumps([id_ for _, id_ in heapq.nlargest(limit, keys)])


def count(connection: sqlite3.Connection, listing: Listing, dossier: str) -> int:
    """How many rows the list has."""
    return tally(connection, "" if listing.shared else dossier, listing.name)


def tally(connection: sqlite3.Connection, dossier: str, name: str) -> int:
    """A running count."""
    row = connection.execute(_TALLY, {"dossier": dossier, "name": name}).fetchone()
    return 0 if row is None else int(row[0])


def rank(connection: sqlite3.Connection, listing: Listing, dossier: str, key: Key) -> int:
    """How many rows are newer than a key: whole days from the roll-up, the key's own day counted."""
    day = key[0] // _DAY
    days = {"dossier": "" if listing.shared else dossier, "name": listing.name, "day": day}
    newer_days = connection.execute(_NEWER_DAYS, days).fetchone()[0]
    today = {"dossier": dossier, "at": key[0], "id": key[1], "midnight": (day + 1) * _DAY}
    return int(newer_days) + int(connection.execute(listing.newer_today, today).fetchone()[0])
