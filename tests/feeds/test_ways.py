"""The ways to a server: through proxies, with a login, without a check of its certificate."""

import asyncio
import base64
import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dealwatch.feeds.fetch import Answer, Fetched, FetchRequest, Limits, NotModified, fetch
from dealwatch.feeds.login import Login
from dealwatch.feeds.network import Network
from dealwatch.feeds.problems import Problem
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss
from tests.support.proxy import Proxy
from tests.support.tls import CERTIFICATE, server_context

NOW = 1_780_000_000
FEED = rss([Item("g1", "A title", "http://site.example/1")])
ME = Login("me", "wo:rd/é")
SCHEMES = ["http", "socks5", "socks5h"]


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def secure() -> Iterator[FeedServer]:
    with FeedServer(tls=server_context()) as running:
        yield running


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts the certificate of the tests."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def get(request: FetchRequest, allow: tuple[str, ...] = ()) -> Answer:
    async def run() -> Answer:
        async with Network(allow) as network:
            return await fetch(network, request, Limits(seconds=10))

    return asyncio.run(run())


def to(url: str) -> FetchRequest:
    return FetchRequest(url, NOW)


def came(answer: Answer) -> bytes:
    assert isinstance(answer, Fetched), answer
    return answer.body


def kind(answer: Answer) -> str:
    assert isinstance(answer, Problem), answer
    return answer.kind


# ---------------------------------------------------------------- certificates


def test_a_certificate_that_nobody_trusts_is_not_taken(secure: FeedServer) -> None:
    answer = get(to(secure.put("/feed", FEED)))
    assert kind(answer) == "tls"
    assert secure.requests == []


def test_one_that_the_system_trusts_is(secure: FeedServer, trusted: None) -> None:  # noqa: ARG001
    assert came(get(to(secure.put("/feed", FEED)))) == FEED


def test_insecure_asks_without_a_check(secure: FeedServer) -> None:
    assert came(get(replace(to(secure.put("/feed", FEED)), insecure=True))) == FEED


def test_insecure_is_for_its_own_host_alone(secure: FeedServer) -> None:
    elsewhere = secure.put("/feed", FEED).replace("127.0.0.1", "localhost")
    url = secure.put("/old", Page(location=elsewhere))
    assert kind(get(replace(to(url), insecure=True), ("localhost",))) == "tls"
    assert secure.asked("/feed") == []


def test_without_a_check_no_weak_cipher_and_no_old_version_is_taken() -> None:
    usual, unchecked = (Network()._context(insecure=insecure) for insecure in (False, True))
    names = {cipher["name"] for cipher in unchecked.get_ciphers()}
    assert names <= {cipher["name"] for cipher in usual.get_ciphers()}
    assert unchecked.minimum_version == usual.minimum_version == 0x0303


@pytest.mark.usefixtures("trusted")
def test_a_secure_address_may_not_lead_to_one_that_is_not(server: FeedServer, secure: FeedServer) -> None:
    url = secure.put("/feed", Page(location=server.put("/feed", FEED)))
    assert kind(get(to(url), ("127.0.0.1",))) == "downgrade"
    assert kind(get(replace(to(url), insecure=True), ("127.0.0.1",))) == "downgrade"
    assert server.requests == []


# ---------------------------------------------------------------- logins


@pytest.mark.parametrize("digest", [False, True])
def test_a_login_opens_the_door(server: FeedServer, digest: bool) -> None:
    page = Page(FEED, user=ME.user, password=ME.password, digest=digest, etag='"1"')
    url = server.put("/feed?x=1", page)
    assert kind(get(to(url))) == "http_401"
    me = replace(ME, digest=digest)
    assert came(get(replace(to(url), login=me))) == FEED
    assert isinstance(get(replace(to(url), login=me, etag='"1"')), NotModified)
    assert kind(get(replace(to(url), login=Login(me.user, "guess", digest)))) == "http_401"
    assert not [request for request in server.requests if "cookie" in request.headers]


def test_the_body_of_a_refusal_is_not_read(server: FeedServer) -> None:
    endless = (
        b"HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=x, nonce=y, qop=auth\r\n\r\n" + b"x" * 5_000_000
    )
    url = server.put("/feed", Page(raw=endless))
    assert kind(get(replace(to(url), login=replace(ME, digest=True)))) == "http_401"
    assert len(server.requests) == 2


