"""What a refresh records: feeds, stories and their versions, readings, all of a feed in one transaction."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dealwatch.errors import StoreMissing
from dealwatch.store import sqlite, views
from dealwatch.store.record import HostGate, ReadEntry, Store, open_store
from dealwatch.store.views.health import feeds_health
from dealwatch.store.views.selection import Selection
from dealwatch.values import Reading, Signal, Status
from tests.support.stores import (
    BODY,
    FEED,
    NOW,
    READER,
    TODAY,
    evidence,
    feeds,
    make_store,
    reading,
    record,
    refreshing,
    story,
)

EDITED = f"Updated. {BODY}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path)


def edited(item: ReadEntry, body: str = EDITED, content_hash: str = "edited") -> ReadEntry:
    """The same entry after its publisher changed its text."""
    return ReadEntry(replace(item.entry, body=body), content_hash, reading(body))


def reread(store: Store, found: Reading | None, problem: str = "", now: int = NOW + 60) -> None:
    """Read everything again with new rules, and find this."""
    stale = store.stale("test", "reader-2")
    store.record_readings(
        [(item.story_id, found, problem) for item in stale], dossier="test", digest="reader-2", now=now
    )


def test_there_must_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing), open_store(tmp_path / "none.db"):
        pass


# ---------------------------------------------------------------- feeds


def test_feeds_follow_the_configuration(store: Store, connection: sqlite3.Connection) -> None:
    store.sync_feeds(feeds(3))
    assert [state.name for state in store.feed_states()] == ["Feed 1", "Feed 2", "Feed 3"]
    first, second, third = feeds(3)
    store.sync_feeds([third, replace(first, name="Renamed")])
    assert sorted(row.name for row in feeds_health(connection, NOW)) == ["Feed 3", "Renamed"]
    store.sync_feeds([first, second, third])
    assert [state.name for state in store.feed_states()] == ["Feed 1", "Feed 2", "Feed 3"]


def test_a_dropped_feed_keeps_its_stories_and_its_state(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [story(1)])
    before = store.feed_states()
    store.sync_feeds([])
    assert store.feed_states() == []
    assert views.stories_count(connection, "test") == 1
    store.sync_feeds([FEED])
    assert store.feed_states() == before


def test_syncing_the_same_feeds_writes_nothing(store: Store, connection: sqlite3.Connection) -> None:
    before = sqlite.data_version(connection)
    store.sync_feeds([FEED])
    assert sqlite.data_version(connection) == before


def test_state_and_gates_come_back(path: Path, store: Store) -> None:
    state = store.feed_states()[0]
    record(store, [], gates=[HostGate("feeds.example:443", NOW + 2, NOW)])
    with refreshing(path) as another:
        assert another.host_gates() == {"feeds.example:443": HostGate("feeds.example:443", NOW + 2, NOW)}
        polled = another.feed_states()[0]
    assert polled == replace(state, last_attempt=NOW, last_success=NOW, next_check=NOW + 3600)


def test_the_last_twenty_attempts_of_each_feed_are_kept(store: Store, connection: sqlite3.Connection) -> None:
    store.sync_feeds(feeds(2))
    record(store, [], feed=1)
    for n in range(30):
        record(store, [], now=NOW + n)
    kept = connection.execute(
        "SELECT feed_id, count(*), min(at) FROM attempt GROUP BY feed_id ORDER BY 2"
    ).fetchall()
    assert [(count, at) for _, count, at in kept] == [(1, NOW), (20, NOW + 10)]


def test_who_polls_is_noted(store: Store) -> None:
    assert store.poller() is None
    store.poller_began(123, NOW)
    assert store.poller() == (123, NOW)
    store.poller_ended()
    assert store.poller() is None


# ---------------------------------------------------------------- stories


def test_stories_are_stored_once(store: Store, connection: sqlite3.Connection) -> None:
    assert len(record(store, [story(1), story(2)]).new) == 2
    again = record(store, [story(1), story(2), story(3)], now=NOW + 60)
    assert (len(again.new), again.changed) == (1, ())
    assert views.stories_count(connection, "test") == 3
    assert store.known_keys(store.feed_states()[0].id) == {f"entry-{n}": f"hash-{n}" for n in (1, 2, 3)}


def test_one_key_in_two_feeds_is_two_stories(store: Store, connection: sqlite3.Connection) -> None:
    store.sync_feeds(feeds(2))
    record(store, [story(1)])
    record(store, [story(1)], feed=1)
    assert views.stories_count(connection, "test") == 2
    assert {row.outlet.plain for row in views.stories_page(connection, "test", since=0)} == {
        "Outlet 1",
        "Outlet 2",
    }


def test_an_entrys_own_outlet_goes_before_the_feeds(store: Store, connection: sqlite3.Connection) -> None:
    item = story(1)
    record(store, [replace(item, entry=replace(item.entry, outlet="Syndicated Times"))])
    assert views.stories_page(connection, "test", since=0)[0].outlet.plain == "Syndicated Times"
    assert views.voices_page(connection, "test", since=0)[0].outlet.plain == "Syndicated Times"


def test_an_undated_or_future_story_is_sorted_by_when_it_was_seen(
    store: Store, connection: sqlite3.Connection
) -> None:
    undated, future = story(1), story(2, published=NOW + 10**6)
    undated = replace(undated, entry=replace(undated.entry, published=None))
    record(store, [undated, future])
    assert [row.at for row in views.stories_page(connection, "test", since=0)] == [NOW, NOW]


def test_of_one_instant_the_first_of_the_document_stands_on_top(
    store: Store, connection: sqlite3.Connection
) -> None:
    record(store, [story(n, published=NOW) for n in (1, 2, 3)])
    titles = [row.title.plain[-1] for row in views.stories_page(connection, "test", since=0)]
    assert titles == ["3", "2", "1"]


def test_a_changed_text_is_a_new_version_and_the_old_one_is_kept(
    store: Store, connection: sqlite3.Connection
) -> None:
    id_ = record(store, [story(1)]).new[0]
    before = views.story(connection, "test", id_)
    assert record(store, [edited(story(1))], now=NOW + 60).changed == (id_,)
    after = views.story(connection, "test", id_)
    assert before is not None
    assert after is not None
    assert (after.version, after.body.plain, after.at) == (2, EDITED, before.at)
    old = connection.execute("SELECT story_id, version, body, replaced FROM revision").fetchall()
    assert old == [(id_, 1, BODY, NOW + 60)]
    for tag in after.tags:
        for passage in tag.evidence:
            assert after.body.plain[passage.start : passage.end] == passage.text.plain


def test_evidence_of_an_older_version_keeps_naming_it(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [story(1)])
    record(store, [edited(story(1))], now=NOW + 60)
    voices = connection.execute(
        "SELECT kind, version, current, first_seen FROM voice WHERE story_id IS NOT NULL ORDER BY id"
    ).fetchall()
    assert voices == [
        ("quote", 1, 0, NOW),
        ("silence", 1, 0, NOW),
        ("quote", 2, 1, NOW),
        ("silence", 2, 1, NOW),
    ]
    signals = connection.execute("SELECT id, version, current FROM signal ORDER BY id").fetchall()
    assert [row[1:] for row in signals] == [(1, 0), (2, 1)]
    for id_, version, _ in signals:
        named = connection.execute(
            "SELECT DISTINCT version FROM evidence WHERE about = ?", (f"signal:{id_}",)
        )
        assert named.fetchall() == [(version,)]


def test_a_change_of_link_alone_is_no_new_version(store: Store, connection: sqlite3.Connection) -> None:
    item = story(1)
    id_ = record(store, [item]).new[0]
    moved = replace(item, content_hash="moved", entry=replace(item.entry, url="https://news.example/moved"))
    assert record(store, [moved]).changed == ()
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert (detail.version, detail.url) == (1, "https://news.example/moved")
    assert store.known_keys(store.feed_states()[0].id) == {"entry-1": "moved"}


def test_after_24_changes_a_story_is_frozen(store: Store, connection: sqlite3.Connection) -> None:
    id_ = record(store, [story(1)]).new[0]
    for n in range(30):
        record(store, [edited(story(1), f"{n}. {BODY}", f"edit-{n}")])
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert (detail.version, detail.body.plain) == (25, f"23. {BODY}")
    # The newest hash is known all the same, so that the entry is not read again at each poll.
    assert store.known_keys(store.feed_states()[0].id) == {"entry-1": "edit-29"}


def test_an_attempt_is_stored_whole_or_not_at_all(store: Store, connection: sqlite3.Connection) -> None:
    before = feeds_health(connection, NOW)
    spoilt = replace(story(2), entry=replace(story(2).entry, title=None))  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        record(store, [story(1), spoilt])
    assert feeds_health(connection, NOW) == before
    assert views.stories_count(connection, "test", selection=Selection(everything=True)) == 0
    assert connection.execute("SELECT count(*) FROM attempt").fetchone() == (0,)


def test_an_article_becomes_the_body_and_is_read(store: Store, connection: sqlite3.Connection) -> None:
    wanted = replace(story(1), article=True, reading=Reading(True, 0.5))
    record(store, [wanted, story(2)])
    id_ = store.articles_wanted(10)[0].story_id
    assert [item.entry.key for item in store.articles_wanted(10)] == ["entry-1"]
    page = edited(story(1))
    store.record_article(id_, page, dossier="test", digest=READER, now=NOW + 5)
    assert store.articles_wanted(10) == []
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert detail.body.plain == EDITED
    assert [voice.row.kind for voice in detail.voices] == ["quote", "silence"]
    # The feed's own text has not changed, so the next poll leaves the article where it is.
    assert store.known_keys(store.feed_states()[0].id)["entry-1"] == "hash-1"


def test_an_article_that_could_not_be_had_is_not_asked_for_again(store: Store) -> None:
    record(store, [replace(story(1), article=True)])
    store.record_article(store.articles_wanted(1)[0].story_id, None, dossier="test", digest=READER, now=NOW)
    assert store.articles_wanted(10) == []


# ---------------------------------------------------------------- readings


def test_a_story_that_could_not_be_read_is_stored_with_the_reason(
    store: Store, connection: sqlite3.Connection
) -> None:
    id_ = record(store, [replace(story(1), reading=None, problem="reading took too long")]).new[0]
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert (detail.relevant, detail.problem, detail.tags) == (False, "reading took too long", ())
    assert views.stories_count(connection, "test", selection=Selection(everything=True)) == 1


def test_stale_readings_are_made_again(store: Store) -> None:
    record(store, [story(n) for n in range(1, 6)])
    assert store.stale("test", READER) == []
    first = store.stale("test", "reader-2", limit=2)
    assert [item.entry.key for item in first] == ["entry-5", "entry-4"]
    assert first[0].entry == replace(story(5).entry, outlet="The Example")
    rest = store.stale("test", "reader-2", before=first[-1].story_id)
    assert [item.entry.key for item in rest] == ["entry-3", "entry-2", "entry-1"]
    reread(store, reading())
    assert store.stale("test", "reader-2") == []
    store.finish_rereading("test", "reader-3")
    assert store.stale("test", "reader-3") == []


def test_reading_again_keeps_what_it_finds_again(store: Store, connection: sqlite3.Connection) -> None:
    id_ = record(store, [story(1)]).new[0]
    before = views.story(connection, "test", id_)
    reread(store, reading())
    assert views.story(connection, "test", id_) == before


def test_what_a_new_reading_no_longer_finds_is_not_shown_and_not_deleted(
    store: Store, connection: sqlite3.Connection
) -> None:
    id_ = record(store, [story(1)]).new[0]
    everything = views.voices_count(connection, "test")
    reread(store, replace(reading(), quotes=(), silences=(), signals=(), sectors=()))
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert (detail.voices, detail.signals) == ((), ())
    assert [tag.id for tag in detail.tags] == ["tpd", "liz-kendall"]
    assert views.voices_count(connection, "test") == everything - 2
    assert connection.execute("SELECT count(*) FROM voice WHERE story_id = ?", (id_,)).fetchone() == (2,)


def test_a_quote_found_again_later_has_its_first_id(store: Store, connection: sqlite3.Connection) -> None:
    record(store, [story(1)])
    before = views.voices_page(connection, "test", since=0)
    reread(store, replace(reading(), quotes=()))
    store.record_readings(
        [(before[0].story_id or 0, reading(), "")], dossier="test", digest="reader-3", now=NOW + 99
    )
    assert views.voices_page(connection, "test", since=0) == before


def test_a_story_that_is_no_longer_relevant_leaves_the_panes_with_its_quotes(
    store: Store, connection: sqlite3.Connection
) -> None:
    record(store, [story(1), story(2)])
    reread(store, reading(relevant=False))
    assert views.stories_count(connection, "test") == 0
    assert views.stories_page(connection, "test", since=0) == ()
    assert views.voices_count(connection, "test") == 2
    assert views.voices_count(connection, "test", selection=Selection(everything=True)) == 6
    steel = views.sectors(connection, "test", TODAY)[1]
    assert (steel.stories, steel.newest_story) == (0, None)


def test_a_failed_rereading_keeps_what_was_understood(store: Store, connection: sqlite3.Connection) -> None:
    id_ = record(store, [story(1)]).new[0]
    before = views.story(connection, "test", id_)
    reread(store, None, "reading took too long")
    assert before is not None
    assert views.story(connection, "test", id_) == replace(before, problem="reading took too long")
    assert store.stale("test", "reader-2") == []


def test_a_passage_of_an_older_version_has_no_place_in_the_new_text(
    store: Store, connection: sqlite3.Connection
) -> None:
    id_ = record(store, [story(1)]).new[0]
    unread = replace(edited(story(1)), reading=None, problem="reading took too long")
    record(store, [unread], now=NOW + 60)
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert (detail.version, detail.problem) == (2, "reading took too long")
    passages = [
        *(tag.evidence[0] for tag in detail.tags),
        *(voice.passage for voice in detail.voices),
        *(signal.evidence for signal in detail.signals),
    ]
    assert len(passages) == 6
    assert {(passage.start, passage.end) for passage in passages} == {(0, 0)}
    assert all(passage.text for passage in passages)
    assert [voice.source for voice in detail.voices] == [None, None]


def test_two_reports_of_one_status_are_two_signals_of_their_stories(
    store: Store, connection: sqlite3.Connection
) -> None:
    terminated = Signal("sector:steel", Status.TERMINATED, (evidence("on hold"),), 0.4)
    both = replace(reading(), signals=(*reading().signals, terminated))
    id_ = record(store, [story(1, read=both)]).new[0]
    detail = views.story(connection, "test", id_)
    assert detail is not None
    assert [
        (signal.subject_name, signal.status, signal.evidence.text.plain) for signal in detail.signals
    ] == [
        ("TPD", Status.ON_HOLD, "is on hold"),
        ("Steel", Status.TERMINATED, "on hold"),
    ]


def test_counts_are_those_of_the_rows(store: Store, connection: sqlite3.Connection) -> None:
    store.sync_feeds(feeds(2))
    record(store, [story(n, relevant=n % 3 == 0) for n in range(1, 60)])
    record(store, [story(n) for n in range(1, 20)], feed=1)
    record(store, [edited(story(n)) for n in range(1, 9)], feed=1)
    store.record_readings(
        [
            (item.story_id, reading(item.entry.body, relevant=item.story_id % 2 == 0), "")
            for item in store.stale("test", "reader-2", limit=40)
        ],
        dossier="test",
        digest="reader-2",
        now=NOW,
    )
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM story WHERE id IN (3, 4, 70)")
    for table in ("reading", "tag"):
        connection.execute(f"DELETE FROM {table} WHERE story_id IN (3, 4, 70)")  # noqa: S608 - names of this file
    counted = {
        ("", "stories"): "story",
        ("test", "relevant"): "reading WHERE relevant = 1",
        ("test", "voices"): "voice WHERE current = 1 AND relevant = 1",
        ("test", "voices:all"): "voice WHERE current = 1",
        ("test", "sector:steel"): "tag WHERE subject = 'sector:steel' AND relevant = 1",
        ("", "feed:2"): "story WHERE feed_id = 2",
    }
    for (dossier, name), rows in counted.items():
        expected = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()  # noqa: S608 - names of this file
        kept = connection.execute(
            "SELECT n FROM tally WHERE dossier = ? AND name = ?", (dossier, name)
        ).fetchone()
        assert (name, kept) == (name, expected)
        if not name.startswith("feed:"):
            days = connection.execute(
                "SELECT sum(n) FROM volume WHERE dossier = ? AND name = ?", (dossier, name)
            )
            assert (name, days.fetchone()) == (name, expected)
