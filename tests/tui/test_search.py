"""Search in everything stored: words find as they are typed, and no key waits for the store."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widget import Widget

from dealwatch.filter import parse
from dealwatch.store import views
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.lookups import Lookups, Overtaken
from dealwatch.tui.panes.filterbar import FilterBar
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.tui.screens.search import SearchScreen
from tests.tui.support import DAY, NOW, Told, app_on, new_store, screen_text, stories, tell
from tests.tui.test_hostile import HOSTILE, check_screen, hostile_story

STATES = {"nothing typed": "", "typed": "starmer", "nothing found": "nuclear xylophone"}


@asynccontextmanager
async def searching(
    path: Path, words: str = "", size: tuple[int, int] = (120, 40), theme: str = "default"
) -> AsyncIterator[tuple[SearchScreen, Pilot[None], DealwatchApp]]:
    """The search screen, when what was typed has been looked for."""
    app = app_on(path, theme=theme)
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+f", *words)
        assert isinstance(app.screen, SearchScreen)
        await found(app.screen, pilot, words)
        yield app.screen, pilot, app


async def found(screen: SearchScreen, pilot: Pilot[None], words: str) -> None:
    """Wait until what was found is shown; the test's own time-out ends a vain wait."""
    wanted = parse(words, screen._door.names, typing=True)
    while screen.looking or (screen.wanted != wanted and not wanted.problems):
        await pilot.pause(0.01)
    await pilot.pause()


def focus(app: DealwatchApp) -> Widget | None:
    return app.focused


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    while not true():
        await pilot.pause(0.01)


async def test_words_find_as_they_are_typed(store: Path) -> None:
    async with searching(store, "nucl") as (screen, pilot, app):
        text = screen_text(app)
        assert "Found: nucl*" in text
        assert "1 of 8" in text
        assert "Talks on nuclear licensing go on" in text
        await pilot.press(*"ear 39")
        await found(screen, pilot, "nuclear 39")
        assert "1 of 1" in screen_text(app)


async def test_a_hit_shows_whether_it_was_read_and_its_star(store: Path) -> None:
    async with searching(store, "starmer") as (screen, pilot, app):
        assert "\n│>·  27 Jun 2026" in screen_text(app)
        await pilot.press("enter", "*")
        assert screen.list.current is not None
        assert screen.list.current.starred
        assert "\n┃>·* 27 Jun 2026" in screen_text(app)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert "\n┃> * 27 Jun 2026" in screen_text(app)


async def test_what_is_not_about_the_dossier_is_found_and_told_apart(store: Path) -> None:
    tell(store, [Told("Ferry timetable changes", body="A ferry sails.", about=(), at=NOW - DAY)])
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE reading SET relevant = 0 WHERE story_id = (SELECT max(id) FROM story)")
    async with searching(store, "ferry") as (_, _, app):
        assert "Ferry timetable changes" in screen_text(app)
        assert "not relevant" in screen_text(app)


async def test_quotes_and_silences_are_found_by_who_spoke(store: Path) -> None:
    async with searching(store, "starmer") as (screen, _, app):
        assert {hit.kind for hit in screen.list.hits} >= {"story", "quote"}
        assert "Keir Starmer" in screen_text(app)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Type words to find them in everything stored"),
        ("tag:steel ", "tag:steel limits a search, and is no word to look for"),
        ("nuclear xylophone", "Nothing stored holds `xylophone*`"),
        ("nuclear pause ", "Nothing stored has all of nuclear pause."),
        ("nuclear -talks ", "Without `-talks`: 8 stories."),
        ("tag:stel ", "there is no tag “stel”: did you mean tag:steel"),
    ],
)
async def test_where_nothing_is_found_it_says_why(store: Path, words: str, says: str) -> None:
    async with searching(store, words) as (_, _, app):
        assert says in " ".join(screen_text(app).replace("│", " ").split())


async def test_enter_goes_to_what_was_found_and_esc_goes_back_step_by_step(store: Path) -> None:
    async with searching(store, "pause") as (screen, pilot, app):
        await pilot.press("enter")
        assert focus(app) is screen.list
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, DetailScreen)
        assert "put on hold" in screen_text(app)
        await pilot.press("escape")
        assert app.screen_stack[-1] is screen
        assert focus(app) is screen.list
        await pilot.press("escape")
        assert focus(app) is screen.bar.line
        await pilot.press("escape")
        assert app.screen_stack[-1] is not screen


async def test_a_quote_that_the_dossier_brings_opens_by_itself(store: Path) -> None:
    async with searching(store, "kratsios") as (screen, pilot, app):
        assert screen.list.hits[0].story_id is None
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DetailScreen)
        assert app.screen.place == "Quote"


async def test_up_recalls_earlier_searches_also_the_next_time(store: Path) -> None:
    async with searching(store, "nuclear") as (screen, pilot, app):
        await pilot.press("enter", "slash", *" 39")
        await pilot.press("up")
        assert screen.bar.line.value == "nuclear*"
        await pilot.press("down")
        assert screen.bar.line.value == "nuclear 39"
        await pilot.press("down")
        await until(pilot, lambda: focus(app) is screen.list)
    async with searching(store) as (screen, pilot, _):
        await pilot.press("up")
        assert screen.bar.line.value == "nuclear 39*"