def test_a_challenge_that_is_none_is_a_problem(server: FeedServer) -> None:
    page = Page(status=401, headers=(("WWW-Authenticate", "Digest qop=auth"),))
    assert kind(get(replace(to(server.put("/feed", page)), login=replace(ME, digest=True)))) == "protocol"


@pytest.mark.parametrize("digest", [False, True])
def test_a_login_does_not_cross_to_another_origin(server: FeedServer, digest: bool) -> None:
    with FeedServer() as other:
        closed = Page(FEED, user=ME.user, password=ME.password, digest=digest)
        url = server.put("/feed", Page(location=other.put("/feed", closed)))
        asked = replace(to(url), login=replace(ME, digest=digest))
        assert kind(get(asked, ("127.0.0.1",))) == "http_401"
        assert [request.headers.get("authorization") for request in other.requests] == [None]


@pytest.mark.usefixtures("trusted")
def test_nor_to_another_scheme_of_the_same_host(server: FeedServer, secure: FeedServer) -> None:
    url = server.put("/feed", Page(location=secure.put("/feed", FEED)))
    assert came(get(replace(to(url), login=ME), ("127.0.0.1",))) == FEED
    assert "authorization" in server.requests[0].headers
    assert "authorization" not in secure.requests[0].headers


def test_a_redirect_within_the_origin_keeps_it(server: FeedServer) -> None:
    url = server.put(
        "/old", Page(location=server.put("/feed", Page(FEED, user=ME.user, password=ME.password)))
    )
    assert came(get(replace(to(url), login=ME))) == FEED


def test_a_login_in_a_redirect_is_neither_sent_nor_kept(server: FeedServer) -> None:
    target = server.put("/feed", FEED).replace("://", "://you:secret@")
    answer = get(to(server.put("/old", Page(location=target))))
    assert isinstance(answer, Fetched)
    assert "secret" not in repr(answer)
    assert "authorization" not in server.asked("/feed")[0].headers


def test_a_login_in_an_address_is_not_sent(server: FeedServer) -> None:
    assert came(get(to(server.put("/feed", FEED).replace("://", "://me:pw@")))) == FEED
    assert "authorization" not in server.requests[0].headers


def test_no_description_of_a_request_shows_a_secret() -> None:
    request = replace(to("http://x.example/"), login=ME, proxy="http://me:secret@p.example:1")
    assert "secret" not in repr(request)
    assert ME.password not in repr(request)


# ---------------------------------------------------------------- what the program calls itself


def test_a_feed_may_be_asked_under_another_name(server: FeedServer) -> None:
    url = server.put("/feed", FEED)
    get(replace(to(url), user_agent="My reader/1"))
    get(to(url))
    first, second = (request.headers["user-agent"] for request in server.requests)
    assert first == "My reader/1"
    assert second.startswith("dealwatch/")


