"""Everybody named in a story, written down: full names, what tells about them, then each mention."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from typing import Final

from dealwatch.reading import genders, names
from dealwatch.reading.people import CHAIN, NO_BODY, NO_PERSON, People
from dealwatch.reading.persons import Named, Person
from dealwatch.reading.quotes import Run
from dealwatch.reading.sightings import SENTENCE_END, Sighting, is_person, sightings, title_gender
from dealwatch.reading.spans import Span
from dealwatch.reading.tables import words

_KNIGHTED: Final = words("sir dame lord lady")
# "he" and "she"; a search goes straight from one of the letters to the next, and looks back from there.
_PRONOUN: Final = re.compile(r"[HhSs](?<!\w.)(?:(?<=[Hh])e|(?<=[Ss])he)\b")


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
        person.guessed = not person.gender
        person.gender = person.gender or genders.guess(person.name)
    return people


# "Speaking to Jane Hill, he", "In a letter to Bob Marsh, she": a phrase without a subject of its own.
_OPENER: Final = re.compile(
    r"(?:\A|[.?!\n”\"’]\s?)((?:[A-Z][a-z]+(?:ing|ed)|In|At|On|Like|Unlike|With|Alongside|Beside|Besides)\s[^.;:?!“”\"\n]{3,90}),\s\Z"
)
_LONGEST_OPENER: Final = 110


def _opener_of(text: str, at: int) -> int | None:
    """Where the phrase begins that opens the sentence right before the pronoun at `at`."""
    if text[at - 2 : at] != ", ":
        return None
    found = _OPENER.search(text, max(0, at - _LONGEST_OPENER), at)
    return found.start(1) if found is not None else None


def _acts_alone(item: Sighting, alone: set[str]) -> bool:
    """ "Xael Odd", and elsewhere "Odd left": a person, though nothing is known of the first name."""
    lower = {word.lower().rstrip(".") for word in item.words}
    return len(item.words) < 4 and item.words[-1] in alone and not lower & NO_PERSON


def _collect_pronouns(people: People, name: str, text: str, runs: list[Run]) -> None:
    outer = [run.outer.start for run in runs]
    for match in _PRONOUN.finditer(text):
        inside = bisect_right(outer, match.start()) - 1
        if inside < 0 or runs[inside].outer.end <= match.start():
            key = (name, "f" if len(match.group()) == 3 else "m")
            opener = _opener_of(text, match.start())
            if opener is not None:
                people.openers[name, match.start()] = opener
            people.pronouns.setdefault(key, []).append(match.start())
            stop = min(len(text), match.end() + CHAIN)
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
    elif len(people.by_first.get(last, ())) == 1 and not _KNIGHTED.isdisjoint(item.titles):
        return  # "Dame Karen": the one who is named in full
    elif len(item.words) == 1 and last not in people.by_last and last not in known and last not in NO_BODY:
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
        elif len(people.by_first.get(name.lower(), ())) == 1 and not _KNIGHTED.isdisjoint(item.titles):
            person = people.by_name[people.full_name(name)]
        elif item.titles and title_gender(item.titles):
            person = people.by_name[name] = Person(name, title_gender(item.titles))
            people.by_last.setdefault(name.lower(), Counter())[name] += 1
        elif (
            names.is_common(name)
            and names.gender_of(name)
            and name.lower() not in NO_BODY
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
