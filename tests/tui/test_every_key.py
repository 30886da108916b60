"""Every key of the table in every place, on a filled and on an empty store: it does something or says why."""

from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from dealwatch.tui.actions import ACTIONS
from dealwatch.tui.app import DealwatchApp
from tests.tui.support import app_on, screen_text

#: Keys that take the terminal or the program away.
LEAVE: Final = {
    *("everywhere.quit", "everywhere.leave", "everywhere.suspend", "everywhere.browse"),
    *("everywhere.editor", "everywhere.pager"),
}
#: How one gets to each place from the dashboard.
WAYS: Final = {
    "sectors": ["2"],
    "stories": ["3"],
    "quotes": ["4"],
    "story": ["3", "enter"],
    "timeline": ["t"],
    "feeds": ["s"],
    "review": ["v"],
    "search": ["ctrl+f"],
    "by hand": ["A"],
    "filter": ["/"],
    "help": ["question_mark"],
}


# Where the keys that work everywhere are pressed too.
EVERYWHERE: Final = ("stories", "story")


def keys_here(app: DealwatchApp, way: str) -> list[str]:
    """One key of each action in force that leaves the program running, each key once.

    What works everywhere is pressed in the lists and while reading; elsewhere it is the same.
    """
    here = [place for place in app.places_here() if place != "everywhere" or way in EVERYWHERE]
    actions = (action for action in ACTIONS if action.where in here and action.id not in LEAVE)
    return list(dict.fromkeys(action.in_use[0] for action in actions))


async def go(app: DealwatchApp, pilot: Pilot[None], way: list[str]) -> None:
    """To a place, from wherever the last key has led."""
    while len(app.screen_stack) > 2:
        await app.pop_screen()
    if app.below is not None and getattr(app.below, "typing", False):
        await pilot.press("escape")
    await pilot.press(*way)


CASES: Final = [(way, True) for way in WAYS] + [
    (way, False) for way in ("sectors", "stories", "quotes", "review")
]


@pytest.mark.parametrize(("way", "filled"), CASES)
async def test_every_key_does_something_or_says_why_not(
    way: str, filled: bool, store: Path, empty_store: Path
) -> None:
    app = app_on(store if filled else empty_store)
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.press(*WAYS[way])
        for key in keys_here(app, way):
            await go(app, pilot, WAYS[way])
            await pilot.press(key)
            assert app.is_running, f"{key} ended it"
            assert screen_text(app).strip(), f"{key} left an empty screen"
