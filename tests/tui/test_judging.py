"""What a person decides with keys: it is in the store, told, shown in place, and can be undone."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from dealwatch.store.sqlite import connect
from dealwatch.tui.app import DealwatchApp
from tests.tui.support import NOW, Told, app_on, screen_text, tell


def asked(store: Path, query: str, *values: Any) -> list[Any]:
    """The first column of what the store answers."""
    with closing(connect(store)) as connection:
        return [row[0] for row in connection.execute(query, values)]


def marked(store: Path, name: str) -> list[str]:
    """The titles of the stories with a mark."""
    return asked(
        store,
        f"SELECT title FROM mark JOIN story ON story.id = mark.story_id WHERE {name} ORDER BY title",  # noqa: S608
    )


def status_of(app: DealwatchApp) -> str:
    return screen_text(app).splitlines()[-2].strip()


async def typed(pilot: Pilot[None], *keys: str) -> str:
    """The status line after keys."""
    await pilot.press(*keys)
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, DealwatchApp)
    return status_of(app)


PAUSED = "UK and US pause work on the Tech Prosperity Deal"


@pytest.mark.parametrize(("key", "name", "words", "back"), [
    ("m", "read", "marked read", "marked unread"),
    ("*", "starred", "starred", "no longer starred"),
    ("H", "hidden", "hidden", None),
])  # fmt: skip
async def test_a_mark_is_kept_told_undone_and_done_again(
    store: Path, key: str, name: str, words: str, back: str | None
) -> None:
    app, before = app_on(store), marked(store, name)
    after = sorted([*before, PAUSED])
    async with app.run_test(size=(120, 40)) as pilot:
        assert (await typed(pilot, key)).startswith(f"{words}: {PAUSED}; u takes it back")
        assert marked(store, name) == after
        assert (await typed(pilot, "u")).startswith(f"undone: {words}: {PAUSED}; U does it again")
        assert marked(store, name) == before
        assert (await typed(pilot, "U")).startswith(f"done again: {words}: {PAUSED}")
        assert marked(store, name) == after
        if back:
            assert (await typed(pilot, key)).startswith(f"{back}: {PAUSED}")
            assert marked(store, name) == before
