"""Links as keys: what tells that two of them lead to one page. Pure.

A key never shows and is never opened; the link that a person opens is kept as the publisher gave it.
"""

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from url_normalize import url_normalize

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
# What most links look like: nothing in it that normalizing would change, but the scheme and an empty path.
_PLAIN: Final = re.compile(
    r"https?://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)*+/?"
)


def is_plain(url: str) -> bool:
    """Whether a link is http's, whole, and as simple as most are: no taking apart changes it."""
    return _PLAIN.fullmatch(url) is not None


def canonical_link(url: str) -> str:
    """A link as a key: without scheme, fragment and tracking parameters; "" where it is none for http.

    The order and the encoding of the other parameters stay as they are.
    """
    if is_plain(url):
        # The library costs fifty times as much, and there are thousands.
        _, _, link = url.partition(":")
        return link if link.count("/") > 2 else f"{link}/"
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
        plain = urlsplit(url_normalize(urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))) or "")
    except (ValueError, UnicodeError):
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    return f"//{plain.netloc}{plain.path or '/'}" + (f"?{query}" if query else "")


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
