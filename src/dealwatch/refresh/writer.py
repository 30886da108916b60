"""The one writer: everything that touches the store runs in one thread, in order, off the event loop."""

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from dealwatch.store.engine import told_errors
from dealwatch.store.policy import CAREFUL, Policy
from dealwatch.store.record import Store, open_store

Result = TypeVar("Result")


class Writer:
    """The store behind a thread; `policy` is as `open_store` takes it.

    Use as an async context manager; leaving waits for what is being written.
    """

    def __init__(self, path: Path, policy: Policy = CAREFUL) -> None:
        self._path = path
        self._open = functools.partial(open_store, path, policy)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._stack = ExitStack()
        self._store: Store | None = None

    async def __aenter__(self) -> "Writer":
        try:
            self._store = await self._run(lambda: self._stack.enter_context(self._open()))
        except BaseException:
            self._thread.shutdown()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Not awaited on purpose: a second cancellation must not leave the store open.
        self._thread.submit(self._stack.close).result()
        self._thread.shutdown()

    async def do(self, method: Callable[..., Result], *arguments: object, **named: object) -> Result:
        """Run one method of `Store` (given unbound) in the thread. Raises StoreError; a write that has begun
        is finished even when the caller is cancelled.
        """
        return await self._run(functools.partial(method, self._store, *arguments, **named))

    async def _run(self, work: Callable[[], Result]) -> Result:
        def told() -> Result:
            with told_errors(self._path):
                return work()

        return await asyncio.get_running_loop().run_in_executor(self._thread, told)
