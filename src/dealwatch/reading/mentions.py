"""What a noun phrase names: the person or body in it, its pronoun, or the words themselves."""

import re
from typing import Final, NamedTuple

from dealwatch.reading import names, speech
from dealwatch.reading.phrases import Phrase, is_possessive, phrase_left
from dealwatch.reading.tokens import Line


class Mention(NamedTuple):
    """What a phrase names. `kind` is "name", "pronoun" or "noun"; `text` is the name or description, `start`
    and `end` its place in the field; `role` the lower-cased words that stand before a name."""

    kind: str
    text: str
    start: int
    end: int
    role: str = ""


# A department's name is no longer than this many words.
_LONGEST_NAME: Final = 20


def whole(line: Line, phrase: Phrase) -> Phrase:
    """The whole name of a department that a phrase ends: "(the Department for Business and) Trade"."""
    if line.lower[phrase.last] not in names.MATTERS or line.kinds[phrase.last] != "N":
        return phrase
    low, at = max(line.sentence_start(phrase.first), phrase.first - _LONGEST_NAME), phrase.first - 1
    while at > low and (line.lower[at] == "and" or line.kinds[at] == ","):
        earlier = phrase_left(line, at - 1 - (line.kinds[at - 1] == ","), low)
        if earlier is None or line.kinds[earlier.last] != "N":
            break
        inside = line.lower[earlier.first : earlier.last]
        if ("for" in inside or "of" in inside) and not names.ORGANISATION.isdisjoint(inside):
            return Phrase(earlier.first, phrase.last, phrase.relative, phrase.outer)
        if line.lower[earlier.last] not in names.MATTERS:
            break
        at = earlier.first - 1
    return phrase


def mention(line: Line, phrase: Phrase, text: str) -> Mention:
    """Take a phrase apart: the name in it, else its pronoun, else the words themselves."""
    phrase = whole(line, phrase)
    first, last = phrase.first, phrase.last
    if first == last and line.kinds[first] in "PRO":
        return Mention("pronoun", line.words[first], line.starts[first], line.ends[first])
    head_last = _head_end(line, first, last)
    late = _name_after_office(line, first, head_last, last)
    if late is not None:
        name = text[line.starts[late] : line.ends[last]]
        return Mention("name", name, line.starts[first], line.ends[last], " ".join(line.lower[first:late]))
    head_first = _after_possessive(line, first, head_last)
    run = head_last
    while run > head_first and (line.kinds[run - 1] == "N" or line.lower[run - 1] in names.PARTICLES):
        run -= 1
    start = line.starts[phrase.outer if phrase.outer >= 0 else _widened(line, first, last)]
    end = line.ends[last]
    if line.kinds[head_last] == "N" and not _all_titles(line, head_last):
        named_first, named_last = _strip(line, run, head_last)
        if named_first <= named_last:
            role = " ".join(line.lower[first:named_first])
            named_last = _whole_body(line, named_first, named_last, last)
            name = text[line.starts[named_first] : line.ends[named_last]]
            bare = re.sub(r"[’']s\Z", "", name)
            return Mention("name", bare, start, line.ends[max(head_last, named_last)], role)
    begin = first + 1 if line.lower[first] in ("the", "a", "an") and first < last else first
    return Mention("noun", text[line.starts[begin] : end], start, end)


def _widened(line: Line, first: int, last: int) -> int:
    """Where a description begins that "and" made one of two: "the senator and presidential candidate"."""
    if line.kinds[last] != "n" or first < 2 or line.lower[first - 1] != "and" or line.kinds[first] == "D":
        return first
    before = phrase_left(line, first - 2, line.sentence_start(first))
    return before.first if before is not None and line.kinds[before.first] == "D" else first


def _name_after_office(line: Line, first: int, head: int, last: int) -> int | None:
    """ "Secretary of State Jane Smith": the name comes after the preposition."""
    if head == last or line.kinds[last] != "N" or line.lower[head].rstrip(".") not in names.TITLES:
        return None
    if head > first and names.gender_of(line.lower[first]):
        return None
    if line.lower[head] in speech.SPOKESPEOPLE:
        return None  # "a spokesman for Jane Smith" is not her
    begin = last
    while begin > head and line.kinds[begin - 1] == "N":
        begin -= 1
    for index in range(begin, last):
        if names.is_given(line.lower[index]):
            return index
    return None


def _all_titles(line: Line, last: int) -> bool:
    """ "the Prime Minister", "Business Secretary": an office without its holder’s name."""
    final = line.lower[last].rstrip(".")
    return final in names.OFFICES


def _head_end(line: Line, first: int, last: int) -> int:
    for index in range(first + 1, last + 1):
        kind = line.kinds[index]
        # "Business and Trade Secretary": what "and" joins before a name is one head.
        if kind in "IC" and line.kinds[index - 1] in "Nn0" and not (kind == "C" and line.kinds[last] == "N"):
            return index - 1
    return last


def _after_possessive(line: Line, first: int, last: int) -> int:
    for index in range(last - 1, first - 1, -1):
        if is_possessive(line.lower[index]) and line.kinds[index] in "Nn":
            if _names_members(line.lower[index]) and line.lower[last] in names.ORGANISATION:
                continue
            return index + 1
    return first


def _names_members(low: str) -> bool:
    """ "Farmers’ Union", "People’s Party": whose body it is belongs to its name."""
    return low.replace("’", "'") in _MEMBERS or low.endswith(("s’", "s'"))


_MEMBERS: Final = frozenset(("people's", "women's", "men's", "children's"))
_BODIES: Final = names.ORGANISATION | names.DOCUMENTS


def _whole_body(line: Line, first: int, last: int, high: int) -> int:
    """ "American Federation of Teachers": the preposition is part of a body's name."""
    given = first + (names.gender_of(line.lower[first]) != "")
    if not any(line.lower[index] in _BODIES for index in range(given, last + 1)):
        return last
    at = last + 1
    if at + 1 <= high and line.lower[at] in ("of", "for") and line.kinds[at + 1] == "N":
        last = at + 1
        while last < high and line.kinds[last + 1] == "N":
            last += 1
        last = _whole_matter(line, last, high)
    return last


def _whole_matter(line: Line, last: int, high: int) -> int:
    """ "Department for Science, Innovation and Technology": up to the last thing it is for."""
    at = last + 1
    while at < high and (line.lower[at] == "and" or line.kinds[at] == ","):
        at += 1 + (line.lower[at + 1] == "and")
        while at < high and line.kinds[at + 1] == "N":
            at += 1
        if line.kinds[at] != "N" or line.lower[at] not in names.MATTERS:
            break
        last, at = at, at + 1
    return last


def _strip(line: Line, first: int, last: int) -> tuple[int, int]:
    """Titles before a name and letters after it are no part of it."""
    while last > first and line.lower[last].rstrip(".") in names.SUFFIXES:
        last -= 1
    for index in range(last - 1, first - 1, -1):
        word = line.lower[index].rstrip(".")
        if word in names.TITLES:
            if word in names.PEERAGE and index + 1 == last:
                return index, last
            return index + 1, last
    return first, last
