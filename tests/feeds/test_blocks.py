"""Known entries are left out before the parser, and the rest is as if they were not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.feeds.parse import ParsedFeed, parse
from dealwatch.values import FeedKind
from tests.support.feedtexts import Item, atom, json_feed, rdf, rss

NOW = 1_780_000_000
ITEMS = [
    Item(f"g{number}", f"Title {number}", f"http://site.example/{number}", f"<p>Text {number}</p>")
    for number in range(6)
]


def read(body: bytes, known: frozenset[str] = frozenset()) -> ParsedFeed:
    return parse(body, "", "http://feed.example/rss", FeedKind.NATIONAL, now=NOW, known=known)


def keys(feed: ParsedFeed) -> list[str]:
    return [entry.key for entry in feed.entries]


@pytest.mark.parametrize("write", [rss, atom, rdf, json_feed])
def test_only_what_is_new_or_changed_is_given(write: object) -> None:
    before = read(write(ITEMS))  # type: ignore[operator]
    changed = replace(ITEMS[2], title="Another title")
    after = read(write([Item("new", "New"), *ITEMS[:2], changed, *ITEMS[3:]]), frozenset(before.hashes))  # type: ignore[operator]
    assert keys(after) == ["new", "g2"]
    assert set(after.skipped) == set(before.hashes) - {before.hashes[2]}


def test_when_nothing_is_new_it_is_still_a_feed() -> None:
    before = read(rss(ITEMS, channel="<ttl>90</ttl>"))
    after = read(rss(ITEMS, channel="<ttl>90</ttl>"), frozenset(before.hashes))
    assert (after.problem, after.entries, after.refresh_after, after.title) == ("", (), 5_400, "A feed")


@pytest.mark.parametrize(
    "items",
    [
        [Item("same", f"T{n}", f"http://e.example/{n}") for n in range(3)],
        [Item("", f"T{n}", "http://e.example/one") for n in range(3)],
        [Item("", "T", summary="S", published=NOW - n) for n in range(3)],
        [Item(f"g{n}", "T", published=NOW + 900_000 * (n + 1)) for n in range(3)],
        [Item(f"g{n}", "T", content="A tag: <item>, </item>") for n in range(3)],
    ],
    ids=["guid", "link", "text", "calendar", "markup"],
)
def test_entries_that_depend_on_their_neighbours_stay_the_same(items: list[Item]) -> None:
    whole = read(rss(items))
    part = read(rss(items), frozenset(whole.hashes[:1]))
    assert part.entries == whole.entries[1:]


def test_markup_that_the_eye_takes_for_an_entry() -> None:
    body = rss(ITEMS[:1]).replace(b"&lt;p&gt;", b"<![CDATA[</item><item>").replace(b"&lt;/p&gt;", b"]]>")
    whole = read(body)
    assert len(whole.entries) == 1
    assert read(body, frozenset(whole.hashes)).entries == ()


@given(st.lists(st.integers(0, 30), unique=True, max_size=12), st.sets(st.integers(0, 30)))
@settings(max_examples=40, deadline=None)
def test_in_parts_as_in_one(numbers: list[int], seen: set[int]) -> None:
    items = [Item(f"g{number}", f"T{number}", f"http://e.example/{number}") for number in numbers]
    whole = read(rss(items))
    known = frozenset(digest for number, digest in zip(numbers, whole.hashes, strict=True) if number in seen)
    part = read(rss(items), known)
    assert keys(part) == [f"g{number}" for number in numbers if number not in seen]
