"""Time and sleep, from one value that `cli` passes in, so that tests and soaks run faster than the sun."""

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
        # Most commands tell the time and never wait: asyncio is 25 ms that they do not pay.
        import asyncio

        await asyncio.sleep(seconds)
