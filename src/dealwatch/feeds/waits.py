"""How long a feed itself asks to wait between two fetches. Pure."""

import math
from collections.abc import Mapping
from typing import Final

_DAY: Final = 86_400
_PERIODS: Final = {
    "hourly": 3_600,
    "daily": _DAY,
    "weekly": 7 * _DAY,
    "monthly": 30 * _DAY,
    "yearly": 365 * _DAY,
}
#: What of a feed tells it.
WAITS: Final = ("ttl", "sy_updateperiod", "sy_updatefrequency")


def refresh_after(feed: Mapping[str, str]) -> int:
    """`ttl` (minutes) and `sy:updatePeriod` over `sy:updateFrequency`, the longer, at most a day."""
    ttl = _number(feed.get("ttl", "")) * 60
    period = _PERIODS.get(feed.get("sy_updateperiod", "").strip().lower(), 0)
    syndication = period / (_number(feed.get("sy_updatefrequency", "")) or 1)
    return min(int(max(ttl, syndication)), _DAY)


def _number(text: str) -> float:
    try:
        value = float(text[:20])
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and value > 0 else 0.0
