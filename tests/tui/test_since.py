"""What came since somebody last looked: the line under the header, and the page behind it."""

from pathlib import Path

import pytest

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.paint import OneLine
from dealwatch.tui.screens.dashboard import Dashboard
from tests.support.told import STEEL, news_in
from tests.tui.support import app_on, screen_text


@pytest.fixture
def news(store: Path) -> Path:
    """What came after the last visit."""
    return news_in(store)


def line_of(app: DealwatchApp) -> str:
    line = app.screen.query_one("#since", OneLine)
    return "".join(words for words, _ in [*line._left, *line._right]) if line.display else ""


async def test_nothing_came_and_nothing_is_said(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert line_of(app) == ""
        await pilot.press("w")
        await pilot.pause()
        assert "Nothing has come since you last looked" in screen_text(app)


async def test_what_the_rule_confirmed_stands_first(news: Path) -> None:
    app = app_on(news)
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        words = line_of(app)
        assert words.index("Steel: ") < words.index("(auto)") < words.index("Cars: in force → on hold")
        assert "2 stories" in words
        assert "1 confirmed by itself (auto)" in words


async def test_esc_hides_the_line_for_good(news: Path) -> None:
    app = app_on(news)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert line_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert line_of(app) == ""
        assert isinstance(app.screen, Dashboard)
        app.screen.reload()
        assert line_of(app) == ""


async def test_it_leads_to_the_changes_each_of_which_leads_on(news: Path) -> None:
    app = app_on(news)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        text = screen_text(app)
        assert "Changes of status (2)" in text
        assert "X takes it" in text
        assert STEEL.title in text
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one("#page").frame_title.startswith("Steel")  # type: ignore[attr-defined]
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, Dashboard)
        assert line_of(app) == ""


async def test_a_click_is_the_key(news: Path) -> None:
    app = app_on(news)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.click("#since", offset=(5, 0))
        await pilot.pause()
        assert "Changes of status" in screen_text(app)


async def test_a_low_screen_has_no_room_for_it(news: Path) -> None:
    app = app_on(news)
    async with app.run_test(size=(80, 15)) as pilot:
        await pilot.pause()
        assert line_of(app) == ""
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert line_of(app)
