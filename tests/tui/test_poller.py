"""The poller's lifeline: what it says, when it runs, and how it is ended."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from dealwatch.tui.bars import header_right
from dealwatch.tui.child import Child
from dealwatch.tui.poller import Poller, Progress, heard
from tests.support.until import until
from tests.tui.support import HOUR, NOW, StillClock, app_on, screen_text

SAYS_ALL = r"""
import sys
for line in (
    '{"event":"start","due":2,"feeds":3}',
    '{"event":"feed","name":"BBC [/]News","outcome":"new","new":3,"done":1,"due":2,"problem":""}',
    'not json at all',
    '{"event":"done","answered":2,"failed":0,"new":3,"next_check":1764000000}',
):
    print(line, file=sys.stderr, flush=True)
"""
WAITS = r"""
import sys, time
print('{"event":"start","due":41,"feeds":41}', file=sys.stderr, flush=True)
print('{"event":"feed","name":"BBC Technology","new":2,"done":12,"due":41}', file=sys.stderr, flush=True)
time.sleep(60)
"""
ALL_FAIL = r"""
import sys
print('{"event":"start","due":3,"feeds":3}', file=sys.stderr)
print('{"event":"done","answered":0,"failed":3,"new":0}', file=sys.stderr)
sys.exit(1)
"""
CRASHES = "import sys; print('no such module', file=sys.stderr); sys.exit(3)"


def command(script: str) -> list[str]:
    return [sys.executable, "-c", script]


class Watched:
    """A poller with what it told."""

    def __init__(self, script: str | None, every_minutes: float = 15) -> None:
        self.clock = StillClock()
        self.troubles: list[str] = []
        self.poller = Poller(command(script) if script else None, every_minutes, self.clock,
                             lambda: None, self.troubles.append)  # fmt: skip

    async def round(self) -> Progress:
        assert self.poller.start()
        await until(lambda: not self.poller.checking)
        return self.poller.progress


async def test_a_round_tells_how_far_it_is_and_what_came_in() -> None:
    watched = Watched(SAYS_ALL)
    progress = await watched.round()
    assert (progress.phase, progress.done, progress.due, progress.new) == ("idle", 1, 2, 3)
    assert progress.name == "BBC [/]News"
    assert progress.next_at == NOW + 15 * 60
    assert watched.troubles == []


async def test_the_next_round_begins_when_its_time_has_come() -> None:
    watched = Watched(SAYS_ALL)
    await watched.round()
    watched.poller.tick()
    assert not watched.poller.checking
    watched.clock.at += 15 * 60
    watched.poller.tick()
    assert watched.poller.checking
    await watched.poller.stop()


async def test_zero_minutes_mean_only_when_asked() -> None:
    watched = Watched(SAYS_ALL, every_minutes=0)
    progress = await watched.round()
    assert progress.next_at is None


async def test_without_a_command_nothing_is_ever_started() -> None:
    poller = Watched(None).poller
    assert not poller.start()
    assert poller.progress.phase == "offline"
    await poller.stop()


async def test_a_second_start_does_not_run_beside_the_first() -> None:
    poller = Watched(WAITS).poller
    assert poller.start()
    assert not poller.start()
    await poller.stop()


async def test_no_feed_answering_is_said_once() -> None:
    watched = Watched(ALL_FAIL)
    await watched.round()
    progress = await watched.round()
    assert watched.troubles == ["none of 3 feeds answered: press s for why"]
    assert progress.next_at == NOW + 15 * 60


async def test_a_crash_is_said_once_and_tried_again_with_back_off() -> None:
    watched = Watched(CRASHES)
    waits = []
    for _ in range(6):
        progress = await watched.round()
        waits.append((progress.next_at or 0) - NOW)
    assert waits == [60, 120, 240, 480, 900, 900]
    assert watched.troubles == ["the poller ended with status 3: no such module"]


async def test_a_command_that_is_not_there_is_a_sentence() -> None:
    watched = Watched(None)
    watched.poller._command = ["/nonexistent/dealwatch"]
    await watched.round()
    assert "No such file" in watched.troubles[0]


async def test_ending_a_child_ends_what_it_has_started(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    script = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(told)!r}, 'w').write(str(child.pid))\n"
        "print('started', file=sys.stderr, flush=True)\ntime.sleep(60)"
    )
    child = Child(command(script))
    lines: list[str] = []
    run = asyncio.create_task(child.run(lines.append))
    await until(lambda: bool(lines))
    await child.end()
    assert await run < 0
    await until(lambda: not _alive(int(told.read_text())))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


async def test_a_child_that_ignores_being_asked_is_killed() -> None:
    script = (
        "import signal, sys, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('x', file=sys.stderr, flush=True)\ntime.sleep(60)"
    )
    child = Child(command(script))
    lines: list[str] = []
    run = asyncio.create_task(child.run(lines.append))
    await until(lambda: bool(lines))
    await child.end()
    assert await run == -9


async def test_a_child_runs_at_a_lower_priority() -> None:
    script = "import os, sys, time; time.sleep(0.3); print(os.nice(0), file=sys.stderr)"
    lines: list[str] = []
    await Child(command(script)).run(lines.append)
    assert int(lines[0]) == min(os.nice(0) + 10, 19)


@pytest.mark.parametrize(
    "line",
    ["", "null", "[]", '{"event": 3}', '{"event":"unknown"}', "{", '{"event":"feed","new":"x"}', "\x00"],
)
def test_lines_that_say_nothing_change_nothing(line: str) -> None:
    before = Progress("checking", done=1, due=2)
    assert heard(before, line) == before


async def test_the_status_line_follows_a_refresh_and_r_says_how_far_it_is(store: Path) -> None:
    app = app_on(store, poll=command(WAITS))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "checking 12 of 41, BBC Technology   +2 new" in screen_text(app))
        await pilot.press("r")
        assert "a refresh is under way: checking 12 of 41" in screen_text(app)
        await pilot.press("R")
        await until(lambda: "the refresh was stopped" in screen_text(app))
        assert "next check 14:21" in screen_text(app)
        assert "checked 14:02, 4 min ago   1 feed ok" in screen_text(app)


TELLS_HOW = r"""
import sys
print('{"event":"start","due":0,"feeds":3}', file=sys.stderr)
print('{"event":"feed","name":"%s"}' % " ".join(sys.argv[1:]), file=sys.stderr)
print('{"event":"done","answered":0,"failed":0,"new":0}', file=sys.stderr)
"""


async def test_what_is_due_is_asked_by_itself_and_all_that_may_be_by_r() -> None:
    watched = Watched(TELLS_HOW)
    assert (await watched.round()).name == "--once"
    assert watched.poller.start(asked=True)
    await until(lambda: not watched.poller.checking)
    assert (watched.poller.progress.name, watched.poller.progress.asked) == ("--now", True)


async def test_r_says_when_feeds_may_be_asked_again_if_none_may_be_now(store: Path) -> None:
    app = app_on(store, poll=command(TELLS_HOW))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: app.poller.progress.ended_at is not None)
        assert "asked again" not in screen_text(app)
        await pilot.press("r")
        # The one feed was asked at 14:02, and none is asked again within a quarter of an hour.
        await until(lambda: "from 14:17 on they may be asked again" in screen_text(app))


async def test_quitting_in_the_middle_of_a_refresh_ends_the_poller(store: Path) -> None:
    app = app_on(store, poll=command(WAITS))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: app.poller.progress.due == 41)
        assert app.poller._child is not None
        process = app.poller._child._process
        await pilot.press("q")
    assert process is not None
    assert process.returncode is not None
    assert app.return_code == 0


async def test_trouble_is_told_in_the_status_line_and_nothing_else_is_lost(store: Path) -> None:
    app = app_on(store, poll=command(ALL_FAIL))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "none of 3 feeds answered" in screen_text(app))
        app.clock.at += HOUR // 100  # type: ignore[attr-defined]
        await pilot.press("j")
        assert "none of 3 feeds answered: press s for why; next check 14:21" in screen_text(app)
        assert "UK and US pause" in screen_text(app)


async def test_a_test_of_one_feed_puts_off_nothing_and_says_nothing_of_the_others() -> None:
    watched = Watched(TELLS_HOW)
    next_at = (await watched.round()).next_at
    watched.clock.at += 60
    assert watched.poller.start(only="BBC, World")
    await until(lambda: not watched.poller.checking)
    progress = watched.poller.progress
    assert (progress.name, progress.only, progress.asked) == ("--feed BBC, World", "BBC, World", True)
    assert progress.next_at == next_at


NO_NETWORK = (
    "import sys\n"
    """print('{"event":"start","due":3,"feeds":3}', file=sys.stderr)\n"""
    """print('{"event":"done","answered":0,"failed":3,"new":0,"next_check":%d}', file=sys.stderr)\n"""
    "sys.exit(1)"
)


@pytest.mark.parametrize(("soon", "wait"), [(120, 120), (5, 60), (7200, 900)])
async def test_without_a_network_it_is_tried_again_as_soon_as_the_feeds_say(soon: int, wait: int) -> None:
    progress = await Watched(NO_NETWORK % (NOW + soon)).round()
    assert (progress.next_at or 0) - NOW == wait


def test_the_bar_grows_in_its_place() -> None:
    early = Progress("checking", done=3, due=41)
    late = Progress("checking", done=40, due=41, new=120)
    bars_of = ["".join(text for text, _ in header_right(7, progress, 120)) for progress in (early, late)]
    assert bars_of == ["────────── 3/41       7 new ", "━━━━━━━━━─ 40/41 +120 7 new "]
    assert header_right(0, Progress(), 120) == []
    assert header_right(0, early, 50) == []


async def test_a_poller_that_died_is_said_to_be_started_again(store: Path) -> None:
    app = app_on(store, poll=command(CRASHES))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "the poller ended with status 3: no such module" in screen_text(app))
        app.unsay()
        await pilot.pause()
        assert "the poller ended with status 3: no such module; next start 14:07" in screen_text(app)
