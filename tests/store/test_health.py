"""The feeds screen's views: who fails since when, the last attempts, and times without a network."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dealwatch.errors import InputError
from dealwatch.store.record import Attempt, FeedOutcome, HostGate
from dealwatch.store.switches import switch_feed
from dealwatch.store.views import health
from tests.support.stores import NOW, feeds, make_store, record, refreshing, story

HOUR = 3600


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path, feeds=feeds(4))


def fail(path: Path, feed: int, at: int, *, outcome: str = "http_404", counted: bool = True) -> None:
    """A vain attempt at the feed of a position; without a network it counts against no feed."""
    with refreshing(path) as store:
        state = store.feed_states()[feed]
        if counted:
            state = replace(state, last_attempt=at, failures=state.failures + 1)
        state = replace(state, problem="it did not answer", next_check=at + HOUR)
        store.record(state.id, FeedOutcome(state, Attempt(at, outcome, None, 40, 0, "it did not answer")))


def answer(path: Path, feed: int, at: int, stories: int = 0) -> None:
    with refreshing(path) as store:
        record(store, [story(n) for n in range(1, stories + 1)], feed=feed, now=at)
        state = replace(store.feed_states()[feed], failures=0, problem="", last_attempt=at, last_success=at)
        store.record(state.id, FeedOutcome(state, Attempt(at, "not_modified", 304)))


def test_those_that_fail_come_first_and_those_switched_off_last(
    path: Path, connection: sqlite3.Connection
) -> None:
    answer(path, 0, NOW)
    fail(path, 1, NOW)
    answer(path, 3, NOW)
    switch_feed(connection, 1, enabled=False)
    rows = health.feeds_health(connection, NOW)
    assert [row.name for row in rows] == ["Feed 2", "Feed 3", "Feed 4", "Feed 1"]
    assert [row.enabled for row in rows] == [True, True, True, False]


def test_a_feed_fails_since_its_first_failure_after_its_last_answer(
    path: Path, connection: sqlite3.Connection
) -> None:
    fail(path, 0, NOW - 9 * HOUR)
    answer(path, 0, NOW - 8 * HOUR)
    for hours in (6, 4, 2):
        fail(path, 0, NOW - hours * HOUR, outcome="timeout")
    feed = health.feeds_health(connection, NOW)[0]
    assert (feed.failing_since, feed.last_success) == (NOW - 6 * HOUR, NOW - 8 * HOUR)
    assert (feed.failures, feed.outcome, feed.fails) == (3, "timeout", True)


def test_the_last_twenty_attempts_come_newest_first_with_what_they_brought(
    path: Path, connection: sqlite3.Connection
) -> None:
    answer(path, 0, NOW - 30 * HOUR, stories=3)
    _, brought = health.attempts(connection, 1)
    assert (brought.new, brought.outcome, brought.http_status, brought.bytes) == (3, "new", 200, 3456)
    for hours in range(25, 0, -1):
        fail(path, 0, NOW - hours * HOUR)
    rows = health.attempts(connection, 1)
    assert [row.at for row in rows] == [NOW - hours * HOUR for hours in range(1, 21)]
    assert rows[0].text.plain == "it did not answer"


def test_a_host_that_wants_to_be_left_alone_closes_all_its_feeds(
    path: Path, connection: sqlite3.Connection
) -> None:
    with refreshing(path) as store:
        record(store, [], gates=[HostGate("feeds.example:443", NOW + HOUR)])
    assert {row.gate for row in health.feeds_health(connection, NOW)} == {NOW + HOUR}
    assert {row.gate for row in health.feeds_health(connection, NOW + HOUR)} == {None}


def test_without_a_network_since_when_and_what_is_from_when(
    path: Path, connection: sqlite3.Connection
) -> None:
    assert health.outage(connection) is None
    answer(path, 0, NOW - 5 * HOUR)
    assert health.outage(connection) is None
    for hours in (3, 2, 1):
        fail(path, 0, NOW - hours * HOUR, outcome="dns", counted=False)
        fail(path, 1, NOW - hours * HOUR, outcome="dns", counted=False)
    assert health.outage(connection) == health.Outage(NOW - 3 * HOUR, NOW - 5 * HOUR)
    feed = next(row for row in health.feeds_health(connection, NOW) if row.id == 1)
    assert (feed.unreached_since, feed.failing_since, feed.fails) == (NOW - 3 * HOUR, None, False)
    answer(path, 1, NOW)
    assert health.outage(connection) is None


def test_a_failure_that_counts_is_no_outage(path: Path, connection: sqlite3.Connection) -> None:
    fail(path, 0, NOW - HOUR)
    assert health.outage(connection) is None


def test_a_switch_is_kept_through_a_refresh_and_taken_back(
    path: Path, connection: sqlite3.Connection
) -> None:
    assert switch_feed(connection, 2, enabled=False) == "Feed 2"
    with refreshing(path) as store:
        store.sync_feeds(feeds(4))
        assert [state.enabled for state in store.feed_states()] == [True, False, True, True]
    answer(path, 1, NOW)
    assert not next(row for row in health.feeds_health(connection, NOW) if row.id == 2).enabled
    switch_feed(connection, 2, enabled=True)
    assert all(row.enabled for row in health.feeds_health(connection, NOW))
    with pytest.raises(InputError):
        switch_feed(connection, 99, enabled=False)
