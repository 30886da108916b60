"""Authors that would hang feedparser are cut before it sees them; those that people have are not."""

import time

import pytest

from dealwatch.feeds import xmlfeed
from dealwatch.feeds.authors import MOST_BYTES, without_long_authors
from dealwatch.feeds.prolog import Document

DOTS = "a@" + "a." * 16_000 + "!"
LETTERS = "a" * 50_000 + "@"
ELEMENTS = (
    "author", "AUTHOR", "dc:creator", "itunes:author", "managingEditor", "webMaster", "dc:publisher",
)  # fmt: skip


def document(inner: str, outer: str = "") -> Document:
    text = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        f"<channel>{outer}<item><guid>g</guid>{inner}<title>A title</title></item></channel></rss>"
    )
    return Document(text.encode(), "application/rss+xml", b"rss")


@pytest.mark.parametrize("name", ELEMENTS)
@pytest.mark.parametrize("text", [DOTS, LETTERS], ids=["dots", "letters"])
def test_what_would_hang_the_parser_is_cut(name: str, text: str) -> None:
    long = f"<{name} x='1'>{text}</{name}>"
    before = time.process_time()
    feed = xmlfeed.full(document(long, long), 10)

    assert time.process_time() - before < 1
    assert [(entry.guid, entry.title.text, entry.author) for entry in feed.entries] == [("g", "A title", "")]


def test_a_person_of_atom_is_cut_too() -> None:
    person = f"<author><name>{LETTERS}</name><email>{DOTS}</email></author>"
    entry_ = f"<entry><id>g</id>{person}<title>A title</title></entry>"
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry_}</feed>"
    before = time.process_time()
    (entry,) = xmlfeed.full(Document(body.encode(), "", b"feed"), 10).entries

    assert time.process_time() - before < 1
    assert (entry.guid, entry.title.text) == ("g", "A title")


def test_a_usual_author_stays() -> None:
    usual = document("<author>a.writer@example.org (A. Writer)</author>").body
    assert without_long_authors(usual) is usual
    long = document(f"<dc:creator>A. Writer</dc:creator><description>{'x' * 9_000}</description>")
    assert without_long_authors(long.body) == long.body
    (entry,) = xmlfeed.full(long, 10).entries
    assert entry.author == "A. Writer"


@pytest.mark.parametrize(
    "body",
    [b"<author>" * 200_000, b"<a:name>" * 200_000, b"<author " * 200_000, b"<author x=" + b"1" * 1_000_000],
    ids=["without end", "with prefix", "no tag", "one tag"],
)
def test_it_costs_no_time_itself(body: bytes) -> None:
    before = time.process_time()
    assert without_long_authors(body) == body
    assert time.process_time() - before < 1
    assert MOST_BYTES == 4_096
