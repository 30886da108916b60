"""What tests of a refresh share: a configuration, a store, and rounds on them."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dealwatch.config import Config, FeedConfig, NetworkConfig, RefreshConfig
from dealwatch.dossier import Dossier, load_dossier
from dealwatch.refresh.progress import FeedDone, Outcome, Progress
from dealwatch.refresh.run import refresh_once
from dealwatch.values import FeedKind
from tests.support.prepared import prepared_store
from tests.support.rows import rows

NOW = 1_780_000_000
DOSSIER: Dossier = load_dossier("uk-us-tech")


class StillClock:
    """A clock that only moves when it is told to, or slept on."""

    def __init__(self, now: int = NOW) -> None:
        self.at = float(now)

    def now(self) -> int:
        return int(self.at)

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


def config(
    urls: Iterable[str] = (),
    *,
    allow: tuple[str, ...] = (),
    kind: FeedKind = FeedKind.NATIONAL,
    **refresh: Any,
) -> Config:
    """A configuration without gaps and floors, for a server on loopback."""
    calm = {
        "min_interval_minutes": 0,
        "host_gap_seconds": 0,
        "starts_per_second": 0,
        "host_concurrency": 8,
        "fetch_articles": False,
    }
    feeds = tuple(
        FeedConfig(url=url, name=url.rsplit("/", 1)[-1], outlet="An outlet", kind=kind) for url in urls
    )
    return Config(
        source=Path("config.toml"),
        feeds=feeds,
        network=NetworkConfig(allow_private=allow),
        refresh=RefreshConfig(**(calm | refresh)),
    )


def new_store(folder: Path) -> Path:
    """A store that is ready: a copy of one that is made once, because making it takes half a second."""
    path = folder / "store.db"
    path.write_bytes(prepared_store())
    return path


class Poller:
    """Runs rounds on one store and keeps what they told."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.clock = StillClock()
        self.told: list[Progress] = []

    def round(self, chosen: Config, *, eager: bool = False) -> Outcome:
        """One round."""
        self.told.clear()
        work = refresh_once(
            *(chosen, self.store, DOSSIER, self.clock, self.told.append),
            eager=eager,
            chance=lambda: 0.5,
            parse_seconds=1,
        )
        return asyncio.run(work)

    def feed(self, name: str) -> FeedDone:
        """What the last round told of a feed."""
        (done,) = (told for told in self.told if isinstance(told, FeedDone) and told.name == name)
        return done

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the store."""
        return rows(self.store, query, *values)

    def titles(self) -> list[str]:
        """The titles of all stories."""
        return [row[0] for row in self.rows("SELECT title FROM story ORDER BY title")]
