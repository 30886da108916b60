"""What every screen looks like in every state, in three sizes, in a dark and in a light theme.

Clock, zone and stores are fixed. Look at the difference before you update one.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.tui.pictures import pictures
from tests.tui.scenes import SCENES, Scene, at, store_of


class Pictures(SingleFileSnapshotExtension):
    """A file of text for each scene."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.fixture(scope="session")
def _made() -> dict[str, Path]:
    """Stores by name, each made when it is first needed."""
    return {}


@pytest.fixture
def scene_store(
    scene: Scene, _made: dict[str, Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The scene's store, a copy of its own."""
    if scene.store == "missing":
        return Path("/home/reader/.local/share/dealwatch/dealwatch.db")
    if scene.store not in _made:
        made = store_of(scene, tmp_path_factory.mktemp("scene") / "dealwatch.db")
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _made[scene.store] = made
    return Path(shutil.copy(_made[scene.store], tmp_path / "dealwatch.db"))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_picture(
    scene: Scene, scene_store: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    async with at(scene, scene_store) as (app, pilot):
        assert await pictures(app, pilot) == snapshot(extension_class=Pictures)
