"""A person or organisation: everything they said, in order, and when they were silent."""

from dealwatch.store.rows import StakeholderDetail, VoiceRow
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, block, heading
from dealwatch.tui.panes.quotes import SILENCE, said, side_words
from dealwatch.tui.text import one_line
from dealwatch.when import full_day


def stakeholder_page(detail: StakeholderDetail) -> list[Block]:
    """The whole page."""
    what = ", ".join(part for part in (detail.role, detail.organisation, side_words(detail.side)) if part)
    blocks = [block(detail.name, "title"), block(what, "dim")]
    if detail.source_url:
        blocks.append(block(detail.source_url, "link", url=detail.source_url))
    if detail.source_note:
        blocks.append(block(f"source: {detail.source_note}", "dim"))
    return [*blocks, *voices_blocks(detail.voices, "Said, and not said")]


def voices_blocks(voices: tuple[VoiceRow, ...], title: str, with_speaker: bool = False) -> list[Block]:
    """Quotes and silences under a title, newest first."""
    if not voices:
        return []
    return [heading(f"{title} ({len(voices)})"), *(voice_block(row, with_speaker) for row in voices)]


def voice_block(row: VoiceRow, with_speaker: bool) -> Block:
    """One quote or silence, with its day and outlet."""
    who = f"{one_line(row.speaker) or 'not named'}: " if with_speaker else ""
    mark = SILENCE if row.kind == "silence" else " "
    return block(
        f"{who}{said(row)}  {one_line(row.outlet)}",
        "silence" if row.kind == "silence" else "quote",
        lead=f"{full_day(row.date):>11} {mark} ",
        lead_style="dim",
        target=targets.voice(row.id),
        url=row.source_url,
    )
