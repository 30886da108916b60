"""The reader: one dossier compiled, one story in, one `Reading` out."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dealwatch.dossier import Dossier
from dealwatch.reading import reasons
from dealwatch.reading.census import collect
from dealwatch.reading.gate import STOPPED, Gate, head_of
from dealwatch.reading.missing import missing
from dealwatch.reading.people import People
from dealwatch.reading.quotes import Run, find_runs
from dealwatch.reading.signals import find_signals
from dealwatch.reading.silences import find_silences, may_be_silent
from dealwatch.reading.sketch import sketch
from dealwatch.reading.spans import Span, paragraphs
from dealwatch.reading.speakers import Attribution, attribute
from dealwatch.reading.stakeholders import Directory
from dealwatch.reading.tagger import Tagger
from dealwatch.reading.works import is_speech
from dealwatch.values import FIELDS, Entry, Field, Quote, Reading, Signal, Silence, Tag

# A field longer than this many characters is read to here only; a whole day of Hansard is about 250,000.
LONGEST: Final = 250_000
# Behind the gate, a story whose head scores less is read no further.
_FAR_OFF: Final = 0.2
# Before a described speaker: one of several, whoever it is.
_SOME: Final = ("a ", "A ", "an ", "An ", "one ", "One ")
_READ_FOR_SPEECH: Final[tuple[Field, ...]] = ("summary", "body")


class Reader:
    """Reads stories with one dossier's words. Building it compiles them; reading is a pure function."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._tagger = Tagger(dossier)
        self._directory = Directory(dossier)
        self._surnames = self._directory.surnames()
        self._gate = Gate(dossier)

    def stopped(self, entry: Entry) -> Reading | None:
        """The reading of a story that the gate stops, None where it is to be read."""
        return None if self._gate.passes(entry) else STOPPED

    def read(self, entry: Entry, gate: bool = False) -> Reading:
        """What a story says.

        With `gate`, as a refresh reads: one whose head is far from the negotiation is read no further, and
        what is relevant gets its sketch.
        """
        entry = _cut(entry)
        if gate and (stopped := self.stopped(entry)):
            return stopped
        head = head_of(entry) if gate else entry
        tags = self._tagger.tag(head)
        if gate and tags.score < _FAR_OFF:
            return Reading(relevant=False, score=tags.score, reasons=reasons.of_tags(tags))
        if head is not entry:
            tags = self._tagger.tag(entry)
        present = [tag.id for tag in tags.stakeholders]
        parts = _parts(entry)
        # Names matter only where somebody speaks or keeps silent.
        speaks = any(part[2] for name, part in parts.items() if name != "title") or any(
            may_be_silent(part[0]) for part in parts.values()
        )
        people = collect(parts, self._surnames) if speaks else People()
        fields = [name for name in _READ_FOR_SPEECH if name in parts]
        quoted = [self._quotes(name, parts, people, present, told=not gate) for name in fields]
        quotes = tuple(quote for found in quoted for quote, _ in found)
        silences = _once(item for name in fields for item in self._silences(name, parts, people))
        relevant = tags.relevant
        signals, whys = find_signals(entry, tags, self._tagger) if relevant else ((), ())
        reading = Reading(
            relevant=relevant,
            score=tags.score,
            agreements=tags.agreements,
            sectors=_with_signalled(tags.sectors, signals),
            stakeholders=tags.stakeholders,
            quotes=quotes,
            silences=silences,
            signals=signals,
            # Rules of attribution are told where a person asks, not stored with every story.
            reasons=(
                *reasons.of_tags(tags),
                *whys,
                *(why for found in quoted for _, why in found if why),
            ),
        )
        if not (gate and relevant):
            return reading
        spoken = {name: [run.outer for run in parts[name][2]] for name in fields}
        return replace(reading, sketch=sketch(entry, reading, tags.sentences, spoken))

    def missing(self, entry: Entry) -> tuple[str, ...]:
        """What a story that is not relevant lacks, in sentences for people."""
        entry = _cut(entry)
        return tuple(missing(self.dossier, entry, self._tagger.tag(entry)))

    def _quotes(
        self, name: Field, parts: "_Parts", people: People, present: list[str], *, told: bool
    ) -> list[tuple[Quote, str]]:
        """The quotations of a field, each with the rule that found its speaker, if that is `told`."""
        text, spans, runs = parts[name]
        found: list[tuple[Quote, str]] = []
        for run, item in zip(runs, attribute(text, name, spans, runs, people), strict=True):
            if is_speech(text, run, item):
                quote = self._quote(text, name, run, item, people, present)
                found.append((quote, reasons.of_quote(text, run, item, quote.speaker) if told else ""))
        return found

    def _quote(
        self, text: str, name: Field, run: Run, item: Attribution, people: People, present: list[str]
    ) -> Quote:
        source = item.source
        speaker, stakeholder = item.speaker, None
        if speaker is not None:
            some = source is not None and source.kind == "noun" and text.startswith(_SOME, source.start)
            speaker, stakeholder = self._directory.speaker(speaker, people, present, some)
        return Quote(
            text=text[run.start : run.end],
            field=name,
            start=run.start,
            end=run.end,
            speaker=speaker,
            source_start=source.start if source else None,
            source_end=source.end if source else None,
            stakeholder=stakeholder,
        )

    def _silences(self, name: Field, parts: "_Parts", people: People) -> list[Silence]:
        text, spans, runs = parts[name]
        return [
            Silence(
                item.who,
                item.evidence,
                item.about,
                row.id if (row := self._directory.find(item.who)) else None,
            )
            for item in find_silences(text, name, spans, runs, people)
        ]


def _cut(entry: Entry) -> Entry:
    """The story as far as it is read: what is over `LONGEST` in a field is left out."""
    if all(len(getattr(entry, name)) <= LONGEST for name in FIELDS):
        return entry
    return replace(
        entry, title=entry.title[:LONGEST], summary=entry.summary[:LONGEST], body=entry.body[:LONGEST]
    )


def _once(found: Iterable[Silence]) -> tuple[Silence, ...]:
    """Each name once, where it stands first."""
    kept: dict[str, Silence] = {}
    for item in found:
        kept.setdefault(item.who.casefold(), item)
    return tuple(kept.values())


_Parts = dict[str, tuple[str, list[Span], list[Run]]]


def _parts(entry: Entry) -> _Parts:
    parts: _Parts = {}
    for name in ("title", *_READ_FOR_SPEECH):
        text: str = getattr(entry, name)
        if text:
            spans = paragraphs(text)
            parts[name] = (text, spans, find_runs(text, spans))
    return parts


def _with_signalled(sectors: tuple[Tag, ...], signals: tuple[Signal, ...]) -> tuple[Tag, ...]:
    """A sector whose status is reported is one the story is about, however late it comes."""
    named = {tag.id for tag in sectors}
    late = [(signal.subject.removeprefix("sector:"), signal) for signal in signals]
    return sectors + tuple(
        Tag(name, signal.evidence)
        for name, signal in late
        if signal.subject.startswith("sector:") and name not in named
    )


@lru_cache(maxsize=4)
def _reader(dossier: Dossier) -> Reader:
    return Reader(dossier)


def read(entry: Entry, dossier: Dossier) -> Reading:
    """What a story says, read with a dossier's words; the compiled dossier is kept for the next call."""
    return _reader(dossier).read(entry)


__all__ = ["Reader", "read"]
