"""How a status came to be: the ledger as a line down the page, and what is proposed to come next."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dealwatch.store.reports import Proposal
from dealwatch.store.rows import LedgerRow
from dealwatch.tui import targets
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.glyphs import frame, mark
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.text import one_line
from dealwatch.values import Status
from dealwatch.when import count, full_day, local

#: Whose word an entry of the ledger is.
ORIGINS: Final = {
    "dossier": "from the dossier",
    "auto": "confirmed by itself (auto)",
    "you": "decided by you",
}
ARROW: Final = "→"


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the ledger, the status before it, and until when its own held: None while it does."""

    entry: LedgerRow
    before: Status | None = None
    until: dt.date | None = None


def steps(history: Iterable[LedgerRow]) -> list[Step]:
    """A subject's entries, newest first. One that was taken back changed nothing."""
    ordered = sorted(history, key=lambda row: (row.effective, row.id))
    found = []
    before: Status | None = None
    for number, entry in enumerate(ordered):
        later = (row for row in ordered[number + 1 :] if not row.undone and row.status != entry.status)
        until = next((row.effective for row in later), None)
        found.append(Step(entry, before, until))
        before = before if entry.undone else entry.status
    return found[::-1]


def change_words(before: Status | None, status: Status) -> str:
    """ "signed → on hold", "still on hold", or the first status alone."""
    if before is None:
        return status.label
    return f"still {status.label}" if before == status else f"{before.label} {ARROW} {status.label}"


def history_blocks(history: Sequence[LedgerRow], on: dt.date) -> list[Block]:
    """The ledger as a line down the page, newest first: each status with the words or summary behind it."""
    if not history:
        return []
    made = steps(history)
    blocks = [heading(f"History ({len(history)})")]
    for number, step in enumerate(made):
        blocks += _entry(step, on, last=number == len(made) - 1)
    return blocks


def _entry(step: Step, on: dt.date, *, last: bool) -> list[Block]:
    entry = step.entry
    style = "dim" if entry.undone else status_style(entry.status)
    rail = " " * 12 + frame(heavy=False)[3] + " "
    change = change_words(step.before, entry.status)
    first = block(
        f"{change}{_aside(step, on)}",
        style,
        lead=f"{full_day(entry.effective):>11} {mark(entry.status)} ",
        hang=rail,
        lead_style=style,
        target=targets.story(entry.story_id, entry.passage) if entry.story_id is not None else None,
        url=entry.source_url,
        marks=(Mark(len(change), 10_000, "dim"),),
    )
    blocks = [replace(first, ledger=entry.id)]
    if entry.passage:
        words = f"“{one_line(entry.passage)}”"
        blocks.append(
            block(f"{words}  {one_line(entry.outlet)}", "quote", lead=rail, hang=rail, lead_style="dim",
                  marks=(Mark(len(words), 10_000, "dim"),))
        )  # fmt: skip
    if entry.note:
        ours = "our summary: " if entry.origin == "dossier" else "note: "
        blocks.append(block(ours + entry.note, lead=rail, hang=rail, lead_style="dim"))
    if entry.source_url:
        blocks.append(block(entry.source_url, "link", lead=rail, hang=rail, lead_style="dim"))
    return [*blocks, *([] if last else [block(" ", lead=rail, hang=rail, lead_style="dim")])]


def _aside(step: Step, on: dt.date) -> str:
    """Whose word it is, how long it held, and when it became known."""
    entry = step.entry
    parts = [ORIGINS[entry.origin]]
    if entry.undone:
        parts.insert(0, "taken back")
    elif step.before != entry.status:
        days = ((step.until or on) - entry.effective).days
        parts.append(f"held {count(days, 'day')}" if step.until else f"{count(max(0, days), 'day')} so far")
    if entry.known != entry.effective:
        parts.append(f"known {full_day(entry.known)}")
    return "   " + ", ".join(parts)


def proposals_blocks(waiting: Sequence[Proposal]) -> list[Block]:
    """What waits for review, each with its newest evidence."""
    if not waiting:
        return []
    key = BY_ID["everywhere.review"].first
    blocks = [heading(f"Waiting for review ({len(waiting)}): press {key}")]
    for proposal in waiting:
        blocks += _proposal(proposal)
    return blocks


def _proposal(proposal: Proposal) -> list[Block]:
    before = proposal.standing.status if proposal.standing else None
    change = f"{proposal.subject_name}: {change_words(before, proposal.status)}"
    against = f", {proposal.outlets_against} against" if proposal.outlets_against else ""
    told = f"   from {full_day(proposal.effective)}, told by {count(proposal.outlets, 'outlet')}{against}"
    newest = proposal.told[0].report
    words = f"“{one_line(newest.passage.text)}”"
    where = f"  {one_line(newest.outlet)}, {full_day(local(newest.at).date())}"
    return [
        block(f"{change}{told}", "signal", lead=f"{mark(proposal.status)} ",
              lead_style=status_style(proposal.status), marks=(Mark(len(change), 10_000, "dim"),)),
        block(words + where, lead="  ", target=targets.story(newest.story_id, newest.passage.text),
              url=newest.url, marks=(Mark(len(words), 10_000, "dim"),)),
    ]  # fmt: skip
