"""What is counted of a feed goes on when its attempts are dropped."""

from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store import counts
from dealwatch.store.counts import Counts
from dealwatch.store.record import ATTEMPTS, Attempt, FeedOutcome
from dealwatch.store.sqlite import connect
from tests.support.rows import rows
from tests.support.stores import NOW, feeds, make_store, refreshing


def attempted(path: Path, *attempts: Attempt, feed: int = 0) -> Counts:
    """What is counted of a feed after these attempts too."""
    with refreshing(path) as store:
        state = store.feed_states()[feed]
        for attempt in attempts:
            store.record(state.id, FeedOutcome(state, attempt))
    with closing(connect(path)) as connection:
        return counts.counts(connection)[state.id]


@pytest.mark.parametrize(
    ("outcome", "status", "count"),
    [
        ("new", 200, "new"),
        ("unchanged", 200, "unchanged"),
        ("not_modified", 304, "not_modified"),
        ("http_429", 429, "too_many"),
        ("http_404", 404, "client_errors"),
        ("bot_challenge", 403, "client_errors"),
        ("http_503", 503, "server_errors"),
        ("timeout", None, "timeout"),
        ("parse_timeout", 200, "parse_errors"),
        ("not_a_feed", 200, "parse_errors"),
        ("dns", None, "other_errors"),
        ("too_large", None, "other_errors"),
    ],
)
def test_each_end_has_its_count(outcome: str, status: int | None, count: str) -> None:
    assert counts.kind_of(Attempt(NOW, outcome, status)) == count


def test_all_attempts_count_also_those_that_are_not_kept(tmp_path: Path) -> None:
    path = make_store(tmp_path, feeds=feeds(2))
    came = [Attempt(NOW, "new", 200, 10, 700), Attempt(NOW, "unchanged", 200, 10, 500)]
    came += [Attempt(NOW + n, "not_modified", 304) for n in range(ATTEMPTS + 5)]
    came += [Attempt(NOW, "http_503", 503, 10, 0, "it is in trouble")]
    expected = Counts(new=1, unchanged=1, not_modified=25, server_errors=1, bytes=1_200, bytes_saved=25 * 500)
    assert attempted(path, *came) == expected
    assert rows(path, "SELECT count(*) FROM attempt") == [(ATTEMPTS,)]
    assert attempted(path, Attempt(NOW, "timeout"), feed=1) == Counts(timeout=1)
    assert attempted(path, Attempt(NOW, "not_modified", 304), feed=1) == Counts(timeout=1, not_modified=1)
