"""Article pages that lead elsewhere: every server on the way has its robots.txt asked."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.refresh.support import Poller, config, new_store
from tests.refresh.test_run import DEAL, PAGE
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss

NOT_PRIVATE = Page(b"User-agent: *\nDisallow: /private", "text/plain")
ARTICLE = Page(PAGE, "text/html")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def other() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def poller(tmp_path: Path) -> Poller:
    return Poller(new_store(tmp_path))


def poll(poller: Poller, server: FeedServer, *links: str) -> list[str]:
    """Ask a feed whose relevant stories have these links; gives what became of their pages."""
    items: list[Item] = [
        dataclasses.replace(DEAL, guid=f"deal{number}", link=link, title=f"{DEAL.title} {number}")
        for number, link in enumerate(links)
    ]
    feed = server.put("/feed", rss(items))
    poller.round(config([feed], allow=("127.0.0.1",), fetch_articles=True))
    return [row[0] for row in poller.rows("SELECT article FROM story ORDER BY key")]


def test_a_page_on_another_server_is_read_when_that_one_allows_it(
    server: FeedServer, other: FeedServer, poller: Poller
) -> None:
    link = server.put("/story", Page(location=other.put("/moved", Page(location="/there"))))
    other.put("/robots.txt", NOT_PRIVATE)
    other.put("/there", ARTICLE)
    assert poll(poller, server, link) == ["fetched"]
    assert [len(one.asked("/robots.txt")) for one in (server, other)] == [1, 1]


@pytest.mark.parametrize("lead", ["/private/story", "/open"])
def test_where_a_page_leads_to_has_a_word_in_it(
    server: FeedServer, other: FeedServer, poller: Poller, lead: str
) -> None:
    other.put("/robots.txt", NOT_PRIVATE)
    other.put("/private/story", ARTICLE)
    other.put("/open", Page(location="/private/story"))
    link = server.put("/story", Page(location=other.url(lead)))
    assert poll(poller, server, link) == ["failed"]
    assert other.asked("/private/story") == []


def test_a_server_without_a_readable_robots_txt_is_not_asked_for_the_page(
    server: FeedServer, other: FeedServer, poller: Poller
) -> None:
    other.put("/robots.txt", Page(status=500))
    link = server.put("/story", Page(location=other.put("/there", ARTICLE)))
    assert poll(poller, server, link) == ["wanted"]
    assert other.asked("/there") == []


def test_two_servers_that_lead_to_each_other_are_asked_once_each_for_their_rules(
    server: FeedServer, other: FeedServer, poller: Poller
) -> None:
    one = server.put("/one", Page(location=other.put("/two", ARTICLE)))
    two = other.put("/three", Page(location=server.put("/four", ARTICLE)))
    circle = server.put("/a", Page(location=other.put("/b", Page(location=server.url("/a")))))
    assert poll(poller, server, one, two, circle) == ["fetched", "fetched", "failed"]
    assert [len(place.asked("/robots.txt")) for place in (server, other)] == [1, 1]


def test_a_page_that_leads_on_and_on_is_given_up(server: FeedServer, poller: Poller) -> None:
    for number in range(10):
        server.put(f"/{number}", Page(location=f"/{number + 1}"))
    assert poll(poller, server, server.url("/0")) == ["failed"]
    assert len([request for request in server.requests if request.path[1:].isdigit()]) == 6
