"""The feeds that most publishers write, read at once; whatever is unusual in one is left to feedparser.

feedparser takes a third of a millisecond an entry, this a fiftieth of that. What is read here are
well-formed UTF-8 documents of RSS 2.0 and Atom in which each element has one meaning and stands once: the
entries are then exactly feedparser's, which a test holds them to. At the first sign of anything else `read`
gives nothing.
"""

import contextlib
import datetime as dt
import re
import time
from collections.abc import Mapping
from typing import Any, Final
from xml.parsers import expat

from dealwatch.feeds.plainwords import ATOM, AUTHOR, ENTRY, FEED, MISLEADING, ROOTS, STANDARD, Element
from dealwatch.feeds.prolog import Document, declared_encoding
from dealwatch.feeds.rawentry import RawEntry, RawFeed, RawText
from dealwatch.feeds.waits import WAITS, refresh_after

_LABEL: Final = re.compile(r"""charset\s*=\s*["']?([^"';\s]*)""", re.IGNORECASE)
_UTF8: Final = frozenset({"utf-8", "utf8"})
_XML_TYPE: Final = re.compile(r"\s*application/(?:xml|[a-z.-]{1,32}\+xml)\s*(?:;|$)")
# What the parser makes of addresses and of characters that a wrong coding left.
_SLASHES: Final = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)(/*)(.*?)")
_CUT_ENTITY: Final = re.compile("&([A-Za-z0-9_]+);")
_CONTROLS: Final = re.compile("[\x80-\x9f]")
_FROM_WINDOWS: Final = {
    code: bytes((code,)).decode("cp1252") for code in range(128, 160) if code not in (129, 141, 143, 144, 157)
}
_HTML_TYPES: Final = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})
_PLAIN_TYPES: Final = frozenset({"text", "plain", "text/plain"})
_TEXT_TYPES: Final = _PLAIN_TYPES | {"html", "text/html"}

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MAIL_DATE: Final = re.compile(
    rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{{1,2}}) ({'|'.join(_MONTHS)})"
    r" ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|([+-])([0-9]{2})([0-9]{2}))"
)
_ISO_DATE: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)

_NOTHING: Final[tuple[str, Mapping[str, str]]] = ("", {})
_CONTAINERS: Final = frozenset({FEED, ENTRY, AUTHOR})
_SPREAD: Final = frozenset(name for names in STANDARD.values() for name in names)

Texts = dict[str, tuple[str, Mapping[str, str]]]


class _Unusual(Exception):
    """Something that is left to feedparser."""


def read(document: Document, max_entries: int) -> RawFeed | None:
    """The feed in a prepared document, at most so many entries; None where feedparser has to read it."""
    if not _is_utf8(document):
        return None
    reader = _Reader()
    try:
        reader.parse(document.body)
    except (_Unusual, expat.ExpatError):
        return None
    feed, found = reader.feed, reader.entries
    return RawFeed(
        entries=tuple(found[:max_entries]),
        title=_mended(feed.get("title", _NOTHING)[0]),
        truncated=len(found) > max_entries,
        refresh_after=refresh_after({name: _mended(feed[name][0]) for name in WAITS if name in feed}),
    )


def _is_utf8(document: Document) -> bool:
    """Whether a document is UTF-8 by all that it says, and holds no declarations."""
    body, labels = document.body, _LABEL.findall(document.content_type)
    labels += filter(None, [declared_encoding(body)])
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body or any(label.lower() not in _UTF8 for label in labels):
        return False
    return bool(labels) or body.isascii() or _XML_TYPE.match(document.content_type or "") is not None


class _Reader:
    """Goes over one document from tag to tag; raises `_Unusual` where it does not know one."""

    def __init__(self) -> None:
        self.feed: Texts = {}
        self.entries: list[RawEntry] = []
        self._atom = False
        self._links: list[str] = []
        self._found: Texts = {}
        self._author: Texts = {}
        self._path: list[tuple[Element, Texts]] = [(Element(within=ROOTS), self.feed)]
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._listens = False

    def parse(self, body: bytes) -> None:
        """Read the whole document."""
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = _declared
        parser.Parse(body, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element, into = self._path[-1]
        found = element.within.get(name)
        if found is None or self._listens:
            raise _Unusual
        if attributes:
            _check(found, attributes)
        if found.keeps in _CONTAINERS:
            into = self._open(found.keeps, name, into)
        elif found.keeps:
            self._attributes, self._pieces, self._listens = attributes, [], True
        self._path.append((found, into))

    def _open(self, keeps: str, name: str, into: Texts) -> Texts:
        """Where the texts of a feed, an entry or an author go."""
        if keeps == FEED:
            self._atom = name.startswith(ATOM)
            return self.feed
        if keeps == ENTRY:
            self._found, self._links, self._author = {}, [], {}
            return self._found
        _put(into, "author", "", {})
        return self._author

    def _text(self, text: str) -> None:
        if self._listens:
            self._pieces.append(text)
        elif self._path[-1][0].keeps == AUTHOR and not text.isspace():
            raise _Unusual

    def _end(self, _: str) -> None:
        element, into = self._path.pop()
        keeps = element.keeps
        if self._listens:
            self._listens = False
            if self._atom and keeps == "link":
                self._link()
            else:
                _put(into, keeps, "".join(self._pieces).strip(), self._attributes)
        elif keeps == ENTRY:
            make = self._atom_entry if self._atom else self._rss_item
            self.entries.append(make(self._found))

    def _link(self) -> None:
        """Of Atom's links the last that leads to a page counts."""
        given = self._attributes
        if not given.get("href"):
            raise _Unusual
        kind, relation = given.get("type", "text/html").lower(), given.get("rel", "alternate").lower()
        if relation == "alternate" and kind in _HTML_TYPES:
            self._links.append(_SLASHES.sub(r"\1\3", given["href"]))

    def _rss_item(self, found: Texts) -> RawEntry:
        guid, given = found.get("guid", _NOTHING)
        permanent = given.get("isPermaLink", "true") == "true"
        guid = _mended(_SLASHES.sub(r"\1\3", guid) if permanent else guid)
        link = guid if permanent else ""
        if "link" in found:
            address = _mended(_SLASHES.sub(r"\1\3", found["link"][0]))
            link = _CUT_ENTITY.sub(r"&\g<1>", address.replace("&amp;", "&"))
        content = _mended(found.get("content", _NOTHING)[0])
        return RawEntry(
            guid=guid,
            title=RawText(_mended(found.get("title", _NOTHING)[0])),
            link=link,
            summary=RawText(_mended(found["description"][0]) if "description" in found else content),
            content=RawText(content),
            author=_mended(found.get("author", _NOTHING)[0]),
            source=_mended(found.get("source", _NOTHING)[0]),
            **_dated(found),
        )

    def _atom_entry(self, found: Texts) -> RawEntry:
        guid = _mended(_SLASHES.sub(r"\1\3", found.get("guid", _NOTHING)[0]))
        name, email = (self._author.get(key, _NOTHING)[0] for key in ("name", "email"))
        content = _atom_text(found, "content")
        return RawEntry(
            guid=guid,
            title=_atom_text(found, "title"),
            link=self._links[-1] if self._links else guid,
            # Without a summary the content is taken for one, and there nothing says that it is plain.
            summary=_atom_text(found, "summary") if "summary" in found else RawText(content.text),
            content=content,
            author=f"{name} ({email})" if name and email else name or email,
            **_dated(found),
        )


def _declared(prefix: str | None, address: str | None) -> None:
    allowed = STANDARD.get(address or "")
    if allowed is not None:
        usual = prefix in allowed
    else:
        misleads = not address or any(word in address for word in MISLEADING)
        usual = prefix not in _SPREAD and not misleads
    if not usual:
        raise _Unusual


def _check(element: Element, attributes: Mapping[str, str]) -> None:
    """`base` moves all addresses; a type other than text and HTML holds elements."""
    if element.attributes is None:
        if any("base" in name.lower() for name in attributes):
            raise _Unusual
    elif not attributes.keys() <= element.attributes:
        raise _Unusual
    typed = "type" in attributes and element.keeps not in ("", "link")
    if typed and attributes["type"].lower() not in _TEXT_TYPES:
        raise _Unusual


def _put(into: Texts, name: str, text: str, attributes: Mapping[str, str]) -> None:
    if name in into:
        raise _Unusual
    into[name] = text, attributes


def _mended(text: str) -> str:
    """UTF-8 that was taken for Latin-1 and written as UTF-8 again, and characters of Windows."""
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_FROM_WINDOWS) if _CONTROLS.search(text) else text


def _atom_text(found: Texts, name: str) -> RawText:
    if name not in found:
        return RawText()
    text, attributes = found[name]
    return RawText(_mended(text), html=attributes.get("type", "text").lower() not in _PLAIN_TYPES)


def _dated(found: Texts) -> dict[str, Any]:
    texts = (_mended(found.get(name, _NOTHING)[0]) for name in ("published", "updated"))
    text = next(filter(None, texts), "")
    return {"date_text": text, "date": _date(text)}


def _date(text: str) -> time.struct_time | None:
    """A date as feedparser reads it; only one that is written in another way is given to it."""
    if (found := _MAIL_DATE.fullmatch(text)) is not None:
        day, month, year, *clock = found.groups()
        date = int(year), _MONTHS.index(month) + 1, int(day)
    elif (found := _ISO_DATE.fullmatch(text)) is not None:
        year, month, day, *clock = found.groups()
        date = int(year), int(month), int(day)
    else:
        return _their_date(text) if text else None
    hour, minute, second, sign, hours, minutes = clock
    try:
        moment = dt.datetime(*date, int(hour), int(minute), int(second), tzinfo=dt.UTC)
        ahead = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        return (moment + ahead if sign == "-" else moment - ahead).utctimetuple()
    except (ValueError, OverflowError):
        return _their_date(text)


def _their_date(text: str) -> time.struct_time | None:
    # Heavy to import, and most feeds do not need it.
    from feedparser.datetimes import _parse_date

    date: time.struct_time | None = _parse_date(text)
    return date
