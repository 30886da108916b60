"""Copies of one text and stories of one event are known by their sketches; other stories are not."""

from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.reading.sketch import KEPT
from dealwatch.store.likeness import differs, is_copy, tells_same
from dealwatch.values import Entry, Sketch
from tests.reading.helpers import reader, story
from tests.support.events import invented


@cache
def sketches() -> dict[str, Sketch]:
    """The sketches of the invented stories."""
    return {name: _drawn(told.entry) for name, told in invented().items()}


def _drawn(entry: Entry) -> Sketch:
    found = reader().read(entry, gate=True).sketch
    assert found is not None
    return found


def pairs() -> list[tuple[str, str]]:
    return list(combinations(invented(), 2))


@pytest.mark.parametrize(("one", "other"), pairs())
def test_each_pair_is_told_apart_or_put_together(one: str, other: str) -> None:
    a, b = invented()[one], invented()[other]
    mine, theirs = sketches()[one], sketches()[other]
    apart = abs((a.entry.published or 0) - (b.entry.published or 0))
    copies = is_copy(mine.text, theirs.text)
    assert copies == (a.text == b.text)
    assert copies == is_copy(theirs.text, mine.text)
    same = tells_same(mine.event, theirs.event, apart)
    assert (copies or same > 0) == (a.event == b.event)
    assert same == pytest.approx(tells_same(theirs.event, mine.event, apart))


def test_the_same_event_a_week_later_is_another() -> None:
    event = sketches()["pause-wire"].event
    assert tells_same(event, event, 0) > 0
    assert tells_same(event, event, 7 * 86_400) < 0


HEADLINES = [
    (
        "US suspends tech deal with Britain over food standards",
        "US pauses UK tech deal in food standards row",
        True,
    ),
    ("UK and US sign nuclear deal", "Britain and America ink nuclear power pact", True),
    ("UK-US steel deal", "UK and US agree steel deal", False),
    ("UK and US agree medicines deal", "UK and US agree steel deal", False),
    ("Starmer and Trump discuss tech deal by phone", "Starmer to meet Trump on tech deal next week", False),
    (
        "UK cuts digital tax for US tech deal, reports say",
        "UK rules out cutting digital tax for US deal",
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "same"), HEADLINES)
def test_headlines_alone_need_more_than_one_word_in_common(one: str, other: str, same: bool) -> None:
    mine, theirs = _drawn(story(one)), _drawn(story(other))
    assert (tells_same(mine.event, theirs.event, 3600) > 0) == same
    assert not is_copy(mine.text, theirs.text)


DEAL = "The UK-US Tech Prosperity Deal has been suspended. "
SPEECH = (
    "We went to Washington with an open mind and came home with an empty bag, and I will not pretend to "
    "this House or to anybody else that an empty bag is what we were promised when we set out last spring."
)


def sketch(body: str, summary: str = "") -> Sketch:
    return _drawn(story("UK-US tech deal suspended", summary, body))


def sentences(name: str, count: int) -> str:
    return " ".join(
        f"{name}{n} went to the {name}{n}th town with {name}{n + 7} and back." for n in range(count)
    )


def test_the_same_speech_in_two_reports_makes_no_copy() -> None:
    one = f"{DEAL}{sentences('red', 6)} “{SPEECH}” said Peter Kyle."
    other = f"{DEAL}{sentences('blue', 6)} Peter Kyle said: “{SPEECH}”"
    assert not is_copy(sketch(one).text, sketch(other).text)
    assert set(sketch(one).event.said) & set(sketch(other).event.said)


def test_a_short_copy_of_a_long_text_is_found_by_its_beginning() -> None:
    text = DEAL + sentences("green", 200)
    whole, cut = sketch(text).text, sketch(text[:700]).text
    assert not whole.whole
    assert len(whole.runs) == KEPT
    assert is_copy(whole, cut)
    assert set(whole.keys) & set(cut.keys)
    assert not differs(whole, cut)
    assert differs(whole, sketch(DEAL + sentences("grey", 200)).text)


def test_a_text_of_a_few_words_is_nobodys_copy() -> None:
    few = sketch("Read more on our site.").text
    assert few.runs == few.keys == ()
    assert not is_copy(few, few)


def test_only_relevant_stories_of_a_refresh_have_a_sketch() -> None:
    entry = story("UK-US tech deal suspended", body=DEAL)
    assert reader().read(entry).sketch is None
    assert reader().read(story("Rain on the way", body="It rains."), gate=True).sketch is None


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_numbers_fit_their_columns(one: str, other: str) -> None:
    found = sketch(f"{DEAL}{one}", other)
    hashes = [*found.text.runs, *found.text.keys, *found.event.subjects, *found.event.said]
    hashes += [term for term, _ in found.event.terms]
    assert all(0 <= number < 1 << 32 for number in hashes)
    assert list(found.text.runs) == sorted(set(found.text.runs))
