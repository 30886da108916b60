"""Cutting and wrapping by cells, and what is never shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dealwatch.text import Untrusted
from dealwatch.tui.text import cell, content, one_line, right_cell, trim, wrap

ANY_TEXT = st.text(max_size=200)


@given(text=ANY_TEXT, width=st.integers(min_value=1, max_value=60))
def test_a_cell_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(cell(Untrusted(text), width)) == width


@given(text=ANY_TEXT, width=st.integers(min_value=1, max_value=60))
def test_a_cell_to_the_right_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(right_cell(text, width)) == width


@given(text=ANY_TEXT, width=st.integers(min_value=1, max_value=60))
def test_trimming_never_exceeds_the_width(text: str, width: int) -> None:
    assert cell_len(trim(one_line(text), width)) <= width


@given(text=ANY_TEXT, width=st.integers(min_value=2, max_value=40))
def test_wrapping_loses_nothing_but_blanks_and_breaks(text: str, width: int) -> None:
    spans = wrap(text, width)
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(start <= end for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(text=st.text(alphabet="ab 漢字é", max_size=80), width=st.integers(min_value=2, max_value=40))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    assert all(cell_len(text[start:end]) <= width for start, end in wrap(text, width))


def test_wrapping_breaks_at_words() -> None:
    text = "the quick brown fox"
    assert [text[a:b] for a, b in wrap(text, 10)] == ["the quick", "brown fox"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert [b - a for a, b in wrap("x" * 25, 10)] == [10, 10, 5]


def test_what_was_cut_ends_in_an_ellipsis() -> None:
    assert cell("Trade talks", 8) == "Trade t…"


@pytest.mark.parametrize("text", ["a\ufe0fb", "a\u200db", "a\u00adb", "a\u200bb"])
def test_joiners_that_tear_a_row_are_not_shown(text: str) -> None:
    assert one_line(text) == "ab"


def test_a_huge_headline_is_cut_without_being_measured() -> None:
    assert cell("x" * 5_000_000, 10) == "x" * 9 + "…"


def test_markup_is_shown_as_it_stands() -> None:
    shown = content(Untrusted("[b]bold[/b] [@click=app.quit]x[/]"))
    assert shown.plain == "[b]bold[/b] [@click=app.quit]x[/]"
    assert shown.spans == []
