"""The words of `/` and of the commands: `tag:steel side:us-government since:2026-04 -whisky "on hold"`.

Words AND together; a minus before one means "not", quotation marks hold several together, a star at the
end means "beginning with". The last word while it is being typed has such a star without being given one.
What was understood reads back: `str(parse(text))` is a text that means the same.

Nothing here knows where rows come from: `dealwatch.store.views.selection` makes a query of it, and `keeps`
decides over rows in hand.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from dealwatch.matching import Phrase, Span, spans
from dealwatch.names import NO_NAMES, Names, nearest

#: What may stand before a colon, and what is written after it.
KEYS: Final[dict[str, str]] = {
    "tag": "an agreement, a sector or a stakeholder",
    "agreement": "an agreement, its sectors with it",
    "sector": "a sector",
    "outlet": "who published it",
    "side": "the side of who said it",
    "speaker": "who said it",
    "is": "a mark",
    "since": "the first day: 2026-04-12, 2026-04 or 2026",
    "until": "the last day: 2026-04-12, 2026-04 or 2026",
}
#: What may stand after `is:`.
FLAGS: Final[dict[str, str]] = {
    "new": "came in since the last visit",
    "unread": "not read yet",
    "read": "read",
    "starred": "starred",
    "hidden": "hidden",
    "review": "reports a status that waits for review",
    "all": "those judged not relevant too",
    "silence": "somebody declined to comment",
    "quote": "somebody said something",
}

_TOKEN: Final = re.compile(
    r"""\s*(?P<word>(?P<minus>-?)(?:(?P<key>[A-Za-z]+):(?!//))?"""
    r"""(?:"(?P<quoted>[^"]*)(?P<closed>"?)(?P<star>\**)|(?P<bare>[^\s"]*)))"""
)
_QUOTES: Final = str.maketrans("“”„", '"""')
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_BEGUN_DATE: Final = re.compile(r"[0-9]{0,4}|[0-9]{4}-[0-9]{0,2}|[0-9]{4}-[0-9]{1,2}-[0-9]{0,2}")
_PLAIN: Final = re.compile(r'(?!-)(?![A-Za-z]+:(?!//))[^\s"]*[^\s"*]')


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter. `key` is "" for a bare word; `prefix`: the beginning of a word.

    `ids` are the subjects or stakeholders that a name means ("sector:steel"); `start` and `end` its place.
    """

    key: str
    value: str
    negated: bool = False
    prefix: bool = False
    ids: tuple[str, ...] = ()
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        minus, key, star = "-" * self.negated, f"{self.key}:" if self.key else "", "*" * self.prefix
        value = self.value if _PLAIN.fullmatch(self.value) else f'"{self.value}"'
        return f"{minus}{key}{value}{star}"

    @property
    def phrase(self) -> Phrase:
        """The words that are looked for."""
        return Phrase.of(self.value, prefix=self.prefix)

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of the date that is the value."""
        return days_of(self.value)


@dataclass(frozen=True, slots=True)
class Problem:
    """A word that means nothing: its place, why, in one sentence, and what may have been meant."""

    start: int
    end: int
    reason: str
    suggestions: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.suggestions:
            return self.reason
        *others, last = self.suggestions
        meant = f"{', '.join(others)} or {last}" if others else last
        return f"{self.reason}: did you mean {meant}?"

    def within(self, room: int) -> str:
        """The same in so many characters: with the suggestions that there is room for, or the first alone."""
        for number in range(len(self.suggestions), 0, -1):
            words = str(replace(self, suggestions=self.suggestions[:number]))
            if len(words) <= room:
                return words
        return f"did you mean {self.suggestions[0]}?" if self.suggestions else self.reason


@dataclass(frozen=True, slots=True)
class Filter:
    """What a text asks for. `problems` are its words that mean nothing; they have no term."""

    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def keyed(self, *keys: str) -> tuple[Term, ...]:
        """The terms of these keys; "" are the bare words."""
        return tuple(term for term in self.terms if term.key in keys)

    def has(self, flag: str) -> bool:
        """Whether it asks for `is:` this."""
        return any(term.value == flag and not term.negated for term in self.keyed("is"))

    def without(self, term: Term) -> "Filter":
        """The same without one of its terms."""
        return replace(self, terms=tuple(other for other in self.terms if other is not term))

    @property
    def marked(self) -> tuple[Phrase, ...]:
        """The words to mark where they stand in a title or a quote."""
        return tuple(term.phrase for term in self.keyed("") if not term.negated)


NOTHING: Final = Filter()


def parse(text: str, names: Names = NO_NAMES, *, typing: bool = False, keys: Iterable[str] = KEYS) -> Filter:
    """Understand a filter; never raises.

    `typing`: the last word is still being written, so it is the beginning of one, and no mistake yet. `keys`
    are those that the list at hand can answer.
    """
    terms: list[Term] = []
    problems: list[Problem] = []
    for word in _words(text, typing):
        if word.begun and not word.term.value:
            continue
        found = _understood(word.term, names, frozenset(keys), word.begun)
        if isinstance(found, Term):
            terms.append(found)
        elif found is not None:
            problems.append(found)
    return Filter(tuple(terms), tuple(problems))


def days_of(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a year, a month or a day. Raises ValueError where it is none of them."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    first = dt.date(year, month or 1, day or 1)
    last_month = month or 12
    return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])


@dataclass(frozen=True, slots=True)
class _Word:
    term: Term
    begun: bool


def _words(text: str, typing: bool) -> Iterator[_Word]:
    straight = text.translate(_QUOTES)
    place = 0
    while (match := _TOKEN.match(straight, place)) and match["word"]:
        place = match.end()
        quoted, bare = match["quoted"], match["bare"] or ""
        value = bare.rstrip("*") if quoted is None else quoted.strip()
        begun = typing and place == len(text) and not match["closed"]
        starred = bool(match["star"]) or bare != value if quoted is None else bool(match["star"])
        term = Term(
            key=(match["key"] or "").lower(),
            value=value,
            negated=bool(match["minus"]),
            prefix=starred or begun,
            start=match.start("word"),
            end=place,
        )
        yield _Word(term, begun)


def _understood(term: Term, names: Names, keys: frozenset[str], begun: bool) -> Term | Problem | None:
    if term.key and term.key not in KEYS:
        near = tuple(f"{key}:" for key in nearest(term.key, keys))
        return _problem(term, f"there is no {term.key}:", near or tuple(f"{key}:" for key in sorted(keys)))
    if term.key and term.key not in keys:
        return _problem(term, f"{term.key}: means nothing in this list", ())
    if term.key == "is":
        return _flag(term, begun)
    if term.key in ("since", "until"):
        return _date(term, begun)
    if not term.phrase.words:
        if begun:
            return None
        wanted = f"{term.key}: needs {KEYS[term.key]}" if term.key else f"nothing to look for in “{term}”"
        return _problem(term, wanted, ())
    return _named(term, names) if term.key not in ("", "outlet") else term


def _flag(term: Term, begun: bool) -> Term | Problem | None:
    value = term.value.lower()
    if value in FLAGS:
        return replace(term, value=value, prefix=False)
    meant = [flag for flag in FLAGS if flag.startswith(value)]
    if meant and begun:
        return replace(term, value=meant[0], prefix=False) if len(meant) == 1 else None
    near = nearest(value, FLAGS) or FLAGS
    return _problem(term, f"there is no is:{term.value}", tuple(f"is:{flag}" for flag in near))


def _date(term: Term, begun: bool) -> Term | Problem | None:
    try:
        days_of(term.value)
    except ValueError:
        if begun and _BEGUN_DATE.fullmatch(term.value):
            return None
        return _problem(term, f"“{term.value}” is not a date: write 2026-04-25, 2026-04 or 2026", ())
    return replace(term, prefix=False)


def _named(term: Term, names: Names) -> Term | Problem:
    if term.key == "side":
        return _side(term, names)
    known = names.of_kind(*_KINDS[term.key])
    ids = known.ids(term.value, prefix=term.prefix)
    # A speaker may be anybody; the others are the dossier's.
    if ids or term.key == "speaker":
        return replace(term, ids=names.with_sectors(ids) if term.key == "agreement" else ids)
    near = known.near(term.value)
    return _problem(
        term, f"there is no {term.key} “{term.value}”", tuple(f"{term.key}:{id_}" for id_ in near)
    )


def _side(term: Term, names: Names) -> Term | Problem:
    value = "-".join(term.phrase.words)
    sides = [side for side in names.sides if side == value or (term.prefix and side.startswith(value))]
    if sides:
        return replace(term, ids=names.on_sides(sides))
    near = nearest(value, names.sides) or names.sides
    return _problem(term, f"there is no side “{term.value}”", tuple(f"side:{side}" for side in near))


_KINDS: Final = {
    "tag": ("agreement", "sector", "stakeholder"),
    "agreement": ("agreement",),
    "sector": ("sector",),
    "speaker": ("stakeholder",),
}


def _problem(term: Term, reason: str, suggestions: Iterable[str]) -> Problem:
    return Problem(term.start, term.end, reason, tuple(suggestions))


@dataclass(frozen=True, slots=True)
class Seen:
    """A row in hand as a filter sees it: the texts it shows, what it is about, its day, its marks, who spoke.

    `people` are stakeholders' ids ("stakeholder:white-house"), `speakers` names as they were printed.
    """

    texts: tuple[str, ...]
    subjects: frozenset[str] = frozenset()
    day: dt.date | None = None
    outlet: str = ""
    flags: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    speakers: tuple[str, ...] = ()


def keeps(wanted: Filter, row: Seen) -> bool:
    """Whether a row in hand is one of those asked for; for lists of few rows."""
    return all(_holds(term, row) is not term.negated for term in wanted.terms)


def _holds(term: Term, row: Seen) -> bool:
    if term.key == "is":
        return term.value in row.flags or term.value == "all"
    if term.key in ("since", "until"):
        first, last = term.days
        return row.day is not None and (row.day >= first if term.key == "since" else row.day <= last)
    if term.key == "outlet":
        return term.phrase.is_in(row.outlet)
    if term.key == "speaker" and not term.ids:
        return any(term.phrase.is_in(speaker) for speaker in row.speakers)
    if term.key in ("side", "speaker"):
        return not row.people.isdisjoint(term.ids)
    if term.key:
        return not row.subjects.isdisjoint(term.ids)
    return any(term.phrase.is_in(text) for text in row.texts)


def spans_in(wanted: Filter, text: str) -> tuple[Span, ...]:
    """Where the bare words of a filter stand in a text, to be marked."""
    return spans(text, wanted.marked)
