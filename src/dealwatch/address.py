"""Web addresses taken apart: who asks, and which server is meant. Pure."""

from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

_PORTS: Final = {"http": 80, "https": 443}


def split_login(url: str) -> tuple[str, str, str]:
    """An address without user and password, and these two as they are meant, "" for what is not there."""
    parts = urlsplit(url)
    login, at, place = parts.netloc.rpartition("@")
    if not at:
        return url, "", ""
    user, _, password = login.partition(":")
    return urlunsplit(parts._replace(netloc=place)), unquote(user), unquote(password)


def without_login(url: str) -> str:
    """An address without user and password."""
    return split_login(url)[0]


def origin(url: str) -> tuple[str, str, int]:
    """What tells one server from another: scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses are the same server's: what belongs to one may be sent to the other."""
    return origin(one) == origin(other)


def same_host(one: str, other: str) -> bool:
    """Whether two addresses name the same host, whatever the scheme and port."""
    return urlsplit(one).hostname == urlsplit(other).hostname
