"""What was found in a story's text, numbered: what the highlights and the list of evidence have in common."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dealwatch.store.rows import Passage, SignalDetail, StoryDetail, TagDetail, VoiceDetail
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, Mark, over_each
from dealwatch.tui.targets import Target
from dealwatch.tui.text import Words, plain

Kind = Literal["evidence", "signal", "quote", "silence"]

# What is marked in a text is underlined; its colour and its label say as what.
_STYLES: dict[Kind, str] = {
    "evidence": "evidence",
    "signal": "signal evidence",
    "quote": "quote evidence",
    "silence": "silence evidence",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: its kind, its label in the margin, the passages, and what it leads to."""

    kind: Kind
    label: str
    passages: tuple[Passage, ...]
    target: Target
    detail: TagDetail | SignalDetail | VoiceDetail


def findings(story: StoryDetail) -> tuple[Finding, ...]:
    """All that was found; an entry of evidence is its number here.

    Of highlights over one another the later lies on top, so words that were spoken come last.
    """
    return (*map(_tag, story.tags), *map(_signal, story.signals), *_voices(story.voices))


def about_of(tag: TagDetail) -> Target:
    """The page of what a tag names."""
    if tag.kind == "stakeholder":
        return targets.stakeholder(tag.id)
    return targets.subject(f"{tag.kind}:{tag.id}")


def _tag(tag: TagDetail) -> Finding:
    label = tag.name if tag.kind == "stakeholder" else f"tag {tag.short or tag.name}"
    return Finding("evidence", label, tag.evidence, about_of(tag), tag)


def _signal(signal: SignalDetail) -> Finding:
    denied = "not " if signal.mode == "denied" else ""
    label = f"{denied}{signal.status.label}"
    return Finding("signal", label, (signal.evidence,), targets.subject(signal.subject), signal)


def _voices(voices: Iterable[VoiceDetail]) -> Iterator[Finding]:
    numbers = {"quote": 0, "silence": 0}
    for voice in voices:
        kind = voice.row.kind
        numbers[kind] += 1
        label = f"{kind} {numbers[kind]}"
        yield Finding(kind, label, (voice.passage,), targets.voice(voice.row.id), voice)


def marks_in(text: Words, field: str, found: Iterable[Finding]) -> tuple[Mark, ...]:
    """The highlights of one field; a passage of an older version, whose words are gone, is left out."""
    words = plain(text)
    return tuple(
        Mark(passage.start, passage.end, _STYLES[each.kind], each.label, each.target, number)
        for number, each in enumerate(found)
        for passage in dict.fromkeys(each.passages)
        if passage.field == field
        and passage.start < passage.end
        and words[passage.start : passage.end] == plain(passage.text)
    )


def parts_of(
    marks: Sequence[Mark], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """Parts of a text with what highlights each of them has, counted from where it begins."""
    for (start, end), over in zip(spans, over_each(marks, spans), strict=True):
        yield start, end, tuple(_within(mark, start, end) for _, mark in over)


def _within(mark: Mark, start: int, end: int) -> Mark:
    """What a part has of a highlight. One that goes on from before is no place of its own."""
    first, last = max(mark.start, start) - start, min(mark.end, end) - start
    return replace(mark, start=first, end=last) if mark.start >= start else Mark(first, last, mark.style)


def unmarked(blocks: Iterable[Block]) -> list[Block]:
    """The page without its highlights, for plain reading."""
    styles = _STYLES.values()
    return [
        replace(item, marks=tuple(mark for mark in item.marks if mark.style not in styles)) for item in blocks
    ]


def has_marks(blocks: Iterable[Block]) -> bool:
    """Whether a page has highlights."""
    return any(mark.target is not None for item in blocks for mark in item.marks)
