"""An event, or a later word on a status: when, about what, and every page that tells of it."""

from dealwatch.store.rows import EventRow
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, block, heading
from dealwatch.tui.momentlist import kind_shown
from dealwatch.when import full_day


def event_page(detail: EventRow) -> list[Block]:
    """The whole page."""
    ahead = "scheduled for " if detail.scheduled else ""
    sure = f"   {detail.confidence} confidence" if detail.confidence else ""
    blocks = [
        block(detail.title, "title"),
        block(f"{ahead}{full_day(detail.date)}   {kind_shown(detail.kind)}{sure}", "dim"),
        block(f"about {detail.subject_name}", margin=1, target=targets.subject(detail.subject)),
    ]
    if detail.detail:
        blocks.append(block(f"our summary: {detail.detail}", margin=1))
    if not detail.source_urls:
        return blocks
    links = [block(url, "link", url=url) for url in detail.source_urls]
    return [*blocks, heading("Source" if len(links) == 1 else f"Sources ({len(links)})"), *links]
