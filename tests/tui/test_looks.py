"""What the screens look like on a small terminal, in the other themes and without colour.

The clock, the zone, the store and the size are fixed. Look at the difference before you update one.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.screens.dashboard import Dashboard
from tests.tui.support import NOW, StillClock, app_on, screen_text

SCREENS = {
    "dashboard": [],
    "agreements": ["1"],
    "sectors": ["2", "j"],
    "quotes": ["4", "j"],
    "story": ["enter"],
    "agreement": ["1", "enter"],
    "sector": ["2", "enter"],
    "quote": ["4", "j", "enter"],
    "help": ["question_mark"],
    "help searched": ["question_mark", *"row"],
    "export": ["e"],
    "zoomed": ["z"],
}


@pytest.mark.parametrize("size", [(40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_layout(store: Path, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for name, keys in SCREENS.items():
            _start_again(app)
            await pilot.press(*keys)
            await pilot.pause(0.12)
            assert screen_text(app) == snapshot(name=f"{name} {size[0]}x{size[1]}")


def _start_again(app: DealwatchApp) -> None:
    """The dashboard as it opens: each list at its top, the stories focused."""
    while not isinstance(app.screen, Dashboard):
        app.pop_screen()
    for pane in app.screen.panes:
        pane.show_arrivals()
    app.screen.focus_pane(app.screen.panes[2])


@pytest.mark.parametrize("theme", ["high-contrast", "ansi"])
def test_colours(store: Path, theme: str, snap_compare: Any) -> None:
    assert snap_compare(app_on(store, theme=theme), press=["j"], terminal_size=(100, 40))


def test_without_colour_the_cursor_the_focus_and_the_statuses_still_show(
    store: Path, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    assert snap_compare(app_on(store), press=["j"], terminal_size=(100, 40))


async def test_times_are_in_the_readers_zone(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    app = app_on(store, clock=StillClock(NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "offline, stored 10:02" in screen_text(app)
        assert "08:06" in screen_text(app)


async def test_plain_frames_are_ascii(store: Path, snapshot: SnapshotAssertion) -> None:
    app = app_on(store, plain=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert not any("\u2500" <= character <= "\u259f" for character in text)
        assert text == snapshot
