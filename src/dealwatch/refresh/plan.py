"""What is asked when: which feeds are due, and when each is due again. Pure; chance comes in as an argument.

A feed is never given up: failures only make the wait longer, up to a ceiling.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from dealwatch.config import RefreshConfig
from dealwatch.feeds.problems import Problem
from dealwatch.store.keys import gates_over, host_key

MINUTE: Final = 60
HOUR: Final = 3_600
DAY: Final = 86_400
# A network that fails mends within hours; an address that is gone or locked, within days if at all.
_CEILING_PASSING: Final = DAY
_CEILING_LASTING: Final = 7 * DAY
_FIRST_BACKOFF_429: Final = 10 * MINUTE
# Some servers answer 304 for ever; once in eight days the whole document is asked for.
_FULL_EVERY: Final = 8 * DAY
_GAPS_NEEDED: Final = 3
_SHORTEST_ADAPTIVE: Final = 15 * MINUTE
#: A network that is down may be back any minute: one feed is asked in so many seconds, until one answers.
OUTAGE_PROBE: Final = MINUTE
#: Two hosts of a domain that say "too many" within so many seconds: it is the domain that counts.
DOMAIN_WINDOW: Final = 10 * MINUTE
# After "too many requests" a host is asked at most once in so many seconds, for a day.
GENTLE_GAP: Final = 65.0
#: No feed is given an interval of its own.
NO_OWN: Final[Mapping[str, float]] = MappingProxyType({})


class Polled(Protocol):
    """What the plan needs to know of a feed; the store's `FeedState` has more."""

    @property
    def url(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def gone(self) -> bool: ...
    @property
    def next_check(self) -> int | None: ...
    @property
    def last_attempt(self) -> int | None: ...


Feed = TypeVar("Feed", bound=Polled)


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate of a host, or of all hosts of a domain ("*.example.org").

    Nothing is asked before `until`; `last_429` is when it said "too many", within the last day.
    """

    until: int = 0
    last_429: int | None = None


def gate_over(host: str, gates: Mapping[str, Gate]) -> Gate:
    """The gate that holds a host: its own, or that of a domain it belongs to, whichever is closed longer."""
    return max((gates.get(name, Gate()) for name in gates_over(host)), key=lambda gate: gate.until)


def askable_at(
    feed: Polled, gates: Mapping[str, Gate], config: RefreshConfig, own: Mapping[str, float] = NO_OWN
) -> int:
    """The first instant at which a feed may be asked at all, by its floor and its host's gate.

    `own` are the intervals of feeds that are given one, in minutes, by their addresses.
    """
    resting = config.floor(own.get(feed.url, 0))
    earliest = 0 if feed.last_attempt is None else feed.last_attempt + resting
    return max(earliest, gate_over(host_key(feed.address), gates).until)


def due_at(
    feed: Polled, gates: Mapping[str, Gate], config: RefreshConfig, own: Mapping[str, float] = NO_OWN
) -> int:
    """When a feed is due: its own next check, and never before it may be asked."""
    return max(feed.next_check or 0, askable_at(feed, gates, config, own))


def due(
    feeds: Iterable[Feed],
    gates: Mapping[str, Gate],
    now: int,
    config: RefreshConfig,
    *,
    eager: bool = False,
    own: Mapping[str, float] = NO_OWN,
) -> list[Feed]:
    """The feeds that are due, those that have waited longest first; `eager`: all that may be asked."""
    when = askable_at if eager else due_at
    askable = [feed for feed in feeds if when(feed, gates, config, own) <= now]
    # By their own time and not their gate's, so that behind a gate each gets its turn.
    return sorted(askable, key=lambda feed: (feed.next_check or 0, feed.last_attempt or 0))


def next_due(
    feeds: Iterable[Polled],
    gates: Mapping[str, Gate],
    config: RefreshConfig,
    own: Mapping[str, float] = NO_OWN,
) -> int | None:
    """When the next feed is due; None where there is none. One that is gone is due no more."""
    return min((due_at(feed, gates, config, own) for feed in feeds if not feed.gone), default=None)


def next_askable(
    feeds: Iterable[Polled],
    gates: Mapping[str, Gate],
    config: RefreshConfig,
    own: Mapping[str, float] = NO_OWN,
) -> int | None:
    """From when on one of the feeds may be asked; None where there is none."""
    return min((askable_at(feed, gates, config, own) for feed in feeds), default=None)


def interval(config: RefreshConfig, dates: Sequence[int] = (), own: float = 0) -> int:
    """Seconds between two checks of a feed that answers: its `own` interval (minutes) where it has one.

    Half the median gap of its newest entries, at least a quarter of an hour and the floor, at most the
    configured interval: whoever follows a negotiation wants its news within the hour, and asking costs a
    server next to nothing (304). Without a floor (`min_interval_minutes` = 0) feeds are due at once.
    """
    if own:
        return int(own * MINUTE)
    if not config.min_interval_minutes:
        return 0
    shortest, longest = config.floor(), int(config.interval_minutes * MINUTE)
    gaps = [newer - older for newer, older in pairwise(dates)]
    if len(gaps) < _GAPS_NEEDED:
        return max(shortest, longest)
    return max(shortest, min(max(int(median(gaps) / 2), _SHORTEST_ADAPTIVE), longest))


def after_answer(now: int, seconds: int, fresh_for: int, refresh_after: int, jitter: float) -> int:
    """The next check of a feed that answered. `seconds` is its interval, `jitter` between 0.9 and 1.1.

    It waits at least as long as the answer is fresh (`max-age`) and as the feed itself asks (`ttl`), at most
    a day.
    """
    asked = min(max(fresh_for, refresh_after), DAY)
    return now + max(int(seconds * jitter), asked)


def after_problem(
    now: int, problem: Problem, failures: int, config: RefreshConfig, jitter: float, own: float = 0
) -> int:
    """The next check of a feed that failed `failures` times in a row, this one included.

    The interval doubles with each failure, up to a day, or a week where the problem is likely to last.
    `jitter` is between 0.8 and 1.2. What the server asked for (`Retry-After`) is kept in any case.
    """
    doublings = min(max(failures - 1, 0), 16)
    base = interval(config, own=own)
    if problem.status == 429 and problem.retry_after is None:
        base = max(base, _FIRST_BACKOFF_429)
    ceiling = _CEILING_LASTING if problem.lasting else _CEILING_PASSING
    wait = min(int((base << doublings) * jitter), ceiling)
    return now + max(wait, problem.retry_after or 0)


def is_gone(gone_at: int, now: int) -> bool:
    """Whether a feed that says "gone" (410), and has said so since `gone_at`, is believed.

    Once may be a slip of its publisher; twice, a day or more apart, is not.
    """
    return now - gone_at >= DAY


def wants_full(full_at: int | None, now: int) -> bool:
    """Whether the whole document is asked for although validators are known."""
    return full_at is None or now - full_at > _FULL_EVERY


def gate_after(now: int, problem: Problem | None, failures: int) -> int | None:
    """Until when a whole host is left alone after this answer; None where nothing was asked for."""
    if problem is None or problem.status not in (403, 429, 503):
        return None
    if problem.retry_after is not None:
        return now + problem.retry_after
    if problem.status == 429:
        return now + min(_FIRST_BACKOFF_429 << min(max(failures - 1, 0), 8), DAY)
    return None
