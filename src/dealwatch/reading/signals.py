"""Signals: a story reports that an agreement, or a sector's deal, has a status.

A status counts where a clause says it of its subject as news. Recalled background, conditions, fears, plans
and denials give none. One signal a subject: the one that stands highest and says most.
"""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dealwatch.reading import status_words as words
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tagger import Tagger, Tags
from dealwatch.reading.vocabulary import Hit
from dealwatch.values import Entry, Evidence, Mode, Signal, Status

# Statuses strong enough to be believed from anywhere in a story; the others only from its head.
_ANYWHERE: Final = frozenset((Status.ON_HOLD, Status.TERMINATED))
# No sentence is longer, and no story has its status after so many: what is over it is not read.
_LONGEST: Final = 1_200
_MOST: Final = 400
_HEAD: Final = 1.2
_HEAD_SENTENCES: Final = 4
_STALE: Final = 45
_FRESH: Final = 14
_LEAST: Final = 0.45


@dataclass(frozen=True, slots=True)
class _Found:
    subject: str
    status: Status
    strength: float
    evidence: Evidence
    mode: Mode
    effective: dt.date | None


@dataclass(frozen=True, slots=True)
class _Story:
    """What every sentence of one story is judged with."""

    entry: Entry
    tags: Tags
    tagger: Tagger
    published: dt.date | None


def find_signals(entry: Entry, tags: Tags, tagger: Tagger) -> tuple[Signal, ...]:
    """The status that a relevant story reports of each of its subjects."""
    published = (
        dt.datetime.fromtimestamp(entry.published, dt.UTC).date() if entry.published is not None else None
    )
    story = _Story(entry, tags, tagger, published)
    found: list[_Found] = []
    for number, sentence in enumerate(tags.sentences[:_MOST]):
        if not sentence.foreign or len(sentence.parties) > 1:
            found += _in_sentence(story, sentence, number)
    return _best(found)


def _in_sentence(story: _Story, sentence: Sentence, number: int) -> list[_Found]:
    text: str = getattr(story.entry, sentence.field)
    passage = text[sentence.span.start : min(sentence.span.end, sentence.span.start + _LONGEST)]
    found: list[_Found] = []
    if not _has_subject(sentence) and not _SPEAKS_OF_IT.search(passage):
        return found
    for status, strength, pattern in words.PHRASES:
        deep = sentence.weight < _HEAD and status not in _ANYWHERE and number > _HEAD_SENTENCES
        for match in islice(pattern.finditer(passage), 8):
            if deep and not words.JUST_NOW.match(passage, match.end() + 1):
                continue
            item = _judge(story, sentence, match, status, strength)
            if item is not None:
                found.append(item)
    return found


def _has_subject(sentence: Sentence) -> bool:
    return any(hit.kind in _SUBJECTS or hit.id == "deal" for hit in sentence.hits)


def _judge(
    story: _Story, sentence: Sentence, match: re.Match[str], status: Status, strength: float
) -> _Found | None:
    """What one status phrase says of whom; None where it is unreal, old or about nothing that is watched."""
    passage = match.string
    start, end = _clause(passage, match)
    if _is_unreal(passage[start : match.start()], match.group(), status):
        return None
    effective, stale = _date(passage[match.start() : end], story.published)
    fresh = status is not Status.AGREED or _is_fresh(sentence, passage[start:end], effective, story.published)
    subject = _subject(story, sentence, match, status, (start, end)) if fresh and not stale else None
    if subject is None:
        return None
    if status is Status.IN_FORCE and _is_part(subject, story.tagger):
        status = Status.PARTLY_IN_FORCE
    rumour = words.RUMOUR.search(passage) is not None
    weight = 1.0 if sentence.field == "title" else 0.9 if sentence.weight > _HEAD else 0.8
    evidence = Evidence(sentence.field, sentence.span.start, sentence.span.start + len(passage), passage)
    strength *= weight * (0.9 if rumour else 1.0)
    return _Found(subject, status, strength, evidence, Mode.RUMOUR if rumour else Mode.FACT, effective)


