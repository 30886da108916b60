"""Silences: somebody was asked and did not answer, declined, or would not comment.

A partial answer ("wants to study the detail"), a refusal to discuss within an answer and what could not be
verified are none.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from dealwatch.reading import silence_words
from dealwatch.reading.people import People
from dealwatch.reading.phrases import Phrase, phrase_left, phrase_right
from dealwatch.reading.quotes import Run
from dealwatch.reading.silent import GROUPS, listed, who_are
from dealwatch.reading.spans import Span
from dealwatch.reading.subjects import subject_left
from dealwatch.reading.tokens import Line, read_line
from dealwatch.values import Evidence, Field

# How far around a word of answering a silence is looked for, in characters.
_REACH: Final = 140
_OVERLAP: Final = 130
# How far a name may reach that follows its pattern.
_NAME_REACH: Final = 160
# Subjects that `NEITHER` and `OBJECT` read ("No 10" is somebody).
_NOBODY: Final = ("Neither", "neither", "None", "none", "Nobody", "nobody", "no")
_PATTERNS: Final = (silence_words.SUBJECT, silence_words.OBJECT, silence_words.NEITHER)


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
    return silence_words.MAYBE.search(text) is not None


def _matches(text: str) -> list[re.Match[str]]:
    """Every match of a pattern near a word of answering, in order of place."""
    found: dict[tuple[int, int], re.Match[str]] = {}
    done = 0
    for hint in silence_words.MAYBE.finditer(text):
        start, stop = max(done, hint.start() - _REACH), min(len(text), hint.end() + _REACH)
        if hint.end() <= done:
            continue
        if silence_words.CUE.search(text, start, stop) is not None:
            for number, pattern in enumerate(_PATTERNS):
                for match in pattern.finditer(text, start, stop):
                    found.setdefault((match.start(), number), match)
        done = max(done, hint.start() - _OVERLAP)
    return sorted(found.values(), key=lambda match: match.start())


def _read(text: str, field: Field, match: re.Match[str], line: Line, people: People) -> list[Silent]:
    start, phrases = _phrases(text, match, line)
    if not phrases:
        return []
    end = _evidence_end(text, match)
    start = min(start, end - 1)
    about = silence_words.ABOUT.match(text, match.end())
    evidence = Evidence(field, start, end, text[start:end])
    kept = match.re is silence_words.SUBJECT and match["verb2"] is not None
    named = [who for item in phrases for who in who_are(text, field, line, item, people, kept)]
    return [Silent(who, evidence, about.group(1).strip() if about else None) for who in named]


def _phrases(text: str, match: re.Match[str], line: Line) -> tuple[int, list[Phrase]]:
    """Where the passage begins, and the noun phrases of those who kept silent."""
    if match.re is silence_words.NEITHER:
        return match.start(), _between(line, match.start("names"), match.end("names"))
    if match.re is silence_words.OBJECT:
        stop = silence_words.OBJECT_END.search(text, match.end(), match.end() + _NAME_REACH)
        end = stop.start() if stop else match.end() + _NAME_REACH
        first, last = bisect_left(line.starts, match.end()), bisect_left(line.starts, end)
        found = phrase_right(line, first, min(len(line), last))
        return match.start(), [] if found is None else listed(line, found)
    at = bisect_left(line.starts, match.start())
    phrase = _subject(line, at) if at < len(line) else None
    if phrase is None or line.words[phrase.first] in _NOBODY:
        return 0, []
    phrases = listed(line, phrase)
    return line.starts[phrases[0].first], phrases


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


def _subject(line: Line, at: int) -> Phrase | None:
    low = line.sentence_start(at)
    if at > low and line.lower[at - 1] in ("all", "both", "each"):
        at -= 1
    found = subject_left(line, at, low)
    if found is None and line.kinds[at - 1 if at else 0] == ",":
        found = phrase_left(line, at - 2, low)
    if (
        found is not None
        and found.first - 1 == low
        and line.kinds[low] == "G"
        and line.words[low][0].isupper()
    ):
        return Phrase(low, found.last, found.relative)  # "Downing Street", not "Downing" what a street
    return found
