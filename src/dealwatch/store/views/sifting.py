"""Reading the part of a long list that a selection asks for, newest first, without sorting the list.

Either an ordered list is walked and each row looked at, or, where full-text search or a mark names few rows,
those are fetched and sorted: whichever looks at fewer rows. Walking ends when a page is full.
"""

import heapq
import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final

from dealwatch.filter import Term
from dealwatch.store.views.paging import NEWEST, Key

# The beginning of a word that is shorter begins too many words to look them all up.
_SHORTEST_PREFIX: Final = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Rows to look at: FROM `table` WHERE `where`, which an index gives in the order of `at`, or few.

    `join` brings the row of the story, where something has to be seen in it. `size` is how many rows there
    are, about. `arrivals`: they are stories of `few`, whose ids are in the order in which they came in.
    """

    table: str
    join: str
    where: str
    at: str
    id: str
    size: int
    values: dict[str, Any] = field(default_factory=dict)
    arrivals: bool = False


@dataclass(frozen=True, slots=True)
class Sift:
    """A selection as a query: rows of any of the sources for which the conditions hold, and then `keep`.

    `{at}` and `{id}` in conditions are a source's. `texts` are columns, which `keep` is given. `indexed` are
    conditions that mean the same as `keep`, None where no index knows: counting is quicker with them, a page
    without.
    """

    sources: tuple[Source, ...]
    conditions: tuple[str, ...]
    values: dict[str, Any]
    texts: tuple[str, ...] = ()
    keep: Callable[[Sequence[str]], bool] | None = None
    indexed: tuple[str, ...] | None = ()

    def query(self, source: Source, newer: bool, columns: str, order: str = "{at}") -> str:
        """The rows of one source older than a key, or newer, in the order of a column ("" in none)."""
        than, way = (">", "") if newer else ("<", "DESC")
        at, id_ = source.at, source.id
        conditions = "".join(
            f" AND {condition.replace('{id}', id_).replace('{at}', at)}" for condition in self.conditions
        )
        bound = f" AND {at} {than}= :at AND ({at}, {id_}) {than} (:at, :id)"
        ordered = f" ORDER BY {order.replace('{at}', at)} {way}" if order else ""
        where = f"{source.where}{conditions}{bound}"
        join = source.join if "story." in f"{columns}{where}" else ""
        return f"SELECT {columns} FROM {source.table} {join} WHERE {where}{ordered}"  # noqa: S608 - our own words


def walk(
    connection: sqlite3.Connection, sift: Sift, *, before: Key | None = None, after: Key | None = None
) -> Iterator[Key]:
    """The keys of a selection older than `before`, newest first, or newer than `after`, oldest first."""
    newer = after is not None
    at, id_ = after or before or NEWEST
    found = (
        connection.execute(
            sift.query(source, newer, ", ".join((source.at, source.id, *sift.texts))),
            {**sift.values, **source.values, "at": at, "id": id_},
        )
        for source in sift.sources
    )
    rows = heapq.merge(*(_kept(sift, each, 2) for each in found), key=itemgetter(0), reverse=not newer)
    for instant, together in groupby(rows, key=itemgetter(0)):
        for id_ in sorted({row[1] for row in together}, reverse=not newer):
            yield instant, id_


def _kept(sift: Sift, rows: Iterable[Any], texts: int) -> Iterator[Any]:
    """The rows that `keep` keeps; their texts begin in a column."""
    keep = sift.keep
    return iter(rows) if keep is None else (row for row in rows if keep(row[texts:]))


def keys(
    connection: sqlite3.Connection, sift: Sift, before: Key | None, after: Key | None, ends: int, limit: int
) -> list[Key]:
    """A page of keys, newest first; none of an instant from `ends` on."""
    if after is not None:
        newer = (key for key in walk(connection, sift, after=after) if key[0] < ends)
        return list(islice(newer, limit))[::-1]
    start = min(before or NEWEST, (ends, 0))
    if len(sift.sources) == 1 and sift.sources[0].arrivals:
        return _of_arrivals(connection, sift, start, limit)
    return list(islice(walk(connection, sift, before=start), limit))


def _of_arrivals(connection: sqlite3.Connection, sift: Sift, before: Key, limit: int) -> list[Key]:
    """A page out of rows that are read in the order of their arrival."""
    source = sift.sources[0]
    columns = ", ".join((source.at, source.id, "story.first_seen", *sift.texts))
    values = {**sift.values, **source.values, "at": before[0], "id": before[1]}
    rows = connection.execute(sift.query(source, False, columns, "few.id"), values)
    found = latest(_kept(sift, rows, 3), limit)
    rows.close()
    return sorted(found, reverse=True)


def latest(rows: Iterable[Any], limit: int) -> list[Key]:
    """The newest of rows (`at`, `id`, `first_seen` …) that come with the last to arrive first.

    What is left arrived before: once it cannot have been published later than those in hand, no more is read.
    """
    best: list[Key] = []
    for at, id_, first_seen, *_ in rows:
        if len(best) < limit:
            heapq.heappush(best, (at, id_))
        elif best[0] < (at, id_):
            heapq.heapreplace(best, (at, id_))
        if len(best) == limit and best[0][0] >= first_seen:
            break
    return best


def count(
    connection: sqlite3.Connection,
    sift: Sift,
    ends: int,
    after: Key | None = None,
    at_most: int | None = None,
) -> int:
    """How many rows there are, or how many newer than a key; counting stops at `at_most`."""
    if sift.indexed is None or (at_most is not None and len(sift.sources) > 1):
        found = walk(connection, sift, after=after) if after else walk(connection, sift, before=(ends, 0))
        return sum(1 for _ in islice((key for key in found if key[0] < ends), at_most))
    at, id_ = after or (ends, 0)
    values: dict[str, Any] = {"ends": ends, "at": at, "id": id_, "most": -1 if at_most is None else at_most}
    counted = replace(sift, conditions=(*sift.conditions, *sift.indexed))
    parts = []
    for place, source in enumerate(sift.sources):
        query = counted.query(source, after is not None, f"{source.id} AS id", order="")
        for name, value in source.values.items():
            query = query.replace(f":{name}", f":{name}{place}")
            values[f"{name}{place}"] = value
        parts.append(f"{query} AND {source.at} < :ends")
    rows = f"SELECT count(*) FROM ({' UNION '.join(parts)} LIMIT :most)"  # noqa: S608 - our own words
    return int(connection.execute(rows, {**sift.values, **values}).fetchone()[0])


def as_ids(found: Iterable[Key]) -> str:
    """The ids of keys, as JSON for `json_each`."""
    return json.dumps([id_ for _, id_ in found])


class Values:
    """The parameters of a query, named one after another."""

    def __init__(self, **known: Any) -> None:
        self.all: dict[str, Any] = known

    def __call__(self, value: Any) -> str:
        """The name under which a value stands in the query."""
        name = f"v{len(self.all)}"
        self.all[name] = value
        return f":{name}"

    def among(self, values: Iterable[str]) -> str:
        """A list of values, for IN."""
        return f"(SELECT value FROM json_each({self(json.dumps(list(values)))}))"  # noqa: S608


def match_of(terms: Iterable[Term]) -> str:
    """The words as full-text search takes them, each quoted; "" where it cannot help."""
    return " AND ".join(
        f'"{word}"{star}'
        for term in terms
        if not term.negated
        for word, star in _searched(term.phrase.words, term.prefix)
    )


def is_looked_for(term: Term) -> bool:
    """Whether a word is looked for in a row's texts; a query answers the others."""
    return term.key in ("", "outlet") or (term.key == "speaker" and not term.ids)


