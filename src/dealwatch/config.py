"""The configuration: `config.toml` as typed values, the shipped default overlaid by a person's own file.

Order of sources: the path that was named (`--config`), `$DEALWATCH_CONFIG`, `config.toml` in the user's
configuration directory, the shipped default alone. The program never writes any of them.
"""

import math
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit, urlunsplit

import msgspec
from msgspec import Meta
from platformdirs import user_config_path, user_data_path

from dealwatch.dossier_checks import is_web_address
from dealwatch.errors import ConfigError
from dealwatch.text import masked
from dealwatch.toml import Document, Key, did_you_mean, expanded
from dealwatch.values import FeedKind

# Ceilings keep a slip of the finger ("timeout_seconds = 45000") from looking like a program that hangs.
Minutes = Annotated[float, Meta(ge=0, le=525_600)]
Seconds = Annotated[float, Meta(ge=0, le=3_600)]
Timeout = Annotated[float, Meta(gt=0, le=3_600)]
Rate = Annotated[float, Meta(ge=0, le=1_000)]
Parallel = Annotated[int, Meta(ge=1, le=256)]
Days = Annotated[int, Meta(ge=0, le=36_500)]
Bytes = Annotated[int, Meta(ge=1, le=1_000_000_000)]

# The dashboard's own themes, and those of Textual 8.2: named here so that a slip is told without starting it.
THEMES: Final = (
    *("default", "light", "high-contrast", "deuteranopia", "ansi"),
    *("textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula", "tokyo-night"),
    *("monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato"),
    *("solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn"),
    *("atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light"),
)
_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}


# A person's own keys: by action's id, whole ("list.down") or as a table of tables (list.down).
Given = str | tuple[str, ...]
Chosen = Mapping[str, Given | Mapping[str, Given]]


class StoreConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[store]`. `path` is "" for the user data directory; a relative one starts from the file's folder."""

    path: str = ""


class RefreshConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[refresh]`: how often feeds are asked and with how much patience. 0 means none (no gap, no limit)."""

    every_minutes: Minutes = 15
    min_interval_minutes: Minutes = 15
    interval_minutes: Minutes = 60
    starts_per_second: Rate = 4
    concurrency: Parallel = 8
    host_concurrency: Parallel = 1
    host_gap_seconds: Seconds = 2.0
    timeout_seconds: Timeout = 45
    max_bytes: Bytes = 10_000_000
    fetch_articles: bool = True
    clusters: bool = True


class NetworkConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[network]`. `allow_private` are hosts that links and redirects may lead to although private."""

    allow_private: tuple[str, ...] = ()
    proxy: str = ""


class ReviewConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[review]`: when a status that stories report is taken over without a person's word."""

    confirm: Literal["never", "official", "corroborated"] = "corroborated"
    min_outlets: Annotated[int, Meta(ge=1, le=100)] = 2


class RetentionConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[retention]`: how long stories of no interest that nobody marked are kept, in days. 0: always."""

    read_days: Days = 90
    unread_days: Days = 365
    per_feed: Annotated[int, Meta(ge=0)] = 1_000


class UiConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[ui]`: how the dashboard looks. `theme` is one of `THEMES`, or "" for the first."""

    theme: str = "default"
    glyphs: Literal["ascii", "unicode"] = "ascii"


class FeedConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[feeds]]`. An empty `name` becomes the address's host, an empty `outlet` becomes the name."""

    url: str
    name: str = ""
    outlet: str = ""
    kind: FeedKind = FeedKind.NATIONAL


class ConfigFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a configuration file may hold. `keys` are checked by the dashboard, which knows its actions."""

    dossier: str = "uk-us-tech"
    store: StoreConfig = StoreConfig()
    refresh: RefreshConfig = RefreshConfig()
    network: NetworkConfig = NetworkConfig()
    review: ReviewConfig = ReviewConfig()
    retention: RetentionConfig = RetentionConfig()
    ui: UiConfig = UiConfig()
    keys: Chosen = msgspec.field(default_factory=dict)
    feeds: tuple[FeedConfig, ...] = ()


class Config(ConfigFile, frozen=True, kw_only=True):
    """The configuration in force. `source` is the file it comes from: a person's, or the shipped one."""

    source: Path

    @property
    def folder(self) -> Path:
        """Where relative paths of the configuration start from."""
        return self.source.parent


def load_config(path: Path | None, env: Mapping[str, str]) -> Config:
    """The configuration that `path` (what `--config` names), the environment or the defaults lead to.

    Raises `ConfigError`: one sentence or two with the file, the line or key, and the mend.
    """
    shipped = Document.read(_shipped_path(), ConfigError)
    default = _validated(shipped, shipped.tables)
    chosen = _chosen_path(path, env)
    if chosen is None:
        return default
    own = Document.read(chosen, ConfigError)
    return _validated(own, overlay(shipped.tables, own.tables))


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


def _validated(document: Document, tables: dict[str, Any]) -> Config:
    read = document.convert(ConfigFile, tables)
    for key, what in _faults(read):
        raise document.error(key, what)
    plain = {name: getattr(read, name) for name in read.__struct_fields__}
    return Config(**{**plain, "feeds": tuple(map(_named, read.feeds))}, source=document.path)


def _named(feed: FeedConfig) -> FeedConfig:
    name = feed.name or urlsplit(feed.url).hostname or feed.url
    return msgspec.structs.replace(feed, name=name, outlet=feed.outlet or name)


def _faults(read: ConfigFile) -> Iterator[tuple[Key, str]]:
    """What types alone do not tell."""
    if not read.dossier.strip():
        yield ("dossier",), 'is empty: name a packaged dossier ("uk-us-tech") or the path of a TOML file.'
    for name in read.refresh.__struct_fields__:
        if not math.isfinite(getattr(read.refresh, name)):
            yield ("refresh", name), "must be a number, neither infinite nor nan."
    if read.ui.theme and read.ui.theme not in THEMES:
        near = did_you_mean(read.ui.theme, THEMES)
        yield ("ui", "theme"), f'"{read.ui.theme}" is not known.{near} It is one of {", ".join(THEMES)}.'
    for index, host in enumerate(read.network.allow_private):
        if not host or any(mark in host for mark in "/ @\t\n"):
            yield (
                ("network", "allow_private"),
                f'"{host}" (number {index + 1}) is no host: write the host alone, such as "127.0.0.1".',
            )
    yield from _feed_faults(read.feeds)


def _feed_faults(feeds: tuple[FeedConfig, ...]) -> Iterator[tuple[Key, str]]:
    first: dict[str, int] = {}
    for index, feed in enumerate(feeds):
        key: Key = ("feeds", index, "url")
        if not is_web_address(feed.url):
            yield key, _address_problem(feed.url)
            continue
        earlier = first.setdefault(_plain_address(feed.url), index)
        if earlier != index:
            address = masked(feed.url)
            yield key, f"this address is feeds[{earlier + 1}]'s already ({address}): take one of the two out."


def _address_problem(url: str) -> str:
    if not url.strip():
        return "is empty: give the address of the feed, such as https://example.org/feed.xml."
    scheme = url.partition(":")[0].lower() if ":" in url else ""
    url = masked(url)
    if "://" not in url and not scheme.isalpha():
        return f'"{url}" has no scheme: write https:// before it.'
    if scheme not in ("http", "https"):
        near = did_you_mean(scheme, ("http", "https"))
        return f'"{url}" is not a web address: only http:// and https:// are fetched.{near}'
    return f'"{url}" is not a web address: write https://, a host, and no spaces.'


def _plain_address(url: str) -> str:
    """An address without what makes two spellings of one: scheme, default port, last slash, fragment, the
    host's case.
    """
    parts = urlsplit(url)
    netloc = parts.netloc.lower().removesuffix(_DEFAULT_PORTS[parts.scheme])
    return urlunsplit(("", netloc, parts.path.rstrip("/"), parts.query, ""))
