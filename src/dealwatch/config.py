"""The configuration: `config.toml` as typed values, the shipped default overlaid by a person's own file.

Order of sources: the path that was named (`--config`), `$DEALWATCH_CONFIG`, `config.toml` in the user's
configuration directory, the shipped default alone. The program never writes any of them.
"""

import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from platformdirs import user_config_path, user_data_path

from dealwatch.config_checks import faults
from dealwatch.config_secrets import exposed, taken_apart
from dealwatch.config_tables import (
    DIRECT,
    THEMES,
    Chosen,
    ConfigFile,
    FeedConfig,
    Given,
    HostConfig,
    NetworkConfig,
    RefreshConfig,
    RetentionConfig,
    ReviewConfig,
    StoreConfig,
    UiConfig,
)
from dealwatch.errors import ConfigError
from dealwatch.text import Secret
from dealwatch.toml import Document, expanded

__all__ = [
    "THEMES",
    "Chosen",
    "Config",
    "ConfigFile",
    "FeedConfig",
    "Given",
    "HostConfig",
    "NetworkConfig",
    "RefreshConfig",
    "RetentionConfig",
    "ReviewConfig",
    "StoreConfig",
    "UiConfig",
    "load_config",
    "overlay",
    "store_path",
]


class Config(ConfigFile, frozen=True, kw_only=True):
    """The configuration in force. `source` is the file it comes from: a person's, or the shipped one."""

    source: Path

    @property
    def folder(self) -> Path:
        """Where relative paths of the configuration start from."""
        return self.source.parent

    @property
    def look_every_minutes(self) -> float:
        """How often to look for feeds that are due: as often as any of them is asked; 0 for never."""
        own = (feed.interval_minutes for feed in self.feeds if feed.interval_minutes)
        return min((self.refresh.every_minutes, *own)) if self.refresh.every_minutes else 0

    def floor_of(self, url: str) -> int:
        """Seconds within which the feed with this address, "" for any, is not asked twice."""
        own = next((feed.interval_minutes for feed in self.feeds if feed.url == url), 0)
        return self.refresh.floor(own)

    @property
    def gaps(self) -> dict[str, float]:
        """Seconds between two requests to hosts that are given their own."""
        given = ((name.lower(), host.gap_seconds) for name, host in self.hosts.items())
        return {name: gap for name, gap in given if gap is not None}

    @property
    def narrow(self) -> tuple[str, ...]:
        """The hosts whose domain's other hosts are asked whatever two of them say."""
        return tuple(name.lower() for name, host in self.hosts.items() if not host.widen)

    def asked_whole(self, host: str) -> bool:
        """Whether a host (`name:port`) is asked for everything from time to time."""
        never = {name.lower() for name, given in self.hosts.items() if not given.whole}
        return host not in never and host.rpartition(":")[0] not in never

    @property
    def unchecked(self) -> frozenset[str]:
        """The addresses of the feeds whose server's certificate is not checked."""
        return frozenset(feed.url for feed in self.feeds if feed.insecure)

    def proxy_of(self, feed: FeedConfig) -> str:
        """The proxy that a feed is asked through, "" for none."""
        return "" if feed.proxy == DIRECT else feed.proxy or self.network.proxy


def load_config(path: Path | None, env: Mapping[str, str]) -> Config:
    """The configuration that `path` (what `--config` names), the environment or the defaults lead to.

    Raises `ConfigError`: one sentence or two with the file, the line or key, and the mend.
    """
    shipped = Document.read(_shipped_path(), ConfigError)
    default = _validated(shipped, shipped.tables, env)
    chosen = _chosen_path(path, env)
    if chosen is None:
        return default
    own = Document.read(chosen, ConfigError)
    return _validated(own, overlay(shipped.tables, own.tables), env)


def store_path(config: Config, override: str | None, env: Mapping[str, str]) -> Path:
    """Where the store is: `override` (`--db`), `$DEALWATCH_DB`, `[store] path`, the user's data directory."""
    named = override or env.get("DEALWATCH_DB", "")
    if named:
        return expanded(named)
    if config.store.path:
        return config.folder / expanded(config.store.path)
    return user_data_path("dealwatch", appauthor=False) / "dealwatch.db"


def overlay(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Tables key by key, `above` winning; lists and plain values are replaced whole."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = overlay(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _shipped_path() -> Path:
    beside = Path(__file__).with_name("config.toml")
    if beside.is_file():
        return beside
    in_the_project = Path(__file__).parents[2] / "config.toml"
    if in_the_project.is_file():
        return in_the_project
    raise ConfigError(f"The shipped configuration {beside} is missing: install dealwatch again.")


def _chosen_path(path: Path | None, env: Mapping[str, str]) -> Path | None:
    """A person's file: the named one must exist, the one in the configuration directory may."""
    if path is not None:
        return _existing(expanded(path), "--config")
    if env.get("DEALWATCH_CONFIG"):
        return _existing(expanded(env["DEALWATCH_CONFIG"]), "$DEALWATCH_CONFIG")
    usual = user_config_path("dealwatch", appauthor=False) / "config.toml"
    return usual if os.path.lexists(usual) else None


def _existing(path: Path, named_by: str) -> Path:
    if not os.path.lexists(path):
        raise ConfigError(
            f"{named_by} names {path}, which does not exist: mend the path, or create the file."
        )
    return path


def _validated(document: Document, tables: dict[str, Any], env: Mapping[str, str]) -> Config:
    read = document.convert(ConfigFile, tables)
    for key, what in chain(faults(read), exposed(read, document.path)):
        raise document.error(key, what)
    plain = {name: getattr(read, name) for name in read.__struct_fields__}
    plain["feeds"] = tuple(_named(taken_apart(feed, env)) for feed in read.feeds)
    plain["network"] = msgspec.structs.replace(read.network, proxy=Secret(read.network.proxy))
    return Config(**plain, source=document.path)


def _named(feed: FeedConfig) -> FeedConfig:
    name = feed.name or urlsplit(feed.url).hostname or feed.url
    return msgspec.structs.replace(feed, name=name, outlet=feed.outlet or name)
