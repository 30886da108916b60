"""Words as people look for them: whole, or the beginning of the last one, in any case, without accents.

Words are those of SQLite's `unicode61 remove_diacritics 2`, so that what full-text search finds is what gets
marked. Offsets are code points of the text as it was given.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Span = tuple[int, int]

# A few vowel signs are letters to Python and none to SQLite.
_NO_LETTERS: Final = "\\W_\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3"
_LETTER: Final = f"[^{_NO_LETTERS}]"
_WORD: Final = re.compile(f"{_LETTER}+")
_MARKS: Final = re.compile("[\u0300-\u036f]")
_BREAKS: Final = re.compile(r"\s")
_GAP: Final = f"[{_NO_LETTERS}]+"


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
        return cls(tuple(_WORD.findall(fold(text))), prefix)

    def is_in(self, text: str) -> bool:
        """Whether the words stand in the text."""
        folded = fold(text)
        # Most texts do not hold them at all, which is quicker to see.
        return all(word in folded for word in self.words) and (
            _pattern(self.words, self.prefix).search(folded) is not None
        )

    def spans(self, text: str) -> Iterator[Span]:
        """Where the words stand in the text."""
        folded = fold(text)
        places = range(len(text) + 1) if len(folded) == len(text) else _places(text)
        for found in _pattern(self.words, self.prefix).finditer(folded):
            yield places[found.start()], places[found.end() - 1] + 1


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...], prefix: bool) -> re.Pattern[str]:
    end = f"{_LETTER}*" if prefix else f"(?!{_LETTER})"
    if not words:
        return re.compile("(?!)")
    first, *others = words
    # What stands before a word is looked at behind it: a pattern that begins with letters is found at once.
    return re.compile(_GAP.join([f"{first}(?<!{_LETTER}{first})", *others]) + end)


def _places(text: str) -> Sequence[int]:
    """For each character of the folded text, the place of the one that it comes from."""
    return [place for place, character in enumerate(text) for _ in fold(character)]


def spans(text: str, phrases: Iterable[Phrase]) -> tuple[Span, ...]:
    """Where any of the phrases stand in a text, in its order; those that meet become one."""
    merged: list[Span] = []
    for start, end in sorted(span for phrase in phrases for span in phrase.spans(text)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, phrases: Iterable[Phrase], width: int = 160) -> str:
    """So much of a text around the first of the words, in one line, with "…" where it was cut.

    Words are kept whole. Without any of the words in it: the beginning.
    """
    firsts = [span[0] for phrase in phrases for span in [next(phrase.spans(text), None)] if span]
    start = max(0, min(firsts, default=0) - width // 3)
    end = start + width
    if start and (gap := text.find(" ", start, start + width // 3)) >= 0:
        start = gap + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + width // 2)
    part = _BREAKS.sub(" ", text[start:end])
    return f"{'…' if start else ''}{part}{'…' if end < len(text) else ''}"
