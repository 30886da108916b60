"""A list as it leaves the dashboard: read beside the keys, page by page, and written when all is there."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

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


def walked(page: Callable[[R | None, int], Sequence[R]], record: "Callable[[R], Record]") -> Pages:
    """A long list, page by page: `page` gives so many rows after a row, or the first ones."""
    last: R | None = None
    while rows := page(last, _PAGE):
        yield [record(row) for row in rows]
        if len(rows) < _PAGE:
            return
        last = rows[-1]
