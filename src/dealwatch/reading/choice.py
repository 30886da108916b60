"""Which of several possible sources governs a quotation: a weighted vote of what can be seen of each.

Every feature is a short phrase that is true or not of a candidate ("say by name", "after that"); its weight
stands in `choice_weights.txt`, fitted by `benchmarks/train_choice.py`. The candidate with the highest sum is
taken.
"""

from bisect import bisect_left
from typing import Final

from dealwatch.reading import speech
from dealwatch.reading.candidates import Candidate
from dealwatch.reading.governors import SPEAKING
from dealwatch.reading.mentions import Mention
from dealwatch.reading.tables import weights, words
from dealwatch.reading.tokens import Line

_PERSONS: Final = words("he she they we i")
# What stands before a subject tells whether its clause depends on another one.
_BEFORE: Final = words("that what who which as when if how by with and but because while after to for of in")
_VERBS: Final = {"J": "judge", "g": "ing", "n": "noun", "w": "words", "F": "act", "A": "be", "a": "according"}
_SPEAK: Final = speech.SPEAK_FINITE | speech.SPEAK_BASE

WEIGHTS: Final = weights("choice_weights.txt")


def choose(line: Line, low: int, last: int, found: list[Candidate]) -> Candidate | None:
    """The candidate with the highest sum of weights; of equals, the nearest to the quotation."""
    if len(found) < 2:
        return found[0] if found else None
    seen = features(line, low, last, found)
    sums = [sum(WEIGHTS.get(feature, 0.0) for feature in item) for item in seen]
    return found[sums.index(max(sums))]


def features(line: Line, low: int, last: int, found: list[Candidate]) -> list[list[str]]:
    """What is true of each candidate for the words that follow token `last` in a sentence from `low` on."""
    firsts = [bisect_left(line.starts, item.start) for item in found]
    return [
        [*_own(line, low, last, item, first, firsts), *_among(line, item, first, found)]
        for item, first in zip(found, firsts, strict=True)
    ]


def _own(line: Line, low: int, last: int, item: Candidate, first: int, firsts: list[int]) -> list[str]:
    verb, who = _verb(line, item), _who(item.found.source)
    between = line.kinds[item.verb + 1 : last + 1]
    seen = [f"verb {verb}", f"who {who}", f"{verb} by {who}", f"distance {_distance(last - item.verb)}"]
    seen.append(f"verbs between {min(3, sum(kind in 'VJFA' for kind in between))}")
    seen.append(f"after {_before(line, low, first)}")
    if first == min(firsts):
        seen.append("leftmost")
    if first == max(firsts):
        seen.append("rightmost")
    if "that" in line.lower[item.verb + 1 : item.verb + 3]:
        seen.append("that next")
    if "," in between:
        seen.append("comma between")
    if "R" in between:
        seen.append("relative between")
    if item.verb > first and "R" in line.kinds[first : item.verb]:
        seen += ["relative", f"relative {who}"]
    if "S" in line.kinds[max(low, first - 2) : first]:
        seen.append("subordinate")
    return seen


def _among(line: Line, item: Candidate, first: int, found: list[Candidate]) -> list[str]:
    """Whether the clause hangs on the verb of another candidate ("Smith said Jones called it …")."""
    for other in found:
        near = other.verb < first <= other.verb + 3
        if other is not item and near and other.kind in "VJgv":
            who = _who(item.found.source)
            under = f"embedded under {_verb(line, other)}"
            return ["embedded", f"embedded {who}", under, f"embedded under {_who(other.found.source)}"]
    return []


def _verb(line: Line, item: Candidate) -> str:
    if item.kind in "Vv":
        return "say" if line.lower[item.verb] in _SPEAK else "judge"
    return _VERBS[item.kind]


def _who(source: Mention | None) -> str:
    if source is None or source.kind == "name":
        return "name"
    low = source.text.lower()
    if source.kind == "pronoun":
        return "person" if low in _PERSONS else "who" if low == "who" else "it"
    return "speaker" if any(word in SPEAKING for word in low.split()) else "thing"


def _before(line: Line, low: int, first: int) -> str:
    if first <= low:
        return "nothing"
    return line.lower[first - 1] if line.lower[first - 1] in _BEFORE else line.kinds[first - 1]


def _distance(count: int) -> str:
    return next(name for limit, name in _DISTANCES if count <= limit)


_DISTANCES: Final = ((0, "0"), (2, "1-2"), (5, "3-5"), (12, "6-12"), (1_000_000, "13-"))