def asked(terms: Iterable[Term], condition: Callable[[Term], str]) -> tuple[str, ...]:
    """What a query has to answer, by the condition of each term that is not looked for in texts."""
    return tuple(
        f"NOT ({condition(term)})" if term.negated else condition(term)
        for term in terms
        if not is_looked_for(term)
    )


def indexed(terms: Iterable[Term], index: str, values: Values) -> tuple[str, ...] | None:
    """Words as conditions that a full-text index answers, None where it cannot answer one of them."""
    found = []
    for term in terms:
        match = match_of([replace(term, negated=False)])
        if term.key or len(term.phrase.words) > 1 or not match:
            return None
        rows = f"SELECT rowid FROM {index} WHERE {index} MATCH {values(match)}"  # noqa: S608 - our own words
        found.append(f"{{id}} {'NOT ' * term.negated}IN ({rows})")
    return tuple(found)


def _searched(words: Sequence[str], prefix: bool) -> Iterator[tuple[str, str]]:
    for place, word in enumerate(words, 1):
        last = prefix and place == len(words)
        if not last or len(word) >= _SHORTEST_PREFIX:
            yield word, "*" if last else ""


def matches(connection: sqlite3.Connection, index: str, match: str, at_most: int) -> int:
    """How many rows a full-text index has for some words, as far as `at_most`."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH :match LIMIT :most)"  # noqa: S608
    return int(connection.execute(query, {"match": match, "most": at_most}).fetchone()[0])


def few(rows: int) -> int:
    """So many of a list's rows are fetched and sorted at most.

    A word that more of them hold fills a page sooner on a walk: where M in N rows hold it, that looks at
    about 128 N / M for a page, at twice the price of a row that is fetched. Twice as many, because words and
    lists do not meet by chance, and a walk that finds nothing is the dearest of all.
    """
    return 2 * math.isqrt(2 * 128 * rows)


def size(sources: Sequence[Source]) -> int:
    """How many rows there are to look at, about."""
    return sum(source.size for source in sources)
