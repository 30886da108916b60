"""Silences: somebody was asked and did not answer, declined, or would not comment.

A partial answer ("wants to study the detail"), a refusal to discuss within an answer and what could not be
verified are none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dealwatch.reading import names, silence_words
from dealwatch.reading.governors import SPEAKING
from dealwatch.reading.people import People
from dealwatch.reading.phrases import Phrase, phrase_left, phrase_right
from dealwatch.reading.quotes import Run
from dealwatch.reading.silent import GROUPS, listed, who_are
from dealwatch.reading.spans import Span, in_small_letters
from dealwatch.reading.subjects import subject_left
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line, read_line
from dealwatch.values import Evidence, Field

# How far around a word of answering a silence is looked for, in characters.
_REACH: Final = 140
# How far a name may reach that follows its pattern.
_NAME_REACH: Final = 160
# Subjects that `NEITHER` and `OBJECT` read ("No 10" is somebody).
_NOBODY: Final = ("Neither", "neither", "None", "none", "Nobody", "nobody", "no")

# "neither Acme nor Bolt, which built it, would": the aside names nobody.
_RELATIVE: Final = re.compile(r",\s(?:which|who|whose)\b")


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
            if silent.who.casefold() in GROUPS and found:
                continue  # "Acme and Bolt were asked, but the companies did not answer"
            if silent.who.casefold() not in seen:
                seen.add(silent.who.casefold())
                found.append(silent)
    return found


def may_be_silent(text: str) -> bool:
    """A cheap test: False means that the text holds no silence."""
    return silence_words.MAYBE.search(in_small_letters(text)) is not None


def _matches(text: str) -> list[re.Match[str]]:
    """Every match of a pattern near a word of answering, in order of place."""
    low = in_small_letters(text)
    read = ((silence_words.SUBJECT, low), (silence_words.OBJECT, text), (silence_words.NEITHER, text))
    found = [
        match
        for start, stop in _regions(low)
        if silence_words.CUE.search(low, start, stop) is not None
        for pattern, string in read
        for match in pattern.finditer(string, start, stop)
    ]
    return sorted(found, key=lambda match: match.start())


def _regions(low: str) -> Iterator[tuple[int, int]]:
    """The stretches around words of answering in a text in small letters; those close together are one."""
    start = stop = -1
    for hint in silence_words.MAYBE.finditer(low):
        if hint.start() - _REACH > stop:
            if stop >= 0:
                yield start, stop
            start = max(0, hint.start() - _REACH)
        stop = min(len(low), hint.end() + _REACH)
    if stop >= 0:
        yield start, stop


def _read(text: str, field: Field, match: re.Match[str], line: Line, people: People) -> list[Silent]:
    start, phrases = _phrases(text, match, line)
    if not phrases:
        return []
    end = _evidence_end(text, match)
    start = min(start, end - 1)
    about = silence_words.ABOUT.match(text, match.end())
    evidence = Evidence(field, start, end, text[start:end])
    kept = match.re is silence_words.SUBJECT and match["verb2"] is not None
    alone = len(phrases) < 2
    named = [who for item in phrases for who in who_are(text, field, line, item, people, kept, alone)]
    return [Silent(who, evidence, about.group(1).strip() if about else None) for who in named]


def _phrases(text: str, match: re.Match[str], line: Line) -> tuple[int, list[Phrase]]:
    """Where the passage begins, and the noun phrases of those who kept silent."""
    if match.re is silence_words.NEITHER:
        aside = _RELATIVE.search(text, match.start("names"), match.end("names"))
        return match.start(), _between(
            line, match.start("names"), aside.start() if aside else match.end("names")
        )
    if match.re is silence_words.OBJECT:
        stop = silence_words.OBJECT_END.search(text, match.end(), match.end() + _NAME_REACH)
        end = stop.start() if stop else match.end() + _NAME_REACH
        first, last = bisect_left(line.starts, match.end()), bisect_left(line.starts, end)
        found = phrase_right(line, first, min(len(line), last))
        return match.start(), [] if found is None else listed(line, found)
    at = bisect_left(line.starts, match.start())
    phrase = _subject(line, at) if at < len(line) else None
    if phrase is None or line.words[phrase.first] in _NOBODY or _is_thing(line, phrase, match):
        return 0, []
    if line.kinds[at - 1] == "C" and "Q" in line.kinds[phrase.last : at]:
        return 0, []  # "Acme said it “pays its way” and would not be drawn": an answer, of a sort
    phrases = listed(line, phrase)
    return line.starts[phrases[0].first], [*phrases, *_also(text, match, line)]


def _also(text: str, match: re.Match[str], line: Line) -> list[Phrase]:
    """ "Acme declined to comment, as did Bolt": those behind the verb."""
    more = silence_words.ALSO.match(text, match.end())
    if more is None:
        return []
    first = bisect_left(line.starts, more.end())
    found = phrase_right(line, first, min(len(line), first + 12))
    return [] if found is None else listed(line, found)


def _between(line: Line, start: int, end: int) -> list[Phrase]:
    """ "neither Acme nor the Guild would": the phrases that "nor", "or" and commas part."""
    first, last = bisect_left(line.starts, start), bisect_left(line.starts, end)
    found: list[Phrase] = []
    while first < last:
        phrase = phrase_right(line, first, last)
        if phrase is None:
            first += 1
            continue
        found.append(phrase)
        first = phrase.last + 1
    return found


def _evidence_end(text: str, match: re.Match[str]) -> int:
    end = match.end()
    if match.re is silence_words.OBJECT:
        stop = silence_words.OBJECT_END.search(text, end, end + _NAME_REACH)
        if stop is not None:
            return stop.end()
        line = text.find("\n", end)
        return min(len(text) if line < 0 else line, end + _NAME_REACH)
    tail = silence_words.REQUEST.match(text, end) or silence_words.ABOUT.match(text, end)
    return tail.end() if tail else end


def _is_thing(line: Line, phrase: Phrase, match: re.Match[str]) -> bool:
    """ "The request was not returned", "no comment was available", "the text is silent on steel"."""
    head = line.lower[phrase.last]
    if head in _ASKED_THINGS or (line.words[phrase.first] == "No" and line.kinds[phrase.last] == "n"):
        return True
    silent = match.re is silence_words.SUBJECT and match["verb11"] is not None
    speaks = line.kinds[phrase.last] != "n" or head in SPEAKING or head.endswith("s")
    return silent and (not speaks or head in names.WRITINGS or head in names.DOCUMENTS or head in _DEALS)


_ASKED_THINGS: Final = words(
    "request requests call calls email emails e-mail e-mails message messages question questions query "
    "queries comment comments response reply letter letters invitation invitations"
)
_DEALS: Final = words("deal pact accord protocol rules clause chapter annex law")


def _subject(line: Line, at: int) -> Phrase | None:
    low = line.sentence_start(at)
    if at == low and line.kinds[at] in "gG":
        return _after_participle(line, at)
    if at > low and line.lower[at - 1] in ("all", "both", "each"):
        at -= 1
    found = _named_inset(line, at, low) or subject_left(line, at, low)
    if found is None and line.kinds[at - 1 if at else 0] == ",":
        found = phrase_left(line, at - 2, low)
    if found is not None and line.lower[found.last + 1 : found.last + 3] in _ACTING:
        return Phrase(found.first, at - 1)  # "lawyers acting for Acme"
    if (
        found is not None
        and found.first - 1 == low
        and line.kinds[low] == "G"
        and line.words[low][0].isupper()
    ):
        return Phrase(low, found.last, found.relative)  # "Downing Street", not "Downing" what a street
    return found


_ACTING: Final = (["acting", "for"], ["working", "for"], ["speaking", "for"])


def _after_participle(line: Line, at: int) -> Phrase | None:
    """ "Declining to comment further, Acme": the subject after the comma."""
    stop = next((index for index in range(at, len(line)) if line.kinds[index] in ",."), len(line))
    if stop >= len(line) or line.kinds[stop] == ".":
        return None
    verb = next((index for index in range(stop + 1, len(line)) if line.kinds[index] in "VJFA."), len(line))
    return phrase_right(line, stop + 1, verb)


def _named_inset(line: Line, at: int, low: int) -> Phrase | None:
    """ "the trade body, the Steel Guild, did not": the name between the commas behind a description."""
    while at > low and line.kinds[at - 1] in "AB":
        at -= 1
    if at - 2 <= low or line.kinds[at - 1] != ",":
        return None
    inner = phrase_left(line, at - 2, low)
    if inner is None or line.kinds[inner.last] != "N" or inner.first - 2 < low:
        return None
    outer = phrase_left(line, inner.first - 2, low) if line.kinds[inner.first - 1] == "," else None
    described = outer is not None and outer.first == low and line.kinds[outer.last] == "n"
    return inner if described and inner.first > low else None
