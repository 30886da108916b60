"""The feeds: which fail, why and what to do; one is tested, or switched off and on."""

import re
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.screens.feeds import FeedsScreen
from tests.support.feedstates import FEEDS, feeds_in_every_state, without_network
from tests.tui.support import NOW, StillClock, app_on, screen_text

NOTHING_DUE = ["true"]


@pytest.fixture
def told(store: Path) -> Path:
    """A store with feeds in every state."""
    feeds_in_every_state(store, NOW)
    return store


@asynccontextmanager
async def feeds(
    path: Path,
    size: tuple[int, int] = (120, 40),
    poll: list[str] | None = None,
    **given: Any,
) -> AsyncIterator[tuple[FeedsScreen, Pilot[None], DealwatchApp]]:
    """The feeds on a store, each with what it is `given`; with a poller, once its first round is over."""
    chosen = tuple(msgspec.structs.replace(feed, **given) for feed in FEEDS)
    app = app_on(path, poll=poll, feeds=chosen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        while poll and app.poller.progress.ended_at is None:
            await pilot.pause(0.02)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, FeedsScreen)
        yield app.screen, pilot, app


async def until(pilot: Pilot[None], app: DealwatchApp, words: str) -> str:
    """Wait until words are on the screen; the test's own time-out ends a vain wait."""
    while words not in (text := screen_text(app)):
        await pilot.pause(0.02)
    return text


def says(flag: str, *lines: str, then: str = "") -> list[str]:
    """A poller that tells these lines when it is started with a flag, then runs a statement."""
    script = ["import sys, time", f"if {flag!r} in sys.argv:"]
    script += [f"    print({line!r}, file=sys.stderr, flush=True)" for line in lines]
    return [sys.executable, "-c", "\n".join([*script, f"    {then or 'pass'}"])]


