"""`feeds import`, `feeds export` and `feeds find`: feeds from elsewhere as tables to paste, and out again.

The configuration is its owner's file and is not written: tables go to standard output, what became of each
feed to standard error.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from dealwatch.address import split_login
from dealwatch.cli.output import one_line, to_json
from dealwatch.clock import SystemClock
from dealwatch.config import Config, load_config
from dealwatch.config_checks import plain_address
from dealwatch.config_tables import FeedConfig
from dealwatch.dossier_checks import is_web_address
from dealwatch.errors import InputError
from dealwatch.feeds.caps import MAX_URL
from dealwatch.feeds.opml import MAX_BYTES, MAX_OUTLINES, Subscription, read_opml, write_opml
from dealwatch.links import canonical_link
from dealwatch.text import HOSTILE, clean_line, masked
from dealwatch.toml import expanded, fault
from dealwatch.values import FeedKind

_KINDS: Final = frozenset(FeedKind)


def import_(arguments: argparse.Namespace) -> int:
    """Print an OPML file's feeds as `[[feeds]]`; 1 when it names feeds and none can be taken."""
    config = load_config(arguments.config, os.environ)
    listed = read_opml(_read(arguments.file))
    if listed is None:
        raise InputError(f"{arguments.file} is not OPML: export the list of feeds from your reader as OPML.")
    if listed.cut:
        _tell(f"only the first {MAX_OUTLINES:,} entries and {MAX_BYTES:,} bytes of it are read")
    return _offer(listed.feeds, config)


def export(arguments: argparse.Namespace) -> int:
    """Print the configured feeds as OPML, without passwords."""
    config = load_config(arguments.config, os.environ)
    feeds = [Subscription(_public(feed.url), feed.name, (feed.kind.value,)) for feed in config.feeds]
    for feed in config.feeds:
        if _public(feed.url) != feed.url:
            _tell(f"{feed.name}: what its address keeps secret is left out")
    sys.stdout.write(write_opml("dealwatch", feeds).decode("utf-8"))
    return 0


def find(arguments: argparse.Namespace) -> int:
    """Print the feeds of a web page as `[[feeds]]`; 1 when there is none."""
    config = load_config(arguments.config, os.environ)
    address = arguments.url if "://" in arguments.url else f"https://{arguments.url}"
    if not is_web_address(address):
        raise InputError(f"{masked(clean_line(address))} is not a web address: write https:// and a host.")
    # The network stack takes a third of a second to import: not before the address is known to be one.
    from dealwatch.feeds.discover import discover

    found = asyncio.run(
        discover(
            address,
            SystemClock(),
            allow_private=config.network.allow_private,
            proxy=config.network.proxy,
            seconds=config.refresh.timeout_seconds,
            gap=config.refresh.host_gap_seconds,
        )
    )
    if found.trouble:
        _tell(f"{masked(address)}: {found.trouble}")
        return 1
    if not found.feeds:
        _tell(f"no feed was found at {masked(address)} ({found.asked} requests)")
        return 1
    return _offer(found.feeds, config)


def _offer(feeds: Sequence[Subscription], config: Config) -> int:
    """Print tables of the feeds that are new, and tell what became of each."""
    known = {_key(feed.url) for feed in config.feeds}
    counted = {"added": 0, "already there": 0, "bad address": 0}
    for feed in feeds:
        what = _judged(feed, known)
        counted[what] += 1
        _tell(f"{what}: {feed.name or masked(clean_line(feed.url))} {_shown(feed)}".rstrip())
        if what == "added":
            known.add(_key(feed.url))
            print(f"{chr(10) if counted[what] > 1 else ''}{_table(feed)}")
    _tell(", ".join(f"{number:,} {what}" for what, number in counted.items()))
    if counted["added"]:
        _tell(f"add the tables to your configuration ([[feeds]] there replaces the list of {config.source})")
    return 0 if counted["added"] or counted["already there"] or not feeds else 1


def _judged(feed: Subscription, known: Iterable[str]) -> str:
    if not is_web_address(feed.url) or len(feed.url) > MAX_URL or HOSTILE.search(feed.url):
        return "bad address"
    return "already there" if _key(feed.url) in known else "added"


def _key(url: str) -> str:
    """What tells that two addresses are one feed's, also to the check of the configuration."""
    return canonical_link(f"https:{plain_address(url)}").rstrip("/")


def _table(feed: Subscription) -> str:
    """One `[[feeds]]` table. A password is left out: what is printed may end up anywhere."""
    url, user, password = split_login(feed.url)
    kinds = [name.lower() for name in feed.folders if name.lower() in _KINDS]
    others = [name for name in feed.folders if name.lower() not in _KINDS]
    row = FeedConfig(url=url, name=feed.name, user=user)
    lines = [
        *([f"# {one_line(' / '.join(others))}"] if others else []),
        *(["# it needs a password: add password or password_env"] if password else []),
        f"url = {to_json(row.url)}",
        *([f"name = {to_json(row.name)}"] if row.name else []),
        *([f'kind = "{kinds[0]}"'] if kinds else []),
        *([f"user = {to_json(row.user)}"] if row.user else []),
    ]
    return "\n".join(["[[feeds]]", *lines])


def _shown(feed: Subscription) -> str:
    shown = masked(clean_line(feed.url, MAX_URL))
    return f"({shown})" if shown and feed.name and feed.name != shown else ""


def _public(url: str) -> str:
    """An address without what it keeps secret."""
    shown = masked(url)
    return shown if "***" in shown else url


def _tell(line: str) -> None:
    print(f"dealwatch: {one_line(line)}", file=sys.stderr)


def _read(file: str) -> bytes:
    """At most one byte more than is looked at. Raises InputError."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = expanded(Path(file))
    try:
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(fault(path, error)) from error
