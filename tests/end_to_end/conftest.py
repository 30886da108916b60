"""A feed server with a few stories, and a home that asks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import Home
from tests.support.feedserver import FeedServer, Page, etag_of
from tests.support.feedtexts import Item, atom, rss

PAUSED = Item(
    guid="paused",
    title="UK-US tech deal put on hold",
    link="https://example.org/paused",
    content=(
        "<p>Talks on the Tech Prosperity Deal between the UK and the US are on hold.</p>"
        "<p>“We remain committed to the Tech Prosperity Deal,” Technology Secretary Liz Kendall said.</p>"
        "<p>The White House did not respond to a request for comment.</p>"
    ),
    published=1_765_900_000,
)
STEEL = Item(
    guid="steel",
    title="Steel quota under the UK-US Economic Prosperity Deal shelved",
    link="https://example.org/steel",
    summary="A plan to end US tariffs on British steel under the Economic Prosperity Deal was put on hold.",
    published=1_765_800_000,
)
GARDEN = Item(
    guid="garden",
    title="How to prune roses in winter",
    link="https://example.org/roses",
    summary="Cut above an outward-facing bud.",
    published=1_765_700_000,
)
RESTARTED = Item(
    guid="restarted",
    title="Britain and America restart talks on Tech Prosperity Deal",
    link="https://example.org/restarted",
    summary="Officials of both countries met to restart work on the UK-US Tech Prosperity Deal.",
    published=1_766_000_000,
)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """Serves PAUSED and GARDEN at /rss, STEEL at /atom."""
    with FeedServer() as running:
        put(running, "/rss", rss([PAUSED, GARDEN]))
        put(running, "/atom", atom([STEEL]))
        yield running


def put(server: FeedServer, path: str, body: bytes) -> str:
    """Serve a body with a validator; gives its address."""
    return server.put(path, Page(body, "application/xml", etag=etag_of(body)))


@pytest.fixture
def new_home(tmp_path: Path, server: FeedServer) -> Home:
    """A home whose configuration names both feeds, and in which dealwatch has never run."""
    folder = tmp_path / "home"
    folder.mkdir()
    home = Home(folder)
    home.configure(server.url("/rss"), server.url("/atom"))
    return home


@pytest.fixture
def home(new_home: Home) -> Home:
    """The same with a store that holds what the dossier knows."""
    new_home.settle()
    return new_home