@pytest.mark.parametrize("size", [(40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_layout(told: Path, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with feeds(told, size) as (_, pilot, app):
        assert screen_text(app) == snapshot(name="a feed that fails")
        await pilot.press("G", "k")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="a feed that is well")
        await pilot.press("enter")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="its page")


async def test_those_that_fail_come_first_with_why_since_when_and_what_to_do(told: Path) -> None:
    async with feeds(told) as (screen, _, app):
        names = [feed.name for feed in screen.list.window.rows]
        assert names[:3] == [FEEDS[number].name for number in (2, 3, 4)]
        assert names[-1] == FEEDS[6].name
        text = screen_text(app)
        assert "Feeds: 3 of 7 feeds failing" in text
        assert "fails since 25 Jun, 3 times: the server answered 404 Not Found" in text
        assert "what to do: look on its site (o) for its new address" in text
        assert "last answer Wed 24 Jun 2026 14:06, 3 days ago" in text
        assert "next try 28 Jun: it rests after a failure, longer after each" in text


async def test_the_page_under_the_list_follows_the_cursor_with_the_last_attempts(told: Path) -> None:
    async with feeds(told) as (_, pilot, app):
        await pilot.press("j")
        text = screen_text(app)
        assert "fails since 13:46: the server did not answer in time" in text
        assert "13:46  timeout         45.0 s" in text
        await pilot.press("G", "k", "k")
        text = screen_text(app)
        assert "Last attempts (12)" in text
        assert "200 new" in text
        assert "304 unchanged" in text


async def test_a_host_that_wants_to_be_left_alone_says_until_when(told: Path) -> None:
    async with feeds(told) as (_, pilot, app):
        await pilot.press("j", "j")
        assert "next try 15:01: its host wants to be left alone until then" in screen_text(app)


async def test_e_switches_a_feed_off_in_the_store_and_on_again(told: Path) -> None:
    async with feeds(told) as (screen, pilot, app):
        await pilot.press("j", "e")
        await pilot.pause()
        text = screen_text(app)
        assert "The Courier is switched off and not asked any more; e takes that back" in text
        # The cursor goes along with its feed, which stands among the last now.
        assert screen.feed is not None
        assert screen.feed.name == "The Courier"
        assert "7 feeds, 2 failing" in text
        with closing(sqlite3.connect(told)) as connection:
            off = connection.execute("SELECT name FROM feed WHERE enabled = 0 AND configured = 1 ORDER BY 1")
            assert off.fetchall() == [("Quarry Weekly",), ("The Courier",)]
        await pilot.press("e")
        await pilot.pause()
        assert "The Courier is switched on and asked again; e takes that back" in screen_text(app)
        assert "7 feeds, 3 failing" in screen_text(app)


async def test_a_feed_that_is_gone_says_so_and_e_has_it_asked_again(told: Path) -> None:
    with closing(sqlite3.connect(told)) as connection, connection:
        connection.execute(
            "UPDATE feed SET gone_at = ?, next_check = NULL WHERE name = 'Atlantic Wire, Politics'",
            (NOW - 3 * 86_400,),
        )
    async with feeds(told) as (_, pilot, app):
        text = screen_text(app)
        assert "gone for good: it says so since" in text
        assert "it is not asked any more; e has it asked again" in text
        await pilot.press("e")
        await pilot.pause()
        text = screen_text(app)
        assert "Atlantic Wire, Politics is switched on and asked again" in text
        assert "gone for good" not in text


async def test_a_feed_that_has_moved_says_where_it_is_asked(told: Path) -> None:
    with closing(sqlite3.connect(told)) as connection, connection:
        connection.execute(
            "UPDATE feed SET moved_to = 'https://new.example/feed', moved_seen = 3,"
            " moved_at = last_success - 8 * 86400 WHERE name = 'Atlantic Wire, Politics'"
        )
    async with feeds(told, (200, 60)) as (_, _, app):
        text = screen_text(app)
        assert "it has moved for good and is asked at https://new.example/feed" in text


async def test_t_asks_the_one_feed_and_says_how_it_went(told: Path) -> None:
    script = says(
        "--feed",
        '{"event":"start","due":1,"feeds":1}',
        '{"event":"feed","name":"Atlantic Wire, Politics","outcome":"new","new":2,"done":1,"due":1}',
        '{"event":"done","answered":1,"failed":0,"new":2}',
    )
    async with feeds(told, poll=script) as (_, pilot, app):
        before = app.poller.progress.next_at
        await pilot.press("t")
        await until(pilot, app, "Atlantic Wire, Politics: 2 new stories")
        child = app.poller._child
        assert child is not None
        assert child.command[-2:] == ["--feed", "Atlantic Wire, Politics"]
        # A test puts off nothing.
        assert app.poller.progress.next_at == before


async def test_a_test_that_fails_says_why_and_when_it_is_tried_again(told: Path) -> None:
    script = says(
        "--feed",
        '{"event":"start","due":1,"feeds":1}',
        '{"event":"feed","outcome":"failed","done":1,"due":1,"problem":"404 [/]"}',
        f'{{"event":"done","answered":0,"failed":1,"new":0,"next_check":{NOW + 3600}}}',
        then="sys.exit(1)",
    )
    async with feeds(told, poll=script) as (_, pilot, app):
        await pilot.press("t")
        await until(pilot, app, "Atlantic Wire, Politics: 404 [/]; next try 15:06")
        assert app.poller.progress.problem == ""
        assert app.poller.progress.silent == 0


async def test_a_feed_that_was_just_asked_says_from_when_on_it_may_be(told: Path) -> None:
    async with feeds(told, poll=NOTHING_DUE) as (_, pilot, app):
        await pilot.press("j", "j", "t")
        assert "t: its host wants to be left alone until 15:01" in screen_text(app)
        await pilot.press("k", "e", "e")
        await pilot.pause()
        assert not app.poller.checking


async def test_t_says_so_while_a_refresh_is_under_way_and_r_how_far_it_is(told: Path) -> None:
    waits = says(
        "--now",
        '{"event":"start","due":7,"feeds":7}',
        '{"event":"feed","name":"Trade Ledger","new":2,"done":3,"due":7}',
        then="time.sleep(60)",
    )
    async with feeds(told, poll=waits) as (screen, pilot, app):
        await pilot.press("j", "r")
        text = await until(pilot, app, "━━━━────── 3/7   +2")
        # What else stands in the header does not move.
        assert text.splitlines()[0].startswith(
            " dealwatch   Feeds   checked 14:01, 5 min ago   7 feeds, 3 failing"
        )
        assert screen.list.cursor == 1
        assert app.focused is screen.list
        await pilot.press("t")
        assert "t: a refresh is under way: checking 3 of 7, Trade Ledger" in screen_text(app)
        await pilot.press("r")
        assert "r: a refresh is under way: checking 3 of 7, Trade Ledger" in screen_text(app)
        await pilot.press("R")
        await until(pilot, app, "the refresh was stopped")
        assert "3/7" not in screen_text(app)


async def test_offline_says_why_nothing_can_be_asked(told: Path) -> None:
    async with feeds(told) as (_, pilot, app):
        await pilot.press("t")
        assert "t: offline: start without --offline to ask the feeds" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_certificate_that_is_not_checked_is_marked(told: Path, size: tuple[int, int]) -> None:
    async with feeds(told, size, insecure=True) as (_, pilot, app):
        text = screen_text(app)
        assert "certificate not checked: anybody on the way could answer in its place" in text
        assert len(re.findall(r"(?m)^┃    .*certificate not checked; ok", text)) == 2
        await pilot.press("enter")
        await pilot.pause()
        assert "certificate not checked: anybody on the way" in screen_text(app)
    async with feeds(told, size) as (_, _, app):
        assert "certificate" not in screen_text(app)


async def test_a_feed_with_an_interval_of_its_own_may_be_asked_as_often(told: Path) -> None:
    said = []
    for minutes in (0, 5):
        async with feeds(told, poll=NOTHING_DUE, interval_minutes=minutes) as (screen, pilot, app):
            while screen.feed and screen.feed.name != FEEDS[1].name:
                await pilot.press("j")
            assert isinstance(app.clock, StillClock)
            app.clock.at = NOW - 40 * 60  # seven minutes after it was asked
            said.append(screen.refusal("feeds.test"))
    assert said[0].endswith("it may be asked again from 13:28 on")
    assert said[1] == ""


async def test_o_opens_the_address_of_the_feed(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with feeds(told) as (_, pilot, app):
        opened: list[str] = []
        monkeypatch.setattr(app, "open_url", opened.append)
        await pilot.press("o")
        assert opened == ["https://wire.example/feed.xml"]


async def test_an_address_with_a_password_is_shown_without_it(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE feed SET url = 'https://me:secret@feeds.example.org/tech.xml?token=abc'")
    async with feeds(store) as (_, pilot, app):
        assert "secret" not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "secret" not in screen_text(app)


async def test_before_the_first_refresh_there_is_nothing_to_do_but_that(empty_store: Path) -> None:
    async with feeds(empty_store) as (_, pilot, app):
        assert "No feed has been asked yet: r asks them." in screen_text(app)
        for key in ("t", "e", "o", "enter"):
            await pilot.press(key)
            assert "no feed is known here yet" in screen_text(app)


async def test_no_network_is_said_with_since_when_and_what_is_shown(told: Path) -> None:
    without_network(told, NOW - 200)
    async with feeds(told, poll=NOTHING_DUE) as (_, pilot, app):
        text = await until(pilot, app, "no network; next try 14:21")
        assert "offline since 14:02, showing what was stored at 13:13" in text
        assert "no network since 14:02" in text
        await pilot.press("escape")
        assert "offline since 14:02" in screen_text(app)
