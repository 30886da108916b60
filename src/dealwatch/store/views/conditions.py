"""Words of a selection as conditions of a query; the others are looked for in the texts of a row."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from dealwatch.filter import Term
from dealwatch.store.views.selection import end_of
from dealwatch.store.views.sifting import Values
from dealwatch.when import midnight

WITH_SECTORS: Final = """
SELECT id FROM subject
WHERE dossier = :dossier AND 'agreement:' || agreement IN (SELECT value FROM json_each(:ids))
"""

#: The mark of a row's cluster; `story` is its story.
MARKED: Final = "EXISTS (SELECT 1 FROM mark WHERE mark.story_id = story.cluster AND mark.{} = 1)"
#: A signal of the row's story waits for review.
WAITS: Final = """EXISTS (SELECT 1 FROM signal WHERE signal.story_id = story.id AND signal.dossier = :dossier
AND signal.waits IS NOT NULL AND signal.current = 1 AND signal.relevant = 1)"""
#: The stories with a waiting signal; those whose cluster has a mark.
WAITING: Final = """SELECT DISTINCT story_id AS id FROM signal
WHERE dossier = :dossier AND waits IS NOT NULL AND current = 1 AND relevant = 1"""
WITH_MARK: Final = """SELECT story_id AS id FROM mark WHERE {0} = 1 UNION ALL
SELECT story.id FROM mark CROSS JOIN story ON story.cluster = mark.story_id AND story.cluster <> story.id
WHERE mark.{0} = 1"""

# Which of a row's texts a word is looked for in, by key.
Places = dict[str, tuple[int, ...]]


def flag(value: str) -> str | None:
    """What `is:` a mark or a review means; `read` and the like need the row's story."""
    if value == "review":
        return WAITS
    if value == "unread":
        return f"NOT {MARKED.format('read')}"
    return MARKED.format(value) if value in ("read", "starred", "hidden") else None


def days(term: Term, at: str, values: Values, *, utc: bool) -> str:
    """`since:` and `until:` as bounds of an instant."""
    first, last = term.days
    if term.key == "since":
        return f"{at} >= {values(midnight(first, utc=utc))}"
    return f"{at} < {values(end_of(last, utc=utc))}"


def subjects(connection: sqlite3.Connection, dossier: str, term: Term, among: str) -> tuple[str, ...]:
    """The subjects of a term; an agreement stands for its sectors too. `among` is the ids as JSON."""
    if term.key != "agreement":
        return term.ids
    found = connection.execute(WITH_SECTORS, {"dossier": dossier, "ids": among})
    return tuple(dict.fromkeys((*term.ids, *(row[0] for row in found))))


def people(term: Term) -> tuple[str, ...]:
    """The ids of stakeholders as quotes have them."""
    return tuple(id_.partition(":")[2] for id_ in term.ids)


def words_in(terms: Sequence[Term], places: Places) -> Callable[[Sequence[str]], bool] | None:
    """Whether a row's texts hold the words and none of those with a minus; None where there are no words."""
    looked = [(_holding(term), term.negated, places[term.key]) for term in terms]
    if not looked:
        return None
    return lambda texts: all(
        any(holds(texts[place]) for place in where) is not negated for holds, negated, where in looked
    )


def _holding(term: Term) -> Callable[[str], bool]:
    """Whether a text holds a term's words; there are few outlets, and each comes again and again."""
    return lru_cache(maxsize=1024)(term.phrase.is_in) if term.key == "outlet" else term.phrase.is_in
