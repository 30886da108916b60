"""A small proxy for tests: HTTP (forwarding and CONNECT) and SOCKS5 on one port.

It can be told where names lead, so that a test can ask for hosts that are not there.
"""

import asyncio
import base64
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from tests.support.serving import Serving, closed

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_SOCKS = 5


class Proxy(Serving):
    """A proxy on a loopback port until the `with` block ends.

    `leads` gives the ports of names, all on loopback. `login` is "user:password".
    """

    def __init__(
        self,
        leads: Mapping[str, int] | None = None,
        login: str = "",
        refuses: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(tls=tls)
        self._leads = leads or {}
        self._login = login
        self._refuses = refuses
        self.asked: list[str] = []
        self.heads: list[str] = []

    def url(self, scheme: str = "http", login: str = "") -> str:
        """Its address."""
        return f"{scheme}://{login + '@' if login else ''}127.0.0.1:{self.port}"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first[0] == _SOCKS:
            await self._socks((reader, writer))
        else:
            await self._http(first, (reader, writer))

    async def _open(self, host: str, port: int) -> Streams:
        self.asked.append(f"{host}:{port}")
        return await asyncio.open_connection("127.0.0.1", self._leads.get(host, port))

    async def _http(self, first: bytes, client: Streams) -> None:
        head = (first + await client[0].readuntil(b"\r\n\r\n")).decode("latin-1")
        self.heads.append(head)
        method, target, _ = head.split("\r\n")[0].split(" ")
        wanted = "Basic " + base64.b64encode(self._login.encode()).decode()
        if self._refuses or (self._login and wanted not in head):
            status = "403 Forbidden" if self._refuses else "407 Proxy Authentication Required"
            client[1].write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
            await client[1].drain()
            return
        if method == "CONNECT":
            host, _, port = target.rpartition(":")
            server = await self._open(host, int(port))
            client[1].write(b"HTTP/1.1 200 Connected\r\n\r\n")
        else:
            parts = urlsplit(target)
            server = await self._open(parts.hostname or "", parts.port or 80)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            lines = [line for line in head.split("\r\n") if not line.startswith("Proxy-")]
            server[1].write("\r\n".join(lines).replace(target, path, 1).encode("latin-1"))
        await _join(client, server)

    async def _socks(self, client: Streams) -> None:
        reader, writer = client
        methods = await reader.readexactly((await reader.readexactly(1))[0])
        way = 2 if self._login else 0
        writer.write(bytes([_SOCKS, way if way in methods else 0xFF]))
        if way:
            await reader.readexactly(1)
            user = await reader.readexactly((await reader.readexactly(1))[0])
            password = await reader.readexactly((await reader.readexactly(1))[0])
            right = f"{user.decode()}:{password.decode()}" == self._login
            writer.write(bytes([1, 0 if right else 1]))
            if not right:
                return
        kind = (await reader.readexactly(4))[3]
        if kind == 3:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        else:
            host = ".".join(map(str, await reader.readexactly(4)))
        port = int.from_bytes(await reader.readexactly(2))
        server = await self._open(host, port)
        writer.write(bytes([_SOCKS, 5 if self._refuses else 0, 0, 1, 0, 0, 0, 0, 0, 0]))
        await _join(client, server)


async def _join(one: Streams, other: Streams) -> None:
    """Pass on what comes, both ways, until either side has enough."""
    ways = [
        asyncio.ensure_future(_pass_on(one[0], other[1])),
        asyncio.ensure_future(_pass_on(other[0], one[1])),
    ]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        await closed(other[1])


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65_536):
        writer.write(piece)
        await writer.drain()
