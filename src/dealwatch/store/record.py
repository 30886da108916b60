"""What a refresh reads and writes: feeds and their state, and per feed one transaction for all that came of
it.

Entries, readings, validators, next check and the attempt are stored together or not at all: a poller that is
killed loses no item and remembers no validator of a body that was not stored.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from dealwatch.store import sqlite, tables
from dealwatch.store.counts import count_attempt
from dealwatch.store.engine import ask, driver, engine_for, reading, told_errors
from dealwatch.store.entries import change, read_story, record_entries, stored, story_where
from dealwatch.store.feedrows import sync_feeds
from dealwatch.store.outcomes import (
    Attempt,
    FeedOutcome,
    FeedSetting,
    FeedState,
    HostGate,
    ReadEntry,
    Recorded,
    Stored,
)
from dealwatch.store.policy import CAREFUL, Policy
from dealwatch.store.readings import write_readings
from dealwatch.store.retention import let_go
from dealwatch.values import FeedKind, Reading

__all__ = [
    "Attempt",
    "FeedOutcome",
    "FeedSetting",
    "FeedState",
    "HostGate",
    "ReadEntry",
    "Recorded",
    "Store",
    "Stored",
    "open_store",
]

#: Attempts kept of each feed.
ATTEMPTS: Final = 20

Row = dict[str, Any]


@contextmanager
def open_store(path: Path, policy: Policy = CAREFUL) -> Iterator["Store"]:
    """Open the store for a refresh. Raises what `sqlite.connect` raises."""
    sqlite.connect(path).close()
    with engine_for(path) as engine:
        yield Store(engine, path, policy)


class Store:
    """The machine's door. Each method is one transaction; one that writes nothing leaves dashboards alone.

    Every method may raise StoreBusy, StoreFull or StoreReadOnly; nothing of it is stored then.
    """

    def __init__(self, engine: Engine, path: Path, policy: Policy = CAREFUL) -> None:
        self._engine = engine
        self._path = path
        self._rule, self._clusters, self._keep = policy.rule, policy.clusters, policy.keep

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told_errors(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_errors(self._path), reading(self._engine) as connection:
            yield connection

    # ------------------------------------------------------------ feeds

    def sync_feeds(self, feeds: Sequence[FeedSetting]) -> None:
        """Bring the feeds to what the configuration says; one that it dropped keeps stories and state."""
        with self._writing() as connection:
            sync_feeds(connection, feeds)

    def feed_states(self) -> list[FeedState]:
        """The configured feeds in the configuration's order, those switched off among them."""
        feed = tables.FEED.c
        columns = [feed[name] for name in FeedState.__dataclass_fields__]
        query = select(*columns).where(feed.configured).order_by(feed.position, feed.id)
        with self._reading() as connection:
            rows = connection.execute(query).mappings()
            return [FeedState(**{**row, "kind": FeedKind(row["kind"])}) for row in rows]

    def host_gates(self) -> dict[str, HostGate]:
        """The gates of all hosts met so far, by host."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.HOST)).mappings()
            return {row["name"]: HostGate(**row) for row in rows}

    def known_keys(self, feed_id: int) -> dict[str, str]:
        """The content hash of each stored entry of a feed, by key."""
        with self._reading() as connection:
            return dict(ask(connection, _KNOWN_KEYS, {"feed": feed_id}))

    # ------------------------------------------------------------ what came

    def record(self, feed_id: int, outcome: FeedOutcome) -> Recorded:
        """Store all that came of one attempt at a feed, in one transaction."""
        with self._writing() as connection:
            recorded = record_entries(connection, feed_id, outcome, self._rule, join=self._clusters)
            state = {name: getattr(outcome.state, name) for name in _POLLED}
            if recorded.new:
                state["last_new"] = outcome.attempt.at
            driver(connection).execute(_PUT_STATE, {"feed": feed_id, **state})
            _record_attempt(connection, feed_id, outcome.attempt, len(recorded.new))
            for gate in outcome.gates:
                _put_gate(connection, gate)
            if outcome.tidy and outcome.present is not None:
                gone = let_go(driver(connection), feed_id, outcome.present, outcome.attempt.at, self._keep)
                recorded = replace(recorded, let_go=gone)
        return recorded

    def keep_gates(self, gates: Sequence[HostGate]) -> None:
        """Keep until when hosts are left alone."""
        with self._writing() as connection:
            for gate in gates:
                _put_gate(connection, gate)

    def articles_wanted(self, limit: int) -> list[Stored]:
        """Stories whose page is still to be fetched, newest first."""
        story = tables.STORY.c
        query = select(tables.STORY).where(story.article == "wanted").order_by(story.id.desc()).limit(limit)
        with self._reading() as connection:
            return [stored(row) for row in connection.execute(query).mappings()]

    def record_article(
        self, story_id: int, article: ReadEntry | None, *, dossier: str, digest: str, now: int
    ) -> None:
        """Take the text of a story's page as a new version of its body; None when the page gave none."""
        values = {"article": "failed" if article is None else "fetched", "article_at": now}
        with self._writing() as connection:
            story = story_where(connection, tables.STORY.c.id == story_id)
            if story is None:
                return
            connection.execute(update(tables.STORY).where(tables.STORY.c.id == story_id).values(**values))
            if article is not None:
                kept = ReadEntry(article.entry, story["content_hash"], article.reading, article.problem)
                read = change(connection, story, kept, now)
                found = [read] if read else []
                write_readings(connection, dossier, digest, found, now, self._rule, join=self._clusters)

    # ------------------------------------------------------------ reading again

    def stale(
        self, dossier: str, digest: str, *, before: int | None = None, limit: int = 100
    ) -> list[Stored]:
        """Stories whose reading was made with other rules or another dossier text, or is missing; newest
        first.

        `before` is the last id of the page before. Once a page is empty, call `finish_rereading`.
        """
        story, read = tables.STORY, tables.READING
        read_with = select(tables.DOSSIER.c.read_with).where(tables.DOSSIER.c.id == dossier)
        reads = (read.c.story_id == story.c.id) & (read.c.dossier == dossier)
        query = (
            select(story)
            .select_from(story.outerjoin(read, reads))
            .where(or_(read.c.digest.is_(None), read.c.digest != digest))
            .order_by(story.c.id.desc())
            .limit(limit)
        )
        if before is not None:
            query = query.where(story.c.id < before)
        with self._reading() as connection:
            if connection.execute(read_with).scalar() == digest:
                return []
            return [stored(row) for row in connection.execute(query).mappings()]

    def record_readings(
        self, readings: Iterable[tuple[int, Reading | None, str]], *, dossier: str, digest: str, now: int
    ) -> None:
        """Replace readings of stored stories: the story's id, its reading, the problem without one."""
        with self._writing() as connection:
            for story_id, found, problem in readings:
                story = story_where(connection, tables.STORY.c.id == story_id)
                if story is not None:
                    read = read_story(story, found, problem, fresh=False)
                    write_readings(connection, dossier, digest, [read], now, self._rule, join=self._clusters)

    def finish_rereading(self, dossier: str, digest: str) -> None:
        """Note that every story was read with these rules and this dossier text."""
        with self._writing() as connection:
            connection.execute(
                update(tables.DOSSIER).where(tables.DOSSIER.c.id == dossier).values(read_with=digest)
            )

    # ------------------------------------------------------------ who polls

    def poller_began(self, pid: int, now: int) -> None:
        """Leave a note of who polls; the lock beside the store is what keeps a second one away."""
        with self._writing() as connection:
            connection.execute(delete(tables.POLLER))
            connection.execute(insert(tables.POLLER).values(id=1, pid=pid, since=now))

    def poller_ended(self) -> None:
        """Take the note away."""
        with self._writing() as connection:
            connection.execute(delete(tables.POLLER))

    def poller(self) -> tuple[int, int] | None:
        """The process number of the poller that left its note, and since when; it may have died since."""
        with self._reading() as connection:
            row = connection.execute(select(tables.POLLER.c.pid, tables.POLLER.c.since)).first()
            return None if row is None else (row[0], row[1])


