"""A home directory with a prepared store; preparing costs a second, so it is done once and copied."""

import shutil
from pathlib import Path

import pytest

from tests.support.commands import Home


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("prepared"))
    ran = home.run("store", "prepare")
    assert ran.status == 0, ran.err
    return home


@pytest.fixture
def home(tmp_path: Path, prepared_home: Home) -> Home:
    """A home whose store holds what the dossier knows, and nothing else."""
    shutil.copytree(prepared_home.folder, tmp_path / "home")
    return Home(tmp_path / "home")


@pytest.fixture
def new_home(tmp_path: Path) -> Home:
    """A home in which dealwatch has never run."""
    folder = tmp_path / "new"
    folder.mkdir()
    return Home(folder)
