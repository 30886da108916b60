"""What the word that is being typed may become: pure functions."""

from collections.abc import Iterable, Sequence
from typing import Final

from dealwatch.filter import FLAGS, KEYS
from dealwatch.names import Names

_MOST: Final = 8
_OF: Final = {
    "tag": ("agreement", "sector", "stakeholder"),
    "agreement": ("agreement",),
    "sector": ("sector",),
    "speaker": ("stakeholder",),
}


def offers(text: str, names: Names, outlets: Iterable[str], keys: Iterable[str] = KEYS) -> list[str]:
    """The words that the last one may become, with its minus and key; at most eight."""
    word = text.rpartition(" ")[2]
    minus = "-" * word.startswith("-")
    key, colon, value = word.removeprefix("-").partition(":")
    if not word:
        return []
    if not colon:
        found = [f"{known}:" for known in keys if known.startswith(key.lower())]
    elif key in keys:
        begun = value.strip('"').lower()
        found = [f"{key}:{v}" for v in _values(key, names, outlets) if v.strip('"').lower().startswith(begun)]
    else:
        found = []
    return [f"{minus}{each}" for each in found][:_MOST]


def _values(key: str, names: Names, outlets: Iterable[str]) -> Sequence[str]:
    if key == "is":
        return list(FLAGS)
    if key == "side":
        return names.sides
    if key == "outlet":
        return [f'"{outlet}"' if " " in outlet else outlet for outlet in outlets]
    return [name.short_id for name in names.of_kind(*_OF.get(key, ())).all]


def completed(text: str, offered: Sequence[str]) -> str:
    """The text with as much of its last word as all offers begin with, or else with the first of them."""
    before, gap, word = text.rpartition(" ")
    common = _common(offered)
    return f"{before}{gap}{common if len(common) > len(word) else offered[0]}"


def _common(words: Sequence[str]) -> str:
    """What all words begin with."""
    first, last = min(words), max(words)
    place = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:place]
