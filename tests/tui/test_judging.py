"""What a person decides with keys: it is in the store, told, shown in place, and can be undone."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from dealwatch.store.sqlite import connect
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.panes.stories import StoriesPane
from dealwatch.tui.screens.tagging import Tagging
from tests.tui.support import NOW, StillClock, Told, app_on, screen_text, tell


def asked(store: Path, query: str, *values: Any) -> list[Any]:
    """The first column of what the store answers."""
    with closing(connect(store)) as connection:
        return [row[0] for row in connection.execute(query, values)]


def marked(store: Path, name: str) -> list[str]:
    """The titles of the stories with a mark."""
    return asked(
        store,
        f"SELECT title FROM mark JOIN story ON story.id = mark.story_id WHERE {name} ORDER BY title",  # noqa: S608
    )


def status_of(app: DealwatchApp) -> str:
    return screen_text(app).splitlines()[-2].strip()


async def typed(pilot: Pilot[None], *keys: str) -> str:
    """The status line after keys."""
    await pilot.press(*keys)
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, DealwatchApp)
    return status_of(app)


PAUSED = "UK and US pause work on the Tech Prosperity Deal"


@pytest.mark.parametrize(("key", "name", "words", "back"), [
    ("m", "read", "marked read", "marked unread"),
    ("*", "starred", "starred", "no longer starred"),
    ("H", "hidden", "hidden", None),
])  # fmt: skip
async def test_a_mark_is_kept_told_undone_and_done_again(
    store: Path, key: str, name: str, words: str, back: str | None
) -> None:
    app, before = app_on(store), marked(store, name)
    after = sorted([*before, PAUSED])
    async with app.run_test(size=(120, 40)) as pilot:
        assert (await typed(pilot, key)).startswith(f"{words}: {PAUSED}; u takes it back")
        assert marked(store, name) == after
        assert (await typed(pilot, "u")).startswith(f"undone: {words}: {PAUSED}; U does it again")
        assert marked(store, name) == before
        assert (await typed(pilot, "U")).startswith(f"done again: {words}: {PAUSED}")
        assert marked(store, name) == after
        if back:
            assert (await typed(pilot, key)).startswith(f"{back}: {PAUSED}")
            assert marked(store, name) == before


def stories_of(app: DealwatchApp) -> StoriesPane:
    return app.screen.query_one("#stories", StoriesPane)


def rows_on(app: DealwatchApp) -> list[str]:
    """The headlines in view, from the top, with the cursor's mark."""
    pane = stories_of(app)
    rows = [pane.window.peek(pane.top + n) for n in range(pane.visible_rows)]
    return [row.title.plain for row in rows if row]


def row_here(app: DealwatchApp) -> tuple[str, int]:
    """The headline under the cursor, and its height."""
    pane = stories_of(app)
    assert pane.current
    return pane.current.title.plain, pane.cursor - pane.top


async def test_what_is_hidden_leaves_and_the_cursor_stays_where_it_is(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, *"jjjjj", "ctrl+d", "j", "k", "k")
        before, (title, height) = rows_on(app), row_here(app)
        await typed(pilot, "H")
        assert row_here(app) == (before[height + 1], height)
        assert rows_on(app)[:-1] == [row for row in before if row != title]
        assert stories_of(app).window.total == 40
        await typed(pilot, "u")
        assert row_here(app) == (before[height + 1], height)
        assert rows_on(app)[: height + 1] == before[1 : height + 2]
        assert stories_of(app).window.total == 41


@pytest.mark.parametrize("key", ["m", "*", "+"])
async def test_a_row_that_is_marked_stays_under_the_hand(store: Path, key: str) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, *"GGkkk")
        before, here = rows_on(app), row_here(app)
        await typed(pilot, key)
        assert (rows_on(app), row_here(app)) == (before, here)


async def test_the_last_row_and_the_only_row_can_be_hidden(empty_store: Path) -> None:
    tell(empty_store, [Told(f"Talks {n}", at=NOW - n, about=(("agreement:epd", "Talks"),)) for n in (1, 2)])
    app = app_on(empty_store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, "j", "H")
        assert row_here(app)[0] == "Talks 1"
        await typed(pilot, "H")
        assert rows_on(app) == []
        assert "H: there is no story under the cursor" in await typed(pilot, "H")
        await typed(pilot, "u")
        await typed(pilot, "u")
        assert rows_on(app) == ["Talks 1", "Talks 2"]


async def test_what_arrives_waits_once_something_was_decided(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, "*")
        tell(store, [Told("News from the Talks", at=NOW - 60, about=(("agreement:epd", "Talks"),))])
        app._tick()
        await typed(pilot, "H")
        assert marked(store, "hidden") == [PAUSED]
        assert stories_of(app).waiting == 1
        await typed(pilot, "u", ".")
        assert rows_on(app)[:2] == ["News from the Talks", PAUSED]


