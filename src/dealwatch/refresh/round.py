"""What one round works with: its configuration, the way out, the children, the writer, and the count."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from dealwatch.clock import Clock
from dealwatch.config import Config, FeedConfig
from dealwatch.dossier import Dossier
from dealwatch.feeds.fetch import Limits
from dealwatch.feeds.network import Network
from dealwatch.feeds.problems import Problem
from dealwatch.refresh.hosts import Hosts
from dealwatch.refresh.outcome import Visit
from dealwatch.refresh.progress import Report
from dealwatch.refresh.workers import Workers
from dealwatch.refresh.writer import Writer
from dealwatch.store.record import FeedState, HostGate

# So many hosts that cannot be reached, and none that can: it is the network that is down.
_HOSTS_FOR_AN_OUTAGE: Final = 3


@dataclass(slots=True)
class Count:
    """How far the round is."""

    due: int = 0
    done: int = 0
    answered: int = 0
    failed: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Unreached:
    """A feed whose host could not be looked up or connected to: its fault, or the network's."""

    state: FeedState
    trouble: Problem
    visit: Visit


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that the parts of a round share. Readings are made by the rules and words of `digest`.

    `was_down`: the network was in the last round, and no feed has answered since.
    """

    config: Config
    dossier: Dossier
    digest: str
    clock: Clock
    report: Report
    chance: Callable[[], float]
    writer: Writer
    network: Network
    workers: Workers
    hosts: Hosts
    slots: asyncio.Semaphore
    count: Count
    settings: Mapping[str, FeedConfig]
    unreached: list[Unreached] = field(default_factory=list)
    was_down: bool = False

    @property
    def network_is_down(self) -> bool:
        """Whether failures to connect say more about the network than about the feeds."""
        hosts = {urlsplit(one.state.url).hostname for one in self.unreached}
        return not self.count.answered and len(hosts) >= (1 if self.was_down else _HOSTS_FOR_AN_OUTAGE)

    def setting(self, state: FeedState) -> FeedConfig:
        """What the configuration says of a feed."""
        return self.settings[state.url]

    def host_gates(self, host: str) -> tuple[HostGate, ...]:
        """The gates that hold a host now, for the store."""
        closed = self.hosts.closed(host)
        return tuple(HostGate(name, gate.until, gate.last_429) for name, gate in closed.items())

    @property
    def limits(self) -> Limits:
        """The bounds of one fetch."""
        return Limits(self.config.refresh.max_bytes, self.config.refresh.timeout_seconds)
