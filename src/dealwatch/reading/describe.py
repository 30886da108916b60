"""Descriptions in place of names: articles, spokespeople and whom they speak for."""

import re
from typing import Final

from dealwatch.reading import names


def without_article(words: str) -> str:
    """A name or description without "the", "a" or "an"."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else words


_FOR_BODY: Final = re.compile(
    r"(?:an?\s|the\s)?(?:\w+\s)?(?:spokes(?:man|woman|person|people)|representatives?"
    r"|press officers?)\s(?:for|of|at)\s(?:the\s)?(.+)",
    re.I,
)
_BODY_FIRST: Final = re.compile(
    r"(?:an?\s|the\s)?(.+?)(?:['’]s?)?\s(?:(?:official|chief|deputy|senior)\s)?"
    r"(?:spokes(?:man|woman|person|people)|representatives?|press office)",
    re.I,
)


def spoken_for(words: str) -> str | None:
    """Whom a spokesperson speaks for: "a spokesman for Acme" and "an Acme spokesperson" are Acme."""
    match = _FOR_BODY.fullmatch(words) or _BODY_FIRST.fullmatch(words)
    if match is None:
        return None
    body = without_article(match.group(1).strip())
    return body if body[:1].isupper() or body.split()[0].lower() in names.BODY_NOUNS else None