async def test_tab_completes_and_where_nothing_is_offered_goes_round(store: Path) -> None:
    async with searching(store, "work tag:qua") as (screen, pilot, app):
        await pilot.press("tab")
        assert screen.bar.line.value == "work tag:quantum"
        await pilot.press("backspace", *"m since:2026")
        await found(screen, pilot, screen.bar.line.value)
    async with searching(store, "nuclear") as (screen, pilot, app):
        await pilot.press("tab")
        await pilot.pause()
        assert focus(app) is screen.list
        await pilot.press("tab")
        assert focus(app) is screen.bar.line


async def test_y_cites_o_opens_and_e_exports(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with searching(store, "pause") as (_, pilot, app):
        await pilot.press("enter", "y")
        assert "UK and US pause work" in app.clipboard
        opened: list[str] = []
        monkeypatch.setattr(app, "open_url", opened.append)
        await pilot.press("o")
        assert opened == ["https://news.example.org/pause"]
        await pilot.press("e")
        await pilot.press("ctrl+u", *"hits.json", "enter")
        await pilot.pause()
        (hit,) = json.loads((tmp_path / "hits.json").read_text(encoding="utf-8"))
        assert hit["kind"] == "story"
        assert hit["title_spans"] == [[10, 15]]


async def test_more_is_read_as_one_goes_down(store: Path) -> None:
    tell(store, stories(140, newest=NOW - 40 * DAY, every=3600))
    async with searching(store, "talks") as (screen, pilot, app):
        assert "1 of 50+" in screen_text(app)
        await pilot.press("enter", "G")
        await until(pilot, lambda: not screen.list.more)
        assert screen.list.cursor == 49
        await pilot.press("G")
        total = len(screen.list.hits)
        assert total > 150
        assert f"{total} of {total}" in screen_text(app)
        keys = [hit.key for hit in screen.list.hits]
        assert keys == sorted(set(keys), reverse=True)


async def test_one_reads_on_from_hit_to_hit(store: Path) -> None:
    async with searching(store, "nuclear") as (screen, pilot, app):
        await pilot.press("enter", "enter", "J")
        await pilot.pause()
        assert screen.list.cursor == 1
        assert isinstance(app.screen, DetailScreen)
        assert app.screen.about == screen.list.target()
        assert "nuclear*" in screen_text(app)
        await pilot.press("K", "K")
        assert "that is the first story" in screen_text(app)
        await pilot.press("escape")
        assert screen.list.cursor == 0


async def test_looking_back_finds_only_what_there_was(store: Path) -> None:
    async with searching(store, "talks") as (screen, pilot, _):
        newest = screen.list.hits[0].at
        await pilot.press("enter", "at", *"2026-06-22", "enter")
        await until(pilot, lambda: not screen.looking)
        assert screen.list.hits[0].at < newest


async def test_typing_goes_on_while_the_store_is_looked_through(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lookup that takes for ever is overtaken by the next, and what it finds is never shown."""
    whole = views.search

    def slow(connection: sqlite3.Connection, dossier: str, wanted: object, **limits: object) -> object:
        if str(wanted) == "nucl*":
            connection.execute(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
            )
        return whole(connection, dossier, wanted, **limits)  # type: ignore[arg-type]

    monkeypatch.setattr(views, "search", slow)
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+f", *"nucl")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await until(pilot, lambda: "Looking for nucl*" in screen_text(app))
        await pilot.press(*"ear")
        assert screen.bar.line.value == "nuclear"
        await found(screen, pilot, "nuclear")
        assert "Found: nuclear*" in screen_text(app)
        assert "1 of 8" in screen_text(app)


async def test_leaving_waits_for_no_lookup(store: Path) -> None:
    lookups = Lookups(store)
    began = threading.Event()

    def endless(connection: sqlite3.Connection) -> None:
        began.set()
        connection.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
        )

    asked = asyncio.create_task(lookups.ask(endless))
    await asyncio.to_thread(began.wait)
    lookups.close()
    with pytest.raises(Overtaken):
        await asked


@pytest.mark.parametrize("size", [(40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_layout(store: Path, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    for name, words in STATES.items():
        async with searching(store, words, size) as (_, _, app):
            assert screen_text(app) == snapshot(name=name)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = new_store(tmp_path_factory.mktemp("hostile") / "dealwatch.db")
    tell(store, [hostile_story(words) for words in HOSTILE.values()])
    return store


@pytest.mark.parametrize("size", [(80, 40), (120, 40), (36, 20)])
async def test_hostile_hits_are_plain_text(hostile: Path, size: tuple[int, int]) -> None:
    async with searching(hostile, "talks", size) as (screen, pilot, app):
        assert len(screen.list.hits) >= len(HOSTILE)
        await pilot.press("enter")
        for _ in HOSTILE:
            check_screen(app, size[0])
            await pilot.press("j")
        assert app.is_running


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_words_can_be_looked_for(hostile: Path, words: str) -> None:
    async with searching(hostile, "t") as (screen, pilot, app):
        screen.bar.line.value = words
        screen.bar.post_message(FilterBar.Typed(screen.bar.line.value))
        await pilot.pause()
        check_screen(app, 120)
        assert app.is_running
