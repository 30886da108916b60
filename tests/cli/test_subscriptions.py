"""`feeds import`, `feeds export`, `feeds find`: feeds from elsewhere, as tables for the configuration."""

import resource
import tomllib
from collections.abc import Iterator

import pytest

from tests.support.commands import Home, Ran
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss

FEED = rss([Item("g1", "A title", "http://site.example/1")])


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def opml(outlines: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<opml version="2.0"><head/><body>{outlines}</body></opml>'


def outline(url: str, name: str = "A feed", more: str = "") -> str:
    return f'<outline type="rss" text="{name}" xmlUrl="{url}"{more}/>'


def tables(ran: Ran) -> list[dict[str, object]]:
    feeds: list[dict[str, object]] = tomllib.loads(ran.out).get("feeds", [])
    return feeds


def imported(home: Home, document: str | bytes) -> Ran:
    return home.run("feeds", "import", "-", given=document)


def test_each_outline_is_told_and_the_new_ones_are_tables(new_home: Home) -> None:
    new_home.configure("https://known.example/feed/?utm_source=x")
    before = new_home.config.read_bytes()
    ran = imported(
        new_home,
        opml(
            outline("https://one.example/rss?a=1&amp;b=2", "Caf&#233; &quot;One&quot;")
            + '<outline text="Wire"><outline text="Europe">'
            + outline("https://two.example/feed", "Two")
            + "</outline></outline>"
            + outline("http://KNOWN.example/feed", "Known")
            + outline("https://one.example/rss/?a=1&amp;b=2#top", "One again")
            + outline("javascript:alert(1)", "Bad")
            + '<outline text="Page" xmlUrl="" htmlUrl="https://three.example/"/>'
        ),
    )

    assert ran.status == 0
    assert tables(ran) == [
        {"url": "https://one.example/rss?a=1&b=2", "name": 'Café "One"'},
        {"url": "https://two.example/feed", "name": "Two", "kind": "wire"},
    ]
    assert "# Europe" in ran.out
    told = [line.removeprefix("dealwatch: ").partition(" (")[0] for line in ran.err.splitlines()]
    assert told[:6] == [
        'added: Café "One"',
        "added: Two",
        "already there: Known",
        "already there: One again",
        "bad address: Bad",
        "bad address: Page",
    ]
    assert told[6] == "2 added, 2 already there, 2 bad address"
    assert new_home.config.read_bytes() == before


def test_what_is_printed_is_a_configuration(new_home: Home) -> None:
    new_home.configure()
    ran = imported(
        new_home, opml(outline("https://one.example/rss", "[@click=app.exit]&#27;]0;x&#7; \\u0041"))
    )
    new_home.config.write_text(new_home.config.read_text() + ran.out)

    exported = new_home.run("feeds", "export")

    assert exported.status == 0, exported.err
    assert 'xmlUrl="https://one.example/rss"' in exported.out
    assert "\x1b" not in ran.out + exported.out


def test_an_export_comes_back_as_it_went(new_home: Home, tmp_path_factory: pytest.TempPathFactory) -> None:
    config = new_home.config
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(
        '[[feeds]]\nurl = "https://one.example/a?x=1&y=%22"\nname = "Ünë <&> \'1\'"\nkind = "official"\n'
        '[[feeds]]\nurl = "https://two.example/"\nname = "Two"\nkind = "trade"\n'
    )
    document = new_home.run("feeds", "export").out
    elsewhere = Home(tmp_path_factory.mktemp("elsewhere"))
    elsewhere.configure()

    assert tables(imported(elsewhere, document)) == tomllib.loads(config.read_text())["feeds"]


def test_secrets_neither_come_in_nor_go_out(new_home: Home) -> None:
    new_home.config.parent.mkdir(parents=True, exist_ok=True)
    new_home.config.write_text(
        '[[feeds]]\nurl = "https://me:hidden@one.example/a?token=hidden2"\nname = "One"\n'
    )
    new_home.config.chmod(0o600)
    out = new_home.run("feeds", "export")
    ran = imported(new_home, opml(outline("https://you:hidden3@two.example/feed", "Two")))

    assert "hidden" not in out.out + out.err + ran.out + ran.err
    assert "left out" in out.err
    assert tables(ran) == [{"url": "https://two.example/feed", "name": "Two", "user": "you"}]


BOMB = (
    "<!DOCTYPE a ["
    + '<!ENTITY e0 "lol">'
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (opml('<outline text="f">' * 5_000 + outline("https://a.example/") + "</outline>" * 5_000), 1),
        (opml("".join(outline(f"https://a.example/{n}") for n in range(50_000))), 10_000),
        (
            opml(
                '<outline text="f">' * 5_000
                + "".join(outline(f"https://a.example/{n}") for n in range(9_000))
            ),
            5_000,
        ),
        (opml(outline("https://a.example/", "&e9;"), BOMB), 1),
    ],
    ids=["five thousand deep", "fifty thousand feeds", "deep and wide", "entity bomb"],
)
def test_a_hostile_list_costs_a_second_and_no_memory(document: str, found: int) -> None:
    from dealwatch.feeds.opml import read_opml

    start = resource.getrusage(resource.RUSAGE_SELF)
    listed = read_opml(document.encode())
    end = resource.getrusage(resource.RUSAGE_SELF)

    assert listed is not None
    assert len(listed.feeds) == found
    assert listed.cut == (found >= 5_000)
    assert all(len(feed.name) < 100 and len(feed.folders) <= 10 for feed in listed.feeds)
    assert end.ru_utime - start.ru_utime < 1
    assert (end.ru_maxrss - start.ru_maxrss) / 1024 < 300


