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
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import Span
from dealwatch.reading.tables import words

_WORD: Final = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Prof|Adm|St)\.|[A-Z]\.|[A-ZÀ-Þ][\w’'\-]*)"
_NAME: Final = re.compile(
    _WORD + r"(?:[ \xa0](?:(?:de|la|van|von|der|den|del|da|di|du|bin|al|el|ter)[ \xa0])?" + _WORD + r")*"
)
_LEADING: Final = frozenset(
    speech.DETERMINERS | speech.PREPOSITIONS | speech.CONJUNCTIONS | speech.SUBORDINATORS | speech.ADVERBS
    | speech.SUBJECT_PRONOUNS | speech.RELATIVES | speech.DAYS | speech.AUXILIARIES | {"to", "its", "former", "i'm"}
)  # fmt: skip
_NEXT_WORD: Final = re.compile(r"(?:, [^,.\n]{1,120},| \([^()\n]{1,30}\))?[ \xa0]([a-z]+)")
_SENTENCE: Final = re.compile(r"[.?!][”\"’')]*\s|\n")
_BREAKS: Final = re.compile(r"[.,;:“”\"\n]")
_WORDS: Final = re.compile(r"\w+")
_APPOSITION: Final = re.compile(
    r", (?:the |an? |who (?:is|runs|heads|leads|chairs) )?([^,.;\n“”\"]{3,60})[,.]"
)
_INVERTED: Final = re.compile(r"[”\"’',] ([a-z]+) \Z")
# In a long paragraph only names of sentences this close together compete.
_NEAR: Final = 0
_MOST: Final = 5_000
_BACK: Final = 8


@dataclass(slots=True)
class Person:
    """A person named in full in the story. `gender` is "m", "f" or "" (not known)."""

    name: str
    gender: str
    count: int = 0
    roles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Named:
    """One mention, outside quotation marks, of a person or (`person` None) of a body."""

    start: int
    paragraph: int
    name: str
    person: Person | None
    weight: int
    sentence: int


_NO_ROLE: Final = words("us uk u.s u.k british american the former of for")
_NO_BODY: Final = names.PLACES | {word.lower() for word in trade.RIVALS} | speech.DAYS | names.TITLES


def _may_be_body(name: str) -> bool:
    words = [word.lower() for word in name.replace("-", " ").split()]
    return not all(word in _NO_BODY or (len(word) < 3 and word.isalpha()) for word in words)


def _unknown_speaker(named: Named, person: Person) -> bool:
    """Somebody whose first name tells no gender, but who was the subject of a verb of saying."""
    return not person.gender and named.weight == 3


@dataclass(slots=True)
class People:
    """Everybody named in one story; `named` is by field, in the order of the text."""

    by_name: dict[str, Person] = field(default_factory=dict)
    by_last: dict[str, Counter[str]] = field(default_factory=dict)
    by_first: dict[str, set[str]] = field(default_factory=dict)
    named: dict[str, list[Named]] = field(default_factory=dict)
    bodies: Counter[str] = field(default_factory=Counter)

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

    def antecedent(self, pronoun: str, field_name: str, at: int) -> str | None:
        """Whom "he" or "she" at `at` stands for: in the nearest paragraph that has one, the first that fits."""
        wanted = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}.get(pronoun.lower(), "")
        before = self._before(field_name, at)
        found = self._nearest(
            before, lambda named, person: person.gender == wanted or _unknown_speaker(named, person)
        )
        return found or self._nearest(before, lambda _, person: not person.gender)

    def _before(self, field_name: str, at: int) -> list[Named]:
        mentions = self.named.get(field_name, [])
        stop = bisect_right([mention.start for mention in mentions], at - 1)
        return mentions[max(0, stop - 200) : stop]

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


@dataclass(frozen=True, slots=True)
class _Found:
    field_name: str
    start: int
    end: int
    paragraph: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    role: tuple[str, ...]
    weight: int
    sentence: int
    initial: bool


def collect(texts: dict[str, tuple[str, list[Span], list[Run]]]) -> People:
    """Everybody named in the fields of a story (field name → text, paragraphs, quotations)."""
    people = People()
    found = [item for name, parts in texts.items() for item in _scan(name, *parts)]
    for item in found:
        if len(item.words) > 1 and _is_person(item):
            _add_person(people, item)
    for item in found:
        _add_mention(people, item)
    return people


def _scan(field_name: str, text: str, spans: list[Span], runs: list[Run]) -> list[_Found]:
    found: list[_Found] = []
    starts = [span.start for span in spans]
    outer = [run.outer.start for run in runs]
    sentence = at = 0
    for match in _NAME.finditer(text):
        inside = bisect_right(outer, match.start()) - 1
        if inside >= 0 and runs[inside].outer.end > match.start():
            continue
        initial = match.start() == 0 or _SENTENCE.search(text, max(0, at - 1), match.start()) is not None
        sentence, at = sentence + initial, match.end()
        if match.start():
            initial = initial and _SENTENCE.search(text, max(0, match.start() - 4), match.start()) is not None
        item = _take(field_name, text, match, bisect_right(starts, match.start()) - 1, sentence, initial)
        if item is not None:
            found.append(item)
        if len(found) >= _MOST:
            break
    return found


