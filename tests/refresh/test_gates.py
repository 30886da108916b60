"""The gates of hosts and domains: who is left alone, for how long, and who with them."""

import asyncio
from pathlib import Path

import pytest

from dealwatch.feeds.domains import registrable
from dealwatch.refresh import plan
from dealwatch.refresh.hosts import Hosts
from dealwatch.refresh.plan import MINUTE, Gate
from dealwatch.store.record import HostGate, open_store
from tests.refresh.support import StillClock, config, new_store
from tests.refresh.test_plan import Feed

NOW = int(StillClock().at)
ONE, TWO, THREE = "one.example.org:443", "two.example.org:443", "three.example.org:443"


def hosts(clock: StillClock | None = None, gates: dict[str, Gate] | None = None) -> Hosts:
    """The hosts of a round without gaps."""
    return Hosts(config([]).refresh, clock or StillClock(), gates or {})


async def may_ask(round_: Hosts, host: str) -> bool:
    """Whether a host may be asked now; asks it."""
    slots = asyncio.Semaphore(8)
    async with round_.turn(host, slots) as allowed:
        return allowed


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("one.example.org:443", "example.org"),
        ("example.org:80", "example.org"),
        ("feeds.news.example.co.uk:443", "example.co.uk"),
        ("reader.github.io:443", "reader.github.io"),
        ("co.uk:443", ""),
        ("192.0.2.7:443", ""),
        ("[2001:db8::1]:443", ""),
        ("localhost:8080", ""),
        ("wiki.intranet:80", ""),
    ],
)
def test_the_registered_part_of_a_name(host: str, domain: str) -> None:
    assert registrable(host) == domain


async def test_two_hosts_that_say_too_many_close_their_domain() -> None:
    round_ = hosts()
    round_.close(ONE, NOW + 600, NOW)
    assert await may_ask(round_, THREE)
    round_.close(TWO, NOW + 900, NOW + 9 * MINUTE)
    assert not await may_ask(round_, THREE)
    assert round_.gate(THREE).until == NOW + 900
    assert await may_ask(round_, "one.example.net:443")


@pytest.mark.parametrize("named", ["one.example.org", "two.example.org:443", "example.org"])
async def test_a_domain_may_be_kept_from_being_closed(named: str) -> None:
    before = {"*.example.org": Gate(NOW + 600, NOW)}
    round_ = Hosts(config([]).refresh, StillClock(), before, narrow=[named])
    round_.close(ONE, NOW + 600, NOW)
    round_.close(TWO, NOW + 600, NOW)
    assert await may_ask(round_, THREE)
    assert not await may_ask(round_, ONE)


async def test_two_that_say_so_an_hour_apart_do_not() -> None:
    round_ = hosts()
    round_.close(ONE, NOW + 600, NOW)
    round_.close(TWO, NOW + 3_600, NOW + 11 * MINUTE)
    assert await may_ask(round_, THREE)


async def test_a_server_in_trouble_closes_nobody_else() -> None:
    round_ = hosts()
    round_.close(ONE, NOW + 600, None)
    round_.close(TWO, NOW + 600, None)
    assert await may_ask(round_, THREE)


async def test_numbers_and_single_names_have_no_domain() -> None:
    round_ = hosts()
    for host in ("192.0.2.1:80", "192.0.2.2:80", "alpha:80", "beta:80"):
        round_.close(host, NOW + 600, NOW)
    assert await may_ask(round_, "192.0.2.3:80")
    assert await may_ask(round_, "gamma:80")


async def test_a_domain_that_said_too_many_is_asked_once_a_minute_in_all() -> None:
    clock = StillClock()
    round_ = hosts(clock, {"*.example.org": Gate(NOW - 1, NOW - 3_600)})
    assert await may_ask(round_, ONE)
    assert not await may_ask(round_, TWO)
    clock.at += 66
    assert await may_ask(round_, TWO)


def test_a_feed_behind_its_domains_gate_is_not_due() -> None:
    feed = Feed("https://one.example.org/feed")
    gates = {"*.example.org": Gate(NOW + 60)}
    usual = config([]).refresh
    assert plan.due([feed], gates, NOW, usual, eager=True) == []
    assert plan.next_due([feed], gates, usual) == NOW + 60
    assert plan.due([feed], {"*.ample.org": Gate(NOW + 60)}, NOW, usual) == [feed]


def test_a_gate_outlives_the_poller(tmp_path: Path) -> None:
    path = new_store(tmp_path)
    gate = HostGate("*.example.org", NOW + 600, NOW)
    with open_store(path) as store:
        store.keep_gates([gate])
    with open_store(path) as store:
        assert store.host_gates() == {"*.example.org": gate}
