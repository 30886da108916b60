"""Politeness: how many requests run at once, how far apart a host's are, and which hosts are left alone."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

from dealwatch.clock import Clock
from dealwatch.config import RefreshConfig
from dealwatch.feeds.domains import registrable
from dealwatch.refresh.plan import DAY, DOMAIN_WINDOW, GENTLE_GAP, Gate, gate_over
from dealwatch.store.keys import gates_over


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    last_start: float | None = None
    gate: Gate = field(default_factory=Gate)


class Hosts:
    """Gives each request its turn. One round has one of these.

    `asked` is when each host was asked last, as the store has it: gaps hold from round to round. `gaps` are
    those of hosts that are given their own, by name with or without port. The domains of the hosts `narrow`
    are never closed, nor held by a gate from before.
    """

    def __init__(
        self,
        config: RefreshConfig,
        clock: Clock,
        gates: Mapping[str, Gate],
        asked: Mapping[str, int] = MappingProxyType({}),
        gaps: Mapping[str, float] = MappingProxyType({}),
        narrow: Iterable[str] = (),
    ) -> None:
        self._gaps = gaps
        self._narrow = frozenset(map(registrable, narrow))
        self._config = config
        self._clock = clock
        self._next_start = clock.monotonic()
        self._hosts: dict[str, _Host] = defaultdict(
            lambda: _Host(asyncio.Semaphore(max(config.host_concurrency, 1)))
        )
        for name, gate in gates.items():
            if name.removeprefix("*.") not in self._narrow:
                self._hosts[name].gate = gate
        for name, at in asked.items():
            self._hosts[name].last_start = clock.monotonic() - max(clock.now() - at, 0)

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
            await self._keep_gap(name, host)
            await slots.acquire()
            try:
                if needless() or self.gate(name).until > self._clock.now():
                    yield False
                    return
                await self._keep_pace()
                host.last_start = self._clock.monotonic()
                self._be_gentle(name)
                yield True
            except BaseException:
                slots.release()
                raise

    def close(self, name: str, until: int, last_429: int | None) -> None:
        """Leave a host alone until then, or longer where it is closed longer already.

        When another host of its domain has said "too many" just before, the whole domain is left alone.
        """
        self._close(name, until, last_429)
        if last_429 is None:
            return
        domain = registrable(name)
        if domain and domain not in self._narrow and self._also_said(domain, name, last_429):
            self._close(f"*.{domain}", until, last_429)

    def _close(self, name: str, until: int, last_429: int | None) -> None:
        gate = self._hosts[name].gate
        self._hosts[name].gate = Gate(max(until, gate.until), last_429 or gate.last_429)

    def _also_said(self, domain: str, name: str, now: int) -> bool:
        return any(
            host.gate.last_429 is not None and now - host.gate.last_429 <= DOMAIN_WINDOW
            for other, host in self._hosts.items()
            if other != name and registrable(other) == domain
        )

    def _be_gentle(self, name: str) -> None:
        """Who lately said "too many", host or domain, is closed again for a while by each request."""
        for gate_name, gate in self._over(name).items():
            if gate.last_429 is not None:
                self._close(gate_name, self._clock.now() + int(GENTLE_GAP), None)

    def _over(self, name: str) -> dict[str, Gate]:
        """The gates that may hold a host, its own and its domains', those that there are."""
        return {gate: self._hosts[gate].gate for gate in gates_over(name) if gate in self._hosts}

    def gate(self, name: str) -> Gate:
        """The gate that holds a host, as it stands."""
        return gate_over(name, self._over(name))

    def closed(self, name: str) -> dict[str, Gate]:
        """Of the gates that may hold a host, those that are closed."""
        now = self._clock.now()
        return {gate: state for gate, state in self._over(name).items() if state.until > now}

    def gates(self) -> dict[str, Gate]:
        """All gates as they stand."""
        return {name: host.gate for name, host in self._hosts.items()}

    async def _keep_gap(self, name: str, host: _Host) -> None:
        usual = self._gaps.get(name.rpartition(":")[0], self._config.host_gap_seconds)
        gap = self._gaps.get(name, usual)
        if host.last_start is None or not gap:
            return
        wait = host.last_start + gap - self._clock.monotonic()
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
