"""One story is one story, whatever its feed does to its name; what left its feed long ago is let go."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from dealwatch.refresh.plan import DAY
from tests.refresh.support import NOW, Poller, config
from tests.support.feedserver import FeedServer
from tests.support.feedtexts import Item, rss

TITLES = ("Quotas for steel are weighed", "Whisky waits for its tariff", "A vote on the digital tax", "Beef")


def items(scheme: str, *, links: str = "https://news.example/", titles: Sequence[str] = TITLES) -> list[Item]:
    """Entries whose guids follow a scheme."""
    return [
        Item(f"{scheme}:{n}", title, f"{links}{n}" if links else "", published=NOW - n * 3_600)
        for n, title in enumerate(titles)
    ]


def serve(server: FeedServer, poller: Poller, entries: Sequence[Item], days: int = 1) -> None:
    """A round in which the feed has these entries."""
    poller.clock.at += days * DAY
    poller.round(config([server.put("/feed", rss(entries))]))


def test_new_guids_for_the_same_links_bring_nothing_new(server: FeedServer, poller: Poller) -> None:
    serve(server, poller, items("http"))
    before = poller.rows("SELECT id, first_seen FROM story ORDER BY id")
    serve(server, poller, items("https"))
    assert poller.feed("feed").new == 0
    assert poller.rows("SELECT id, first_seen FROM story ORDER BY id") == before
    assert poller.rows("SELECT key FROM story ORDER BY key") == [(f"https:{n}",) for n in range(4)]
    serve(server, poller, items("https"))
    assert poller.rows("SELECT count(*), max(version) FROM story") == [(4, 1)]


def test_new_guids_and_no_link_are_known_by_title_and_day(server: FeedServer, poller: Poller) -> None:
    titles = [f"The committee on steel meets for the {n}th time" for n in range(5)]
    serve(server, poller, items("a", links="", titles=titles))
    serve(server, poller, items("b", links="", titles=titles))
    assert poller.rows("SELECT count(*) FROM story") == [(5,)]


def test_a_title_of_another_day_is_another_story(server: FeedServer, poller: Poller) -> None:
    titles = [f"The committee on steel meets for the {n}th time" for n in range(5)]
    old = items("a", links="", titles=titles)
    serve(server, poller, [replace(item, published=NOW - 40 * DAY) for item in old])
    serve(server, poller, items("b", links="", titles=titles))
    assert poller.rows("SELECT count(*) FROM story") == [(10,)]


def test_a_day_of_many_new_stories_is_no_change_of_names(server: FeedServer, poller: Poller) -> None:
    serve(server, poller, items("a"))
    others = [replace(item, title=f"{item.title} again", link=f"{item.link}/more") for item in items("b")]
    serve(server, poller, others)
    assert poller.rows("SELECT count(*) FROM story") == [(8,)]


def test_a_mark_stays_with_a_story_that_got_another_name(server: FeedServer, poller: Poller) -> None:
    serve(server, poller, items("a"))
    with closing(sqlite3.connect(poller.store)) as connection, connection:
        connection.execute("INSERT INTO mark (story_id, read, starred, hidden) VALUES (2, 1, 1, 0)")
    title = poller.rows("SELECT title FROM story WHERE id = 2")
    serve(server, poller, items("b"))
    starred = "SELECT title FROM story JOIN mark ON mark.story_id = story.id WHERE mark.starred = 1"
    assert poller.rows(starred) == title


def test_a_story_of_no_interest_that_left_its_feed_a_year_ago_is_let_go(
    server: FeedServer, poller: Poller
) -> None:
    first, second = items("a")[:2]
    serve(server, poller, [first])
    serve(server, poller, [second], days=366)
    assert poller.titles() == [second.title]
    serve(server, poller, [first, second])
    assert poller.titles() == [second.title]
