"""Clusters of copies: which stories that arrive are copies of others, by the keys that they were given.

A story joins a cluster once, when it arrives, and stays, so that no row is taken away from a list because a
copy came. So two clusters stay two when a story comes that could belong to both.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, select

from dealwatch.store import tables
from dealwatch.store.engine import among, ask, listed, named

Row = dict[str, Any]

#: The same headline names the same story when no more than this lies between the two, in seconds.
WINDOW: Final = 72 * 3600
#: Of the stories with one key, only so many are looked at, the oldest: a feed may give all entries one link.
MANY: Final = 100

_COLUMNS: Final = [
    tables.STORY.c[name] for name in ("id", "feed_id", "outlet", "at", "cluster", "link_key", "title_key")
]
# The stored stories that have a key of these, put together once: each feed asks.
_WITH: Final = {
    name: select(*_COLUMNS)
    .where(tables.STORY.c[name].is_not(None), among(tables.STORY.c[name], "keys"))
    .order_by(tables.STORY.c[name], "id")
    for name in ("link_key", "title_key")
}


def join_clusters(connection: Connection, stories: Sequence[Row]) -> None:
    """Set `cluster` of stories that are about to be added, in the order of their ids.

    What one outlet brings twice in one feed are two stories (a column has one headline every day, a calendar
    one page for all its entries), except where link and headline are both the same.
    """
    by_link = _stored(connection, "link_key", stories)
    by_title = _stored(connection, "title_key", stories)
    for story in stories:
        link, title = story["link_key"], story["title_key"]
        same_link = by_link.setdefault(link, []) if link is not None else []
        same_title = by_title.setdefault(title, []) if title is not None else []
        if same_link or same_title:
            story["cluster"] = _cluster_for(story, same_link, same_title)
        same_link.append(story)
        same_title.append(story)


def _stored(connection: Connection, name: str, stories: Sequence[Row]) -> dict[int, list[Row]]:
    """The stored stories that have a key of these, by key."""
    found: dict[int, list[Row]] = {}
    if keys := [story[name] for story in stories if story[name] is not None]:
        for row in named(ask(connection, _WITH[name], {"keys": listed(keys)})):
            found.setdefault(row[name], []).append(row)
    return found


def _cluster_for(story: Row, same_link: Sequence[Row], same_title: Sequence[Row]) -> int:
    """The oldest cluster with a copy of a story, its own id where there is none."""
    near = (other for other in same_title if abs(other["at"] - story["at"]) <= WINDOW)
    copies = [*islice(same_link, MANY), *islice(near, MANY)]
    others: set[int] = {copy["cluster"] for copy in copies if _is_another(story, copy)}
    clusters: set[int] = {copy["cluster"] for copy in copies}
    return min(clusters - others, default=int(story["id"]))


def _is_another(story: Row, other: Row) -> bool:
    source, keys = ("feed_id", "outlet"), ("link_key", "title_key")
    return all(story[name] == other[name] for name in source) and any(
        story[name] is None or story[name] != other[name] for name in keys
    )
