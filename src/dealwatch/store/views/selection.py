"""What part of a list is asked for: words, a scope, a day to look from, or everything that is stored."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from dealwatch.filter import NOTHING, Filter, Term
from dealwatch.names import Name, Names
from dealwatch.when import midnight

SUBJECT_NAMES: Final = """
SELECT id, short, name, agreement FROM subject WHERE dossier = :dossier ORDER BY position
"""
STAKEHOLDER_NAMES: Final = "SELECT id, name, side FROM stakeholder WHERE dossier = :dossier ORDER BY position"

_FOREVER: Final = 2**62


@dataclass(frozen=True, slots=True)
class Selection:
    """Part of the stories or of the quotes.

    `scope` is "agreement:tpd" (its sectors with it), "sector:steel" or "stakeholder:white-house". `until` is
    the day to look from: nothing of a later one. `everything`: what was judged not relevant too. What came in
    after the instant `since` is new.
    """

    filter: Filter = NOTHING
    scope: str = ""
    until: dt.date | None = None
    everything: bool = False
    since: int = 0

    @property
    def all(self) -> bool:
        """Whether the list holds what was judged not relevant too."""
        return self.everything or self.filter.has("all")

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words, with the scope as one of them."""
        kind, _, value = self.scope.partition(":")
        scope = (Term(_SCOPES[kind], value, ids=(self.scope,)),) if value else ()
        return (*scope, *(term for term in self.filter.terms if (term.key, term.value) != ("is", "all")))

    @property
    def whole(self) -> bool:
        """Whether only the day limits the list, so that roll-ups know its counts."""
        return not self.terms

    def ends(self, utc: bool = False) -> int:
        """The first instant that is too late: the end of the day, the reader's or UTC's."""
        return _FOREVER if self.until is None else end_of(self.until, utc=utc)


WHOLE: Final = Selection()


def end_of(day: dt.date, *, utc: bool) -> int:
    """The first instant after a day."""
    return _FOREVER if day == dt.date.max else midnight(day + dt.timedelta(days=1), utc=utc)


_SCOPES: Final = {"agreement": "agreement", "sector": "sector", "stakeholder": "stakeholder"}


def names(connection: sqlite3.Connection, dossier: str) -> Names:
    """What the words of a filter may mean in this dossier."""
    subjects = connection.execute(SUBJECT_NAMES, {"dossier": dossier})
    people = connection.execute(STAKEHOLDER_NAMES, {"dossier": dossier})
    return Names(
        (
            *(
                Name(id_, (short, name), agreement=agreement if id_.startswith("sector:") else "")
                for id_, short, name, agreement in subjects
            ),
            *(Name(f"stakeholder:{id_}", (name,), side) for id_, name, side in people),
        )
    )


def relieved(selection: Selection, count: Callable[[Selection], int]) -> tuple[tuple[Term, int], ...]:
    """For a selection that nothing is in: each word without which there would be rows, and how many.

    `count` is `stories_count` or `voices_count` of a selection.
    """
    less = (
        (term, count(replace(selection, filter=selection.filter.without(term))))
        for term in selection.filter.terms
    )
    return tuple((term, rows) for term, rows in less if rows)
