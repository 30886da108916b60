"""Who is named in a story: full names, what a bare surname or a pronoun stands for, bodies named before.

Names inside quotation marks do not count: they are never what a pronoun outside stands for.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from dealwatch.reading import genders, names, speech, trade
from dealwatch.reading.persons import Named, Person
from dealwatch.reading.quotes import Run
from dealwatch.reading.sightings import SENTENCE_END, Sighting, is_person, sightings, title_gender
from dealwatch.reading.spans import Span
from dealwatch.reading.tables import words
from dealwatch.values import FIELDS

# In a long paragraph only names of sentences this close together compete.
_NEAR: Final = 0
_BACK: Final = 8
_FEW: Final = 3
# A pronoun this many characters back can still pass on whom it stands for.
_CHAIN: Final = 700
# … and over so many pronouns.
_LINKS: Final = 8
_SUBJECT: Final = {"m": "he", "f": "she"}
_GENDER: Final = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")


_NO_ROLE: Final = words("us uk u.s u.k british american the former of for")
_NO_BODY: Final = names.PLACES | {word.lower() for word in trade.RIVALS} | speech.DAYS | names.TITLES


_NO_PERSON: Final = names.ORGANISATION | names.PLACES | names.OFFICES | _NO_BODY

# "Cheaper American", "British": adjectives, not bodies.
_PEOPLES: Final = words(
    "british american european english scottish welsh irish japanese korean chinese indian"
)


def _may_be_body(name: str) -> bool:
    words = [word.lower() for word in name.replace("-", " ").split()]
    return words[-1] not in _PEOPLES and not all(
        word in _NO_BODY or (len(word) < 3 and word.isalpha()) for word in words
    )


def _unknown_speaker(named: Named, person: Person) -> bool:
    """Somebody whose first name tells no gender, but who was the subject of a verb of saying."""
    return not person.gender and named.weight > 1


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
        linked = self._linked(wanted, field_name, at, before, depth)
        if linked is not None:
            return linked
        found = self._nearest(
            before, lambda named, person: person.gender == wanted or _unknown_speaker(named, person)
        )
        return found or self._nearest(before, lambda _, person: not person.gender)

    def _linked(self, wanted: str, field_name: str, at: int, before: list[Named], depth: int) -> str | None:
        """Whom the same pronoun stood for before, when nobody who could be meant was a subject since."""
        places = self.pronouns.get((field_name, wanted), [])
        index = bisect_right(places, at - 1) - 1
        if index < 0 or at - places[index] > _CHAIN or depth > _LINKS:
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
            replace(mention, start=-1, paragraph=-1 - number)
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


def collect(
    texts: dict[str, tuple[str, list[Span], list[Run]]], known: Mapping[str, str] | None = None
) -> People:
    """Everybody named in the fields of a story (field name → text, paragraphs, quotations).

    `known` are people who need no first name (lower-cased surname → full name): the dossier's stakeholders.
    """
    people = People()
    for name, (text, _, runs) in texts.items():
        _collect_pronouns(people, name, text, runs)
    found = [item for name, parts in texts.items() for item in sightings(name, *parts)]
    alone = {item.words[-1] for item in found if len(item.words) == 1 and item.weight > 1}
    for item in found:
        if len(item.words) > 1 and (is_person(item) or _acts_alone(item, alone)):
            _add_person(people, item)
    for item in found:
        _add_evidence(people, item, known or {})
    for item in found:
        _add_mention(people, item, known or {})
    for name, mentions in people.named.items():
        genders.learn(mentions, {sex: people.pronouns.get((name, sex), []) for sex in "mf"})
    for person in people.by_name.values():
        person.gender = person.gender or genders.guess(person.name)
    return people


def _acts_alone(item: Sighting, alone: set[str]) -> bool:
    """ "Xael Odd", and elsewhere "Odd left": a person, though nothing is known of the first name."""
    lower = {word.lower().rstrip(".") for word in item.words}
    return len(item.words) < 4 and item.words[-1] in alone and not lower & _NO_PERSON


def _collect_pronouns(people: People, name: str, text: str, runs: list[Run]) -> None:
    outer = [run.outer.start for run in runs]
    for match in _PRONOUN.finditer(text):
        inside = bisect_right(outer, match.start()) - 1
        if inside < 0 or runs[inside].outer.end <= match.start():
            key = (name, "f" if len(match.group()) == 3 else "m")
            people.pronouns.setdefault(key, []).append(match.start())
            stop = min(len(text), match.end() + _CHAIN)
            end = SENTENCE_END.search(text, match.end(), stop)
            people.sentence_ends[name, match.start()] = end.start() if end else stop


def _add_evidence(people: People, item: Sighting, known: Mapping[str, str]) -> None:
    """ "Khan said he …": a person of whom no full name is given, and the gender of one who has one."""
    if not (item.gender or item.personal or item.titles):
        return
    name = " ".join(item.words)
    last = item.words[-1].lower().replace("’", "'")
    if name in people.by_name:
        people.by_name[name].gender = people.by_name[name].gender or item.gender
    elif len(item.words) == 1 and last not in people.by_last and last not in known and last not in _NO_BODY:
        people.by_name[name] = Person(name, item.gender)
        people.by_last.setdefault(last, Counter())[name] += 1


def _add_person(people: People, item: Sighting) -> None:
    name = " ".join(item.words)
    person = people.by_name.get(name)
    if person is None:
        gender = title_gender(item.titles) or names.gender_of(item.words[0])
        person = people.by_name[name] = Person(name, gender)
        people.by_first.setdefault(item.words[0].lower(), set()).add(name)
    person.count += 1
    person.roles.update(item.titles)
    person.roles.update(item.role)
    last = item.words[-1]
    if last.lower().rstrip(".") in ("jr", "sr") and len(item.words) > 2:
        last = item.words[-2]
    people.by_last.setdefault(last.lower().replace("’", "'"), Counter())[name] += 1


def _add_mention(people: People, item: Sighting, known: Mapping[str, str]) -> None:
    name = " ".join(item.words)
    person = people.by_name.get(name)
    if person is None and len(item.words) == 1:
        last = people.by_last.get(name.lower().replace("’", "'"))
        if last:
            full = last.most_common(1)[0][0]
            person = people.by_name[full]
        elif item.titles and title_gender(item.titles):
            person = people.by_name[name] = Person(name, title_gender(item.titles))
            people.by_last.setdefault(name.lower(), Counter())[name] += 1
        elif (
            names.is_common(name)
            and names.gender_of(name)
            and name.lower() not in _NO_BODY
            and not item.initial
        ):
            # A first name alone: of somebody named in full, or all that is given.
            bearers = people.by_first.get(name.lower(), set())
            if len(bearers) < 2:
                whole = next(iter(bearers), name)
                person = people.by_name.setdefault(whole, Person(whole, names.gender_of(name)))
        elif name.lower() in known:
            full = known[name.lower()]
            person = people.by_name[full] = Person(full, names.gender_of(full.split()[0]))
            people.by_last.setdefault(name.lower(), Counter())[full] += 1
    if person is not None:
        person.gender = person.gender or title_gender(item.titles) or item.gender
        person.roles.update(item.titles)
    elif len(item.words) == 1 and item.words[0].lower() in names.PLACES:
        return
    if person is None and item.initial and len(item.words) == 1 and name not in people.bodies:
        return  # more likely a common word that begins a sentence
    if person is None:
        people.bodies[name] += 1
    named = Named(
        item.start, item.paragraph, person.name if person else name, person, item.weight, item.sentence
    )
    people.named.setdefault(item.field_name, []).append(named)
