"""Signals: a story reports that an agreement, or a sector's deal, has a status.

A status counts where a clause says it of its subject as news. Recalled background, conditions, fears, plans
and denials give none. One signal a subject: the one that stands highest and says most.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from dealwatch.reading import status_words as words
from dealwatch.reading.bearers import Bearers
from dealwatch.reading.clauses import Words, read_words
from dealwatch.reading.lists import in_lists
from dealwatch.reading.newness import date_of, is_fresh
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.spans import in_small_letters
from dealwatch.reading.statements import statements
from dealwatch.reading.tagger import Tagger, Tags
from dealwatch.reading.told import Story, Told
from dealwatch.values import Entry, Evidence, Mode, Signal, Status

# No sentence is longer, and no story has its status after so many: what is over it is not read.
_LONGEST: Final = 1_200
_MOST: Final = 400
# The news stands in a story’s head; further down only what is said to be of today.
_HEAD: Final = 1.2
_HEAD_SENTENCES: Final = 3
_BOTH: Final = 2
_LEAST: Final = 0.45
# What lasts is also told a little further down, where a clause says that it is so now.
_BODY_SENTENCES: Final = 10
_LASTING: Final = frozenset((Status.ON_HOLD, Status.NEGOTIATING, Status.IN_FORCE))
_FADED: Final = 0.8
_MOST_PASSED: Final = 4
_MEASURE: Final = 0.7
_LISTED: Final = 0.85
_ORDER: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Found:
    subject: str
    status: Status
    strength: float
    evidence: Evidence
    mode: Mode
    effective: dt.date | None
    phrase: str
    hearsay: str


def find_signals(entry: Entry, tags: Tags, tagger: Tagger) -> tuple[tuple[Signal, ...], tuple[str, ...]]:
    """The status that a relevant story reports of each of its subjects, and in sentences the words for it.

    The sentences also tell which status words were passed over, and why.
    """
    published = (
        dt.datetime.fromtimestamp(entry.published, dt.UTC).date() if entry.published is not None else None
    )
    story = Story(Bearers(tags, tagger), published)
    found: list[_Found] = []
    for number, sentence in enumerate(tags.sentences[:_MOST]):
        found += _in_sentence(story, entry, tagger, sentence, number)
    found += [
        _Found(bearer.subject, Status.PARTLY_IN_FORCE, _LISTED, where, Mode.FACT, None, where.text, "")
        for bearer, where in in_lists(entry, tags, story.bearers)
    ]
    best = _best(found)
    return best, (*(_why(found, signal) for signal in best), *story.passed[:_MOST_PASSED])


def _why(found: list[_Found], signal: Signal) -> str:
    item = next(item for item in found if item.evidence == signal.evidence[0] and _is(item, signal))
    how = f", by hearsay (“{item.hearsay}”)" if item.hearsay else ""
    says = f"says that {signal.subject} is {signal.status.label}{how}."
    return f"“{item.phrase}” in the {item.evidence.field} {says}"


def _is(item: _Found, signal: Signal) -> bool:
    return item.subject == signal.subject and item.status is signal.status


def _in_sentence(story: Story, entry: Entry, tagger: Tagger, sentence: Sentence, number: int) -> list[_Found]:
    text: str = getattr(entry, sentence.field)
    passage = text[sentence.span.start : min(sentence.span.end, sentence.span.start + _LONGEST)]
    far = sentence.weight < _HEAD and number > _HEAD_SENTENCES
    low = in_small_letters(passage)
    if far and not _is_of_now(low):
        return []
    line = read_words(passage, sentence)
    if (not line.hits and not line.nouns) or (line.rivals and len(sentence.parties) < _BOTH):
        return []
    found: list[_Found] = []
    for told in statements(story, sentence, line):
        faded = 1.0
        if far and not words.JUST_NOW.match(low, told.end + 1):
            if number > _BODY_SENTENCES or told.status not in _LASTING or not _is_present(line, told):
                continue
            faded = _FADED
        item = _judged(story, tagger, sentence, line, told, faded)
        if item is not None:
            found.append(item)
    return found


def _is_present(line: Words, told: Told) -> bool:
    """Whether a clause says of a status that it holds now."""
    first, stop = line.clause(line.at(told.start))
    return _is_of_now(in_small_letters(line.passage[line.start[first] : line.end[stop - 1]]))


def _is_of_now(low: str) -> bool:
    """Whether a text in small letters says that something is so, or happened, now."""
    return words.STILL.search(low) is not None or words.JUST_NOW.search(low) is not None


def _judged(
    story: Story, tagger: Tagger, sentence: Sentence, line: Words, told: Told, faded: float
) -> _Found | None:
    passage = line.passage
    first, stop = line.clause(line.at(told.start))
    clause = passage[line.start[first] : line.end[stop - 1]]
    effective, stale = date_of(
        passage[told.start : line.end[stop - 1]], story.published, told.status is Status.NEGOTIATING
    )
    fresh = told.status is not Status.AGREED or is_fresh(
        sentence, clause, effective, story.published, told.event
    )
    if stale or not fresh:
        return None
    status = told.status
    if status is Status.IN_FORCE and _is_part(told.bearer.subject, tagger):
        status = Status.PARTLY_IN_FORCE
    if status is Status.IN_FORCE and told.bearer.subject.startswith("sector:"):
        status = _but_not_all(line, told) or status
    hearsay = words.RUMOUR.search(in_small_letters(passage))
    weight = 1.0 if sentence.field == "title" else 0.9 if sentence.weight > _HEAD else 0.8
    evidence = Evidence(sentence.field, sentence.span.start, sentence.span.start + len(passage), passage)
    return _Found(
        told.bearer.subject,
        status,
        told.strength * weight * faded * (0.9 if hearsay else 1.0),
        evidence,
        Mode.RUMOUR if hearsay else Mode.FACT,
        effective,
        passage[told.start : told.end],
        passage[hearsay.start() : hearsay.end()] if hearsay is not None else "",
    )


# "…, but the higher threshold has not": the other part of a sector's deal.
_BUT_NOT: Final = re.compile(
    r"[,;:–—]?\s+(?:but|while|whereas|though|although|and)\b [^.;]{3,70}?"
    r"\b(?:(?:has|have|does|do|is|are) (?:still )?not|hasn[’']t|haven[’']t|doesn[’']t|don[’']t|isn[’']t"
    r"|aren[’']t"
    r"|waits?|waiting|still to come|(?:has|have) yet to|still (?:pays?|waits?))\b",
    re.I,
)


def _but_not_all(line: Words, told: Told) -> Status | None:
    """Whether the same sentence says of another part of the sector’s deal that it does not apply."""
    found = _BUT_NOT.search(line.passage, told.start)
    if found is None or line.clause(line.at(found.start() + 1)) == (0, len(line.text)):
        return None
    first = line.at(found.start() + 1)
    own = told.bearer.subject.removeprefix("sector:")
    behind = [hit for start, _, hit in line.hits if start >= first]
    if any(hit.id != own for hit in behind) or not _PARTS.search(found.group()):
        return None
    return Status.PARTLY_IN_FORCE


# What it must say, so that a part of the deal is meant: its measures, or goods.
_PARTS: Final = re.compile(
    r"\b(?:quota|tariff|duty|rate|threshold|cap|rebate|half|part|rest|other|promise|exemption|price"
    r"|one)s?\b|\d",
    re.I,
)


def _is_part(subject: str, tagger: Tagger) -> bool:
    """A measure that applies puts its sector in force, but only part of an agreement of which parts are still
    argued over."""
    name = subject.removeprefix("agreement:")
    return any(row.agreement == name and row.sticking_point for row in tagger.sectors.values())


def _best(found: list[_Found]) -> tuple[Signal, ...]:
    best: dict[str, _Found] = {}
    for item in found:
        if item.strength >= _LEAST and (
            item.subject not in best or item.strength > best[item.subject].strength
        ):
            best[item.subject] = item
    for item in found:  # an order is signed before it begins to apply
        held = best.get(item.subject)
        partly = held is not None and held.status is Status.PARTLY_IN_FORCE
        if partly and item.status is Status.SIGNED and item.strength >= _ORDER:
            best[item.subject] = item
    for item in found:  # what parts are in force of is not only talked about
        held = best.get(item.subject)
        talked = held is not None and held.status is Status.NEGOTIATING
        if talked and item.status is Status.PARTLY_IN_FORCE and item.evidence == held.evidence:  # type: ignore[union-attr]
            best[item.subject] = item
    # What a deal of today does to a tariff is what it will do.
    announced = any(item.status is Status.AGREED for item in best.values())
    return tuple(
        Signal(
            item.subject,
            item.status,
            _evidence(found, item),
            round(min(0.95, item.strength), 2),
            item.mode,
            item.effective,
        )
        for item in best.values()
        if not (announced and item.status is Status.IN_FORCE and item.strength < _MEASURE)
    )


def _evidence(found: list[_Found], best: _Found) -> tuple[Evidence, ...]:
    rows = [best.evidence]
    for item in found:
        same = item.subject == best.subject and item.status is best.status
        if same and item.evidence not in rows and len(rows) < 3:
            rows.append(item.evidence)
    return tuple(rows)