async def test_hidden_and_starred_stories_are_found_and_brought_back(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, "*", "H", "/", *"is:hidden", "enter")
        assert rows_on(app) == [PAUSED]
        assert (await typed(pilot, "H")).startswith("no longer hidden")
        assert marked(store, "hidden") == []
        assert "No story matches is:hidden" in screen_text(app)
        await typed(pilot, "escape", "/", *"is:starred", "enter")
        assert rows_on(app) == [PAUSED]


async def test_a_word_on_whether_a_story_is_about_this_is_kept_and_taken_back(store: Path) -> None:
    query = "SELECT holds FROM correction WHERE subject = ''"
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        assert (await typed(pilot, "-")).startswith(f"is not about this: {PAUSED}; u takes it back")
        assert asked(store, query) == [0]
        assert PAUSED not in rows_on(app)
        await typed(pilot, "/", *"is:all", "enter", "g")
        assert rows_on(app)[0] == PAUSED
        assert (await typed(pilot, "+")).startswith("is about this")
        assert asked(store, query) == [1]
        assert (await typed(pilot, "+")).startswith("as it was read")
        assert asked(store, query) == []


async def test_plus_and_minus_go_on_zooming_the_timeline(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "each, from" in await typed(pilot, "t", "+")
        assert asked(store, "SELECT count(*) FROM correction") == [0]


async def test_tags_are_changed_in_a_list(store: Path) -> None:
    query = "SELECT subject || ' ' || holds FROM correction ORDER BY subject"
    app = app_on(store)
    async with app.run_test(size=(100, 30)) as pilot:
        await typed(pilot, "T")
        assert isinstance(app.screen, Tagging)
        assert f"About what is it? {PAUSED}" in screen_text(app)
        assert "[x] TPD" in screen_text(app)
        await typed(pilot, "enter")
        assert "[ ] TPD" in screen_text(app)
        assert "by you" in screen_text(app)
        assert "not Tech Prosperity Deal; u takes it back" in screen_text(app)
        assert asked(store, query) == ["agreement:tpd 0"]
        await typed(pilot, "j", "space")
        assert asked(store, query) == ["agreement:epd 1", "agreement:tpd 0"]
        await typed(pilot, "u", "u")
        assert asked(store, query) == []
        await typed(pilot, "u")
        assert "you have done nothing yet that could be undone" in screen_text(app)
        await typed(pilot, "U")
        await typed(pilot, "escape")
        assert asked(store, query) == ["agreement:tpd 0"]
        assert not isinstance(app.screen, Tagging)


@pytest.mark.parametrize("keys", [["enter"], ["5"], ["4", "j"], ["4", "j", "enter"]])
async def test_keys_of_a_story_work_where_it_is_read_and_where_it_is_quoted(
    store: Path, keys: list[str]
) -> None:
    app = app_on(store)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.2)
        assert (await typed(pilot, "*")).startswith(f"starred: {PAUSED}")
        assert marked(store, "starred") == [PAUSED]


async def test_opening_a_story_reads_it_and_is_nothing_to_undo(store: Path) -> None:
    app = app_on(store)
    before = len(marked(store, "read"))
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, "*", "enter")
        assert PAUSED in marked(store, "read")
        await typed(pilot, "J", "J")
        assert len(marked(store, "read")) == before + 3
        await typed(pilot, "escape")
        assert not any(row.unread for row in stories_of(app).window.rows[:3])
        assert stories_of(app).window.rows[3].unread
        assert (await typed(pilot, "u")).startswith("undone: starred")
        assert "u: you have done nothing yet that could be undone" in await typed(pilot, "u")
        assert len(marked(store, "read")) == before + 3


async def test_undo_and_redo_go_on_after_the_next_start(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, "*", "j", "H")
    app = app_on(store, clock=StillClock(NOW + 9 * 86400))
    async with app.run_test(size=(120, 30)) as pilot:
        assert (await typed(pilot, "u")).startswith("undone: hidden: ")
        assert (await typed(pilot, "u")).startswith(f"undone: starred: {PAUSED}")
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        assert (await typed(pilot, "U")).startswith(f"done again: starred: {PAUSED}; u takes it back")
        assert marked(store, "starred") == [PAUSED]
        await typed(pilot, "m")
        assert "U: nothing was undone that could be done again" in await typed(pilot, "U")


JUDGING = ("m", "*", "H", "+", "-", "T", "u", "U")


