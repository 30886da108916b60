"""A story's evidence in its text and beside it, an agreement's history, and all that somebody said."""

from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store.sqlite import connect
from dealwatch.tui import targets
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.door import Door
from dealwatch.tui.storypage import StoryPage
from tests.support.told import COPY, ROW, story_in
from tests.tui.support import DOSSIER, NOW, PAUSE, StillClock, Told, app_on, screen_text, tell


@pytest.fixture
def row(store: Path) -> Path:
    """A store with a story that has all kinds of evidence, and a copy of it elsewhere."""
    tell(store, [ROW, COPY], seen=NOW - 30)
    return store


def page(app: DealwatchApp) -> StoryPage:
    return app.screen.query_one("#page", StoryPage)


def found(app: DealwatchApp) -> StoryPage:
    return app.screen.query_one("#beside", StoryPage)


def marked(app: DealwatchApp) -> str:
    """The words under the cursor of the text."""
    current = page(app).current
    return current.text if current else ""


async def test_brackets_walk_the_evidence_in_the_text(row: Path) -> None:
    app = app_on(row)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open_target(story_in(row))
        await pilot.pause()
        seen: list[str] = []
        for _ in range(20):
            await pilot.press("]")
            if seen[-1:] == [marked(app)]:
                break
            seen.append(marked(app))
        assert seen[:2] == ["Tech Prosperity Deal", "has been put on hold"]
        assert PAUSE.quotes[0][1] in seen
        assert seen[-1] == ROW.silences[-1][1]
        assert "no mark of the text comes after this" in screen_text(app)
        await pilot.press("[")
        assert marked(app) == seen[-2]
        await pilot.press("]")
        await pilot.pause()
        assert "silence 2: The department" in screen_text(app)


async def test_an_entry_leads_to_its_words_and_the_words_to_who_said_them(row: Path) -> None:
    app = app_on(row)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open_target(story_in(row))
        await pilot.pause()
        entry = next(n for n, stop in enumerate(page(app).stops) if stop.lead.startswith("quote 2"))
        page(app).move_to_stop(entry)
        await pilot.press("enter")
        assert marked(app) == ROW.quotes[-1][1]
        assert page(app).current is not None
        await pilot.press("enter")
        await pilot.pause()
        assert "Donald Trump" in screen_text(app)
        assert app.screen.query_one("#page", StoryPage).frame_title == "Quote"


async def test_beside_the_text_the_list_follows_and_leads_back(row: Path) -> None:
    app = app_on(row)
    async with app.run_test(size=(200, 60)) as pilot:
        app.open_target(story_in(row))
        await pilot.pause()
        for _ in range(3):
            await pilot.press("]")
        label = found(app).current
        assert label is not None
        assert page(app).current is not None
        assert label.entry == page(app).current.entry  # type: ignore[union-attr]
        await pilot.press("tab", "j", "j")
        assert found(app).has_focus
        current = found(app).current
        assert current is not None
        assert page(app).current.entry == current.entry  # type: ignore[union-attr]
        await pilot.press("enter")
        assert page(app).has_focus
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert not found(app).display
        assert "Why this is here" in screen_text(app)


async def test_h_hides_the_marks_and_shows_them_again(row: Path) -> None:
    app = app_on(row)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open_target(story_in(row))
        await pilot.pause()
        assert "tag TPD" in screen_text(app)
        await pilot.press("h")
        assert "tag TPD" not in screen_text(app)
        assert "Tech Prosperity Deal" in screen_text(app)
        assert "h brings the marks back" in screen_text(app)
        await pilot.press("h")
        assert "tag TPD" in screen_text(app)


async def test_copies_and_what_waits_are_named(row: Path) -> None:
    app = app_on(row)
    async with app.run_test(size=(120, 80)) as pilot:
        app.open_target(story_in(row))
        await pilot.pause()
        text = screen_text(app)
        assert "waiting for review: v" in text
        assert "same text" in text
        assert "The Herald" in text
        assert "verbatim" in text


async def test_labels_stand_under_their_line_where_there_is_no_room_beside(row: Path) -> None:
    app = app_on(row)
    async with app.run_test(size=(50, 40)) as pilot:
        app.open_target(story_in(row))
        await pilot.pause()
        await pilot.press("]")
        assert "^ tag TPD, on hold" in screen_text(app)


async def test_a_story_of_many_marks_lays_out_each_of_them(store: Path) -> None:
    words = " ".join(f"deal{n}" for n in range(300))
    about = tuple(("agreement:tpd", f"deal{n}") for n in range(300))
    tell(store, [Told("Many marks", body=words, at=NOW - 10, about=about)])
    with closing(connect(store)) as connection:
        (id,) = connection.execute("SELECT id FROM story WHERE title = 'Many marks'").fetchone()
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open_target(targets.story(id))
        await pilot.pause()
        assert sum(stop.place for stop in page(app).stops) == 300
        on_lines = {stop for line in page(app).lines for stop in line.stops}
        assert on_lines == set(range(len(page(app).stops)))


async def test_the_history_tells_old_and_new_status_and_how_long_it_held(row: Path) -> None:
    app = app_on(row)
    async with app.run_test(size=(120, 100)) as pilot:
        app.open_target(targets.subject("agreement:tpd"))
        await pilot.pause()
        text = screen_text(app)
        assert "signed → on hold   from the dossier, 196 days so far" in text
        assert "agreed → signed   from the dossier, held 86 days" in text
        assert "Waiting for review (1): press v" in text
        assert "AI: on hold → negotiating" in text
        assert "last told by The" in text
        assert "nothing has moved for 5 days; last, on 22 Jun 2026: " in text


async def test_who_looks_back_sees_no_proposal_of_today(row: Path) -> None:
    with closing(connect(row)) as connection:
        door = Door(connection, DOSSIER, StillClock())
        from dealwatch.tui.lookingback import day_meant
        from dealwatch.tui.screens.detail import page_of
        from dealwatch.when import today

        door.back_to = day_meant("2026-01-01", today(NOW))
        made = page_of(door, targets.subject("agreement:tpd"))
        assert made is not None
        assert not any("Waiting for review" in block.text for block in made.blocks)


async def test_a_reason_stands_once_under_how_it_was_read(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("enter", "G")
        text = screen_text(app)
        assert text.count("it names the agreement in its headline") == 1
