"""What answers say in their headers: validators, how long to wait, how long a copy stays good. Pure."""

import email.utils
import re
from collections.abc import Mapping
from typing import Final

MAX_VALIDATOR: Final = 1024
MIN_RETRY_SECONDS: Final = 60
DAY_SECONDS: Final = 86_400
_YEAR_1990: Final = 631_152_000
_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NO_CACHE: Final = re.compile(r"(?:^|[,\s])(?:no-cache|no-store)\b", re.IGNORECASE)


def http_date(value: str) -> int | None:
    """An HTTP date as UTC seconds, None where it is none."""
    try:
        return int(email.utils.parsedate_to_datetime(value).timestamp())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def retry_after(headers: Mapping[str, str], now: int) -> int | None:
    """Seconds to wait that a server asked for, between a minute and a day; None where it asked nothing.

    A date counts from the server's own `Date`, so that a wrong clock on either side does no harm.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        seconds = int(value[:12])
    elif (until := http_date(value)) is not None:
        seconds = until - (http_date(headers.get("date", "")) or now)
    else:
        seconds = 0
    return min(max(seconds, MIN_RETRY_SECONDS), DAY_SECONDS)


def fresh_for(headers: Mapping[str, str]) -> int:
    """Seconds for which the answer need not be asked for again, at most a day; 0 where nothing is said."""
    control = headers.get("cache-control", "")
    if _NO_CACHE.search(control):
        return 0
    if (age := _MAX_AGE.search(control)) is not None:
        return min(int(age[1]), DAY_SECONDS)
    expires, date = http_date(headers.get("expires", "")), http_date(headers.get("date", ""))
    if expires is None or date is None:
        return 0
    return min(max(expires - date, 0), DAY_SECONDS)


def validator(raw: Mapping[bytes, bytes], name: bytes) -> str:
    """A validator exactly as received (bytes as latin-1), "" where absent or longer than 1 KiB."""
    value = raw.get(name, b"")
    return value.decode("latin-1") if len(value) <= MAX_VALIDATOR else ""


def conditional(etag: str, last_modified: str, now: int) -> dict[bytes, bytes]:
    """The request headers that ask for changes only. Both validators are sent, unchanged.

    A date before 1990, more than a day ahead, or that is none makes some servers answer 304 for ever: it is
    left out.
    """
    headers: dict[bytes, bytes] = {}
    if etag:
        headers[b"If-None-Match"] = etag.encode("latin-1", "replace")
    date = http_date(last_modified) if last_modified else None
    if date is not None and _YEAR_1990 <= date <= now + DAY_SECONDS:
        headers[b"If-Modified-Since"] = last_modified.encode("latin-1", "replace")
    return headers
