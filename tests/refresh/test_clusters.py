"""Copies of a story from several feeds are one row of the list."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store import views
from dealwatch.values import FeedKind
from tests.refresh.support import Poller, config, new_store
from tests.support.events import invented
from tests.support.feedserver import FeedServer
from tests.support.feedtexts import Item, rss

DEAL = Item(
    guid="deal",
    title="Tech Prosperity Deal put on hold by Washington",
    link="https://news.example/deal?utm_source=rss",
    summary="The Tech Prosperity Deal between Britain and the United States is on hold.",
)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def test_one_row_for_one_page_and_for_one_headline(server: FeedServer, tmp_path: Path) -> None:
    syndicated = dataclasses.replace(
        DEAL, guid="tag", link="https://wire.example/1", title=DEAL.title.upper()
    )
    again = dataclasses.replace(DEAL, guid="again", link="http://NEWS.example/deal#top", title="Deal on hold")
    found = dataclasses.replace(
        DEAL, guid="x", link="https://news.google.com/rss/articles/1", title=f"{DEAL.title} - The Wire"
    )
    poller = Poller(new_store(tmp_path))
    for name, item in (("a", DEAL), ("b", syndicated), ("c", again)):
        poller.round(config([server.put(f"/{name}", rss([item]))], allow=("127.0.0.1",)))
    search = server.put("/search", rss([found]))
    poller.round(config([search], allow=("127.0.0.1",), kind=FeedKind.AGGREGATOR))
    with closing(sqlite3.connect(poller.store)) as connection:
        (row,) = views.stories_page(connection, "uk-us-tech", since=0)
        assert (row.title.plain, row.others) == (DEAL.title, 3)
        detail = views.story(connection, "uk-us-tech", row.id)
        assert detail is not None
        assert [copy.title.plain for copy in detail.cluster] == [syndicated.title, again.title, found.title]


def _feed(name: str, **changes: str) -> bytes:
    entry = invented()[name].entry
    item = Item(
        guid=entry.key,
        title=entry.title,
        link=entry.url,
        summary=entry.summary,
        content="".join(f"<p>{paragraph}</p>" for paragraph in entry.body.split("\n\n")),
        published=entry.published,
    )
    return rss([dataclasses.replace(item, **changes)])  # type: ignore[arg-type]


@pytest.mark.parametrize("clusters", [True, False])
def test_one_row_for_one_event_and_one_source_for_one_text(
    server: FeedServer, tmp_path: Path, clusters: bool
) -> None:
    poller = Poller(new_store(tmp_path))
    names = ["pause-wire", "pause-wire-trimmed", "pause-broadcaster", "steel-same-day"]
    urls = [server.put(f"/{name}", _feed(name)) for name in names]
    for url in urls:
        poller.round(config([url], allow=("127.0.0.1",), clusters=clusters))
    with closing(sqlite3.connect(poller.store)) as connection:
        rows = views.stories_page(connection, "uk-us-tech", since=0)
        assert [row.others for row in rows] == ([0, 2] if clusters else [0, 0, 0, 0])
        assert views.source_groups(connection, "uk-us-tech", [1, 2, 3, 4]) == {1: 1, 2: 1, 3: 3, 4: 4}
        said = [row for row in views.voices_page(connection, "uk-us-tech", since=0) if row.story_id == 1]
        assert [row.text.plain for row in said] == [
            "We are not going to move on technology while our farmers are locked out,"
        ]
