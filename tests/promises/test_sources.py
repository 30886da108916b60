"""Sources: from every status two keys lead to the sentence, or the page, that it rests on."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store import views
from dealwatch.store.sqlite import connect
from dealwatch.tui.blocks import Block
from dealwatch.tui.document import Document
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.values import Status
from dealwatch.when import full_day
from tests.support.told import STEEL, news_in
from tests.tui.support import DOSSIER, NOW, StillClock, app_on, screen_text

MONTH = 31 * 86400


@pytest.mark.parametrize(("key", "name"), [("1", "agreements"), ("2", "sectors")])
async def test_a_status_says_since_when_as_of_when_and_who_says_so(store: Path, key: str, name: str) -> None:
    """Its page has the days, and the entry that the status rests on, with note and link."""
    app = app_on(store)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press(key)
        assert isinstance(app.screen, Dashboard)
        pane = next(pane for pane in app.screen.panes if pane.id == name)
        for row in list(pane.window.rows):
            standing = row.standing
            await pilot.press("enter")
            await pilot.pause()
            text = screen_text(app)
            assert f"{standing.status.label} since {full_day(standing.since)}" in text
            assert f"last known to hold on {full_day(standing.as_of)}; from the dossier" in text
            newest = newest_entry(app.screen.query_one("#page", Document).blocks)
            assert standing.status.label in newest[0].text
            assert any("our summary" in block.text for block in newest), row.name
            assert any(block.url.startswith("https://") for block in newest), row.name
            await pilot.press("escape", "j")


def newest_entry(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of the first entry under the heading of the history."""
    began = next(number for number, block in enumerate(blocks) if block.text.startswith("History ("))
    ended = next(n for n in range(began + 2, len(blocks)) if "held" in blocks[n].text or n == len(blocks) - 1)
    return blocks[began + 1 : ended]


async def test_two_keys_lead_from_a_status_to_its_sentence(store: Path) -> None:
    """Enter shows the exact words, the outlet and the day; enter again the story, at that sentence."""
    app = app_on(news_in(store))
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("2")
        assert isinstance(app.screen, Dashboard)
        pane = next(pane for pane in app.screen.panes if pane.id == "sectors")
        while pane.current is not None and pane.current.standing.status is not Status.TERMINATED:
            await pilot.press("j")
        await pilot.press("enter")
        await pilot.pause()
        assert "last told by The Example on 27 Jun 2026: “are suspended”" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        line = next(line for line in screen_text(app).split("\n") if line.startswith("┃>"))
        assert STEEL.body[:46] in line
        current = app.screen.query_one("#page", Document).current
        assert current is not None
        assert current.text == STEEL.signals[0][2]


async def test_what_was_proposed_and_decided_is_undone_next_month(empty_store: Path) -> None:
    """Both stand on the timeline, and `u` takes the decision back a month later, after a restart."""
    from tests.support.waiting import SEVERAL, report

    before = standing(empty_store)
    report(empty_store, SEVERAL)
    assert standing(empty_store) == before, "what stories report is a status without a person"
    async with (app := app_on(empty_store)).run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "a")
        await pilot.pause()
        assert "accepted as" in screen_text(app)
        await pilot.press("escape", "t")
        await pilot.pause()
        told = [line for line in screen_text(app).split("\n") if "Digital tax" in line]
        assert any("on hold" in line and "you" in line for line in told), told
    assert standing(empty_store) == {**before, "sector:digital-tax": "on_hold"} != before
    later = app_on(empty_store, clock=StillClock(NOW + MONTH))
    async with later.run_test(size=(120, 40)) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert "undone: accepted" in screen_text(later)
        assert "4 to review" in screen_text(later)
        assert standing(empty_store) == before
        await pilot.press("U")
        await pilot.pause()
        assert standing(empty_store)["sector:digital-tax"] == "on_hold"


def standing(store: Path) -> dict[str, str]:
    """The status of each agreement and sector, as it stands."""
    with closing(connect(store)) as connection:
        subjects = [
            row[0] for row in connection.execute("SELECT DISTINCT subject FROM ledger ORDER BY subject")
        ]
        newest = {subject: views.history(connection, DOSSIER, subject) for subject in subjects}
        return {
            subject: next(row.status.value for row in rows if not row.undone)
            for subject, rows in newest.items()
        }
