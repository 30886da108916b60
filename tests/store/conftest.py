"""What a test of the store works with: a refresh's door and a person's, on the module's own `path`."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store import sqlite
from dealwatch.store.record import Store
from tests.support.stores import refreshing


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with refreshing(path) as opened:
        yield opened


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite.connect(path)) as opened:
        yield opened
