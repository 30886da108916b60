"""Full-text search finds what is stored, newest first, and says where the words stand."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.filter import parse
from dealwatch.matching import Phrase
from dealwatch.store import sqlite, views
from dealwatch.store.views import Hit, Selection
from tests.support.stores import BODY, NOW, make_store, reading, record, refreshing, story

HOUR = 3600
WORDS = ("steel", "whisky", "café", "tariffs", "talks", "uk-us", "on hold")


def title(n: int) -> str:
    return f"{WORDS[n % 7]} and {WORDS[n % 5]}: report {n}"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Sixty stories that came in one by one, some of them long after they were published."""
    path = make_store(tmp_path_factory.mktemp("search"))
    with refreshing(path) as store:
        for n in range(1, 61):
            found = reading() if n % 3 == 0 else None
            late = n % 4 * 5 * HOUR
            item = story(n, relevant=n % 3 == 0, read=found, title=title(n), published=NOW + n * HOUR - late)
            record(store, [item], now=NOW + n * HOUR)
    opened = sqlite.connect(path)
    yield opened
    opened.close()


def found(connection: sqlite3.Connection, text: str, **more: object) -> tuple[Hit, ...]:
    return views.search(connection, "test", parse(text), limit=1000, **more)  # type: ignore[arg-type]


def titles(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.title.plain for hit in hits]


def test_stories_that_are_not_relevant_are_found_too(connection: sqlite3.Connection) -> None:
    hits = found(connection, "whisky")
    assert {hit.relevant for hit in hits} == {True, False}
    assert {int(hit.title.plain.split()[-1]) for hit in hits} == {
        n for n in range(1, 61) if "whisky" in title(n)
    }
    assert [hit.at for hit in hits] == sorted((hit.at for hit in hits), reverse=True)


@pytest.mark.parametrize("text", ["cafe", "CAFÉ", "caf*", '"café"', "cafe -talks report"])
def test_case_and_accents_do_not_matter(connection: sqlite3.Connection, text: str) -> None:
    without = text.partition("-")[2].split(" ")[0] or "nothing"
    wanted = [title(n) for n in range(1, 61) if "café" in title(n) and without not in title(n)]
    assert sorted(titles(found(connection, text))) == sorted(wanted)


def test_words_in_quotation_marks_stand_together(connection: sqlite3.Connection) -> None:
    assert found(connection, '"deal is on hold"')
    assert not found(connection, '"hold on is deal"')
    assert found(connection, "hold on is deal")


def test_a_word_that_is_typed_is_the_beginning_of_one(connection: sqlite3.Connection) -> None:
    typed = views.search(connection, "test", parse("whis", typing=True), limit=1000)
    assert typed == found(connection, "whis*") == found(connection, "whisky")
    assert found(connection, "whis") == ()
    # One or two letters are a word.
    assert titles(found(connection, "uk*")) == titles(found(connection, "uk"))


def test_nothing_is_found_without_a_word(connection: sqlite3.Connection) -> None:
    for text in ("", "-steel", "is:all", "outlet:example", '"*"', "£"):
        assert found(connection, text) == ()


def test_other_terms_limit_what_is_found(connection: sqlite3.Connection) -> None:
    names = views.names(connection, "test")
    hits = views.search(connection, "test", parse("report tag:steel", names), limit=1000)
    assert len(hits) == 20
    assert all("Steel" in hit.tags for hit in hits)
    hits = views.search(connection, "test", parse("report outlet:other", names), limit=1000)
    assert hits == ()


def test_a_day_to_look_from(connection: sqlite3.Connection) -> None:
    import datetime as dt

    day = dt.date(2026, 7, 2)
    hits = found(connection, "report", selection=Selection(until=day))
    assert hits == tuple(hit for hit in found(connection, "report") if hit.at < NOW + 36 * HOUR)
    assert 0 < len(hits) < 60


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["report", "steel", "whisky talks", "confident", "wire", "kendall"]), st.integers(1, 9)
)
def test_pages_follow_each_other(connection: sqlite3.Connection, text: str, limit: int) -> None:
    whole = found(connection, text)
    pages: list[Hit] = []
    before = None
    while page := views.search(connection, "test", parse(text), before=before, limit=limit):
        pages += page
        before = page[-1].key
        assert len(page) <= limit
    assert tuple(pages) == whole


def test_what_the_dossier_brings_is_found(connection: sqlite3.Connection) -> None:
    (hit,) = found(connection, "resuming kendall")
    assert (hit.kind, hit.title.plain, hit.story_id) == ("quote", "Liz Kendall", None)
    assert hit.snippet.plain == "We look forward to resuming work"
    (hit,) = found(connection, "comment")
    assert hit.kind == "silence"


def test_a_quote_is_not_shown_beside_its_story(connection: sqlite3.Connection) -> None:
    assert {hit.kind for hit in found(connection, "confident")} == {"story"}


def test_hits_say_where_the_words_stand(connection: sqlite3.Connection) -> None:
    hit = found(connection, "whisky confid*")[0]
    assert [hit.title.plain[start:end] for start, end in hit.title_spans] == ["whisky"]
    assert [hit.snippet.plain[start:end] for start, end in hit.snippet_spans] == ["confident"]


LONG = f"{'Nothing to see here. ' * 40}{BODY}{' And so on it went.' * 40}"


def test_of_a_long_text_the_part_around_the_words_is_shown(tmp_path: Path) -> None:
    path = make_store(tmp_path, stories=[story(1, body=LONG, relevant=False)])
    connection = sqlite.connect(path)
    (hit,) = found(connection, "confident")
    assert "confident" in hit.snippet.plain
    assert hit.snippet.plain.startswith("…")
    assert hit.snippet.plain.endswith("…")
    assert len(hit.snippet.plain) < 200
    connection.close()


def test_a_changed_story_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    path = make_store(tmp_path, stories=[story(1, title="Whisky duty")])
    with refreshing(path) as store:
        record(store, [replace(story(1, title="Bourbon duty"), content_hash="other")])
    connection = sqlite.connect(path)
    assert titles(found(connection, "bourbon")) == ["Bourbon duty"]
    assert found(connection, "whisky") == ()
    for index in ("fts_story", "fts_title", "fts_voice"):
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    connection.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_no_text_breaks_the_search(connection: sqlite3.Connection, text: str) -> None:
    for typing in (False, True):
        for hit in views.search(connection, "test", parse(text, typing=typing)):
            assert all(0 <= start < end <= len(hit.title.plain) for start, end in hit.title_spans)


@given(st.text(max_size=40), st.text(max_size=8))
def test_marks_lie_within_the_text(text: str, word: str) -> None:
    for start, end in Phrase.of(word, prefix=True).spans(text):
        assert 0 <= start < end <= len(text)
