"""From an answer to what is stored of it: a feed's new state, the attempt, the entries. Pure."""

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import Final

from dealwatch.config import RefreshConfig
from dealwatch.feeds.fetch import Fetched, NotModified
from dealwatch.feeds.problems import Problem, problem
from dealwatch.feeds.quiet import first_loud
from dealwatch.refresh import plan
from dealwatch.refresh.workers import ParseAnswer
from dealwatch.store.record import Attempt, FeedState, ReadEntry
from dealwatch.text import clean_line
from dealwatch.values import Entry, Reading

_MAX_TEXT: Final = 300
# Many feeds put the whole article where the summary should be.
_WHOLE_TEXT: Final = 2_000
_FOR_GOOD: Final = frozenset({301, 308})
# Its links lead to pages that only a browser can follow.
_NO_ARTICLES: Final = ("//news.google.com/",)


@dataclass(frozen=True, slots=True)
class Visit:
    """One attempt at a feed: when, how long it took, and the chance that spreads the next check (0 … 1).

    `own` is the interval that the feed is given, in minutes; 0 for none.
    """

    now: int
    milliseconds: int
    chance: float
    config: RefreshConfig
    own: float = 0

    def jitter(self, spread: float) -> float:
        """A factor around 1."""
        return 1 - spread + 2 * spread * self.chance


def body_hash(body: bytes) -> str:
    """What tells that a document is the same as the last one."""
    return hashlib.sha256(body).hexdigest()


def failed(state: FeedState, trouble: Problem, visit: Visit) -> FeedState:
    """A feed after a failure: validators and hash stay as they were.

    It is asked no more when it says for good that it is gone. Where it had moved and is not found at its new
    address, the configured one is asked again.
    """
    failures = state.failures + 1
    gone_at = (state.gone_at or visit.now) if trouble.status == 410 else state.gone_at
    if state.has_moved and (trouble.lasting or trouble.kind == "not_a_feed"):
        state, gone_at = _not_moved(state), None
    gone = trouble.status == 410 and gone_at is not None and plan.is_gone(gone_at, visit.now)
    next_check = plan.after_problem(visit.now, trouble, failures, visit.config, visit.jitter(0.2), visit.own)
    return dataclasses.replace(
        state,
        last_attempt=visit.now,
        failures=failures,
        problem=clean_line(trouble.message, _MAX_TEXT),
        next_check=None if gone else next_check,
        gone_at=gone_at,
    )


def without_network(state: FeedState, trouble: Problem, visit: Visit) -> FeedState:
    """A feed that could not be asked because nothing can: it is soon due again, and nothing is counted."""
    soon = plan.OUTAGE_PROBE if visit.config.min_interval_minutes else 0
    return dataclasses.replace(
        state,
        problem=clean_line(f"{trouble.message}; the network seems to be down", _MAX_TEXT),
        next_check=visit.now + int(soon * visit.jitter(0.2)),
    )


def not_modified(state: FeedState, answer: NotModified, visit: Visit) -> FeedState:
    """A feed that has not changed: validators that came again replace the old ones."""
    etag = state.etag if answer.etag is None else answer.etag
    date = state.last_modified if answer.last_modified is None else answer.last_modified
    answered = dataclasses.replace(_moving(state, answer, visit), etag=etag, last_modified=date)
    return _answered(answered, visit, _interval(state, visit), answer.fresh_for, 0)


def same_body(state: FeedState, answer: Fetched, visit: Visit) -> FeedState:
    """A feed that sent again what it had sent: nothing to parse, but the validators are new."""
    moving = _moving(state, answer, visit)
    return _answered(
        _with_validators(moving, answer, visit), visit, _interval(state, visit), answer.fresh_for, 0
    )


def parsed(state: FeedState, answer: Fetched, given: ParseAnswer, visit: Visit) -> FeedState:
    """A feed whose document was read; one that held too much is asked for whole again, for the rest."""
    # Elsewhere something else may be published: a redirect counts where a story of before is found again.
    counts = bool(given.parsed.same) or not answer.hops
    moving = _moving(state, answer, visit) if counts else state
    fresh = _with_validators(moving, answer, visit)
    if given.parsed.truncated and given.parsed.fresh:
        fresh = dataclasses.replace(fresh, etag="", last_modified="", body_hash="")
    else:
        fresh = dataclasses.replace(fresh, body_hash=body_hash(answer.body))
    dates = given.parsed.dates
    seconds = plan.interval(visit.config, dates, visit.own) if dates else _interval(state, visit)
    # Who sets no floor wants feeds at once, whatever the document asks; what the server asks is kept.
    asked = given.parsed.refresh_after if visit.config.min_interval_minutes else 0
    fresh = dataclasses.replace(fresh, quiet=given.parsed.quiet if visit.config.min_interval_minutes else "")
    return _answered(fresh, visit, seconds, answer.fresh_for, asked)


