"""Words, a scope and an earlier day limit what the panes show; esc lifts one after the other."""

import asyncio
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from dealwatch.store.views import Selection
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.longlists import Stories, View
from dealwatch.tui.panes.filterbar import FilterBar
from dealwatch.tui.screens.dashboard import Dashboard
from tests.tui.support import app_on, screen_text
from tests.tui.test_dashboard import pane

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


async def typed(app: DealwatchApp, pilot: Pilot[None], words: str) -> None:
    """Type into the line, and wait until it was taken."""
    bar = app.screen.query_one(FilterBar)
    bar.line.value = words
    bar.post_message(FilterBar.Typed(words))
    await pilot.pause()
    while getattr(app.screen, "looking", False):
        await pilot.pause(0.01)


async def test_words_limit_the_focused_pane_and_esc_lifts_them(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        await typed(app, pilot, "nuclear")
        assert "3 Stories: nuclear*  8 of 41" in screen_text(app)
        await pilot.press("enter")
        assert "3 Stories: nuclear*  8 of 41" in screen_text(app)
        await pilot.press("escape")
        assert "3 Stories: " not in screen_text(app)
        assert pane(app, "stories").window.total == 41


async def test_a_word_that_means_nothing_leaves_the_list_as_it_was(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        await typed(app, pilot, "tag:stel quantum")
        assert "there is no tag “stel”: did you mean tag:steel" in screen_text(app)
        assert pane(app, "stories").window.total == 41
        await pilot.press("enter")
        assert app.screen.query(FilterBar)
        await pilot.press("escape")
        assert not app.screen.query(FilterBar)


async def test_where_nothing_is_left_the_word_that_took_the_last_row_is_named(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        await typed(app, pilot, "nuclear -talks ")
        words = screen_text(app)
        assert "No story matches nuclear -talks. Without `nuclear`: 1. Without" in words
        assert "`-talks`: 8. esc clears." in words


async def test_tab_writes_what_is_offered_and_up_recalls(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"tag:qua", "tab")
        assert app.screen.query_one(FilterBar).line.value == "tag:quantum"
        await pilot.press("enter", "escape", "slash", "up")
        assert app.screen.query_one(FilterBar).line.value == "tag:quantum*"


async def test_a_scope_limits_the_other_panes_and_comes_back(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "space")
        assert "3 Stories: TPD  1 of 41" in screen_text(app)
        assert "2 Sectors: TPD" in screen_text(app)
    again = app_on(store)
    async with again.run_test(size=(120, 40)) as pilot:
        assert "3 Stories: TPD  1 of 41" in screen_text(again)
        await pilot.press("escape")
        assert "Stories: TPD" not in screen_text(again)


async def test_one_looks_back_and_returns(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("left_square_bracket")
        assert "as of " in screen_text(app)
        await pilot.press("at", *"2025-12-16", "enter")
        await pilot.pause()
        assert "as of 16 Dec 2025 - 0 returns to now" in screen_text(app)
        assert pane(app, "stories").window.total == 0
        await pilot.press("0")
        assert "as of 16 Dec" not in screen_text(app)
        assert pane(app, "stories").window.total == 41


async def _type(store: Path, told: list[str]) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "j", "j")
        held = pane(app, "stories").current
        await pilot.press("slash")
        for words in told:
            await typed(app, pilot, words)
        await pilot.press("escape")
        await pilot.pause()
        assert pane(app, "stories").current == held


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(st.text(max_size=20) | st.sampled_from(["tag:", "is:new", '"', "-", "[/]"]), max_size=4))
def test_whatever_is_typed_esc_brings_back_row_and_list(store: Path, told: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_type(Path(shutil.copy(store, folder)), told))


async def test_agreements_of_which_none_is_left_keep_their_frame_at_the_next_start(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "slash")
        await typed(app, pilot, "nonesuch")
        await pilot.press("enter")
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "1 Agreements: nonesuch*  0 of 2" in screen_text(app)
        assert "No agreement matches nonesuch*." in screen_text(app)


async def test_typing_goes_on_while_a_list_is_looked_through(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes for ever is overtaken by the next word, and esc brings back the list at once."""
    whole = Stories.view

    def slow(connection: sqlite3.Connection, *place: Any, selection: Selection, **limits: Any) -> Any:
        if "nucl" in str(selection.filter) and "nuclear" not in str(selection.filter):
            connection.execute(ENDLESS)
        return whole.page(connection, *place, selection=selection, **limits)

    monkeypatch.setattr(Stories, "view", View(slow, whole.count, whole.rank))
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, Dashboard)
        for _ in range(2):
            await pilot.press("slash", *"nucl")
            while not screen.looking:
                await pilot.pause(0.01)
            await pilot.press("escape")
            await pilot.pause()
            assert pane(app, "stories").window.total == 41
        await pilot.press("slash", *"nucl")
        while not screen.looking:
            await pilot.pause(0.01)
        await pilot.press(*"ear")
        assert app.screen.query_one(FilterBar).line.value == "nuclear"
        while "3 Stories: nuclear*  8 of 41" not in screen_text(app):
            await pilot.pause(0.01)


async def test_the_reason_for_a_bad_word_fits_the_smallest_full_screen(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        for words, told in (
            ("side:us-govermnt", "there is no side “us-govermnt”: did you mean side:us-government?"),
            ("side:gov", "there is no side “gov”: did you mean side:uk-government or side:parliament?"),
        ):
            await typed(app, pilot, words)
            assert told in screen_text(app)
