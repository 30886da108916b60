"""Which entry is which: keys that stay the same from one fetch to the next. Pure.

A key never shows and is never opened; the link that a person opens is kept as the publisher gave it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from url_normalize import url_normalize

from dealwatch.feeds.caps import MAX_GUID
from dealwatch.values import Entry

_TRACKING_PREFIXES: Final = ("utm_", "mtm_", "pk_", "piwik_", "hsa_", "mc_", "at_", "itm_", "oly_", "vero_")
_TRACKING: Final = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "ysclid"),
        *("igshid", "igsh", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking"),
        *("ml_subscriber", "ml_subscriber_hash", "ttclid", "li_fat_id", "s_cid", "cmpid", "ns_mchannel"),
        *("ns_source", "ns_campaign", "ns_linkname", "wickedid", "epik", "rb_clickid", "srsltid", "ftag"),
        *("_openstat", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "action_object_map"),
        *("gs_l", "ga_source", "ga_medium", "ga_term", "ga_content", "ga_campaign", "ga_place", "guccounter"),
        *("guce_referrer", "guce_referrer_sig", "xtor", "dm_i", "trk", "trkcampaign", "sc_campaign"),
    )
)
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


def canonical_link(url: str) -> str:
    """A link as a key: without scheme, fragment and tracking parameters; "" where it is none for http.

    The order and the encoding of the other parameters stay as they are.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
        plain = urlsplit(url_normalize(urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))) or "")
    except (ValueError, UnicodeError):
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    return f"//{plain.netloc}{plain.path or '/'}" + (f"?{query}" if query else "")


def content_hash(entry: Entry) -> str:
    """Changes when a reader would see a change: dates do not count, many feeds touch them at every fetch."""
    parts = (entry.title, entry.url, entry.summary, entry.body, entry.author, entry.outlet)
    text = "\0".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


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
