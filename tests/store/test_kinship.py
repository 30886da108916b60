"""Stories of one event are one row, copies of one text one source, in whatever order they come."""

import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dealwatch.dossier import load_dossier
from dealwatch.reading import Reader
from dealwatch.store import kinship, sayings, views
from dealwatch.store.kinship import SETTLED
from dealwatch.store.policy import Policy
from dealwatch.store.record import ReadEntry, Store, open_store
from dealwatch.values import Entry
from tests.support.events import invented
from tests.support.prepared import prepared_store
from tests.support.stores import feeds, record

DOSSIER = "uk-us-tech"
HOUR = 3600
#: After the last of the invented stories.
LATER = 1_773_300_000


@cache
def read(entry: Entry) -> ReadEntry:
    return ReadEntry(entry, f"hash of {entry.key}", _reader().read(entry, gate=True))


@cache
def _reader() -> Reader:
    return Reader(load_dossier(DOSSIER))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    path.write_bytes(prepared_store())
    with open_store(path) as store:
        store.sync_feeds(feeds(3))
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


def come(store: Store, names: Sequence[str], *, feed: int = 0, now: int = LATER) -> list[int]:
    """Record invented stories one by one; gives their ids."""
    return [entry_comes(store, invented()[name].entry, feed=feed, now=now) for name in names]


def entry_comes(store: Store, entry: Entry, *, feed: int = 0, now: int = LATER) -> int:
    (id_,) = record(store, [read(entry)], feed=feed, dossier=DOSSIER, now=now).new
    return id_


def rows(connection: sqlite3.Connection) -> list[set[int]]:
    """The clusters in the stories pane, each as the ids of its stories."""
    found = []
    listed = views.stories_page(connection, DOSSIER, since=0)
    assert len(listed) == views.stories_count(connection, DOSSIER)
    for row in listed:
        detail = views.story(connection, DOSSIER, row.id)
        assert detail is not None
        assert len(detail.cluster) == row.others
        found.append({row.id, *(other.id for other in detail.cluster)})
    return found


def together(labels: dict[int, str]) -> list[set[int]]:
    return [{id_ for id_, name in labels.items() if name == label} for label in sorted(set(labels.values()))]


@pytest.mark.parametrize("seed", range(12))
def test_each_event_is_one_row_and_each_text_one_source(
    store: Store, connection: sqlite3.Connection, seed: int
) -> None:
    names = list(invented())
    random.Random(seed).shuffle(names)  # noqa: S311 - an order, no secret
    ids = dict(zip(come(store, names), names, strict=True))
    events = {id_: invented()[name].event for id_, name in ids.items()}
    assert sorted(map(sorted, rows(connection))) == sorted(map(sorted, together(events)))
    groups = views.source_groups(connection, DOSSIER, ids)
    texts = {id_: invented()[name].text for id_, name in ids.items()}
    sources = together({id_: str(number) for id_, number in groups.items()})
    assert sorted(map(sorted, sources)) == sorted(map(sorted, together(texts)))
    assert all(number == min(group) for group in sources for number in {groups[id_] for id_ in group})


def test_all_in_one_document_of_an_aggregator(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [read(told.entry) for told in invented().values()], dossier=DOSSIER, now=LATER)
    assert len(rows(connection)) == len({told.event for told in invented().values()})


def test_the_earliest_leads_the_others_of_a_cluster(store: Store, connection: sqlite3.Connection) -> None:
    wire, daily, late = come(store, ["pause-broadcaster", "pause-wire", "pause-daily"])
    detail = views.story(connection, DOSSIER, wire)
    assert detail is not None
    assert [row.id for row in detail.cluster] == [daily, late]
    assert detail.cluster[0].outlet.plain == "Wire"


def test_what_one_outlet_brings_twice_is_two_stories(store: Store, connection: sqlite3.Connection) -> None:
    mine = replace(invented()["pause-wire"].entry, outlet="")
    again = replace(invented()["pause-broadcaster"].entry, outlet="")
    trimmed = replace(invented()["pause-wire-trimmed"].entry, outlet="")
    for entry in (mine, again, trimmed):
        entry_comes(store, entry)
    assert len(rows(connection)) == 3
    # In another feed they belong to the first.
    entry_comes(store, replace(trimmed, key="elsewhere"), feed=1)
    assert sorted(map(len, rows(connection))) == [1, 1, 2]


