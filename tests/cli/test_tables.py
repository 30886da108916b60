"""What tables say of feeds, as functions of rows and "now"."""

from dataclasses import replace

import pytest

from dealwatch.cli.tables import feeds_table, soon
from dealwatch.store.views.health import FeedHealth, never_asked

NOW = 1_780_000_000


@pytest.mark.parametrize(
    ("at", "said"), [(None, ""), (NOW + 60, "next check "), (NOW, "due now"), (NOW - 3600, "due now")]
)
def test_what_is_planned_is_never_in_the_past(at: int | None, said: str) -> None:
    assert soon(at, NOW).startswith(said)


def test_health_in_words() -> None:
    never = never_asked("https://one.example/feed", "One", "One", "wire")
    well = replace(never, last_attempt=NOW - 600, last_new=NOW - 600, next_check=NOW - 60)
    failing = replace(well, failures=2, problem="it broke", outcome="http_404", failing_since=NOW - 600)

    def told(feed: FeedHealth) -> str:
        return str(feeds_table([feed], NOW).rows[0][3])

    assert told(never) == "not asked yet; it is due now"
    assert told(well) == "ok, last new story 10 min ago; it is due now"
    assert told(failing).startswith("fails since ")
    assert "look on its site for its new address" in told(failing)
    assert told(replace(failing, enabled=False)).startswith("switched off; it failed last: it broke")
    gone = replace(failing, gone_at=NOW - 600, next_check=None)
    assert told(gone).startswith("gone for good")
    assert "due" not in told(gone)
