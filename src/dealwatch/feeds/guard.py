"""The guard against private addresses, in the network backend: below every redirect and spelling of one.

A name is resolved once, refused if any of its addresses is private, and the connection goes to the address
that was checked. Behind a proxy the connection is the proxy's to make: the name is checked before.
"""

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Iterable
from typing import Any, Final

import httpcore2

from dealwatch.feeds.domains import registrable
from dealwatch.feeds.stream import Stream

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# `is_global` calls some of these global: multicast, translated and 6to4 addresses, the old site-local block.
_DENIED: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"),
        *("fec0::/10", "fc00::/7", "ff00::/8"),
    )
)
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class Refused(httpcore2.ConnectError):
    """The guard did not let a connection through; the text says why, for a person."""


class NameNotFound(httpcore2.ConnectError):
    """A host's name has no address."""


def is_public(address: Address) -> bool:
    """Whether anyone on the internet may reach the address, looking through v4 addresses inside v6 ones."""
    if (inner := _embedded(address)) is not None:
        return is_public(inner)
    return address.is_global and not any(
        address in block for block in _DENIED if block.version == address.version
    )


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    if address.version == 4:
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def is_allowed(host: str, port: int, allowed: Iterable[str]) -> bool:
    """Whether a host is named in `[network] allow_private`, as `host` or as `host:port`."""
    names = {name.lower().strip("[]") for name in allowed}
    bare = host.lower().strip("[]")
    return bare in names or f"{host.lower()}:{port}" in names or f"{bare}:{port}" in names


class Guard:
    """Lets nothing through to a private address that the reader did not allow by name."""

    def __init__(self, allow_private: Iterable[str]) -> None:
        self._allowed = tuple(allow_private)

    def check(self, host: str, port: int, addresses: tuple[Address, ...]) -> None:
        """Raise `Refused` unless a host with these addresses may be connected to."""
        if is_allowed(host, port, self._allowed):
            return
        if not (port in (80, 443) or port >= 1024):
            raise Refused(f"port {port} is not one for web pages")
        if not all(is_public(address) for address in addresses):
            raise _private(host)

    async def check_name(self, host: str, port: int, seconds: float | None) -> None:
        """Raise `Refused` unless a proxy may be asked for this host.

        A name that has no address here may have one where the proxy is; not so a name of a local network.
        """
        try:
            addresses = await resolve(host, port, seconds)
        except NameNotFound:
            if not registrable(f"{host}:{port}") and not is_allowed(host, port, self._allowed):
                raise _private(host) from None
            addresses = ()
        self.check(host, port, addresses)


def _private(host: str) -> Refused:
    return Refused(f"{host} is a private address; if that is meant, name it in [network] allow_private")


class Backend(httpcore2.AsyncNetworkBackend):
    """Connects through httpcore's own backend to where the guard, if there is one, lets through.

    A name that does not resolve is told apart.
    """

    def __init__(self, guard: Guard | None = None) -> None:
        self._inner = httpcore2.AnyIOBackend()
        self._guard = guard

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await resolve(host, port, timeout)
        if self._guard is not None:
            self._guard.check(host, port, addresses)
        settings = port, timeout, local_address, socket_options
        for address in addresses[:-1]:
            try:
                return Stream(await self._inner.connect_tcp(str(address), *settings))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return Stream(await self._inner.connect_tcp(str(addresses[-1]), *settings))

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


async def resolve(host: str, port: int, seconds: float | None) -> tuple[Address, ...]:
    """All addresses of a host, in the order of preference; one look-up and no second.

    Raises NameNotFound, and ConnectTimeout after `seconds`.
    """
    try:
        return (ipaddress.ip_address(host.strip("[]")),)
    except ValueError:
        pass  # a name, or an address in some other spelling
    try:
        async with asyncio.timeout(seconds):
            found = await _look_up(host, port)
    except TimeoutError as error:
        raise httpcore2.ConnectTimeout(f"looking up {host} took too long") from error
    except (OSError, UnicodeError) as error:
        raise NameNotFound(f"no address is known for {host}") from error
    addresses = (str(sockaddr[0]).partition("%")[0] for *_, sockaddr in found)
    return tuple(dict.fromkeys(ipaddress.ip_address(address) for address in addresses))


async def _look_up(host: str, port: int) -> list[tuple[Any, ...]]:
    """`getaddrinfo` in a thread of its own that nobody waits for at the end of the program.

    A look-up cannot be cancelled; in the loop's thread pool a dead name server would hold up the exit.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[tuple[Any, ...]]] = loop.create_future()

    def settle(found: list[tuple[Any, ...]] | None, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(found or [])

    def ask() -> None:
        found: list[tuple[Any, ...]] | None = None
        trouble: BaseException | None = None
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            trouble = error
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, found, trouble)

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    return await answer
