"""The tables and keys that a configuration file may hold, with the values that are taken without one."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

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

#: As a feed's proxy: none, although `[network]` names one.
DIRECT: Final = "direct"

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

    def floor(self, own: float = 0) -> int:
        """Seconds within which a feed is not asked twice; `own` is its own interval, minutes, or 0."""
        shortest = self.min_interval_minutes
        return round((min(shortest, own) if own else shortest) * 60)


class NetworkConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[network]`. `allow_private` are hosts that links and redirects may lead to although private.

    `proxy` is the address of the proxy that everything goes through, "" for none.
    """

    allow_private: tuple[str, ...] = ()
    proxy: str = ""


class HostConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[hosts."name"]`: what holds for a host (`name` or `name:port`) instead of `[refresh]`.

    `gap_seconds` is None for what `[refresh]` says. `widen`: when two hosts of its domain say "too many",
    all of the domain are left alone. `whole`: where it only ever says "nothing new" it is asked for
    everything once in eight days.
    """

    gap_seconds: Seconds | None = None
    widen: bool = True
    whole: bool = True


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
    """One `[[feeds]]`. An empty `name` becomes the address's host, an empty `outlet` becomes the name.

    Once loaded, `url` holds neither user nor password: these stand in `user` and `password`, also where the
    address or the environment (`password_env`) gave them. `interval_minutes` is 0 for what `[refresh]` says,
    `proxy` is "" for what `[network]` says and "direct" for none.
    """

    url: str
    name: str = ""
    outlet: str = ""
    kind: FeedKind = FeedKind.NATIONAL
    user_agent: str = ""
    interval_minutes: Minutes = 0
    proxy: str = ""
    insecure: bool = False
    user: str = ""
    password: str = ""
    password_env: str = ""
    auth: Literal["basic", "digest"] = "basic"

    @property
    def lacks_password(self) -> bool:
        """Whether the environment does not have the password that it should."""
        return bool(self.password_env) and not self.password


class ConfigFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a configuration file may hold. `keys` are checked by the dashboard, which knows its actions."""

    dossier: str = "uk-us-tech"
    store: StoreConfig = StoreConfig()
    refresh: RefreshConfig = RefreshConfig()
    network: NetworkConfig = NetworkConfig()
    hosts: dict[str, HostConfig] = msgspec.field(default_factory=dict)
    review: ReviewConfig = ReviewConfig()
    retention: RetentionConfig = RetentionConfig()
    ui: UiConfig = UiConfig()
    keys: Chosen = msgspec.field(default_factory=dict)
    feeds: tuple[FeedConfig, ...] = ()
