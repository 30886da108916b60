"""Lists of feeds as other readers write and read them (OPML): bytes into `Subscription` values and back."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dealwatch.feeds.caps import MAX_AUTHOR, MAX_TITLE
from dealwatch.text import clean_line

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_OUTLINES: Final = 10_000
# The folders of one feed that are kept, from its own upwards: a hostile list nests thousands.
_MAX_FOLDERS: Final = 10
_OUTLINE: Final = re.compile(rb"<(?:[A-Za-z]{1,16}:)?outline(?=[\s/>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list: its address as it stands there, its name, and the folders that it lies in.

    `url` is "" where the list names a page or another list and no feed.
    """

    url: str
    name: str
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a file holds. `cut`: there were more outlines than the cap."""

    feeds: tuple[Subscription, ...]
    cut: bool = False


def read_opml(body: bytes) -> FeedList | None:
    """The feeds of an OPML file in its order, each address once; None where it is no OPML.

    Entities that the file defines are not looked up and not spelled out. Names are clean, of one line, and
    capped. Linear time.
    """
    # Only who imports a list pays for it; it would fetch what is given as a str.
    import listparser

    short, cut = _first_outlines(_plain(body[:MAX_BYTES]))
    found = listparser.parse(short)
    if not found["version"].startswith("opml"):
        return None
    feeds = [_subscription(row, row["url"]) for row in found["feeds"]]
    others = [_subscription(row, "") for key in ("lists", "opportunities") for row in found[key]]
    return FeedList((*feeds, *others), cut or len(body) > MAX_BYTES)


def _plain(body: bytes) -> bytes:
    """A document in ASCII with character references, so that no parser has to guess its coding."""
    from dealwatch.feeds.prolog import declared_encoding, is_known_encoding

    named = declared_encoding(body)
    for coding in ("utf-8-sig", named if is_known_encoding(named) else "utf-8", "windows-1252"):
        if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            coding = "utf-16"
        try:
            return body.decode(coding).encode("ascii", "xmlcharrefreplace")
        except UnicodeError:
            continue
    return body


def _first_outlines(body: bytes) -> tuple[bytes, bool]:
    """A document up to the cap, and whether any outline was cut."""
    more = next((tag for number, tag in enumerate(_OUTLINE.finditer(body)) if number == MAX_OUTLINES), None)
    return (body[: more.start()], True) if more else (body, False)


def _subscription(row: dict[str, object], url: object) -> Subscription:
    categories = row.get("categories")
    folders = (
        [name for path in categories for name in path[-_MAX_FOLDERS:]] if isinstance(categories, list) else []
    )
    named = (clean_line(name, MAX_AUTHOR).strip() for name in folders[:_MAX_FOLDERS])
    return Subscription(
        url=str(url).strip(),
        name=clean_line(str(row.get("title") or row.get("url") or ""), MAX_TITLE).strip(),
        folders=tuple(dict.fromkeys(name for name in named if name)),
    )


def write_opml(title: str, feeds: Iterable[Subscription]) -> bytes:
    """An OPML 2.0 document with a folder for each first folder's name, and the feeds that have none first."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    document = Element("opml", version="2.0")
    SubElement(SubElement(document, "head"), "title").text = title
    body = SubElement(document, "body")
    folders: dict[str, Element] = {"": body}
    for feed in sorted(feeds, key=lambda feed: bool(feed.folders)):
        folder = feed.folders[0] if feed.folders else ""
        if folder not in folders:
            folders[folder] = SubElement(body, "outline", text=folder, title=folder)
        SubElement(folders[folder], "outline", type="rss", text=feed.name, title=feed.name, xmlUrl=feed.url)
    indent(document)
    written: str = tostring(document, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()
