"""The language of filters: what is understood reads back, and no text is too much."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.filter import FLAGS, KEYS, Filter, Seen, days_of, keeps, parse, spans_in
from dealwatch.matching import snippet
from dealwatch.names import Name, Names

NAMES = Names(
    (
        Name("agreement:tpd", ("TPD", "Tech Prosperity Deal")),
        Name("agreement:epd", ("EPD", "Economic Prosperity Deal")),
        Name("sector:steel", ("Steel", "Steel and aluminium")),
        Name("sector:digital-tax", ("DST", "Digital services tax")),
        Name("stakeholder:liz-kendall", ("Liz Kendall",), "uk-government"),
        Name("stakeholder:white-house", ("The White House",), "us-government"),
    )
)


def understood(text: str, *, typing: bool = False) -> list[tuple[str, str, bool, bool, tuple[str, ...]]]:
    filter_ = parse(text, NAMES, typing=typing)
    assert filter_.problems == ()
    return [(term.key, term.value, term.negated, term.prefix, term.ids) for term in filter_.terms]


def test_words_and_their_kinds() -> None:
    assert understood('tag:steel side:us-government since:2026-04 -whisky "on hold" tarif*') == [
        ("tag", "steel", False, False, ("sector:steel",)),
        ("side", "us-government", False, False, ("stakeholder:white-house",)),
        ("since", "2026-04", False, False, ()),
        ("", "whisky", True, False, ()),
        ("", "on hold", False, False, ()),
        ("", "tarif", False, True, ()),
    ]


@pytest.mark.parametrize("text", ["tag:DST", "tag:dst", 'tag:"digital services tax"', "TAG:digital-tax"])
def test_a_name_may_be_id_short_or_full(text: str) -> None:
    assert parse(text, NAMES).terms[0].ids == ("sector:digital-tax",)


def test_the_word_being_typed_is_the_beginning_of_one() -> None:
    assert understood("on hol", typing=True)[-1] == ("", "hol", False, True, ())
    assert understood("on hol ", typing=True)[-1] == ("", "hol", False, False, ())
    assert understood('"on hol', typing=True) == [("", "on hol", False, True, ())]
    assert understood('"on hold"', typing=True) == [("", "on hold", False, False, ())]
    assert understood("tag:st", typing=True)[0][4] == ("sector:steel",)
    assert understood("side:u", typing=True)[0][4] == ("stakeholder:liz-kendall", "stakeholder:white-house")
    assert understood("is:star", typing=True) == [("is", "starred", False, False, ())]


@pytest.mark.parametrize(
    "text",
    ["", "-", "tag:", "is:", "is:r", "since:", "since:20", "since:2026-", "until:2026-04-1", "£", '"', '-"'],
)
def test_what_is_only_begun_is_no_mistake(text: str) -> None:
    assert parse(text, NAMES, typing=True).problems == ()


@pytest.mark.parametrize(
    ("text", "place", "reason", "suggestions"),
    [
        ("steel tag:stel", (6, 14), "there is no tag “stel”", ("tag:steel",)),
        ("tag:kendal", (0, 10), "there is no tag “kendal”", ("tag:liz-kendall",)),
        ("agreement:steel", (0, 15), "there is no agreement “steel”", ()),
        ("side:us", (0, 7), "there is no side “us”", ("side:us-government",)),
        ("tags:steel", (0, 10), "there is no tags:", ("tag:",)),
        ("is:redd", (0, 7), "there is no is:redd", ("is:read",)),
        ("since:2026-02-31", (0, 16), "is not a date", ()),
        ("since:yesterday", (0, 15), "is not a date", ()),
        ("tag:", (0, 4), "tag: needs", ()),
        ("-", (0, 1), "nothing to look for", ()),
        ("a  %", (3, 4), "nothing to look for", ()),
    ],
)
def test_a_mistake_says_where_why_and_what_may_be_meant(
    text: str, place: tuple[int, int], reason: str, suggestions: tuple[str, ...]
) -> None:
    (problem,) = parse(text, NAMES).problems
    assert (problem.start, problem.end) == place
    assert reason in problem.reason
    assert set(suggestions) <= set(problem.suggestions)


def test_a_key_that_a_list_cannot_answer_is_told() -> None:
    (problem,) = parse("outlet:bbc", NAMES, keys=("tag", "is")).problems
    assert problem.reason == "outlet: means nothing in this list"


def test_addresses_and_times_are_words() -> None:
    assert [term.value for term in parse("https://example.org/a 10:30", NAMES).terms] == [
        "https://example.org/a",
        "10:30",
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-4-5", "2026-04-05", "2026-04-05"),
    ],
)
def test_years_and_months_have_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert days_of(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


# ---------------------------------------------------------------- any text

PIECES = st.sampled_from(
    [
        *(f"{key}:" for key in KEYS),
        *(f"is:{flag}" for flag in FLAGS),
        *(
            "-",
            '"',
            "“",
            "*",
            " ",
            "  ",
            "steel",
            "us-gov",
            "2026-04",
            "tag:tpd",
            "é",
            "ß",
            "\n",
            ":",
            "//",
            "-x",
        ),
    ]
)
TEXTS = st.text(max_size=40) | st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS, st.booleans())
def test_no_text_raises_and_all_that_is_understood_reads_back(text: str, typing: bool) -> None:
    filter_ = parse(text, NAMES, typing=typing)
    again = parse(str(filter_), NAMES)
    assert again == filter_
    assert again.problems == ()
    assert str(again) == str(filter_)
    places = [(term.start, term.end) for term in filter_.terms]
    places += [(problem.start, problem.end) for problem in filter_.problems]
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(TEXTS, st.text(max_size=60))
def test_any_text_can_be_matched_and_marked(text: str, title: str) -> None:
    filter_ = parse(text, NAMES)
    keeps(filter_, Seen((title,), day=dt.date(2026, 1, 1)))
    for start, end in spans_in(filter_, title):
        assert 0 <= start < end <= len(title)
    assert len(snippet(title, filter_.marked, 20)) <= 22


# ---------------------------------------------------------------- rows in hand

ROW = Seen(
    texts=("Steel and aluminium", "on hold"),
    subjects=frozenset({"sector:steel", "agreement:epd"}),
    day=dt.date(2026, 4, 6),
    outlet="The Example",
    flags=frozenset({"review"}),
    people=frozenset({"stakeholder:white-house"}),
    speakers=("The White House",),
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", True),
        ("steel", True),
        ("stee", False),
        ("stee*", True),
        ('"on hold"', True),
        ('"hold on"', False),
        ("-steel", False),
        ("-whisky", True),
        ("tag:steel agreement:epd", True),
        ("agreement:tpd", False),
        ("since:2026-04 until:2026-04", True),
        ("since:2026-05", False),
        ("-until:2026-03", True),
        ("outlet:example", True),
        ("is:review -is:new", True),
        ("is:all", True),
        ("side:us-government speaker:house", True),
        ("side:uk-government", False),
    ],
)
def test_a_row_in_hand_is_kept_or_not(text: str, kept: bool) -> None:
    assert keeps(parse(text, NAMES), ROW) is kept


def test_a_filter_without_one_of_its_words() -> None:
    filter_ = parse("steel -whisky steel", NAMES)
    assert str(filter_.without(filter_.terms[1])) == "steel steel"
    assert str(filter_.without(filter_.terms[0])) == "-whisky steel"
    assert not Filter()
    assert replace(filter_, problems=()) == filter_


def test_words_are_marked_where_they_stand() -> None:
    title = "Café “Éclair”: CAFÉS and cafe"
    marked = [title[start:end] for start, end in spans_in(parse("cafe -and"), title)]
    assert marked == ["Café", "cafe"]
    decomposed = "Cafe\u0301s of Paris"
    assert [decomposed[a:b] for a, b in spans_in(parse("caf*"), decomposed)] == ["Cafe\u0301s"]
