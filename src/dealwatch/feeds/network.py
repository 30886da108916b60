"""The way out to the network: HTTP clients, trusting or behind a guard, straight or through a proxy.

All of them send the same way and keep nothing: no redirect is followed and no cookie kept here.
"""

import http.cookiejar
import ssl
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

import httpcore2
import httpx2
from socksio import SOCKSError

from dealwatch import __version__
from dealwatch.address import split_login
from dealwatch.feeds.guard import Backend, Guard

USER_AGENT: Final = f"dealwatch/{__version__} (+https://github.com/dealwatch/dealwatch)"
CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 15.0
WRITE_SECONDS: Final = 10.0
#: For a connection of the pool to be free.
POOL_SECONDS: Final = 30.0
_TIMEOUT: Final = httpx2.Timeout(
    connect=CONNECT_SECONDS, read=READ_SECONDS, write=WRITE_SECONDS, pool=POOL_SECONDS
)


@dataclass(frozen=True, slots=True)
class Route:
    """A way to a server. `trusted`: the reader configured its address, so it may be private.

    `proxy` is the address of a proxy, with user and password where it wants them, "" for none; it may be
    private. `insecure`: the server's certificate is not checked.
    """

    trusted: bool = False
    proxy: str = field(default="", repr=False)
    insecure: bool = False


class Network:
    """The clients of one round, each made when it is first needed. Use as an async context manager."""

    def __init__(self, allow_private: Iterable[str] = (), connections: int = 32) -> None:
        self._guard = Guard(allow_private)
        self._connections = connections
        self._clients: dict[Route, httpx2.AsyncClient] = {}
        self._contexts: dict[bool, ssl.SSLContext] = {}

    async def __aenter__(self) -> "Network":
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    def client(self, route: Route) -> httpx2.AsyncClient:
        """The client for a way out."""
        if route not in self._clients:
            self._clients[route] = _client(self._pool(route), self._context(insecure=route.insecure))
        return self._clients[route]

    def _context(self, *, insecure: bool) -> ssl.SSLContext:
        """How servers prove who they are; without a check, ciphers and versions are the same."""
        if insecure not in self._contexts:
            context = httpx2.create_ssl_context(verify=not insecure)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            self._contexts[insecure] = context
        return self._contexts[insecure]

    def _pool(self, route: Route) -> httpcore2.AsyncConnectionPool:
        guard = None if route.trusted else self._guard
        shared: dict[str, Any] = {
            "ssl_context": self._context(insecure=route.insecure),
            "max_connections": self._connections,
            "max_keepalive_connections": self._connections,
            "keepalive_expiry": 5.0,
        }
        if not route.proxy:
            return httpcore2.AsyncConnectionPool(network_backend=Backend(guard), **shared)
        return _ProxiedPool(guard, proxy=_proxy(route.proxy), network_backend=_ToProxy(), **shared)


def _proxy(address: str) -> httpcore2.Proxy:
    url, user, password = split_login(address)
    login = (user.encode(), password.encode()) if user or password else None
    return httpcore2.Proxy(url, auth=login)


# The connection to a proxy that a request has opened.
_opened: Final[ContextVar[httpcore2.AsyncNetworkStream | None]] = ContextVar("opened", default=None)


class _ToProxy(Backend):
    """Connects to the proxy alone, which the reader configured; when that fails, no server is to blame."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            stream = await super().connect_tcp(host, port, timeout, local_address, socket_options)
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
            raise httpcore2.ProxyError("no connection to it") from error
        _opened.set(stream)
        return stream


class _ProxiedPool(httpcore2.AsyncConnectionPool):
    """Asks a proxy, with the guard before each request: behind the proxy nothing can be checked."""

    def __init__(self, guard: Guard | None, **settings: Any) -> None:
        super().__init__(**settings)
        self._guard = guard

    async def handle_async_request(self, request: httpcore2.Request) -> httpcore2.Response:
        place = request.url.origin
        if self._guard is not None:
            await self._guard.check_name(place.host.decode("ascii"), place.port, CONNECT_SECONDS)
        before = _opened.set(None)
        try:
            return await super().handle_async_request(request)
        except BaseException as error:
            if (stream := _opened.get()) is not None:
                await stream.aclose()  # httpcore leaves it open when a SOCKS proxy does not let through
            if isinstance(
                error, SOCKSError | AssertionError
            ):  # it asserts that a proxy keeps to the protocol
                raise httpcore2.ProxyError("it does not speak SOCKS5") from error
            raise
        finally:
            _opened.reset(before)


class _Transport(httpx2.AsyncHTTPTransport):
    """httpx's transport over our pool; httpx has no argument for that."""

    def __init__(self, pool: httpcore2.AsyncConnectionPool, tls: ssl.SSLContext) -> None:
        super().__init__(verify=tls)
        self._pool = pool


def _client(pool: httpcore2.AsyncConnectionPool, tls: ssl.SSLContext) -> httpx2.AsyncClient:
    refuse_all = http.cookiejar.DefaultCookiePolicy(allowed_domains=[])
    return httpx2.AsyncClient(
        transport=_Transport(pool, tls),
        follow_redirects=False,
        timeout=_TIMEOUT,
        cookies=http.cookiejar.CookieJar(policy=refuse_all),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
    )
