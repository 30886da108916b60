"""Every list takes the words of a filter, search looks through everything, and a bad word is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.cli.parser import arranged, build_parser
from tests.cli.test_errors import assert_one_line
from tests.support.commands import Home
from tests.support.stores import FEED, record, refreshing, story


@pytest.fixture
def home(home: Home) -> Home:
    """A home whose store has twelve stories, every third relevant."""
    titles = ("Steel tariffs cut", "Scotch whisky duty lifted", "A café and steel")
    with refreshing(home.db) as store:
        store.sync_feeds([FEED])
        items = [story(n, relevant=n % 3 == 0, title=f"{titles[n % 3]} {n}") for n in range(1, 13)]
        record(store, items, dossier="uk-us-tech")
    return home


def test_words_limit_every_list(home: Home) -> None:
    assert {row["id"] for row in home.run("status", "agreement:tpd", "--json").rows} >= {
        "tpd",
        "ai",
        "quantum",
    }
    assert {row["status"] for row in home.run("status", "--json", "on hold").rows} == {"on_hold"}
    assert {row["side"] for row in home.run("quotes", "side:us-government", "--json").rows} == {
        "us-government"
    }
    assert {row["kind"] for row in home.run("quotes", "is:silence", "--json").rows} == {"silence"}
    assert {row["subject"] for row in home.run("timeline", "tag:steel", "--json").rows} == {"sector:steel"}
    assert len(home.run("stories", "tag:steel", "--json").rows) == 4
    assert len(home.run("stories", "steel", "is:all", "--json").rows) == 8
    assert (
        home.run("stories", "steel", "--all", "--json").rows
        == home.run("stories", "steel", "is:all", "--json").rows
    )
    assert home.run("feeds", "example", "--json").status == 0
    assert home.run("signals", "tag:steel", "--json").rows == []


def test_a_minus_means_not_and_is_no_option(home: Home) -> None:
    rows = home.run("stories", "-café", "is:all", "--json", "-whisky").rows
    assert {row["title"].rsplit(" ", 1)[0] for row in rows} == {"Steel tariffs cut"}
    assert home.run("stories", "--json", "--", "-café", "-whisky", "is:all").rows == rows
    assert home.run("stories", "--json", "is:all", "-tag:steel").rows != []


def test_what_the_shell_took_for_one_word_stays_one(home: Home) -> None:
    assert len(home.run("stories", "tariffs cut", "--json", "--limit", "3").rows) == 3
    assert home.run("stories", "cut tariffs", "--json").rows == []
    assert home.run("status", "tag:digital services tax", "--json").rows != []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["stories", "tag:stel"], ["there is no tag “stel”", "tag:steel"]),
        (["quotes", "side:us"], ["there is no side", "side:us-government"]),
        (["timeline", "since:yesterday"], ["is not a date"]),
        (["feeds", "tag:steel"], ["tag: means nothing in this list"]),
        (["search", "is:starred"], ["search needs a word"]),
        (["search"], ["search needs a word"]),
        (["stories", "-", "tags:x"], ["nothing to look for", "tag:"]),
    ],
)
def test_a_bad_word_is_told_in_one_line_with_status_2(
    home: Home, arguments: list[str], words: list[str]
) -> None:
    assert_one_line(home.run(*arguments), 2, *words)


def test_an_empty_list_names_the_word_that_empties_it(home: Home) -> None:
    ran = home.run("stories", "tariffs", "-steel")
    assert ran.out == ""
    assert "Nothing matches `tariffs -steel` (without `-steel`: 4)." in ran.err


def test_search_finds_what_is_not_relevant_too(home: Home) -> None:
    rows = home.run("search", "cafe", "--json").rows
    assert [row["title"] for row in rows] == [f"A café and steel {n}" for n in (11, 8, 5, 2)]
    assert {row["relevant"] for row in rows} == {False}
    first = rows[0]
    assert [first["title"][start:end] for start, end in first["title_spans"]] == ["café"]
    assert home.run("search", "cafe", "--json", "--limit", "2").rows == rows[:2]
    assert "café" in home.run("search", "caf*", "--limit", "1").out
    assert "The newest 1 hits" in home.run("search", "caf*", "--limit", "1").err


def test_as_of_a_day(home: Home) -> None:
    rows = {row["id"]: row for row in home.run("status", "--on", "2025-10-01", "--json").rows}
    assert (rows["tpd"]["status"], rows["tpd"]["stories"]) == ("signed", 0)
    assert home.run("stories", "--on", "2025-10-01", "--json").rows == []
    dates = [row["date"] for row in home.run("quotes", "--on", "2025-12-31", "--json").rows]
    assert dates
    assert max(dates) <= "2025-12-31"
    assert home.run("search", "steel", "--on", "2025-10-01", "--json").rows == []


ARGUMENTS = st.sampled_from(["-x", "--json", "--since", "2026", "a", "--", "-h", "--limit=3", "-1"])


@given(st.lists(ARGUMENTS, max_size=6))
def test_options_and_words_may_stand_in_any_order(arguments: list[str]) -> None:
    found = arranged(["--db", "x", "stories", *arguments])
    assert found[:3] == ["--db", "x", "stories"]
    assert sorted(set(found) - {"--"}) == sorted({"--db", "x", "stories", *arguments} - {"--"})
    assert arranged(found) == found
    assert arranged(["poll", *arguments]) == ["poll", *arguments]


def test_options_after_words_are_options() -> None:
    parsed = build_parser().parse_args(arranged(["stories", "a", "--json", "-b", "--limit", "3", "c"]))
    assert (parsed.words, parsed.as_json, parsed.limit) == (["a", "-b", "c"], True, 3)
