"""Rows of a list as the options ask for them: how many, as a table or as JSON, and what to say of none."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, Generic, Protocol, TypeVar

from dealwatch.cli.output import Table, hint, is_terminal, print_json, show
from dealwatch.cli.parser import PEOPLE_LIMIT
from dealwatch.report.records import Record
from dealwatch.store.views.paging import pages


class _Dated(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def at(self) -> int: ...


Row = TypeVar("Row")
DatedRow = TypeVar("DatedRow", bound=_Dated)

_PAGE: Final = 512


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """The rows that were asked for. `more` tells that the limit cut some off."""

    rows: Sequence[Row]
    more: bool
    as_json: bool

    @classmethod
    def of(cls, rows: Iterable[Row], arguments: argparse.Namespace) -> "Listing[Row]":
        """As many of the rows as the options allow."""
        limit = limit_of(arguments)
        taken = list(islice(rows, None if limit is None else limit + 1))
        return cls(taken[:limit], limit is not None and len(taken) > limit, arguments.as_json)

    def out(
        self,
        table: Callable[[Sequence[Row]], Table],
        record: Callable[[Row], Record],
        what: str,
        total: Callable[[], int] | None,
    ) -> None:
        """Print the rows in the way that was asked for. `total` counts those left out by the limit too."""
        if self.as_json:
            print_json(map(record, self.rows))
        elif self.rows:
            show(table(self.rows))
            if self.more:
                among = f" of {total():,}" if total else ""
                hint(f"The newest {len(self.rows):,}{among} {what}; --limit 0 shows all.")

    def if_empty(self, advice: Callable[[], str]) -> None:
        """Tell a person who sees no rows how there could be some."""
        if not self.rows and not self.as_json:
            hint(advice())


def limit_of(arguments: argparse.Namespace) -> int | None:
    """How many rows at most, None for all."""
    if arguments.limit is not None:
        return arguments.limit or None
    return PEOPLE_LIMIT if is_terminal(sys.stdout) and not arguments.as_json else None


def newest_first(page: Callable[..., Sequence[DatedRow]]) -> Iterator[DatedRow]:
    """All rows of a paged view."""
    found = pages(lambda before, limit: page(before=before, limit=limit), lambda row: (row.at, row.id), _PAGE)
    return chain.from_iterable(found)
