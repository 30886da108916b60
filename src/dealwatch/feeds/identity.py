"""Which entry is which: keys that stay the same from one fetch to the next. Pure.

A key never shows and is never opened; the link that a person opens is kept as the publisher gave it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dealwatch.feeds.caps import MAX_GUID
from dealwatch.links import canonical_link
from dealwatch.values import Entry

_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Marks:
    """What an entry brings to be known by. `day` is the day it was published, "" when unknown."""

    guid: str
    link: str
    title: str
    content: str
    source: str = ""
    day: str = ""


def content_hash(entry: Entry) -> str:
    """Changes when a reader would see a change: dates do not count, many feeds touch them at every fetch."""
    parts = (entry.title, entry.url, entry.summary, entry.body, entry.author, entry.outlet)
    text = "\0".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def keys(entries: Sequence[Marks], *, opaque_links: bool = False) -> list[str]:
    """One key an entry, all different, in order.

    The guid where it is the only one of its kind in the document, with the link where it is repeated, else
    the canonical link, else a hash of title and content. `opaque_links` is for Google News, whose guids and
    links change at every fetch: title, source and day tell its entries apart.
    """
    counts = Counter(entry.guid for entry in entries if entry.guid)
    wanted = (_news_key(entry) if opaque_links else _key(entry, counts) for entry in entries)
    seen: Counter[str] = Counter()
    result = []
    for key in wanted:
        seen[key] += 1
        result.append(key if seen[key] == 1 else f"{key}|{seen[key]}")
    return result


def _key(entry: Marks, counts: Counter[str]) -> str:
    if entry.guid:
        guid = entry.guid if len(entry.guid) <= MAX_GUID else "sha256:" + _sha256(entry.guid)
        return guid if counts[entry.guid] == 1 else f"{guid}|{canonical_link(entry.link) or entry.title}"
    return canonical_link(entry.link) or "sha256:" + _sha256(entry.title + "\0" + entry.content)


def _news_key(entry: Marks) -> str:
    title = _SPACES.sub(" ", entry.title.casefold()).strip()
    return f"news:{title}|{entry.source.casefold().strip()}|{entry.day}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
