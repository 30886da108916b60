"""Copies of a story are one cluster: one row, one count, in whatever order they come."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.store import sqlite, views
from dealwatch.store.record import ReadEntry, Store
from dealwatch.store.rows import StoryRow
from dealwatch.store.views.health import feeds_health
from dealwatch.store.views.selection import Selection
from dealwatch.values import ClusterKeys, FeedKind
from tests.support.stores import (
    NOW,
    TODAY,
    Feed,
    feeds,
    make_store,
    reading,
    record,
    refreshing,
    story,
)

HOUR = 3600
NEWS = Feed("https://aggregator.example/search", "Search", "Aggregator", FeedKind.AGGREGATOR)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path, feeds=[*feeds(3), NEWS])


def copy(
    n: int, link: int | None = None, title: int | None = None, *, relevant: bool = True, outlet: str = ""
) -> ReadEntry:
    """The n-th story, with these keys; one that is not relevant has its quotes all the same."""
    item = story(n, read=reading(relevant=relevant))
    return replace(item, entry=replace(item.entry, outlet=outlet), keys=ClusterKeys(link, title))


def ids(rows: tuple[StoryRow, ...]) -> list[int]:
    return [row.id for row in rows]


def listed(
    connection: sqlite3.Connection, *, everything: bool = False, since: int = 0
) -> tuple[StoryRow, ...]:
    rows = views.stories_page(connection, "test", since=since, selection=Selection(everything=everything))
    assert len(rows) == views.stories_count(connection, "test", Selection(everything=everything))
    ranks = [
        views.story_rank(connection, "test", (row.at, row.id), Selection(everything=everything))
        for row in rows
    ]
    assert ranks == list(range(len(rows)))
    return rows


# ---------------------------------------------------------------- what a cluster is


def test_the_same_page_in_two_feeds_is_one_row(store: Store, connection: sqlite3.Connection) -> None:
    (first,) = record(store, [copy(1, link=7)], feed=0).new
    before = listed(connection)
    (second,) = record(store, [copy(2, link=7)], feed=1).new
    assert listed(connection) == (replace(before[0], others=1),)
    assert len(listed(connection, everything=True)) == 1
    assert [row.stories for row in sorted(feeds_health(connection, NOW), key=lambda row: row.id)] == [
        1,
        1,
        0,
        0,
    ]
    assert views.agreements(connection, "test", TODAY)[0].stories == 1
    for id_, other in ((first, second), (second, first)):
        detail = views.story(connection, "test", id_)
        assert detail is not None
        assert [(row.id, row.others) for row in detail.cluster] == [(other, 1)]
    overview = views.overview(connection, "test")
    assert (overview.stories, overview.relevant) == (1, 1)


def test_a_story_alone_has_no_copies(store: Store, connection: sqlite3.Connection) -> None:
    (id_,) = record(store, [copy(1, link=7, title=8)]).new
    record(store, [copy(2, link=9, title=10), story(3)], feed=1)
    assert [row.others for row in listed(connection)] == [0, 0, 0]
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert detail.cluster == ()


@pytest.mark.parametrize(("hours", "rows"), [(0, 1), (72, 1), (73, 2)])
def test_the_same_headline_counts_for_three_days(
    store: Store, connection: sqlite3.Connection, hours: int, rows: int
) -> None:
    record(store, [copy(1, title=7)], feed=0)
    record(store, [copy(1 + hours, title=7)], feed=1)
    assert len(listed(connection)) == rows


def test_a_column_with_one_headline_is_many_stories(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [copy(1, link=1, title=7), copy(2, link=2, title=7)])
    record(store, [copy(3, link=3, title=7)])
    assert len(listed(connection)) == 3


def test_a_page_with_many_entries_is_many_stories(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [copy(1, link=7, title=1), copy(2, link=7), copy(3, link=7)])
    assert len(listed(connection)) == 3


def test_an_entry_under_another_key_is_the_same_story(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [copy(1, link=7, title=8), copy(2, link=7, title=8)])
    record(store, [copy(3, link=7, title=8)])
    assert [row.others for row in listed(connection)] == [2]


def test_outlets_of_an_aggregator_are_told_apart(store: Store, connection: sqlite3.Connection) -> None:
    found = [
        copy(1, title=7, outlet="Reuters"),
        copy(2, title=7, outlet="BBC"),
        copy(3, title=7, outlet="BBC"),
    ]
    record(store, found, feed=3)
    assert [row.others for row in listed(connection)] == [0, 1]


def test_a_story_that_could_belong_to_two_clusters_joins_the_older(
    store: Store, connection: sqlite3.Connection
) -> None:
    record(store, [copy(1, link=7)], feed=0)
    record(store, [copy(2, title=8)], feed=1)
    record(store, [copy(3, link=7, title=8)], feed=2)
    assert [row.others for row in listed(connection)] == [0, 1]


# ---------------------------------------------------------------- who stands for it


def test_quotes_of_copies_do_not_repeat(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [copy(1, link=7)], feed=0)
    before = views.voices_page(connection, "test", since=NOW)
    told = tuple(replace(row, outlets=2 if row.story_id else 1) for row in before)
    record(store, [copy(2, link=7)], feed=1, now=NOW + HOUR)
    for everything in (False, True):
        assert (
            views.voices_page(connection, "test", since=NOW, selection=Selection(everything=everything))
            == told
        )
        assert views.voices_count(connection, "test", Selection(everything=everything)) == len(before) == 4
    assert not any(row.new for row in listed(connection, since=NOW))
    kendall = views.stakeholder(connection, "test", "liz-kendall")
    assert kendall is not None
    assert len(kendall.voices) == 2
    # The copy keeps what was found in it: outlets are counted, and its own screen shows it.
    detail = views.story(connection, "test", 2)
    assert detail is not None
    assert (len(detail.voices), len(detail.signals)) == (2, 1)


def test_the_first_relevant_copy_stands_for_the_cluster(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [copy(1, link=7, relevant=False)], feed=0)
    assert listed(connection) == ()
    before = listed(connection, everything=True)
    record(store, [copy(2, link=7)], feed=1)
    record(store, [copy(3, link=7)], feed=2)
    assert ids(listed(connection)) == [2]
    assert listed(connection, everything=True) == (replace(before[0], others=2, relevant=True),)
    quoted = {
        row.story_id
        for row in views.voices_page(connection, "test", since=0, selection=Selection(everything=True))
    }
    assert quoted == {None, 2}


def test_another_copy_takes_over_from_one_that_is_no_longer_relevant(
    store: Store, connection: sqlite3.Connection
) -> None:
    for feed in range(3):
        record(store, [copy(feed + 1, link=7)], feed=feed)
    reread(store, 1, relevant=False)
    assert ids(listed(connection)) == [2]
    assert views.voices_count(connection, "test") == 4
    # It stays, for a row that is there is not swapped for another one.
    reread(store, 1, relevant=True)
    assert ids(listed(connection)) == [2]
    for id_ in (2, 3):
        reread(store, id_, relevant=False)
    assert ids(listed(connection)) == [1]
    reread(store, 1, relevant=False)
    assert listed(connection) == ()
    assert [row.relevant for row in listed(connection, everything=True)] == [False]


def test_a_story_read_after_its_copy_leaves_the_row_where_it_is(
    store: Store, connection: sqlite3.Connection
) -> None:
    record(store, [replace(copy(1, link=7), reading=None, problem="reading took too long")], feed=0)
    record(store, [copy(2, link=7)], feed=1)
    reread(store, 1, relevant=True)
    assert ids(listed(connection)) == [2]


def test_copies_are_no_copies_in_a_dossier_that_has_read_one_alone(
    store: Store, connection: sqlite3.Connection
) -> None:
    record(store, [copy(1, link=7)], feed=0, dossier="")
    record(store, [copy(2, link=7)], feed=1)
    assert [(row.id, row.others) for row in listed(connection)] == [(2, 1)]
    reread(store, 1, relevant=True)
    assert ids(listed(connection)) == [2]


def reread(store: Store, id_: int, *, relevant: bool) -> None:
    store.record_readings(
        [(id_, reading(relevant=relevant), "")], dossier="test", digest="reader-2", now=NOW + HOUR
    )


# ---------------------------------------------------------------- any order


@dataclass(frozen=True)
class Copy:
    """What one feed brings of an event, or, the second time, a changed opinion of what it had brought."""

    event: int
    feed: int
    relevant: bool


FEEDS, EVENTS = 4, 3
COPIES = st.lists(
    st.builds(Copy, st.integers(0, EVENTS - 1), st.integers(0, FEEDS - 1), st.booleans()), max_size=14
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = make_store(tmp_path_factory.mktemp("prepared"), feeds=feeds(FEEDS))
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


@given(COPIES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_cluster_is_one_row_in_whatever_order_copies_come(prepared: bytes, copies: list[Copy]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        path.write_bytes(prepared)
        with refreshing(path) as store, closing(sqlite.connect(path)) as connection:
            _come_one_by_one(store, connection, copies)


def _come_one_by_one(store: Store, connection: sqlite3.Connection, copies: list[Copy]) -> None:
    now: dict[tuple[int, int], tuple[int, bool]] = {}
    for one in copies:
        before = (ids(listed(connection)), ids(listed(connection, everything=True)))
        key = (one.event, one.feed)
        if key in now:
            id_ = now[key][0]
            reread(store, id_, relevant=one.relevant)
        else:
            (id_,) = record(store, [_entry(one)], feed=one.feed).new
            assert set(before[0]) <= set(ids(listed(connection)))
        assert set(before[1]) <= set(ids(listed(connection, everything=True)))
        now[key] = (id_, one.relevant)
        _recount(connection, now)


def _entry(one: Copy) -> ReadEntry:
    """Events of even number share a link, the others a headline."""
    by_link = one.event % 2 == 0
    n = one.event * FEEDS + one.feed
    return copy(
        n,
        link=one.event if by_link else 100 + n,
        title=100 + n if by_link else one.event,
        relevant=one.relevant,
    )


def _recount(connection: sqlite3.Connection, now: dict[tuple[int, int], tuple[int, bool]]) -> None:
    clusters: dict[int, list[tuple[int, bool]]] = {}
    for (event, _), found in now.items():
        clusters.setdefault(event, []).append(found)
    relevant = [found for found in clusters.values() if any(is_so for _, is_so in found)]
    for everything, wanted in ((False, relevant), (True, list(clusters.values()))):
        rows = listed(connection, everything=everything)
        assert len(rows) == len(wanted)
        for row in rows:
            (mine,) = (found for found in wanted if row.id in dict(found))
            assert row.others == len(mine) - 1
            assert row.relevant == any(dict(mine).values())
            assert everything or dict(mine)[row.id]
        voices = views.voices_page(connection, "test", since=0, selection=Selection(everything=everything))
        assert (
            len(voices)
            == views.voices_count(connection, "test", Selection(everything=everything))
            == 2 + 2 * len(wanted)
        )
    # The dossier's two are among the voices; a cluster's are all of one story.
    rows = listed(connection)
    quoted = {row.story_id for row in views.voices_page(connection, "test", since=0)}
    assert quoted == {None, *ids(rows)}
    counts = [row.stories for row in views.agreements(connection, "test", TODAY)]
    counts += [row.stories for row in views.sectors(connection, "test", TODAY)]
    assert counts == [len(relevant), 0, 0, len(relevant)]
    detail = views.subject(connection, "test", "sector:steel", TODAY)
    assert detail is not None
    assert ids(detail.stories) == ids(rows)
