"""Fetching, against a real server on loopback."""

import asyncio
import gzip
from collections.abc import Iterator

import pytest

from dealwatch.feeds.fetch import Answer, Fetched, FetchRequest, Limits, NotModified, fetch
from dealwatch.feeds.network import Network
from dealwatch.feeds.problems import Problem
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss
from tests.support.loop import busiest

NOW = 1_780_000_000
LIMITS = Limits()
FEED = rss([Item("g1", "A title", "http://site.example/1")])


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def get(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    trusted: bool = True,
    allow: tuple[str, ...] = (),
    limits: Limits = LIMITS,
) -> Answer:
    async def run() -> Answer:
        async with Network(allow) as network:
            request = FetchRequest(url, NOW, etag, last_modified, trusted)
            return await fetch(network, request, limits)

    return asyncio.run(run())


def kind(answer: Answer) -> str:
    assert isinstance(answer, Problem), answer
    return answer.kind


def test_a_feed_comes_with_its_validators(server: FeedServer) -> None:
    date = "Thu, 28 May 2026 20:00:00 GMT"
    url = server.put(
        "/feed", Page(FEED, etag='W/"1"', last_modified=date, headers=(("Cache-Control", "max-age=300"),))
    )
    answer = get(url)
    assert isinstance(answer, Fetched)
    assert (answer.body, answer.etag, answer.last_modified, answer.fresh_for) == (FEED, 'W/"1"', date, 300)
    asked = server.asked("/feed")[0].headers
    assert asked["user-agent"].startswith("dealwatch/")
    assert "if-none-match" not in asked


def test_nothing_changed(server: FeedServer) -> None:
    url = server.put("/feed", Page(FEED, etag='"1"'))
    answer = get(url, etag='"1"')
    assert isinstance(answer, NotModified)
    assert (answer.etag, answer.last_modified) == ('"1"', None)


def test_a_304_that_nobody_asked_for_is_a_problem(server: FeedServer) -> None:
    url = server.put("/feed", Page(status=304))
    assert kind(get(url)) == "http_304"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(server: FeedServer, status: int) -> None:
    server.put("/new", FEED)
    answer = get(server.put("/old", Page(status=status, location="/new")))
    assert isinstance(answer, Fetched)
    assert answer.url == server.url("/new")
    assert [(hop.status, hop.url) for hop in answer.hops] == [(status, server.url("/new"))]


def test_a_circle_stops_at_once(server: FeedServer) -> None:
    server.put("/a", Page(location="/b"))
    assert kind(get(server.put("/b", Page(location="/a")))) == "redirect_loop"
    assert len(server.requests) == 2


def test_the_sixth_redirect_is_not_followed(server: FeedServer) -> None:
    for number in range(10):
        server.put(f"/{number}", Page(location=f"/{number + 1}"))
    assert kind(get(server.url("/0"))) == "too_many_redirects"
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("file:///etc/passwd", "bad_redirect"),
        ("javascript:alert(1)", "bad_redirect"),
        ("http://[::1", "bad_redirect"),
        ("http://169.254.169.254/latest", "not_allowed"),
        ("http://2130706433/", "not_allowed"),
        ("http://0x7f.1/", "not_allowed"),
        ("http://[::ffff:127.0.0.1]/", "not_allowed"),
        ("http://[64:ff9b::7f00:1]/", "not_allowed"),
        ("http://localhost/", "not_allowed"),
        ("http://93.184.215.14:25/", "not_allowed"),
    ],
)
def test_a_redirect_may_not_lead_to_private_places(server: FeedServer, location: str, expected: str) -> None:
    assert kind(get(server.put("/feed", Page(location=location)))) == expected


def test_another_port_of_a_private_host_is_another_place(server: FeedServer) -> None:
    with FeedServer() as other:
        url = server.put("/feed", Page(location=other.put("/feed", FEED)))
        assert kind(get(url)) == "not_allowed"
        assert other.requests == []
        assert isinstance(get(url, allow=(f"127.0.0.1:{other.port}",)), Fetched)
        assert isinstance(get(url, allow=("127.0.0.1",)), Fetched)


def test_validators_do_not_cross_to_another_origin(server: FeedServer) -> None:
    with FeedServer() as other:
        url = server.put("/feed", Page(location=other.put("/feed", FEED)))
        get(url, etag='"1"', last_modified="Thu, 28 May 2026 20:00:00 GMT", allow=("127.0.0.1",))
        assert "if-none-match" in server.requests[0].headers
        assert not {"if-none-match", "if-modified-since", "cookie"} & set(other.requests[0].headers)


def test_pages_are_not_fetched_from_private_hosts(server: FeedServer) -> None:
    assert kind(get(server.put("/page", FEED), trusted=False)) == "not_allowed"


def test_cookies_are_not_kept(server: FeedServer) -> None:
    async def twice(url: str) -> None:
        async with Network() as network:
            for _ in range(2):
                await fetch(network, FetchRequest(url, NOW), Limits())

    asyncio.run(twice(server.put("/feed", Page(FEED, headers=(("Set-Cookie", "sid=1; Path=/"),)))))
    assert [request.headers.get("cookie") for request in server.requests] == [None, None]


