"""Sources: from every status two keys lead to the sentence, or the page, that it rests on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.tui.blocks import Block
from dealwatch.tui.document import Document
from dealwatch.tui.screens.dashboard import Dashboard
from tests.tui.support import NOW, StillClock, app_on, screen_text

MONTH = 31 * 86400


@pytest.mark.parametrize(("key", "name"), [("1", "agreements"), ("2", "sectors")])
async def test_two_keys_lead_from_a_status_to_what_it_rests_on(store: Path, key: str, name: str) -> None:
    """Enter opens the subject, whose page has the words or the note and the link of the standing status."""
    app = app_on(store)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press(key)
        assert isinstance(app.screen, Dashboard)
        pane = next(pane for pane in app.screen.panes if pane.id == name)
        for row in list(pane.window.rows):
            status = row.standing.status.label
            await pilot.press("enter")
            await pilot.pause()
            page = app.screen.query_one("#page", Document)
            assert status in screen_text(app)
            assert rests_on(page.blocks), f"{row.name}: {status} rests on nothing"
            await pilot.press("escape", "j")


def rests_on(blocks: tuple[Block, ...] | list[Block]) -> bool:
    """Whether a page has a link, or leads to a story."""
    return any(block.url or block.target for block in blocks)


async def test_what_was_proposed_and_decided_is_undone_next_month(empty_store: Path) -> None:
    """Both stand on the timeline, and `u` takes the decision back a month later, after a restart."""
    from tests.support.waiting import SEVERAL, report

    report(empty_store, SEVERAL)
    async with (app := app_on(empty_store)).run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "a")
        await pilot.pause()
        assert "accepted as" in screen_text(app)
        await pilot.press("escape", "t")
        await pilot.pause()
        assert "you" in screen_text(app)
    assert undoing(empty_store) == 0
    later = app_on(empty_store, clock=StillClock(NOW + MONTH))
    async with later.run_test(size=(120, 40)) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert "undone: accepted" in screen_text(later)
    assert undoing(empty_store) == 1


def undoing(store: Path) -> int:
    """How many entries of the ledger take another one back."""
    with closing(sqlite3.connect(store)) as connection:
        found: int = connection.execute("SELECT count(*) FROM ledger WHERE undoes IS NOT NULL").fetchone()[0]
    return found
