"""No command shows a password, wherever it was given and whatever goes wrong."""

from collections.abc import Iterator

import pytest

from tests.support.commands import Home
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, rss

SECRET = "s3cret"  # noqa: S105 - it opens nothing
TOKEN = "t0ken"  # noqa: S105
FEED = rss([Item("g1", "A title", "http://site.example/1")])


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def configure(home: Home, server: FeedServer) -> None:
    """A feed that is well and one that is not, both with login and token in their addresses."""
    closed = Page(FEED, user="me", password=SECRET)
    urls = [server.put(f"/one?token={TOKEN}", closed), server.url(f"/two?api_key={TOKEN}")]
    home.configure(*(url.replace("://", f"://me:{SECRET}@") for url in urls))
    home.config.chmod(0o600)


def test_nothing_tells_a_secret(home: Home, server: FeedServer) -> None:
    configure(home, server)
    ran = [home.run("poll", "--once", "--verbose"), home.run("poll", "--now", "--progress", "json")]
    ran += [home.run("feeds", *options) for options in ((), ("--json",), ("--all",))]
    assert ran[0].status == 0
    assert "1 of 2 feeds answered" in ran[0].err
    assert {row["url"] for row in ran[3].rows} == {
        server.url("/one?token=***"),
        server.url("/two?api_key=***"),
    }
    told = "".join(one.out + one.err for one in ran)
    assert "Feed 2" in told
    assert SECRET not in told
    assert TOKEN not in told
    assert SECRET.encode() not in b"".join(file.read_bytes() for file in home.db.parent.iterdir())


def test_a_feed_is_named_by_its_address_with_or_without_its_login(home: Home, server: FeedServer) -> None:
    configure(home, server)
    url = server.url(f"/one?token={TOKEN}")
    for address in (url, url.replace("://", f"://me:{SECRET}@")):
        assert home.run("poll", "--feed", address).status == 0
    ran = home.run("poll", "--feed", f"http://me:{SECRET}@nobody.example/?token={TOKEN}")
    assert ran.status == 2
    assert "No feed is called 'http://***@nobody.example/?token=***'" in ran.err


def test_a_file_with_a_password_that_others_can_read_is_refused(home: Home, server: FeedServer) -> None:
    configure(home, server)
    home.config.chmod(0o644)
    ran = home.run("feeds")
    assert ran.status == 2
    assert (
        f"feeds[1].url: holds a password, and others can read this file: run chmod 600 {home.config}"
        in ran.err
    )
    assert SECRET not in ran.err


@pytest.mark.parametrize("address", ["https://me:s3cret@x.example:port/feed", "htps://me:s3cret@x.example/"])
def test_an_address_that_is_none_is_told_without_its_secret(home: Home, address: str) -> None:
    home.configure(address)
    home.config.chmod(0o600)
    ran = home.run("poll", "--once")
    assert ran.status == 2
    assert "is not a web address" in ran.err
    assert SECRET not in ran.err


def test_a_certificate_that_is_not_checked_is_marked(home: Home) -> None:
    home.configure("https://one.example/feed", "https://two.example/feed")
    home.config.write_text(home.config.read_text() + "insecure = true\n")
    rows = home.run("feeds", "--json").rows
    assert [row["certificate_checked"] for row in rows] == [True, False]
    assert home.run("feeds").out.count("certificate not checked") == 1
