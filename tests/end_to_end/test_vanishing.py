"""The dashboard whose terminal is taken away: it ends by itself, keeps what it has, and leaves no child."""

import os
import signal
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from dealwatch.store.marks import preference
from dealwatch.store.sqlite import connect
from tests.support.commands import Home
from tests.support.feedserver import FeedServer
from tests.support.processes import alive, descendants
from tests.support.terminal import Terminal

DEALWATCH: Final = str(Path(sys.executable).with_name("dealwatch"))
#: Seconds within which it has gone, on a machine that does other things too.
SOON: Final = 3.0


@pytest.mark.parametrize("number", [0, signal.SIGHUP])
def test_without_its_terminal_it_ends_with_its_poller(home: Home, server: FeedServer, number: int) -> None:
    server.change("/atom", until=threading.Event())
    home.configure(server.url("/rss"), server.url("/atom"))
    with Terminal([DEALWATCH], home.environment()) as terminal:
        terminal.wait_for("1 Agreements", "4 Quotes", "q quit")
        terminal.wait_until(lambda: bool(descendants(terminal.pid)), "a poller")
        terminal.wait_until(lambda: any(r.path == "/atom" for r in server.requests), "a held answer")
        terminal.send("z")
        terminal.wait_until(lambda: "1 Agreements" not in terminal.text, "a pane alone")
        children = descendants(terminal.pid)
        begun = time.monotonic()
        if number:
            os.kill(terminal.pid, number)
        else:
            terminal.vanish()
        assert terminal.wait_for_end() == 128 + (number or signal.SIGHUP)
        assert time.monotonic() - begun < SOON
        terminal.wait_until(lambda: not any(map(alive, children)), "end of all children", seconds=5)
    with closing(connect(home.db, readonly=True)) as connection:
        assert '"zoom":"1"' in (preference(connection, "view") or "")
