"""Servers of tests: raw asyncio in a thread of its own, on loopback, until a `with` block ends."""

import asyncio
import contextlib
import ssl
import threading
from types import TracebackType
from typing import Self


class Serving:
    """Answers each connection with `talk`; what still talks when the block ends is stopped and closed."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self._host = host
        self._tls = tls
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._talks: set[asyncio.Task[None]] = set()
        #: The port that it listens on.
        self.port = port

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        raise NotImplementedError

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(
            self._connection, self._host, self.port, limit=1 << 20, ssl=self._tls
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in tuple(self._talks):
            task.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self.talk(reader, writer)
        finally:
            await closed(writer)
            self._talks.discard(task)


async def closed(writer: asyncio.StreamWriter) -> None:
    """Close, and see it done: what is left open when the loop ends is told in some other test."""
    writer.close()
    with contextlib.suppress(OSError, asyncio.CancelledError):
        # Who does not read what was written, or never ends it, is not waited for.
        await asyncio.wait_for(writer.wait_closed(), 1)
    writer.transport.abort()
