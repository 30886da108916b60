"""What a configuration must satisfy beyond the types of its keys: each fault as its key and a sentence."""

import math
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from dealwatch.address import split_login, without_login
from dealwatch.config_tables import DIRECT, THEMES, ConfigFile, FeedConfig
from dealwatch.dossier_checks import is_web_address
from dealwatch.text import masked
from dealwatch.toml import Key, did_you_mean

#: How often a feed may be asked at most, in minutes, even where its owner is the reader.
SHORTEST_MINUTES: Final = 5
PROXIES: Final = ("http", "https", "socks5", "socks5h")
_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}


def faults(read: ConfigFile) -> Iterator[tuple[Key, str]]:
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
    if read.network.proxy and (what := _proxy_problem(read.network.proxy)):
        yield ("network", "proxy"), what
    yield from _feed_faults(read.feeds)


def _feed_faults(feeds: tuple[FeedConfig, ...]) -> Iterator[tuple[Key, str]]:
    first: dict[str, int] = {}
    for index, feed in enumerate(feeds):
        if not is_web_address(feed.url):
            yield ("feeds", index, "url"), _address_problem(feed.url)
            continue
        earlier = first.setdefault(plain_address(feed.url), index)
        if earlier != index:
            twin = f"feeds[{earlier + 1}]'s already ({masked(feed.url)})"
            yield ("feeds", index, "url"), f"this address is {twin}: take one of the two out."
        for key, what in (*_asking_faults(feed), *_login_faults(feed)):
            yield ("feeds", index, key), what


def _asking_faults(feed: FeedConfig) -> Iterator[tuple[str, str]]:
    """How a feed is asked."""
    if not (feed.user_agent.isascii() and feed.user_agent.isprintable()):
        yield "user_agent", "may hold letters, digits and signs of ASCII only: mend it."
    if 0 < feed.interval_minutes < SHORTEST_MINUTES:
        yield "interval_minutes", f"must be at least {SHORTEST_MINUTES}, or 0 for what [refresh] says."
    if feed.proxy and feed.proxy != DIRECT and (what := _proxy_problem(feed.proxy)):
        yield "proxy", f'{what} "{DIRECT}" is for none.'


def _login_faults(feed: FeedConfig) -> Iterator[tuple[str, str]]:
    """Who asks; what is wrong is told without telling what it is."""
    _, user, password = split_login(feed.url)
    if user and feed.user:
        yield "user", "the address has a user already: keep one of the two."
    given = [key for key in ("password", "password_env") if getattr(feed, key)]
    if len(given) + bool(password) > 1:
        yield given[-1], "the password is given twice: keep one of the two."
    if given and not (user or feed.user):
        yield given[0], "is given without a user: add user."
    if feed.password_env and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", feed.password_env):
        yield "password_env", "is no name of a variable: write the name alone, without $ and =."
    if feed.auth == "digest" and not (user or feed.user):
        yield "auth", "needs a user and a password: add user, and password or password_env."
    if feed.auth == "basic" and ":" in feed.user:
        yield "user", "may hold no colon where auth is basic: mend it."


def _proxy_problem(address: str) -> str:
    """What is wrong with the address of a proxy, "" for nothing."""
    scheme, _, rest = address.partition("://")
    if scheme not in PROXIES or not is_web_address(f"http://{rest}"):
        return (
            f'"{masked(address)}" is not the address of a proxy: write http://host:port, https://host:port or'
            " socks5://host:port."
        )
    parts = urlsplit(address)
    if parts.path.strip("/") or parts.query or parts.fragment:
        return f'"{masked(address)}" has more than host and port: take the rest away.'
    return "" if parts.port else f'"{masked(address)}" has no port: write it behind the host.'


def _address_problem(url: str) -> str:
    if not url.strip():
        return "is empty: give the address of the feed, such as https://example.org/feed.xml."
    scheme = url.partition(":")[0].lower() if ":" in url else ""
    # What is no address may hold a password anywhere before the last @.
    url = re.sub(r"(?<=://).*@|^(?!.*://).*@", "***@", masked(url))
    if "://" not in url and not scheme.isalpha():
        return f'"{url}" has no scheme: write https:// before it.'
    if scheme not in ("http", "https"):
        near = did_you_mean(scheme, ("http", "https"))
        return f'"{url}" is not a web address: only http:// and https:// are fetched.{near}'
    return f'"{url}" is not a web address: write https://, a host, and no spaces.'


def plain_address(url: str) -> str:
    """An address without what makes two spellings of one: scheme, default port, last slash, fragment, the
    host's case.
    """
    parts = urlsplit(without_login(url))
    netloc = parts.netloc.lower().removesuffix(_DEFAULT_PORTS[parts.scheme])
    return urlunsplit(("", netloc, parts.path.rstrip("/"), parts.query, ""))
