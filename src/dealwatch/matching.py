"""Words as people look for them: whole, or the beginning of the last one, in any case, without accents.

The tokens are those of SQLite's `unicode61 remove_diacritics 2`, so that what full-text search finds is what
gets marked. Offsets are code points of the text as it was given.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

# A mark after a letter belongs to its word.
_WORD: Final = re.compile("[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_]*)*")
_MARKS: Final = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """Lower case without accents."""
    lower = text.lower()
    return lower if lower.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", lower))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand in a row. With `prefix` the last one is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False

    @classmethod
    def of(cls, text: str, *, prefix: bool = False) -> "Phrase":
        """The words of a text as it is looked for; none where it has neither letter nor digit."""
        return cls(tuple(word for word in (fold(match[0]) for match in _WORD.finditer(text)) if word), prefix)

    def is_in(self, text: str) -> bool:
        """Whether the words stand in the text."""
        folded = fold(text)
        # Most texts do not hold them at all, which is quicker to see.
        return all(word in folded for word in self.words) and any(self._places(tokens(text)))

    def _places(self, found: list[tuple[Span, str]]) -> Iterator[Span]:
        length = len(self.words)
        for start in range(len(found) - length + 1) if length else ():
            here = [word for _, word in found[start : start + length]]
            if here[:-1] == list(self.words[:-1]) and self._ends(here[-1]):
                yield found[start][0][0], found[start + length - 1][0][1]

    def _ends(self, word: str) -> bool:
        return word.startswith(self.words[-1]) if self.prefix else word == self.words[-1]

    def spans(self, text: str) -> Iterator[Span]:
        """Where the words stand in the text."""
        folded = fold(text)
        if all(word in folded for word in self.words):
            yield from self._places(tokens(text))


def tokens(text: str) -> list[tuple[Span, str]]:
    """The words of a text, folded, each with its place."""
    return [(match.span(), fold(match[0])) for match in _WORD.finditer(text)]


def spans(text: str, phrases: Iterable[Phrase]) -> tuple[Span, ...]:
    """Where any of the phrases stand in a text, in its order; those that meet become one."""
    merged: list[Span] = []
    for start, end in sorted(span for phrase in phrases for span in phrase.spans(text)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
