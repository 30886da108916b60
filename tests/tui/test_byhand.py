"""By hand: a status, a quote and a note with their source, as the store has them afterwards."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual import events
from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.draft import Draft
from dealwatch.tui.screens.byhand import ByHandScreen
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.values import Status
from tests.support.rows import rows
from tests.support.waiting import SEVERAL, report
from tests.tui.support import app_on, screen_text

SOURCE = "https://facts.example.org/1"


@asynccontextmanager
async def form(
    path: Path, *keys: str, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[tuple[ByHandScreen, Pilot[None], DealwatchApp]]:
    """The form, after some keys on the dashboard."""
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys, "A")
        await pilot.pause()
        assert isinstance(app.screen, ByHandScreen)
        yield app.screen, pilot, app


def entered(path: Path) -> list[tuple[Any, ...]]:
    return rows(
        path,
        "SELECT subject, status, effective, known, source_url, note FROM ledger"
        " WHERE origin = 'you' AND undoes IS NULL",
    )


async def write(pilot: Pilot[None], app: DealwatchApp, id: str, words: str) -> None:
    """Type into a field, in place of what it says."""
    field = app.screen.query_one(f"#{id}")
    field.focus()
    await pilot.pause()
    await pilot.press("end", *["backspace"] * 12, *words)


# ---------------------------------------------------------------- how it looks


@pytest.mark.parametrize("size", [(40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_layout(store: Path, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with form(store, "1", size=size) as (_, pilot, app):
        assert screen_text(app) == snapshot(name="a status")
        await pilot.press("right", "enter")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="a quote without words")
        await pilot.press("shift+tab", "shift+tab", "shift+tab", "right")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="a note")


# ---------------------------------------------------------------- what it begins with


async def test_the_subject_under_the_cursor_is_chosen(store: Path) -> None:
    async with form(store, "2", "j", "j") as (screen, _, app):
        board = next(screen for screen in app.screen_stack if isinstance(screen, Dashboard))
        thing = board.panes[1].thing()
        assert thing is not None
        assert screen.draft == Draft(subject=str(thing.id), date="2026-06-27")


async def test_a_story_under_the_cursor_gives_its_page_as_source_and_what_it_is_about(store: Path) -> None:
    async with form(store, "j") as (screen, _, _app):
        assert screen.draft.source_url.startswith("https://news.example.org/")
        assert screen.draft.subject == "agreement:epd"


async def test_in_review_it_is_about_what_the_proposal_is_about(empty_store: Path) -> None:
    report(empty_store, SEVERAL)
    async with form(empty_store, "v", "j") as (screen, _, _app):
        assert screen.draft.subject == "agreement:tpd"


# ---------------------------------------------------------------- what it enters


async def test_a_status_is_entered_and_u_takes_it_back(store: Path) -> None:
    async with form(store, "1") as (screen, pilot, app):
        await pilot.press("tab", "tab", "s")
        assert screen.draft.status is Status.SIGNED
        await write(pilot, app, "date", "2026-06-20")
        await write(pilot, app, "source_url", SOURCE)
        await write(pilot, app, "known", "2026-06-21")
        await write(pilot, app, "note", "as the minister said")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Dashboard)
        assert "entered: signed: TPD; u takes it back" in screen_text(app)
        assert entered(store) == [
            ("agreement:tpd", "signed", "2026-06-20", "2026-06-21", SOURCE, "as the minister said")
        ]
        assert app.draft is None
        await pilot.press("u")
        await pilot.pause()
        assert rows(store, "SELECT count(*) FROM ledger WHERE undoes IS NOT NULL") == [(1,)]


async def test_a_quote_is_entered_with_its_speaker(store: Path) -> None:
    async with form(store, "1") as (_, pilot, app):
        await pilot.press("right")
        await write(pilot, app, "speaker", "Keir Starmer")
        await write(pilot, app, "text", "We go on, step by step")
        await write(pilot, app, "date", "2026-06-19")
        await write(pilot, app, "source_url", SOURCE)
        await write(pilot, app, "outlet", "The Example")
        await write(pilot, app, "about", "the talks")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Dashboard)
        assert rows(
            store,
            "SELECT subject, speaker, text, date, source_url, outlet, about FROM voice WHERE origin = 'you'",
        ) == [
            (
                "agreement:tpd", "Keir Starmer", "We go on, step by step", "2026-06-19", SOURCE,
                "The Example", "the talks",
            )
        ]  # fmt: skip
        await pilot.press("4")
        assert "“We go on, step" in screen_text(app)


async def test_a_note_is_entered_and_enter_in_its_text_is_for_the_form(store: Path) -> None:
    async with form(store, "1") as (_, pilot, app):
        await pilot.press("n")
        await write(pilot, app, "source_url", SOURCE)
        await write(pilot, app, "text", "ask again in July")
        await pilot.press("enter")
        await pilot.pause()
        assert rows(store, "SELECT subject, date, text, source_url FROM note") == [
            ("agreement:tpd", "2026-06-27", "ask again in July", SOURCE)
        ]


# ---------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("field", "words", "reason"),
    [
        ("source_url", "", "The source is missing: give the address of the page that says so."),
        ("source_url", "ftp://files.example", "The source ftp://files.example is no web address"),
        ("date", "yesterday", "“yesterday” is not a day: write 2026-04-12."),
        ("date", "", "The day is missing: write 2026-04-12."),
        ("known", "2026-06", "“2026-06” is not a day: write 2026-04-12."),
    ],
)
async def test_what_is_wrong_is_said_below_its_field_and_nothing_is_lost(
    store: Path, field: str, words: str, reason: str
) -> None:
    async with form(store, "1") as (screen, pilot, app):
        await write(pilot, app, "note", "kept")
        if field != "source_url":
            await write(pilot, app, "source_url", SOURCE)
        await write(pilot, app, field, words)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.focused is not None
        assert screen.focused.id == field
        lines = screen_text(app).splitlines()
        at = next(number for number, line in enumerate(lines) if reason in line)
        assert (words or "(") in lines[at - 1]
        assert "not entered yet: a field is missing or wrong" in lines[-2]
        assert screen.draft.note == "kept"
        assert entered(store) == []


# ---------------------------------------------------------------- left, and taken up again


async def test_what_is_typed_is_kept_by_esc_and_offered_again(store: Path) -> None:
    async with form(store, "1") as (_, pilot, app):
        await pilot.press("right")
        await write(pilot, app, "speaker", "q? Somebody: A/v")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Dashboard)
        assert "what you typed is kept: A takes it up again" in screen_text(app)
        await pilot.press("2", "A")
        await pilot.pause()
        assert isinstance(app.screen, ByHandScreen)
        assert "what you had typed is back; ctrl+n empties it" in screen_text(app)
        draft = app.screen.draft
        assert (draft.sort, draft.subject, draft.speaker) == ("quote", "agreement:tpd", "q? Somebody: A/v")
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert app.screen.draft.speaker == ""
        await pilot.press("escape")
        await pilot.pause()
        assert app.draft is None
        assert "is kept" not in screen_text(app)


async def test_an_untouched_form_keeps_nothing(store: Path) -> None:
    async with form(store) as (_, pilot, app):
        await pilot.press("down", "up", "escape")
        await pilot.pause()
        assert app.draft is None


async def test_up_and_down_go_through_all_fields_and_round(store: Path) -> None:
    async with form(store, "1") as (screen, pilot, _app):
        await pilot.press("right")
        seen = []
        for _ in range(8):
            assert screen.focused is not None
            seen.append(screen.focused.id)
            await pilot.press("down")
        assert seen == ["sort", "subject", "speaker", "text", "date", "source_url", "outlet", "about"]
        await pilot.press("up", "up", "up", "up", "up")
        assert screen.focused is not None
        assert screen.focused.id == "text"


async def test_choices_go_round_and_letters_find_theirs(store: Path) -> None:
    async with form(store, "1") as (screen, pilot, _app):
        await pilot.press("left")
        assert screen.sort == "note"
        await pilot.press("right")
        assert str(screen.sort) == "status"
        await pilot.press("tab", "s")
        first = screen.draft.subject
        await pilot.press("s")
        assert screen.draft.subject != first
        # A letter that begins no choice changes nothing, and opens nothing.
        await pilot.press("z")
        assert isinstance(_app.screen, ByHandScreen)


@pytest.mark.parametrize("field", ["speaker", "text"])
async def test_what_is_pasted_is_clean(store: Path, field: str) -> None:
    async with form(store, "1") as (screen, pilot, app):
        await pilot.press("right")
        screen.query_one(f"#{field}").focus()
        await pilot.pause()
        app.post_message(events.Paste("safe\x1b[31m\u202e [/] words"))
        await pilot.pause()
        assert getattr(screen.draft, field) == "safe[31m [/] words"
        assert "safe[31m [/] words" in screen_text(app)


async def test_nothing_is_entered_while_one_looks_back(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("[", "A")
        await pilot.pause()
        assert not isinstance(app.screen, ByHandScreen)
        assert "A: this is as of" in screen_text(app)


async def test_a_form_that_is_open_does_not_enter_into_an_earlier_day(store: Path) -> None:
    async with form(store, "1") as (_, pilot, app):
        await write(pilot, app, "source_url", SOURCE)
        app.look_from(dt.date(2026, 3, 1))
        await pilot.press("enter")
        await pilot.pause()
        assert entered(store) == []
        assert "enter: this is as of 1 Mar 2026" in screen_text(app)


async def test_what_was_typed_is_there_again_at_the_next_start(store: Path) -> None:
    async with form(store) as (_, pilot, app):
        await pilot.press("space", "space", "tab", "tab", *"the annex", "escape")
        await pilot.press("q")
    async with form(store) as (screen, pilot, app):
        assert (screen.draft.sort, screen.draft.text) == ("note", "the annex")
        assert "what you had typed is back; ctrl+n empties it" in screen_text(app)
        await pilot.press("ctrl+n", "escape", "q")
    async with form(store) as (screen, _, _):
        assert screen.draft.text == ""
