"""Whether a status is news: the date beside it, and words such as "today" or "has agreed"."""

import datetime as dt
import re
from typing import Final

from dealwatch.reading import status_verbs
from dealwatch.reading import status_words as words
from dealwatch.reading.inflect import forms
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.spans import in_small_letters

# A status that began longer ago than this many days is background; one within `_FRESH` is news.
_STALE: Final = 45
_FRESH: Final = 14
_NEAR: Final = 60
_AHEAD: Final = 9
_HEAD: Final = 1.2
# News in itself: "has agreed", "is unveiled", "have shaken hands".
_PERFECT: Final = re.compile(
    r"\b(?:has|have|is|are) (?:now |also |been |finally |today )?(?:"
    + "|".join(sorted({forms(verb.split()[0]).participle for verb in status_verbs.SETTLE.verbs}))
    + r")\b",
    re.I,
)


def is_fresh(
    sentence: Sentence, clause: str, effective: dt.date | None, published: dt.date | None, event: bool
) -> bool:
    """Whether an agreement is the news: "announced" alone also recalls old ones, but not in a story’s head.

    `event`: something was done; a state such as "exempt" needs a word for its being new.
    """
    if sentence.field == "title":
        return True
    if event and sentence.weight > _HEAD and not (words.DATE.search(clause) or words.PAST.search(clause)):
        return True
    return is_now(clause, effective, published) or _PERFECT.search(clause) is not None


def is_now(clause: str, effective: dt.date | None, published: dt.date | None) -> bool:
    """Whether a clause has a date near the day of publication, or a word such as "today"."""
    if effective is not None and published is not None:
        return abs((published - effective).days) <= _FRESH
    dated = published is None and words.DATE.search(clause)
    return words.JUST_NOW.search(in_small_letters(clause)) is not None or bool(dated and not dated["only"])


def date_of(passage: str, published: dt.date | None, ahead: bool = False) -> tuple[dt.date | None, bool]:
    """The date that follows a phrase, and whether it makes the phrase old news.

    `ahead`: the phrase may speak of what is to come: "in January", in November, is the next one.
    """
    match = words.DATE.search(passage[:_NEAR])
    month = _month(match) if match is not None else 0
    if match is None or not month:
        return None, False
    if published is None:
        return None, match["only"] is not None
    year = int(match["year"] or published.year)
    if match["year"] is None and month > published.month + 1:
        year -= 1
    if ahead and match["year"] is None and published.month - month >= _AHEAD:
        year += 1
    try:
        when = dt.date(year, month, int(match["day"] or match["day2"] or 15))
    except ValueError:
        return None, False
    return (when if match["only"] is None else None), (published - when).days > _STALE


def _month(match: re.Match[str]) -> int:
    name = (match["month"] or match["month2"] or match["only"]).lower()
    found = [at for at, month in enumerate(words.MONTHS, 1) if month.startswith(name)]
    return found[0] if found else 0
