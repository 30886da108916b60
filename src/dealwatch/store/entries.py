"""Take entries of a feed over as stories: new ones, and new versions of known ones."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from dealwatch.store import tables
from dealwatch.store.clusters import join_clusters
from dealwatch.store.confirm import NEVER, Rule
from dealwatch.store.engine import among, ask, driver, insert_rows, listed
from dealwatch.store.outcomes import FeedOutcome, ReadEntry, ReadStory, Recorded, Stored
from dealwatch.store.readings import write_readings
from dealwatch.store.rekey import rekey
from dealwatch.store.retention import buried
from dealwatch.values import Entry, Reading

#: Texts kept of one story; a story that changes more often keeps the last of them.
VERSIONS: Final = 25
#: So many stories of a feed are unread when it is first seen.
UNREAD: Final = 20

Row = dict[str, Any]

# Put together once: each feed asks them.
_STORY: Final = tables.STORY.c
_NEWEST: Final = select(func.max(_STORY.id))
_ONE_OF_FEED: Final = select(_STORY.id).where(_STORY.feed_id == bindparam("feed")).limit(1)
_KNOWN: Final = select(_STORY.key, _STORY.id).where(
    _STORY.feed_id == bindparam("feed"), among(_STORY.key, "keys")
)


def record_entries(
    connection: Connection, feed_id: int, outcome: FeedOutcome, rule: Rule = NEVER, *, join: bool = True
) -> Recorded:
    """Store entries with their readings; with `join`, stories that tell the same become one row."""
    if not outcome.entries:
        return Recorded()
    now, outlet = outcome.attempt.at, outcome.state.outlet
    added: list[ReadStory] = []
    changed: list[ReadStory] = []
    next_id = _next_id(connection)
    rows: list[Row] = []
    keys = [item.entry.key for item in outcome.entries]
    known, left = _known_ids(connection, feed_id, keys), buried(driver(connection), feed_id, keys, now)
    known |= rekey(connection, feed_id, outcome.entries, known, outcome.present or frozenset(keys))
    # The last of the document first, so that its first gets the highest id and stands on top.
    for item in reversed(outcome.entries):
        story_id = known.get(item.entry.key)
        story = None if story_id is None else story_where(connection, tables.STORY.c.id == story_id)
        if story is None and item.entry.key in left:
            continue
        if story is None:
            row = _new_story(next_id + len(rows), feed_id, item, outlet, now)
            rows.append(row)
            added.append(read_story(row, item.reading, item.problem, fresh=True))
        elif read := change(connection, story, item, now, outlet):
            changed.append(read)
    if rows:
        first = not known and _is_first(connection, feed_id)
        if join:
            join_clusters(connection, rows)
        insert_rows(connection, tables.STORY, rows)
        if first:
            _mark_read(connection, rows)
    if outcome.dossier:
        both = [*added, *changed]
        write_readings(connection, outcome.dossier, outcome.digest, both, now, rule, join=join)
    return Recorded(
        new=tuple(read.story_id for read in added), changed=tuple(read.story_id for read in changed)
    )


def _is_first(connection: Connection, feed_id: int) -> bool:
    return ask(connection, _ONE_OF_FEED, {"feed": feed_id}).fetchone() is None


def _mark_read(connection: Connection, rows: Sequence[Row]) -> None:
    """Of what a feed brings at first, leave only the newest unread; copies are as their first story is."""
    newest_first = sorted(rows, key=lambda row: (row["at"], row["id"]), reverse=True)
    read = {"read": True, "starred": False, "hidden": False}
    old = [row["id"] for row in newest_first[UNREAD:] if row["cluster"] == row["id"]]
    insert_rows(connection, tables.MARK, [{"story_id": id_, **read} for id_ in old])


def _known_ids(connection: Connection, feed_id: int, keys: Sequence[str]) -> dict[str, int]:
    return dict(ask(connection, _KNOWN, {"feed": feed_id, "keys": listed(keys)}))


def _next_id(connection: Connection) -> int:
    newest: int | None = ask(connection, _NEWEST, {}).fetchone()[0]
    return (newest or 0) + 1


def story_where(connection: Connection, which: ColumnElement[bool]) -> Row | None:
    row = connection.execute(select(tables.STORY).where(which)).mappings().first()
    return None if row is None else dict(row)


def _new_story(id_: int, feed_id: int, item: ReadEntry, outlet: str, now: int) -> Row:
    entry = item.entry
    return {
        "id": id_,
        "feed_id": feed_id,
        "key": entry.key,
        "title": entry.title,
        "summary": entry.summary,
        "body": entry.body,
        "url": entry.url,
        "author": entry.author,
        "outlet": entry.outlet or outlet,
        "published": entry.published,
        "published_raw": entry.published_raw,
        "truncated": entry.truncated,
        "first_seen": now,
        "at": now if entry.published is None else min(entry.published, now),
        "content_hash": item.content_hash,
        "version": 1,
        "article": "wanted" if item.article else "",
        "article_at": None,
        "cluster": id_,
        "link_key": item.keys.link,
        "title_key": item.keys.title,
    }


def change(
    connection: Connection, story: Row, item: ReadEntry, now: int, outlet: str = ""
) -> ReadStory | None:
    """Take over what a publisher changed; gives the story to read again, None when its text is the same."""
    entry = item.entry
    texts = {"title": entry.title, "summary": entry.summary, "body": entry.body}
    changes: Row = {"content_hash": item.content_hash}
    new_text = any(story[name] != text for name, text in texts.items())
    frozen = story["version"] >= VERSIONS
    if not frozen:
        changes |= {"url": entry.url, "author": entry.author, "truncated": entry.truncated}
        changes["outlet"] = entry.outlet or outlet or story["outlet"]
    if new_text and not frozen:
        old = {name: story[name] for name in texts}
        connection.execute(
            insert(tables.REVISION).values(
                story_id=story["id"], version=story["version"], replaced=now, **old
            )
        )
        changes |= {**texts, "version": story["version"] + 1}
        if item.article:
            changes["article"] = "wanted"
    connection.execute(update(tables.STORY).where(tables.STORY.c.id == story["id"]).values(**changes))
    if not new_text or frozen:
        return None
    return read_story({**story, **changes}, item.reading, item.problem, fresh=False)


def read_story(story: Row, reading: Reading | None, problem: str, *, fresh: bool) -> ReadStory:
    return ReadStory(
        story_id=story["id"],
        at=story["at"],
        version=story["version"],
        outlet=story["outlet"],
        url=story["url"],
        reading=reading,
        problem=problem,
        fresh=fresh,
    )


def stored(row: Any) -> Stored:
    names = (
        "key",
        "title",
        "url",
        "summary",
        "body",
        "author",
        "outlet",
        "published",
        "published_raw",
        "truncated",
    )
    return Stored(story_id=row["id"], entry=Entry(**{name: row[name] for name in names}))
