"""The refresh: asks the feeds that are due, has them parsed and read, and stores each as it arrives.

One poller a store at a time. Everything here can be cancelled at any moment; what was being written then is
finished, and nothing half done is left in the store.
"""

import asyncio
import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from dealwatch.clock import Clock
from dealwatch.config import Config
from dealwatch.dossier import Dossier
from dealwatch.errors import DealwatchError
from dealwatch.feeds.network import Network
from dealwatch.refresh import plan
from dealwatch.refresh.feed import poll_feed, settle_unreached
from dealwatch.refresh.hosts import Hosts, gate_of
from dealwatch.refresh.later import read_again
from dealwatch.refresh.lock import busy_message, is_running, poll_lock
from dealwatch.refresh.messages import Setup
from dealwatch.refresh.pages import fetch_articles
from dealwatch.refresh.progress import Busy, Done, Outcome, Report, Start
from dealwatch.refresh.round import Count, Round
from dealwatch.refresh.workers import Workers
from dealwatch.refresh.writer import Writer
from dealwatch.rules import rules_digest
from dealwatch.store.confirm import Rule
from dealwatch.store.keys import host_key
from dealwatch.store.policy import Policy
from dealwatch.store.record import FeedState, Store
from dealwatch.store.retention import Retention

PARSE_SECONDS: Final = 5
_MAX_WORKERS: Final = 2
_SHORTEST_SLEEP: Final = 1.0
# Seconds between looks for the note of a poller that has just begun: a second in all.
_NOTE_WAITS: Final = (0.02, 0.05, 0.1, 0.2, 0.3, 0.3)


@dataclass(frozen=True, slots=True)
class _Job:
    """What a poller was started with."""

    config: Config
    store_path: Path
    dossier: Dossier
    clock: Clock
    report: Report
    chance: Callable[[], float]
    parse_seconds: int = PARSE_SECONDS
    only: str = ""


async def refresh_once(
    config: Config,
    store_path: Path,
    dossier: Dossier,
    clock: Clock,
    progress: Report,
    *,
    eager: bool = False,
    chance: Callable[[], float] = random.random,
    parse_seconds: int = PARSE_SECONDS,
    only: str = "",
) -> Outcome:
    """One round over the feeds that are due; `Outcome.busy` says so when another poller has the store.

    `eager` asks every feed that may be asked (the floor and the hosts' gates hold), due or not. `chance`
    gives numbers from 0 to 1 that spread the next checks. `parse_seconds` of processor time are what one
    document may cost, and one story's reading. `only` is the address of the one feed to ask, switched off or
    not; floor and gate hold for it too. Raises StoreError.
    """
    job = _Job(config, store_path, dossier, clock, progress, chance, parse_seconds, only)
    with poll_lock(store_path) as mine:
        if not mine:
            return await _busy(job)
        async with _Noted(job) as writer:
            return await _round(job, writer, eager=eager)


async def refresh_forever(
    config: Config,
    store_path: Path,
    dossier: Dossier,
    clock: Clock,
    progress: Report,
    *,
    chance: Callable[[], float] = random.random,
) -> Outcome:
    """Round after round until it is cancelled; returns only when another poller has the store.

    Between rounds it sleeps until the next feed is due, at most `every_minutes`; its children are gone then.
    """
    job = _Job(config, store_path, dossier, clock, progress, chance)
    with poll_lock(store_path) as mine:
        if not mine:
            return await _busy(job)
        async with _Noted(job) as writer:
            down = False
            while True:
                outcome = await _round(job, writer, eager=False, was_down=down)
                # As long as nothing is due, nothing is known anew.
                down = outcome.down if outcome.due else down
                await clock.sleep(pause(config, outcome.next_check, clock.now(), down=outcome.down))


def pause(config: Config, next_check: int | None, now: int, *, down: bool = False) -> float:
    """Seconds to sleep between two rounds; `down`: the network was, in the last one."""
    if down:
        return plan.OUTAGE_PROBE
    longest = config.look_every_minutes * plan.MINUTE
    if not config.refresh.min_interval_minutes or next_check is None:
        # Feeds are due all the time, or there is none: what is left is how often to look.
        return max(longest, _SHORTEST_SLEEP)
    until_due = float(next_check - now)
    return max(min(until_due, longest) if longest else until_due, _SHORTEST_SLEEP)


async def _busy(job: _Job) -> Outcome:
    message = busy_message(await _holder(job))
    job.report(Busy(message))
    return Outcome(busy=message)


async def _holder(job: _Job) -> tuple[int, int] | None:
    """Who polls. The lock is taken before the note is written: until then there is none, or a dead one's."""
    async with Writer(job.store_path) as store:
        for wait in _NOTE_WAITS:
            holder = await store.do(Store.poller)
            if holder is not None and is_running(holder[0]):
                return holder
            await job.clock.sleep(wait)
    return None