# ---------------------------------------------------------------- proxies


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_feed_comes_through_a_proxy(server: FeedServer, scheme: str) -> None:
    with Proxy() as proxy:
        url = server.put("/feed?x=1", FEED)
        assert came(get(replace(to(url), proxy=proxy.url(scheme)))) == FEED
        assert proxy.asked == [f"127.0.0.1:{server.port}"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_secure_feed_comes_through_a_proxy(secure: FeedServer, scheme: str) -> None:
    with Proxy() as proxy:
        asked = replace(to(secure.put("/feed", FEED)), proxy=proxy.url(scheme))
        assert kind(get(asked)) == "tls"
        assert came(get(replace(asked, insecure=True, login=ME))) == FEED
        assert "uthorization" not in str(proxy.heads)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_proxy_may_want_a_login(server: FeedServer, secure: FeedServer, scheme: str) -> None:
    with Proxy(login="me:pw") as proxy:
        for url in (server.put("/feed", FEED), secure.put("/feed", FEED)):
            asked = replace(to(url), insecure=True)
            assert came(get(replace(asked, proxy=proxy.url(scheme, "me:pw")))) == FEED
            for wrong in ("", "me:no"):
                assert kind(get(replace(asked, proxy=proxy.url(scheme, wrong)))) == "proxy"
    assert "proxy-authorization" not in {name for request in server.requests for name in request.headers}


@pytest.mark.usefixtures("trusted")
def test_the_way_to_a_proxy_may_be_secure(server: FeedServer, secure: FeedServer) -> None:
    with Proxy(tls=server_context(), login="me:pw") as proxy:
        for place in (server, secure):
            asked = replace(to(place.put("/feed", FEED)), proxy=proxy.url("https", "me:pw"))
            assert came(get(asked)) == FEED
        assert len(proxy.asked) == 2


def test_insecure_is_not_for_the_proxy(server: FeedServer) -> None:
    with Proxy(tls=server_context()) as proxy:
        asked = replace(to(server.put("/feed", FEED)), proxy=proxy.url("https"), insecure=True)
        assert kind(get(asked)) == "tls"
        assert server.requests == []


def test_what_a_proxy_wants_is_not_sent_to_the_server(server: FeedServer) -> None:
    with Proxy(login="me:pw") as proxy:
        get(replace(to(server.put("/feed", FEED)), proxy=proxy.url("http", "me:pw")))
    sent = base64.b64encode(b"me:pw").decode()
    assert sent in proxy.heads[0]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_proxy_that_is_not_there_or_refuses_is_told(
    server: FeedServer, secure: FeedServer, scheme: str
) -> None:
    with Proxy(refuses=True) as proxy:
        asked = replace(to(secure.put("/feed", FEED)), insecure=True, proxy=proxy.url(scheme))
        assert kind(get(asked)) == "proxy"
    assert kind(get(asked)) == "proxy"
    assert kind(get(replace(asked, proxy=f"{scheme}://nothing.invalid:1"))) == "proxy"
    assert server.requests == []


@pytest.mark.parametrize("answer", [b"\x05", b"\x05\x00\x05\x00\x00\x09", b"HTTP/1.1 400 Bad\r\n\r\n", b""])
def test_what_is_no_socks_proxy_is_told(server: FeedServer, answer: bytes) -> None:
    async def run() -> Answer:
        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(100)
            writer.write(answer)
            await writer.drain()
            writer.close()

        listening = await asyncio.start_server(speak, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        async with listening, Network() as network:
            asked = replace(to(server.put("/feed", FEED)), proxy=f"socks5://127.0.0.1:{port}")
            return await fetch(network, asked, Limits(seconds=5))

    assert kind(asyncio.run(run())) in ("proxy", "read", "protocol")


# What leads to private places is refused before a proxy hears of it; the proxy itself may be private.

PRIVATE = [
    "http://169.254.169.254/",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://localhost/",
    "http://2130706433/",
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "url", [*PRIVATE, "http://wiki/", "http://wiki.intranet/", "http://93.184.215.14:25/"]
)
def test_the_guard_stands_before_the_proxy(monkeypatch: pytest.MonkeyPatch, scheme: str, url: str) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        if host.startswith("wiki"):
            raise socket.gaierror(host)
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with Proxy() as proxy:
        assert kind(get(replace(to(url), trusted=False, proxy=proxy.url(scheme)))) == "not_allowed"
        assert proxy.asked == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_redirect_to_a_private_place_is_refused_behind_a_proxy(server: FeedServer, scheme: str) -> None:
    with Proxy({"feeds.example.org": server.port}) as proxy:
        server.put("/feed", Page(location="http://169.254.169.254/latest"))
        asked = replace(to("http://feeds.example.org/feed"), proxy=proxy.url(scheme))
        assert kind(get(asked)) == "not_allowed"
        assert proxy.asked == ["feeds.example.org:80"]


def test_a_name_that_is_private_here_is_refused_and_one_that_only_the_proxy_knows_is_not(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(host: str, port: int, **_: object) -> object:
        if host == "rebinds.example.com":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))]
        raise socket.gaierror(host)

    server.put("/page", FEED)
    with Proxy({"pages.example.com": server.port}) as proxy:
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        asked = replace(to("http://pages.example.com/page"), trusted=False, proxy=proxy.url())
        assert came(get(asked)) == FEED
        assert kind(get(replace(asked, url="http://rebinds.example.com/page"))) == "not_allowed"
        assert proxy.asked == ["pages.example.com:80"]
        proxied = replace(asked, url=f"http://127.0.0.1:{server.port}/page")
        assert came(get(proxied, ("127.0.0.1",))) == FEED
