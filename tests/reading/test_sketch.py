"""Copies of one text and stories of one event are known by their sketches; other stories are not."""

import calendar
import datetime as dt
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.reading.sketch import KEPT
from dealwatch.store.likeness import differs, is_copy, tells_same
from dealwatch.values import Entry, Sketch
from tests.reading.helpers import reader, story

EVENTS = Path(__file__).with_name("events.toml")


@cache
def invented() -> dict[str, tuple[dict[str, Any], Entry, Sketch]]:
    """The invented stories with their sketches, by id."""
    found = {}
    for row in tomllib.loads(EVENTS.read_text(encoding="utf-8"))["story"]:
        at = calendar.timegm(dt.datetime.fromisoformat(row["at"]).timetuple())
        entry = Entry(row["id"], row["title"], summary=row["summary"], body=row["body"].strip(), published=at)
        sketch = reader().read(entry, gate=True).sketch
        assert sketch is not None, row["id"]
        found[row["id"]] = (row, entry, sketch)
    return found


def pairs() -> list[tuple[str, str]]:
    return list(combinations(invented(), 2))


@pytest.mark.parametrize(("one", "other"), pairs())
def test_each_pair_is_told_apart_or_put_together(one: str, other: str) -> None:
    (a, entry, mine), (b, another, theirs) = invented()[one], invented()[other]
    apart = abs((entry.published or 0) - (another.published or 0))
    copies = is_copy(mine.text, theirs.text)
    assert copies == (a["text"] == b["text"])
    assert copies == is_copy(theirs.text, mine.text)
    assert (copies or tells_same(mine.event, theirs.event, apart) > 0) == (a["event"] == b["event"])
    assert tells_same(mine.event, theirs.event, apart) == pytest.approx(
        tells_same(theirs.event, mine.event, apart)
    )


def test_the_same_event_a_week_later_is_another() -> None:
    _, _, mine = invented()["pause-wire"]
    assert tells_same(mine.event, mine.event, 0) > 0
    assert tells_same(mine.event, mine.event, 7 * 86_400) < 0


DEAL = "The UK-US Tech Prosperity Deal has been suspended. "
SPEECH = (
    "We went to Washington with an open mind and came home with an empty bag, and I will not pretend to "
    "this House or to anybody else that an empty bag is what we were promised when we set out last spring."
)


def sketch(body: str, summary: str = "") -> Sketch:
    found = reader().read(story("UK-US tech deal suspended", summary, body), gate=True).sketch
    assert found is not None
    return found


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
