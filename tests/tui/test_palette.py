"""The command palette: every action and every theme, by name."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.content import Content
from textual.pilot import Pilot

from dealwatch.tui.actions import ACTIONS
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.palette import Actions
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.tui.theme import offered
from tests.tui.support import app_on, screen_text


async def run(app: DealwatchApp, pilot: Pilot[None], words: str, key: str = "colon") -> None:
    """Open the palette, type, and take the first row."""
    await pilot.press(key)
    await pilot.pause()
    await pilot.press(*words)
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_it_does_what_the_key_would(store: Path, key: str) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await run(app, pilot, "whole screen", key)
        assert isinstance(app.screen, Dashboard)
        assert app.screen.single


async def test_it_says_why_something_cannot_be_done(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await run(app, pilot, "stop the refresh")
        assert "R: no refresh is under way" in screen_text(app)


async def test_it_reaches_every_action_and_every_theme(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        hits = [hit async for hit in Actions(app.screen_stack[-2]).discover()]
        words = [str(hit.text) for hit in hits]
        for action in ACTIONS:
            assert any(text.lower() == action.explains.lower() for text in words)
        assert [f"Theme: {name}" for name in offered()] == words[-len(offered()) :]


async def test_what_cannot_work_now_is_dim_says_why_and_stands_behind_what_can(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("colon")
        found = [hit.prompt async for hit in Actions(app.screen_stack[-2]).discover()]
        rows = [row for row in found if isinstance(row, Content)]
        shown = [row.plain for row in rows]
        stop = shown.index("Stop the refresh   R   not now: no refresh is under way")
        there = next(n for n, words in enumerate(shown) if words.endswith("on the timeline"))
        zoom = next(n for n, words in enumerate(shown) if words.startswith("Give this pane"))
        assert zoom < stop < there
        dim = [rows[n].spans[0].start == 0 for n in (zoom, stop, there)]
        assert dim == [False, True, True]


async def test_a_theme_is_chosen_by_name(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await run(app, pilot, "high-contrast")
        assert app.theme == "high-contrast"


async def test_esc_closes_it_and_nothing_else(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("z", "colon")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Dashboard)
        assert app.screen.single
