"""The words of a dossier, compiled into one matcher that finds them all in a single pass over a text.

A phrase matches word by word: marks between words do not count ("UK-US", "UK–US" and "UK, US" are one), a
word of capitals only is matched as written, any other in any case. One pass costs a dictionary look-up a
word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from dealwatch.dossier import Dossier
from dealwatch.reading.spans import in_small_letters

_WORD: Final = re.compile(r"\w+")
_LONGEST_GAP: Final = 3
# Where a phrase of one word has its second: no word.
_ALONE: Final = "."


class Words(NamedTuple):
    """The words of a text in small letters, and where each of them stands."""

    lower: list[str]
    places: list[re.Match[str]]


class Hit(NamedTuple):
    """A phrase of the dossier found in a text. `kind` says what it is ("name", "nickname", "deal", "sector",
    "keyword", "party", "official", "pointer", "stakeholder", "lookalike", "rival", "term", "figure", "month",
    "word"), `id` whose."""

    kind: str
    id: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: list[str]
    exact: tuple[str | None, ...]
    targets: tuple[tuple[str, str], ...]
    dotted: bool


def split(text: str) -> Words:
    """The words of a text."""
    places = list(_WORD.finditer(in_small_letters(text)))
    return Words([place[0] for place in places], places)


class Matcher:
    """Finds phrases in a text; built once from (phrase, kind, id) rows."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        merged: dict[tuple[tuple[str, ...], tuple[str | None, ...], bool], list[tuple[str, str]]] = {}
        for phrase, kind, name in rows:
            words = _WORD.findall(phrase)
            if not words:
                continue
            proper = kind in ("stakeholder", "rival", "month", "pointer")
            exact = tuple(_exact(word, proper) for word in words)
            key = (tuple(word.lower() for word in words), exact, "." in phrase)
            targets = merged.setdefault(key, [])
            if (kind, name) not in targets:
                targets.append((kind, name))
        # By the first word and then by the second: the longer ones of one first word are many.
        self._by_first: dict[str, dict[str, list[_Phrase]]] = {}
        for (words_, exact, dotted), targets in sorted(merged.items(), key=lambda item: -len(item[0][0])):
            second = words_[1] if len(words_) > 1 else _ALONE
            by_second = self._by_first.setdefault(words_[0], {})
            by_second.setdefault(second, []).append(_Phrase([*words_], exact, tuple(targets), dotted))

    def find(self, text: str, words: Words) -> Iterator[Hit]:
        """All hits, longest first at each place; hits of one kind and id do not overlap."""
        taken: dict[tuple[str, str], int] = {}
        lower, places, by_first = words.lower, words.places, self._by_first
        # Most words begin no phrase.
        for index in [index for index, word in enumerate(lower) if word in by_first]:
            by_second = by_first[lower[index]]
            seconds = (*lower[index + 1 : index + 2], _ALONE)
            for phrase in [phrase for second in seconds for phrase in by_second.get(second, ())]:
                count = len(phrase.words)
                if count > 2 and lower[index : index + count] != phrase.words:
                    continue
                if not _fits(phrase, text, places, index):
                    continue
                last = index + count - 1
                start, end = places[index].start(), places[last].end()
                for target in phrase.targets:
                    if taken.get(target, -1) < index:
                        taken[target] = last
                        yield Hit(*target, start, end, index, last)


def _exact(word: str, proper: bool) -> str | None:
    if word.isupper() and len(word) > 1:
        return word
    return word[0] if proper and word[0].isupper() else None


def _fits(phrase: _Phrase, text: str, places: list[re.Match[str]], index: int) -> bool:
    """Whether the capitals are right and only small marks stand between the words."""
    for at, exact in enumerate(phrase.exact, index):
        if exact is not None and not text.startswith(exact, places[at].start()):
            return False
        if at > index and not _joins(text[places[at - 1].end() : places[at].start()], phrase.dotted):
            return False
    return True


def _joins(gap: str, dotted: bool) -> bool:
    if gap in (" ", "-"):
        return True  # nearly always
    if len(gap) > _LONGEST_GAP or "\n" in gap or (not dotted and ". " in gap):
        return False
    return not any(mark in gap for mark in '?!;“”"')


def _is_proper(name: str) -> bool:
    """Whether a name is written like one of its own: "Atlantic Partnership", not "AI deal"."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() and not word.isupper() for word in (words[0], words[-1]))


def rows_of(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Every phrase of a dossier with what it names."""
    for party in dossier.parties:
        yield from ((name, "party", party.id) for name in party.names)
        yield from ((name, "official", party.id) for name in party.officials)
        yield from ((name, "pointer", party.id) for name in party.pointers)
    for agreement in dossier.agreements:
        yield from ((name, "name", agreement.id) for name in agreement.names)
        yield from ((name, "nickname", agreement.id) for name in agreement.nicknames)
    for sector in dossier.sectors:
        yield from ((name, "sector", sector.id) for name in sector.names)
        yield from ((name, "keyword", sector.id) for name in sector.keywords)
        yield from ((name, "deal", sector.id) for name in sector.deal_names)
        yield from ((name, "name", sector.agreement) for name in sector.deal_names if _is_proper(name))
    for look in dossier.lookalikes:
        yield from ((name, "lookalike", look.name) for name in look.names)
    for person in dossier.stakeholders:
        yield from ((name, "stakeholder", person.id) for name in {person.name, *person.aliases})
        side = next((party.id for party in dossier.parties if person.side == f"{party.id}-government"), None)
        if side is not None:
            # Whoever acts for a government stands for its party: "the Trump–Starmer deal".
            named = [name for name in {person.name, *person.aliases} if name[0].isupper()]
            yield from ((name, kind, side) for name in named for kind in ("party", "official"))
