"""The rows of feeds that follow the configuration."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from dealwatch.address import without_login
from dealwatch.store import tables
from dealwatch.store.outcomes import FeedSetting
from dealwatch.text import masked
from dealwatch.values import FeedKind

Row = dict[str, Any]

_SETTING: Final = [
    tables.FEED.c[name] for name in ("url", "name", "outlet", "kind", "position", "configured")
]
_FRESH: Final[Row] = {
    "enabled": True,
    "etag": "",
    "last_modified": "",
    "body_hash": "",
    "failures": 0,
    "problem": "",
    "moved_to": "",
    "moved_seen": 0,
    "quiet": "",
}


def sync_feeds(connection: Connection, feeds: Sequence[FeedSetting]) -> None:
    """Bring the feeds to what the configuration says; one that it dropped keeps stories and state."""
    url = tables.FEED.c.url
    _take_logins_out(connection)
    wanted = {feed.url: _setting(feed, position) for position, feed in enumerate(feeds)}
    stored = {row["url"]: row for row in connection.execute(select(*_SETTING)).mappings()}
    for address, setting in wanted.items():
        if address not in stored:
            connection.execute(insert(tables.FEED).values(**_FRESH, **setting))
        elif dict(stored[address]) != setting:
            connection.execute(update(tables.FEED).where(url == address).values(**setting))
    for address in stored.keys() - wanted.keys():
        if stored[address]["configured"]:
            connection.execute(update(tables.FEED).where(url == address).values(configured=False))


def _setting(feed: FeedSetting, position: int) -> Row:
    return {
        "url": feed.url,
        "name": feed.name,
        "outlet": feed.outlet,
        "kind": FeedKind(feed.kind).value,
        "position": position,
        "configured": True,
    }


def _take_logins_out(connection: Connection) -> None:
    """An address that was stored with user and password in it is kept without them."""
    url = tables.FEED.c.url
    known = set(connection.scalars(select(url)))
    for old in known:
        plain = without_login(old)
        if plain != old:
            new = masked(old) if plain in known else plain
            connection.execute(update(tables.FEED).where(url == old).values(url=new))
