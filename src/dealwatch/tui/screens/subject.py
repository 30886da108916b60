"""An agreement or a sector: where it stands, on what terms, and how it got there."""

import datetime as dt
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from dealwatch.store.reports import Proposal, Report
from dealwatch.store.rows import (
    AgreementRow,
    EventRow,
    InvestmentRow,
    Movement,
    NoteRow,
    SectorRow,
    Standing,
    StoryRow,
    SubjectDetail,
)
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.glyphs import mark
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.screens.stakeholder import voices_blocks
from dealwatch.tui.text import one_line, unbroken
from dealwatch.tui.track import ORIGINS, history_blocks, proposals_blocks
from dealwatch.when import count, days_since, full_day, local, today

_STORIES = 12


def subject_page(
    detail: SubjectDetail, now: int, waiting: Sequence[Proposal] = (), last: Report | None = None
) -> tuple[list[Block], list[Block]]:
    """The page in two: how it stands and got there, and what belongs to it.

    `waiting` is proposed of it or its sectors, `last` the newest report of its status.
    """
    on = today(now)
    stands = [
        *_standing(detail, on, last),
        *proposals_blocks(waiting),
        *_terms(detail),
        *history_blocks(detail.history, on),
    ]
    belongs = [
        *_sectors(detail.sectors),
        *_notes(detail.notes, detail.row.short),
        *_events(detail.events),
        *_investments(detail.investments),
        *voices_blocks(detail.voices, "Quotes and silences", with_speaker=True),
        *_stories(detail.stories),
    ]
    return stands, belongs


def _standing(detail: SubjectDetail, on: dt.date, last: Report | None) -> list[Block]:
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
    last_seen = f"last known to hold on {full_day(row.standing.as_of)}; {ORIGINS[row.standing.origin]}"
    blocks += [block(last_seen, "dim", lead="  "), *_told(last, on), *_moved(row.moved, on)]
    return [*blocks, *_dependencies(detail)]


def _told(last: Report | None, on: dt.date) -> list[Block]:
    """The newest report of the status: enter opens its story there."""
    if last is None or last.published > on:
        return []
    words = f"last told by {one_line(last.outlet) or 'an outlet'} on {full_day(last.published)}: "
    passage = f"“{one_line(last.passage.text)}”"
    return [
        block(f"{words}{passage}", "dim", lead="  ", target=targets.story(last.story_id, last.passage.text),
              url=last.url, marks=(Mark(len(words), len(words + passage), "quote"),))
    ]  # fmt: skip


def _moved(moved: Movement | None, on: dt.date) -> list[Block]:
    if moved is None:
        return []
    days = (on - moved.date).days
    still = f"nothing has moved for {count(days, 'day')}; last, on {full_day(moved.date)}" if days > 0 else ""
    return [block(f"{still or 'moved today'}: {moved.what}", "dim", lead="  ")]


def _dependencies(detail: SubjectDetail) -> list[Block]:
    row = detail.row
    if isinstance(row, AgreementRow):
        return [
            _leads_to(f"hangs on {other.short}: ", other.standing, f"agreement:{other.id}")
            for other in row.depends_on
        ]
    parent = detail.parent
    return [_leads_to(f"under {parent.short}: ", parent.standing, f"agreement:{parent.id}")] if parent else []


def _leads_to(words: str, standing: Standing | None, subject: str) -> Block:
    status = standing.status if standing else None
    state = status.label if status else "not known"
    since = f"   since {full_day(standing.since)}" if standing else ""
    return block(
        f"{words}{state}{since}",
        lead=f"{mark(status)} ",
        lead_style=status_style(status),
        target=targets.subject(subject),
        marks=(
            Mark(len(words), len(words + state), status_style(status)),
            Mark(len(words + state), len(words + state + since), "dim"),
        ),
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


def _sectors(sectors: tuple[SectorRow, ...]) -> list[Block]:
    if not sectors:
        return []
    widest = max(cell_len(row.name) for row in sectors)
    rows = [
        _leads_to(f"{row.name}{' ' * (widest - cell_len(row.name))}   ", row.standing, f"sector:{row.id}")
        for row in sectors
    ]
    return [heading(f"Sectors ({len(sectors)})"), *rows]


def _notes(notes: tuple[NoteRow, ...], name: str) -> list[Block]:
    """What the person noted, with its source."""
    if not notes:
        return []
    blocks = [heading(f"Your notes ({len(notes)})")]
    for note in notes:
        about = "" if note.subject_name == name else f"{note.subject_name}: "
        lead = f"{full_day(note.date):>11}   "
        blocks.append(block(about + note.text, lead=lead, lead_style="dim", url=note.source_url))
        blocks += _links([note.source_url] if note.source_url else [], " " * len(lead))
    return blocks


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
        title = one_line(row.title) or "(no headline)"
        words = f"{title}   {unbroken(one_line(row.outlet))}"
        blocks.append(
            block(
                words,
                target=targets.story(row.id),
                url=row.url,
                lead=f"{full_day(local(row.at).date()):>11}   ",
                lead_style="dim",
                marks=(Mark(len(title), len(words), "dim"),),
            )
        )
    return blocks
