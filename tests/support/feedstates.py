"""Feeds in every state, in a store: well, failing in several ways, never asked, switched off."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from dealwatch.config import FeedConfig
from dealwatch.store.record import Attempt, FeedOutcome, HostGate, Store, open_store
from dealwatch.store.sqlite import connect
from dealwatch.store.switches import switch_feed

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
FEEDS: Final = tuple(
    FeedConfig(url=f"https://{host}/feed.xml", name=name, outlet=outlet)
    for host, name, outlet in (
        ("harbour.example", "Harbour Herald, Technology", "Harbour Herald"),
        ("ledger.example", "Trade Ledger", "Trade Ledger"),
        ("wire.example", "Atlantic Wire, Politics", "Atlantic Wire"),
        ("courier.example", "The Courier", "The Courier"),
        ("post.example", "Policy Post", "Policy Post"),
        ("gazette.example", "Gazette of Statutes", "Gazette"),
        ("quarry.example", "Quarry Weekly", "Quarry"),
    )
)


def feeds_in_every_state(path: Path, now: int) -> None:
    """The first two well, three failing, one never asked, one switched off."""
    with open_store(path) as store:
        store.sync_feeds(FEEDS)
        for hours in range(12, 0, -1):
            _well(store, 0, now - hours * _HOUR, "new" if hours % 4 == 0 else "not_modified")
            _well(store, 1, now - hours * _HOUR + 7 * _MINUTE, "unchanged")
        _well(store, 2, now - 3 * _DAY, "new")
        for hours in (50, 26, 2):
            _fail(store, 2, now - hours * _HOUR, "http_404", 404, "the server answered 404 Not Found", 20)
        _fail(store, 3, now - 20 * _MINUTE, "timeout", None, "the server did not answer in time", 1)
        _fail(store, 4, now - 5 * _MINUTE, "http_429", 429, "the server answered 429 Too Many Requests", 0)
        _well(store, 6, now - 9 * _DAY, "unchanged")
    with closing(connect(path)) as connection:
        switch_feed(connection, _id(connection, FEEDS[6].url), enabled=False)


def without_network(path: Path, since: int, rounds: int = 3) -> None:
    """Rounds, a minute apart from `since` on, in which no feed could be reached."""
    with open_store(path) as store:
        for number in range(rounds):
            at = since + number * _MINUTE
            for state in (state for state in store.feed_states() if state.enabled):
                told = "the host's name is not known; check the address or the network"
                tried = replace(state, problem=f"{told}; the network seems to be down", next_check=at + 120)
                store.record(state.id, FeedOutcome(tried, Attempt(at, "dns", None, 3, 0, told)))


def _id(connection: sqlite3.Connection, url: str) -> int:
    return int(connection.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()[0])


def _well(store: Store, position: int, at: int, outcome: str) -> None:
    state = store.feed_states()[position]
    state = replace(state, last_attempt=at, last_success=at, next_check=at + _HOUR, failures=0, problem="")
    status, size = (304, 0) if outcome == "not_modified" else (200, 48_213)
    store.record(state.id, FeedOutcome(state, Attempt(at, outcome, status, 180 + at % 900, size)))


def _fail(
    store: Store, position: int, at: int, outcome: str, status: int | None, words: str, wait: int
) -> None:
    state = store.feed_states()[position]
    state = replace(
        state, last_attempt=at, failures=state.failures + 1, problem=words, next_check=at + (wait + 1) * _HOUR
    )
    gates = [HostGate("post.example:443", at + _HOUR, at)] if status == 429 else []
    ms = 45_000 if outcome == "timeout" else 310
    store.record(state.id, FeedOutcome(state, Attempt(at, outcome, status, ms, 0, words), gates=gates))
