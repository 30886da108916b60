"""One feed or page from the network as a value: what came, that nothing changed, or what went wrong.

Redirects, size, decoding and time are kept in hand here; the HTTP client only speaks the protocol.
"""

import asyncio
import ssl
import zlib
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx2

from dealwatch.address import same_host, same_origin, without_login
from dealwatch.feeds.decode import CODINGS, PIECE_BYTES, Decoder
from dealwatch.feeds.guard import NameNotFound, Refused
from dealwatch.feeds.headers import conditional, fresh_for, retry_after, validator
from dealwatch.feeds.login import Login, send
from dealwatch.feeds.network import Network, Route
from dealwatch.feeds.problems import Problem, problem
from dealwatch.text import clean_line

MAX_HOPS: Final = 5
MAX_HEADER_BYTES: Final = 64 * 1024
T = TypeVar("T")
_PROXY_WANTS_LOGIN: Final = 407
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FEED_TYPES: Final = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_PAGE_TYPES: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What is asked for. `now` is UTC seconds; validators are given as they were stored, "" for none.

    `trusted`: the reader configured this address, so its own host may be private. `proxy` is the address of a
    proxy, "" for none. `login` is for this address's own server alone. `insecure`: the certificate of its
    host is not checked.
    """

    url: str
    now: int
    etag: str = ""
    last_modified: str = ""
    trusted: bool = True
    page: bool = False
    user_agent: str = ""
    proxy: str = field(default="", repr=False)
    insecure: bool = False
    login: Login | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: bytes of the decoded body, and seconds over all redirects (0 = no bound)."""

    max_bytes: int = 10_000_000
    seconds: float = 45.0


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status that told it, and where it leads."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer. `url` is where it came from in the end; `wire_bytes` is what crossed the network.

    `fresh_for` are the seconds during which it need not be asked for again.
    """

    url: str
    body: bytes
    content_type: str
    etag: str
    last_modified: str
    fresh_for: int
    wire_bytes: int
    hops: tuple[Hop, ...] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class NotModified:
    """Nothing changed. Validators are None where the server did not repeat them: the stored ones stay."""

    url: str
    etag: str | None
    last_modified: str | None
    fresh_for: int
    hops: tuple[Hop, ...] = ()
    status: int = 304


Answer = Fetched | NotModified | Problem

# ValueError: addresses that cannot be taken apart.
_EXPECTED: Final = (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError)


async def fetch(network: Network, request: FetchRequest, limits: Limits) -> Answer:
    """Ask for one address, following at most five redirects; never raises for what a server does.

    Cancellation goes through.
    """
    return await _within(limits, _follow(network, request, limits))


async def step(
    network: Network, request: FetchRequest, limits: Limits, hops: tuple[Hop, ...] = ()
) -> Answer | Hop:
    """`fetch` one redirect at a time: the answer, or the next `Hop`; then ask again, with all `hops`."""
    return await _within(limits, _step(network, request, limits, hops))


async def _within(limits: Limits, work: Awaitable[T]) -> T | Problem:
    try:
        async with asyncio.timeout(limits.seconds or None):
            return await work
    except TimeoutError:
        return problem("timeout", f"{limits.seconds:g} seconds")
    except _EXPECTED as error:
        return _from_exception(error)


def _from_exception(error: Exception) -> Problem:
    """The problem behind an exception of the client; its text is the server's and is cleaned."""
    if isinstance(error, httpx2.ProxyError):
        return problem("proxy", clean_line(str(error), 120))
    causes = _causes(error)
    for cause in causes:
        if isinstance(cause, Refused):
            return Problem("not_allowed", str(cause))
        if isinstance(cause, NameNotFound):
            return problem("dns")
        if isinstance(cause, ssl.SSLError):
            return problem("tls", clean_line(cause.reason or "", 100))
    kind = next((kind for classes, kind in _KINDS if isinstance(error, classes)), "read")
    if kind == "protocol" and "without sending complete message body" in str(error):
        kind = "short_body"
    return problem(kind, clean_line(str(error), 120) if kind == "protocol" else "")


_KINDS: Final[tuple[tuple[tuple[type[Exception], ...], str], ...]] = (
    ((httpx2.TimeoutException,), "timeout"),
    ((httpx2.ConnectError,), "connect"),
    ((httpx2.ProtocolError,), "protocol"),
    ((httpx2.InvalidURL, httpx2.UnsupportedProtocol, ValueError), "bad_redirect"),
)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


async def _follow(network: Network, request: FetchRequest, limits: Limits) -> Answer:
    hops: tuple[Hop, ...] = ()
    while True:
        answer = await _step(network, request, limits, hops)
        if not isinstance(answer, Hop):
            return answer
        hops = (*hops, answer)


