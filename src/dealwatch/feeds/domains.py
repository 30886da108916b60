"""Which hosts belong together: the part of a name that somebody registered, by the public suffix list."""

import functools
import ipaddress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_MIN_LABELS: Final = 2


@functools.cache
def registrable(host: str) -> str:
    """The registered domain of a host ("blog.example.co.uk:443": "example.co.uk").

    "" for addresses, single names and whole suffixes, whose hosts have nothing to do with each other.
    """
    name = host.rpartition(":")[0] or host
    labels = name.strip("[]").lower().rstrip(".")
    if labels.count(".") + 1 < _MIN_LABELS or _is_address(labels):
        return ""
    return _suffixes().privatesuffix(labels) or ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@functools.cache
def _suffixes() -> "PublicSuffixList":
    # Thirty milliseconds, and only a host that says "too many" asks for it.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=False)
