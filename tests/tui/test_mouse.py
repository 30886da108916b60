"""The mouse: tabs and the keys of the footer can be clicked."""

from pathlib import Path

from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.screens.dashboard import Dashboard
from tests.tui.support import app_on, screen_text
from tests.tui.test_dashboard import dashboard, pane


async def click_on(app: DealwatchApp, pilot: Pilot[None], line: int, words: str) -> None:
    """Click into the middle of words on a line of the screen."""
    shown = screen_text(app).split("\n")[line]
    await pilot.click(
        offset=(shown.index(words) + len(words) // 2, line if line >= 0 else app.size.height + line)
    )
    await pilot.pause()


async def test_a_tab_shows_its_pane(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for words, name in (("4 Quotes", "quotes"), ("1 Agreements", "agreements"), ("3 Stories", "stories")):
            await click_on(app, pilot, 2, words)
            assert app.focused is pane(app, name)


async def test_a_key_of_the_footer_does_what_it_says(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await click_on(app, pilot, -1, "z zoom")
        assert dashboard(app).single
        await click_on(app, pilot, -1, "? help")
        assert not isinstance(app.screen, Dashboard)
        await click_on(app, pilot, -1, "esc back")
        assert isinstance(app.screen, Dashboard)


async def test_a_click_beside_the_words_does_nothing(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = screen_text(app)
        for line in (0, 1, 2, 23):
            await pilot.click(offset=(79, line))
        await pilot.pause()
        assert screen_text(app) == before
