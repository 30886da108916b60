"""Which noun phrase on a line of tokens is the subject of a verb."""

from typing import Final

from dealwatch.reading import names, speech
from dealwatch.reading.phrases import Phrase, head_kind, phrase_left, phrase_right
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line

# With these a phrase may stand between subject and verb; "as he" and "before he" begin a clause of their own.
_ADVERBIAL: Final = words("in at on during for over through throughout amid with from of about")
# After a participle ("seen by", "hanging over") and after a noun ("a letter to", "one operative inside").
_OF_A_VERB: Final = words("by to over at on in for with under")
_OF_A_NOUN: Final = words("by to inside outside over against about behind near under between among within")
_PARTS: Final = words("one another both two three four some many several most")
_REACH: Final = 40
_DEEPEST: Final = 4


def subject_left(line: Line, verb: int, low: int, depth: int = 0) -> Phrase | None:
    """The subject of the verb at token `verb`, looked for to its left down to `low`."""
    at = _skip_left(line, verb - 1, low)
    if at < low or depth > _DEEPEST:
        return None
    kind = line.kinds[at]
    found: Phrase | None = None
    if kind == "O" and at - 2 >= low and line.lower[at - 1] == "of" and line.lower[at - 2] in _PARTS:
        return Phrase(at - 2, at)  # "one of them"
    if kind in "NnP0D":
        found = _past_insets(line, phrase_left(line, at, low), low, depth)
        found = _unclosed(line, found, low)
        if found is not None and found.first - 1 > low and line.kinds[found.first - 1] == "T":
            found = _governor(line, found.first - 1, low, depth, reach=8) or found
    elif kind == "R" or (kind == "S" and line.lower[at] == "that"):
        found = _antecedent(line, at, low)
    elif kind == "C":
        told = _governor(line, at, low, depth, kinds="VJ") if line.kinds[verb] in "VJ" else None
        found = told or _governor(line, at, low, depth)
    elif kind in "T":
        found = _governor(line, at, low, depth, reach=8)
    elif kind == "Q" and at > low:
        found = _opening_name(line, at, low)
    elif kind == ",":
        found = (
            _shared(line, at, low, depth)
            or _opening_name(line, at, low)
            or _apposition(line, at, low, depth, ",")
        )
    elif kind == ")":
        found = _before(line, at, low, "(")
    elif kind == "-":
        found = _apposition(line, at, low, depth, "-")
    elif kind in "VJFGgvI":
        found = _governor(line, at + 1, low, depth, reach=4)
    return found


def _unclosed(line: Line, found: Phrase | None, low: int) -> Phrase | None:
    """ "Jane Smith, the head of the party said": the name at the start."""
    if found is None or found.first - 2 < low:
        return found
    first = found.first
    if line.kinds[first - 1] == "A" and first - 3 >= low and line.lower[first - 2] == "who":
        first -= 2  # "Jane Smith, who is head of the party said"
    role = head_kind(line, found) == "n" or line.lower[first] in names.OFFICES
    role = line.lower[first] == "the" or (role and line.lower[first] not in ("a", "an"))
    if line.kinds[first - 1] == "," and role:
        outer = phrase_left(line, first - 2, low)
        return outer if outer is not None and outer.first == low and line.kinds[outer.last] == "N" else found
    return found


def _past_insets(line: Line, found: Phrase | None, low: int, depth: int) -> Phrase | None:
    """What a preposition holds is no subject: "Smith at one point called", "who in the past said", "a letter
    seen by the paper says", "a man speaking to reporters said"."""
    if found is None or found.first - 2 < low:
        return found
    word, kinds = line.lower[found.first - 1], line.kinds
    if word == "to" and line.lower[found.first - 2] == "close" and found.first - 3 >= low:
        return phrase_left(line, found.first - 2, low) or found  # "people close to the talks said"
    if word in _OF_A_VERB and kinds[found.first - 2] in ("FJVgG" if word != "to" else "gG"):
        outer = phrase_left(line, found.first - 3, low)
        return outer or found
    if word in _OF_A_NOUN and kinds[found.first - 2] == "n":
        outer = phrase_left(line, found.first - 2, low)
        return outer if outer is not None and kinds[outer.first] == "D" else found
    if word not in _ADVERBIAL:
        return found
    at = _skip_left(line, found.first - 2, low)
    if at >= low and kinds[at] == ",":
        at -= 1
    if at < low or kinds[at] not in "NnP0DRC":
        return found
    return subject_left(line, at + 1, low, depth + 1) or found


