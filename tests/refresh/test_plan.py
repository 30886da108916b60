"""What is asked when: pure decisions."""

import dataclasses

import pytest

from dealwatch.config import RefreshConfig
from dealwatch.feeds.problems import Problem, problem
from dealwatch.refresh import plan
from dealwatch.refresh.plan import DAY, HOUR, MINUTE, Gate
from dealwatch.refresh.run import pause
from tests.refresh.support import config

NOW = 1_780_000_000
USUAL = RefreshConfig()
AT_ONCE = RefreshConfig(min_interval_minutes=0)


@dataclasses.dataclass(frozen=True)
class Feed:
    address: str = "https://one.example/feed"
    url: str = "https://one.example/feed"
    next_check: int | None = None
    last_attempt: int | None = None
    gone: bool = False


def test_a_feed_never_asked_is_due() -> None:
    assert plan.due([Feed()], {}, NOW, USUAL) == [Feed()]


def test_a_feed_is_due_at_its_next_check_and_not_before() -> None:
    feed = Feed(next_check=NOW + 1, last_attempt=NOW - HOUR)
    assert plan.due([feed], {}, NOW, USUAL) == []
    assert plan.due([feed], {}, NOW + 1, USUAL) == [feed]


def test_eager_asks_before_the_next_check_but_keeps_the_floor() -> None:
    early = Feed(next_check=NOW + HOUR, last_attempt=NOW - 16 * MINUTE)
    just_asked = Feed(next_check=NOW + HOUR, last_attempt=NOW - 14 * MINUTE)
    assert plan.due([early, just_asked], {}, NOW, USUAL, eager=True) == [early]


def test_a_closed_gate_holds_every_feed_of_its_host_and_port() -> None:
    other_port = Feed("https://one.example:8443/feed")
    gates = {"one.example:443": Gate(NOW + 5)}
    assert plan.due([Feed(), other_port], gates, NOW, USUAL, eager=True) == [other_port]
    assert plan.next_due([Feed()], gates, USUAL) == NOW + 5


def test_who_waited_longest_is_asked_first() -> None:
    feeds = [Feed(next_check=NOW - 5), Feed(next_check=NOW - 50), Feed()]
    assert plan.due(feeds, {}, NOW, USUAL) == [feeds[2], feeds[1], feeds[0]]


def test_without_a_floor_feeds_are_due_again_at_once() -> None:
    assert plan.interval(AT_ONCE) == 0
    assert plan.after_answer(NOW, 0, 0, 0, 1.1) == NOW
    assert plan.after_problem(NOW, problem("timeout"), 7, AT_ONCE, 1.2) == NOW


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(20 * MINUTE, 15 * MINUTE), (HOUR, 30 * MINUTE), (DAY, HOUR), (MINUTE, 15 * MINUTE)],
)
def test_the_interval_follows_how_often_a_feed_has_news(gap: int, expected: int) -> None:
    dates = [NOW - number * gap for number in range(10)]
    assert plan.interval(USUAL, dates) == expected


def test_too_few_dates_say_nothing() -> None:
    assert plan.interval(USUAL, [NOW, NOW - 60, NOW - 120]) == HOUR


def test_the_answers_own_wishes_are_kept_up_to_a_day() -> None:
    assert plan.after_answer(NOW, HOUR, 2 * HOUR, 0, 0.9) == NOW + 2 * HOUR
    assert plan.after_answer(NOW, HOUR, 0, 3 * HOUR, 0.9) == NOW + 3 * HOUR
    assert plan.after_answer(NOW, HOUR, 9 * DAY, 0, 0.9) == NOW + DAY


def test_failures_double_the_wait_up_to_a_ceiling() -> None:
    waits = [plan.after_problem(NOW, problem("timeout"), n, USUAL, 1.0) - NOW for n in range(1, 9)]
    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY, DAY]
    assert plan.after_problem(NOW, problem("http_404", status=404), 30, USUAL, 1.0) == NOW + 7 * DAY


def test_retry_after_is_never_undercut() -> None:
    trouble = Problem("http_503", "", 503, retry_after=DAY)
    assert plan.after_problem(NOW, trouble, 1, AT_ONCE, 0.8) == NOW + DAY
    assert plan.gate_after(NOW, trouble, 1) == NOW + DAY


def test_too_many_requests_without_a_word_waits_ten_minutes_and_doubles() -> None:
    trouble = problem("http_429", status=429)
    assert [plan.gate_after(NOW, trouble, n) for n in (1, 2, 3)] == [
        NOW + 10 * MINUTE,
        NOW + 20 * MINUTE,
        NOW + 40 * MINUTE,
    ]
    assert plan.gate_after(NOW, trouble, 99) == NOW + DAY
    assert plan.after_problem(NOW, trouble, 1, AT_ONCE, 1.0) == NOW + 10 * MINUTE


def test_other_failures_close_no_gate() -> None:
    assert plan.gate_after(NOW, problem("timeout"), 3) is None
    assert plan.gate_after(NOW, problem("http_503", status=503), 3) is None
    assert plan.gate_after(NOW, None, 0) is None


def test_a_whole_document_is_asked_for_after_eight_days_of_304() -> None:
    assert plan.wants_full(None, NOW)
    assert plan.wants_full(NOW - 9 * DAY, NOW)
    assert not plan.wants_full(NOW - 7 * DAY, NOW)


@pytest.mark.parametrize(
    ("every", "floor", "next_check", "seconds"),
    [
        (15, 15, NOW + HOUR, 900),
        (15, 15, NOW + 60, 60),
        (15, 15, NOW - 60, 1),
        (15, 15, None, 900),
        (0, 15, NOW + HOUR, 3600),
        (15, 0, NOW, 900),
        (0, 0, NOW, 1),
    ],
)
def test_sleep_between_rounds(every: float, floor: float, next_check: int | None, seconds: float) -> None:
    chosen = config(every_minutes=every, min_interval_minutes=floor)
    assert pause(chosen, next_check, NOW) == seconds
