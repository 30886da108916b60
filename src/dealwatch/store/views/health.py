"""The feeds screen: each feed's health, its last attempts, and whether the network was there at all."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from dealwatch.store.keys import gates_over, host_key
from dealwatch.store.moved import MOVED_SECONDS, MOVED_TIMES
from dealwatch.text import Untrusted

# What is tried without a network counts against no feed: its attempts are later than the feed's last one.
HEALTH: Final = """
SELECT feed.id, feed.url, feed.name, feed.outlet, feed.kind, feed.enabled, feed.failures, feed.problem,
       feed.last_attempt, feed.last_success, feed.last_new, feed.next_check, feed.gone_at,
       iif(feed.moved_seen >= :times AND feed.last_success - feed.moved_at >= :lasted, feed.moved_to, ''),
       coalesce((SELECT n FROM tally
                 WHERE tally.dossier = '' AND tally.name = 'feed:' || feed.id), 0) AS stories,
       (SELECT min(attempt.at) FROM attempt
        WHERE attempt.feed_id = feed.id AND attempt.at > coalesce(feed.last_success, 0)
          AND attempt.at <= coalesce(feed.last_attempt, 0)) AS failing_since,
       (SELECT min(attempt.at) FROM attempt
        WHERE attempt.feed_id = feed.id AND attempt.at > coalesce(feed.last_attempt, 0)) AS unreached_since,
       (SELECT attempt.outcome FROM attempt WHERE attempt.feed_id = feed.id
        ORDER BY attempt.id DESC LIMIT 1) AS outcome
FROM feed WHERE feed.configured = 1 ORDER BY feed.position, feed.id
"""

GATES: Final = "SELECT name, next_at FROM host WHERE next_at > :now"

ATTEMPTS: Final = """
SELECT at, outcome, http_status, ms, bytes, new, text FROM attempt WHERE feed_id = :feed
ORDER BY id DESC LIMIT 20
"""

OUTAGE: Final = """
SELECT min(attempt.at), max(attempt.at)
FROM feed CROSS JOIN attempt ON attempt.feed_id = feed.id AND attempt.at > coalesce(feed.last_attempt, 0)
WHERE feed.configured = 1 AND feed.enabled = 1
"""

LAST_SUCCESS: Final = "SELECT max(last_success) FROM feed WHERE configured = 1"


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """A feed and how it is. Instants are UTC seconds.

    `problem` is the last error in words, "" when the last attempt went well, `outcome` the last attempt's
    short word. `failing_since` is the first failure since it last answered, among the attempts that are kept,
    `unreached_since` the first attempt after them for which there was no network, None where there was one.
    `gate` is until when its host wants to be left alone, None where it does not. `moved_to`: where it has
    moved for good, "" where it has not.
    """

    id: int
    url: str
    name: str
    outlet: str
    kind: str
    enabled: bool
    failures: int
    problem: str
    last_attempt: int | None
    last_success: int | None
    last_new: int | None
    next_check: int | None
    gone_at: int | None
    moved_to: str
    stories: int
    failing_since: int | None
    unreached_since: int | None
    outcome: str
    gate: int | None

    @property
    def gone(self) -> bool:
        """Whether it said for good that it is no more, and is asked no more."""
        return self.gone_at is not None and self.next_check is None

    @property
    def fails(self) -> bool:
        """Whether it went wrong when it was last reached, or should have been."""
        return self.failures > 0


_MOVED: Final = {"times": MOVED_TIMES, "lasted": MOVED_SECONDS}


def never_asked(url: str, name: str, outlet: str, kind: str) -> FeedHealth:
    """A feed that the store does not know yet."""
    nothing: dict[str, Any] = dict.fromkeys(
        (*("last_attempt", "last_success", "last_new", "next_check", "gone_at"),
         *("failing_since", "unreached_since", "gate"))
    )  # fmt: skip
    return FeedHealth(
        id=0, url=url, name=name, outlet=outlet, kind=kind, enabled=True, failures=0, problem="", moved_to="",
        stories=0, outcome="", **nothing,
    )  # fmt: skip


# All but the gate, in the order of the query.
_COLUMNS: Final = tuple(field.name for field in fields(FeedHealth))[:-1]


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt at a feed: when, how it ended in a short word, how long and how large, what it brought."""

    at: int
    outcome: str
    http_status: int | None
    ms: int
    bytes: int
    new: int
    text: Untrusted


@dataclass(frozen=True, slots=True)
class Outage:
    """The network was not there: `since` the first vain round, up to now; `answered` when a feed last did."""

    since: int
    answered: int | None


def feeds_health(connection: sqlite3.Connection, now: int) -> tuple[FeedHealth, ...]:
    """The configured feeds: those that fail first, then those never asked, well ones, those switched off."""
    gates = dict(connection.execute(GATES, {"now": now}).fetchall())
    rows = [_health(row, gates) for row in connection.execute(HEALTH, _MOVED)]
    return tuple(sorted(rows, key=_rank))


def _health(row: Any, gates: dict[str, int]) -> FeedHealth:
    values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    values |= {"enabled": bool(values["enabled"]), "outcome": values["outcome"] or ""}
    over = gates_over(host_key(values["moved_to"] or values["url"]))
    return FeedHealth(**values, gate=max((gates[name] for name in over if name in gates), default=None))


def _rank(feed: FeedHealth) -> int:
    if not feed.enabled:
        return 3
    return 0 if feed.fails else 1 if feed.last_attempt is None else 2


def attempts(connection: sqlite3.Connection, feed: int) -> tuple[AttemptRow, ...]:
    """The last attempts at a feed, newest first; at most twenty are kept."""
    rows: Sequence[Any] = connection.execute(ATTEMPTS, {"feed": feed}).fetchall()
    return tuple(
        AttemptRow(at, outcome, status, ms, size, new, Untrusted(text))
        for at, outcome, status, ms, size, new, text in rows
    )


def last_answer(connection: sqlite3.Connection) -> int | None:
    """When a feed last answered."""
    answered: int | None = connection.execute(LAST_SUCCESS).fetchone()[0]
    return answered


def outage(connection: sqlite3.Connection) -> Outage | None:
    """Whether the last rounds found no network; None when a feed has answered since, or none was tried."""
    since, tried = connection.execute(OUTAGE).fetchone()
    answered = last_answer(connection)
    if since is None or (answered is not None and answered >= tried):
        return None
    return Outage(since if answered is None else max(since, answered), answered)
