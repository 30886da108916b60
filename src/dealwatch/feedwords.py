"""How a feed is, in words: what is wrong, since when, what to do, and when it is asked next. Pure."""

import re
from typing import Final

from dealwatch.store.views.health import FeedHealth
from dealwatch.text import masked
from dealwatch.when import ago, hour_or_day

#: By the kind of the last attempt's failure: what a person can do.
_TO_DO: Final = {
    "dns": "check the address in [[feeds]]; if other feeds fail too, the network",
    "connect": "nothing: it is tried again by itself; if other feeds fail too, check the network",
    "tls": "open it in a browser (o): when that warns too, only its owner can mend it; insecure = true"
    " in [[feeds]] is for a server that you know",
    "http_401": "it wants a password: give it user and password in [[feeds]], or switch it off (e)",
    "no_password": "set the variable that its password_env in [[feeds]] names, and start dealwatch again",
    "proxy": "check the proxy in [network], or the feed's own in [[feeds]]",
    "http_403": "open it in a browser (o); when that works, it refuses programs: switch it off (e)",
    "http_404": "look on its site (o) for its new address, and put that into [[feeds]]",
    "http_410": "it is gone for good: take it out of [[feeds]], or switch it off (e)",
    "http_429": "nothing: it was asked too often, and is asked more seldom now",
    "bot_challenge": "it wants to see a person: switch it off (e), and take another feed of this outlet",
    "not_a_feed": "the address has become a page: `dealwatch feeds find` looks there for its feeds",
    "too_large": "raise [refresh] max_bytes, or take a shorter feed of this outlet",
    "bad_redirect": "look on its site (o) for its new address, and put that into [[feeds]]",
    "downgrade": "put its address with https into [[feeds]]",
}
UNCHECKED: Final = "certificate not checked"
_KEY: Final = re.compile(r" \([a-z]\)")
_PASSING: Final = "nothing: it is tried again by itself"


def mark_of(feed: FeedHealth) -> str:
    """A feed's health by a sign: it fails, is switched off, was never asked, or is well."""
    if not feed.enabled:
        return "-"
    if feed.fails or feed.unreached_since:
        return "!"
    return "?" if feed.last_attempt is None else " "


def health_words(feed: FeedHealth, now: int) -> str:
    """How it is, in one line."""
    if not feed.enabled:
        return "switched off" + (f"; it failed last: {feed.problem}" if feed.fails else "")
    if feed.unreached_since:
        # What was wrong with the feed itself before is not known any more.
        before = f"{since_words(feed, now)}; " if feed.fails else ""
        return f"{before}no network since {hour_or_day(feed.unreached_since, now)}"
    if feed.last_attempt is None:
        return "not asked yet"
    if feed.gone_at and feed.gone:
        return f"gone for good: it says so since {hour_or_day(feed.gone_at, now)}"
    if not feed.fails:
        return f"ok, {_brought(feed, now)}"
    return f"{since_words(feed, now)}: {feed.problem}"


def words_in_a_row(feed: FeedHealth, now: int, *, checked: bool) -> str:
    """How it is, with a word on a certificate that is not checked where it is seen; trouble comes first."""
    words = health_words(feed, now)
    if checked:
        return words
    return f"{words}; {UNCHECKED}" if mark_of(feed) != " " else f"{UNCHECKED}; {words}"


def _brought(feed: FeedHealth, now: int) -> str:
    return f"last new story {ago(feed.last_new, now)}" if feed.last_new else "nothing new so far"


def since_words(feed: FeedHealth, now: int) -> str:
    """ "fails since 14:02", with how often where that is more than once."""
    since = f"fails since {hour_or_day(feed.failing_since, now)}" if feed.failing_since else "fails"
    return f"{since}, {feed.failures} times" if feed.failures > 1 else since


def to_do(feed: FeedHealth) -> str:
    """What a person can do about it, "" for a feed that is well."""
    if feed.moved_to:
        return f"it has moved for good and is asked at {masked(feed.moved_to)}: put that into [[feeds]]"
    if not feed.fails or feed.unreached_since:
        return "" if not feed.unreached_since else "check the network: no feed could be reached"
    if feed.outcome.startswith("http_5"):
        return "nothing: the server has trouble of its own"
    return _TO_DO.get(feed.outcome, _PASSING)


def next_words(feed: FeedHealth, now: int) -> str:
    """When it is asked next, and why then."""
    if not feed.enabled:
        return "it is not asked; e switches it on"
    if feed.gone:
        return "it is not asked any more; e has it asked again"
    return f"{next_try(feed, now)}: {_why(feed, _next_at(feed), now)}"


def next_try(feed: FeedHealth, now: int) -> str:
    """When it is asked next; "" for a feed that is not asked."""
    if not feed.enabled or feed.gone:
        return ""
    at = _next_at(feed)
    return f"next try {hour_or_day(at, now)}" if at > now else "it is due now"


def _next_at(feed: FeedHealth) -> int:
    return max(feed.next_check or 0, feed.gate or 0)


def without_keys(words: str) -> str:
    """The words as they stand where no key can be pressed."""
    return _KEY.sub("", words)


def _why(feed: FeedHealth, at: int, now: int) -> str:
    if feed.gate and feed.gate > now and feed.gate >= at:
        return "its host wants to be left alone until then"
    if feed.unreached_since:
        return "asked as soon as there is a network again"
    if feed.fails:
        return "it rests after a failure, longer after each one in a row, a week at most"
    if feed.last_attempt is None:
        return "it was never asked"
    return "as often as it brings something new, within what [refresh] says"


def askable_at(feed: FeedHealth, floor: int, now: int) -> int | None:
    """From when on it may be asked, `floor` seconds after the last time; None where that is now."""
    at = max((feed.last_attempt or 0) + floor if feed.last_attempt else 0, feed.gate or 0)
    return at if at > now else None


def not_yet(feed: FeedHealth, at: int, now: int) -> str:
    """Why it may not be asked now."""
    if feed.gate and feed.gate >= at:
        return f"its host wants to be left alone until {hour_or_day(at, now)}"
    asked = f"it was asked {ago(feed.last_attempt, now)}" if feed.last_attempt else "it was asked"
    return f"{asked}; it may be asked again from {hour_or_day(at, now)} on"
