"""The links of a web page that may lead to its feeds. Pure, and linear whatever the page.

lxml is not used: a tag of 100,000 attributes costs it half a minute.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import parse_qs, urljoin, urlsplit

from dealwatch.feeds.caps import MAX_TITLE
from dealwatch.feeds.opml import Subscription
from dealwatch.feeds.parse import open_link
from dealwatch.text import clean_line

_MOST: Final = 20
_FEED_TYPES: Final = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
)
_ENDINGS: Final = (".rss", ".atom", ".rdf", ".xml", "/feed", "/rss", "/atom", "feed.json")
_WELL_KNOWN: Final = (
    *("/feed", "/rss", "/atom.xml", "/feed.xml", "/rss.xml", "/index.xml", "/feed.json", "/feed.atom"),
    "/index.rss",
)
# The next "<" ends every tag, and a name is looked at from its first letter only: no place is read twice.
_TAG: Final = re.compile(r"<(link|a|base)\s([^<>]{1,8192})>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"""(?<![A-Za-z:-])([A-Za-z:-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))"""
)
_YOUTUBE: Final = ("youtube.com", "www.youtube.com", "m.youtube.com")
_CHANNEL: Final = re.compile(r"/channel/(UC[\w-]{20,30})(?:/|$)")


def named_feeds(page: str, url: str) -> tuple[Subscription, ...]:
    """The feeds that a page names as its own (`<link rel="alternate">`), in its order, each once."""
    found: dict[str, Subscription] = {}
    base = url
    for tag, given in _tags(page):
        if tag == "base" and base == url:
            base = open_link(given.get("href", ""), url) or url
        is_feed = "alternate" in given.get("rel", "").lower().split() and _type(given) in _FEED_TYPES
        address = open_link(given.get("href", ""), base) if tag == "link" and is_feed else ""
        if address and len(found) < _MOST:
            name = clean_line(given.get("title", ""), MAX_TITLE).strip()
            found.setdefault(address, Subscription(address, name))
    return tuple(found.values())


def likely_feeds(page: str, url: str) -> tuple[str, ...]:
    """The links of a page that end as feeds do, in its order, each once."""
    links = (open_link(given.get("href", ""), url) for tag, given in _tags(page) if tag == "a")
    likely = (link for link in links if link and urlsplit(link).path.lower().rstrip("/").endswith(_ENDINGS))
    return tuple(dict.fromkeys(likely))[:_MOST]


def usual_feeds(url: str) -> tuple[str, ...]:
    """Where the feeds of a site usually are."""
    return tuple(urljoin(url, path) for path in _WELL_KNOWN)


def youtube_feed(url: str) -> str:
    """The feed of a channel or playlist of YouTube, "" for any other address."""
    parts = urlsplit(url)
    if parts.hostname not in _YOUTUBE:
        return ""
    if channel := _CHANNEL.match(parts.path):
        return f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}"
    playlist = parse_qs(parts.query).get("list", [""])[0] if parts.path == "/playlist" else ""
    usable = re.fullmatch(r"[\w-]{10,60}", playlist)
    return f"https://www.youtube.com/feeds/videos.xml?playlist_id={playlist}" if usable else ""


def canonical(page: str, url: str) -> str:
    """The address that a page gives as its own, "" for none."""
    own = (
        open_link(given.get("href", ""), url)
        for tag, given in _tags(page)
        if tag == "link" and given.get("rel", "").lower() == "canonical"
    )
    return next(own, "")


def _type(given: dict[str, str]) -> str:
    return given.get("type", "").partition(";")[0].strip().lower()


def _tags(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    for tag in _TAG.finditer(_without_comments(page)):
        pairs = _ATTRIBUTE.findall(tag[2])
        yield tag[1].lower(), {name.lower(): unescape(a or b or c) for name, a, b, c in reversed(pairs)}


def _without_comments(page: str) -> str:
    kept: list[str] = []
    end = 0
    while (start := page.find("<!--", end)) >= 0:
        kept.append(page[end:start])
        close = page.find("-->", start + 4)
        if close < 0:
            return "".join(kept)
        end = close + 3
    return "".join((*kept, page[end:]))
