"""The same quotation in many outlets is one row with all its sources, and the counts say the same."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.store import sqlite, views
from dealwatch.store.record import ReadEntry, Store
from dealwatch.store.rows import VoiceRow
from dealwatch.store.sayings import WINDOW
from dealwatch.store.views import Selection
from dealwatch.values import ClusterKeys, Quote, Reading
from tests.support.stores import NOW, feeds, make_store, record, refreshing, story

HOUR = 3600
OUTLETS = 10
WORDS = "We are confident that this deal will be back on its feet by the summer"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path, feeds=feeds(OUTLETS))


def quoting(*said: tuple[str, str, str | None], relevant: bool = True) -> Reading:
    """A reading with quotes: words, speaker, stakeholder."""
    quotes = tuple(
        Quote(words, "body", 10 * n, 10 * n + len(words), speaker, None, None, stakeholder)
        for n, (words, speaker, stakeholder) in enumerate(said)
    )
    return Reading(relevant, 0.9 if relevant else 0.1, quotes=quotes)


KENDALL = (WORDS, "Liz Kendall", "liz-kendall")


def comes(
    store: Store, n: int, read: Reading, *, feed: int = 0, now: int = NOW, link: int | None = None
) -> int:
    item: ReadEntry = replace(story(n, read=read), keys=ClusterKeys(link, None))
    (id_,) = record(store, [item], feed=feed, now=now).new
    return id_


def quotes(connection: sqlite3.Connection, *, everything: bool = False) -> list[VoiceRow]:
    """The quotes of stories in the pane, oldest first; the count says as many."""
    selection = Selection(everything=everything)
    rows = views.voices_page(connection, "test", since=0, limit=500, selection=selection)
    assert len(rows) == views.voices_count(connection, "test", selection)
    return [row for row in reversed(rows) if row.story_id is not None]


def test_one_quotation_in_ten_outlets_is_one_quote_with_ten_sources(
    store: Store, connection: sqlite3.Connection
) -> None:
    ids = [comes(store, n, quoting(KENDALL), feed=n) for n in range(OUTLETS)]
    (row,) = quotes(connection)
    assert (row.story_id, row.outlets) == (ids[0], OUTLETS)
    for one in (row.id, row.id + 3):
        detail = views.voice(connection, "test", one)
        assert detail is not None
        assert [source.story_id for source in detail.sources] == ids
        assert {source.outlet.plain for source in detail.sources} == {
            f"Outlet {n + 1}" for n in range(OUTLETS)
        }
        assert detail.sources[0].title.plain == "Tech deal put on hold, story 0"
        assert all(source.url for source in detail.sources)
    kendall = views.stakeholder(connection, "test", "liz-kendall")
    assert kendall is not None
    assert [voice.outlets for voice in kendall.voices if voice.story_id] == [OUTLETS]


def test_a_quotation_that_stands_once_has_no_list_of_sources(
    store: Store, connection: sqlite3.Connection
) -> None:
    comes(store, 1, quoting(KENDALL))
    (row,) = quotes(connection)
    assert row.outlets == 1
    detail = views.voice(connection, "test", row.id)
    assert detail is not None
    assert detail.sources == ()


@pytest.mark.parametrize(
    ("words", "speaker", "stakeholder"),
    [
        (
            "we are CONFIDENT, that this deal will be back on its feet by the summer…",
            "Liz Kendall",
            "liz-kendall",
        ),
        ("this deal will be back on its feet", "Kendall", "liz-kendall"),
        (f"I said it before: {WORDS}!", "the technology secretary", "liz-kendall"),
    ],
)
def test_the_same_words_in_another_form(
    store: Store, connection: sqlite3.Connection, words: str, speaker: str, stakeholder: str | None
) -> None:
    comes(store, 1, quoting(KENDALL))
    comes(store, 2, quoting((words, speaker, stakeholder)), feed=1)
    (row,) = quotes(connection)
    assert (row.text.plain, row.outlets) == (WORDS, 2)


@pytest.mark.parametrize(
    ("words", "speaker", "stakeholder", "hours"),
    [
        (WORDS, "Peter Kyle", None, 1),
        (WORDS, "", None, 1),
        ("We are confident that this deal is dead and buried and gone", "Liz Kendall", "liz-kendall", 1),
        (WORDS, "Liz Kendall", "liz-kendall", WINDOW // HOUR + 1),
    ],
)
def test_other_words_speakers_and_times_are_other_quotes(
    store: Store,
    connection: sqlite3.Connection,
    words: str,
    speaker: str,
    stakeholder: str | None,
    hours: int,
) -> None:
    comes(store, 1 - hours, quoting(KENDALL))
    comes(store, 1, quoting((words, speaker, stakeholder)), feed=1)
    assert [row.outlets for row in quotes(connection)] == [1, 1]


def test_few_words_are_one_quote_only_within_one_event(store: Store, connection: sqlite3.Connection) -> None:
    few = ("very good", "Liz Kendall", "liz-kendall")
    comes(store, 1, quoting(few), link=7)
    comes(store, 2, quoting(few), feed=1)
    comes(store, 3, quoting(("very good", "Kendall", None)), feed=2, link=7)
    comes(store, 4, quoting(("very good", "", None)), feed=3, link=7)
    assert [row.outlets for row in quotes(connection)] == [3, 1]


def test_a_speaker_who_is_no_stakeholder_has_one_quote_too(
    store: Store, connection: sqlite3.Connection
) -> None:
    comes(store, 1, quoting((WORDS, "Moira Kerr", None)))
    comes(store, 2, quoting((WORDS, "moira kerr", None)), feed=1)
    assert [row.outlets for row in quotes(connection)] == [2]


def test_what_the_dossier_brings_is_the_same_quote_in_a_story(
    store: Store, connection: sqlite3.Connection
) -> None:
    known = next(row for row in views.voices_page(connection, "test", since=0) if row.kind == "quote")
    day = NOW - known.at
    n = 100 - day // HOUR + 1
    comes(store, n, quoting(("We look forward to resuming work.", "Kendall", "liz-kendall")))
    assert quotes(connection) == []
    detail = views.voice(connection, "test", known.id)
    assert detail is not None
    assert [source.story_id for source in detail.sources] == [None, 1]


def test_a_rewrites_own_quotes_are_shown(store: Store, connection: sqlite3.Connection) -> None:
    """Its row is another story's, but nobody else has these words."""
    comes(store, 1, quoting(KENDALL), link=7)
    second = comes(
        store, 2, quoting(KENDALL, ("It will take longer than that", "Jo Hill", None)), feed=1, link=7
    )
    assert [(row.speaker.plain, row.outlets) for row in quotes(connection)] == [
        ("Liz Kendall", 2),
        ("Jo Hill", 1),
    ]
    assert quotes(connection)[1].story_id == second


