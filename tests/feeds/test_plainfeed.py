"""Feeds read at once give exactly what feedparser gives."""

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.feeds import plainfeed, xmlfeed
from dealwatch.feeds.prolog import Document, prepare
from dealwatch.feeds.rawentry import RawFeed
from tests.support.feedtexts import Item, atom, rss

_MANY = 500


def document(body: bytes | str, content_type: str = "application/xml") -> Document:
    prepared = prepare(body if isinstance(body, bytes) else body.encode("utf-8", "replace"), content_type)
    assert prepared is not None
    return prepared


def told(feed: RawFeed) -> tuple[RawFeed, list[tuple[int, ...] | None]]:
    """A feed, and its dates to the second: what else a date holds is not looked at."""
    dates = [entry.date and tuple(entry.date)[:6] for entry in feed.entries]
    return dataclasses.replace(
        feed, entries=tuple(dataclasses.replace(entry, date=None) for entry in feed.entries)
    ), dates


def check(given_: Document) -> bool:
    """Whether a document was read at once; it is then the same as feedparser's."""
    plain = plainfeed.read(given_, _MANY)
    if plain is None:
        return False
    assert told(plain) == told(xmlfeed.full(given_, _MANY))
    return True


@pytest.mark.parametrize("write", [rss, atom])
def test_a_usual_feed_is_read_at_once(write: Callable[..., bytes]) -> None:
    items = [
        Item("one", "A & B", "https://a.example/?x=1&y=2", "<p>Text</p>", "All of it", "Ann"),
        Item("", "Ünter", "https:///a.example//b", "", "", "", published=None),
        Item("https://a.example/3", "", "", "\u00c3\u00a9 \u0092s", "", "x@y.example (X)"),
    ]
    assert check(document(write(items)))


_TEXTS = st.sampled_from(
    (
        *(
            "",
            " ",
            "words",
            "a &amp; b",
            "&lt;p&gt;a &amp;amp; b&lt;/p&gt;",
            "<![CDATA[<b>x</b> & y]]>",
            "Ã©",
        ),
        *("&#146;s", "http://a.example/?a=1&amp;b=2", "//b.example/x", "http:////c.example/&amp;copy;d", "é"),
        *("Mon, 01 Jan 2024 10:00:00 GMT", "Tue, 31 Feb 2024 10:00:00 +0100", "2024-05-06T07:08:09-02:30"),
        *(
            "Wed, 1 May 2024 23:59:60 -0000",
            "2024-05-06",
            "2024-05-06T07:08:09.5Z",
            "yesterday",
            "9999-12-31",
        ),
        *("9999-12-31T23:59:59-10:00", "<b>tag</b>", "<!-- c -->d", "<?pi x?>e", "60", "hourly", "\u2028"),
    )
)
_RSS_NAMES = (
    *(
        "title",
        "link",
        "guid",
        'guid isPermaLink="false"',
        'guid isPermaLink="TRUE"',
        "description",
        "pubDate",
    ),
    *("author", "dc:creator", "dc:date", "content:encoded", "source", 'source url="http://s.example/"'),
    *(
        "category",
        'category domain="d"',
        'enclosure url="http://e.example/" length="1" type="a/b"',
        "comments",
    ),
    *(
        "slash:comments",
        "wfw:commentRss",
        'media:thumbnail url="http://t.example/"',
        "ttl",
        "image",
        "language",
    ),
    *('media:content url="http://m.example/" medium="image"', "media:title", "Title", "summary", "atom:link"),
    *(
        'atom:link href="http://l.example/" rel="self"',
        "sy:updatePeriod",
        "sy:updateFrequency",
        "lastBuildDate",
    ),
    *("generator", "copyright", "managingEditor", 'title xml:base="http://x.example/"', "dc:title", "x"),
)
_ATOM_NAMES = (
    *("title", 'title type="html"', 'title type="text"', 'title type="xhtml"', "id", "updated", "published"),
    *('link href="http://l.example/1"', 'link href="//l.example/2" rel="Alternate" type="TEXT/HTML"', "link"),
    *(
        'link href="http://l.example/3" rel="enclosure"',
        'link href="http://l.example/4" type="a/b"',
        "summary",
    ),
    *(
        'summary type="html"',
        'summary type=""',
        "content",
        'content type="html"',
        'content src="s"',
        "author",
    ),
    *('category term="t"', "rights", "media:thumbnail", "source", "subtitle", "generator", "contributor"),
)
_PEOPLE = st.sampled_from(
    ("<name>N</name>", "<email>e@e.example</email>", "<uri>http://u.example/</uri>", "text", "<name/>", " ")
)
_SPACES = (
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)


@st.composite
def element(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    opening = draw(st.sampled_from(names))
    name = opening.split()[0]
    text = "".join(draw(st.lists(_PEOPLE, max_size=3))) if opening == "author" else draw(_TEXTS)
    return f"<{opening}>{text}</{name}>"


@st.composite
def feed(draw: st.DrawFn) -> str:
    of_rss = draw(st.booleans())
    names, entry = (_RSS_NAMES, "item") if of_rss else (_ATOM_NAMES, "entry")
    some = st.lists(element(names), max_size=6, unique_by=lambda one: one.partition(" ")[0].partition(">")[0])
    repeated = st.lists(element(names), max_size=5)
    items = draw(st.lists(st.one_of(some, some, repeated), max_size=3))
    inside = "".join(f"<{entry}>{''.join(item)}</{entry}>" for item in items)
    head = "".join(draw(some))
    if of_rss:
        return f'<rss version="2.0"{_SPACES}><channel>{head}{inside}</channel></rss>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{_SPACES}>{head}{inside}</feed>'


@given(text=feed(), kind=st.sampled_from(("application/xml", "text/xml", "text/html; charset=utf-8", "")))
@settings(max_examples=150, deadline=None)
def test_what_is_read_at_once_is_what_feedparser_reads(text: str, kind: str) -> None:
    check(document(text, kind))


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item><title>a</item></channel></rss>",
        b"<rss><channel><item><title>a</title><title>b</title></item></channel></rss>",
        b"<rss><channel><item><title>a <b>c</b></title></item></channel></rss>",
        b'<rss xmlns:dc="http://search.yahoo.com/mrss/"><channel/></rss>',
        b'<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>\xe9</title></channel></rss>',
        b"<rss><channel><!DOCTYPE x><title>a</title></channel></rss>",
        b'<rss xml:base="http://a.example/"><channel><item><link>b</link></item></channel></rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"/></entry></feed>',
    ],
)
def test_what_is_unusual_is_left_to_feedparser(body: bytes) -> None:
    assert plainfeed.read(document(body), _MANY) is None