def parse_problem(given: ParseAnswer) -> Problem:
    """The problem of a document that could not be read."""
    kind = given.parsed.problem
    return problem("parse_error" if kind == "parse_error" else kind, given.parsed.detail)


def read_entries(given: ParseAnswer, *, articles: bool) -> tuple[ReadEntry, ...]:
    """New and changed entries with their readings. `articles`: pages of relevant ones are wanted."""
    pairs = zip(given.parsed.fresh, given.readings, strict=True)
    return tuple(
        ReadEntry(
            entry=fresh.entry,
            content_hash=fresh.content_hash,
            keys=fresh.keys,
            reading=read.reading,
            problem=read.problem,
            article=articles and wants_article(fresh.entry, read.reading),
        )
        for fresh, read in pairs
    )


def present(given: ParseAnswer) -> frozenset[str] | None:
    """The keys of all entries of a document; None where it had more than were read."""
    if given.parsed.truncated:
        return None
    return frozenset(given.parsed.same) | {fresh.entry.key for fresh in given.parsed.fresh}


def first_today(state: FeedState, now: int) -> bool:
    """Whether a feed answers for the first time since midnight (UTC): once a day, old stories are let go."""
    return state.last_success is None or now // plan.DAY != state.last_success // plan.DAY


def wants_article(entry: Entry, reading: Reading | None) -> bool:
    """Whether a story's page is worth fetching: relevant, without a text of its own, with a link to one."""
    if reading is None or not reading.relevant or not entry.url:
        return False
    if entry.body or len(entry.summary) >= _WHOLE_TEXT:
        return False
    return not any(host in entry.url for host in _NO_ARTICLES)


def attempt(visit: Visit, outcome: str, *, status: int = 0, size: int = 0, text: str = "") -> Attempt:
    """The record of an attempt, for the feeds screen."""
    return Attempt(visit.now, outcome, status or None, visit.milliseconds, size, clean_line(text, _MAX_TEXT))


def _moving(state: FeedState, answer: Fetched | NotModified, visit: Visit) -> FeedState:
    """A feed after an answer: where permanent redirects lead it, and how often they did.

    One temporary hop, and the publisher may still change its mind. Where the new address is asked already,
    there is no redirect any more.
    """
    if state.has_moved and not answer.hops:
        return state
    if not answer.hops or any(hop.status not in _FOR_GOOD for hop in answer.hops):
        return _not_moved(state, unless_moved=True)
    target = answer.hops[-1].url
    if target == state.moved_to:
        return dataclasses.replace(state, moved_seen=state.moved_seen + 1)
    return dataclasses.replace(state, moved_to=target, moved_at=visit.now, moved_seen=1)


def _not_moved(state: FeedState, *, unless_moved: bool = False) -> FeedState:
    """A feed at its configured address; `unless_moved` keeps a move that is believed already."""
    if unless_moved and state.has_moved:
        return state
    return dataclasses.replace(state, moved_to="", moved_at=None, moved_seen=0)


def _with_validators(state: FeedState, answer: Fetched, visit: Visit) -> FeedState:
    return dataclasses.replace(state, etag=answer.etag, last_modified=answer.last_modified, full_at=visit.now)


def _answered(state: FeedState, visit: Visit, seconds: int, fresh_for: int, refresh_after: int) -> FeedState:
    next_check = plan.after_answer(visit.now, seconds, fresh_for, refresh_after, visit.jitter(0.1))
    return dataclasses.replace(
        state,
        interval=seconds,
        next_check=first_loud(next_check, state.quiet),
        last_attempt=visit.now,
        last_success=visit.now,
        failures=0,
        problem="",
        gone_at=None,
    )


def _interval(state: FeedState, visit: Visit) -> int:
    """The interval that the last document led to, within what the configuration now allows."""
    usual = plan.interval(visit.config, own=visit.own)
    if visit.own or state.interval is None:
        return usual
    return min(max(state.interval, visit.config.floor()), usual)
