"""How the store knows words, speakers and hosts again that it has met."""

import re
from typing import Final
from urllib.parse import urlsplit

#: Shorter quotations ("very good") are said again and again: they are one only within one event.
LONG: Final = 5

_WORD: Final = re.compile(r"\w+")


def spoken_words(text: str) -> str:
    """The words of a quotation alone, in small letters and between single blanks: case, punctuation and
    spacing differ between outlets.
    """
    return " ".join(_WORD.findall(text.casefold()))


def same_words(one: str, other: str) -> bool:
    """Whether two quotations, as `spoken_words` gives them, are the same, or one a long part of the other."""
    short, long = sorted((one, other), key=len)
    return short == long or (is_long(short) and f" {short} " in f" {long} ")


def is_long(words: str) -> bool:
    """Whether the words of a quotation are so many that nobody says them by chance a second time."""
    return words.count(" ") + 1 >= LONG


def speaker_key(speaker: str, stakeholder: str | None) -> str:
    """One speaker in several outlets: the stakeholder, else the name in small letters; "" for nobody."""
    return f"stakeholder:{stakeholder}" if stakeholder else " ".join(_WORD.findall(speaker.casefold()))


def gates_over(host: str) -> tuple[str, ...]:
    """The names of the gates that may hold a host (as `host_key` gives it): its own, and its domains'."""
    labels = host.rpartition(":")[0].split(".")
    return (host, *(f"*.{'.'.join(labels[start:])}" for start in range(len(labels) - 1)))


def host_key(url: str) -> str:
    """Host and port of an address, as the gates of hosts know it."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return f"{(parts.hostname or '').lower()}:{port}"
