"""What a relevant story is known again by: its text, in another outlet's copy, and its event, told anew.

A text is the smallest hashes of its runs of words (a bottom-k sketch: Broder, "On the resemblance and
containment of documents", 1997), with quotations left out: the same speech in two reports makes no copy. An
event is the telling words of headline and lead, what was reported and who was quoted.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Final

from dealwatch.reading import predicates, status_verbs
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.spans import Span
from dealwatch.reading.tables import words
from dealwatch.reading.vocabulary import Hit
from dealwatch.values import Entry, EventSketch, Field, Quote, Reading, Signal, Sketch, TextSketch

#: Runs of so many words are what copies share and other stories do not.
RUN: Final = 5
#: Hashes kept of a text. One of so many runs or fewer is kept whole.
KEPT: Final = 256
#: A text of fewer runs tells nothing: "Read more on our site".
FEWEST: Final = 8

# The beginning is where a copy that was cut still agrees; in runs.
_HEAD: Final = 60
_HEAD_KEYS, _KEYS = 6, 12
# Further than this nothing is taken in, in characters.
_LONGEST: Final = 30_000
_WORD: Final = re.compile(r"\w+")

_TITLE, _LEAD = 3.0, 1.0
_LEAD_ENDS: Final = 700
_NUMBER: Final = 1.5
_MOST: Final = 4.0
_TERMS: Final = 48
_STEM: Final = 6
_SAID: Final = 32
# Words that every story has.
_COMMON: Final = words(
    "a about above across after again against ahead all also although am amid among an and any are around as "
    "at away back be because been before behind being below between both but by can could did do does doing "
    "down during each even ever every few first for from further get gets getting go goes going got had has "
    "have having he her here hers him his how however i if in into is it its just last latest less like made "
    "make makes many may might more most much must my new news next no nor not now of off on once one only "
    "or other our out over own per said same say says saying she should since so some still such than that "
    "the their them then there these they this those through to told too two under until up update upon us "
    "very via was we were what when where whether which while who whom whose why will with within without "
    "would year years yet you your month months week weeks day days today yesterday tomorrow monday tuesday "
    "wednesday thursday friday saturday sunday minister ministers government official officials country "
    "countries"
)


def sketch(
    entry: Entry, reading: Reading, sentences: Sequence[Sentence], quoted: Mapping[Field, Sequence[Span]]
) -> Sketch:
    """The sketch of a story that was read. `quoted` are the spans of quotations by field, in their order."""
    return Sketch(text_sketch(entry, quoted), _event(entry, reading, sentences))


# ── the text ─────────────────────────────────────────────────────────────────


def text_sketch(entry: Entry, quoted: Mapping[Field, Sequence[Span]]) -> TextSketch:
    """The text alone: summary and body without what is quoted."""
    summary = _runs(_unquoted(entry.summary, quoted.get("summary", ())))
    fields = [list(summary), list(_runs(_unquoted(entry.body, quoted.get("body", ()))))]
    everything = {number for runs in fields for number in runs}
    if len(everything) < FEWEST:
        return TextSketch()
    keys = {*nsmallest(_KEYS, everything)}
    for runs in fields:
        keys.update(nsmallest(_HEAD_KEYS, {*runs[:_HEAD]}))
    kept = tuple(nsmallest(KEPT, everything))
    return TextSketch(kept, len(kept) == len(everything), tuple(sorted(keys)))


def _unquoted(text: str, quoted: Iterable[Span]) -> Iterator[str]:
    """What stands between quotations, piece by piece."""
    at = 0
    for span in quoted:
        yield text[at : span.start]
        at = max(at, span.end)
        if at > _LONGEST:
            return
    yield text[at : at + _LONGEST]


def _runs(pieces: Iterable[str]) -> Iterator[int]:
    for piece in pieces:
        found = _WORD.findall(piece.lower())
        for start in range(len(found) - RUN + 1):
            yield _number(" ".join(found[start : start + RUN]))


def _number(text: str) -> int:
    """Four bytes, unsigned. A checksum of near texts is near; the factor spreads them."""
    return zlib.crc32(text.encode("utf-8", "replace")) * 2_654_435_761 & 0xFFFF_FFFF


# ── the event ────────────────────────────────────────────────────────────────


def _event(entry: Entry, reading: Reading, sentences: Sequence[Sentence]) -> EventSketch:
    about = [f"agreement:{tag.id}" for tag in reading.agreements]
    about += [f"sector:{tag.id}" for tag in reading.sectors]
    return EventSketch(
        terms=_terms(entry, sentences),
        subjects=tuple(map(_number, about)),
        claims=tuple(map(_claim, reading.signals)),
        said=_said(reading.quotes),
    )


def _claim(signal: Signal) -> tuple[int, int]:
    return _number(signal.subject), _number(f"{signal.status.value} {signal.mode.value}")


def _said(quotes: Iterable[Quote]) -> tuple[int, ...]:
    return tuple(nsmallest(_SAID, set(_runs(quote.text for quote in quotes))))


def _terms(entry: Entry, sentences: Sequence[Sentence]) -> tuple[tuple[int, float], ...]:
    """The telling words of headline and lead, the weightiest first."""
    weights: dict[str, float] = defaultdict(float)
    for sentence in sentences:
        if sentence.field == "body" and sentence.span.start > _LEAD_ENDS:
            break
        weight = _TITLE if sentence.field == "title" else _LEAD
        for term in _terms_of(sentence, sentence.span.of(getattr(entry, sentence.field))):
            weights[term] = min(_MOST, weights[term] + weight * (_NUMBER if term[0].isdigit() else 1.0))
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
    return tuple((_number(term), weight) for term, weight in best)


def _terms_of(sentence: Sentence, text: str) -> set[str]:
    """Dossier words by what they name, ways of telling a status by the status, other words by their stem."""
    text = text[:_LEAD_ENDS]
    lower = text.lower() if len(text.lower()) == len(text) else text
    found = {name for hit in sentence.hits if (name := _named(hit))}
    start = sentence.span.start
    taken = [(hit.start - start, hit.end - start) for hit in sentence.hits]
    for status, begin, end in (*status_verbs.told(lower), *predicates.told(lower)):
        found.add(f"status:{status.value}")
        taken.append((begin, end))
    covered = {at for begin, end in taken for at in range(begin, min(end, len(lower)))}
    for match in _WORD.finditer(lower):
        word = match.group()
        if match.start() not in covered and word not in _COMMON and (len(word) > 2 or word.isdigit()):
            found.add(_stem(word))
    return found


def _named(hit: Hit) -> str:
    """What tells one event of a negotiation from another; its parties and agreements do not."""
    if hit.kind in ("sector", "keyword", "deal"):
        return f"sector:{hit.id}"
    return f"{hit.kind}:{hit.id}" if hit.kind in ("stakeholder", "rival") else ""


def _stem(word: str) -> str:
    """Its beginning: "suspends" and "suspension" are one."""
    return word if word[0].isdigit() else word.rstrip("s")[:_STEM] or word
