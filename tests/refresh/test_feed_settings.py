"""What feeds are given in the configuration, in rounds against a real server."""

import dataclasses
import sqlite3
from contextlib import closing
from typing import Any

import msgspec
import pytest

from dealwatch.config import Config, FeedConfig, NetworkConfig
from dealwatch.store.record import open_store
from tests.refresh.support import NOW, Poller, config
from tests.refresh.test_run import DEAL, PAGE
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import rss
from tests.support.proxy import Proxy
from tests.support.tls import server_context

FEED = rss([DEAL])
MINUTE = 60
SECRET = "s3cret"  # noqa: S105 - it opens nothing


def given(chosen: Config, **setting: Any) -> Config:
    """The configuration with this given to each of its feeds."""
    feeds = tuple(msgspec.structs.replace(feed, **setting) for feed in chosen.feeds)
    return msgspec.structs.replace(chosen, feeds=feeds)


def dump(poller: Poller) -> str:
    """All that the store holds, as text."""
    tables = [row[0] for row in poller.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    names = [name for name in tables if "fts" not in name and not name.startswith("sqlite_")]
    return repr([poller.rows(f"SELECT * FROM {name}") for name in names])  # noqa: S608 - its own tables


@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_a_login_goes_to_the_feed_and_neither_to_pages_nor_to_robots_txt(
    server: FeedServer, poller: Poller, auth: str
) -> None:
    deal = dataclasses.replace(DEAL, link=server.put("/story", Page(PAGE, "text/html")))
    page = Page(rss([deal]), user="me", password=SECRET, digest=auth == "digest")
    chosen = config([server.put("/feed", page)], allow=("127.0.0.1",), fetch_articles=True)
    assert poller.round(given(chosen, user="me", password=SECRET, auth=auth)).answered == 1
    assert "authorization" in server.asked("/feed")[-1].headers
    for path in ("/robots.txt", "/story"):
        assert ["authorization" in request.headers for request in server.asked(path)] == [False]
    assert SECRET not in dump(poller)


def test_a_wrong_password_is_told_and_not_stored(server: FeedServer, poller: Poller) -> None:
    page = Page(FEED, user="me", password="right")  # noqa: S106 - it opens nothing
    chosen = given(config([server.put("/feed", page)]), user="me", password=SECRET)
    assert poller.round(chosen).failed == 1
    assert poller.feed("feed").problem == "the server answered 401 Unauthorized"
    assert SECRET not in dump(poller)


def test_a_password_that_the_environment_lacks_is_that_feed_s_trouble_alone(
    server: FeedServer, poller: Poller
) -> None:
    chosen = config([server.put("/one", FEED), server.put("/two", FEED)])
    first = msgspec.structs.replace(chosen.feeds[0], user="me", password_env="FEED_WORD")  # noqa: S106
    chosen = msgspec.structs.replace(chosen, feeds=(first, chosen.feeds[1]))
    outcome = poller.round(chosen)
    assert (outcome.answered, outcome.failed) == (1, 1)
    assert poller.feed("one").problem == (
        "its password is not set"
        " (password_env in [[feeds]] names a variable that the environment does not have)"
    )
    assert server.asked("/one") == []


def test_where_a_feed_has_moved_to_is_told_nothing_of_what_it_was_given(
    server: FeedServer, poller: Poller
) -> None:
    with FeedServer(tls=server_context(), host="127.0.0.1") as other:
        url = server.put("/feed", FEED)
        chosen = given(config([url], allow=("127.0.0.1",)), user="me", password=SECRET, insecure=True)
        poller.round(chosen)
        moved = other.put("/feed", FEED).replace("127.0.0.1", "localhost")
        sql = "UPDATE feed SET moved_to = ?, moved_at = ?, moved_seen = 9, etag = '', body_hash = ''"
        with closing(sqlite3.connect(poller.store)) as connection, connection:
            connection.execute(sql, (moved, NOW - 30 * 86_400))
        poller.clock.at += 3_600
        poller.round(msgspec.structs.replace(chosen, network=NetworkConfig(allow_private=("localhost",))))
        assert poller.feed("feed").problem.startswith("the server's certificate cannot be trusted")
        assert other.requests == []


def test_an_own_name_of_the_program(server: FeedServer, poller: Poller) -> None:
    poller.round(given(config([server.put("/feed", FEED)]), user_agent="My reader/1"))
    assert server.requests[0].headers["user-agent"] == "My reader/1"


def test_a_certificate_that_is_not_checked(poller: Poller) -> None:
    with FeedServer(tls=server_context()) as server:
        chosen = config([server.put("/feed", FEED)])
        assert poller.round(chosen).failed == 1
        assert poller.round(given(chosen, insecure=True)).answered == 1


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_everything_goes_through_the_proxy_and_a_feed_past_it(
    server: FeedServer, poller: Poller, scheme: str
) -> None:
    deal = dataclasses.replace(DEAL, link="http://pages.example.com/story")
    server.put("/story", Page(PAGE, "text/html"))
    server.put("/feed", rss([deal]))
    place = server.url("/past")
    server.put("/past", FEED)
    with Proxy({"feeds.example.com": server.port, "pages.example.com": server.port}) as proxy:
        chosen = config(["http://feeds.example.com/feed", place], fetch_articles=True)
        feeds = (chosen.feeds[0], msgspec.structs.replace(chosen.feeds[1], proxy="direct"))
        network = NetworkConfig(proxy=proxy.url(scheme), allow_private=("pages.example.com",))
        assert poller.round(msgspec.structs.replace(chosen, feeds=feeds, network=network)).answered == 2
        assert sorted(set(proxy.asked)) == ["feeds.example.com:80", "pages.example.com:80"]
    assert len(server.asked("/story")) == 1


def test_a_proxy_that_is_not_there_counts_against_no_feed(poller: Poller) -> None:
    with Proxy() as gone:
        pass
    chosen = config([f"http://{name}.example.com/feed" for name in ("one", "two", "three")])
    network = NetworkConfig(proxy=f"http://me:{SECRET}@127.0.0.1:{gone.port}")
    poller.round(msgspec.structs.replace(chosen, network=network))
    assert poller.rows("SELECT DISTINCT failures FROM feed") == [(0,)]
    ((problem,),) = poller.rows("SELECT DISTINCT problem FROM feed")
    assert problem == (
        "the proxy did not let the request through (no connection to it); the network seems to be down"
    )
    assert SECRET not in dump(poller)


def test_an_own_interval_holds_whatever_comes(server: FeedServer, poller: Poller) -> None:
    for path in ("/often", "/seldom"):
        server.put(path, Page(FEED, etag='"1"'))
    usual = config([server.url("/often"), server.url("/seldom")], min_interval_minutes=15)
    often, seldom = (
        msgspec.structs.replace(feed, interval_minutes=minutes)
        for feed, minutes in zip(usual.feeds, (5, 240), strict=True)
    )
    chosen = msgspec.structs.replace(usual, feeds=(often, seldom))
    poller.round(chosen)
    for _ in range(3):
        poller.clock.at += 5 * MINUTE
        assert poller.round(chosen).due == 1
    assert (len(server.asked("/often")), len(server.asked("/seldom"))) == (4, 1)
    poller.clock.at += MINUTE
    assert poller.round(chosen, eager=True).due == 1  # /seldom keeps the usual floor, /often its own
    assert poller.rows("SELECT interval FROM feed ORDER BY position") == [(300,), (14_400,)]


def test_what_the_server_asks_for_holds_for_an_own_interval_too(server: FeedServer, poller: Poller) -> None:
    page = Page(FEED, headers=(("Cache-Control", "max-age=3600"),))
    poller.round(given(config([server.put("/feed", page)], min_interval_minutes=15), interval_minutes=5))
    assert poller.rows("SELECT next_check FROM feed") == [(NOW + 3_600,)]


def test_an_address_that_was_stored_with_a_login_loses_it_and_keeps_its_stories(
    server: FeedServer, poller: Poller
) -> None:
    url = server.put("/feed", FEED)
    old = url.replace("://", f"://me:{SECRET}@")
    with open_store(poller.store) as store:
        store.sync_feeds([FeedConfig(url=old, name="feed"), FeedConfig(url="http://x.example/", name="x")])
        (first, _) = store.feed_states()
        assert first.url == old
    poller.round(config([url]))
    assert poller.rows("SELECT id, url, configured FROM feed ORDER BY id") == [
        (first.id, url, 1),
        (first.id + 1, "http://x.example/", 0),
    ]
    assert SECRET not in dump(poller)
