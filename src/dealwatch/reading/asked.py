"""Whom the sentence before asked: "The Herald asked the Treasury about it. It did not reply"."""

import re
from typing import Final

from dealwatch.reading import names
from dealwatch.reading.describe import without_article
from dealwatch.reading.people import People

_PUT: Final = re.compile(
    r"\b(?P<by>[Ww]e|I|[Cc]orrespondent|[Rr]eporters?|[Jj]ournalists?"
    r"|(?:The )?(?!Prime|Home|Foreign)[A-Z]\w+)\s(?:has |have |had )?"
    r"(?:asked|approached|challenged|put (?:the|this|that|a|our|these) questions? to)\s"
    r"(?P<who>(?:the\s)?(?:\w+\s){0,3}?\w+)"
    r"(?=\s(?:about|whether|as|if|on|how|why|when|for|what|outside|in|at)\b|[.,])[^.\n]{0,120}\.[”\"’]?\s+\Z"
)
_REACH: Final = 240
_ASKERS: Final = ("we", "i", "correspondent", "reporter", "reporters", "journalist", "journalists")


def asked_before(pronoun: str, text: str, at: int, people: People) -> str | None:
    """The office that "he" or "she" at `at`, the body that "it" or "they" may be, where one was asked."""
    found = _PUT.search(text, max(0, at - _REACH), at)
    if found is None:
        return None
    who = without_article(found["who"])
    if pronoun in ("he", "she"):
        asker = found["by"]
        press = asker.lower() in _ASKERS or asker.startswith("The ")
        return who if press and who.split()[-1].lower() in names.OFFICES else None
    body = found["who"].startswith("the ") or who[:1].isupper()
    return who if body and people.full_name(who) not in people.by_name else None
