"""Waiting for what comes by itself."""

import asyncio
from collections.abc import Callable


async def until(true: Callable[[], bool]) -> None:
    """Wait for the child to have said something; the test's own time-out ends a vain wait."""
    while not true():
        await asyncio.sleep(0.01)
