"""Servers that send for ever: headers or a body that never end, a byte at a time or as fast as they can."""

import asyncio
import gzip
import tracemalloc
from collections.abc import Callable, Sequence

import httpx2
import pytest

from dealwatch.feeds.fetch import Answer, FetchRequest, Limits, fetch
from dealwatch.feeds.network import (
    CONNECT_SECONDS,
    POOL_SECONDS,
    READ_SECONDS,
    WRITE_SECONDS,
    Network,
    Route,
)
from dealwatch.feeds.problems import Problem
from tests.support.serving import Serving

NOW = 1_780_000_000
OK = b"HTTP/1.1 200 OK\r\n"
MEGABYTE = 1 << 20


class Endless(Serving):
    """Sends `first`, then `piece` again and again, `pause` seconds apart, until nobody listens."""

    def __init__(self, first: bytes, piece: bytes, pause: float = 0.0) -> None:
        super().__init__("127.0.0.1", 0, None)
        self._first, self._piece, self._pause = first, piece, pause
        self.sent = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(self._first)
        while not writer.is_closing():
            writer.write(self._piece)
            self.sent += len(self._piece)
            await writer.drain()
            await asyncio.sleep(self._pause)


def get(server: Serving, limits: Limits) -> Answer:
    """What a fetch makes of a server."""

    async def run() -> Answer:
        async with Network() as network:
            return await fetch(network, FetchRequest(f"http://127.0.0.1:{server.port}/", NOW), limits)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("first", "piece"),
    [(OK, b"X: 1\r\n"), (OK + b"\r\n", b"x"), (b"", b"H")],
    ids=["header", "body", "status line"],
)
def test_what_drips_ends_with_the_whole_time(first: bytes, piece: bytes) -> None:
    with Endless(first, piece, 0.02) as server:
        answer = get(server, Limits(seconds=0.4))
    assert isinstance(answer, Problem)
    assert answer.kind == "timeout"


class Deaf(Serving):
    """Takes connections and reads nothing from them."""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        del reader, writer
        await asyncio.sleep(60)


def hurried(user_agents: Sequence[str], **seconds: float) -> list[Answer]:
    """What requests at once make of a deaf server, with one connection and `seconds` of patience."""

    async def run() -> list[Answer]:
        async with Network(connections=1) as network:
            client = network.client(Route(trusted=True))
            usual = client.timeout
            assert usual == httpx2.Timeout(
                connect=CONNECT_SECONDS, read=READ_SECONDS, write=WRITE_SECONDS, pool=POOL_SECONDS
            )
            client.timeout = httpx2.Timeout(**(usual.as_dict() | seconds))
            return await asyncio.gather(
                *(
                    fetch(network, FetchRequest(url, NOW, user_agent=name), Limits(seconds=3))
                    for name in user_agents
                )
            )

    with Deaf() as server:
        url = f"http://127.0.0.1:{server.port}/"
        return asyncio.run(run())


def test_a_server_that_does_not_read_what_is_asked_ends_with_the_time_for_it() -> None:
    (answer,) = hurried(["x" * 20_000_000], write=0.2, read=2.5)
    assert answer == Problem("timeout", "the server did not answer in time")


def test_who_waits_for_a_connection_in_vain_ends_with_the_time_for_it() -> None:
    first, second = hurried(["one", "two"], pool=0.2, read=1.0)
    assert first == second == Problem("timeout", "the server did not answer in time")


@pytest.mark.parametrize(
    ("header", "piece", "crosses"),
    [
        (b"", b"x" * 65_536, 4 * MEGABYTE),
        (b"Content-Encoding: gzip\r\n", gzip.compress(bytes(MEGABYTE)), MEGABYTE),
    ],
    ids=["plain", "compressed"],
)
def test_what_never_ends_stops_at_the_cap_and_fills_no_memory(
    header: bytes, piece: bytes, crosses: int
) -> None:
    def peak(work: Callable[[], Answer]) -> tuple[Answer, int]:
        tracemalloc.start()
        try:
            return work(), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    with Endless(OK + header + b"\r\n", piece) as server:
        answer, most = peak(lambda: get(server, Limits(max_bytes=2 * MEGABYTE)))
        sent = server.sent
    assert isinstance(answer, Problem)
    assert answer.kind == "too_large"
    # What the system keeps between the two counts as sent.
    assert sent <= crosses + 8 * MEGABYTE
    assert most < 30 * MEGABYTE
