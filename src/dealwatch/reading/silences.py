"""Silences: somebody was asked and did not answer, declined, or would not comment.

A partial answer ("wants to study the detail"), a refusal to discuss within an answer and what could not be
verified are none.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from dealwatch.reading import names, speech
from dealwatch.reading.describe import spoken_for, without_article
from dealwatch.reading.mentions import mention
from dealwatch.reading.people import People
from dealwatch.reading.phrases import Phrase, phrase_left, phrase_right, subject_left
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import Span
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line, read_line
from dealwatch.values import Evidence, Field

_NOT: Final = r"(?:not|n['’]t|never)"
_WHEN: Final = (
    r"(?:\s(?:immediately|yet|publicly|also|both|all|as|so|directly|previously|initially|far|only)){0,3}"
)
_ANSWER: Final = (
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?\s(?:\w+\s){0,3}?(?:calls?|messages?|emails?|requests?)"
    r"|answer(?:ed)?\s(?:\w+\s){0,3}?(?:questions?|requests?|calls?|messages?|emails?)|comment(?:ed)?"
    r"|(?:provide|offer|issue|give|make)[dn]?\s(?:\w+\s){0,2}?(?:comment|statement|response))"
)
# Group 1 is the verb whose subject kept silent.
_SILENT: Final = re.compile(
    rf"\b((?:did|does|do|has|have|had|would|will|could){_WHEN}\s?{_NOT}){_WHEN}\s{_ANSWER}\b"
    r"|\b(declined|declines|declining|refused|refuses)\s(?:\w+\s){0,2}?to\s(?:\w+\s)?(?:comment|add"
    r"|respond|elaborate|be interviewed"
    r"|answer|make\s|provide|offer|say\swhether|speak)"
    rf"|\b((?:has|have|had|was|were|is|are){_WHEN}(?:\sbeen)?{_WHEN}\s(?:contacted|approached"
    rf"|asked)\sfor\s(?:\w+\s)?"
    r"(?:comment|response|statement|reaction))"
    r"|\b((?:has|have|had)\sbeen\s(?:contacted|approached))\b(?!\sby|\sabout)"
    r"|\b(could\snot\s(?:immediately\s)?be\s(?:immediately\s)?(?:reached|contacted))\b"
    r"|\b((?:would|will)\snot\sbe\sdrawn)\b"
    r"|\b((?:had|has|have|offered|gave)\sno\s(?:immediate\s|further\s)?(?:comment|response))\b",
    re.I,
)
# "The BBC has approached X for comment": who kept silent is the object.
_ASKED: Final = re.compile(
    r"\b(?:has|have|had)\s(?:also\s)?(?:contacted|approached"
    r"|asked)\s(?=[^.]{2,120}?\sfor\s(?:\w+\s)?(?:comment|response|statement))",
    re.I,
)
_FOR_COMMENT: Final = re.compile(r"\sfor\s(?:\w+\s)?(?:comment|response|statement)")
_ABOUT: Final = re.compile(r"\s(?:on|about|over|regarding)\s([^.,;“”\"\n]{3,80})")
_REQUEST: Final = re.compile(
    r"[^.;\n]{0,60}?\b(?:for\s(?:\w+\s)?comment"
    r"|(?:requests?|questions?)\sfor\s(?:\w+\s)?comment|requests?|questions?|inquir\w+|enquir\w+)\b"
)
# How far around a word of answering a silence is looked for, in characters.
_REACH: Final = 140
_OVERLAP: Final = 130
_BODIES: Final = words("companies firms groups parties pair trio both neither others all")


@dataclass(frozen=True, slots=True)
class Silent:
    """One silence; `who` is a name or description without its article."""

    who: str
    evidence: Evidence
    about: str | None = None


def find_silences(
    text: str, field: Field, spans: list[Span], runs: list[Run], people: People
) -> list[Silent]:
    """All silences of a field, in order, each name once."""
    found: list[Silent] = []
    seen: set[str] = set()
    starts = [span.start for span in spans]
    outer = [run.outer.start for run in runs]
    lines: dict[int, Line] = {}
    for match in _matches(text):
        inside = bisect_right(outer, match.start()) - 1
        paragraph = bisect_right(starts, match.start()) - 1
        if paragraph < 0 or (inside >= 0 and runs[inside].outer.end > match.start()):
            continue
        if paragraph not in lines:
            own = [(n, run) for n, run in enumerate(runs) if run.paragraph == paragraph]
            lines[paragraph] = read_line(text, spans[paragraph], own)
        for silent in _read(text, field, match, lines[paragraph], people):
            if silent.who.casefold() in _BODIES and found:
                continue  # "Acme and Bolt were asked, but the companies did not answer"
            if silent.who.casefold() not in seen:
                seen.add(silent.who.casefold())
                found.append(silent)
    return found


def may_be_silent(text: str) -> bool:
    """A cheap test: False means that the text holds no silence."""
    return _MAYBE.search(text) is not None


def _matches(text: str) -> list[re.Match[str]]:
    if not may_be_silent(text):
        return []
    found: dict[tuple[int, bool], re.Match[str]] = {}
    done = 0
    for hint in _MAYBE.finditer(text):
        start, stop = max(done, hint.start() - _REACH), min(len(text), hint.end() + _REACH)
        if hint.end() <= done:
            continue
        if _CUE.search(text, start, stop) is None:
            done = max(done, hint.start() - _OVERLAP)
            continue
        for pattern in (_SILENT, _ASKED):
            for match in pattern.finditer(text, start, stop):
                found.setdefault((match.start(), pattern is _ASKED), match)
        done = max(done, hint.start() - _OVERLAP)
    return sorted(found.values(), key=lambda match: match.start())


# One of these stands in every silence.
_CUE: Final = re.compile(r"n['’]t|not|never|declin|refus|contacted|approached|asked|no", re.I)
_MAYBE: Final = re.compile(
    r"comment|respond|repl[iy]|declin|refus|approached|contacted|be reached|returned|answer"
    r"|spoke to|be drawn",
    re.I,
)


def _read(text: str, field: Field, match: re.Match[str], line: Line, people: People) -> list[Silent]:
    at = bisect_left(line.starts, match.start())
    if at >= len(line):
        return []
    if match.re is _ASKED:
        first = bisect_left(line.starts, match.end())
        asked = _FOR_COMMENT.search(text, match.end(), match.end() + 160)
        last = bisect_left(line.starts, asked.start()) if asked else first
        phrase = phrase_right(line, first, min(len(line), last))
        start = match.start()
    else:
        phrase = _subject(line, at)
        start = -1
    if phrase is None:
        return []
    phrases = _listed(line, phrase)
    start = line.starts[phrases[0].first] if start < 0 else start
    end = _evidence_end(text, match)
    about = _ABOUT.match(text, match.end())
    evidence = Evidence(field, start, end, text[start:end])
    named = [_who(text, field, line, item, people) for item in phrases]
    return [Silent(who, evidence, about.group(1).strip() if about else None) for who in named if who]


def _evidence_end(text: str, match: re.Match[str]) -> int:
    end = match.end()
    if match.re is _ASKED:
        end = text.find("for", end) + 3
    tail = _REQUEST.match(text, end) or _ABOUT.match(text, end)
    return tail.end() if tail else end


def _subject(line: Line, at: int) -> Phrase | None:
    low = line.sentence_start(at)
    found = subject_left(line, at, low)
    if found is None and line.kinds[at - 1 if at else 0] == ",":
        found = phrase_left(line, at - 2, low)
    return found


def _listed(line: Line, phrase: Phrase) -> list[Phrase]:
    """ "Google, Microsoft and Nvidia": every part of the list that ends in this phrase."""
    phrases = [phrase]
    if line.kinds[phrase.last] not in "Nn":
        return phrases
    joined = False
    low = line.sentence_start(phrase.first)
    while phrases[0].first - 2 >= low:
        before = phrases[0].first - 1
        joined = joined or line.lower[before] in ("and", "or", "nor")
        if not joined or (line.kinds[before] != "," and line.lower[before] not in ("and", "or", "nor")):
            break
        if line.kinds[before - 1] == ",":
            before -= 1
        earlier = phrase_left(line, before - 1, low)
        if earlier is None or line.kinds[earlier.last] != "N":
            break
        if _one_name(line, earlier, phrases[0]):
            return [Phrase(earlier.first, phrase.last)]
        phrases.insert(0, earlier)
    return phrases


def _one_name(line: Line, earlier: Phrase, later: Phrase) -> bool:
    """ "Department for Business and Trade" is one body, not two."""
    inner = range(earlier.first, earlier.last + 1)
    of = any(line.lower[index] in ("for", "of") for index in inner)
    body = any(line.lower[index] in names.ORGANISATION for index in inner)
    return of and body and later.first == later.last and earlier.last + 2 == later.first


def _who(text: str, field: Field, line: Line, phrase: Phrase, people: People) -> str | None:
    named = mention(line, phrase, text)
    if named.kind == "pronoun":
        teller = _teller(line, phrase)
        if teller is not None:
            return _who(text, field, line, teller, people)
        return _antecedent(named.text.lower(), field, named.start, people)
    words = text[line.starts[phrase.first] : line.ends[phrase.last]]
    body = spoken_for(words)
    if body is not None:
        return body
    if named.kind == "name" and people.full_name(named.text) in people.by_name:
        return people.full_name(named.text)
    last = line.lower[phrase.last]
    if last in _BODIES:
        return without_article(words)
    if last in names.BODY_NOUNS and line.lower[phrase.first] == "the":
        return people.body_before(field, named.start) or without_article(words)
    return without_article(_plain(line, phrase, text))


def _teller(line: Line, phrase: Phrase) -> Phrase | None:
    """ "Acme said it would not comment": whoever says so of itself."""
    verb = phrase.first - (2 if line.kinds[phrase.first - 1] == "S" else 1)
    if verb < 1 or line.kinds[verb] != "V" or line.lower[phrase.first] not in ("it", "they", "he", "she"):
        return None
    found = subject_left(line, verb, line.sentence_start(verb))
    return found if found is not None and found.last < verb else None


def _plain(line: Line, phrase: Phrase, text: str) -> str:
    """The whole description, its adverbs and determiners gone from the ends."""
    first, last = phrase.first, phrase.last
    while first < last and line.kinds[first] == "D" and line.lower[first] in speech.DETERMINERS:
        first += 1
    return text[line.starts[first] : line.ends[last]]


def _antecedent(pronoun: str, field: Field, at: int, people: People) -> str | None:
    if pronoun in ("he", "she"):
        return people.antecedent(pronoun, field, at)
    return people.body_before(field, at) if pronoun in ("it", "they", "which", "who") else None
