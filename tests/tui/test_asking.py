"""Words limit the feeds and the entries of the timeline; the title says so, and esc lifts them."""

from pathlib import Path

import pytest

from dealwatch.store.rows import TimelineRow
from dealwatch.tui.screens.feeds import FeedsScreen
from dealwatch.tui.screens.timeline import TimelineScreen
from tests.support.feedstates import FEEDS, feeds_in_every_state
from tests.tui.support import NOW, app_on, screen_text
from tests.tui.test_limiting import typed


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_words_limit_the_feeds(store: Path, size: tuple[int, int]) -> None:
    feeds_in_every_state(store, NOW)
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.press("s", "j", "j")
        screen = app.screen
        assert isinstance(screen, FeedsScreen)
        held = screen.feed
        name = FEEDS[0].name
        await pilot.press("slash")
        await typed(app, pilot, f'"{name}"')
        assert f'Feeds: "{name}"' in screen_text(app)
        assert f"1 of {len(FEEDS)}" in screen_text(app)
        assert [feed.name for feed in screen.list.window.rows] == [name]
        await typed(app, pilot, "nonesuch")
        assert "No feed matches nonesuch*. esc clears." in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.feed == held
        await pilot.press("slash")
        await typed(app, pilot, "nonesuch")
        await pilot.press("enter", "e")
        assert "e: no feed matches the words: esc lists all" in screen_text(app)
        await pilot.press("escape")
        assert len(screen.list.window.rows) == len(FEEDS)
        assert app.screen_stack[-1] is screen


async def test_a_key_that_feeds_cannot_answer_is_refused(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("s", "slash")
        await typed(app, pilot, "tag:steel ")
        assert "tag: means nothing in this list" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_words_limit_the_entries_of_the_timeline(store: Path, size: tuple[int, int]) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.press("t", "j")
        screen = app.screen
        assert isinstance(screen, TimelineScreen)
        held, total = screen.list.current, screen.list.window.total
        await pilot.press("slash")
        await typed(app, pilot, "tag:steel ")
        assert "Entries, tag:steel" in screen_text(app)
        assert 0 < screen.list.window.total < total
        subjects = {row.subject for row in screen.list.window.rows if isinstance(row, TimelineRow)}
        assert subjects == {"sector:steel"}
        await typed(app, pilot, "nonesuch")
        assert "No entry of these kinds matches nonesuch*. esc clears." in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.list.current == held
        await pilot.press("slash")
        await typed(app, pilot, "tag:steel ")
        await pilot.press("enter", "f", "escape")
        assert not screen.history.wanted
        await pilot.press("escape", "escape")
        assert app.screen_stack[-1] is not screen


async def test_words_limit_the_stories_of_the_timeline_too(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("t", *"ffff")
        screen = app.screen
        assert isinstance(screen, TimelineScreen)
        await pilot.press("slash")
        await typed(app, pilot, "nuclear")
        await pilot.press("enter")
        assert "Entries, stories, nuclear*" in screen_text(app)
        assert screen.list.window.total == 8
