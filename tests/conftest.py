"""What holds for all tests: modules are compiled once, snapshots are made on one version of Python only."""

import os
import sys
from typing import Final

import pytest

SNAPSHOTS_BY: Final = (3, 11)

# Hundreds of processes are started, and each would compile the same modules again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    """Refuse `--snapshot-update` on another version than made them: it may draw some things otherwise."""
    if config.getoption("update_snapshots", default=False) and sys.version_info[:2] != SNAPSHOTS_BY:
        wanted = ".".join(map(str, SNAPSHOTS_BY))
        raise pytest.UsageError(f"snapshots are made with Python {wanted}: use it for --snapshot-update")