async def _step(
    network: Network, request: FetchRequest, limits: Limits, hops: tuple[Hop, ...]
) -> Answer | Hop:
    """What the address answers that the redirects so far have led to; a `Hop` that may be followed."""
    asked = [without_login(request.url), *(hop.url for hop in hops)]
    answer = await _ask(network, request, asked[-1], hops, limits)
    if not isinstance(answer, Hop):
        return answer
    if (refusal := _refuse_hop(asked[-1], answer.url)) is not None:
        return refusal
    if _without_fragment(answer.url) in map(_without_fragment, asked):
        return problem("redirect_loop")
    return problem("too_many_redirects") if len(hops) == MAX_HOPS else answer


def _refuse_hop(before: str, after: str) -> Problem | None:
    old, new = urlsplit(before), urlsplit(after)
    if new.scheme not in ("http", "https") or not new.hostname:
        return problem("bad_redirect")
    if old.scheme == "https" and new.scheme == "http":
        return problem("downgrade")
    return None


def _without_fragment(url: str) -> str:
    return url.partition("#")[0]


async def _ask(
    network: Network, request: FetchRequest, url: str, hops: tuple[Hop, ...], limits: Limits
) -> Answer | Hop:
    """One request; a `Hop` when the answer leads on."""
    at_home = same_origin(url, request.url)
    client = network.client(
        Route(
            trusted=request.trusted and at_home,
            proxy=request.proxy,
            insecure=request.insecure and same_host(url, request.url),
        )
    )
    asked = client.build_request("GET", url, headers=list(_headers(request, at_home=at_home).items()))
    response = await send(client, asked, request.login if at_home else None)
    try:
        if response.status_code in _REDIRECTS and response.headers.get("location"):
            leads_to = without_login(urljoin(url, response.headers["location"].strip()))
            return Hop(response.status_code, leads_to)
        return await _take(response, request, url, hops, limits)
    finally:
        await response.aclose()


def _headers(request: FetchRequest, *, at_home: bool) -> dict[bytes, bytes]:
    """Validators are the origin's own: they do not cross to another."""
    headers: dict[bytes, bytes] = {b"Accept": (_PAGE_TYPES if request.page else _FEED_TYPES).encode()}
    if request.user_agent:
        headers[b"User-Agent"] = request.user_agent.encode("latin-1", "replace")
    return headers | conditional(request.etag, request.last_modified, request.now) if at_home else headers


async def _take(
    response: httpx2.Response, request: FetchRequest, url: str, hops: tuple[Hop, ...], limits: Limits
) -> Answer:
    """The answer that a response without redirect is."""
    raw = {name.lower(): value for name, value in response.headers.raw}
    if sum(len(name) + len(value) + 4 for name, value in response.headers.raw) > MAX_HEADER_BYTES:
        return problem("header_too_large")
    if response.headers.get("cf-mitigated") == "challenge":
        return problem("bot_challenge", status=response.status_code)
    if request.proxy and response.status_code == _PROXY_WANTS_LOGIN:
        return problem("proxy", "it wants a user and a password")
    fresh = fresh_for(response.headers)
    if response.status_code == 304 and (request.etag or request.last_modified):
        # It has no body; who reads that to its end keeps the connection for the host's next feed.
        async for _ in response.aiter_raw():
            pass
        return NotModified(
            url,
            validator(raw, b"etag") if b"etag" in raw else None,
            validator(raw, b"last-modified") if b"last-modified" in raw else None,
            fresh,
            hops,
        )
    if response.status_code not in (200, 203):
        wait = retry_after(response.headers, request.now) if response.status_code in (403, 429, 503) else None
        kind = f"http_{response.status_code}"
        return problem(kind, status=response.status_code, retry_after=wait)
    body = await _body(response, limits.max_bytes)
    if isinstance(body, Problem):
        return body
    return Fetched(
        url=url,
        body=body,
        content_type=clean_line(response.headers.get("content-type", ""), 200),
        etag=validator(raw, b"etag"),
        last_modified=validator(raw, b"last-modified"),
        fresh_for=fresh,
        wire_bytes=response.num_bytes_downloaded,
        hops=hops,
        status=response.status_code,
    )


async def _body(response: httpx2.Response, max_bytes: int) -> bytes | Problem:
    """The decoded body, at most `max_bytes` of it, and at most half of that over the wire when compressed."""
    codings = [coding.strip().lower() for coding in response.headers.get("content-encoding", "").split(",")]
    codings = [coding for coding in codings if coding not in ("", "identity")]
    if len(codings) > 1 or (codings and codings[0] not in CODINGS):
        return problem("unknown_coding", clean_line(", ".join(codings), 60))
    decoder = Decoder(codings[0]) if codings else None
    wire_limit = max_bytes // 2 if decoder and max_bytes else max_bytes
    parts: list[bytes] = []
    wire = size = 0
    try:
        async for chunk in response.aiter_raw(PIECE_BYTES):
            wire += len(chunk)
            if wire_limit and wire > wire_limit:
                return problem("too_large")
            for part in decoder.decode(chunk) if decoder else (chunk,):
                size += len(part)
                if max_bytes and size > max_bytes:
                    return problem("too_large")
                parts.append(part)
    except zlib.error:
        return problem("bad_coding")
    if decoder is not None and wire and not decoder.complete:
        return problem("bad_coding")
    return b"".join(parts)
