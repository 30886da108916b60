"""The timeline: what it shows, how it is moved, and what its rows lead to."""

import datetime as dt
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.moments import KINDS
from dealwatch.tui.screens.timeline import TimelineScreen
from tests.support.timeline import timeline_store
from tests.tui.support import NOW, PAUSE, StillClock, Told, app_on, screen_text, stories, tell


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline_store(tmp_path_factory.mktemp("timeline") / "dealwatch.db")


@pytest.fixture
def told(tmp_path: Path, _template: Path) -> Path:
    """A store of its own for each test."""
    for file in _template.parent.glob(f"{_template.name}*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / _template.name


@asynccontextmanager
async def timeline(
    path: Path, size: tuple[int, int] = (120, 40), clock: StillClock | None = None
) -> AsyncIterator[tuple[TimelineScreen, Pilot[None], DealwatchApp]]:
    """The timeline on a store."""
    app = app_on(path, clock=clock)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)
        yield app.screen, pilot, app


def row_of(screen: TimelineScreen) -> str:
    """What the row under the cursor is about, and when."""
    row = screen.list.current
    assert row is not None
    return f"{getattr(row, 'date', '')} {getattr(row, 'subject_name', '')}".strip()


@pytest.mark.parametrize("size", [(40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_layout(told: Path, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with timeline(told, size) as (_, pilot, app):
        assert screen_text(app) == snapshot(name="opened")
        await pilot.press("+", "j", "j", "j")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="closer")
        await pilot.press("space", "F")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="one subject with its stories")


async def test_what_is_ahead_stands_over_what_has_happened_and_says_in_how_many_days(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        lines = screen_text(app).splitlines()
        ahead = next(n for n, line in enumerate(lines) if "── ahead ─" in line)
        so_far = next(n for n, line in enumerate(lines) if "── so far, 27 Jun 2026 ─" in line)
        between = lines[ahead + 1 : so_far]
        assert "in 27 days: Section 122" in between[0]
        assert "in 10 days: USTR hearings" in between[1]
        # The cursor stands on what has happened last, and passes over the divider.
        assert row_of(screen) == "2026-06-26 Digital tax"
        await pilot.press("k")
        assert row_of(screen).startswith("2026-07-07")
        await pilot.press("j")
        assert row_of(screen) == "2026-06-26 Digital tax"
        await pilot.press("g")
        assert row_of(screen).startswith("2026-07-24")


async def test_decisions_of_yours_and_of_the_rule_are_rows(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        await pilot.press("f", "f", "f")
        assert screen.kinds == "decisions"
        text = screen_text(app)
        assert "taken back: terminated since 10 Jun 2026, “a thr" in text
        decided = [line for line in text.splitlines() if "by rule" in line or "by you" in line]
        assert len(decided) == 2
        assert "on hold → ~ negotiating: “talks on quantum" in decided[1]
        assert screen.list.window.total == 2


async def test_kinds_go_round_both_ways_and_the_title_says_which(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        seen = []
        for _ in KINDS:
            await pilot.press("f")
            seen.append(screen.kinds)
            assert (f"Entries, {screen.kinds} " in screen_text(app)) == (screen.kinds != KINDS[0])
        assert seen == [*KINDS[1:], KINDS[0]]
        await pilot.press("F")
        assert screen.kinds == KINDS[-1]
        await pilot.press("escape")
        assert screen.kinds == KINDS[0]


async def test_a_row_that_other_kinds_hide_has_the_cursor_again_when_they_are_shown(told: Path) -> None:
    async with timeline(told) as (screen, pilot, _):
        await pilot.press(*["j"] * 6)
        before = row_of(screen)
        for _ in KINDS:
            await pilot.press("f")
            await pilot.pause()
        assert row_of(screen) == before


async def test_stories_stand_among_the_rest_by_their_day(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        await pilot.press("F")
        assert screen.kinds == "everything"
        assert PAUSE.title[:40] in screen_text(app)
        await pilot.press("F")
        assert str(screen.kinds) == "stories"
        assert screen.list.window.total == 61
        await pilot.press("G")
        assert "61 of 61" in screen_text(app)
        assert screen.axis.shows(dt.date(2026, 4, 28))


async def test_the_day_under_the_cursor_is_marked_and_the_axis_follows(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        await pilot.press("+", "+", "+", "+")
        assert screen.axis.zoom == "day"
        await pilot.press("G")
        await pilot.pause()
        last = screen.list.current
        assert last is not None
        assert screen.axis.shows(last.date)  # type: ignore[union-attr]
        day = last.date  # type: ignore[union-attr]
        assert f"▼ {day.day} {day:%b %Y}" in screen_text(app)
        await pilot.press("g")
        await pilot.pause()
        assert "24 Jul 2026 ▼" in screen_text(app) or "▼ 24 Jul 2026" in screen_text(app)


@pytest.mark.parametrize(("earlier", "later"), [("h", "l"), ("left", "right")])
async def test_the_axis_is_moved_and_takes_the_cursor_along(told: Path, earlier: str, later: str) -> None:
    async with timeline(told) as (screen, pilot, app):
        await pilot.press("+", "+")
        start = screen.axis.start
        for _ in range(6):
            await pilot.press(earlier)
        await pilot.pause()
        assert screen.axis.start < start
        row = screen.list.current
        assert row is not None
        assert screen.axis.shows(row.date)  # type: ignore[union-attr]
        for _ in range(30):
            await pilot.press(later)
        await pilot.pause()
        assert "l: there is nothing later" in screen_text(app)
        assert screen.axis.shows(dt.date(2026, 7, 24))
        for _ in range(60):
            await pilot.press(earlier)
        assert "h: there is nothing earlier" in screen_text(app)


async def test_zooming_ends_at_days_and_at_quarters_and_says_so(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        await pilot.press("+", "=", "+", "+", "+")
        assert str(screen.axis.zoom) == "day"
        assert "+: single days are as close as it goes" in screen_text(app)
        await pilot.press("-", "_", "-", "-", "-")
        assert str(screen.axis.zoom) == "quarter"
        assert "-: quarters are as far as it goes" in screen_text(app)


async def test_space_shows_one_subject_with_what_belongs_to_it(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        await pilot.press("f", "space")
        await pilot.pause()
        assert screen.history.scope == "sector:quantum"
        assert row_of(screen) == "2026-06-18 Quantum"
        text = screen_text(app)
        assert "Timeline: Quantum" in text
        assert "Entries, Quantum, status changes" in text
        # A sector's agreement stays in the chart, other sectors do not.
        assert [row.short for row in screen.history.bars] == ["TPD", "Quantum"]
        assert {getattr(row, "subject", "") for row in screen.list.window.rows} == {"sector:quantum"}
        # Esc lifts one thing at a time.
        await pilot.press("escape")
        assert (screen.kinds, screen.history.scope) == (KINDS[0], "sector:quantum")
        await pilot.press("escape")
        assert screen.history.scope == ""
        await pilot.press("escape")
        assert app.screen is not screen


async def test_an_agreement_has_its_sectors_with_it(told: Path) -> None:
    async with timeline(told) as (screen, pilot, _):
        while screen.history.subject_of(screen.list.current) != "agreement:tpd":
            await pilot.press("j")
        await pilot.press("space")
        assert [row.short for row in screen.history.bars] == [
            "TPD",
            "AI",
            "Quantum",
            "Nuclear",
            "Fusion",
            "Space, 6G",
        ]
        await pilot.press("F")
        await pilot.pause()
        assert screen.list.window.total > 1


async def test_enter_opens_an_event_with_all_its_pages_and_esc_comes_back(told: Path) -> None:
    async with timeline(told) as (_, pilot, app):
        await pilot.press("f", "f", "enter")
        await pilot.pause()
        text = screen_text(app)
        assert "dealwatch   Event" in text
        assert "https://" in text
        await pilot.press("escape")
        assert "dealwatch   Timeline" in screen_text(app)


async def test_enter_opens_a_status_change_at_its_subject_and_a_story_as_such(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        await pilot.press("f", "enter")
        await pilot.pause()
        assert "Quantum technologies" in screen_text(app)
        assert "“talks on quantum have begun again”  The Example" in screen_text(app)
        await pilot.press("escape", "F", "F", "F", "g", "enter")
        await pilot.pause()
        assert screen.kinds == "stories"
        assert PAUSE.title in screen_text(app)


async def test_as_of_an_earlier_day_nothing_later_is_known(told: Path) -> None:
    async with timeline(told) as (screen, pilot, app):
        assert app.door is not None
        app.door.back_to = dt.date(2026, 1, 10)
        screen.reload()
        await pilot.pause()
        assert row_of(screen) <= "2026-01-10"
        assert "── ahead" not in screen_text(app)
        assert max(row.date for row in screen.history.lines) <= dt.date(2026, 1, 10)
        await pilot.press("F", "F")
        assert screen.list.window.total == 0
        assert "Nothing of this kind is known" in screen_text(app)


async def test_what_comes_in_leaves_the_cursor_where_it_is(told: Path) -> None:
    clock = StillClock()
    async with timeline(told, clock=clock) as (screen, pilot, app):
        await pilot.press("F", "j", "j", "j")
        await pilot.pause()
        before, height = row_of(screen), screen.list.cursor - screen.list.top
        held = screen.list.current
        tell(told, stories(5, newest=NOW - 60, every=60), seen=NOW)
        app._tick()
        await pilot.pause()
        assert screen.list.current == held
        assert (row_of(screen), screen.list.cursor - screen.list.top) == (before, height)


async def test_a_low_window_has_the_list_alone_and_says_why_the_chart_cannot_be_moved(told: Path) -> None:
    async with timeline(told, (100, 14)) as (screen, pilot, app):
        assert not screen.chart.display
        await pilot.press("h")
        assert "there is no room for the chart here" in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen.chart.display
        assert "stories" in screen_text(app)


async def test_a_key_repaints_little(told: Path) -> None:
    async with timeline(told, (200, 60)) as (screen, pilot, _):
        await pilot.press("j", "j")
        await pilot.pause()
        painted: list[int] = []
        inner = screen.chart.repaint_inner

        def repaint(y: int) -> None:
            painted.append(y)
            inner(y)

        screen.chart.repaint_inner = repaint  # type: ignore[method-assign]
        await pilot.press("j")
        await pilot.pause()
        # The marked day and the two names.
        assert len(painted) <= 3


async def test_a_plain_chart_is_drawn_in_ascii(told: Path) -> None:
    app = app_on(told, plain=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        chart = screen_text(app).splitlines()[1:18]
    assert "".join(chart).isascii()
    assert any("o---o---o" in line for line in chart)
    assert any("v 26 Jun 2026" in line or "26 Jun 2026 v" in line for line in chart)


async def test_hostile_headlines_are_plain_text_in_the_list(told: Path) -> None:
    title = "Talks [@click=app.bell()]\x1b]2;owned\x07 [/] \u202eon steel"
    tell(told, [Told(title, at=NOW - 60, about=(("agreement:epd", "Talks"),))], seen=NOW)
    async with timeline(told) as (_, pilot, app):
        await pilot.press("F", "g")
        await pilot.pause()
        text = screen_text(app)
        assert "Talks [@click=app.bell()]]2;owned [/] on steel" in text
        assert not {"\x1b", "\x07", "\u202e"} & set(text)


async def test_moving_the_cursor_reads_nothing_anew_while_the_axis_stays(told: Path) -> None:
    async with timeline(told) as (_, pilot, app):
        await pilot.press("j")
        await pilot.pause()
        assert app.door is not None
        ran: list[str] = []
        app.door.connection.set_trace_callback(ran.append)
        await pilot.press("j", "j", "k")
        await pilot.pause()
        app.door.connection.set_trace_callback(None)
        # What keeps the view and looks for changes of the store has its own times: pages are what is read.
        assert [statement for statement in ran if statement.lstrip().startswith(("SELECT", "WITH"))] == []
