"""Reading a long list by key: a page before or after a row, and the rank of a row, without scanning."""

import heapq
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

Key = tuple[int, int]
"""Where a row stands in a list, newest first: its sort instant and its id."""

Row = TypeVar("Row")

_DAY: Final = 86400
#: A key that is newer than any.
NEWEST: Final[Key] = (2**62, 0)

_NEWEST_ID: Final = "SELECT coalesce(max(id), 0) FROM story"
_SEEN: Final = "SELECT id, first_seen FROM story WHERE id >= :id ORDER BY id LIMIT 1"
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
            f"{self.select} AND ({self.at}, {self.id}) > (:at, :id) AND {self.at} < :ends"
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
    ends: int = NEWEST[0],
) -> list[Any]:
    """Rows older than `before`, or just newer than `after`, or the newest; newest first in each case.

    None is of the instant `ends` or later.
    """
    at, id_ = after or min(before or NEWEST, (ends, 0))
    values = {"dossier": dossier, "at": at, "id": id_, "limit": limit, "ends": ends}
    query = listing.older if after is None else listing.newer
    rows = connection.execute(query, values).fetchall()
    return rows if after is None else rows[::-1]


def pages(
    page: Callable[[Key | None, int], Sequence[Row]], key: Callable[[Row], Key], size: int
) -> Iterator[Sequence[Row]]:
    """A whole list in pages of `size` rows, newest first; only as many are asked for as are read.

    `page` gives up to so many rows older than a key, or the newest.
    """
    before: Key | None = None
    while rows := page(before, size):
        yield rows
        if len(rows) < size:
            return
        before = key(rows[-1])


def newest(connection: sqlite3.Connection, query: str, values: list[dict[str, Any]], limit: int) -> str:
    """The newest rows of several short lists together: their ids, each once, as JSON for `json_each`.

    `query` gives the keys of one list, newest first, up to `:limit`; `values` are those of each list.
    """
    keys = {key for each in values for key in connection.execute(query, {**each, "limit": limit})}
    return json.dumps([id_ for _, id_ in heapq.nlargest(limit, keys)])


def count(connection: sqlite3.Connection, listing: Listing, dossier: str, ends: int = NEWEST[0]) -> int:
    """How many rows the list has of instants before `ends`."""
    everything = tally(connection, "" if listing.shared else dossier, listing.name)
    return everything - (0 if ends >= NEWEST[0] else rank(connection, listing, dossier, (ends, 0)))


def tally(connection: sqlite3.Connection, dossier: str, name: str) -> int:
    """A running count."""
    row = connection.execute(_TALLY, {"dossier": dossier, "name": name}).fetchone()
    return 0 if row is None else int(row[0])


def rank(
    connection: sqlite3.Connection, listing: Listing, dossier: str, key: Key, ends: int = NEWEST[0]
) -> int:
    """How many rows of instants before `ends` are newer than a key."""
    newer = _newer(connection, listing, dossier, key)
    return newer if ends >= NEWEST[0] else max(0, newer - _newer(connection, listing, dossier, (ends, 0)))


def _newer(connection: sqlite3.Connection, listing: Listing, dossier: str, key: Key) -> int:
    """Whole days from the roll-up, the key's own day counted."""
    day = key[0] // _DAY
    days = {"dossier": "" if listing.shared else dossier, "name": listing.name, "day": day}
    newer_days = connection.execute(_NEWER_DAYS, days).fetchone()[0]
    today = {"dossier": dossier, "at": key[0], "id": key[1], "midnight": (day + 1) * _DAY}
    return int(newer_days) + int(connection.execute(listing.newer_today, today).fetchone()[0])


def newest_id(connection: sqlite3.Connection) -> int:
    """The id of the story that came in last, 0 where there is none."""
    return int(connection.execute(_NEWEST_ID).fetchone()[0])


def last_seen_before(connection: sqlite3.Connection, since: int) -> int:
    """The id of the last story that was first seen by an instant, 0 where there is none.

    Stories get their ids in the order in which they come in, so it is found by halving.
    """
    last, newest = 0, newest_id(connection)
    while last < newest:
        middle = (last + newest + 1) // 2
        id_, first_seen = connection.execute(_SEEN, {"id": middle}).fetchone()
        if first_seen > since:
            newest = middle - 1
        else:
            last = id_
    return last
