"""How long an event loop is held up by its own work, whatever else the machine does."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator


@contextlib.asynccontextmanager
async def busiest() -> AsyncIterator[list[float]]:
    """Gives the processor seconds that the loop's thread took between two looks, look after look.

    The longest is the longest that anything waited for the loop: time that other processes and threads took
    does not count.
    """
    taken = [0.0]

    async def watch() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.002)
            taken.append(time.thread_time() - before)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    try:
        yield taken
        await asyncio.sleep(0.005)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
