"""One poller a store: a lock on a file beside it, free the moment its holder dies, `kill -9` too."""

import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def poll_lock(store: Path) -> Iterator[bool]:
    """Hold the store's poll lock for the block; gives False, at once, when another process has it."""
    lock = FileLock(f"{store}.poll.lock", timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def busy_message(holder: tuple[int, int] | None) -> str:
    """The sentence for the second poller. `holder` is the first one's process number and start, if known."""
    if holder is None:
        return "another poller is running"
    since = dt.datetime.fromtimestamp(holder[1], dt.UTC)
    return f"another poller is running (pid {holder[0]}, since {since:%Y-%m-%d %H:%M} UTC)"


def is_running(pid: int) -> bool:
    """Whether a process with this number runs; on Windows, where asking would end it, it is taken to."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True
