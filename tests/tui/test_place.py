"""Nothing ever moves under a placed cursor: whatever comes in, the same row is at the same height."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.panes.pane import AnyPane
from tests.tui.support import HOUR, NOW, Told, app_on, tell
from tests.tui.test_dashboard import pane, second

KEYS = ("j", "k", "pagedown", "pageup", "G", "g", "ctrl+d")
PANES = ("agreements", "sectors", "stories", "quotes")

arrivals = st.integers(-40, 2).map(lambda hours: f"arrives {hours}")
steps = st.lists(st.sampled_from([*KEYS, "1", "2", "3", "4", "z"]) | arrivals, min_size=3, max_size=12)


def seen(pane: AnyPane) -> tuple[object, int] | None:
    """The row under the cursor and the line it stands on."""
    row = pane.current
    return None if row is None else (pane.window.source.identity(row), pane.cursor - pane.top)


async def arrive(app: DealwatchApp, pilot: Pilot[None], store: Path, number: int, hours: int) -> None:
    """A story of some hours ago or ahead comes in, with a quote; the screen notices."""
    said = f"Words number {number}"
    body = f"Arrival. “{said},” said A. Person."
    tell(store, [Told(f"Arrival {number}", body, at=NOW + hours * HOUR,
                      about=(("agreement:epd", "Arrival"),),
                      quotes=(("A. Person", f"{said},"),))])  # fmt: skip
    await second(app, pilot)


async def walk(store: Path, told: list[str]) -> None:
    """Go through the steps: an arrival moves no cursor that was placed, in any pane."""
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        # Where nobody has placed a cursor, a list shows what arrives.
        for key in ("1", "j", "2", "j", "4", "j", "3", "j"):
            await pilot.press(key)
        for number, step in enumerate(told):
            if not step.startswith("arrives"):
                await pilot.press(step)
                continue
            before = {name: seen(pane(app, name)) for name in PANES}
            focus = app.focused
            await arrive(app, pilot, store, number, int(step.split()[1]))
            assert {name: seen(pane(app, name)) for name in PANES} == before
            assert app.focused is focus


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=steps)
def test_nothing_moves_under_a_placed_cursor(store: Path, told: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(walk(Path(shutil.copy(store, folder)), told))
