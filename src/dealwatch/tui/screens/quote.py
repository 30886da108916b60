"""A quote or a silence: the words, who said them, and the passage they stand in."""

from dealwatch.store.rows import StoryDetail, VoiceDetail, VoiceSource
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.panes.quotes import said, side_words
from dealwatch.tui.text import one_line, plain
from dealwatch.when import full_day, local, told_day

# As much of the story as shows what was meant.
_AROUND = 700


def quote_page(voice: VoiceDetail, story: StoryDetail | None) -> list[Block]:
    """The whole page; `story` is None for what the dossier brings."""
    place = _from_story(voice, story) if story else _from_dossier(voice)
    return [*_words(voice), *place, *_everywhere(voice)]


def _words(voice: VoiceDetail) -> list[Block]:
    row = voice.row
    who = one_line(row.speaker) or "speaker not named"
    known = targets.stakeholder(row.stakeholder) if row.stakeholder else None
    about = f"   about {', '.join(row.tags)}" if row.tags else ""
    blocks = [
        block(who, "title", target=known),
        block(", ".join(part for part in (row.role, side_words(row.side)) if part), "dim"),
        block(f"{told_day(row.date, row.date_precision)}   {one_line(row.outlet)}{about}", "dim"),
        block(said(row), "silence" if row.kind == "silence" else "quote", lead="│ ", hang="│ ", margin=1),
    ]
    if row.kind == "quote" and not row.verbatim:
        blocks.append(block("Reported speech, not these very words.", "dim"))
    return [item for item in blocks if item.text]


def _from_story(voice: VoiceDetail, story: StoryDetail) -> list[Block]:
    blocks = [heading("In its story"), block(story.title, "strong", target=targets.story(story.id))]
    if story.url:
        blocks.append(block(story.url, "link", url=story.url))
    return [*blocks, _context(voice, story)]


def _everywhere(voice: VoiceDetail) -> list[Block]:
    """All outlets that have the same words: enter opens the story there, o its link."""
    if not voice.sources:
        return []
    return [heading(f"The same words in {voice.row.outlets} outlets"), *map(_source, voice.sources)]


def _source(source: VoiceSource) -> Block:
    outlet = one_line(source.outlet) or "outlet not named"
    title = one_line(source.title) or ("(no headline)" if source.story_id else "from the dossier")
    return block(
        f"{outlet}: {title}",
        lead=f"{full_day(local(source.at).date()):>11}   ",
        lead_style="dim",
        target=targets.story(source.story_id) if source.story_id else None,
        url=source.url,
    )


def _context(voice: VoiceDetail, story: StoryDetail) -> Block:
    """The paragraph around the passage, with the words and the source's name marked."""
    passage = voice.passage
    text = plain(getattr(story, passage.field))
    if text[passage.start : passage.end] != plain(passage.text):
        return block("The story has changed: the words stood in an earlier version of it.", "dim", margin=1)
    start = max(text.rfind("\n", 0, passage.start) + 1, passage.start - _AROUND)
    stop = text.find("\n", passage.end)
    end = min(len(text) if stop < 0 else stop, passage.end + _AROUND)
    marks = [Mark(passage.start - start, passage.end - start, voice.row.kind)]
    if voice.source is not None:
        marks.append(Mark(voice.source[0] - start, voice.source[1] - start, "evidence"))
    where = f"in the {passage.field}, characters {passage.start}-{passage.end}"
    return block(f"{text[start:end]}\n({where})", marks=tuple(marks), margin=1)


def _from_dossier(voice: VoiceDetail) -> list[Block]:
    row = voice.row
    blocks = [heading("From the dossier"), block(voice.about or "No context was noted.", "dim")]
    if voice.source_note:
        blocks.append(block(f"source: {voice.source_note}", "dim"))
    if row.source_url:
        blocks.append(block(row.source_url, "link", url=row.source_url))
    elif not voice.source_note:
        day = told_day(row.date, row.date_precision)
        blocks.append(block(f"source: {one_line(row.outlet)}, {day}; no link is known", "dim"))
    return blocks