def test_gzip_is_undone(server: FeedServer) -> None:
    answer = get(server.put("/feed", Page(FEED * 50, gzip=True)))
    assert isinstance(answer, Fetched)
    assert answer.body == FEED * 50
    assert answer.wire_bytes < len(answer.body)


@pytest.mark.parametrize(
    "bomb",
    [gzip.compress(bytes(50_000_000)), gzip.compress(bytes(1000)) * 3000],
    ids=["one large", "many small"],
)
def test_a_bomb_stops_at_the_cap(server: FeedServer, bomb: bytes) -> None:
    page = Page(bomb, headers=(("Content-Encoding", "gzip"),))
    assert kind(get(server.put("/feed", page), limits=Limits(max_bytes=1_000_000))) == "too_large"


@pytest.mark.parametrize(
    ("coding", "bomb", "expected"),
    [
        ("gzip", gzip.compress(bytes(50_000_000)), "too_large"),
        ("gzip", gzip.compress(bytes(1000)) * 30_000, "too_large"),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(50_000_000))), "unknown_coding"),
        ("br", bytes(1_000_000), "unknown_coding"),
        ("zstd", bytes(1_000_000), "unknown_coding"),
    ],
    ids=["one large", "many small", "gzip in gzip", "brotli", "zstd"],
)
async def test_a_bomb_does_not_hold_up_the_loop(
    server: FeedServer, coding: str, bomb: bytes, expected: str
) -> None:
    urls = [
        server.put("/bomb", Page(bomb, headers=(("Content-Encoding", coding),))),
        server.put("/feed", FEED),
    ]
    async with Network() as network:
        # The first request of a round reads the certificates of the system, once.
        assert isinstance(await fetch(network, FetchRequest(urls[1], NOW), LIMITS), Fetched)
        async with busiest() as taken:
            assert kind(await fetch(network, FetchRequest(urls[0], NOW), LIMITS)) == expected
    assert max(taken) < 0.1


def test_an_endless_body_stops_at_the_cap(server: FeedServer) -> None:
    raw = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000
    assert kind(get(server.put("/feed", Page(raw=raw)), limits=Limits(max_bytes=100_000))) == "too_large"


def _coded(coding: str, body: bytes) -> Page:
    return Page(body, headers=(("Content-Encoding", coding),))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (_coded("gzip", gzip.compress(FEED)[:-9]), "bad_coding"),
        (_coded("gzip", b"plain text"), "bad_coding"),
        (_coded("gzip, gzip", gzip.compress(gzip.compress(FEED))), "unknown_coding"),
        (_coded("rot13", FEED), "unknown_coding"),
        (_coded("br", FEED), "unknown_coding"),
        (Page(FEED, cut=10), "short_body"),
        (Page(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), "short_body"),
        (Page(raw=b"\x00\x01SSH-2.0-foo\r\n\r\n"), "protocol"),
        (Page(raw=b"HTTP/1.1 200 OK\r\n" + b"X-Y: " + b"z" * 70_000 + b"\r\n\r\nabc"), "header_too_large"),
        (Page(raw=b"HTTP/1.1 200 OK\r\n" + b"X-Y: zzzzzzzz\r\n" * 200_000 + b"\r\n"), "protocol"),
        (Page(b"<html>", headers=(("cf-mitigated", "challenge"),), status=403), "bot_challenge"),
        (Page(status=404), "http_404"),
        (Page(status=500), "http_500"),
        (Page(status=204), "http_204"),
        (Page(status=302), "http_302"),
    ],
)
def test_what_is_no_answer(server: FeedServer, page: Page, expected: str) -> None:
    assert kind(get(server.put("/feed", page))) == expected


@pytest.mark.parametrize("status", [403, 429, 503])
def test_how_long_to_wait_comes_with_the_problem(server: FeedServer, status: int) -> None:
    answer = get(server.put("/feed", Page(status=status, headers=(("Retry-After", "120"),))))
    assert isinstance(answer, Problem)
    assert (answer.status, answer.retry_after) == (status, 120)


def test_a_dripping_body_ends_with_the_whole_time(server: FeedServer) -> None:
    url = server.put("/feed", Page(FEED, drip=0.05))
    assert kind(get(url, limits=Limits(seconds=0.3))) == "timeout"


def test_a_server_that_is_not_there() -> None:
    with FeedServer() as gone:
        url = gone.url("/feed")
    assert kind(get(url)) == "connect"


def test_a_host_without_address() -> None:
    assert kind(get("http://nothing.invalid/feed")) == "dns"


def test_a_problem_is_told_in_words(server: FeedServer) -> None:
    answer = get(server.put("/feed?token=secret", Page(status=404)))
    assert isinstance(answer, Problem)
    assert answer.message == "the server answered 404 Not Found"
