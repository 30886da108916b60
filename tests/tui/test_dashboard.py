"""The dashboard: keys, focus, arrivals, sizes, and what a key that cannot work says."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.document import Document
from dealwatch.tui.panes.pane import AnyPane
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.tui.screens.help import HelpScreen
from tests.tui.support import HOUR, NOW, PAUSE, StillClock, Told, app_on, screen_text, stories, tell

LATE = Told("Talks on whisky begin", at=NOW - HOUR // 2, about=(("agreement:epd", "Talks"),))


def dashboard(app: DealwatchApp) -> Dashboard:
    return next(screen for screen in app.screen_stack if isinstance(screen, Dashboard))


def pane(app: DealwatchApp, name: str) -> AnyPane:
    return next(pane for pane in dashboard(app).panes if pane.id == name)


def first_title(app: DealwatchApp) -> str:
    """The headline under the cursor of the stories."""
    row = pane(app, "stories").current
    assert row is not None
    return str(row.title.plain)


async def second(app: DealwatchApp, pilot: Pilot[None]) -> None:
    """What happens once a second."""
    app._tick()
    await pilot.pause()


async def test_the_four_panes_are_filled_at_once(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        for words in (
            "1 Agreements",
            "2 Sectors",
            "3 Stories",
            "4 Quotes",
            "TPD",
            "on hold",
            "UK and US pause work",
        ):
            assert words in text
        assert "∅  27 Jun  White House" in text


PANE_KEYS = (
    (["1"], "agreements"),
    (["2"], "sectors"),
    (["4"], "quotes"),
    (["4", "3"], "stories"),
    (["tab"], "quotes"),
    (["tab", "tab"], "agreements"),
    (["shift+tab"], "sectors"),
    (["l"], "quotes"),
    (["h"], "sectors"),
    (["right", "left"], "stories"),
)


async def test_keys_that_change_the_pane(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys, focused in PANE_KEYS:
            dashboard(app).focus_pane(pane(app, "stories"))
            await pilot.press(*keys)
            assert (keys, app.focused) == (keys, pane(app, focused))


CURSOR_KEYS = (
    (["j", "j"], 2),
    (["down", "j", "k", "up"], 0),
    (["G"], 40),
    (["end", "home"], 0),
    (["G", "g"], 0),
    (["ctrl+d"], 9),
    (["ctrl+d", "ctrl+u"], 0),
    (["pagedown", "pagedown"], 38),
    (["pagedown", "pageup"], 0),
    (["k"], 0),
)


async def test_keys_that_move_the_cursor(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        stories = pane(app, "stories")
        for keys, row in CURSOR_KEYS:
            stories.show_arrivals()
            await pilot.press(*keys)
            assert (keys, stories.cursor) == (keys, row)
            assert f"{row + 1} of 41" in screen_text(app)
            assert stories.top <= stories.cursor < stories.top + stories.visible_rows


async def test_a_key_typed_right_behind_a_change_of_pane_belongs_to_the_new_one(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "G")
        assert pane(app, "stories").cursor == 0
        assert pane(app, "quotes").cursor == pane(app, "quotes").window.total - 1


async def test_arrivals_show_at_the_top_while_nobody_has_placed_the_cursor(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        tell(store, [LATE])
        await second(app, pilot)
        assert first_title(app) == LATE.title
        assert "press ." not in screen_text(app)


async def test_nothing_moves_under_a_placed_cursor(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j")
        before = screen_text(app).split("\n")[1:-2]
        tell(store, [LATE])
        await second(app, pilot)
        agreements = [line[:50] for line in screen_text(app).split("\n")[1:-2]]
        assert [line[50:] for line in screen_text(app).split("\n")[1:-2]] == [line[50:] for line in before]
        assert any("moved 22 Jun 2026, 5 days ago" in line for line in agreements)
        assert "press . +1 new story: Talks on whisky begin" in screen_text(app)
        await pilot.press("full_stop")
        assert first_title(app) == LATE.title
        assert "press ." not in screen_text(app)


async def test_arrivals_can_be_asked_for_from_another_pane(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "1")
        tell(store, [LATE])
        await second(app, pilot)
        await pilot.press("full_stop")
        assert pane(app, "stories").cursor == 0
        assert pane(app, "stories").waiting == 0


async def test_new_since_the_last_visit_is_marked(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)):
        pass
    tell(store, [LATE], seen=NOW + HOUR)
    app = app_on(store, clock=StillClock(NOW + 2 * HOUR))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert [row.new for row in pane(app, "stories").window.rows[:2]] == [True, False]
        assert ">N      13:36" in screen_text(app)
        assert "1 new" in screen_text(app).split("\n")[0]


async def test_at_the_first_visit_only_what_arrives_meanwhile_is_new(empty_store: Path) -> None:
    tell(empty_store, stories(3), seen=NOW - HOUR)
    app = app_on(empty_store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert " new" not in screen_text(app).split("\n")[0]
        tell(empty_store, [LATE], seen=NOW + 60)
        await second(app, pilot)
        assert [row.new for row in pane(app, "stories").window.rows] == [True, False, False, False]
        assert "1 new" in screen_text(app).split("\n")[0]


async def test_what_the_very_first_refresh_brings_is_no_news(empty_store: Path) -> None:
    app = app_on(empty_store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.door is not None
        tell(empty_store, stories(3), seen=NOW)
        app.door.settle()
        await second(app, pilot)
        assert not any(row.new for row in pane(app, "stories").window.rows)
        tell(empty_store, [LATE], seen=NOW + 60)
        await second(app, pilot)
        assert pane(app, "stories").window.rows[0].new


async def test_the_header_counts_everything_new_beyond_the_loaded_page(store: Path) -> None:
    tell(store, [replace(LATE, title=f"{LATE.title} {n}", at=NOW - n) for n in range(300)], seen=NOW + HOUR)
    app = app_on(store, clock=StillClock(NOW + 2 * HOUR))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert screen_text(app).split("\n")[0].endswith("300 new")


async def test_an_open_page_follows_the_store_and_keeps_its_place(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("1", "j", "enter", "G", "k")
        await pilot.pause()
        page = app.screen.query_one("#page", Document)
        height, held = page.lines[page.top], page.current
        tell(store, [LATE])
        await second(app, pilot)
        assert any(LATE.title in block.text for block in page.blocks)
        assert (page.lines[page.top].pieces, page.current) == (height.pieces, held)
        await pilot.press("escape")
        assert first_title(app) == LATE.title


async def test_a_page_below_another_is_up_to_date_when_one_comes_back_to_it(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("1", "j", "enter", "question_mark")
        tell(store, [LATE])
        await second(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert any(LATE.title in block.text for block in app.screen.query_one("#page", Document).blocks)


async def test_a_store_that_cannot_be_read_is_told_and_what_was_shown_stays(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.door is not None
        app.door.connection.close()
        await second(app, pilot)
        await pilot.press("j", "enter")
        assert "the store cannot be read just now" in screen_text(app)
        await pilot.press("1", "enter", "G")
        assert "TPD" in screen_text(app)


async def test_a_store_that_is_deleted_meanwhile_is_told_and_not_made_anew(store: Path) -> None:
    app = app_on(store, poll=["false"])
    async with app.run_test(size=(120, 40)) as pilot:
        for file in store.parent.glob("dealwatch.db*"):
            file.unlink()
        await second(app, pilot)
        assert "the store was moved or deleted" in screen_text(app)
        await pilot.press("r", "j", "enter")
        assert isinstance(app.screen, DetailScreen)
        assert not store.exists()


async def test_enter_opens_and_esc_comes_back_to_the_same_row(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("pagedown", "j")
        before = screen_text(app)
        await pilot.press("enter")
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert screen_text(app) == before


async def test_esc_never_quits_and_lifts_the_zoom(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("z")
        assert "1 Agreements" not in screen_text(app)
        await pilot.press("escape")
        assert "1 Agreements" in screen_text(app)
        await pilot.press("escape", "escape")
        assert app.is_running
        assert "this is the dashboard: q quits" in screen_text(app)


async def test_q_closes_what_is_open_and_quits_from_the_dashboard(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("q")
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("q")
        assert isinstance(app.screen, Dashboard)
        await pilot.press("q")
    assert app.return_code == 0


@pytest.mark.parametrize("keys", [["ctrl+c"], ["enter", "ctrl+c"], ["question_mark", "ctrl+q"]])
async def test_ctrl_c_quits_from_anywhere(store: Path, keys: list[str]) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app._exit


REFUSALS = (
    (["r"], "offline: start without --offline"),
    (["R"], "no refresh is under way"),
    (["full_stop"], "nothing has arrived"),
    (["1", "o"], "no link of its own"),
)


async def test_a_key_that_cannot_work_says_why(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys, reason in REFUSALS:
            await pilot.press(*keys)
            assert reason in screen_text(app)


async def test_zoom_says_that_a_single_pane_has_the_screen_already(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z")
        assert "has the whole screen already" in screen_text(app)


async def test_the_footer_shows_only_what_works_here(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        footer = screen_text(app).split("\n")[-1]
        assert "o browser" in footer
        assert "refresh" not in footer
        assert "arrivals" not in footer
        await pilot.press("1")
        assert "o browser" not in screen_text(app).split("\n")[-1]


async def test_o_opens_the_link_of_the_story(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_on(store)
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        await pilot.press("enter", "o")
        assert opened == ["https://news.example.org/pause"] * 2
        assert "opened https://news.example.org/pause" in screen_text(app)


@pytest.mark.parametrize("size", [(300, 80), (200, 60), (120, 40), (100, 16), (99, 30), (60, 20), (40, 12)])
async def test_every_size_shows_the_current_list(store: Path, size: tuple[int, int]) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "UK and US" in text
        assert ("1 Agreements" in text) is (size[0] >= 40 and size[1] >= 16)
        assert all(len(line) <= size[0] for line in text.split("\n"))


@pytest.mark.parametrize("size", [(39, 10), (24, 6), (20, 5), (19, 5), (30, 4), (10, 3), (2, 2), (1, 1)])
async def test_tiny_sizes_never_crash(store: Path, size: tuple[int, int]) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "G", "tab", "enter", "j", "escape", "1", "enter")
        await pilot.pause()
        assert app.is_running


async def test_below_any_list_one_line_says_where_things_stand(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(50, 4)) as pilot:
        await pilot.pause()
        assert screen_text(app).split("\n")[0].startswith(" = TPD on hold    % EPD partly in force")


async def test_resizing_loses_nothing(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("pagedown", "j", "j", "2", "j", "3")
        stories, sectors = pane(app, "stories"), pane(app, "sectors")
        row, sector, before = stories.current, sectors.current, screen_text(app)
        for size in ((80, 24), (30, 8), (1, 1), (120, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert (stories.current, sectors.current) == (row, sector)
            if stories.size.height:  # a list that nobody sees keeps its place until it is seen again
                assert stories.top <= stories.cursor < stories.top + stories.visible_rows
        assert app.focused is stories
        assert screen_text(app).split("\n")[0] == before.split("\n")[0]


async def test_a_wide_screen_shows_the_story_under_the_cursor(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause(0.2)
        preview = app.screen.query_one("#preview", Document)
        assert preview.blocks[0].text == PAUSE.title
        assert "Silences (1)" in screen_text(app)
        await pilot.press("j", "j")
        await pilot.pause(0.2)
        assert preview.blocks[0].text == "Talks on nuclear licensing go on, round 39"


async def test_a_click_places_the_cursor_and_a_second_opens(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click("#stories", offset=(10, 5))
        assert pane(app, "stories").cursor == 3
        await pilot.click("#stories", offset=(10, 5), times=2)
        await pilot.pause()
        assert isinstance(app.screen, DetailScreen)


async def test_statuses_can_have_unicode_marks(store: Path) -> None:
    app = app_on(store, glyphs="unicode")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert " ◫ TPD on hold    ◐ EPD partly in force" in screen_text(app)


async def test_the_wheel_scrolls_and_the_cursor_stays_in_view(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        stories = pane(app, "stories")
        await pilot._post_mouse_events([MouseScrollDown], "#stories", offset=(10, 5))
        await pilot.pause()
        assert stories.top == 3
        assert stories.cursor == 3


async def test_a_story_is_read_by_going_to_it_beside_the_lists_and_not_by_passing(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(160, 40)) as pilot:
        preview = dashboard(app)._preview
        while preview.story() is None:
            await pilot.pause(0.02)
        await pilot.press("tab", "tab", "tab")
        row = pane(app, "stories").window.rows[0]
        assert row.unread
        await pilot.press("5")
        row = pane(app, "stories").window.rows[0]
        assert not row.unread


@pytest.mark.parametrize("width", range(60, 130, 7))
async def test_the_header_is_made_of_whole_words(store: Path, width: int) -> None:
    app = app_on(store)
    async with app.run_test(size=(width, 24)) as pilot:
        for key in ("r", "s", "w"):
            await pilot.press(key)
            assert "…" not in screen_text(app).split("\n")[0]
