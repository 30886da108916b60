"""Keys by which the store knows the same words, and the same host, again."""

import re
from typing import Final
from urllib.parse import urlsplit

_WORD: Final = re.compile(r"\w+")


def text_key(text: str) -> str:
    """The words of a quotation alone, so that the same one in two outlets has one key; at most 200
    characters.

    Case, punctuation and spacing differ between outlets that print the same words.
    """
    return " ".join(_WORD.findall(text.casefold()))[:200]


def host_key(url: str) -> str:
    """Host and port of an address, as the gates of hosts know it."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return f"{(parts.hostname or '').lower()}:{port}"
