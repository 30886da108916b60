"""Time and sleep, from one value that `cli` passes in, so that tests and soaks can run faster than the sun."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> int:
        """The present instant in whole UTC seconds since 1970."""
        ...

    def monotonic(self) -> float:
        """Seconds from some fixed point, for measuring how long a thing took."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of this clock."""
        ...


class SystemClock:
    """The clock on the wall."""

    def now(self) -> int:
        return int(time.time())

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
