"""The elements that `plainfeed` knows, with what may stand in each and which attributes they may have.

An element that is listed without a meaning leaves no trace in what is taken of feedparser's entries.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

ATOM: Final = "http://www.w3.org/2005/Atom"
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_SY: Final = "http://purl.org/rss/1.0/modules/syndication/"
_SLASH: Final = "http://purl.org/rss/1.0/modules/slash/"
_WFW: Final = "http://wellformedweb.org/CommentAPI/"
_MEDIA: Final = "http://search.yahoo.com/mrss/"
_THREADS: Final = "http://purl.org/syndication/thread/1.0"
_WORDPRESS: Final = "com-wordpress:feed-additions:1"
_LANGUAGE: Final = "http://www.w3.org/XML/1998/namespace lang"

#: The prefixes under which each of these namespaces may be declared. No other may be declared under them.
STANDARD: Final[Mapping[str, tuple[str | None, ...]]] = {
    ATOM: (None, "atom", "atom10", "a10"),
    _CONTENT: ("content",),
    _DC: ("dc",),
    _SY: ("sy",),
    _SLASH: ("slash",),
    _WFW: ("wfw",),
    _MEDIA: ("media",),
    _THREADS: ("thr",),
    _WORDPRESS: (None,),
}
#: feedparser takes these for other things than their prefixes say, or gives the feed another version.
MISLEADING: Final = ("http://purl.org/rss/1.0/", "netscape.com", "userland.com/rss", "xlink", "purl.org/atom")


class Element(NamedTuple):
    """`keeps` is the name under which its text is kept, "" where it is not; `attributes` None: any."""

    keeps: str = ""
    attributes: frozenset[str] | None = frozenset()
    within: Mapping[str, "Element"] = {}


_ANY: Final = Element(attributes=None)
_BARE: Final = Element()
_TYPED: Final = frozenset({"type", _LANGUAGE})
#: Names of the elements that hold others.
FEED, ENTRY, AUTHOR = "feed:", "entry:", "author:"


def _bare(names: str, namespace: str = "") -> dict[str, Element]:
    return {f"{namespace} {name}".strip(): _BARE for name in names.split()}


def _any(names: str, namespace: str = "") -> dict[str, Element]:
    return {f"{namespace} {name}".strip(): _ANY for name in names.split()}


_ITEM: Final = {
    **{name: Element(name) for name in ("title", "link", "description", "author")},
    "guid": Element("guid", frozenset({"isPermaLink"})),
    "pubDate": Element("published"),
    "source": Element("source", frozenset({"url"})),
    f"{_CONTENT} encoded": Element("content"),
    f"{_DC} creator": Element("author"),
    f"{_DC} date": Element("updated"),
    **_any("category enclosure comments"),
    **_bare("comments", _SLASH),
    **_bare("commentRss comment", _WFW),
    **_bare("subject", _DC),
    **_any("thumbnail content credit", _MEDIA),
    **_bare("total", _THREADS),
    **_bare("post-id", _WORDPRESS),
}
_IMAGE: Final = Element(within=_bare("url title link width height description"))
_CHANNEL: Final = {
    "item": Element(ENTRY, within=_ITEM),
    "title": Element("title"),
    "ttl": Element("ttl"),
    f"{_SY} updatePeriod": Element("sy_updateperiod"),
    f"{_SY} updateFrequency": Element("sy_updatefrequency"),
    "image": _IMAGE,
    "skipHours": Element(within=_bare("hour")),
    "skipDays": Element(within=_bare("day")),
    **_bare("link description language copyright managingEditor webMaster pubDate lastBuildDate docs rating"),
    **_any("category generator cloud"),
    **_any("link", ATOM),
    **_bare("updateBase", _SY),
    **_bare("date language publisher rights creator", _DC),
    **_bare("site", _WORDPRESS),
}
_AUTHOR: Final = Element(
    AUTHOR,
    within={**{f"{ATOM} {name}": Element(name) for name in ("name", "email")}, **_bare("uri", ATOM)},
)
_ATOM_ENTRY: Final = {
    f"{ATOM} id": Element("guid"),
    **{f"{ATOM} {name}": Element(name, _TYPED) for name in ("title", "summary", "content")},
    f"{ATOM} link": Element("link", frozenset({"rel", "type", "href", "title", "hreflang", "length"})),
    **{f"{ATOM} {name}": Element(name) for name in ("published", "updated")},
    f"{ATOM} author": _AUTHOR,
    **_any("category", ATOM),
    **_any("thumbnail content credit", _MEDIA),
    **_bare("total", _THREADS),
}
_ATOM_FEED: Final = {
    f"{ATOM} entry": Element(ENTRY, frozenset({_LANGUAGE}), _ATOM_ENTRY),
    f"{ATOM} title": Element("title", _TYPED),
    f"{ATOM} subtitle": Element("subtitle", _TYPED),
    f"{ATOM} rights": Element("rights", _TYPED),
    f"{ATOM} author": Element(within={f"{ATOM} {name}": _BARE for name in ("name", "email", "uri")}),
    **_bare("id icon logo updated", ATOM),
    **_any("link category generator", ATOM),
}
#: What a document may begin with.
ROOTS: Final[Mapping[str, Element]] = {
    "rss": Element(
        attributes=frozenset({"version", _LANGUAGE}), within={"channel": Element(FEED, within=_CHANNEL)}
    ),
    f"{ATOM} feed": Element(FEED, frozenset({_LANGUAGE}), _ATOM_FEED),
}