def _clause(passage: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = 0, len(passage)
    for mark in words.CLAUSE.finditer(passage):
        if mark.end() <= match.start():
            start = mark.start() if mark.group().startswith(",") else mark.end()
        elif mark.start() >= match.end():
            end = mark.start()
            break
    return start, end


_OF_OTHERS: Final = re.compile(r"\b(?:those|others|the rest|some|parts?) (?:of it |of them )?\Z")


def _is_unreal(before: str, phrase: str, status: Status) -> bool:
    if words.CONDITION.search(before) or words.DENIED.search(before[-50:]):
        return True
    granted = status is Status.AGREED and words.GRANTED.match(phrase) is not None
    if not granted and (words.UNREAL.search(before[-32:]) or before.rstrip().endswith(" to")):
        return True
    if status is not Status.ON_HOLD and before.rstrip().endswith((" that", " which", " who")):
        return True
    if _OF_OTHERS.search(before[-20:]):
        return True
    recalled = words.RECALLED.search(before[-45:])
    return recalled is not None and (status is not Status.ON_HOLD or recalled.group().lower() != "which")


def _is_fresh(sentence: Sentence, clause: str, effective: dt.date | None, published: dt.date | None) -> bool:
    """Whether an agreement is the news: "announced" alone also recalls old ones."""
    if sentence.field == "title":
        return True
    if effective is not None and published is not None:
        return abs((published - effective).days) <= _FRESH
    return (
        words.JUST_NOW.search(clause) is not None
        or words.PERFECT.search(clause) is not None
        or (effective is not None and published is None)
    )


def _date(passage: str, published: dt.date | None) -> tuple[dt.date | None, bool]:
    """The date that follows the phrase, and whether it makes the phrase old news."""
    match = words.DATE.search(passage[:60])
    if match is None:
        return None, False
    name = (match["month"] or match["month2"] or match["only"]).lower()
    months = [
        at
        for at, month in enumerate(words.MONTHS, 1)
        if month.startswith(name[:3]) and month[: len(name)] == name
    ]
    if not months:
        return None, False
    month = months[0]
    if published is None:
        return None, match["only"] is not None
    day = int(match["day"] or match["day2"] or 15)
    year = int(match["year"] or published.year)
    if match["year"] is None and month > published.month + 1:
        year -= 1
    try:
        when = dt.date(year, month, day)
    except ValueError:
        return None, False
    return (when if match["only"] is None else None), (published - when).days > _STALE


def _subject(
    story: _Story, sentence: Sentence, match: re.Match[str], status: Status, clause: tuple[int, int]
) -> str | None:
    """What the clause speaks of: an agreement, a sector’s deal, or the story’s one subject."""
    tags, tagger = story.tags, story.tagger
    at = sentence.span.start + match.start()
    start, end = sentence.span.start + clause[0], sentence.span.start + clause[1]
    inside = [hit for hit in sentence.hits if start <= hit.start < end]
    if not any(hit.kind in _SUBJECTS or hit.id == "deal" for hit in inside):
        inside = [hit for hit in sentence.hits if hit.start < end and hit.kind in _SUBJECTS - {"keyword"}][
            -1:
        ]
    sectors = [hit for hit in inside if hit.kind in ("sector", "keyword") and _may_hold(tagger, hit, status)]
    sectors = [hit for hit in sectors if hit.kind == "sector"] or sectors
    named = [hit for hit in inside if hit.kind in ("name", "nickname", "deal")]
    named = [hit for hit in named if not (hit.start > at and sectors and _is_under(sentence, match, hit))]
    terms = {hit.id: hit for hit in inside if hit.kind == "term"}
    if named:
        return _of_hit(min(named, key=lambda hit: abs(hit.start - at)))
    own = {tag.id for tag in tags.agreements}
    if sectors and (terms.keys() & {"tariff", "deal"} or status in (Status.NEGOTIATING, Status.ON_HOLD)):
        nearest = min(sectors, key=lambda hit: abs(hit.start - at))
        if tagger.sectors[nearest.id].agreement in own:
            return f"sector:{nearest.id}"
    if "deal" in terms or _SPEAKS_OF_IT.search(match.string):
        partied = any(hit.kind == "party" for hit in inside) and "deal" in terms
        return _main_subject(tags, partied)
    return None


_SUBJECTS: Final = frozenset(("name", "nickname", "deal", "sector", "keyword"))


def _may_hold(tagger: Tagger, hit: Hit, status: Status) -> bool:
    """A sector that is only argued over, without a deal of its own, can be negotiated and nothing else."""
    row = tagger.sectors[hit.id]
    return row.tagged and (not row.sticking_point or bool(row.deal_names) or status is Status.NEGOTIATING)


def _is_under(sentence: Sentence, match: re.Match[str], hit: Hit) -> bool:
    """ "freed of duty under the trade deal": the deal is where it comes from, not what it is said of."""
    return re.search(r"\bunder\b", match.string[match.end() : hit.start - sentence.span.start]) is not None


_SPEAKS_OF_IT: Final = re.compile(r"\b(?:talks|negotiations|memorandum|memo|MOU|pact|work)\b", re.I)


def _of_hit(hit: Hit) -> str:
    if hit.kind == "deal":
        return f"sector:{hit.id}"
    return f"agreement:{hit.id}"


def _main_subject(tags: Tags, partied: bool) -> str | None:
    """The story’s agreement; the sector where only one sector’s deal brought it there."""
    if not tags.agreements:
        return None
    named = [point for point in tags.points if point.named]
    if named:
        best = max(named, key=lambda point: point.points)
        return f"agreement:{best.agreement}"
    if len(tags.sectors) == 1 and not partied:
        return f"sector:{tags.sectors[0].id}"
    return f"agreement:{tags.agreements[0].id}"


def _is_part(subject: str, tagger: Tagger) -> bool:
    """A measure that applies puts its sector in force, but only part of an agreement that has many."""
    name = subject.removeprefix("agreement:")
    return sum(row.agreement == name for row in tagger.sectors.values()) > 1


def _best(found: list[_Found]) -> tuple[Signal, ...]:
    best: dict[str, _Found] = {}
    for item in found:
        if item.strength >= _LEAST and (
            item.subject not in best or item.strength > best[item.subject].strength
        ):
            best[item.subject] = item
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
    )


def _evidence(found: list[_Found], best: _Found) -> tuple[Evidence, ...]:
    rows = [best.evidence]
    for item in found:
        same = item.subject == best.subject and item.status is best.status
        if same and item.evidence not in rows and len(rows) < 3:
            rows.append(item.evidence)
    return tuple(rows)
