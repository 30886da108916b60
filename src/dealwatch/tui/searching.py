"""What the search screen asks the store: functions of a connection, to be run beside the keys."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dealwatch.filter import Filter, Term
from dealwatch.store import views
from dealwatch.store.views import Hit, Selection
from dealwatch.store.views.paging import Key
from dealwatch.store.views.selection import relieved

#: Hits of the first answer, which is waited for, and of those that follow while somebody goes down.
FIRST: Final = 50
PAGE: Final = 200
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What words found. `more`: there may be further hits.

    Where there is none, `nowhere` are the words that nothing stored holds, and `without` those without which
    there would be stories, and how many.
    """

    wanted: Filter
    hits: Sequence[Hit]
    more: bool = False
    nowhere: tuple[Term, ...] = ()
    without: tuple[tuple[Term, int], ...] = ()


Question = Callable[[sqlite3.Connection], Answer]


def search(connection: sqlite3.Connection, dossier: str, wanted: Filter, selection: Selection) -> Answer:
    """The newest hits; without any, why there is none."""
    hits = views.search(connection, dossier, wanted, limit=FIRST, selection=selection)
    if hits:
        return Answer(wanted, hits, more=len(hits) == FIRST)

    def alone(term: Term) -> bool:
        return bool(views.search(connection, dossier, Filter((term,)), limit=1, selection=selection))

    def stories(less: Selection) -> int:
        return views.stories_count(connection, dossier, less, _MOST) if less.filter.marked else 0

    words = [term for term in wanted.keyed("") if not term.negated]
    nowhere = tuple(term for term in words if not alone(term))
    limited = Selection(filter=wanted, everything=True, until=selection.until, since=selection.since)
    return Answer(wanted, (), False, nowhere, () if nowhere else relieved(limited, stories))


def further(
    connection: sqlite3.Connection, dossier: str, wanted: Filter, selection: Selection, before: Key
) -> Answer:
    """The hits after the one of a key."""
    hits = views.search(connection, dossier, wanted, before=before, limit=PAGE, selection=selection)
    return Answer(wanted, hits, more=len(hits) == PAGE)


WHERE: Final = (
    "Looked through: headlines, outlets and summaries of all stories, the text of those that were read, "
    "quotes and who said them."
)
ASKED: Final = (
    "Type words to find them in everything stored, about this or not: headlines, outlets, summaries, the "
    "text of stories that were read, quotes and who said them.\n\n"
    "For example\n"
    "  steel quota since:2026-04\n"
    '  "on hold" side:us-government -whisky\n\n'
    "All words must be there; -word must not; the last one may be unfinished. tag: agreement: sector: "
    "outlet: side: speaker: is: since: until: limit what is found."
)


def nothing_found(answer: Answer) -> str:
    """Why there is no hit, in words."""
    if answer.nowhere:
        words = " or ".join(f"`{term}`" for term in answer.nowhere)
        return f"Nothing stored holds {words}.\n\n{WHERE}"
    parts = [f"Without `{term}`: {_some(rows)}." for term, rows in answer.without]
    return "\n\n".join(
        [f"Nothing stored has all of {answer.wanted}.", *([" ".join(parts)] * bool(parts)), WHERE]
    )


def _some(rows: int) -> str:
    more = "+" if rows >= _MOST else ""
    return f"{rows:,}{more} {'story' if rows == 1 else 'stories'}"


def no_word(wanted: Filter) -> str:
    """What is missing where words limit a search and look for nothing."""
    return (
        f"{wanted} limits a search, and is no word to look for: add one, such as `tariff`.\n\n"
        f"To see all that it leaves, press / on the dashboard."
    )