# What polling decides; the rest is the configuration's and the person's.
_POLLED: Final = tuple(
    name
    for name in FeedState.__dataclass_fields__
    if name not in ("id", "url", "name", "outlet", "kind", "enabled")
)

# Put together once: each attempt at a feed does them.
_STORY: Final = tables.STORY.c
_KNOWN_KEYS: Final = select(_STORY.key, _STORY.content_hash).where(_STORY.feed_id == bindparam("feed"))
_PUT_STATE: Final = f"UPDATE feed SET {', '.join(f'{name} = :{name}' for name in _POLLED)} WHERE id = :feed"  # noqa: S608
_NOTE_ATTEMPT: Final = """
INSERT INTO attempt (feed_id, at, outcome, http_status, ms, bytes, text, new) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_ATTEMPT: Final = tables.ATTEMPT.c
_LAST_DROPPED: Final = (
    select(_ATTEMPT.id)
    .where(_ATTEMPT.feed_id == bindparam("feed"))
    .order_by(_ATTEMPT.id.desc())
    .limit(1)
    .offset(ATTEMPTS)
    .scalar_subquery()
)
_DROP_ATTEMPTS: Final = delete(tables.ATTEMPT).where(
    _ATTEMPT.feed_id == bindparam("feed"), _ATTEMPT.id <= _LAST_DROPPED
)


def _record_attempt(connection: Connection, feed_id: int, attempt: Attempt, new: int) -> None:
    raw = driver(connection)
    told = attempt.at, attempt.outcome, attempt.http_status, attempt.ms, attempt.bytes, attempt.text
    raw.execute(_NOTE_ATTEMPT, (feed_id, *told, new))
    ask(connection, _DROP_ATTEMPTS, {"feed": feed_id})
    count_attempt(raw, feed_id, attempt)


def _put_gate(connection: Connection, gate: HostGate) -> None:
    values = asdict(gate)
    statement = upsert(tables.HOST).values(**values)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
