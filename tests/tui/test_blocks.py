"""Blocks of text become lines: marks over them, their labels, and the stops among them."""

from hypothesis import given
from hypothesis import strategies as st

from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, Line, Mark, lay_out, over_each, stops_of

STORY = targets.story(1)
marks = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(
        lambda span: Mark(span[0], span[0] + span[1], "quote", "quote 1", STORY)
    )
)


@given(marks, st.lists(st.integers(0, 6), max_size=20))
def test_each_span_has_the_marks_over_it(given_marks: list[Mark], lengths: list[int]) -> None:
    spans, at = [], 0
    for length in lengths:
        spans.append((at, at + length))
        at += length + 1
    for (start, end), over in zip(spans, over_each(given_marks, spans), strict=True):
        assert over == [
            (number, mark)
            for number, mark in enumerate(given_marks)
            if mark.start < max(end, start + 1) and mark.end > start
        ]


@given(st.text("ab \n“”é", max_size=80), marks, st.integers(5, 40), st.sampled_from([0, 12]))
def test_no_word_and_no_place_gets_lost(text: str, given_marks: list[Mark], width: int, gutter: int) -> None:
    inside = tuple(mark for mark in given_marks if mark.start < mark.end <= len(text))
    block = Block(text, marks=inside)
    lines = lay_out([block], width, gutter)
    shown = "".join(words for line in lines if line.places or not _is_label(line) for words, _ in line.pieces)
    assert shown.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    stops = stops_of([block])
    assert len(stops) == len(inside)
    assert {stop for line in lines for stop in line.stops} <= set(range(len(stops)))
    for number, stop in enumerate(stops):
        if stop.text.strip():
            assert any(number in line.stops for line in lines)


def _is_label(line: Line) -> bool:
    return bool(line.pieces) and line.pieces[0][0].endswith("^ ")


def test_labels_stand_beside_their_line_or_the_next_or_under_it() -> None:
    text = "one two three four five six"
    both = (Mark(0, 3, "quote evidence", "quote 1"), Mark(4, 7, "signal evidence", "on hold"))
    beside = lay_out([Block(text, marks=both)], 40, 10)
    assert [line.label for line in beside] == [(("quote 1", "quote"),), (("on hold", "signal"),)]
    joined = lay_out([Block(text, marks=both)], 40, 20)
    assert [words for words, _ in joined[0].label] == ["quote 1", ", ", "on hold"]
    under = lay_out([Block(text, marks=both)], 40)
    assert [words for words, _ in under[1].pieces] == ["^ ", "quote 1", ", ", "on hold"]


def test_a_page_of_thousands_of_marks_is_laid_out_once_through() -> None:
    text = "word deal " * 9000
    many = tuple(Mark(30 * n, 30 * n + 9, "evidence", "tag", STORY) for n in range(3000))
    lines = lay_out([Block(text, marks=many)], 88, 20)
    assert len({stop for line in lines for stop in line.stops}) == 3000
