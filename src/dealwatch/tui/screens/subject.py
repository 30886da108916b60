"""An agreement or a sector: where it stands, on what terms, and how it got there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from dealwatch.store.rows import (
    AgreementRow,
    EventRow,
    InvestmentRow,
    LedgerRow,
    SectorRow,
    Standing,
    StoryRow,
    SubjectDetail,
)
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, block, heading
from dealwatch.tui.glyphs import mark
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.screens.stakeholder import voices_blocks
from dealwatch.tui.text import one_line, plain
from dealwatch.when import days_since, full_day, local, today

_ORIGINS = {"dossier": "from the dossier", "auto": "confirmed by rule", "you": "decided by you"}
_STORIES = 12


def subject_page(detail: SubjectDetail, now: int) -> list[Block]:
    """The whole page."""
    on = today(now)
    return [
        *_standing(detail, on),
        *_terms(detail),
        *_history(detail.history),
        *_sectors(detail.sectors),
        *_events(detail.events),
        *_investments(detail.investments),
        *voices_blocks(detail.voices, "Quotes and silences", with_speaker=True),
        *_stories(detail.stories),
    ]


def _standing(detail: SubjectDetail, on: dt.date) -> list[Block]:
    row = detail.row
    blocks = [block(row.name, "title")]
    if row.standing is None:
        return [*blocks, block("no status known yet", "dim")]
    status = row.standing.status
    blocks.append(
        block(
            f"{status.label} since {full_day(row.standing.since)}, {days_since(row.standing.since, on)}",
            status_style(status),
            lead=f"{mark(status)} ",
            lead_style=status_style(status),
        )
    )
    blocks.append(block(_last_seen(row.standing), "dim", lead="  "))
    return [*blocks, *_dependencies(detail)]


def _last_seen(standing: Standing) -> str:
    return f"last known to hold on {full_day(standing.as_of)}; {_ORIGINS[standing.origin]}"


def _dependencies(detail: SubjectDetail) -> list[Block]:
    row = detail.row
    if isinstance(row, AgreementRow):
        return [
            _leads_to(f"hangs on {other.short}", other.standing, f"agreement:{other.id}")
            for other in row.depends_on
        ]
    parent = detail.parent
    return [_leads_to(f"under {parent.short}", parent.standing, f"agreement:{parent.id}")] if parent else []


def _leads_to(words: str, standing: Standing | None, subject: str) -> Block:
    status = standing.status if standing else None
    return block(
        f"{words}: {status.label if status else 'not known'}",
        status_style(status),
        lead=f"{mark(status)} ",
        target=targets.subject(subject),
    )


def _terms(detail: SubjectDetail) -> list[Block]:
    blocks = []
    if detail.summary:
        blocks.append(block(f"our summary: {detail.summary}", margin=1, url=detail.source_url))
    if isinstance(detail.row, SectorRow) and detail.row.terms and detail.row.terms != detail.summary:
        url = detail.terms_source_url or detail.source_url
        blocks.append(block(f"terms, our summary: {detail.row.terms}", margin=1, url=url))
    if detail.note:
        blocks.append(block(f"note: {detail.note}", "dim", margin=1))
    return [*blocks, *_links(_pages(detail))]


def _pages(detail: SubjectDetail) -> tuple[str, ...]:
    """Each page that the dossier names for it, once."""
    first = (detail.source_url, detail.terms_source_url, detail.status_source_url)
    return tuple(dict.fromkeys(url for url in (*first, *detail.source_urls) if url))


def _links(urls: Iterable[str], lead: str = "") -> list[Block]:
    return [block(url, "link", lead=lead, url=url) for url in urls]


def _history(history: tuple[LedgerRow, ...]) -> list[Block]:
    """The ledger as a vertical timeline, newest first: each status with the words or summary behind it."""
    if not history:
        return []
    blocks = [heading(f"History ({len(history)})")]
    for entry in sorted(history, key=lambda row: (row.effective, row.id), reverse=True):
        blocks += _entry(entry)
    return blocks


def _entry(entry: LedgerRow) -> list[Block]:
    style = "dim" if entry.undone else status_style(entry.status)
    words = f"{entry.status.label}{' (taken back)' if entry.undone else ''}   {_ORIGINS[entry.origin]}"
    known = f", known {full_day(entry.known)}" if entry.known != entry.effective else ""
    target = targets.story(entry.story_id) if entry.story_id is not None else None
    rail = " " * 12 + "│ "
    first = block(
        f"{words}{known}",
        style,
        lead=f"{full_day(entry.effective):>11} {mark(entry.status)} ",
        hang=rail,
        lead_style=style,
        target=target,
        url=entry.source_url,
    )
    blocks = [replace(first, ledger=entry.id)]
    if entry.passage:
        blocks.append(
            block(f"“{plain(entry.passage)}”  {one_line(entry.outlet)}", "quote", lead=rail, hang=rail)
        )
    if entry.note:
        ours = "our summary: " if entry.origin == "dossier" else "note: "
        blocks.append(block(ours + entry.note, lead=rail, hang=rail, lead_style="dim"))
    if entry.source_url:
        blocks.append(block(entry.source_url, "link", lead=rail, hang=rail, lead_style="dim"))
    return [*blocks, block(" ", lead=rail, hang=rail, lead_style="dim")]


def _sectors(sectors: tuple[SectorRow, ...]) -> list[Block]:
    if not sectors:
        return []
    rows = [_leads_to(row.name, row.standing, f"sector:{row.id}") for row in sectors]
    return [heading(f"Sectors ({len(sectors)})"), *rows]


def _further(urls: tuple[str, ...], first: str) -> list[str]:
    """The pages beside the one that the line itself opens."""
    return [url for url in urls if url != first]


def _events(events: tuple[EventRow, ...]) -> list[Block]:
    if not events:
        return []
    blocks = [heading(f"Events ({len(events)})")]
    for event in events:
        ahead = "scheduled: " if event.scheduled else ""
        detail = f": {event.detail}" if event.detail else ""
        blocks.append(
            block(
                f"{ahead}{event.title}{detail}",
                lead=f"{full_day(event.date):>11}   ",
                lead_style="dim",
                url=event.source_url,
            )
        )
        blocks += _links(_further(event.source_urls, event.source_url), " " * 14)
    return blocks


def _investments(investments: tuple[InvestmentRow, ...]) -> list[Block]:
    if not investments:
        return []
    blocks = [heading(f"Investments ({len(investments)})")]
    for row in investments:
        facts = ", ".join(part for part in (row.amount, row.announced, row.status) if part)
        blocks.append(
            block(f"{row.company}: {row.what} ({facts})", lead="  ", hang="    ", url=row.source_url)
        )
        blocks += _links(_further(row.source_urls, row.source_url), "    ")
    return blocks


def _stories(stories: tuple[StoryRow, ...]) -> list[Block]:
    if not stories:
        return []
    blocks = [heading(f"Stories ({len(stories)})" if len(stories) <= _STORIES else "Newest stories")]
    for row in stories[:_STORIES]:
        blocks.append(
            block(
                f"{one_line(row.title)}  {one_line(row.outlet)}",
                target=targets.story(row.id),
                lead=f"{full_day(local(row.at).date()):>11}   ",
                lead_style="dim",
            )
        )
    return blocks
