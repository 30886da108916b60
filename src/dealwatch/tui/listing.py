"""A list as it leaves the dashboard: read beside the keys, page by page, and written when all is there."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from dealwatch.store.views.paging import Key, pages
from dealwatch.when import count

if TYPE_CHECKING:
    from dealwatch.report.export import Record

R = TypeVar("R")

#: Rows that an export holds at most: a file for people, not a copy of the store.
MOST: Final = 10_000
#: Rows that are read at a time: between two such pages it is told how far it is.
_PAGE: Final = 1_000

Pages = Iterable[Sequence["Record"]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's name, how many rows it has in words, and its rows, as any connection reads them."""

    name: str
    rows: str
    pages: Callable[[sqlite3.Connection], Pages]

    def read(self, connection: sqlite3.Connection, told: Callable[[int], None]) -> "list[Record]":
        """The rows, at most MOST; tells after each page how many there are."""
        found: list[Record] = []
        for page in self.pages(connection):
            found += islice(page, MOST - len(found))
            told(len(found))
            if len(found) == MOST:
                break
        return found


def of_rows(name: str, records: "Sequence[Record]") -> Listing:
    """A short list, whose rows are at hand."""
    return Listing(name, count(len(records), "row"), lambda _: [records])


def walked(
    page: Callable[[Key | None, int], Sequence[R]],
    key: Callable[[R], Key],
    record: "Callable[[R], Record]",
) -> Pages:
    """A long list, page by page: `page` and `key` are as `pages` takes them."""
    return ([record(row) for row in rows] for rows in pages(page, key, _PAGE))