@pytest.mark.parametrize("document", [b"", b"<html><body>no</body></html>", b"\x00\xff" * 100, FEED, b"{}"])
def test_what_is_no_opml_is_told_with_status_2(new_home: Home, document: bytes) -> None:
    ran = imported(new_home, document)

    assert (ran.status, ran.out) == (2, "")
    assert "is not OPML" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "iso-8859-1"])
def test_names_are_read_in_the_coding_of_the_file(new_home: Home, coding: str) -> None:
    new_home.configure()
    text = opml(outline("https://one.example/", "Süddeutsche")).replace(
        '"1.0"?', f'"1.0" encoding="{coding}"?'
    )

    assert tables(imported(new_home, text.encode(coding)))[0]["name"] == "Süddeutsche"


def test_the_words_of_the_actions_can_still_be_looked_for(home: Home) -> None:
    assert home.run("feeds", "--", "import").status == 0
    assert home.run("feeds", "-import").status == 0


# Finding.


def html(head: str = "", body: str = "") -> Page:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return Page(text.encode(), content_type="text/html; charset=utf-8")


def sought(home: Home, url: str) -> Ran:
    home.configure()
    return home.run("feeds", "find", url)


def test_a_page_names_its_feeds(new_home: Home, server: FeedServer) -> None:
    url = server.put(
        "/blog/",
        html(
            '<!-- <link rel=alternate type=application/rss+xml href=/old> --><base href="/base/">'
            '<link rel="Alternate" type="application/rss+xml; charset=utf-8" title="All &amp; sundry"'
            ' href="all.xml">'
            "<LINK HREF='http://other.example/feed.json' TYPE='application/feed+json' REL='alternate home'>"
            '<link rel=alternate hreflang=de href="/de"><link rel=stylesheet href=/a.css>'
            '<link rel=alternate type=application/atom+xml href="javascript:alert(1)">'
        ),
    )
    ran = sought(new_home, url)

    assert ran.status == 0, ran.err
    assert tables(ran) == [
        {"url": server.url("/base/all.xml"), "name": "All & sundry"},
        {"url": "http://other.example/feed.json"},
    ]
    assert len(server.requests) == 1


def test_links_that_end_as_feeds_do_are_tried(new_home: Home, server: FeedServer) -> None:
    server.put("/news/rss", Page(FEED))
    server.put("/not.xml", html())
    url = server.put("/", html(body='<a href="/not.xml">a</a> <a href="/news/rss">b</a> <a href="/x">c</a>'))

    assert tables(sought(new_home, url)) == [{"url": server.url("/news/rss")}]
    assert [request.path for request in server.requests] == ["/", "/not.xml", "/news/rss"]


def test_the_usual_places_are_tried_without_being_led_on(new_home: Home, server: FeedServer) -> None:
    server.put("/feed", Page(location="/elsewhere", status=302))
    server.put("/elsewhere", Page(FEED))
    server.put("/atom.xml", Page(FEED))
    url = server.put("/", html(body="no link"))

    assert tables(sought(new_home, url)) == [{"url": server.url("/atom.xml")}]
    assert "/elsewhere" not in [request.path for request in server.requests]


def test_twelve_requests_are_the_most(new_home: Home, server: FeedServer) -> None:
    for hop in range(4):
        server.put(f"/{hop}", Page(location=f"/{hop + 1}", status=301))
    links = "".join(f'<a href="/{n}.rss">x</a>' for n in range(100))
    server.put("/4", html(body=links))
    ran = sought(new_home, server.url("/0"))

    assert (ran.status, ran.out) == (1, "")
    assert len(server.requests) == 12


def test_an_address_that_is_a_feed_is_one(new_home: Home, server: FeedServer) -> None:
    assert tables(sought(new_home, server.put("/rss", Page(FEED)))) == [{"url": server.url("/rss")}]


def test_a_page_may_not_lead_the_search_into_a_private_network(new_home: Home, server: FeedServer) -> None:
    with FeedServer() as inside:
        inside.put("/feed.xml", Page(FEED))
        body = f'<a href="{inside.url("/feed.xml")}">x</a>'
        ran = sought(new_home, server.put("/", html(body=body)))

        assert ran.status == 1
        assert not inside.requests


def test_a_channel_of_youtube_has_a_feed() -> None:
    from dealwatch.feeds.pagelinks import youtube_feed

    channel = "UC" + "a1_-" * 5 + "xy"
    feed = f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}"
    assert youtube_feed(f"https://www.youtube.com/channel/{channel}/videos") == feed
    assert youtube_feed("https://m.youtube.com/playlist?list=PLabcdefghijk").endswith(
        "playlist_id=PLabcdefghijk"
    )
    assert youtube_feed(f"https://evil.example/channel/{channel}") == ""


@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 250_000,
        "<a " * 330_000,
        "<a " + "b" * 1_000_000,
        "<link " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        f"<a {'b ' * 4_000}>" * 120,
        f"<a {'b' * 8_000}>" * 120,
        f"<a {'=' * 8_000}>" * 120,
        f"<a b='{'b=' * 4_000}>" * 120,
        "<div>" * 200_000,
    ],
    ids=range(9),
)
def test_no_page_costs_more_than_a_second(page: str) -> None:
    from dealwatch.feeds.pagelinks import likely_feeds, named_feeds

    start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    assert not named_feeds(page, "http://site.example/")
    assert not likely_feeds(page, "http://site.example/")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - start < 1
