"""A sentence as clauses of tokens: which words stand for a deal, a quota, talks, and what stands by them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from dealwatch.reading import status_verbs, status_words
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tables import words
from dealwatch.reading.vocabulary import Hit

_TOKEN: Final = re.compile(r"\w++(?:[’'\-./]\w++)*+|[^\w\s]")
_THING_OF: Final = {word: thing for thing, table in status_verbs.THINGS.items() for word in table}
NAMED: Final = frozenset(("name", "nickname", "deal"))
_BEARING: Final = NAMED | {"sector", "keyword"}
PREPOSITIONS: Final = words(
    "of on for in under by from with to over about into between at after since against until as during "
    "within "
    "through without despite amid before via beside alongside like unlike beyond behind around outside"
)
DETERMINERS: Final = words(
    "the a an its his her their this that these those our no any some every each britain’s uk’s us’s "
    "america’s "
    "washington’s london’s"
)
# How many words a noun phrase may have before its noun.
_PHRASE: Final = 7
_MOST_TOKENS: Final = 260
_AFTER: Final = 4


class Noun(NamedTuple):
    """A noun that something may happen to: the tokens of its phrase, its sort, and what the dossier names by
    it."""

    first: int
    last: int
    thing: str
    hit: Hit | None
    preposition: str


@dataclass(slots=True)
class Words:
    """A sentence as tokens. Offsets are those of the passage; hits are the sentence’s, by token."""

    passage: str
    text: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    hits: list[tuple[int, int, Hit]]
    parties: dict[int, str]
    rivals: list[int]
    actors: list[int]
    nouns: list[Noun]
    clauses: list[tuple[int, int]]

    def at(self, offset: int) -> int:
        """The token at an offset of the passage."""
        return max(0, min(len(self.text), bisect_right(self.start, offset)) - 1)

    def clause(self, token: int) -> tuple[int, int]:
        """The tokens of the clause around one: first, and one past the last."""
        for first, last in self.clauses:
            if first <= token < last:
                return first, last
        return 0, len(self.text)

    def outer_of(self, first: int) -> tuple[int, int] | None:
        """The clause that goes on at a token, behind a relative clause between commas."""
        if self.lower[first : first + 1] != [","] or self.lower[first + 1] not in _GOES_ON:
            return None
        number = next((at for at, clause in enumerate(self.clauses) if clause[0] == first), 0)
        return self.clauses[number - 2] if number > 1 else None

    def before(self, token: int) -> str:
        """The passage from the start of its clause to a token."""
        return self.passage[self.start[self.clause(token)[0]] : self.start[token]]


def read_words(passage: str, sentence: Sentence) -> Words:
    """The tokens, hits, nouns and clauses of a sentence’s passage."""
    matches = list(_TOKEN.finditer(passage))[:_MOST_TOKENS]
    text = [match.group() for match in matches]
    lower = [word.replace("'", "’") for word in map(str.lower, text)]
    start, end = [match.start() for match in matches], [match.end() for match in matches]
    found = Words(passage, text, lower, start, end, [], {}, [], [], [], [])
    offset = sentence.span.start
    for hit in sentence.hits:
        if hit.kind in _BEARING and hit.start - offset < len(passage) and not _is_within(hit, sentence):
            first = bisect_right(start, hit.start - offset) - 1
            last = max(first, bisect_left(start, hit.end - offset) - 1)
            if 0 <= first < len(text):
                found.hits.append((first, min(last, len(text) - 1), hit))
    found.parties = {found.at(hit.start - offset): hit.id for hit in sentence.of("party")}
    pointed = [hit.start for hit in sentence.of("pointer")]  # "the two countries" point to each party
    found.actors = [
        found.at(hit.start - offset)
        for hit in sentence.of("party", "official", "pointer")
        if hit.kind != "pointer" or pointed.count(hit.start) > 1
    ]
    rivals = [found.at(hit.start - offset) for hit in sentence.of("rival", "lookalike")]
    found.rivals = [at for at in rivals if not _is_place(found, at)]
    found.clauses = _clauses(found)
    found.nouns = _nouns(found)
    return found


def _is_place(line: Words, at: int) -> bool:
    """ "at a summit in Canada": where something happens, not who does it."""
    return (
        at > 1
        and line.lower[at - 1] in ("in", "at", "near")
        and line.lower[at - 2] not in ("tariffs", "duties")
    )


def _is_within(hit: Hit, sentence: Sentence) -> bool:
    """A nickname inside a name ("tech prosperity" in "Tech Prosperity Deal") is none of its own; a name that
    is a sector’s deal is the sector’s."""
    if hit.kind not in NAMED:
        return False
    return any(
        other.end - other.start > hit.end - hit.start or (other.kind == "deal" != hit.kind)
        for other in sentence.hits
        if other.kind in NAMED and other.start <= hit.start and hit.end <= other.end
    )


def is_partied(line: Words, noun: Noun) -> bool:
    """Whether a noun’s phrase names a party: "the US deal", "a pact with Britain"."""
    return _beside(line, noun, line.parties)


def is_foreign(line: Words, noun: Noun) -> bool:
    """Whether it is somebody else’s: "the EU-US deal", "work" in a clause of others alone."""
    if noun.hit is not None:
        return False
    first, stop = line.clause(noun.last)
    others = any(first <= at < stop for at in line.rivals)
    own = any(first <= at < stop for at in line.parties)
    return _beside(line, noun, line.rivals) or (others and not own)


def _beside(line: Words, noun: Noun, places: Iterable[int]) -> bool:
    after = line.lower[noun.last + 1] if noun.last + 1 < len(line.text) else ""
    reach = noun.last + (_AFTER if after in ("with", "between", "to") else 0)
    return any(noun.first <= at <= reach for at in places)


def _clauses(line: Words) -> list[tuple[int, int]]:
    lower = line.lower
    edges = [0]
    stop = len(lower)
    for at, word in enumerate(lower):
        if word not in status_words.BETWEEN or not edges[-1] < at < stop - 1:
            continue
        goes_on = word == "," and lower[at + 1] in _GOES_ON and lower[edges[-1] + 1] in _RELATIVE
        if word == "," and lower[at + 1] not in status_words.AFTER_COMMA and not goes_on:
            continue
        if word == "after" and lower[at - 1] in status_words.SPANS:
            continue  # "months after": when, in one clause
        if word in "–-" and not line.end[at - 1] < line.start[at] < line.end[at] < line.start[at + 1]:
            continue
        edges.append(at)
    return list(zip(edges, [*edges[1:], stop], strict=True))


def _nouns(line: Words) -> list[Noun]:
    found: list[Noun] = []
    signing = not _SIGNING.isdisjoint(line.lower)
    named = {last: (first, hit) for first, last, hit in line.hits if hit.kind in NAMED}
    covered = {at for first, last, hit in line.hits if hit.kind in NAMED for at in range(first, last)}
    for at, word in enumerate(line.lower):
        if at in named:
            first, hit = named[at]
            thing = "deal" if _THING_OF.get(word) not in ("benefit", "burden") else "benefit"
        else:
            kind = _THING_OF.get(word)
            if kind in _WRITTEN and not signing:
                continue  # "in a statement"
            kind = kind or (_THING_OF.get(word.rpartition("-")[2]) if "-" in word else None)
            if not kind or at in covered or _is_of_a_noun(line, at, kind):
                continue
            if word in ("some", "half") and line.lower[at + 1 : at + 2] != ["of"]:
                continue  # "some 2,300 cars"
            first, hit, thing = at, None, kind
        begin = _phrase_start(line, first)
        if word in _REVIEWS and "joint" not in line.lower[begin:at]:
            continue
        if thing == "burden" and _is_light(word, line.lower[begin:first]):
            thing = "benefit"
        before = line.lower[begin - 1] if begin else ""
        found.append(Noun(begin, at, thing, hit, before if before in PREPOSITIONS else ""))
    return _heads(found)


def _is_of_a_noun(line: Words, at: int, kind: str) -> bool:
    """ "The zero-duty quota", "tax officials": a burden that only describes what follows."""
    if kind != "burden" or at + 1 == len(line.lower):
        return False
    return line.lower[at].startswith("zero-") or line.lower[at + 1] in _OFFICIALS


_REVIEWS: Final = words("reviews assessments exercises")
_OFFICIALS: Final = words("officials authorities office inspectors lawyers experts")


def _is_light(burden: str, before: list[str]) -> bool:
    """Whether the words before make a burden a benefit: "the lower tariff", "a 10% duty"; not "a 2% levy"."""
    light = status_verbs.LIGHT - (status_verbs.SHARES if burden in status_verbs.TAXES else set())
    return not light.isdisjoint(before)


def _heads(found: list[Noun]) -> list[Noun]:
    """Of neighbouring nouns in one phrase ("tariff relief", "deal talks") the last one is meant."""
    kept: list[Noun] = []
    for noun in found:
        previous = kept[-1] if kept else None
        if previous is not None and previous.last + 1 == noun.last and noun.hit is None:
            kept[-1] = Noun(previous.first, noun.last, noun.thing, previous.hit, previous.preposition)
        else:
            kept.append(noun)
    return kept


def _phrase_start(line: Words, at: int) -> int:
    """The first token of the noun phrase whose noun is at `at`."""
    begin = at
    while begin > 0 and at - begin < _PHRASE:
        word = line.lower[begin - 1]
        if word in DETERMINERS:
            return begin - 1
        if not _may_modify(line, begin - 1):
            break
        begin -= 1
    return begin


def _may_modify(line: Words, at: int) -> bool:
    word = line.lower[at]
    if word in PREPOSITIONS or word in _STOPS or not (word[0].isalnum() or word in "%‘’“”\"'£$"):
        return False
    return word not in _VERBAL


_RELATIVE: Final = words("which who")
# What the main clause goes on with behind a relative one.
_GOES_ON: Final = words("is are was were has have will would had can remains remain")
_WRITTEN: Final = ("note", "letter")
_SIGNING: Final = words("sign signs signed signing signature signatures ink inks inked")
# Forms that are no part of a noun phrase before its noun.
_VERBAL: Final = frozenset(
    word
    for word, held in status_verbs.TRIGGERS.items()
    if any(trigger.form in ("third", "ing") or trigger.base == "be" for trigger in held)
)
_STOPS: Final = words(
    "and or but that which who is are was were be been has have had will would could may might can not "
    "now if "
    "while when where than then says said say once unless until before after because whether so"
)
