"""What the dashboard looks like in its states: words typed and kept, scope, looking back, boxes over it."""

from pathlib import Path
from typing import Any, Final

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.support import app_on, screen_text

SIZES: Final = [(80, 24), (120, 40), (200, 60)]
STATES: Final = {
    "words typed": ["/", *"steel"],
    "words kept": ["/", *"steel", "enter"],
    "a word that means nothing": ["/", *"tag:stel", "space"],
    "nothing matches": ["/", *"zebra", "enter"],
    "scope": ["1", "space"],
    "looking back": ["[", "["],
    "a day asked for": ["@"],
    "tags": ["T"],
    "commands": [":", *"theme"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", STATES.values(), ids=STATES)
async def test_layout(
    store: Path, keys: list[str], size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.4)
        assert screen_text(app) == snapshot


@pytest.mark.parametrize("theme", ["default", "light"])
@pytest.mark.parametrize("state", ["a word that means nothing", "looking back"])
def test_colours(store: Path, state: str, theme: str, snap_compare: Any) -> None:
    async def settle(pilot: Any) -> None:
        await pilot.press(*STATES[state])
        await pilot.pause(0.4)

    assert snap_compare(app_on(store, theme=theme), run_before=settle, terminal_size=(100, 40))