def _role(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """The words around a name that may say what its bearer is: before it, and after a comma."""
    before = text[max(0, match.start() - 60) : match.end()]
    head = _BREAKS.split(before)[-1]
    after = _APPOSITION.match(text, match.end())
    return tuple(word.lower() for word in _WORDS.findall(head + " " + (after.group(1) if after else "")))


def _weight(text: str, match: re.Match[str], possessive: bool) -> int:
    """How likely a later pronoun stands for this name: who speaks, then a subject, then others, then owners."""
    if possessive:
        return 0
    after = _NEXT_WORD.match(text, match.end())
    word = after.group(1).lower() if after else ""
    if word in speech.SPEAK_FINITE or word in speech.JUDGE_FINITE:
        return 3
    before = _INVERTED.search(text[max(0, match.start() - 16) : match.start()])
    if before and before.group(1) in speech.SPEAK_FINITE:
        return 3
    return 2 if word in speech.AUXILIARIES or word.endswith("ed") or word in speech.IRREGULAR_PAST else 1


def _take(
    field_name: str, text: str, match: re.Match[str], paragraph: int, sentence: int, initial: bool
) -> _Found | None:
    words = match.group().replace("\xa0", " ").split(" ")
    begin = 0
    while begin < len(words) and words[begin].lower().replace("’", "'") in _LEADING:
        begin += 1
    words = words[begin:]
    if not words:
        return None
    weak = words[-1].endswith(("'s", "’s"))
    words[-1] = re.sub(r"['’]s?$", "", words[-1])
    titles: list[str] = []
    cut = 0
    for index, word in enumerate(words[:-1]):
        if word.lower().rstrip(".") in names.TITLES:
            cut = index + 1
    titles = [word.lower().rstrip(".") for word in words[:cut]]
    words = words[cut:]
    if not titles and len(words) > 2 and not names.gender_of(words[0]) and words[0].lower() not in names.BOTH:
        known = [at for at, word in enumerate(words[:-1]) if at and names.gender_of(word)]
        words = words[known[0] :] if known and len(words[0]) > 2 else words
    while len(words) > 1 and words[-1].lower().rstrip(".") in names.SUFFIXES - {"jr", "sr"}:
        words.pop()
    if not words[0]:
        return None
    return _Found(
        field_name,
        match.start(),
        match.end(),
        paragraph,
        tuple(words),
        tuple(titles),
        _role(text, match) if len(words) > 1 else (),
        _weight(text, match, weak),
        sentence,
        initial,
    )


def _is_person(item: _Found) -> bool:
    lower = [word.lower().rstrip(".") for word in item.words]
    if lower[-1] in names.OFFICES or any(word in names.ORGANISATION for word in lower):
        return False
    if names.gender_of(lower[0]) or lower[0] in names.BOTH:
        return len(lower) <= 4
    if lower[-1] in names.PLACES or lower[0] in names.PLACES or len(lower) > 4:
        return False
    return bool(item.titles) or (len(lower) <= 3 and item.weight >= 2)


def _add_person(people: People, item: _Found) -> None:
    name = " ".join(item.words)
    person = people.by_name.get(name)
    if person is None:
        gender = _title_gender(item.titles) or names.gender_of(item.words[0])
        person = people.by_name[name] = Person(name, gender)
        people.by_first.setdefault(item.words[0].lower(), set()).add(name)
    person.count += 1
    person.roles.update(item.titles)
    person.roles.update(item.role)
    last = item.words[-1]
    if last.lower().rstrip(".") in ("jr", "sr") and len(item.words) > 2:
        last = item.words[-2]
    people.by_last.setdefault(last.lower().replace("’", "'"), Counter())[name] += 1


def _title_gender(titles: tuple[str, ...]) -> str:
    for title in titles:
        if title in names.MALE_TITLES:
            return "m"
        if title in names.FEMALE_TITLES:
            return "f"
    return ""


def _add_mention(people: People, item: _Found) -> None:
    name = " ".join(item.words)
    person = people.by_name.get(name)
    if person is None and len(item.words) == 1:
        last = people.by_last.get(name.lower().replace("’", "'"))
        if last:
            full = last.most_common(1)[0][0]
            person = people.by_name[full]
        elif item.titles and _title_gender(item.titles):
            person = people.by_name[name] = Person(name, _title_gender(item.titles))
            people.by_last.setdefault(name.lower(), Counter())[name] += 1
    if person is not None:
        person.gender = person.gender or _title_gender(item.titles)
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
