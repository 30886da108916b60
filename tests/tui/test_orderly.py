"""Keys typed ahead, faster than the screen answers: each reaches what those before it have led to."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.screens.byhand import ByHandScreen
from tests.tui.support import app_on, screen_text
from tests.tui.test_search import until


def burst(app: DealwatchApp, keys: Sequence[str]) -> None:
    """All keys at once, as a terminal hands on what was typed ahead."""
    typed = {"slash": "/", "space": " ", "question_mark": "?"}
    for key in keys:
        app.post_message(events.Key(key, typed.get(key) or (key if len(key) == 1 else None)))


async def settled(pilot: Pilot[None], app: DealwatchApp) -> None:
    """Wait until the last key has done its work."""
    taken = asyncio.Event()
    app.call_later(taken.set)  # Behind all of them.
    await taken.wait()
    await until(pilot, lambda: not app.busy)
    await pilot.pause()


async def test_letters_behind_tabs_reach_the_field_that_the_tabs_lead_to(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        burst(app, ["A", "space", "space", "tab", "tab", *"mist", "tab", "end", *"x", "shift+tab", *"s"])
        await settled(pilot, app)
        assert isinstance(app.screen, ByHandScreen)
        assert app.screen.draft.sort == "note"
        assert app.screen.draft.text == "mists"
        assert app.screen.draft.date == "2026-06-27x"


async def test_two_enters_in_a_search_open_the_first_hit(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+f", *"pause")
        await until(pilot, lambda: "Found: pause" in screen_text(app))
        burst(app, ["enter", "enter"])
        await settled(pilot, app)
        assert "Why this is here" in screen_text(app)


async def test_words_a_pane_and_a_page_in_one_go(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        burst(app, ["4", "3", "slash", *"pause", "enter", "enter"])
        await settled(pilot, app)
        assert "Why this is here" in screen_text(app)
        burst(app, ["escape", "j", "question_mark", "escape", "escape"])
        await settled(pilot, app)
        assert "3 Stories" in screen_text(app)
        assert "pause*" not in screen_text(app)


async def test_the_footer_follows_the_cursor_after_the_rows_are_drawn(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("4")
        for _ in range(3):
            burst(app, ["j"] * 4)
            await settled(pilot, app)
            footer = screen_text(app).splitlines()[-1]
            app.say("")  # Words all bars anew.
            await pilot.pause()
            assert screen_text(app).splitlines()[-1] == footer
