"""Any input is read in bounded time, and what is found lies where it says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.helpers import reader, story
from tests.reading.hostile import PIECES, seconds, superlinear


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=60),
    st.sampled_from(("summary", "body")),
)
@settings(max_examples=300, deadline=None)
def test_every_passage_lies_where_it_says(pieces: list[str], name: str) -> None:
    entry = story(**{"title": "UK and US", name: "".join(pieces)})
    reading = reader().read(entry)
    for quote in reading.quotes:
        assert getattr(entry, quote.field)[quote.start : quote.end] == quote.text
        assert quote.source_start is None or quote.source_end is not None
    tags = (*reading.agreements, *reading.sectors, *reading.stakeholders)
    passages = [item for tag in tags for item in tag.evidence] + [item.evidence for item in reading.silences]
    passages += [item for signal in reading.signals for item in signal.evidence]
    for item in passages:
        assert getattr(entry, item.field)[item.start : item.end] == item.text
        assert item.start < item.end


# As fast as a page a person would read, a thousand times as long: seconds for a million characters.
CEILING = 30.0


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
# The same texts each time, so that a failure tells of a change; those marked `fuzz` go further.
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.timeout(180)
def test_twice_as_much_of_anything_takes_twice_as_long(unit: str) -> None:
    assert superlinear(unit, 8_000, CEILING) == []


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@pytest.mark.parametrize("unit", PIECES)
def test_a_million_characters_take_twice_as_long_as_half_a_million(unit: str) -> None:
    assert superlinear(unit, 500_000, CEILING) == []


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "“",
        "‘a’ ",
        "Smith, who, ",
        "was approached ",
        "no comment from ",
        "It said “a b c d”. ",
        "UK US deal denied a b that ",
        "he ",
        "(",
        "No 10 ",
    ],
)
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    entry = story(body=piece * (1_000_000 // len(piece)))
    assert seconds(lambda: reader().read(entry)) < 8.0
