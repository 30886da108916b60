"""Whether two stories are one text, or tell one event, by their sketches alone. Pure.

All limits lean to the careful side: two rows for one event are a nuisance, one row for two events hides one.
They were set on invented and labelled stories, where copies share 0.6 of their runs of words and more, and
others 0.06 and less; where events told anew reach 0.45 of likeness and more, and others 0.4 and less.
"""

import math
from typing import Final

from dealwatch.values import EventSketch, TextSketch

#: What share of the shorter text's runs of words a copy has; a short text must agree more.
COPY, SHORT_COPY = 0.5, 0.8
#: A text of fewer runs than this is short: a summary.
SHORT: Final = 40
#: Further apart than this, in seconds, two stories tell two events.
EVENT_WINDOW: Final = 48 * 3600

_SAME_DAY: Final = 12 * 3600
_NEED, _NEED_LATER = 0.5, 0.62
# A status that both report, and words that both quote, make up for other words.
_CLAIM, _SAID = 0.08, 0.08
# So many words in common tell that two headlines alone speak of one thing; a status that both report is one.
_FEWEST: Final = 3
_ALL_HASHES: Final = 1 << 32


def is_copy(one: TextSketch, other: TextSketch) -> bool:
    """Whether one text has most of the other, as where an outlet cuts or edits what a wire sent."""
    low, high = sorted((_below(one, other), _below(other, one)), key=len)
    need = SHORT_COPY if len(low) < SHORT else COPY
    return bool(low) and len(low & high) >= need * len(low)


def differs(one: TextSketch, other: TextSketch) -> bool:
    """Whether both texts are long enough to see that neither has much of the other."""
    known = min(len(one.runs), len(other.runs)) >= SHORT
    return known and not is_copy(one, other)


def _below(text: TextSketch, other: TextSketch) -> set[int]:
    """The hashes of a text up to where both sketches reach."""
    limit = min(
        _ALL_HASHES if sketch.whole or not sketch.runs else sketch.runs[-1] for sketch in (text, other)
    )
    return {run for run in text.runs if run <= limit}


def tells_same(one: EventSketch, other: EventSketch, seconds: int) -> float:
    """How surely two stories, so many seconds apart, tell one event: above 0 they do, the more the surer."""
    if seconds > EVENT_WINDOW or not set(one.subjects) & set(other.subjects) or _contradict(one, other):
        return -1.0
    agree = bool(set(one.claims) & set(other.claims))
    if len(dict(one.terms).keys() & dict(other.terms).keys()) < (_FEWEST - 1 if agree else _FEWEST):
        return -1.0
    later = max(0, seconds - _SAME_DAY) / (EVENT_WINDOW - _SAME_DAY)
    need = _NEED + later * (_NEED_LATER - _NEED)
    if agree:
        need -= _CLAIM
    if set(one.said) & set(other.said):
        need -= _SAID
    return likeness(one, other) - need


def likeness(one: EventSketch, other: EventSketch) -> float:
    """What headline and lead share, from 0 to 1: the cosine of their weighted words."""
    mine, theirs = dict(one.terms), dict(other.terms)
    shared = sum(weight * theirs[term] for term, weight in mine.items() if term in theirs)
    lengths = (math.hypot(*words.values()) for words in (mine, theirs))
    return shared / (math.prod(lengths) or 1.0)


def _contradict(one: EventSketch, other: EventSketch) -> bool:
    """Whether they report different statuses of one subject, or one denies what the other reports."""
    theirs = dict(other.claims)
    return any(subject in theirs and theirs[subject] != claim for subject, claim in one.claims)