async def test_nothing_is_decided_while_one_looks_back(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, "*", "[")
        for key in (*JUDGING, "X"):
            words = await typed(pilot, key)
            assert words.startswith(f"{key}: this is as of ")
            assert "0 comes back to now" in words
        assert asked(store, "SELECT count(*) FROM journal WHERE undone = 0") == [1]
        assert (await typed(pilot, "0", "u")).startswith("undone: starred")


async def test_a_key_says_why_there_is_nothing_to_decide(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        assert "u: you have done nothing yet that could be undone" in await typed(pilot, "u")
        assert "U: nothing was undone that could be done again" in await typed(pilot, "U")
        assert "X: this is no status change of the ledger: t shows them all" in await typed(pilot, "X")
        assert "m: there is no story under the cursor" in await typed(pilot, "1", "m")


@contextmanager
def held(store: Path) -> Iterator[None]:
    """The store while another process writes to it."""
    with closing(connect(store)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_store_that_is_busy_is_told_and_nobody_waits(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await typed(pilot, "j", "k")
        with held(store):
            for key in JUDGING[:5]:
                before = time.monotonic()
                assert "another process writes to the store: nothing" in await typed(pilot, key)
                assert time.monotonic() - before < 2
            await typed(pilot, "j")
            assert row_here(app)[0] != PAUSED
            await typed(pilot, "k", "enter")
            assert PAUSED not in marked(store, "read")
            await typed(pilot, "escape")
        assert asked(store, "SELECT count(*) FROM journal") == [0]
        app._tick()
        assert PAUSED in marked(store, "read")
        assert (await typed(pilot, "*")).startswith("starred")


async def test_a_headline_in_the_status_line_is_plain_text(empty_store: Path) -> None:
    title = "[bold red]Talks[/] \x1b[31mgo\u202e on [@click=app.quit]x"
    tell(empty_store, [Told(title, at=NOW - 60, about=(("agreement:epd", "Talks"),))])
    app = app_on(empty_store)
    async with app.run_test(size=(120, 30)) as pilot:
        assert (await typed(pilot, "*")).startswith(
            "starred: [bold red]Talks[/] [31mgo on [@click=app.quit]x"
        )
        await typed(pilot, "T")
        assert "About what is it? [bold red]Talks[/]" in screen_text(app)


HOLDS = """
SELECT ledger.id FROM ledger WHERE ledger.undoes IS NULL
AND NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.undoes = ledger.id)
"""


@pytest.mark.parametrize("keys", [["t", "f"], ["1", "enter"]])
async def test_a_status_change_under_the_cursor_is_taken_back(store: Path, keys: list[str]) -> None:
    app = app_on(store)
    before = asked(store, HOLDS)
    async with app.run_test(size=(120, 40)) as pilot:
        await typed(pilot, *keys)
        for _ in range(40):
            if app.below and app.below.entry() is not None:
                break
            await typed(pilot, "j")
        words = await typed(pilot, "X")
        assert words.startswith("taken back: ")
        assert len(asked(store, HOLDS)) == len(before) - 1
        assert (await typed(pilot, "u")).startswith(f"undone: {words[:16]}")
        assert len(asked(store, "SELECT id FROM ledger WHERE undoes IS NOT NULL")) == 2


async def test_a_story_that_was_found_is_marked_and_stays_in_the_search(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await typed(pilot, "ctrl+f", *"pause", "enter")
        await pilot.pause(0.3)
        assert (await typed(pilot, "*")).startswith(f"starred: {PAUSED}")
        assert marked(store, "starred") == [PAUSED]
        assert (await typed(pilot, "H")).startswith(f"hidden: {PAUSED}")
        assert PAUSED in screen_text(app)


async def test_letters_that_are_typed_decide_nothing(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await typed(pilot, "/", *"mH*+-TuUX", "escape")
        await typed(pilot, "ctrl+f", *"mH*+-TuUX")
        assert asked(store, "SELECT count(*) FROM journal") == [0]


async def test_what_is_new_is_so_until_it_is_read(store: Path) -> None:
    fresh = [
        Told(f"News {n} from the Talks", at=NOW - n, about=(("agreement:epd", "Talks"),)) for n in (1, 2, 3)
    ]
    tell(store, fresh, seen=NOW - 30)
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        pane = stories_of(app)
        row = pane.window.rows[1]
        assert pane.marks(row)[0][0] == "N"
        await typed(pilot, "j", "m", "k", "n")
        assert row_here(app)[0] == "News 3 from the Talks"
        assert pane.marks(pane.window.rows[1])[0][0] == " "
        await typed(pilot, "k", "m")
        assert pane.marks(pane.window.rows[1])[0][0] == "N"
