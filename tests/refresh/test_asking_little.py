"""Many polls of one feed: what a server sees of a poller that asks no more often and no more than it must."""

import itertools

import pytest

from dealwatch.refresh.plan import HOUR, MINUTE
from tests.refresh.support import Poller, config
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss

FEED = rss([Item("1", "Talks on steel go on", "https://news.example/steel")])


def validators(number: int, changes: str) -> tuple[str, str]:
    """ETag and date of a document after so many changes of one of the two."""
    etag, date = (number, 0) if changes == "etag" else (0, number)
    return f'"v{etag}"', f"Thu, 28 May 2026 {date // 60:02}:{date % 60:02}:00 GMT"


@pytest.mark.parametrize("polls", [8, pytest.param(100, marks=[pytest.mark.soak, pytest.mark.timeout(600)])])
@pytest.mark.parametrize("changes", ["etag", "last_modified"])
def test_every_request_but_the_first_asks_for_changes_only(
    server: FeedServer, poller: Poller, changes: str, polls: int
) -> None:
    url = server.url("/feed")
    sent = []
    for number in range(polls):
        if number % 3 == 0:
            etag, date = validators(number // 3, changes)
            server.put("/feed", Page(FEED, etag=etag, last_modified=date))
            sent.append((etag, date))
        poller.clock.at += HOUR
        poller.round(config([url]))
    asked = [
        (request.headers.get("if-none-match"), request.headers.get("if-modified-since"))
        for request in server.requests
    ]
    assert asked[0] == (None, None)
    # The validators of the answer before, unchanged, both of them.
    assert asked[1:] == [sent[number // 3] for number in range(polls - 1)]


@pytest.mark.parametrize(
    ("header", "status"), [(("Cache-Control", "max-age=5400"), 200), (("Retry-After", "5400"), 503)]
)
def test_no_request_comes_before_the_server_wants_it(
    server: FeedServer, poller: Poller, header: tuple[str, str], status: int
) -> None:
    usual = config(
        [server.put("/feed", Page(FEED, status=status, headers=(header,)))], min_interval_minutes=15
    )
    times = []
    for _ in range(18):
        before = len(server.requests)
        poller.round(usual)
        if len(server.requests) > before:
            times.append(poller.clock.at)
        poller.clock.at += 15 * MINUTE
    assert len(times) > 1
    assert all(later - one >= 5_400 for one, later in itertools.pairwise(times))
