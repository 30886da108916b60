"""A fixed zone, no colour switches from the developer's shell, and one filled store a test."""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.support import filled_store, new_store


@pytest.fixture(autouse=True)
def _reader_in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def _templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An empty and a filled store, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("stores")
    return new_store(folder / "empty.db"), filled_store(folder / "filled.db")


@pytest.fixture
def store(tmp_path: Path, _templates: tuple[Path, Path]) -> Path:
    """A store with a pause, forty plain stories, and the dossier."""
    return _copy(_templates[1], tmp_path)


@pytest.fixture
def empty_store(tmp_path: Path, _templates: tuple[Path, Path]) -> Path:
    """A prepared store before its first refresh."""
    return _copy(_templates[0], tmp_path)


def _copy(template: Path, folder: Path) -> Path:
    with closing(sqlite3.connect(template)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(template, folder / "dealwatch.db"))


@pytest.fixture(autouse=True)
def whole_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that was pressed has done its work before the test goes on: it may wait for the one before."""
    press = Pilot.press

    async def pressed(pilot: Pilot[None], *keys: str) -> None:
        await press(pilot, *keys)
        if pilot.app.is_running and getattr(pilot.app, "busy", False):
            while pilot.app.is_running and getattr(pilot.app, "busy", False):
                await asyncio.sleep(0)
            await pilot.pause()

    monkeypatch.setattr(Pilot, "press", pressed)
