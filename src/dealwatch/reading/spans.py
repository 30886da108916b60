"""Paragraphs and sentences as spans of the text they stand in.

Every function is linear in the length of the text: the patterns have no nested repetition.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dealwatch.reading.tables import words

# A line that is this long and ends in the middle of a sentence was wrapped by a mail program, not ended.
_WRAPPED: Final = 60
_ENDS_LINE: Final = frozenset(".?!:;”\"’'»)…—")
# Nothing of it gives back, and it begins with the first of several marks: a text of full stops is read once.
# What stands before is looked at behind the mark, so that a search goes straight from mark to mark.
_BREAK: Final = re.compile(r"[.?!…](?<![.?!…][.?!…])[.?!…]*+[”\"’'»)\]]*+\s++(?=[“\"‘'«(\[]?[A-Z0-9£$€])")
# What a full stop follows without ending the sentence: titles and common abbreviations (Associated Press
# Stylebook, "abbreviations"; Guardian and BBC style leave most of the points out).
ABBREVIATIONS: Final = words(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt cmdr adm rev hon pres st jr sr inc "
    "ltd co  corp no nos vs etc al u.s u.k u.n e.u u.s.a d.c a.m p.m i.e e.g jan feb aug sept oct nov dec "
    "messrs fr"
)
# Names of states, cut short after a comma (Associated Press Stylebook, "state names").
STATES: Final = words(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla "
    "ore pa tenn tex vt va wash wis wyo"
)
_LAST_WORD: Final = re.compile(r"[\w.]*\Z")


class Span(NamedTuple):
    """A piece of a text: code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The passage itself."""
        return text[self.start : self.end]


def in_small_letters(text: str) -> str:
    """A text in small letters, each in its place: "İ" is the only one that would become two."""
    return text.replace("İ", "i").lower()


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, trimmed; a blank line ends one, and so does a line break that ends a line."""
    found: list[Span] = []
    start = 0
    for end, following in _line_ends(text):
        if _ends_paragraph(text, start, end, following):
            _add(found, text, start, end)
            start = following
    _add(found, text, start, len(text))
    return found


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    at = text.find("\n")
    while at >= 0:
        yield at, at + 1
        at = text.find("\n", at + 1)


def _ends_paragraph(text: str, start: int, end: int, following: int) -> bool:
    if following >= len(text) or text[following] == "\n" or end == start or text[end - 1] in "\n\r \t":
        return True
    line = text.rfind("\n", start, end) + 1
    return text[end - 1] in _ENDS_LINE or end - max(line, start) < _WRAPPED


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of one paragraph, trimmed; an abbreviation or an initial does not end one."""
    end = len(text) if end is None else end
    found: list[Span] = []
    begin = start
    for match in _BREAK.finditer(text, start, end):
        if _is_abbreviation(text, begin, match.start()):
            continue
        _add(found, text, begin, match.end())
        begin = match.end()
    _add(found, text, begin, end)
    return found


def _is_abbreviation(text: str, begin: int, stop: int) -> bool:
    if text[stop] != ".":
        return False
    word = text[max(begin, stop - 12) : stop]
    last = _LAST_WORD.search(word)
    bare = last.group() if last else ""
    return (len(bare) == 1 and bare.isalpha() and bare.isupper()) or bare.lower() in ABBREVIATIONS
