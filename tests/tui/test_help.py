"""Help: searched by typing, its rows run, and keys that mean nothing here say where they do."""

from pathlib import Path

from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.tui.screens.help import HelpScreen
from tests.tui.support import app_on, screen_text


async def test_typing_picks_rows_and_enter_does_what_the_row_says(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark", *"whole")
        await pilot.pause()
        rows = screen_text(app).split("\n")[2:-3]
        assert [row for row in rows if row.strip("┃ ")] == [row for row in rows if "give this pane" in row]
        assert "keys with whole" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Dashboard)
        assert app.screen.single
        assert "2 Sectors" not in screen_text(app)


async def test_letters_are_typed_and_esc_takes_back_one_step(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark", *"jqz?")
        await pilot.pause()
        assert "No key and no mark has “jqz?”" in screen_text(app)
        await pilot.press("backspace", "backspace", "backspace", "backspace", *"once")
        await pilot.pause()
        assert "quit at once" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "type to search" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, Dashboard)


async def test_help_can_be_searched_by_key_and_by_mark(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark", *"silence")
        await pilot.pause()
        assert "was asked, and did not answer" in screen_text(app)
        await pilot.press("escape", *"ctrl+z")
        await pilot.pause()
        assert "to the shell" in screen_text(app)


async def test_a_row_that_cannot_run_says_why(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark", *"arrived", "enter")
        await pilot.pause()
        assert ".: nothing has arrived since the list was shown" in screen_text(app)


async def test_a_row_of_another_place_says_where_it_works(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "question_mark", *"whole", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DetailScreen)
        assert "z (give this pane the whole screen, and back) works on the dashboard" in screen_text(app)


async def test_a_key_that_means_nothing_here_says_where_it_does(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "z")
        await pilot.pause()
        assert "works on the dashboard" in screen_text(app)


async def test_help_of_a_page_begins_with_the_keys_of_reading(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "While reading" in screen_text(app).split("\n")[2]
