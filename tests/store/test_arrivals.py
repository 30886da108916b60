"""How much came in since somebody last looked."""

from pathlib import Path

import pytest

from dealwatch.store import sqlite, views
from tests.support.stores import FEED, NOW, make_store, record, refreshing, story


@pytest.mark.parametrize(
    ("since", "number"),
    [(NOW - 1, 6), (NOW, 4), (NOW + 3599, 4), (NOW + 3600, 2), (NOW + 7200, 0), (2**62, 0), (0, 6)],
)
def test_relevant_stories_first_seen_after_an_instant(tmp_path: Path, since: int, number: int) -> None:
    path = make_store(tmp_path, feeds=(FEED,))
    with refreshing(path) as store:
        for hour in range(3):
            stories = [story(4 * hour + n, relevant=n % 2 == 0) for n in range(1, 5)]
            record(store, stories, now=NOW + hour * 3600)
    connection = sqlite.connect(path)
    assert views.stories_since(connection, "test", since) == number
    rows = views.stories_page(connection, "test", since=since)
    assert sum(row.new for row in rows) == number
    connection.close()


def test_an_empty_store_has_nothing_new(tmp_path: Path) -> None:
    connection = sqlite.connect(make_store(tmp_path))
    assert views.stories_since(connection, "test", 0) == 0
    connection.close()
