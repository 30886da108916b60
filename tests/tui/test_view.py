"""The view that a person chose comes back, at the next start and after another size of the terminal."""

from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store.marks import preference, set_preference
from dealwatch.store.rows import StoryDetail
from dealwatch.store.sqlite import connect
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.document import Document
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.values import Status
from tests.tui.support import DAY, NOW, PAUSE, StillClock, Told, app_on, screen_text, stories, tell
from tests.tui.test_dashboard import dashboard, first_title, pane


def preview(app: DealwatchApp) -> Document:
    return app.screen.query_one("#preview", Document)


def focused(app: DealwatchApp) -> str:
    """The id of what has the focus."""
    return str(app.focused.id) if app.focused else ""


def current_id(app: DealwatchApp, name: str) -> int | str:
    """The id of the row under a pane's cursor."""
    row = pane(app, name).current
    assert row is not None
    id: int | str = row.id
    return id


async def test_focus_zoom_sort_and_theme_come_back(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "S", "z")
        app.choose_theme("light")
        await pilot.pause()
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.theme == "light"
        assert app.focused is pane(app, "sectors")
        assert dashboard(app).single
        assert pane(app, "sectors").order == "by status"
        await pilot.press("z", "S", "S", "3")
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert (app.focused, dashboard(app).single) == (pane(app, "stories"), False)
        assert pane(app, "sectors").order == ""


async def test_the_view_is_kept_within_a_second_and_not_with_the_key(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1")
        with closing(connect(store)) as connection:
            assert preference(connection, "view") is None
            app._tick()
            assert '"focus":"agreements"' in str(preference(connection, "view"))


async def test_nobody_waits_for_a_store_that_another_process_writes(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1")
        with closing(connect(store)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            app.memory.save()
            connection.execute("ROLLBACK")
            assert preference(connection, "view") is None
            app.memory.save()
            assert preference(connection, "view")


@pytest.mark.parametrize("kept", ["no JSON", "[]", '{"focus":"nowhere","theme":"solar","sort.sectors":"?"}'])
async def test_what_was_kept_by_another_version_is_no_reason_not_to_start(store: Path, kept: str) -> None:
    with closing(connect(store)) as connection:
        set_preference(connection, "view", kept)
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.focused is pane(app, "stories")
        assert app.theme == "default"


async def test_five_goes_to_the_story_and_tab_goes_round_with_it(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("5")
        assert focused(app) == "preview"
        await pilot.press("tab")
        assert focused(app) == "agreements"
        await pilot.press("shift+tab")
        assert focused(app) == "preview"
        await pilot.press("y")
        assert app.clipboard.startswith(PAUSE.title)
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("escape")
        assert focused(app) == "preview"


async def test_five_opens_the_story_where_there_is_no_room_beside(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "5")
        await pilot.pause()
        assert PAUSE.title in screen_text(app)
        assert isinstance(app.screen, DetailScreen)


async def test_a_smaller_terminal_and_back_keeps_who_reads_and_where(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("5", "]", "]")
        stop = preview(app).stop
        for size in ((80, 24), (30, 8), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.15)
        assert (app.focused, preview(app).stop) == (preview(app), stop)


async def test_a_page_keeps_its_line_when_the_terminal_changes(store: Path) -> None:
    tell(store, [Told("A long one", "\n\n".join(f"Line {n} of it." for n in range(200)), at=NOW - 60,
                      about=(("agreement:epd", "Line 0"),))])  # fmt: skip
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "pagedown", "pagedown")
        await pilot.pause()
        before = screen_text(app).split("\n")[2:4]
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert screen_text(app).split("\n")[2:4] == before


async def test_j_and_k_of_reading_turn_to_the_next_story_and_take_the_cursor_along(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("K", "enter", "K")
        await pilot.pause()
        assert "that is the first story" in screen_text(app)
        await pilot.press("J")
        await pilot.pause()
        assert "round 40" in screen_text(app)
        await pilot.press("escape")
        assert pane(app, "stories").cursor == 1
        await pilot.press("4", "enter", "J")
        await pilot.pause()
        assert "J: this page is not the story under the cursor of the list" in screen_text(app)


async def test_n_goes_to_what_is_new_and_says_when_nothing_is(store: Path) -> None:
    tell(store, [Told("Old but new", at=NOW - 8 * DAY, about=(("agreement:epd", "Old"),))], seen=NOW - 10)
    app = app_on(store, clock=StillClock(NOW))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        assert first_title(app) == "Old but new"
        await pilot.press("n")
        assert "n: no new story below this one" in screen_text(app)
        await pilot.press("G", "N")
        assert first_title(app) == "Old but new"


async def test_s_orders_the_short_lists_and_keeps_the_cursor_on_its_row(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "j", "j")
        held = current_id(app, "sectors")
        await pilot.press("S")
        assert "sectors stand by status" in screen_text(app)
        assert current_id(app, "sectors") == held
        statuses = [row.standing.status for row in pane(app, "sectors").window.rows if row.standing]
        assert statuses == sorted(statuses, key=list(Status).index)
        await pilot.press("S", "S")
        assert "sectors stand in the dossier's order" in screen_text(app)
        await pilot.press("3", "S")
        assert "S: these stand newest first" in screen_text(app)


async def test_a_held_key_reads_no_story_and_a_rest_one(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(store, stories(3, newest=NOW - 60, every=1))
    app = app_on(store)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause(0.2)
        assert app.door is not None
        read: list[int] = []
        story = app.door.story

        def reading(id: int) -> StoryDetail | None:
            read.append(id)
            return story(id)

        monkeypatch.setattr(app.door, "story", reading)
        for _ in range(8):
            pane(app, "stories").action_down()
        await pilot.pause(0.2)
        assert read == [current_id(app, "stories")]
