"""Keys: help knows where you were, what you remapped, and why a key is off just now."""

from pathlib import Path

import pytest

from dealwatch.tui.actions import PLACES
from tests.tui.support import app_on, screen_text


@pytest.mark.parametrize(
    ("way", "place"),
    [(["3"], "list"), (["enter"], "reader"), (["t"], "timeline"), (["s"], "feeds"), (["v"], "review")],
)
async def test_help_knows_where_you_were(store: Path, way: list[str], place: str) -> None:
    """Its first keys are those of the place that it was opened from."""
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*way, "question_mark")
        await pilot.pause()
        lines = screen_text(app).split("\n")
        title = PLACES[place]  # type: ignore[index]
        others = [
            name for name in PLACES.values() if name != title and name not in ("In a list", "While reading")
        ]
        first = next(line for line in lines if any(name in line for name in [title, *others]))
        assert title in first


async def test_help_knows_what_you_remapped(store: Path) -> None:
    """It names the key that you gave to an action, and not the one that was its own."""
    app = app_on(store, keys={"dashboard.zoom": "f5"})
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark", *"whole screen")
        await pilot.pause()
        row = next(line for line in screen_text(app).split("\n") if "give this pane the whole screen" in line)
        assert "f5" in row
        assert row.split()[1] != "z"


async def test_a_key_that_is_off_says_why(store: Path) -> None:
    """Whether pressed or run from help, it gives the reason of just now."""
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(".")
        assert ".: nothing has arrived since the list was shown" in screen_text(app)
        await pilot.press("question_mark", *"stop the refresh", "enter")
        await pilot.pause()
        assert "R: no refresh is under way" in screen_text(app)


async def test_asking_why_a_key_is_off_never_reads_the_store(store: Path) -> None:
    """The footer asks with each move of the cursor, so the answer is at hand."""
    from dealwatch.tui.actions import ACTIONS

    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        assert app.door is not None
        read: list[str] = []
        app.door.connection.set_trace_callback(read.append)
        reasons = [app.why_not(action) for action in ACTIONS]
        app.door.connection.set_trace_callback(None)
        assert any(reasons)
        assert read == []
