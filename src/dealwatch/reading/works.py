"""What stands between quotation marks and is no speech: titles of works, names, single words nobody says."""

import re
from typing import Final

from dealwatch.reading.attribution import Attribution
from dealwatch.reading.quotes import Run
from dealwatch.reading.tables import words

# A title follows one of these: "the author of “…”", "on CBS’s “…”", "her new book “…”".
_BEFORE_A_TITLE: Final = words(
    "on of host show program programme book song film movie series episode album novel memoir column "
    "entitled titled leads magazine play musical poem painting podcast documentary sitcom drama opera "
    "exhibition report"
)
_LAST_WORD: Final = re.compile(r"([\w’']+),?\s*\Z")
_SHOUTED: Final = re.compile(r"\b(?:chants?|cries|calls|shouts|cheers|choruses) of \Z")
_LOOK_BACK: Final = 24
_FEW: Final = 6


def is_speech(text: str, run: Run, found: Attribution) -> bool:
    """Whether a quotation is somebody's words.

    A single word, or words that all begin with a capital, count only where somebody is found to say them, and
    so do a few words that make no sentence.
    """
    quoted = text[run.start : run.end].split()
    titled = all(word[:1].isupper() for word in quoted)
    if titled and 1 < len(quoted) < 6 and found.rule == "subject-verb" and quoted[-1][-1] not in ",.?!":
        return False  # “All Things”, this year’s programme, …
    if len(quoted) > 1 and _is_titled(quoted) and _names_a_work(text, run, found.rule == "headline"):
        return False
    if len(quoted) > 1 and _SHOUTED.search(text, max(0, run.outer.start - _LOOK_BACK), run.outer.start):
        return True
    if found.source is not None and found.rule not in ("any-verb", "right"):
        return True
    if found.source is None and found.rule == "none" and _is_scare(text, run, quoted):
        return False
    return len(quoted) > 1 and not titled


def _is_scare(text: str, run: Run, quoted: list[str]) -> bool:
    """A few words inside somebody else's sentence: marks that keep a distance, no speech."""
    whole = text[run.start].isupper() and text[run.end - 1] in ".?!,…"
    return len(quoted) < _FEW and not whole


def _is_titled(quoted: list[str]) -> bool:
    """Every word of four letters and more has a capital, and so has the last."""
    heavy = [word for word in quoted if len(word) > 3 or word is quoted[0] or word is quoted[-1]]
    return all(not word[0].isalpha() or word[0].isupper() for word in heavy)


def _names_a_work(text: str, run: Run, headline: bool) -> bool:
    before = _LAST_WORD.search(text[max(0, run.outer.start - _LOOK_BACK) : run.outer.start])
    if before is None:
        return False
    word = before.group(1).lower().replace("’", "'")
    return word in _BEFORE_A_TITLE or (word.endswith(("'s", "s'")) and not headline)
