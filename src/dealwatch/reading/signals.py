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
_MOST_PASSED: Final = 4


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


@dataclass(frozen=True, slots=True)
class _Story:
    """What every sentence of one story is judged with."""

    entry: Entry
    tags: Tags
    tagger: Tagger
    published: dt.date | None
    passed: list[str]


def find_signals(entry: Entry, tags: Tags, tagger: Tagger) -> tuple[tuple[Signal, ...], tuple[str, ...]]:
    """The status that a relevant story reports of each of its subjects, and in sentences the words for it.

    The sentences also tell which status words were passed over, and why.
    """
    published = (
        dt.datetime.fromtimestamp(entry.published, dt.UTC).date() if entry.published is not None else None
    )
    story = _Story(entry, tags, tagger, published, [])
    found: list[_Found] = []
    for number, sentence in enumerate(tags.sentences[:_MOST]):
        if not sentence.foreign or len(sentence.parties) > 1:
            found += _in_sentence(story, sentence, number)
    best = _best(found)
    return best, (*(_why(found, signal) for signal in best), *story.passed[:_MOST_PASSED])


def _why(found: list[_Found], signal: Signal) -> str:
    item = next(item for item in found if item.evidence == signal.evidence[0] and _is(item, signal))
    how = f", by hearsay (“{item.hearsay}”)" if item.hearsay else ""
    says = f"says that {signal.subject} is {signal.status.label}{how}."
    return f"“{item.phrase}” in the {item.evidence.field} {says}"


def _is(item: _Found, signal: Signal) -> bool:
    return item.subject == signal.subject and item.status is signal.status


def _in_sentence(story: _Story, sentence: Sentence, number: int) -> list[_Found]:
    text: str = getattr(story.entry, sentence.field)
    passage = text[sentence.span.start : min(sentence.span.end, sentence.span.start + _LONGEST)]
    found: list[_Found] = []
    if not _has_subject(sentence) and not _SPEAKS_OF_IT.search(passage):
        return found
    low = passage.lower()
    if len(low) != len(passage):
        low = passage  # a letter that grows when made small
    far = sentence.weight < _HEAD and number > _HEAD_SENTENCES
    for status, strength, pattern in words.PHRASES:
        deep = far and status not in _ANYWHERE
        for match in islice(pattern.finditer(low), 8):
            if deep and not words.JUST_NOW.match(passage, match.end() + 1):
                continue
            item = _judge(story, sentence, passage, match, status, strength)
            if item is not None:
                found.append(item)
    return found


def _has_subject(sentence: Sentence) -> bool:
    return any(hit.kind in _SUBJECTS or hit.id == "deal" for hit in sentence.hits)


def _judge(
    story: _Story, sentence: Sentence, passage: str, match: re.Match[str], status: Status, strength: float
) -> _Found | None:
    """What one status phrase says of whom; None where it is unreal, old or about nothing that is watched."""
    phrase = passage[match.start() : match.end()]
    start, end = _clause(passage, match)
    before = passage[start : match.start()]
    untrue = words.UNTRUE.search(passage, match.end())
    doubt = "a question" if _is_asked(passage, match) else f"denied (“{untrue.group()}”)" if untrue else ""
    doubt = doubt or _unreal(before, phrase, status)
    if doubt:
        _pass_over(story, phrase, sentence, status, doubt)
        return None
    effective, stale = _date(passage[match.start() : end], story.published)
    fresh = status is not Status.AGREED or _is_fresh(sentence, passage[start:end], effective, story.published)
    subject = _subject(story, sentence, match, status, (start, end)) if fresh and not stale else None
    if subject is None:
        return None
    if status is Status.IN_FORCE and _is_part(subject, story.tagger):
        status = Status.PARTLY_IN_FORCE
    hearsay = words.RUMOUR.search(passage)
    rumour = hearsay is not None
    weight = 1.0 if sentence.field == "title" else 0.9 if sentence.weight > _HEAD else 0.8
    evidence = Evidence(sentence.field, sentence.span.start, sentence.span.start + len(passage), passage)
    strength *= weight * (0.9 if rumour else 1.0)
    mode = Mode.RUMOUR if rumour else Mode.FACT
    said = hearsay.group() if hearsay is not None else ""
    return _Found(subject, status, strength, evidence, mode, effective, phrase, said)


