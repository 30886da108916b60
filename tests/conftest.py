"""What holds for all tests: snapshots are made anew on one version of Python only."""

import sys
from typing import Final

import pytest

SNAPSHOTS_BY: Final = (3, 11)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse `--snapshot-update` on another version than made them: it may draw some things otherwise."""
    if config.getoption("update_snapshots", default=False) and sys.version_info[:2] != SNAPSHOTS_BY:
        wanted = ".".join(map(str, SNAPSHOTS_BY))
        raise pytest.UsageError(f"snapshots are made with Python {wanted}: use it for --snapshot-update")
