"""A story: its text with the evidence in place, who is quoted, who was silent, and why it is here."""

from collections.abc import Iterable

from dealwatch.store.rows import Passage, SignalDetail, StoryDetail, TagDetail, VoiceDetail
from dealwatch.text import Untrusted
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.panes.quotes import SILENCE, said
from dealwatch.tui.text import one_line, plain
from dealwatch.values import Mode
from dealwatch.when import moment

# A passage found, how it is shown, and its label in the margin.
Found = tuple[Passage, str, str]


def story_page(story: StoryDetail) -> list[Block]:
    """The whole page."""
    found = _found(story)
    return [
        *_head(story, found),
        *_text(story, found),
        *_voices(story.voices, "quote"),
        *_voices(story.voices, "silence"),
        *_signals(story.signals),
        *_elsewhere(story),
        *_why(story),
    ]


def _found(story: StoryDetail) -> list[Found]:
    """All that was found in the text. Later ones lie over earlier ones, so words spoken come last."""
    tags = [(passage, "evidence", "") for tag in story.tags for passage in tag.evidence]
    signals = [(signal.evidence, "signal", f"s{n}") for n, signal in enumerate(story.signals, 1)]
    voices = [
        (voice.passage, "silence" if voice.row.kind == "silence" else "quote", _label(n, voice))
        for n, voice in enumerate(story.voices, 1)
    ]
    return [*tags, *signals, *voices]


def _label(number: int, voice: VoiceDetail) -> str:
    return f"{SILENCE if voice.row.kind == 'silence' else 'q'}{number}"


def marks_in(text: Untrusted, field: str, found: Iterable[Found]) -> tuple[Mark, ...]:
    """The highlights of one field; a passage of an older version, whose words are gone, is left out."""
    words = plain(text)
    return tuple(
        Mark(passage.start, passage.end, style, label)
        for passage, style, label in found
        if passage.field == field and words[passage.start : passage.end] == plain(passage.text)
    )


def _head(story: StoryDetail, found: list[Found]) -> list[Block]:
    when = moment(story.published) if story.published else f"undated, first seen {moment(story.first_seen)}"
    by = f"   {one_line(story.author)}" if story.author else ""
    again = f"   version {story.version}" if story.version > 1 else ""
    title = story.title if story.title else Untrusted("(no headline)")
    blocks = [
        block(title, "title", marks=marks_in(story.title, "title", found)),
        block(f"{one_line(story.outlet) or story.feed}   {when}{by}{again}", "dim"),
    ]
    if story.url:
        blocks.append(block(story.url, "link", url=story.url))
    if story.problem:
        blocks.append(block(f"The machine could not read this story: {story.problem}", "alarm", margin=1))
    return blocks


def _text(story: StoryDetail, found: list[Found]) -> list[Block]:
    blocks = []
    repeated = plain(story.body).startswith(plain(story.summary).rstrip(" .…")[:200])
    summary_marks = marks_in(story.summary, "summary", found)
    if story.summary and (not story.body or not repeated or summary_marks):
        blocks.append(block(story.summary, marks=summary_marks, margin=1))
    if story.body:
        blocks.append(block(story.body, marks=marks_in(story.body, "body", found), margin=1))
    return blocks or [block("The feed gave no text beside the headline.", "dim", margin=1)]


def _voices(voices: tuple[VoiceDetail, ...], kind: str) -> list[Block]:
    chosen = [(n, voice) for n, voice in enumerate(voices, 1) if voice.row.kind == kind]
    if not chosen:
        return []
    blocks = [heading(f"{'Quotes' if kind == 'quote' else 'Silences'} ({len(chosen)})")]
    for number, voice in chosen:
        row = voice.row
        who = ", ".join(part for part in (one_line(row.speaker) or "speaker not named", row.role) if part)
        lead = f"{_label(number, voice):<4}"
        blocks.append(
            block(f"{who}: {said(row)}", kind, lead=lead, lead_style="dim", target=targets.voice(row.id))
        )
    return blocks


def _signals(signals: tuple[SignalDetail, ...]) -> list[Block]:
    if not signals:
        return []
    blocks = [heading(f"Signals ({len(signals)})")]
    for number, signal in enumerate(signals, 1):
        words = f"{signal.subject_name}: {_reported(signal)}; “{one_line(signal.evidence.text)}”"
        blocks.append(
            block(
                words,
                "signal",
                lead=f"s{number:<3}",
                lead_style="dim",
                target=targets.subject(signal.subject),
            )
        )
    return blocks


def _reported(signal: SignalDetail) -> str:
    how = {Mode.FACT: "reported", Mode.RUMOUR: "rumoured", Mode.DENIED: "denied to be"}[signal.mode]
    return f"{how} {signal.status.label}, confidence {signal.confidence:.2f}"


def _elsewhere(story: StoryDetail) -> list[Block]:
    """Copies of the story and others of its event, the earliest first: enter opens one, o its link."""
    if not story.cluster:
        return []
    first = story.cluster[0]
    leader = f", first told by {one_line(first.outlet) or 'another outlet'}" if first.at < story.at else ""
    blocks = [heading(f"The same event elsewhere ({len(story.cluster)}){leader}")]
    for row in story.cluster:
        outlet = one_line(row.outlet) or "outlet not named"
        blocks.append(
            block(
                f"{outlet}: {one_line(row.title) or '(no headline)'}",
                lead=f"{moment(row.at):>21}   ",
                lead_style="dim",
                target=targets.story(row.id),
                url=row.url,
            )
        )
    return blocks


def _why(story: StoryDetail) -> list[Block]:
    verdict = "relevant" if story.relevant else "not relevant"
    blocks = [
        heading("Why this is here"),
        block(f"{verdict}, score {story.score:.2f}; from {story.feed}", "dim"),
    ]
    blocks += [_tag(tag) for tag in story.tags]
    return [*blocks, *(block(reason, "dim", lead="- ") for reason in story.reasons)]


def _tag(tag: TagDetail) -> Block:
    shown = dict.fromkeys(one_line(passage.text) for passage in tag.evidence)
    words = ", ".join(f"«{text}»" for text in list(shown)[:6])
    more = f" and {len(shown) - 6} more" if len(shown) > 6 else ""
    target = (
        targets.stakeholder(tag.id) if tag.kind == "stakeholder" else targets.subject(f"{tag.kind}:{tag.id}")
    )
    return block(f"{tag.name}   {words}{more}", lead=f"{tag.kind:<12}", lead_style="dim", target=target)