def _pass_over(story: _Story, phrase: str, sentence: Sentence, status: Status, doubt: str) -> None:
    if status is not Status.AGREED:  # its words are too common to tell of each
        words_ = f"“{phrase}” in the {sentence.field}"
        story.passed.append(f"{words_} does not say that anything is {status.label}: {doubt}.")


def _clause(passage: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = 0, len(passage)
    for mark in words.CLAUSE.finditer(passage):
        if mark.end() <= match.start():
            start = mark.start() if mark.group().startswith(",") else mark.end()
        elif mark.start() >= match.end():
            end = mark.start()
            break
    return start, end


def _is_asked(passage: str, match: re.Match[str]) -> bool:
    """ "Is the deal dead?", "Deal ‘scrapped’? Ministers say no": a question says nothing."""
    asked = passage.find("?", match.end())
    return asked >= 0 and not any(mark in passage[match.end() : asked] for mark in ".!;:“”")


_OF_OTHERS: Final = re.compile(r"\b(?:those|others|the rest|some|parts?) (?:of it |of them )?\Z")


def _unreal(before: str, phrase: str, status: Status) -> str:
    """What takes a status phrase back, in words; "" where nothing does."""
    taken_back = words.DENIED.search(before[-50:]) or words.TAKEN_BACK.search(before)
    if taken_back is not None:
        return f"denied (“{taken_back.group()}”)"
    condition = words.CONDITION.search(before)
    if condition is not None:
        return f"a condition (“{condition.group()}”)"
    granted = status is Status.AGREED and words.GRANTED.match(phrase) is not None
    if status is Status.NEGOTIATING and words.AGREED_TO.search(before):
        return ""
    wished = None if granted else words.UNREAL.search(before[-32:])
    if wished is not None:
        return f"feared, planned or possible (“{wished.group()}”)"
    if not granted and before.rstrip().endswith(" to"):
        return "a purpose (“to”)"
    own_subject = phrase[:5].lower() in ("talks", "negot")
    if status is not Status.ON_HOLD and not own_subject and _RELATIVE.search(before):
        return "said in passing"
    if _OF_OTHERS.search(before[-20:]):
        return "of others"
    if words.LONG_AGO.search(before):
        return "recalled"
    recalled = words.RECALLED.search(before[-45:])
    if recalled is not None and (status is not Status.ON_HOLD or recalled.group().lower() != "which"):
        return f"recalled (“{recalled.group()}”)"
    return ""


_RELATIVE: Final = re.compile(r" (?:that|which|who)\s*\Z")


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
    beside = words.BESIDE.search(match.string, match.end(), clause[1])
    if beside is not None:
        named = [hit for hit in named if hit.start < sentence.span.start + beside.start()] or named
    if named:
        return _of_hit(min(named, key=lambda hit: abs(hit.start - at)))
    own = {tag.id for tag in tags.agreements}
    several = status is Status.AGREED and "deal" in terms and len({hit.id for hit in sectors}) > 1
    if sectors and not several and (terms.keys() & {"tariff", "deal"} or status in _OPEN | {Status.ON_HOLD}):
        nearest = min(sectors, key=lambda hit: abs(hit.start - at))
        argued = not own and any(tag.id == nearest.id for tag in tags.sectors)
        if argued or tagger.sectors[nearest.id].agreement in own:
            return f"sector:{nearest.id}"
    if "deal" in terms or _SPEAKS_OF_IT.search(match.string):
        partied = any(hit.kind == "party" for hit in inside) and "deal" in terms
        return _main_subject(tags, partied)
    return None


_SUBJECTS: Final = frozenset(("name", "nickname", "deal", "sector", "keyword"))


_OPEN: Final = frozenset((Status.PROPOSED, Status.NEGOTIATING))


def _may_hold(tagger: Tagger, hit: Hit, status: Status) -> bool:
    """A sector that is only argued over, without a deal of its own, can be negotiated and nothing else."""
    row = tagger.sectors[hit.id]
    return row.tagged and (not row.sticking_point or bool(row.deal_names) or status in _OPEN)


def _is_under(sentence: Sentence, match: re.Match[str], hit: Hit) -> bool:
    """ "freed of duty under the trade deal": the deal is where it comes from, not what it is said of."""
    return (
        re.search(r"\b(?:under|that|which)\b", match.string[match.end() : hit.start - sentence.span.start])
        is not None
    )


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
