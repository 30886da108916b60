"""Whether a verb has an object, and whether that is something else than a deal."""

from typing import Final

from dealwatch.reading.clauses import DETERMINERS, PREPOSITIONS, Words
from dealwatch.reading.tables import words

_REACH: Final = 16
_DAYS: Final = words("same next following day week other morning moment minute")
_PUT: Final = words("put puts putting place places placed placing leave leaves left leaving")
_EMPTY: Final = words("it them thing everything all both back matters things now deep cold")
_NO_OBJECT: Final = words("pending following during including according leaving meaning")
_AFTER: Final = words(
    "and or but that which who because while when if now then again today yesterday tomorrow last next this "
    "earlier pending until amid says say said so too monday tuesday wednesday thursday friday saturday "
    "sunday only just for once unless before after"
)


def has_object(line: Words, last: int) -> bool:
    """Whether an object follows: anything but a preposition, a mark, an adverb of time or the end."""
    if last + 1 >= len(line.text):
        return False
    word = line.lower[last + 1]
    return word not in PREPOSITIONS and word[0].isalnum() and word not in _AFTER and not word.endswith("ly")


def has_other_object(line: Words, last: int) -> bool:
    word = line.lower[last + 1] if last + 1 < len(line.text) else ""
    if word == "the":  # "will not restart the British economy", but "resumed the next day"
        return line.lower[last + 2 : last + 3] != [] and line.lower[last + 2] not in _DAYS
    return word in ("a", "an", "its", "his", "their") or (word.endswith("ing") and word not in _NO_OBJECT)


def puts_other(line: Words, last: int) -> bool:
    """ "Put hiring on hold, blaming the deal": whether something else is what "on" or "in" before `last` puts
    there."""
    first = line.clause(last)[0]
    stop = next((at for at in range(last, first, -1) if line.lower[at] in ("on", "in", "into")), first)
    at = next((at for at in range(stop - 1, max(first - 1, stop - _REACH), -1) if line.lower[at] in _PUT), -1)
    if at < 0 or any(at < noun.last < stop for noun in line.nouns):
        return False
    return not all(
        word in _EMPTY or word in DETERMINERS or word.endswith("ly") for word in line.lower[at + 1 : stop]
    )
