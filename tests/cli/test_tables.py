"""What tables say of feeds, as functions of rows and "now"."""

import pytest

from dealwatch.cli.tables import health, soon
from dealwatch.store.rows import FeedRow

NOW = 1_780_000_000


@pytest.mark.parametrize(
    ("at", "said"), [(None, ""), (NOW + 60, "next check "), (NOW, "due now"), (NOW - 3600, "due now")]
)
def test_what_is_planned_is_never_in_the_past(at: int | None, said: str) -> None:
    assert soon(at, NOW).startswith(said)


def test_health_in_words() -> None:
    def feed(problem: str, asked: int | None, next_check: int | None, *, enabled: bool = True) -> FeedRow:
        return FeedRow(1, "u", "n", "o", "wire", enabled, 3, asked, None, None, next_check, 0, problem)

    assert health(feed("", None, None), NOW) == "not asked yet"
    assert health(feed("", NOW - 600, NOW - 60), NOW) == "well, asked 10 min ago; due now"
    assert health(feed("", NOW - 600, None), NOW) == "well, asked 10 min ago"
    assert health(feed("it broke", NOW, NOW), NOW) == "never answered: it broke; due now"
    assert health(feed("gone", NOW, None, enabled=False), NOW) == "switched off: gone"
