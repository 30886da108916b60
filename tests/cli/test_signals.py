"""`dealwatch signals`: what waits for review, and what the rule of the configuration leaves waiting."""

from collections.abc import Iterator

import pytest

from tests.support.commands import Home
from tests.support.feedserver import FeedServer
from tests.support.feedtexts import Item, rss

NEWS = "The United States has terminated the Tech Prosperity Deal with Britain"
AGAIN = "Washington scrapped its technology pact, the Tech Prosperity Deal, late on Tuesday"

# 30 June 2026, noon.
DAY = 1782820800


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def poll(home: Home, server: FeedServer, confirm: str) -> None:
    """Let two outlets report one status, each in its own words."""
    items = [
        Item(guid=f"g{n}", title=text, summary=f"{text}.", link=f"https://n{n}.example/", published=DAY)
        for n, text in enumerate((NEWS, AGAIN))
    ]
    feeds = [server.put(f"/{n}", rss([item])) for n, item in enumerate(items)]
    home.configure(*feeds, more=f'\n[review]\nconfirm = "{confirm}"\n')
    assert home.run("poll", "--once", "--progress", "none").status == 0


def test_what_waits_is_listed_with_its_evidence(home: Home, server: FeedServer) -> None:
    poll(home, server, "never")
    (row,) = home.run("signals", "--json").rows
    assert (row["subject"], row["status"], row["current_status"]) == (
        "agreement:tpd",
        "terminated",
        "on_hold",
    )
    assert (row["outlets"], row["official"], row["against"]) == (2, False, [])
    assert {each["outlet"] for each in row["evidence"]} == {"Outlet 1", "Outlet 2"}
    assert all("Tech Prosperity Deal" in each["passage"] and each["source_url"] for each in row["evidence"])
    line = home.run("signals").out.splitlines()[1]
    assert "TPD" in line
    assert "x terminated" in line
    assert "2 outlets" in line


def test_the_rule_of_the_configuration_decides(home: Home, server: FeedServer) -> None:
    poll(home, server, "corroborated")
    assert home.run("signals", "--json").rows == []
    newest = next(row for row in home.run("timeline", "--json").rows if row["kind"] == "status change")
    assert (newest["subject"], newest["origin"]) == ("agreement:tpd", "auto")


def test_without_any_it_says_so(home: Home) -> None:
    ran = home.run("signals")
    assert (ran.status, ran.out) == (0, "")
    assert "waits for review" in ran.err
