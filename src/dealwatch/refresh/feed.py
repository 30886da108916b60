"""One feed in one round: its turn, the answer, parsing and reading in a child, one transaction."""

from dataclasses import dataclass
from typing import Final

from dealwatch.address import same_host, same_origin
from dealwatch.config import FeedConfig
from dealwatch.errors import DealwatchError
from dealwatch.feeds.caps import MAX_ENTRIES
from dealwatch.feeds.fetch import Answer, Fetched, FetchRequest, NotModified, fetch
from dealwatch.feeds.login import Login
from dealwatch.feeds.problems import Problem, problem
from dealwatch.refresh import outcome, plan
from dealwatch.refresh.messages import ParseJob
from dealwatch.refresh.outcome import Visit
from dealwatch.refresh.progress import FeedDone, Result
from dealwatch.refresh.round import Round, Unreached
from dealwatch.store.keys import host_key
from dealwatch.store.record import Attempt, FeedOutcome, FeedState, ReadEntry, Recorded, Store

_UNREACHED: Final = ("dns", "connect", "proxy")
_UNSET: Final = "password_env in [[feeds]] names a variable that the environment does not have"
_MORE: Final = f"only its first {MAX_ENTRIES} new entries were taken; the rest follows next time"
_WAITS: Final = "not asked: its host wants to be left alone for a while"


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of an attempt, before it is stored."""

    state: FeedState
    attempt: Attempt
    result: Result
    entries: tuple[ReadEntry, ...] = ()
    present: frozenset[str] | None = None
    tidy: bool = False


async def poll_feed(round_: Round, state: FeedState) -> FeedState:
    """Ask one feed and store what came; gives its state from now on. Raises StoreError only."""
    host = host_key(state.address)
    async with round_.hosts.turn(host, round_.slots) as allowed:
        began = round_.clock.monotonic()
        answer = await _ask(round_, state) if allowed else None
        elapsed = round_.clock.monotonic() - began
        # Before the next in the queue has its turn.
        _close_gate(round_, host, answer, state)
    try:
        if answer is None:
            _tell(round_, state, "unchanged", Recorded(), _WAITS)
            return state
        visit = _visit(round_, state, elapsed)
        if isinstance(answer, Problem) and answer.kind in _UNREACHED:
            # Whose fault it is shows at the end of the round; until then there is nothing to store.
            round_.unreached.append(Unreached(state, answer, visit))
            round_.count.failed += 1
            _tell(round_, state, "failed", Recorded(), answer.message)
            return state
        came = await _come_safely(round_, state, answer, visit)
        recorded = await _store(round_, host, came)
    finally:
        round_.slots.release()
    _tally(round_, came, recorded)
    return came.state


def _visit(round_: Round, state: FeedState, elapsed: float) -> Visit:
    return Visit(
        now=round_.clock.now(),
        milliseconds=int(elapsed * 1000),
        chance=round_.chance(),
        config=round_.config.refresh,
        own=round_.setting(state).interval_minutes,
    )


async def settle_unreached(round_: Round) -> list[FeedState]:
    """Store, at the end of a round, which feeds could not be reached; gives their states from now on.

    When many hosts could not be reached and none could, the network is down: that counts against no feed.
    """
    down = round_.network_is_down
    settled = []
    for one in round_.unreached:
        settle = outcome.without_network if down else outcome.failed
        state = settle(one.state, one.trouble, one.visit)
        attempt = outcome.attempt(one.visit, one.trouble.kind, text=one.trouble.message)
        await _store(round_, host_key(one.state.address), _Came(state, attempt, "failed"))
        settled.append(state)
    return settled


async def _come_safely(round_: Round, state: FeedState, answer: Answer, visit: Visit) -> _Came:
    try:
        return await _come(round_, state, answer, visit)
    except DealwatchError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours with one feed must not stop all others
        trouble = Problem("internal", f"dealwatch itself failed on this feed ({type(error).__name__})")
        return _failure(state, trouble, visit)


async def _ask(round_: Round, state: FeedState) -> Answer:
    now = round_.clock.now()
    whole = round_.config.asked_whole(host_key(state.address))
    full = whole and plan.wants_full(state.full_at, now)
    feed = round_.setting(state)
    if feed.lacks_password:
        return problem("no_password", _UNSET)
    # Where it has moved to is the publisher's word, not the reader's.
    at_home = same_origin(state.address, state.url)
    request = FetchRequest(
        url=state.address,
        now=now,
        trusted=not state.has_moved,
        etag="" if full else state.etag,
        last_modified="" if full else state.last_modified,
        user_agent=feed.user_agent,
        proxy=round_.config.proxy_of(feed),
        insecure=feed.insecure and same_host(state.address, state.url),
        login=_login(feed) if at_home else None,
    )
    return await fetch(round_.network, request, round_.limits)


def _login(feed: FeedConfig) -> Login | None:
    if not (feed.user or feed.password):
        return None
    return Login(feed.user, feed.password, digest=feed.auth == "digest")


async def _come(round_: Round, state: FeedState, answer: Answer, visit: Visit) -> _Came:
    if isinstance(answer, Problem):
        return _failure(state, answer, visit)
    if isinstance(answer, NotModified):
        attempt = outcome.attempt(visit, "not_modified", status=304)
        return _Came(outcome.not_modified(state, answer, visit), attempt, "not_modified")
    if outcome.body_hash(answer.body) == state.body_hash:
        attempt = outcome.attempt(visit, "unchanged", status=answer.status, size=answer.wire_bytes)
        return _Came(outcome.same_body(state, answer, visit), attempt, "unchanged")
    return await _read(round_, state, answer, visit)


async def _read(round_: Round, state: FeedState, answer: Fetched, visit: Visit) -> _Came:
    """Have a document parsed, and its new entries read, in a child."""
    known = await round_.writer.do(Store.known_keys, state.id)
    given = await round_.workers.parse(
        ParseJob(answer.body, answer.content_type, answer.url, state.kind, visit.now, known)
    )
    if given.parsed.problem:
        return _failure(state, outcome.parse_problem(given), visit, answer)
    entries = outcome.read_entries(given, articles=round_.config.refresh.fetch_articles)
    return _Came(
        state=outcome.parsed(state, answer, given, visit),
        attempt=outcome.attempt(
            visit,
            "new" if entries else "unchanged",
            status=answer.status,
            size=answer.wire_bytes,
            text=_MORE if given.parsed.truncated else "",
        ),
        result="new" if entries else "unchanged",
        entries=entries,
        present=outcome.present(given),
        tidy=outcome.first_today(state, visit.now),
    )


def _failure(state: FeedState, trouble: Problem, visit: Visit, answer: Fetched | None = None) -> _Came:
    size = 0 if answer is None else answer.wire_bytes
    status = trouble.status if answer is None else answer.status
    return _Came(
        state=outcome.failed(state, trouble, visit),
        attempt=outcome.attempt(visit, trouble.kind, status=status, size=size, text=trouble.message),
        result="failed",
    )


def _close_gate(round_: Round, host: str, answer: Answer | None, state: FeedState) -> None:
    if isinstance(answer, Problem):
        now = round_.clock.now()
        until = plan.gate_after(now, answer, state.failures + 1)
        if until is not None:
            round_.hosts.close(host, until, now if answer.status == 429 else None)


async def _store(round_: Round, host: str, came: _Came) -> Recorded:
    """Everything that came, in one transaction, with the gates that hold the host now."""
    stored = FeedOutcome(
        state=came.state,
        attempt=came.attempt,
        entries=came.entries,
        gates=round_.host_gates(host),
        dossier=round_.dossier.id,
        digest=round_.digest,
        present=came.present,
        tidy=came.tidy,
    )
    return await round_.writer.do(Store.record, came.state.id, stored)


def _tally(round_: Round, came: _Came, recorded: Recorded) -> None:
    count = round_.count
    if came.result == "failed":
        count.failed += 1
    else:
        count.answered += 1
    count.new += len(recorded.new)
    result: Result = "unchanged" if came.result == "new" and not recorded.new else came.result
    _tell(round_, came.state, result, recorded, came.state.problem)


def _tell(round_: Round, state: FeedState, result: Result, recorded: Recorded, trouble: str) -> None:
    round_.count.done += 1
    round_.report(
        FeedDone(
            name=state.name,
            outcome=result,
            new=len(recorded.new),
            changed=len(recorded.changed),
            done=round_.count.done,
            due=round_.count.due,
            problem=trouble,
            next_check=state.next_check,
        )
    )
