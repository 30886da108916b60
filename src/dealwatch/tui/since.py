"""What came since somebody last looked: a line under the header, and the page that it leads to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dealwatch.store.rows import LedgerRow, Since, StoryRow, VoiceRow
from dealwatch.tui import targets
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.glyphs import mark
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.screens.stakeholder import voice_block
from dealwatch.tui.text import one_line, unbroken
from dealwatch.tui.track import ORIGINS, change_words
from dealwatch.values import Status
from dealwatch.when import count, full_day, moment

#: Changes of status that the line names; the others are counted.
_NAMED: Final = 2
#: Cells from which on the line is introduced at length.
_ROOMY: Final = 90
#: Cells at least between what it says and its keys.
_GAP: Final = 2
#: Stories and quotes that the page lists of each.
LISTED: Final = 50


def since_line(since: Since, width: int) -> tuple[list[Piece], list[Piece]]:
    """The line: changes of status first, those that no person confirmed before the others."""
    keys = [BY_ID[id].first for id in ("dashboard.changes", "everywhere.back")]
    right: list[Piece] = [
        (keys[0], "title"),
        (" shows  ", "dim"),
        (keys[1], "title"),
        (" hides ", "dim"),
    ]
    begin = " Since you last looked: " if width >= _ROOMY else " Since last: "
    left: list[Piece] = [(begin, "new")]
    for number, (joint, pieces) in enumerate(_parts(since)):
        part = [*([(joint, "dim")] if number else []), *pieces]
        left += part if width_of([*left, *part, *right]) + _GAP <= width else []
    return left, right


def _parts(since: Since) -> list[tuple[str, list[Piece]]]:
    """What there is to say, the most important first, each with what stands before it."""
    parts = [("; ", _change(entry, before)) for entry, before in since.changes[:_NAMED]]
    more = len(since.changes) - _NAMED
    if more > 0:
        parts.append(("; ", [(f"{count(more, 'status', 'statuses')} more", "strong")]))
    parts += [("; ", [(f"{since.proposed} new to review", "signal")])] if since.proposed else []
    came = [(since.stories, "story", "stories"), (since.quotes, "quote", ""), (since.silences, "silence", "")]
    words = [count(number, noun, plural) for number, noun, plural in came if number]
    parts += [(", " if number else "; ", [(each, "")]) for number, each in enumerate(words)]
    auto = sum(entry.origin == "auto" for entry, _ in since.changes)
    return [*parts, *([("; ", [(f"{auto} {ORIGINS['auto']}", "signal")])] if auto else [])]


def _change(entry: LedgerRow, before: Status | None) -> list[Piece]:
    return [
        (f"{entry.subject_name}: ", "strong"),
        (change_words(before, entry.status), status_style(entry.status)),
        (" (auto)" if entry.origin == "auto" else "", "signal"),
    ]


def since_page(
    since: Since | None, at: int, stories: Sequence[StoryRow], voices: Sequence[VoiceRow]
) -> list[Block]:
    """All of it, each thing with what it leads to. `at` is the end of the last visit."""
    if since is None:
        return [block("Nothing has come since you last looked.", "dim")]
    key = BY_ID["everywhere.review"].first
    blocks = [block(f"Since {moment(at)}", "title")]
    if since.proposed:
        all_of = f", {since.waiting} in all" if since.waiting > since.proposed else ""
        blocks.append(block(f"{since.proposed} new to review{all_of}: press {key}", "signal"))
    return [
        *blocks,
        *_changes(since),
        *_stories(stories, since.stories),
        *_voices(voices, since.quotes + since.silences),
    ]


def _changes(since: Since) -> list[Block]:
    blocks = [heading(f"Changes of status ({len(since.changes)})")] if since.changes else []
    return [*blocks, *(line for entry, before in since.changes for line in _change_lines(entry, before))]


def _change_lines(entry: LedgerRow, before: Status | None) -> list[Block]:
    """The change, which leads to its subject, and the passage, which leads to the story."""
    change = f"{entry.subject_name}: {change_words(before, entry.status)}"
    aside = f"   from {full_day(entry.effective)}, {ORIGINS[entry.origin]}"
    if entry.origin == "auto":
        aside += f"; {BY_ID['everywhere.take_back'].first} takes it back"
    first = block(
        change + aside,
        status_style(entry.status),
        lead=f"{mark(entry.status)} ",
        lead_style=status_style(entry.status),
        target=targets.subject(entry.subject),
        marks=(Mark(len(change), len(change + aside), "signal" if entry.origin == "auto" else "dim"),),
    )
    blocks = [replace(first, ledger=entry.id)]
    words = f"“{one_line(entry.passage)}”" if entry.passage else entry.note
    if words:
        story = targets.story(entry.story_id, entry.passage) if entry.story_id is not None else None
        outlet = f"  {one_line(entry.outlet)}" if entry.outlet else ""
        marks = (Mark(len(words), len(words + outlet), "dim"),)
        blocks.append(block(words + outlet, lead="  ", target=story, url=entry.source_url, marks=marks))
    return blocks


def _stories(stories: Sequence[StoryRow], total: int) -> list[Block]:
    if not stories:
        return []
    blocks = [
        heading(f"Stories ({total})" if len(stories) >= total else f"Stories: {len(stories)} of {total}")
    ]
    for row in stories:
        title = one_line(row.title) or "(no headline)"
        outlet = f"{one_line(row.outlet)}{f' +{row.others}' if row.others else ''}"
        aside = f"   {unbroken(outlet)}   {unbroken(', '.join(row.tags))}".rstrip()
        blocks.append(
            block(title + aside, lead=f"{moment(row.at)[4:]:>17}   ", lead_style="dim",
                  target=targets.story(row.id), url=row.url,
                  marks=(Mark(len(title), len(title + aside), "dim"),))
        )  # fmt: skip
    return blocks


def _voices(voices: Sequence[VoiceRow], total: int) -> list[Block]:
    if not voices:
        return []
    shown = f"({total})" if len(voices) >= total else f": {len(voices)} of {total}"
    return [heading(f"Quotes and silences {shown}"), *(voice_block(row, True) for row in voices)]
