"""A reading shown to a person, in plain values: the story with its evidence marked, what was understood, why.

It holds no colours: whoever paints it chooses those by the kind of a segment.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from dealwatch.reading.reasons import QUOTE
from dealwatch.reading.relevance import THRESHOLD
from dealwatch.reading.spans import paragraphs
from dealwatch.reading.trace import Trace
from dealwatch.values import FIELDS, Entry, Evidence, Field, Mode, Quote, Reading, Signal, Silence, Tag

Kind = Literal["agreement", "sector", "stakeholder", "quote", "speaker", "silence", "signal"]
Role = Literal["verdict", "heading", "text", "group", "finding", "detail", "why"]
# What is painted where several kinds lie on one another: the first of these.
PRECEDENCE: Final[tuple[Kind, ...]] = (
    "agreement", "sector", "silence", "speaker", "stakeholder", "quote", "signal"
)  # fmt: skip
_MODES: Final = {
    Mode.FACT: "told as a fact",
    Mode.RUMOUR: "told by hearsay",
    Mode.DENIED: "told to deny it",
}


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


def page(entry: Entry, reading: Reading, trace: Trace, missing: Sequence[str] = ()) -> tuple[PageLine, ...]:
    """The whole page; `missing` says what a story that is not relevant lacks."""
    return (
        *_verdict(reading, trace),
        *_story(entry, reading),
        *_understood(reading, trace),
        *_why(reading, missing),
    )


def _line(role: Role, text: str = "", kind: Kind | None = None) -> PageLine:
    return PageLine(role, (Segment(text.replace("\n", " "), (kind,) if kind else ()),) if text else ())


def _verdict(reading: Reading, trace: Trace) -> Iterator[PageLine]:
    about = " and ".join(trace.name(f"agreement:{tag.id}") for tag in reading.agreements)
    word = "Relevant" if reading.relevant else "Not relevant"
    yield _line("verdict", f"{word}{f': {about}' if about else ''}")
    yield _line("text", f"Score {reading.score:.2f}, where {THRESHOLD:.2f} makes a story relevant")
    yield _line("text")


# ── the story ────────────────────────────────────────────────────────────────


def _story(entry: Entry, reading: Reading) -> Iterator[PageLine]:
    marks = list(_marks(reading))
    for name in FIELDS:
        text: str = getattr(entry, name)
        if not text.strip():
            continue
        own = [(start, end, kind) for field, start, end, kind in marks if field == name]
        yield _line("heading", name.capitalize())
        for span in paragraphs(text):
            yield PageLine("text", tuple(_segments(text, span.start, span.end, own)))
        yield _line("text")


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


# ── what was understood ──────────────────────────────────────────────────────


def _understood(reading: Reading, trace: Trace) -> Iterator[PageLine]:
    yield _line("heading", "Understood")
    rules = [reason for reason in reading.reasons if reason.startswith(QUOTE)]
    told = rules if len(rules) == len(reading.quotes) else [""] * len(reading.quotes)
    groups: tuple[tuple[str, list[PageLine]], ...] = (
        ("Agreements", _tags("agreement", reading.agreements, trace)),
        ("Sectors", _tags("sector", reading.sectors, trace)),
        ("Stakeholders", _tags("stakeholder", reading.stakeholders, trace)),
        ("Signals", [line for item in reading.signals for line in _signal(item, trace)]),
        ("Quotes", [line for row in zip(reading.quotes, told, strict=True) for line in _quote(*row, trace)]),
        ("Silences", [line for item in reading.silences for line in _silence(item, trace)]),
    )
    for title, lines in groups:
        if lines:
            yield _line("group", title)
            yield from lines
    if none := [title.lower() for title, lines in groups if not lines]:
        yield _line("group", f"No {', '.join(none)}")
    yield _line("text")


def _tags(
    kind: Literal["agreement", "sector", "stakeholder"], tags: Iterable[Tag], trace: Trace
) -> list[PageLine]:
    lines: list[PageLine] = []
    for tag in tags:
        subject = f"{kind}:{tag.id}"
        lines.append(_line("finding", trace.name(subject), kind))
        found = dict.fromkeys(_where(item, trace.key(subject, item.text)) for item in tag.evidence)
        lines += [_line("detail", words) for words in found]
    return lines


def _where(item: Evidence, key: str = "") -> str:
    return f"“{item.text}” in the {item.field}{f', {key}' if key else ''}"


def _signal(signal: Signal, trace: Trace) -> Iterator[PageLine]:
    since = f", from {signal.effective.isoformat()}" if signal.effective else ""
    yield _line("finding", f"{trace.name(signal.subject)}: {signal.status.label}{since}", "signal")
    yield _line("detail", f"{_MODES[signal.mode]}, confidence {signal.confidence:.2f}")
    for item in signal.evidence:
        yield _line("detail", _where(item))


def _quote(quote: Quote, rule: str, trace: Trace) -> Iterator[PageLine]:
    yield _line("finding", _who(quote.speaker or "nobody named", quote.stakeholder, trace), "speaker")
    yield _line("detail", f"“{quote.text}”", "quote")
    if rule:
        # “the words …”: who (“the source”); how it is known.
        yield _line("detail", f"how we know: {rule.rpartition('; ')[2]}")


def _silence(silence: Silence, trace: Trace) -> Iterator[PageLine]:
    about = f", on {silence.about}" if silence.about else ""
    yield _line("finding", f"{_who(silence.who, silence.stakeholder, trace)}{about}", "silence")
    yield _line("detail", _where(silence.evidence))


def _who(name: str, stakeholder: str | None, trace: Trace) -> str:
    known = trace.name(f"stakeholder:{stakeholder}") if stakeholder else ""
    if not known:
        return name
    same = known.startswith(name.replace("’", "'") + " (")
    return known if same else f"{name}: {known}"


# ── why ──────────────────────────────────────────────────────────────────────


def _why(reading: Reading, missing: Sequence[str]) -> Iterator[PageLine]:
    told = [reason for reason in reading.reasons if not reason.startswith(QUOTE)]
    if reading.relevant:
        yield _line("heading", "Why")
        yield from (_line("why", reason) for reason in told)
    else:
        yield _line("heading", "What was missing")
        yield from (_line("why", reason) for reason in missing or told)
