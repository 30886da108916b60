"""Questions to the store beside the keys: a thread with a connection of its own, which only reads.

Of questions that come one after the other, as while somebody types, only the newest is answered: one that is
at work stops within a millisecond of the next.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from dealwatch.store.sqlite import connect

T = TypeVar("T")

#: Steps of SQLite's machine after which a question looks whether it was overtaken: a few tenths of a
#: millisecond. `interrupt` would miss one that is between two statements.
_STEPS: Final = 2_000


class Overtaken(Exception):
    """Another question came in, or nobody is left to hear the answer."""


class Lookups:
    """One asker's questions on the store at `path`, which is opened with the first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "lookup")
        self._connection: sqlite3.Connection | None = None
        self._newest = 0

    async def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """What the question finds. Raises Overtaken, or what reading the store raises."""
        self.drop()
        number = self._newest
        answer = await asyncio.get_running_loop().run_in_executor(
            self._thread, self._answer, question, number
        )
        self._go_on(number)
        return answer

    def drop(self) -> None:
        """Nobody wants the answer to what was asked any more."""
        self._newest += 1

    def close(self) -> None:
        """Let the store go; waits for nothing."""
        self.drop()
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    # In the thread.

    def _answer(self, question: Callable[[sqlite3.Connection], T], number: int) -> T:
        self._go_on(number)
        if self._connection is None:
            self._connection = connect(self._path, readonly=True)
        self._connection.set_progress_handler(lambda: number != self._newest, _STEPS)
        try:
            return question(self._connection)
        except sqlite3.OperationalError:
            self._go_on(number)
            raise

    def _go_on(self, number: int) -> None:
        if number != self._newest:
            raise Overtaken

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
