"""Which relevant stories are copies of one text, and which tell one event, by their sketches.

Both are settled when a story is read first, and looked at once more when the text of its page comes soon
after: later a row that a person may have seen stays where it is. Nothing here scans: copies are found by the
keys of a text, events among the stories of the same days, and both among so many at most.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from dealwatch.store.likeness import EVENT_WINDOW, differs, is_copy, tells_same
from dealwatch.store.outcomes import ReadStory
from dealwatch.values import EventSketch, Sketch, TextSketch

#: Copies in one cluster lie no further apart than this, in seconds; a text that comes back later is news.
COPY_WINDOW: Final = 72 * 3600
#: A story that stands alone may still join a cluster for so long after it was first seen, in seconds.
SETTLED: Final = 6 * 3600
#: So many stories are looked at for each key of a text, the newest of them.
MANY_COPIES: Final = 30
#: So many stories are looked at before and after an event, the nearest of them.
MANY_EVENTS: Final = 150
# One key in common may be chance, or a line that stands below every story of a house.
_FEWEST_KEYS: Final = 2

MINE: Final = "SELECT id, cluster, at, feed_id, outlet, first_seen FROM story WHERE id = ?"

WITH_KEY: Final = "SELECT story_id FROM sketch_key WHERE key = ? ORDER BY story_id DESC LIMIT ?"

_KNOWN: Final = """
SELECT sketch.story_id, sketch.original, story.cluster, story.at, story.feed_id, story.outlet
"""

COPIES: Final = f"""
{_KNOWN}, sketch.text FROM sketch JOIN story ON story.id = sketch.story_id
WHERE sketch.dossier = :dossier AND sketch.story_id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608 - put together from constants

# Those of its cluster that have its page or its headline.
SAME_PAGE: Final = f"""
{_KNOWN}, sketch.text FROM story AS mine
JOIN story ON story.id IN (
    SELECT mine.cluster UNION ALL
    SELECT other.id FROM story AS other WHERE other.cluster = mine.cluster AND other.cluster <> other.id)
JOIN sketch ON sketch.story_id = story.id AND sketch.dossier = :dossier
WHERE mine.id = :id AND story.id <> mine.id
  AND (story.link_key = mine.link_key OR story.title_key = mine.title_key)
LIMIT :many
"""  # noqa: S608 - put together from constants

BEFORE: Final = f"""
{_KNOWN}, sketch.event FROM sketch JOIN story ON story.id = sketch.story_id
WHERE sketch.dossier = :dossier AND sketch.at BETWEEN :at - :window AND :at AND sketch.story_id <> :id
ORDER BY sketch.at DESC LIMIT :many
"""

AFTER: Final = f"""
{_KNOWN}, sketch.event FROM sketch JOIN story ON story.id = sketch.story_id
WHERE sketch.dossier = :dossier AND sketch.at BETWEEN :at + 1 AND :at + :window
ORDER BY sketch.at LIMIT :many
"""

# The first story of a cluster stands in no index of copies.
MOVE: Final = """
UPDATE story SET cluster = :first WHERE id = :later OR id IN (
    SELECT copy.id FROM story AS copy WHERE copy.cluster = :later AND copy.cluster <> copy.id)
"""

NOTE: Final = """
INSERT INTO sketch (story_id, dossier, at, original, text, event) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (story_id, dossier) DO UPDATE SET original = excluded.original, text = excluded.text,
    event = excluded.event
"""


class _Known(NamedTuple):
    """A story that may be kin, with one half of its sketch."""

    story_id: int
    original: int
    cluster: int
    at: int
    feed_id: int
    outlet: str
    sketch: bytes


class _Mine(NamedTuple):
    """The story that is looked at."""

    id: int
    cluster: int
    at: int
    feed_id: int
    outlet: str
    first_seen: int

    def is_source_of(self, known: _Known) -> bool:
        """Whether both come from one outlet in one feed: what it brings twice are two stories."""
        return known.feed_id == self.feed_id and known.outlet == self.outlet


