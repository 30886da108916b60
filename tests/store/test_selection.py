"""What a selection asks for is what the lists give, page by page, whichever way the store looks it up."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.filter import Seen, keeps, parse
from dealwatch.matching import Phrase
from dealwatch.names import Names
from dealwatch.store import sqlite, views
from dealwatch.store.rows import StoryRow, VoiceRow
from dealwatch.store.views import Selection
from dealwatch.values import Tag
from dealwatch.when import local
from tests.support.stores import NOW, feeds, make_store, reading, record, refreshing, story

TITLES = (
    "Steel tariffs: UK and US near a deal",
    "Scotch whisky duty is lifted",
    "Café owners fear tariffs on whisky",
    "AI pact on hold, “no date” for talks",
    "Steelworkers march",
)
HALF_A_DAY = 43200


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Eighty stories in three feeds, half a day apart; every fourth is not relevant."""
    path = make_store(tmp_path_factory.mktemp("selection"), feeds=feeds(3))
    with refreshing(path) as store:
        for n in range(1, 81):
            found = reading(relevant=n % 4 != 0)
            about = found.sectors if n % 3 else (Tag("ai", found.sectors[0].evidence),)
            found = replace(found, sectors=about, agreements=found.agreements if n % 5 == 0 else ())
            title = f"{TITLES[n % 5]} {n}"
            item = story(n, read=found, title=title, published=NOW - (80 - n) * HALF_A_DAY)
            record(store, [item], feed=n % 3, now=NOW - (80 - n) * HALF_A_DAY)
    opened = sqlite.connect(path)
    for n in range(5, 80, 7):
        opened.execute("INSERT INTO mark (story_id, read, starred, hidden) VALUES (?, 1, ?, 0)", (n, n % 2))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def names(connection: sqlite3.Connection) -> Names:
    return views.names(connection, "test")


WORDS = st.sampled_from(
    [
        *("steel", "tariffs", "whisky", "cafe", "CAFÉ", "stee*", "st*", '"on hold"', "deal", "uk", "nothing"),
        *(
            "tag:steel",
            "tag:ai",
            "tag:tpd",
            "agreement:tpd",
            "agreement:epd",
            "sector:steel",
            "tag:liz-kendall",
        ),
        *("outlet:2", 'outlet:"outlet 1"', "side:uk-government", "side:company", "speaker:kendall"),
        *("speaker:white-house", "is:silence", "is:quote", "is:new", "is:read", "is:unread", "is:starred"),
        *("since:2026-06-10", "until:2026-06-20", "since:2026", "until:2026-05", "is:all", "is:review"),
    ]
)
TEXTS = st.lists(st.tuples(st.booleans(), WORDS), max_size=4).map(
    lambda words: " ".join(f"{'-' * minus}{word}" for minus, word in words)
)


def rows_of(connection: sqlite3.Connection, selection: Selection) -> tuple[StoryRow, ...]:
    return views.stories_page(connection, "test", since=selection.since, limit=1000, selection=selection)


def seen(connection: sqlite3.Connection, row: StoryRow, since: int) -> Seen:
    """A story as the language describes it, put together from its own screen."""
    detail = views.story(connection, "test", row.id)
    assert detail is not None
    about = {f"{tag.kind}:{tag.id}" for tag in detail.tags}
    people = {f"stakeholder:{voice.row.stakeholder}" for voice in detail.voices}
    kinds = {voice.row.kind for voice in detail.voices}
    read, starred = connection.execute(
        "SELECT coalesce(max(read), 0), coalesce(max(starred), 0) FROM mark WHERE story_id = ?", (row.id,)
    ).fetchone()
    flags = {"read" if read else "unread", *kinds, *(["starred"] if starred else [])}
    return Seen(
        texts=(row.title.plain, row.outlet.plain),
        subjects=frozenset(about),
        day=local(row.at).date(),
        outlet=row.outlet.plain,
        flags=frozenset(flags | ({"new"} if row.first_seen > since else set())),
        people=frozenset(people),
        speakers=tuple(voice.row.speaker.plain for voice in detail.voices),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.sampled_from(["", "agreement:tpd", "sector:ai", "stakeholder:liz-kendall"]))
