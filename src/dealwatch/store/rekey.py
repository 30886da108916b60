"""A publisher gives all its entries new names at once: the stories are known again by link, or by title and
day, so that nothing old comes as new.
"""

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, or_, select, update

from dealwatch.store import tables
from dealwatch.store.engine import among, ask, listed, named
from dealwatch.store.outcomes import ReadEntry

Row = dict[str, Any]

#: So many of a document's entries must be unknown, and so many of those be stored under another key.
_MOST: Final = 0.8
# Fewer entries than this may be new by chance.
_ENOUGH: Final = 3
_DAY: Final = 86_400

# Put together once: each feed may ask it.
_STORY: Final = tables.STORY.c
_CANDIDATES: Final = (
    select(_STORY.id, _STORY.key, _STORY.link_key, _STORY.title_key, _STORY.published)
    .where(
        _STORY.feed_id == bindparam("feed"),
        or_(among(_STORY.link_key, "links"), among(_STORY.title_key, "titles")),
    )
    .order_by(_STORY.id.desc())
)


def rekey(
    connection: Connection,
    feed_id: int,
    entries: Sequence[ReadEntry],
    known: Collection[str],
    present: Collection[str],
) -> dict[str, int]:
    """Give stored stories of a feed the keys that its entries have now; gives their ids by the new key.

    `known` are the keys of `entries` that are stored, `present` those of all that the document had.
    """
    new = [item for item in entries if item.entry.key not in known]
    if len(new) < _ENOUGH or len(new) <= _MOST * len(present):
        return {}
    stored = [row for row in _candidates(connection, feed_id, new) if row["key"] not in present]
    found = _matches(new, stored)
    if len(found) < _MOST * len(new):
        return {}
    story = tables.STORY
    for key, id_ in found.items():
        connection.execute(update(story).where(story.c.id == id_).values(key=key))
    return found


def _candidates(connection: Connection, feed_id: int, new: Sequence[ReadEntry]) -> list[Row]:
    """Stories of the feed that have a link or a title of these, the newest first."""
    links = {item.keys.link for item in new if item.keys.link is not None}
    titles = {item.keys.title for item in new if item.keys.title is not None}
    asked = {"feed": feed_id, "links": listed(links), "titles": listed(titles)}
    return list(named(ask(connection, _CANDIDATES, asked)))


def _matches(new: Sequence[ReadEntry], stored: Sequence[Row]) -> dict[str, int]:
    """New key and id of each story that is known again, each once. Links say more than titles."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for same in (_same_link, _same_title):
        for item in new:
            if item.entry.key in found:
                continue
            row = next((row for row in stored if row["id"] not in taken and same(item, row)), None)
            if row is not None:
                found[item.entry.key] = row["id"]
                taken.add(row["id"])
    return found


def _same_link(item: ReadEntry, row: Row) -> bool:
    return item.keys.link is not None and bool(item.keys.link == row["link_key"])


def _same_title(item: ReadEntry, row: Row) -> bool:
    dates: tuple[Any, Any] = (item.entry.published, row["published"])
    near = None not in dates and abs(dates[0] - dates[1]) <= _DAY
    return near and item.keys.title is not None and item.keys.title == row["title_key"]
