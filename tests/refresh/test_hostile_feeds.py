"""One round over every feed that attacks its reader, and a good one among them."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dealwatch.refresh.run import refresh_once
from dealwatch.text import clean_text
from tests.refresh.support import DOSSIER, Poller, config, new_store
from tests.support.feedserver import FeedServer
from tests.support.feedtexts import hanging
from tests.support.hostile_feeds import CASES, Case, document, title
from tests.support.loop import busiest
from tests.support.rows import rows

#: Milliseconds from the request to the answer that was taken; parsing has limits of its own.
_LONGEST_FETCH = 20_000


@dataclass(frozen=True)
class Came:
    """What came of a feed: the attempt's outcome and its stories, newest first."""

    outcome: str
    text: str
    titles: list[str]
    links: list[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    poller = Poller(new_store(tmp_path_factory.mktemp("hostile")))
    with FeedServer() as server:
        urls = [server.put(f"/{number}", case.page) for number, case in enumerate(CASES)]
        urls.append(server.put("/good", document(title(b"Untouched"))))
        poller.round(config(urls, timeout_seconds=20))
        assert len(server.asked("/good")) == 1
    return poller.store


def came(store: Path, path: str) -> Came:
    """What came of a feed."""
    ((feed, outcome, text),) = rows(
        store,
        "SELECT feed.id, outcome, text FROM attempt JOIN feed ON feed.id = feed_id WHERE url LIKE ?",
        f"%/{path}",
    )
    stories = rows(store, "SELECT title, url FROM story WHERE feed_id = ? ORDER BY id DESC", feed)
    return Came(outcome, text, [row[0] for row in stories], [row[1] for row in stories])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_comes_to_what_it_should(store: Path, case: Case) -> None:
    found = came(store, str(CASES.index(case)))
    assert found.outcome in case.outcomes, found.text
    if case.titles is not None:
        assert sorted(found.titles) == sorted(case.titles)
    if found.outcome not in ("new", "unchanged"):
        assert found.titles == []
        assert found.text


def test_a_good_feed_among_them_is_read(store: Path) -> None:
    assert came(store, "good") == Came("new", "", ["Untouched"], [""])


def test_every_feed_will_be_asked_again(store: Path) -> None:
    assert rows(store, "SELECT count(*) FROM feed WHERE next_check IS NULL OR NOT enabled") == [(0,)]


def test_no_validator_of_an_answer_that_was_no_feed_is_kept(store: Path) -> None:
    kept = "SELECT count(*) FROM feed WHERE failures > 0 AND (etag || last_modified || body_hash) <> ''"
    assert rows(store, kept) == [(0,)]


def test_nothing_that_acts_on_a_terminal_is_stored(store: Path) -> None:
    tables = [row[0] for row in rows(store, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    texts = [
        value
        for table in tables
        if not table.startswith("fts_")
        for row in rows(store, f"SELECT * FROM {table}")  # noqa: S608 - names of our own tables
        for value in row
        if isinstance(value, str)
    ]
    assert [text for text in texts if clean_text(text) != text] == []


def test_no_entity_of_a_document_is_looked_up_or_spelled_out(store: Path) -> None:
    told = "SELECT count(*) FROM story WHERE title || summary || body LIKE ?"
    assert [rows(store, told, words) for words in ("%root:%", "%lollol%", "%BBBB%")] == [[(0,)]] * 3


def test_links_are_for_the_web_or_dead(store: Path) -> None:
    links = [row[0] for row in rows(store, "SELECT url FROM story WHERE url <> ''")]
    assert all(link.startswith(("http://", "https://")) and len(link) <= 2_048 for link in links)


def test_what_was_too_long_is_cut(store: Path) -> None:
    assert rows(store, "SELECT max(length(title)) <= 512, max(length(author)) <= 256 FROM story") == [(1, 1)]


def test_no_fetch_took_longer_than_its_time(store: Path) -> None:
    assert rows(store, "SELECT count(*) FROM attempt WHERE ms > ?", _LONGEST_FETCH) == [(0,)]


def test_the_store_is_whole(store: Path) -> None:
    assert rows(store, "PRAGMA integrity_check") == [("ok",)]
    assert rows(store, "PRAGMA foreign_key_check") == []


async def test_the_loop_goes_on_while_a_feed_hangs_its_parser(tmp_path: Path) -> None:
    poller = Poller(new_store(tmp_path))
    with FeedServer() as server:
        urls = [server.put(f"/{n}", hanging()) for n in range(2)]
        urls += [server.put(f"/{n}", document(title(b"Untouched"))) for n in range(2, 30)]
        async with busiest() as taken:
            outcome = await refresh_once(
                config(urls), poller.store, DOSSIER, poller.clock, poller.told.append, parse_seconds=1
            )
    assert (outcome.answered, outcome.failed) == (28, 2)
    assert max(taken) <= 0.05
