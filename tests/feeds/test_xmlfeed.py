"""What feedparser is given: bytes alone, because it opens a text that names a file or an address."""

from pathlib import Path

import pytest

from dealwatch.feeds import xmlfeed
from dealwatch.feeds.parse import parse
from dealwatch.feeds.prolog import Document
from dealwatch.values import FeedKind
from tests.support.feedserver import FeedServer
from tests.support.feedtexts import Item, rss

FEED = rss([Item("g1", "A title", "http://site.example/1")])


@pytest.fixture
def names(tmp_path: Path) -> list[bytes]:
    """A file that holds a feed, named in every way."""
    path = tmp_path / "feed.xml"
    path.write_bytes(FEED)
    return [str(path).encode(), path.as_uri().encode()]


def test_a_document_that_names_a_file_or_an_address_opens_neither(names: list[bytes]) -> None:
    with FeedServer() as server:
        for body in (*names, server.put("/feed", FEED).encode()):
            assert xmlfeed.full(Document(body, "application/rss+xml", b"rss"), 10).entries == ()
            parsed = parse(body, "application/rss+xml", "http://a.example/", FeedKind.NATIONAL, now=1)
            assert (parsed.entries, parsed.problem) == ((), "not_a_feed")
        assert server.requests == []


def test_the_same_bytes_as_a_feed_are_read() -> None:
    assert len(xmlfeed.full(Document(FEED, "application/rss+xml", b"rss"), 10).entries) == 1
