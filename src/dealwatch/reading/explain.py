"""A reading shown: as the JSON object that programs take, and as a page for people, in plain values.

The page is the story's own text with the evidence marked, then what was understood and why. It holds no
colours: whoever paints it chooses those by the kind of a segment.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal

from dealwatch.reading.reasons import QUOTE
from dealwatch.reading.spans import paragraphs
from dealwatch.values import FIELDS, Entry, Evidence, Field, Reading, Tag

Kind = Literal["agreement", "sector", "stakeholder", "quote", "speaker", "silence", "signal"]
Role = Literal["verdict", "heading", "text", "finding", "why"]
# What is painted where several kinds lie on one another: the first of these.
PRECEDENCE: Final[tuple[Kind, ...]] = (
    "agreement", "sector", "silence", "speaker", "stakeholder", "quote", "signal"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line; `kinds` are the marks that lie on it, in the order of `PRECEDENCE` (none: plain)."""

    text: str
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the page, to be wrapped by whoever shows it. An empty line has no segments."""

    role: Role
    segments: tuple[Segment, ...] = ()

    @property
    def plain(self) -> str:
        """The line without its marks."""
        return "".join(segment.text for segment in self.segments)


# ── for programs ─────────────────────────────────────────────────────────────


def reading_as_json(story_id: str, reading: Reading) -> dict[str, Any]:
    """The JSON object of one reading; offsets are code points into the field, ends exclusive."""
    return {
        "id": story_id,
        "relevant": reading.relevant,
        "score": reading.score,
        "agreements": [_tag(tag) for tag in reading.agreements],
        "sectors": [_tag(tag) for tag in reading.sectors],
        "stakeholders": [_tag(tag) for tag in reading.stakeholders],
        "signals": [
            {
                "subject": signal.subject,
                "status": signal.status.value,
                "evidence": [_evidence(item) for item in signal.evidence],
                "confidence": signal.confidence,
            }
            for signal in reading.signals
        ],
        "quotes": [
            {
                "text": quote.text,
                "field": quote.field,
                "start": quote.start,
                "end": quote.end,
                "speaker": quote.speaker,
                "source_start": quote.source_start,
                "source_end": quote.source_end,
                "stakeholder": quote.stakeholder,
            }
            for quote in reading.quotes
        ],
        "silences": [{"who": item.who, "evidence": [_evidence(item.evidence)]} for item in reading.silences],
    }


def _tag(tag: Tag) -> dict[str, Any]:
    return {"id": tag.id, "evidence": [_evidence(item) for item in tag.evidence]}


def _evidence(item: Evidence) -> dict[str, Any]:
    return {"field": item.field, "start": item.start, "end": item.end, "text": item.text}


# ── for people ───────────────────────────────────────────────────────────────


def page(entry: Entry, reading: Reading) -> tuple[PageLine, ...]:
    """The story with its evidence marked, what was understood, and why."""
    return (*_verdict(reading), *_story(entry, reading), *_findings(reading), *_why(reading))


def _verdict(reading: Reading) -> Iterator[PageLine]:
    word = "Relevant" if reading.relevant else "Not relevant"
    yield PageLine("verdict", (Segment(f"{word} (score {reading.score:.2f})"),))
    yield PageLine("text")


def _story(entry: Entry, reading: Reading) -> Iterator[PageLine]:
    marks = list(_marks(reading))
    for name in FIELDS:
        text: str = getattr(entry, name)
        if not text.strip():
            continue
        own = [(start, end, kind) for field, start, end, kind in marks if field == name]
        yield PageLine("heading", (Segment(name.capitalize()),))
        for span in paragraphs(text):
            yield PageLine("text", tuple(_segments(text, span.start, span.end, own)))
        yield PageLine("text")


def _marks(reading: Reading) -> Iterator[tuple[Field, int, int, Kind]]:
    tagged: tuple[tuple[Kind, tuple[Tag, ...]], ...] = (
        ("agreement", reading.agreements), ("sector", reading.sectors), ("stakeholder", reading.stakeholders)
    )  # fmt: skip
    for kind, tags in tagged:
        yield from ((item.field, item.start, item.end, kind) for tag in tags for item in tag.evidence)
    for quote in reading.quotes:
        yield quote.field, quote.start, quote.end, "quote"
        if quote.source_start is not None and quote.source_end is not None:
            yield quote.field, quote.source_start, quote.source_end, "speaker"
    for silence in reading.silences:
        yield silence.evidence.field, silence.evidence.start, silence.evidence.end, "silence"
    for signal in reading.signals:
        yield from ((item.field, item.start, item.end, "signal") for item in signal.evidence)


def _segments(text: str, start: int, end: int, marks: Iterable[tuple[int, int, Kind]]) -> Iterator[Segment]:
    """The text cut where a mark begins or ends: linear in the marks that touch it."""
    own = [(max(a, start), min(b, end), kind) for a, b, kind in marks if a < end and b > start]
    cuts = sorted({start, end, *(a for a, _, _ in own), *(b for _, b, _ in own)})
    lying: list[set[Kind]] = [set() for _ in cuts]
    for a, b, kind in own:
        for index in range(bisect_right(cuts, a) - 1, bisect_right(cuts, b) - 1):
            lying[index].add(kind)
    for index, (a, b) in enumerate(pairwise(cuts)):
        yield Segment(
            text[a:b].replace("\n", " "), tuple(kind for kind in PRECEDENCE if kind in lying[index])
        )


def _findings(reading: Reading) -> Iterator[PageLine]:
    rows = [
        ("Agreements", "agreement", [_tag_words(tag) for tag in reading.agreements]),
        ("Sectors", "sector", [_tag_words(tag) for tag in reading.sectors]),
        ("Stakeholders", "stakeholder", [_tag_words(tag) for tag in reading.stakeholders]),
        ("Signals", "signal", [_signal_words(reading, index) for index in range(len(reading.signals))]),
        (
            "Quotes",
            "quote",
            [f"{quote.speaker or 'nobody named'}: “{quote.text}”" for quote in reading.quotes],
        ),
        ("Silences", "silence", [_silence_words(item.who, item.about) for item in reading.silences]),
    ]
    yield PageLine("heading", (Segment("Understood"),))
    for title, _, items in rows:
        for item in items or ["none"]:
            yield PageLine("finding", (Segment(f"{title}: {item}".replace("\n", " ")),))
    yield PageLine("text")


def _tag_words(tag: Tag) -> str:
    """The tag and the words that made it."""
    words = dict.fromkeys(f"“{item.text}” in the {item.field}" for item in tag.evidence)
    return f"{tag.id} ({', '.join(words)})" if words else tag.id


def _signal_words(reading: Reading, index: int) -> str:
    signal = reading.signals[index]
    since = f", from {signal.effective.isoformat()}" if signal.effective else ""
    how = f"{signal.mode.value}, confidence {signal.confidence:.2f}{since}"
    return f"{signal.subject} {signal.status.label} ({how})"


def _silence_words(who: str, about: str | None) -> str:
    return f"{who}, on {about}" if about else who


def _why(reading: Reading) -> Iterator[PageLine]:
    told = [reason for reason in reading.reasons if not reason.startswith(QUOTE)]
    rules = [reason.removeprefix(QUOTE) for reason in reading.reasons if reason.startswith(QUOTE)]
    for heading, rows in (
        ("Why" if reading.relevant else "What was missing", told),
        ("Who speaks, and how we know", rules),
    ):
        if rows:
            yield PageLine("heading", (Segment(heading),))
            for reason in rows:
                yield PageLine("why", (Segment(reason.replace("\n", " ")),))
