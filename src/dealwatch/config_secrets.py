"""What a configuration holds that is nobody else's business: users and passwords."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from dealwatch.address import split_login
from dealwatch.config_tables import ConfigFile, FeedConfig
from dealwatch.text import Secret
from dealwatch.toml import Key


def taken_apart(feed: FeedConfig, env: Mapping[str, str]) -> FeedConfig:
    """A feed whose address holds neither user nor password, with both beside it, wherever they were given."""
    url, user, password = split_login(feed.url)
    given = feed.password or password or env.get(feed.password_env, "")
    return msgspec.structs.replace(
        feed, url=url, user=feed.user or user, password=Secret(given), proxy=Secret(feed.proxy)
    )


def exposed(read: ConfigFile, path: Path) -> Iterator[tuple[Key, str]]:
    """The passwords of a file that others than its owner can read."""
    if os.name != "posix" or not path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return
    for key in _secrets(read):
        way = "" if key[-1] == "proxy" else ", or name a variable of the environment in password_env"
        yield key, f"holds a password, and others can read this file: run chmod 600 {path}{way}."


def _secrets(read: ConfigFile) -> Iterator[Key]:
    """The keys that hold a password."""
    if _has_login(read.network.proxy):
        yield ("network", "proxy")
    for index, feed in enumerate(read.feeds):
        if feed.password:
            yield ("feeds", index, "password")
        for name in ("url", "proxy"):
            if _has_login(getattr(feed, name)):
                yield ("feeds", index, name)


def _has_login(address: str) -> bool:
    return any(split_login(address)[1:])
