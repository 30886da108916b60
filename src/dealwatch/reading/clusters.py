"""By what copies of one story know each other: the page that their links lead to, or their headline.

Telling the same event in other words is not looked at here.
"""

import hashlib
import re
from typing import Final
from urllib.parse import urlsplit

from dealwatch.links import canonical_link
from dealwatch.values import ClusterKeys, Entry

#: Shorter headlines ("Live updates", "Trade talks: latest") tell no two stories apart.
MIN_WORDS: Final = 4

_WORD: Final = re.compile(r"\w+")
_DASHES: Final = " -–—|"
# Its links lead to a page of its own, another at every fetch.
_OPAQUE_HOSTS: Final = ("//news.google.com/",)


def cluster_keys(entry: Entry) -> ClusterKeys:
    """The keys of an entry; each is None where the entry has nothing that could tell it from others."""
    return ClusterKeys(link=_link_key(entry.url), title=_title_key(entry.title, entry.outlet))


def _link_key(url: str) -> int | None:
    link = canonical_link(url)
    if not link or link.startswith(_OPAQUE_HOSTS) or _is_front_page(link):
        return None
    return _number(f"link:{link}")


def _is_front_page(link: str) -> bool:
    if not link.endswith("/"):
        return False
    parts = urlsplit(link)
    return parts.path == "/" and not parts.query


def _title_key(title: str, outlet: str) -> int | None:
    """Case, punctuation and spacing differ between copies; an aggregator puts the outlet behind the title."""
    words = _WORD.findall(_without_outlet(title.casefold().rstrip(), outlet.casefold().strip()))
    return _number(f"title:{' '.join(words)}") if len(words) >= MIN_WORDS else None


def _without_outlet(title: str, outlet: str) -> str:
    if not outlet or not title.endswith(outlet):
        return title
    headline = title.removesuffix(outlet)
    return headline.rstrip(_DASHES) if headline.endswith(tuple(f"{dash} " for dash in "-–—|")) else title


def _number(text: str) -> int:
    """Eight bytes, signed: what one column of the store holds."""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
