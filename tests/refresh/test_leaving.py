"""Feeds that go: for good (410), or to another address (permanent redirects)."""

from contextlib import closing

import pytest

from dealwatch.refresh.plan import HOUR
from dealwatch.store import switches
from dealwatch.store.sqlite import connect
from dealwatch.store.views.health import feeds_health
from tests.refresh.support import Poller, config
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss

FIRST = Item("1", "Talks on steel go on", "https://news.example/steel")
SECOND = Item("2", "Talks on whisky begin", "https://news.example/whisky")
GONE = Page(status=410)


def leads_to(server: FeedServer, path: str, status: int = 301) -> Page:
    """A redirect."""
    return Page(status=status, headers=(("Location", server.url(path)),))


def asked(server: FeedServer, path: str) -> int:
    """How often an address was asked."""
    return sum(request.path == path for request in server.requests)


def rounds(poller: Poller, url: str, *hours: int) -> None:
    """A round after each of so many hours."""
    for wait in hours:
        poller.clock.at += wait * HOUR
        poller.round(config([url], allow=("127.0.0.1",)), eager=True)


# ---------------------------------------------------------------- gone


def test_a_feed_that_says_gone_twice_a_day_apart_is_asked_no_more(server: FeedServer, poller: Poller) -> None:
    url = server.put("/feed", GONE)
    rounds(poller, url, 0, 23)
    assert poller.rows("SELECT next_check IS NULL FROM feed") == [(0,)]
    rounds(poller, url, 2)
    assert poller.rows("SELECT next_check IS NULL FROM feed") == [(1,)]
    rounds(poller, url, 24 * 30)
    assert asked(server, "/feed") == 3
    with closing(connect(poller.store)) as connection:
        (feed,) = feeds_health(connection, poller.clock.now())
    assert feed.gone
    assert feed.fails


def test_gone_once_is_a_slip(server: FeedServer, poller: Poller) -> None:
    url = server.put("/feed", GONE)
    rounds(poller, url, 0)
    server.put("/feed", rss([FIRST]))
    rounds(poller, url, 48)
    server.put("/feed", GONE)
    rounds(poller, url, 1)
    assert poller.rows("SELECT next_check IS NULL, failures FROM feed") == [(0, 1)]


def test_gone_and_something_else_a_day_later_is_not_gone(server: FeedServer, poller: Poller) -> None:
    url = server.put("/feed", GONE)
    rounds(poller, url, 0)
    server.put("/feed", Page(status=503))
    rounds(poller, url, 48)
    assert poller.rows("SELECT next_check IS NULL FROM feed") == [(0,)]


def test_one_that_is_gone_is_asked_again_when_it_is_switched_on(server: FeedServer, poller: Poller) -> None:
    url = server.put("/feed", GONE)
    rounds(poller, url, 0, 25)
    server.put("/feed", rss([FIRST]))
    with closing(connect(poller.store)) as connection:
        switches.switch_feed(connection, 1, enabled=True)
    rounds(poller, url, 1)
    assert poller.titles() == [FIRST.title]
    assert poller.rows("SELECT gone_at, failures FROM feed") == [(None, 0)]


# ---------------------------------------------------------------- moved


def test_a_feed_that_has_moved_for_a_week_is_asked_at_its_new_address(
    server: FeedServer, poller: Poller
) -> None:
    url = server.put("/old", rss([FIRST]))
    rounds(poller, url, 0)
    server.put("/new", rss([FIRST]))
    server.put("/old", leads_to(server, "/new"))
    rounds(poller, url, 1, 24 * 3, 24 * 5)
    before = asked(server, "/old")
    server.put("/new", rss([SECOND, FIRST]))
    rounds(poller, url, 1, 1)
    assert asked(server, "/old") == before
    assert poller.titles() == [FIRST.title, SECOND.title]
    assert poller.rows("SELECT url, moved_to FROM feed") == [(url, server.url("/new"))]


def test_a_move_is_not_told_before_it_is_believed(server: FeedServer, poller: Poller) -> None:
    url = server.put("/old", rss([FIRST]))
    rounds(poller, url, 0)
    server.put("/new", rss([FIRST]))
    server.put("/old", leads_to(server, "/new", 308))
    rounds(poller, url, 1, 1, 1, 24 * 6)
    with closing(connect(poller.store)) as connection:
        assert feeds_health(connection, poller.clock.now())[0].moved_to == ""
    rounds(poller, url, 24)
    with closing(connect(poller.store)) as connection:
        assert feeds_health(connection, poller.clock.now())[0].moved_to == server.url("/new")


@pytest.mark.parametrize("hops", [(302, 301), (301, 302), (307,)])
def test_one_temporary_hop_is_no_move(server: FeedServer, poller: Poller, hops: tuple[int, ...]) -> None:
    url = server.put("/0", rss([FIRST]))
    rounds(poller, url, 0)
    for number, status in enumerate(hops):
        server.put(f"/{number}", leads_to(server, f"/{number + 1}", status))
    server.put(f"/{len(hops)}", rss([FIRST]))
    rounds(poller, url, 1, 24 * 4, 24 * 4, 24 * 4, 24)
    assert poller.rows("SELECT moved_to FROM feed") == [("",)]


def test_a_page_for_a_time_of_maintenance_is_no_move(server: FeedServer, poller: Poller) -> None:
    url = server.put("/feed", rss([FIRST]))
    rounds(poller, url, 0)
    server.put("/sorry", Page(b"<html><body>Back soon</body></html>"))
    server.put("/feed", leads_to(server, "/sorry"))
    rounds(poller, url, 1, 24 * 4, 24 * 4, 24 * 4)
    server.put("/feed", rss([SECOND, FIRST]))
    rounds(poller, url, 24)
    assert poller.titles() == [FIRST.title, SECOND.title]


def test_another_feed_at_the_new_address_is_no_move(server: FeedServer, poller: Poller) -> None:
    url = server.put("/old", rss([FIRST]))
    rounds(poller, url, 0)
    server.put("/old", leads_to(server, "/other"))
    for number in range(4):
        server.put("/other", rss([Item(f"o{number}", f"Other {number}", f"https://news.example/{number}")]))
        rounds(poller, url, 24 * 4)
    assert poller.rows("SELECT moved_seen FROM feed") == [(0,)]


def test_a_new_address_that_is_lost_leads_back_to_the_configured_one(
    server: FeedServer, poller: Poller
) -> None:
    url = server.put("/old", rss([FIRST]))
    rounds(poller, url, 0)
    server.put("/new", rss([FIRST]))
    server.put("/old", leads_to(server, "/new"))
    rounds(poller, url, 1, 24 * 4, 24 * 4)
    server.put("/new", Page(status=404))
    server.put("/old", rss([SECOND, FIRST]))
    rounds(poller, url, 24, 24)
    assert poller.titles() == [FIRST.title, SECOND.title]
    assert poller.rows("SELECT moved_to, failures FROM feed") == [("", 0)]
