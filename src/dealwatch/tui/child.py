"""Child processes that the screen starts and can end: the poller, and what prepares the store.

A child is its own session and process group, at a lower priority, and what it says on stderr arrives line by
line. Ending it ends whatever it has started; the store is written in whole transactions, so nothing is lost.
"""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from typing import Final

#: How much lower than its parent's the priority of a child is; 19 is the lowest there is.
_NICER_BY: Final = 10
_LOWEST: Final = 19
GRACE: Final = 0.3
#: Seconds to end politely where somebody waits for the prompt.
HURRY: Final = 0.1
_LINE_LIMIT: Final = 1 << 20


class Child:
    """One run of a command."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self._process: Process | None = None
        self._unwanted = False

    async def run(self, on_line: Callable[[str], None]) -> int:
        """Run to the end, giving each line of stderr; the exit status, negative for a signal.

        Raises OSError when the command cannot be started.
        """
        process = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            start_new_session=True,
            limit=_LINE_LIMIT,
        )
        self._process = process
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, min(os.nice(0) + _NICER_BY, _LOWEST))
        try:
            if not self._unwanted:
                await self._read(process, on_line)
                return await process.wait()
        finally:
            await self.end()
        return await process.wait()

    async def _read(self, process: Process, on_line: Callable[[str], None]) -> None:
        assert process.stderr is not None  # noqa: S101 - it was asked for above
        while True:
            try:
                line = await process.stderr.readline()
            except ValueError:
                continue  # A line beyond the limit says nothing that could be shown.
            if not line:
                return
            on_line(line.decode("utf-8", "replace").rstrip("\n"))

    async def end(self, grace: float = GRACE) -> None:
        """End it and all it has started, politely first; one still being started ends as soon as it runs.

        After `grace` seconds it is killed.
        """
        self._unwanted = True
        process = self._process
        if process is None or process.returncode is not None:
            return
        self._signal(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), grace)
        except TimeoutError:
            self._signal(process.pid, signal.SIGKILL)
            await process.wait()

    @staticmethod
    def _signal(pid: int, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)