class _Noted:
    """The writer, with a note in the store of who polls while the block lasts."""

    def __init__(self, job: _Job) -> None:
        self._job = job
        review = job.config.review
        kept = job.config.retention
        policy = Policy(
            Rule(review.confirm, review.min_outlets),
            job.config.refresh.clusters,
            Retention(kept.read_days, kept.unread_days, kept.per_feed),
        )
        self._writer = Writer(job.store_path, policy)

    async def __aenter__(self) -> Writer:
        await self._writer.__aenter__()
        await self._writer.do(Store.poller_began, os.getpid(), self._job.clock.now())
        return self._writer

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._writer.do(Store.poller_ended)
        finally:
            await self._writer.__aexit__(kind, error, trace)


async def _round(job: _Job, writer: Writer, *, eager: bool, was_down: bool = False) -> Outcome:
    """Ask what is due, then fetch articles and read what is stale; `was_down`: one feed first."""
    refresh, now = job.config.refresh, job.clock.now()
    await writer.do(Store.sync_feeds, job.config.feeds)
    states = {state.id: state for state in await writer.do(Store.feed_states) if _wanted(job, state)}
    kept = await writer.do(Store.host_gates)
    gates = {name: gate_of(gate.next_at, gate.last_429, now) for name, gate in kept.items()}
    own = {feed.url: feed.interval_minutes for feed in job.config.feeds if feed.interval_minutes}
    due = plan.due(states.values(), gates, now, refresh, eager=eager, own=own)
    job.report(Start(len(due), len(states)))
    hosts = Hosts(refresh, job.clock, gates, _asked(states.values()), job.config.gaps, job.config.narrow)
    count, down = Count(due=len(due)), False
    if due:
        with _one_error():
            down = await _ask(job, writer, hosts, count, due, states, was_down=was_down)
    next_check = plan.next_due(states.values(), hosts.gates(), refresh, own)
    if down and next_check is not None:
        next_check = max(next_check, job.clock.now() + plan.OUTAGE_PROBE)
    askable = plan.next_askable(states.values(), gates, refresh, own) if job.only and not due else None
    job.report(Done(count.answered, count.failed, count.new, next_check, askable))
    return Outcome(len(due), count.answered, count.failed, count.new, next_check, down=down)


def _asked(states: Iterable[FeedState]) -> dict[str, int]:
    """When each host was asked last."""
    asked: dict[str, int] = {}
    for state in states:
        host = host_key(state.address)
        asked[host] = max(asked.get(host, 0), state.last_attempt or 0)
    return asked


def _wanted(job: _Job, state: FeedState) -> bool:
    """Whether a round is about a feed; one that is gone is asked only by its name."""
    return state.url == job.only if job.only else state.enabled and not state.gone


async def _ask(
    job: _Job,
    writer: Writer,
    hosts: Hosts,
    count: Count,
    due: Sequence[FeedState],
    states: dict[int, FeedState],
    *,
    was_down: bool,
) -> bool:
    """Ask the feeds that are due; whether the network seems to be down."""
    refresh = job.config.refresh
    workers = Workers(Setup(job.dossier, job.parse_seconds), min(_MAX_WORKERS, os.cpu_count() or 1))
    network = Network(job.config.network.allow_private, max(refresh.concurrency, 1))
    async with workers, network:
        if any(state.full_at is None for state in due):
            workers.expect_work()
        round_ = Round(
            config=job.config,
            dossier=job.dossier,
            digest=rules_digest(job.dossier),
            clock=job.clock,
            report=job.report,
            chance=job.chance,
            writer=writer,
            network=network,
            workers=workers,
            hosts=hosts,
            slots=asyncio.Semaphore(max(refresh.concurrency, 1)),
            count=count,
            settings={feed.url: feed for feed in job.config.feeds},
            was_down=was_down,
        )
        # After an outage one feed is asked, and the others when it answers.
        for some in (due[:1], due[1:]) if was_down else (due,):
            if not round_.network_is_down:
                async with asyncio.TaskGroup() as group:
                    tasks = [group.create_task(poll_feed(round_, state)) for state in some]
                states.update((state.id, state) for state in (task.result() for task in tasks))
        states.update((state.id, state) for state in await settle_unreached(round_))
        if refresh.fetch_articles and count.answered:
            await fetch_articles(round_)
        if not job.only:
            await read_again(round_)
        return round_.network_is_down


@contextmanager
def _one_error() -> Iterator[None]:
    """Tasks that fail side by side fail together; a person is told the first reason."""
    try:
        yield
    except BaseExceptionGroup as group:
        reason = _first(group)
        raise reason from group


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """What a person can mend, else whatever came first."""
    told = group.subgroup(DealwatchError) or group
    first = told.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
