"""Noun phrases on a line of tokens."""

from typing import Final, NamedTuple

from dealwatch.reading import names
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line

_LINKS: Final = words("of for at from in with near behind")
_REACH: Final = 40
_POSSESSIVE: Final = ("'s", "s'")


class Phrase(NamedTuple):
    """A noun phrase: tokens `first` to `last`, both included; `relative` is its "who" or "which", if any,
    `outer` where the description begins that it is in apposition to ("his oldest friend, Jane Smith")."""

    first: int
    last: int
    relative: int = -1
    outer: int = -1


def is_possessive(low: str) -> bool:
    """Whether a lower-cased word (straight apostrophe) is a possessive."""
    return low.endswith(_POSSESSIVE)


def phrase_left(line: Line, last: int, low: int) -> Phrase | None:
    """The noun phrase that ends at token `last`, not reaching left of `low`."""
    kinds = line.kinds
    if last < low:
        return None
    if kinds[last] == "P":
        return Phrase(last, last)
    if kinds[last] == "D":
        return Phrase(last, last) if line.lower[last] in _BARE_DETERMINERS else None
    if kinds[last] not in "Nn0":
        return None
    first = last
    low = max(low, last - _REACH)
    while first > low:
        step = _extend_left(line, first, low)
        if step == 0:
            break
        first -= step
        if kinds[first] == "D" and not (first > low and line.lower[first - 1] in _LINKS):
            break
    return Phrase(first, last)


_BARE_DETERMINERS: Final = words("another one both many some others these those most each two three")


def _extend_left(line: Line, first: int, low: int) -> int:
    """How many tokens to the left belong to the phrase as well; 0 for none."""
    kinds, before = line.kinds, line.kinds[first - 1]
    word = line.lower[first - 1]
    if before == "N" or before == "0":
        return 1
    if before == "n":
        if kinds[first] != "N" or word in names.TITLES or is_possessive(word) or word in names.PARTICLES:
            return 1
        return 1 if _is_premodifier(line, first - 1, low) else 0
    if before == "D":
        return 1
    if before in "FGJVB" and first - 2 >= low and kinds[first - 2] == "D" and kinds[first] in "nN":
        return 2
    if (
        before == "I"
        and word in _LINKS
        and first - 2 >= low
        and kinds[first - 2] in "Nn"
        and kinds[first] in "DNn0"
    ):
        return 2
    if before == "I" and word == "of" and first - 2 >= low and line.lower[first - 2] in _BARE_DETERMINERS:
        return 2  # "one of the negotiators"
    return 0


def _is_premodifier(line: Line, index: int, low: int) -> bool:
    """A lower-case noun before a name is part of its phrase when an article or nothing stands before it."""
    at = index
    while at >= low and line.kinds[at] == "n" and index - at < 5:
        at -= 1
    return at < low or line.kinds[at] in "D,NQC" or line.lower[at] == "as"


def phrase_right(line: Line, first: int, high: int) -> Phrase | None:
    """The noun phrase that begins at token `first`, not reaching `high`."""
    kinds = line.kinds
    while first < high and kinds[first] == "B":
        first += 1
    if first >= high:
        return None
    if kinds[first] == "P":
        return Phrase(first, first)
    if kinds[first] not in "DNn0FG":
        return None
    last = _grow_right(line, first, high)
    if last < first or (kinds[last] not in "Nn0" and line.lower[last] not in _BARE_DETERMINERS):
        return None
    return Phrase(first, last)


def _grow_right(line: Line, first: int, high: int) -> int:
    kinds = line.kinds
    at = first
    last = first - 1
    high = min(high, first + _REACH)
    while at < high:
        kind = kinds[at]
        if kind in "Nn0D":
            last = at if kind != "D" or line.lower[at] in _BARE_DETERMINERS else last
            at += 1
        elif (
            (kind in "FGJB" and at + 1 < high and kinds[at + 1] in "nN" and at <= first + 2)
            or (
                kind == "I"
                and line.lower[at] in _LINKS
                and at > first
                and at + 1 < high
                and kinds[at + 1] in "NDn0"
            )
            or (
                kind == "C"
                and line.lower[at] == "and"
                and at + 1 < high
                and kinds[at + 1] in "NnD"
                and last >= first
            )
        ):
            at += 1
        else:
            break
    return last


def head_kind(line: Line, phrase: Phrase) -> str:
    """The part of speech of a phrase's head, the word before its first preposition."""
    for index in range(phrase.first + 1, phrase.last + 1):
        if line.kinds[index] == "I":
            return line.kinds[index - 1]
    return line.kinds[phrase.last]