def test_stories_read_again_keep_one_quote(store: Store, connection: sqlite3.Connection) -> None:
    ids = [comes(store, n, quoting(KENDALL), feed=n) for n in range(3)]

    def again(id_: int, read: Reading) -> None:
        store.record_readings([(id_, read, "")], dossier="test", digest="r", now=NOW + HOUR)

    # The row stays as long as its story has the words.
    again(ids[1], quoting(KENDALL))
    again(ids[2], quoting((f"{WORDS} or so", *KENDALL[1:])))
    assert [(row.story_id, row.outlets) for row in quotes(connection)] == [(ids[0], 3)]
    again(ids[0], quoting())
    assert [(row.story_id, row.outlets) for row in quotes(connection)] == [(ids[1], 2)]
    again(ids[1], quoting(KENDALL, relevant=False))
    assert [row.story_id for row in quotes(connection)] == [ids[2]]
    assert [row.story_id for row in quotes(connection, everything=True)] == [ids[2]]
    again(ids[2], quoting(KENDALL, relevant=False))
    assert quotes(connection) == []
    assert len(quotes(connection, everything=True)) == 1


SAID = [(f"{word} {WORDS}", "Liz Kendall", "liz-kendall") for word in ("red", "blue", "green")]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = make_store(tmp_path_factory.mktemp("prepared"), feeds=feeds(4))
    with sqlite3.connect(path) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    return path.read_bytes()


STEPS = st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, 2)), st.booleans()), max_size=12)


@given(STEPS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_saying_is_one_row_whatever_comes(
    prepared: bytes, steps: list[tuple[int, set[int], bool]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        path.write_bytes(prepared)
        with refreshing(path) as store:
            opened = sqlite.connect(path)
            try:
                _each_is_one_row(store, opened, steps)
            finally:
                opened.close()


def _each_is_one_row(
    store: Store, connection: sqlite3.Connection, steps: list[tuple[int, set[int], bool]]
) -> None:
    now: dict[int, tuple[int, set[int], bool]] = {}
    for feed, words, relevant in steps:
        read = quoting(*(SAID[n] for n in sorted(words)), relevant=relevant)
        if feed in now:
            id_ = now[feed][0]
            store.record_readings([(id_, read, "")], dossier="test", digest="r", now=NOW)
        else:
            id_ = comes(store, feed, read, feed=feed)
        now[feed] = (id_, words, relevant)
        told = {n: [words for _, words, _ in now.values() if n in words] for n in range(3)}
        listed = {n for _, words, is_so in now.values() if is_so for n in words}
        assert sorted(row.text.plain for row in quotes(connection)) == sorted(SAID[n][0] for n in listed)
        rows = quotes(connection, everything=True)
        wanted = {SAID[n][0]: len(found) for n, found in told.items() if found}
        assert {row.text.plain: row.outlets for row in rows} == wanted
        assert len(rows) == len(wanted)
