"""What is let go: old stories that are not about the deal, that nobody marked, and that left their feed.

A story that is relevant, or has a mark, a correction, a quote, a signal or an entry of the ledger, stays for
ever, and so does the first story of a cluster while it has copies.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

_DAY: Final = 86_400
#: Days after which a story that was let go may come again as new, counted from when its feed last had it.
TOMBSTONE_DAYS: Final = 90
#: Stories let go with one document: the rest follows with the next ones, so that no transaction is long.
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Retention:
    """How long stories of no interest are kept: days by read and unread, and so many of each feed; 0: all."""

    read_days: int = 90
    unread_days: int = 365
    per_feed: int = 1_000


KEEP_ALL: Final = Retention(0, 0, 0)

# Oldest first. `place` counts from the newest of those that may go.
_FREE: Final = """
SELECT id, key FROM (
    SELECT story.id, story.key, story.first_seen, coalesce(mark.read, 0) AS read,
           row_number() OVER (ORDER BY story.id DESC) AS place
    FROM story LEFT JOIN mark ON mark.story_id = story.cluster
    WHERE story.feed_id = :feed
      AND coalesce(mark.starred, 0) = 0 AND coalesce(mark.hidden, 0) = 0
      AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.story_id IN (story.id, story.cluster)
                      AND reading.relevant = 1)
      AND NOT EXISTS (SELECT 1 FROM correction WHERE correction.story_id IN (story.id, story.cluster))
      AND NOT EXISTS (SELECT 1 FROM voice WHERE voice.story_id = story.id)
      AND NOT EXISTS (SELECT 1 FROM signal WHERE signal.story_id = story.id)
      AND NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.story_id = story.id)
      AND NOT EXISTS (SELECT 1 FROM story AS copy WHERE copy.cluster = story.id AND copy.cluster <> copy.id)
)
WHERE (:read_days > 0 AND read = 1 AND first_seen < :now - :read_days * 86400)
   OR (:unread_days > 0 AND read = 0 AND first_seen < :now - :unread_days * 86400)
   OR (:per_feed > 0 AND place > :per_feed)
ORDER BY id
"""

_BURY: Final = "INSERT OR REPLACE INTO tombstone (feed_id, key, until) VALUES (?, ?, ?)"
_STILL_SERVED: Final = "UPDATE tombstone SET until = :until WHERE feed_id = :feed AND key = :key"
_OVER: Final = "DELETE FROM tombstone WHERE feed_id = :feed AND until < :now"
_BURIED: Final = "SELECT key FROM tombstone WHERE feed_id = ?"


def let_go(
    connection: sqlite3.Connection, feed: int, present: Collection[str], now: int, keep: Retention
) -> int:
    """Let old stories of a feed go whose keys are not `present` in its newest document; gives how many.

    Each leaves a tombstone of 16 bytes. `now` is UTC seconds.
    """
    connection.execute(_OVER, {"feed": feed, "now": now})
    if keep == KEEP_ALL:
        return 0
    asked = {"feed": feed, "now": now, "per_feed": keep.per_feed}
    days = {"read_days": keep.read_days, "unread_days": keep.unread_days}
    served = set(present)
    free = [row for row in connection.execute(_FREE, asked | days) if row[1] not in served][:AT_ONCE]
    connection.executemany(_BURY, [(feed, _digest(key), now + TOMBSTONE_DAYS * _DAY) for _, key in free])
    connection.executemany("DELETE FROM story WHERE id = ?", [(id_,) for id_, _ in free])
    return len(free)


def buried(connection: sqlite3.Connection, feed: int, keys: Iterable[str], now: int) -> set[str]:
    """Which of these keys are of stories that were let go; as the feed has them still, they rest longer."""
    graves = {bytes(row[0]) for row in connection.execute(_BURIED, (feed,))}
    found = {key for key in keys if _digest(key) in graves} if graves else set()
    until = now + TOMBSTONE_DAYS * _DAY
    rest = [{"until": until, "feed": feed, "key": _digest(key)} for key in found]
    connection.executemany(_STILL_SERVED, rest)
    return found


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()[:16]
