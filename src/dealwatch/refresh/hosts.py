"""Politeness: how many requests run at once, how far apart a host's are, and which hosts are left alone."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from dealwatch.clock import Clock
from dealwatch.config import RefreshConfig
from dealwatch.refresh.plan import DAY, GENTLE_GAP, Gate


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    last_start: float | None = None
    gate: Gate = field(default_factory=Gate)


class Hosts:
    """Gives each request its turn. One round has one of these."""

    def __init__(self, config: RefreshConfig, clock: Clock, gates: Mapping[str, Gate]) -> None:
        self._config = config
        self._clock = clock
        self._next_start = clock.monotonic()
        self._hosts: dict[str, _Host] = defaultdict(
            lambda: _Host(asyncio.Semaphore(max(config.host_concurrency, 1)))
        )
        for name, gate in gates.items():
            self._hosts[name].gate = gate

    @asynccontextmanager
    async def turn(
        self, name: str, slots: asyncio.Semaphore, needless: Callable[[], bool] = lambda: False
    ) -> AsyncIterator[bool]:
        """Wait for a host's turn, its gap, one of the `slots` and the pace of all starts.

        Gives False where the host must not be asked now (its gate closed meanwhile) or, by `needless`, need
        not be any more. A host that lately said "too many" is closed again for a while by the turn itself.
        The slot is the caller's to release; the host's turn ends with the block.
        """
        host = self._hosts[name]
        async with host.turns:
            await self._keep_gap(host)
            await slots.acquire()
            try:
                if needless() or host.gate.until > self._clock.now():
                    yield False
                    return
                await self._keep_pace()
                host.last_start = self._clock.monotonic()
                if host.gate.last_429 is not None:
                    until = max(host.gate.until, self._clock.now() + int(GENTLE_GAP))
                    host.gate = Gate(until, host.gate.last_429)
                yield True
            except BaseException:
                slots.release()
                raise

    def close(self, name: str, until: int, last_429: int | None) -> None:
        """Leave a host alone until then, or longer where it is closed longer already."""
        gate = self._hosts[name].gate
        self._hosts[name].gate = Gate(max(until, gate.until), last_429 or gate.last_429)

    def gate(self, name: str) -> Gate:
        """The gate of a host as it stands."""
        return self._hosts[name].gate

    def gates(self) -> dict[str, Gate]:
        """All gates as they stand."""
        return {name: host.gate for name, host in self._hosts.items()}

    async def _keep_gap(self, host: _Host) -> None:
        if host.last_start is None or not self._config.host_gap_seconds:
            return
        wait = host.last_start + self._config.host_gap_seconds - self._clock.monotonic()
        if wait > 0:
            await self._clock.sleep(wait)

    async def _keep_pace(self) -> None:
        if not self._config.starts_per_second:
            return
        now = self._clock.monotonic()
        at = max(now, self._next_start)
        self._next_start = at + 1 / self._config.starts_per_second
        if at > now:
            await self._clock.sleep(at - now)


def gate_of(next_at: int, last_429: int | None, now: int) -> Gate:
    """A gate from what the store remembers; "too many" is forgotten after a day."""
    recent = last_429 is not None and now - last_429 < DAY
    return Gate(next_at, last_429 if recent else None)