def _skip_left(line: Line, at: int, low: int) -> int:
    kinds = line.kinds
    while at >= low:
        kind = kinds[at]
        if (
            kind in "BA"
            or line.lower[at] in speech.REFLEXIVES
            or (kind == "0" and at - 1 >= low and line.lower[at - 1] in speech.DAYS)
            or (kind in "ID" and at + 1 < len(kinds) and (line.lower[at + 1] in speech.DAYS) and at > low)
            or (
                kind == "I"
                and kinds[at + 1 : at + 2] == ["D"]
                and line.lower[at + 2] in speech.DAYS
                and at > low
            )
        ):
            at -= 1
        elif line.lower[at] in speech.TIMES and at - 1 > low and line.lower[at - 1] in speech.TIME_WORDS:
            at -= 2
        else:
            break
    return at


def _antecedent(line: Line, at: int, low: int) -> Phrase | None:
    before = at - 1
    if before >= low and line.kinds[before] in ",-":
        before -= 1
    if before >= low and line.kinds[before] == ")":
        return _before(line, before, low, "(")
    found = phrase_left(line, before, low) if before >= low else None
    if found is None:
        return Phrase(at, at) if line.kinds[at] == "R" else None
    return _full_apposition(line, found, low)._replace(relative=at)


def _full_apposition(line: Line, found: Phrase, low: int) -> Phrase:
    """ "Jane Smith, a lawyer, who said": the name before the comma, not the role after it."""
    if head_kind(line, found) == "n" and found.first - 1 > low and line.kinds[found.first - 1] == ",":
        outer = phrase_left(line, found.first - 2, low)
        if outer is not None and line.kinds[outer.last] == "N":
            return outer
    return found


def _governor(
    line: Line, at: int, low: int, depth: int, reach: int = 30, kinds: str = "VJFA"
) -> Phrase | None:
    """The subject of the nearest finite verb to the left of token `at`."""
    for index in range(at - 1, max(low, at - reach) - 1, -1):
        if line.kinds[index] in kinds and not is_undergone(line, index, low):
            found = subject_left(line, index, low, depth + 1)
            if found is not None:
                return found
    return None


def is_undergone(line: Line, verb: int, low: int) -> bool:
    """ "a column being lowered": what is done to the noun before, no verb of a clause."""
    at = verb - (line.lower[verb] != "being")
    return at > low and line.lower[at] == "being" and line.lower[at - 1] not in speech.BE


def _opening_name(line: Line, at: int, low: int) -> Phrase | None:
    """ "Jane Smith, head of trade, farms, and fish, said": the name that opens the clause, before a comma."""
    while low < at and line.kinds[low] in "CB,":
        low += 1
    found = phrase_right(line, low, at)
    if found is None or found.last + 1 >= at or head_kind(line, found) != "N":
        return None
    return found if line.kinds[found.last + 1] == "," else None


def _shared(line: Line, at: int, low: int, depth: int) -> Phrase | None:
    """ "Smith praised the plan, called it “…”": no second comma, a verb before this one."""
    for index in range(at - 1, low, -1):
        if line.kinds[index] in ",-Q":
            return None
        if line.kinds[index] in "VJF":
            found = subject_left(line, index, low, depth + 1)
            return found if found is not None and found.first == low else None
    return None


def _apposition(line: Line, at: int, low: int, depth: int, mark: str) -> Phrase | None:
    """ "Smith, the party’s leader, said", "a spokesman, John Smith, said": what stands before the
    inset, or its name."""
    for index in range(at - 1, max(low, at - _REACH) - 1, -1):
        if line.kinds[index] != mark:
            continue
        outer = phrase_left(line, index - 1, low) if index > low else None
        inner = phrase_left(line, at - 1, index + 1)
        named = inner is not None and inner.first == index + 1 and line.kinds[inner.first] == "N"
        described = outer is None or head_kind(line, outer) in "n0"
        if not (described and outer is not None and line.kinds[outer.first] == "D"):
            outer = _full_apposition(line, outer, low) if outer is not None else None
        if inner is not None and named and described and line.kinds[inner.last] == "N":
            return inner._replace(outer=outer.first) if outer is not None else inner
        if outer is not None and line.kinds[outer.last] == "0":
            continue  # an age between commas: the name stands further left
        if outer is not None:
            return outer
        if index > low and line.kinds[index - 1] == ")":
            return _before(line, index - 1, low, "(")
    return phrase_left(line, at - 1, low) if mark == "," and depth == 0 else None


def _before(line: Line, at: int, low: int, mark: str) -> Phrase | None:
    for index in range(at - 1, max(low, at - _REACH) - 1, -1):
        if line.kinds[index] == mark:
            return phrase_left(line, index - 1, low)
    return None
