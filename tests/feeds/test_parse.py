"""Feeds into entries: formats, clean text, keys, dates and caps."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.feeds.caps import MAX_ENTRIES, MAX_TITLE
from dealwatch.feeds.parse import ParsedFeed, parse
from dealwatch.text import clean_text
from dealwatch.values import Entry, FeedKind
from tests.support.feedtexts import Item, atom, json_feed, rdf, rss

NOW = 1_780_000_000
ITEM = Item(
    guid="g1",
    title="Talks on hold",
    link="http://site.example/1?a=1&b=2",
    summary="Short <b>text</b> &amp; more",
    content="<p>First.</p><p>Second “quote”.</p>",
    author="A. Writer",
    published=1_767_225_600,
)


def read(
    body: bytes, *, kind: FeedKind = FeedKind.NATIONAL, content_type: str = "", url: str = ""
) -> ParsedFeed:
    return parse(body, content_type, url or "http://feed.example/rss", kind, now=NOW)


def only(body: bytes, **options: object) -> Entry:
    feed = read(body, **options)  # type: ignore[arg-type]
    assert feed.problem == "", feed.detail
    (entry,) = feed.entries
    return entry


def wrap(item: str) -> bytes:
    return f'<rss version="2.0"><channel><title>t</title><item>{item}</item></channel></rss>'.encode()


def everything(feed: ParsedFeed) -> list[str]:
    """Every string that a feed gave."""
    texts = [feed.title, feed.detail]
    for entry in feed.entries:
        texts += [entry.key, entry.title, entry.url, entry.summary, entry.body, entry.author, entry.outlet]
        texts.append(entry.published_raw)
    return texts


@pytest.mark.parametrize("write", [rss, atom, json_feed])
def test_every_format_gives_the_same_entry(write: object) -> None:
    item = replace(ITEM, summary="Short text & more") if write is json_feed else ITEM
    entry = only(write([item]))  # type: ignore[operator]
    assert (entry.key, entry.title, entry.url) == ("g1", "Talks on hold", "http://site.example/1?a=1&b=2")
    assert entry.body == "First.\n\nSecond “quote”."
    assert entry.author == "A. Writer"
    assert entry.published == 1_767_225_600
    assert not entry.truncated


def test_rss_1_has_no_content() -> None:
    entry = only(rdf([ITEM]))
    assert (entry.key, entry.title, entry.summary) == ("g1", "Talks on hold", "Short text & more")


def test_a_title_is_what_a_reader_sees() -> None:
    assert (
        only(wrap("<title>AT&amp;amp;T &lt;b&gt;wins&lt;/b&gt;\n  again</title>")).title == "AT&T wins again"
    )


def test_plain_text_of_atom_is_taken_literally() -> None:
    entry = only(atom([replace(ITEM, title="Use &amp; and <b>")]))
    assert entry.title == "Use &amp; and <b>"


def test_links_are_resolved_and_others_are_dead() -> None:
    assert only(wrap("<title>x</title><link>/a/b</link>")).url == "http://feed.example/a/b"
    assert only(wrap("<title>x</title><link>hTtPs://Site.example/A</link>")).url == "https://Site.example/A"
    for link in ("javascript:alert(1)", "file:///etc/passwd", "http://[::1", "data:text/html,x", "http://"):
        assert only(wrap(f"<guid isPermaLink='false'>g</guid><link>{link}</link>")).url == ""


def test_a_link_over_the_cap_is_dropped() -> None:
    entry = only(wrap(f"<guid isPermaLink='false'>g</guid><link>http://e.example/{'a' * 3000}</link>"))
    assert (entry.url, entry.truncated) == ("", True)


def test_nothing_that_acts_on_a_terminal_comes_through() -> None:
    title = "\x1b]0;PWN\x07A&#27;]52;c;x&#27;\\ &#155;31m&#x202e;evil \u2066x \x00y" + "a" + "\u0301" * 50
    feed = read(wrap(f"<guid>{title}</guid><title>{title}</title><author>{title}</author>"))
    assert len(feed.entries) == 1
    for text in everything(feed):
        assert clean_text(text) == text
        assert "\x1b" not in text


@pytest.mark.parametrize(
    "label", ["unicode_escape", "raw_unicode_escape", "punycode", "utf-7", "idna", "rot13", "zlib_codec"]
)
def test_codecs_that_are_none_for_text_are_not_used(label: str) -> None:
    body = f'<?xml version="1.0" encoding="{label}"?>'.encode() + wrap("<title>\\x1b[2J +ADw-b+AD4-</title>")
    assert only(body).title == "\\x1b[2J +ADw-b+AD4-"
    assert only(body, content_type=f"text/xml; charset={label}").title == "\\x1b[2J +ADw-b+AD4-"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("koi8-r", "koi8-r"),
        ("gb2312", "gb2312"),
        ("Shift_JIS", "shift_jis"),
        ("utf-16", "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-8-sig"),
        ("", "cp1252"),
    ],
)
def test_encodings_of_the_world(label: str, codec: str) -> None:
    word = {"koi8-r": "переговоры", "gb2312": "协议", "shift_jis": "協定"}.get(codec, "café")
    head = f'<?xml version="1.0" encoding="{label}"?>' if label else '<?xml version="1.0"?>'
    text = head + wrap("<title>@</title>").decode().replace("@", word)
    assert only(text.encode(codec)).title == word


# ---------------------------------------------------------------- what stands before the root


LAUGHS = "".join(f'<!ENTITY lol{i} "{f"&lol{i - 1};" * 10}">\n' for i in range(1, 10))


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [\n<!ENTITY lol0 "lol">\n' + LAUGHS + "]>",
        f'<!DOCTYPE rss [<!ENTITY lol9 "{"A" * 40_000}">]>',
        '<!DOCTYPE rss [<!ENTITY lol9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">\n%p;\n]>',
        '<!DOCTYPE rss [<!ENTITY lol9 "<rss>]>"><!-- ]> -->]><?pi <rss> ?><!-- <rss> -->',
    ],
)
def test_entities_of_the_document_are_gone(prolog: str) -> None:
    body = f'<?xml version="1.0"?>\n{prolog}'.encode() + wrap(
        "<title>x</title><description>&lol9;</description>" * 1
    )
    began = time.monotonic()
    entry = only(body)
    assert len(entry.summary) < 20
    assert "root:" not in entry.summary
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("unit", ["\n", " ", "<!DOCTYPE a\n", "<!-- x -->", "<!ENTITY\n"])
def test_a_root_that_does_not_start_in_time_is_no_feed(unit: str) -> None:
    flood = unit * (600_000 // len(unit))
    began = time.monotonic()
    feed = read(f'<?xml version="1.0"?>\n{flood}'.encode() + wrap("<title>x</title>"))
    assert (feed.problem, feed.entries) == ("not_a_feed", ())
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!doctype html><html><head><title>Just a moment...</title></head></html>", "not_a_feed"),
        (b"Not Found", "not_a_feed"),
        (b'{"message": "no"}', "not_a_feed"),
        (b'{"items": [', "parse_error"),
        (b"<a><b></a>", "parse_error"),
        (b"<opml version='2.0'><body/></opml>", "not_a_feed"),
        (b"\x00\x01\x02" * 1000, "not_a_feed"),
    ],
)
def test_what_is_not_a_feed_says_so(body: bytes, problem: str) -> None:
    assert read(body).problem == problem


def test_a_feed_without_entries_is_one() -> None:
    assert read(rss([])) == ParsedFeed(title="A feed")


# ---------------------------------------------------------------- caps


def test_five_hundred_entries_are_kept() -> None:
    feed = read(rss(Item(f"g{n}", f"Title {n}") for n in range(MAX_ENTRIES + 100)))
    assert len(feed.entries) == MAX_ENTRIES
    assert feed.truncated
    assert feed.entries[-1].title == f"Title {MAX_ENTRIES - 1}"


def test_exactly_five_hundred_are_no_truncation() -> None:
    assert not read(rss(Item(f"g{n}", f"Title {n}") for n in range(MAX_ENTRIES))).truncated


def test_long_texts_are_cut_and_marked() -> None:
    entry = only(rss([replace(ITEM, title="t" * 2000, content="<p>" + "word " * 100_000)]))
    assert len(entry.title) == MAX_TITLE
    assert len(entry.body) <= 256 * 1024
    assert entry.truncated


def test_a_long_guid_becomes_a_hash() -> None:
    key = only(rss([replace(ITEM, guid="g" * 5000)])).key
    assert key.startswith("sha256:")
    assert len(key) < 100


# ---------------------------------------------------------------- identity


def keys_of(*items: Item, url: str = "") -> list[str]:
    return [entry.key for entry in read(rss(items), url=url, kind=FeedKind.AGGREGATOR).entries]


def test_a_repeated_guid_is_told_apart_by_link() -> None:
    items = [Item("same", f"T{n}", f"http://e.example/{n}") for n in range(5)]
    assert keys_of(*items) == [f"same|//e.example/{n}" for n in range(5)]


def test_without_guid_the_link_counts_without_what_tracks() -> None:
    before = keys_of(Item("", "T", "https://E.example/a?utm_source=x&id=3&fbclid=9#top"))
    after = keys_of(Item("", "Another title", "http://e.example/a?id=3"))
    assert before == after == ["//e.example/a?id=3"]


def test_without_guid_and_link_the_text_counts() -> None:
    first, second = keys_of(Item("", "T", summary="one"), Item("", "T", summary="two"))
    assert first != second
    assert keys_of(Item("", "T", summary="one")) == [first]


def test_twins_are_both_kept() -> None:
    assert len(set(keys_of(Item("", "T"), Item("", "T")))) == 2


def test_google_news_is_known_by_title_source_and_day() -> None:
    url = "https://news.google.com/rss/search?q=x"
    one = keys_of(Item("CBMi1", "A  Title", "https://news.google.com/rss/articles/1", source="FT"), url=url)
    two = keys_of(Item("CBMi2", "a title", "https://news.google.com/rss/articles/2", source="FT"), url=url)
    assert one == two == ["news:a title|ft|2026-01-01"]


def test_an_aggregators_entry_names_its_outlet() -> None:
    items = [Item("1", "T - The Times", source="FT"), Item("2", "T - The Times"), Item("3", "T")]
    feed = read(rss(items), kind=FeedKind.AGGREGATOR)
    assert [entry.outlet for entry in feed.entries] == ["FT", "The Times", ""]
    assert [entry.outlet for entry in read(rss(items)).entries] == ["", "", ""]


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 01 Jan 2026 00:00:00 GMT", 1_767_225_600),
        ("Thu, 01 Jan 2026 01:00:00 +0100", 1_767_225_600),
        ("2026-01-01T00:00:00Z", 1_767_225_600),
        ("2026-01-01", 1_767_225_600),
        ("0000-00-00T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
        ("1717236000", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("2036-01-01T00:00:00Z", None),
        ("99999999999999", None),
        ("-1", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_or_left(text: str, expected: int | None) -> None:
    entry = only(wrap(f"<title>x</title><pubDate>{text}</pubDate>"))
    assert (entry.published, entry.published_raw) == (expected, text)


def test_a_calendar_keeps_its_future() -> None:
    future = [Item(f"g{n}", "T", published=NOW + 86_400 * (n + 10)) for n in range(3)]
    assert [entry.published for entry in read(rss(future)).entries] == [item.published for item in future]


@given(st.text(max_size=200), st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_parses_clean(title: str, summary: str) -> None:
    body = json_feed([Item("g", title, "http://e.example/", summary, summary, title, title)])
    for text in everything(read(body)):
        assert clean_text(text) == text


@given(st.binary(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_answered(body: bytes) -> None:
    read(body)
    read(b"<rss version='2.0'><channel><item><title>" + body)
