"""Any input is read in bounded time, and what is found lies where it says."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.helpers import reader, story

PIECES = (
    '"', "“", "”", "‘", "’", "'", "''", " ", "\n", ".", ",", ":", "—", "(", ")", "🙂", "İ", "ß",
    "\u00a0", "A.",
    "said ", "he ", "Jane Hill ", "and ", "to ", "that ", "which ", "not ", "on 5 May ", "UK ",
    "US ", "tech deal ", "Tech Prosperity Deal ",
    "steel ", "paused ", "signed ", "did not comment ", "a spokesman for Acme ",
    "has been approached for comment ",
)  # fmt: skip


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


MEGABYTES = (
    '"', " ", "a said ", "“a ", "“‘", "' a' ", "a\n", "“a b c,” he said. ", "Smith ", "A.", "(",
    "Smith, who, ",
    "X did not comment on Y. ", "The UK-US tech deal was paused. ", "UK US deal paused ", "has been also ",
    "still waiting for details ", "he ", "Jane Hill, a, b, ", "who ", "seen by X ", "Smith said that ",
    "“x y z\n\n", "\"“", "UK US deal denied a b that ", "No 10 ",
)  # fmt: skip


@pytest.mark.parametrize("piece", MEGABYTES)
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    entry = story(body=piece * (1_000_000 // len(piece)))
    began = time.process_time()
    reader().read(entry)
    assert time.process_time() - began < 8.0
