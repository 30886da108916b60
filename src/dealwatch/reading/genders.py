"""Whether a person is a he or a she, where the first name does not tell: by the pronouns that follow."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dealwatch.reading import names
from dealwatch.reading.persons import Named, Person

# A pronoun this many characters behind a name may stand for it.
_NEAR: Final = 320


def learn(named: Sequence[Named], pronouns: Mapping[str, Sequence[int]]) -> None:
    """Give a gender to whom most pronouns that follow at once, with nobody else between, give one.

    `named` are the mentions of one field in their order; `pronouns` holds where "he" (m) and "she" (f) stand.
    """
    votes: dict[int, Counter[str]] = {}
    people: dict[int, Person] = {}
    for person, gender in _pairs([item for item in named if item.person is not None], pronouns):
        people[id(person)] = person
        votes.setdefault(id(person), Counter())[gender] += 1
    for number, count in votes.items():
        (gender, most), *others = count.most_common()
        if most > 2 * sum(other for _, other in others):
            people[number].gender = gender


# Of the first names of `given_names.txt` that end so, 96 in 100 and more are of one gender.
_ENDINGS: Final = {"f": ("a", "tte", "lyn", "rie", "ee", "ann"), "m": ("io", "do", "ck", "ton")}


def guess(full: str) -> str:
    """The likelier gender by a first name that is in no list, by its ending; "" where that tells nothing."""
    name = full.lower().split()[0] if " " in full else ""
    found = (gender for gender, endings in _ENDINGS.items() if name.endswith(endings))
    return "" if names.is_given(name) or len(name) < _SHORTEST else next(found, "")


_SHORTEST: Final = 4


def _pairs(named: Sequence[Named], pronouns: Mapping[str, Sequence[int]]) -> Iterator[tuple[Person, str]]:
    for index, item in enumerate(named):
        person = item.person
        if person is None or person.gender or item.weight < 2:
            continue
        stop = item.start + _NEAR
        following = next(
            (other for other in named[index + 1 : index + 9] if other.person is not person), None
        )
        if following is not None:
            stop = min(stop, following.start)
        at, gender = min((_next(places, item.start), gender) for gender, places in pronouns.items())
        if at < stop:
            yield person, gender


def _next(places: Sequence[int], at: int) -> int:
    index = bisect_right(places, at)
    return places[index] if index < len(places) else 1 << 60