def test_a_list_holds_what_is_asked_for(
    connection: sqlite3.Connection, names: Names, text: str, scope: str
) -> None:
    wanted = parse(text, names)
    assert wanted.problems == ()
    if "is:review" in text or "-is:all" in text:
        return
    selection = Selection(wanted, scope=scope, since=NOW - 20 * HALF_A_DAY)
    everything = rows_of(connection, Selection(everything=wanted.has("all"), since=selection.since))
    scoped = parse(scope.replace("stakeholder", "tag"), names)
    expected = [
        row
        for row in everything
        for row_seen in [seen(connection, row, selection.since)]
        if keeps(wanted, row_seen) and keeps(scoped, row_seen)
    ]
    assert list(rows_of(connection, selection)) == expected
    assert views.stories_count(connection, "test", selection) == len(expected)
    assert views.stories_count(connection, "test", selection, at_most=5) == (
        len(expected) if selection.whole else min(5, len(expected))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.none() | st.dates(dt.date(2026, 5, 1), dt.date(2026, 7, 2)))
def test_pages_and_ranks_agree(
    connection: sqlite3.Connection, names: Names, text: str, until: dt.date | None
) -> None:
    selection = Selection(parse(text, names), until=until, since=NOW)
    rows = rows_of(connection, selection)
    assert all(until is None or local(row.at).date() <= until for row in rows)
    assert views.stories_count(connection, "test", selection) == len(rows)
    for place, row in list(enumerate(rows))[:: max(1, len(rows) // 4)]:
        key = (row.at, row.id)
        assert views.story_rank(connection, "test", key, selection) == place
        page = partial(views.stories_page, connection, "test", since=NOW, selection=selection, limit=5)
        assert page(before=key) == rows[place + 1 : place + 6]
        assert page(after=key) == rows[max(0, place - 5) : place]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.none() | st.dates(dt.date(2025, 12, 1), dt.date(2026, 7, 2)))
def test_quotes_are_paged_counted_and_ranked_alike(
    connection: sqlite3.Connection, names: Names, text: str, until: dt.date | None
) -> None:
    selection = Selection(parse(text, names), until=until, since=NOW)
    page = partial(views.voices_page, connection, "test", since=0, selection=selection)
    rows = page(limit=1000)
    assert views.voices_count(connection, "test", selection) == len(rows)
    assert all(until is None or row.date <= until for row in rows)
    for place, row in list(enumerate(rows))[:: max(1, len(rows) // 4)]:
        key = (row.at, row.id)
        assert views.voice_rank(connection, "test", key, selection) == place
        assert page(before=key, limit=5) == rows[place + 1 :][:5]
        assert page(after=key, limit=5) == rows[max(0, place - 5) : place]


def voices(connection: sqlite3.Connection, names: Names, text: str, scope: str = "") -> Sequence[VoiceRow]:
    selection = Selection(parse(text, names), scope=scope)
    return views.voices_page(connection, "test", since=0, limit=1000, selection=selection)


def test_quotes_by_who_said_them(connection: sqlite3.Connection, names: Names) -> None:
    assert {row.stakeholder for row in voices(connection, names, "side:us-government")} == {"white-house"}
    assert {row.kind for row in voices(connection, names, "is:silence")} == {"silence"}
    assert {row.speaker.plain for row in voices(connection, names, "speaker:liz")} == {"Liz Kendall"}
    assert voices(connection, names, "", "stakeholder:white-house") == voices(
        connection, names, "speaker:white-house"
    )
    assert {row.text.plain for row in voices(connection, names, "resuming")} == {
        "We look forward to resuming work"
    }
    assert all("Steel" in row.tags for row in voices(connection, names, "sector:steel"))


def test_an_empty_list_says_which_word_empties_it(connection: sqlite3.Connection, names: Names) -> None:
    selection = Selection(parse("whisky duty -scotch", names))
    assert rows_of(connection, selection) == ()
    less = views.relieved(selection, lambda part: views.stories_count(connection, "test", part))
    assert [(str(term), rows > 0) for term, rows in less] == [("duty", True), ("-scotch", True)]


@given(st.text(max_size=40), st.text(max_size=8))
def test_marking_finds_what_full_text_search_finds(text: str, word: str) -> None:
    phrase = Phrase.of(word)
    if len(phrase.words) != 1 or "\x00" in text:
        return
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
    memory.execute("INSERT INTO t VALUES (?)", (text,))
    found = memory.execute("SELECT 1 FROM t WHERE t MATCH ?", (f'"{phrase.words[0]}"',)).fetchone()
    memory.close()
    if text.isascii():
        assert (found is not None) == phrase.is_in(text)
