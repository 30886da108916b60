"""A person or organisation: everything they said, in order, and when they were silent."""

from dealwatch.store.rows import StakeholderDetail, VoiceRow
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.panes.quotes import SILENCE, said, side_words
from dealwatch.tui.text import one_line, unbroken
from dealwatch.when import count, full_day, short_day


def stakeholder_page(detail: StakeholderDetail) -> list[Block]:
    """The whole page."""
    what = ", ".join(part for part in (detail.role, detail.organisation, side_words(detail.side)) if part)
    blocks = [block(detail.name, "title"), block(what, "dim"), *_span(detail.voices)]
    if detail.source_url:
        blocks.append(block(detail.source_url, "link", url=detail.source_url))
    if detail.source_note:
        blocks.append(block(f"source: {detail.source_note}", "dim"))
    if not detail.voices:
        return [*blocks, block("Nothing they said, or declined to say, is stored yet.", "dim", margin=1)]
    return [*blocks, *voices_blocks(detail.voices, "Said, and not said")]


def _span(voices: tuple[VoiceRow, ...]) -> list[Block]:
    """How often, and from when to when."""
    if not voices:
        return []
    silences = sum(row.kind == "silence" for row in voices)
    parts = [count(len(voices) - silences, "quote")]
    parts += [count(silences, "silence")] if silences else []
    days = [row.date for row in voices]
    span = f"{full_day(min(days))} to {full_day(max(days))}" if min(days) < max(days) else full_day(days[0])
    return [block(f"{', '.join(parts)}; {span}", "dim")]


def voices_blocks(voices: tuple[VoiceRow, ...], title: str, with_speaker: bool = False) -> list[Block]:
    """Quotes and silences under a title, newest first."""
    if not voices:
        return []
    return [heading(f"{title} ({len(voices)})"), *(voice_block(row, with_speaker) for row in voices)]


def voice_block(row: VoiceRow, with_speaker: bool) -> Block:
    """One quote or silence, with its day, its outlet and what it is about."""
    who = f"{one_line(row.speaker) or 'not named'}: " if with_speaker else ""
    words = f"{who}{said(row)}"
    more = f" +{row.outlets - 1}" if row.outlets > 1 else ""
    about = "" if with_speaker or not row.tags else f"   {', '.join(row.tags)}"
    return block(
        f"{words}  {unbroken(one_line(row.outlet) + more)}{about}",
        "silence" if row.kind == "silence" else "quote",
        lead=f"{_day(row):>11} {SILENCE if row.kind == 'silence' else ' '} ",
        lead_style="dim",
        target=targets.voice(row.id),
        url=row.source_url,
        marks=(Mark(0, len(who), "strong"), Mark(len(words), 10_000, "dim")),
    )


def _day(row: VoiceRow) -> str:
    """The day, no more exact than it is known."""
    vague = row.date_precision in ("month", "year")
    return short_day(row.date, row.date_precision, row.date) if vague else full_day(row.date)
