"""Who is named in a story: full names, what a bare surname or a pronoun stands for, bodies named before.

Names inside quotation marks do not count: they are never what a pronoun outside stands for.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from dealwatch.reading import names, speech, trade
from dealwatch.reading.persons import Named, Person
from dealwatch.reading.tables import words
from dealwatch.values import FIELDS

# In a long paragraph only names of sentences this close together compete.
_NEAR: Final = 0
_BACK: Final = 8
_FEW: Final = 3
# A pronoun this many characters back can still pass on whom it stands for.
CHAIN: Final = 700
# … and over so many pronouns.
_LINKS: Final = 8
_SUBJECT: Final = {"m": "he", "f": "she"}
_GENDER: Final = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


_NO_ROLE: Final = words("us uk u.s u.k british american the former of for")
_PARTIES: Final = words("conservatives tories democrats republicans greens")
NO_BODY: Final = (
    names.PLACES | {word.lower() for word in trade.RIVALS} | speech.DAYS | names.TITLES | _PARTIES
)


NO_PERSON: Final = names.ORGANISATION | names.BODY_NOUNS | names.PLACES | names.OFFICES | NO_BODY

_NO_MINISTER: Final = words(
    "member mp backbencher director chief boss founder professor economist lawyer owner farmer shadow chairs "
    "chair analyst union convenor"
)

# "Cheaper American", "British": adjectives, not bodies.
_PEOPLES: Final = words(
    "british american european english scottish welsh irish japanese korean chinese indian"
)


def _may_be_body(name: str) -> bool:
    words = [word.lower() for word in name.replace("-", " ").split()]
    return words[-1] not in _PEOPLES and not all(
        word in NO_BODY or (len(word) < 3 and word.isalpha()) for word in words
    )


def _unknown_speaker(named: Named, person: Person) -> bool:
    """Somebody whose first name tells no gender, but who was the subject of a verb of saying."""
    return not person.gender and named.weight > 1


# Quotations, between whose marks a sentence may end.
_QUOTED: Final = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_NEXT_REACH: Final = 500
# "Jane Hill, the union’s leader, …": somebody of an office of their own.
_INSET: Final = re.compile(r",\s(?!who|speaking|standing|asked|on\b|in\b|at\b)")


def opens_next(text: str, at: int, start: int) -> bool:
    """Whether the sentence after the one at `at` begins at `start`."""
    if start - at > _NEXT_REACH:
        return False
    between = _QUOTED.sub("”", text[at:start])
    return re.fullmatch(r"[^.?!\n]*(?:[.?!]|”|\.”)\s+", between) is not None


@dataclass(slots=True)
class People:
    """Everybody named in one story; `named` is by field, in the order of the text."""

    by_name: dict[str, Person] = field(default_factory=dict)
    by_last: dict[str, Counter[str]] = field(default_factory=dict)
    by_first: dict[str, set[str]] = field(default_factory=dict)
    named: dict[str, list[Named]] = field(default_factory=dict)
    bodies: Counter[str] = field(default_factory=Counter)
    # Where "he" (m) and "she" (f) stand outside quotation marks, and whom each was found to stand for.
    pronouns: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    sentence_ends: dict[tuple[str, int], int] = field(default_factory=dict)
    chain: dict[tuple[str, int], str | None] = field(default_factory=dict)
    # Where the phrase begins that opens the sentence before a pronoun: who is named in it is somebody else.
    openers: dict[tuple[str, int], int] = field(default_factory=dict)

    def full_name(self, name: str) -> str:
        """The full name that a bare surname (or a first name of one person only) stands for, else `name`."""
        words = name.split()
        if len(words) == 2 and words[0].lower() in names.PEERAGE and words[1].lower() in self.by_last:
            return name
        if len(words) != 1:
            return name
        last = self.by_last.get(words[0].lower().replace("’", "'"))
        if last:
            return last.most_common(1)[0][0]
        first = self.by_first.get(words[0].lower(), set())
        return next(iter(first)) if len(first) == 1 else name

    def gender(self, name: str) -> str:
        """The gender of a person named in full, "" when not known."""
        person = self.by_name.get(name)
        return person.gender if person else ""

    def antecedent(self, pronoun: str, field_name: str, at: int, depth: int = 0) -> str | None:
        """Whom "he" or "she" at `at` stands for: in the nearest paragraph that has one, the first
        that fits."""
        wanted = _GENDER.get(pronoun.lower(), "")
        before = self._before(field_name, at)
        opener = self.openers.get((field_name, at))
        if opener is not None:
            before = [mention for mention in before if mention.start < opener or mention.weight > 1]
        linked = self._linked(wanted, field_name, at, before, depth)
        if linked is not None:
            return linked
        found = self._nearest(
            before, lambda named, person: person.gender == wanted or _unknown_speaker(named, person)
        )
        return (
            found
            or self._nearest(before, lambda _, person: not person.gender)
            or self._nearest(before, lambda _, person: person.guessed)
        )

    def _linked(self, wanted: str, field_name: str, at: int, before: list[Named], depth: int) -> str | None:
        """Whom the same pronoun stood for before, when nobody who could be meant was a subject since."""
        places = self.pronouns.get((field_name, wanted), [])
        index = bisect_right(places, at - 1) - 1
        if index < 0 or at - places[index] > CHAIN or depth > _LINKS:
            return None
        last = places[index]
        for mention in reversed(before):
            if mention.start < last:
                break
            person = mention.person
            later = mention.weight > 2 or mention.start > self.sentence_ends[field_name, last]
            if person is not None and later and person.gender in ("", wanted):
                return None
        key = (field_name, last)
        if key not in self.chain:
            self.chain[key] = self.antecedent(_SUBJECT[wanted], field_name, last, depth + 1)
        return self.chain[key]

    def _before(self, field_name: str, at: int) -> list[Named]:
        mentions = self.named.get(field_name, [])
        stop = bisect_right(mentions, at - 1, key=lambda mention: mention.start)
        before = mentions[max(0, stop - 200) : stop]
        if len(before) < _FEW:
            # A body without names: its headline and summary have them.
            before = [*self._above(field_name), *before]
        return before

    def _above(self, field_name: str) -> list[Named]:
        above = FIELDS[: FIELDS.index(field_name)] if field_name in FIELDS else ()
        return [
            mention._replace(start=-1, paragraph=-1 - number)
            for number, name in enumerate(reversed(above))
            for mention in self.named.get(name, [])
        ][::-1]

    def _nearest(self, before: list[Named], fits: Callable[[Named, Person], bool]) -> str | None:
        best: Named | None = None
        for mention in reversed(before):
            if best is not None and (
                mention.paragraph != best.paragraph or best.sentence - mention.sentence > _NEAR
            ):
                break
            if mention.person is None or not fits(mention, mention.person):
                continue
            if best is None or mention.weight >= best.weight:
                best = mention
        return best.person.name if best is not None and best.person is not None else None

    def names_person(self, field_name: str, start: int, stop: int) -> bool:
        """Whether a person is named between `start` and `stop`."""
        mentions = self.named.get(field_name, [])
        first = bisect_right(mentions, start, key=lambda mention: mention.start)
        last = bisect_right(mentions, stop - 1, key=lambda mention: mention.start)
        return any(mention.person is not None for mention in mentions[first:last])

    def named_next(self, field_name: str, text: str, at: int) -> str | None:
        """Who opens the sentence after the one at `at` by a full name, for the first time: "The mayor called
        it “daft”. Jane Hill, who …"; nobody who is said to be something that no minister is."""
        mentions = self.named.get(field_name, [])
        after = bisect_right(mentions, at, key=lambda mention: mention.start)
        if any(mention.person is not None for mention in mentions[:after]):
            return None
        for found in mentions[after : after + _BACK]:
            if found.person is None or not opens_next(text, at, found.start):
                continue
            name = found.person.name
            known = " " in name and self.gender(name) != "" and not self.is_else(name)
            inset = _INSET.match(text, found.start + len(name)) is not None
            return name if known and text.startswith(name, found.start) and not inset else None
        return None

    def is_else(self, name: str) -> bool:
        """Whether a person named in full is said to be something that no minister is."""
        person = self.by_name.get(name)
        return person is not None and not _NO_MINISTER.isdisjoint(person.roles)

    def stranger_before(self, field_name: str, at: int) -> str | None:
        """The name of two words and more, of nothing known, named last before `at` in a few lines."""
        found = [item for item in self._before(field_name, at)[-_FEW:] if item.person is None]
        named = [
            item.name
            for item in found
            if 1 < len(item.name.split()) < 4 and NO_PERSON.isdisjoint(item.name.lower().split())
        ]
        return named[-1] if named else None

    def body_before(self, field_name: str, at: int) -> str | None:
        """The organisation named last before `at`, within a few paragraphs."""
        bodies = [
            m for m in self._before(field_name, at)[-_BACK:] if m.person is None and _may_be_body(m.name)
        ]
        if not bodies:
            return None
        return max(reversed(bodies), key=lambda mention: self.bodies[mention.name]).name

    def person_before(self, field_name: str, at: int) -> str | None:
        """The person named last before `at`, one who acts or speaks before one who is only mentioned."""
        return self._nearest(self._before(field_name, at), lambda _named, _person: True)

    def by_role(self, role: str) -> str | None:
        """The person whose title in the story ends in these words ("the business secretary")."""
        words = set(role.lower().split()) - _NO_ROLE
        held = [person for person in self.by_name.values() if words and words <= person.roles]
        return held[0].name if len(held) == 1 else None
