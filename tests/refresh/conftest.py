"""What rounds need: a server to ask, and a poller on a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.refresh.support import Poller, new_store
from tests.support.feedserver import FeedServer


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def poller(tmp_path: Path) -> Poller:
    return Poller(new_store(tmp_path))
