"""A connection that tells cheaply whether its server has hung up.

The pool asks that of each idle connection at every request; the backend's own answer costs a refresh of
hundreds of feeds more than all else about their requests.
"""

import select
import ssl
from typing import Any

import httpcore2


class Stream(httpcore2.AsyncNetworkStream):
    """A stream of the backend, and the socket under it."""

    def __init__(self, inner: httpcore2.AsyncNetworkStream) -> None:
        self._inner = inner
        self._socket = inner.get_extra_info("socket")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        return Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._is_readable() if info == "is_readable" else self._inner.get_extra_info(info)

    def _is_readable(self) -> bool:
        number = -1 if self._socket is None else self._socket.fileno()
        if number < 0:
            return True
        look = select.poll()
        look.register(number, select.POLLIN)
        return bool(look.poll(0))
