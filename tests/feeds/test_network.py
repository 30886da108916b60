"""The guard in front of private addresses."""

import asyncio
import ipaddress
import socket
import threading
import time
from typing import Any

import pytest

from dealwatch.feeds.fetch import Answer, Fetched, FetchRequest, Limits, fetch
from dealwatch.feeds.guard import is_allowed, is_public
from dealwatch.feeds.network import Network
from dealwatch.feeds.problems import Problem
from tests.support.feedserver import FeedServer

NOW = 1_780_000_000


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.1.2.3", "169.254.169.254"),
        *("172.16.0.1", "192.0.0.8", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2002:c0a8:101::1"),
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_hosts_are_allowed_by_name_with_or_without_port() -> None:
    assert is_allowed("Intranet.example", 8080, ["intranet.example"])
    assert is_allowed("intranet.example", 8080, ["intranet.example:8080"])
    assert is_allowed("::1", 80, ["[::1]"])
    assert not is_allowed("intranet.example", 8081, ["intranet.example:8080"])
    assert not is_allowed("sub.intranet.example", 80, ["intranet.example"])


def get(url: str, *, trusted: bool, allow: tuple[str, ...] = ()) -> Answer:
    async def run() -> Answer:
        async with Network(allow) as network:
            return await fetch(network, FetchRequest(url, NOW, trusted=trusted), Limits())

    return asyncio.run(run())


def resolve(monkeypatch: pytest.MonkeyPatch, answers: list[list[str]]) -> None:
    """Let look-ups of names be answered with these, one after the other."""

    def look_up(_host: str, port: int, **_: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, [["93.184.215.14", "127.0.0.1"]])
    answer = get("http://two.example/feed", trusted=False)
    assert isinstance(answer, Problem)
    assert answer.kind == "not_allowed"


def test_a_name_is_looked_up_once_and_the_address_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with FeedServer() as server:
        server.put("/feed", b"<rss/>")
        answers = [["127.0.0.1"]]
        resolve(monkeypatch, answers)
        url = f"http://rebinds.example:{server.port}/feed"
        assert isinstance(get(url, trusted=False, allow=("rebinds.example",)), Fetched)
        assert answers == []
        assert server.requests[0].headers["host"] == f"rebinds.example:{server.port}"


def test_a_look_up_that_hangs_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait(20) and [])
    began = time.monotonic()

    async def run() -> Answer:
        async with Network() as network:
            return await fetch(network, FetchRequest("http://slow.example/", NOW), Limits(seconds=0.2))

    answer = asyncio.run(run())
    ended.set()
    assert isinstance(answer, Problem)
    assert answer.kind == "timeout"
    assert time.monotonic() - began < 3