def test_a_text_that_comes_back_a_week_later_is_a_row_and_the_same_source(
    store: Store, connection: sqlite3.Connection
) -> None:
    entry = invented()["pause-wire"].entry
    week = replace(entry, key="week", url="https://b.example/", title="Once more: a pact", outlet="B")
    first = entry_comes(store, entry)
    second = entry_comes(store, replace(week, published=(entry.published or 0) + 7 * 24 * HOUR))
    assert len(rows(connection)) == 2
    assert views.source_groups(connection, DOSSIER, [first, second]) == {first: first, second: first}


def test_without_clusters_each_story_is_a_row_and_copies_are_one_source(
    path: Path, connection: sqlite3.Connection
) -> None:
    with open_store(path, Policy(clusters=False)) as store:
        ids = come(store, ["pause-wire", "pause-wire-trimmed", "pause-broadcaster"])
        entry_comes(store, replace(invented()["pause-wire"].entry, key="link", outlet="Copy"), feed=1)
    assert [len(row) for row in rows(connection)] == [1, 1, 1, 1]
    groups = views.source_groups(connection, DOSSIER, ids)
    assert groups == {ids[0]: ids[0], ids[1]: ids[0], ids[2]: ids[2]}


@pytest.mark.parametrize(("seconds", "count"), [(HOUR, 1), (SETTLED + 1, 2)])
def test_the_text_of_its_page_shows_what_a_story_is(
    store: Store, connection: sqlite3.Connection, seconds: int, count: int
) -> None:
    whole = invented()["pause-wire-edited"].entry
    first = entry_comes(store, invented()["pause-wire"].entry)
    short = replace(whole, title="Tech Prosperity Deal: the UK and the US fall out", summary="", body="")
    second = entry_comes(store, short)
    assert len(rows(connection)) == 2
    assert views.source_groups(connection, DOSSIER, [second]) == {second: second}
    page = read(replace(short, key="page", body=whole.body))
    store.record_article(
        second, replace(page, entry=replace(page.entry, key=short.key)),
        dossier=DOSSIER, digest="d", now=LATER + seconds,
    )  # fmt: skip
    assert len(rows(connection)) == count
    assert views.source_groups(connection, DOSSIER, [second]) == {second: first}
    assert views.overview(connection, DOSSIER).stories == count


def test_a_story_that_is_no_longer_relevant_is_nobodys_kin(
    store: Store, connection: sqlite3.Connection
) -> None:
    (first,) = come(store, ["pause-wire"])
    plain = _reader().read(Entry("x", "Rain"), gate=True)
    store.record_readings([(first, plain, "")], dossier=DOSSIER, digest="e", now=LATER)
    (second,) = come(store, ["pause-wire-trimmed"])
    assert rows(connection) == [{second}]
    assert views.source_groups(connection, DOSSIER, [second]) == {second: second}


def test_ids_that_are_not_there_have_no_source(connection: sqlite3.Connection) -> None:
    assert views.source_groups(connection, DOSSIER, [4711]) == {}


QUERIES = {
    "mine": kinship.MINE,
    "with key": kinship.WITH_KEY,
    "copies": kinship.COPIES,
    "same page": kinship.SAME_PAGE,
    "before": kinship.BEFORE,
    "after": kinship.AFTER,
    "sayings of a cluster": sayings.OF_CLUSTER,
    "sayings of a speaker": sayings.OF_SPEAKER,
}


@pytest.mark.parametrize("name", QUERIES)
def test_nothing_that_grows_is_scanned_for_kin(connection: sqlite3.Connection, name: str) -> None:
    statement = QUERIES[name]
    values = dict.fromkeys(re.findall(r":(\w+)", statement), 0) | {"ids": "[]"}
    plan = connection.execute(
        f"EXPLAIN QUERY PLAN {statement}", values if ":" in statement else (0, 0)[: statement.count("?")]
    )
    lines = [line for *_, line in plan]
    assert lines
    scans = [line for line in lines if re.match(r"SCAN (?!json_each|value|CONSTANT|\d)", line)]
    assert scans == []
    assert not any("TEMP B-TREE" in line for line in lines)