def settle(
    connection: sqlite3.Connection, dossier: str, stories: Sequence[ReadStory], now: int, *, join: bool
) -> None:
    """Note sketches of stories and what they are copies of; with `join`, let them join clusters."""
    for story in stories:
        if story.reading is None:
            continue
        sketch = story.reading.sketch
        if sketch is None:
            if not story.fresh:
                connection.execute(
                    "DELETE FROM sketch WHERE story_id = ? AND dossier = ?", (story.story_id, dossier)
                )
            continue
        copies = _copies(connection, dossier, story.story_id, sketch.text)
        _note(connection, dossier, story, sketch, copies)
        mine = _Mine(*connection.execute(MINE, (story.story_id,)).fetchone())
        if join and mine.cluster == mine.id and now - mine.first_seen <= SETTLED:
            cluster = _with_copy(mine, copies) or _with_event(connection, dossier, mine, sketch.event)
            _move(connection, mine.cluster, cluster or mine.cluster)


# ── copies of one text ───────────────────────────────────────────────────────


def _copies(connection: sqlite3.Connection, dossier: str, story: int, text: TextSketch) -> list[_Known]:
    """The other stories that have the same text."""
    shared: dict[int, int] = {}
    for key in text.keys:
        for (other,) in connection.execute(WITH_KEY, (key, MANY_COPIES)):
            shared[other] = shared.get(other, 0) + 1
    likely = [other for other, count in shared.items() if count >= _FEWEST_KEYS and other != story]
    values = {"dossier": dossier, "ids": msgspec.json.encode(likely).decode()}
    found = map(_Known._make, connection.execute(COPIES, values) if likely else ())
    return [known for known in found if is_copy(text, _text(known))]


def _text(known: _Known) -> TextSketch:
    return msgspec.msgpack.decode(known.sketch, type=TextSketch)


def _note(
    connection: sqlite3.Connection,
    dossier: str,
    story: ReadStory,
    sketch: Sketch,
    copies: Sequence[_Known],
) -> None:
    """Keep the sketch, with the first story known that has its text, or its page or headline as well."""
    values = {"dossier": dossier, "id": story.story_id, "many": MANY_COPIES}
    page = map(_Known._make, connection.execute(SAME_PAGE, values).fetchall())
    same = [*copies, *(known for known in page if not differs(sketch.text, _text(known)))]
    original = min((known.original for known in same), default=story.story_id)
    halves = msgspec.msgpack.encode(sketch.text), msgspec.msgpack.encode(sketch.event)
    connection.execute(NOTE, (story.story_id, dossier, story.at, min(original, story.story_id), *halves))
    connection.executemany(
        "INSERT OR IGNORE INTO sketch_key (key, story_id) VALUES (?, ?)",
        [(key, story.story_id) for key in sketch.text.keys],
    )


def _with_copy(mine: _Mine, copies: Sequence[_Known]) -> int | None:
    near = [known for known in copies if abs(known.at - mine.at) <= COPY_WINDOW]
    own = {known.cluster for known in near if mine.is_source_of(known)}
    return min((known.cluster for known in near if known.cluster not in own), default=None)


# ── stories of one event ─────────────────────────────────────────────────────


def _with_event(connection: sqlite3.Connection, dossier: str, mine: _Mine, event: EventSketch) -> int | None:
    """The cluster that tells the same event: the likest, in the mean of its stories, so that none drifts."""
    sure: dict[int, list[float]] = {}
    own: set[int] = set()
    for known in _about_then(connection, dossier, mine):
        if mine.is_source_of(known):
            own.add(known.cluster)
        other = msgspec.msgpack.decode(known.sketch, type=EventSketch)
        sure.setdefault(known.cluster, []).append(tells_same(event, other, abs(known.at - mine.at)))
    means = {cluster: sum(found) / len(found) for cluster, found in sure.items() if cluster not in own}
    best = max(means, key=lambda cluster: (means[cluster], -cluster), default=None)
    return best if best is not None and means[best] > 0 else None


def _about_then(connection: sqlite3.Connection, dossier: str, mine: _Mine) -> Iterator[_Known]:
    """The relevant stories nearest in time, before and after."""
    values = {"dossier": dossier, "id": mine.id, "at": mine.at, "window": EVENT_WINDOW, "many": MANY_EVENTS}
    for query in (BEFORE, AFTER):
        yield from map(_Known._make, connection.execute(query, values).fetchall())


def _move(connection: sqlite3.Connection, one: int, other: int) -> None:
    """Make one cluster of two, under the story that came first."""
    if one != other:
        connection.execute(MOVE, {"first": min(one, other), "later": max(one, other)})
