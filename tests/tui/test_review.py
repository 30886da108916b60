"""Review: what waits, with its evidence, and what each key decides, as the store has it afterwards."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from dealwatch.store import review, views
from dealwatch.store.sqlite import connect
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.proposal import proposal_page, warnings
from dealwatch.tui.screens.amend import Amend
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.tui.screens.prompt import Prompt
from dealwatch.tui.screens.review import ReviewScreen
from dealwatch.values import Status
from tests.support.rows import rows
from tests.support.waiting import COURIER, HERALD, SEVERAL, WIRE, Said, report
from tests.tui.support import DOSSIER, NOW, app_on, screen_text

TODAY = dt.date(2026, 6, 27)
TPD, EPD, TAX, STEEL = "agreement:tpd", "agreement:epd", "sector:digital-tax", "sector:steel"


@pytest.fixture
def waiting(empty_store: Path) -> Path:
    """A store with four proposals: contradicted, by hearsay, official and still to come, of the past."""
    report(empty_store, SEVERAL)
    return empty_store


@asynccontextmanager
async def reviewed(
    path: Path, *keys: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[ReviewScreen, Pilot[None], DealwatchApp]]:
    """The review of a store, after some keys."""
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("v", *keys)
        await pilot.pause()
        screen = next(screen for screen in app.screen_stack if isinstance(screen, ReviewScreen))
        yield screen, pilot, app


def decided(path: Path) -> list[tuple[str, str, str]]:
    """Subject, status and kind of the decisions that stand."""
    return rows(path, "SELECT subject, status, kind FROM decision WHERE undone = 0 ORDER BY id")


def entered(path: Path) -> list[tuple[str, str, str]]:
    """Subject, status and day of what a person let into the ledger and that holds."""
    with closing(connect(path)) as connection:
        found = [
            row for subject in (TPD, EPD, TAX, STEEL) for row in views.history(connection, DOSSIER, subject)
        ]
    return [
        (row.subject, row.status.value, row.effective.isoformat())
        for row in sorted(found, key=lambda row: row.id)
        if row.origin == "you" and not row.undone
    ]


def names(screen: ReviewScreen) -> list[str]:
    return [row.subject for row in screen.list.window.rows]


# ---------------------------------------------------------------- how it looks


@pytest.mark.parametrize("size", [(40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_layout(waiting: Path, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with reviewed(waiting, size=size) as (_, pilot, app):
        assert screen_text(app) == snapshot(name="contradicted")
        await pilot.press("j")
        assert screen_text(app) == snapshot(name="by hearsay")
        await pilot.press("G")
        assert screen_text(app) == snapshot(name="of the past")
        await pilot.press("e")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="edited")
        await pilot.press("escape", "p", "x", "a", "a")
        await pilot.pause()
        assert screen_text(app) == snapshot(name="all decided")


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (30, 8)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_smallest_terminals_break_nothing(waiting: Path, size: tuple[int, int]) -> None:
    async with reviewed(waiting, "j", "]", "tab", "escape", "e", size=size) as (_, pilot, app):
        await pilot.press("escape", "A", "right", "tab")
        await pilot.pause()
        assert len(screen_text(app).splitlines()) <= size[1]


async def test_a_store_in_which_nothing_ever_waited_says_what_would(empty_store: Path) -> None:
    async with reviewed(empty_store, size=(80, 24)) as (_, pilot, app):
        text = screen_text(app)
        assert "Nothing waits for review." in text
        assert "A status that a story reports and the ledger" in text
        assert "The last decision" not in text
        await pilot.press("a")
        assert "a: nothing waits for review" in screen_text(app)


# ---------------------------------------------------------------- what is told of it


async def test_the_header_counts_what_waits_and_the_footer_names_the_key_first(waiting: Path) -> None:
    app = app_on(waiting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        lines = screen_text(app).splitlines()
        assert lines[0].endswith("4 to review")
        assert lines[-1].startswith(" v review  ")
        await pilot.press("v", "x", "x", "x", "x", "escape")
        await pilot.pause()
        lines = screen_text(app).splitlines()
        assert "to review" not in lines[0]
        assert not lines[-1].startswith(" v review")


async def test_copies_of_one_text_count_once_and_stand_with_it(waiting: Path) -> None:
    async with reviewed(waiting) as (_, _, app):
        text = screen_text(app)
        assert "For: 2 outlets, copies of one text counted once" in text
        assert "same text: Trade Ledger   27 Jun 2026" in text
        assert "Against: 1 outlet" in text
        assert "The Courier   27 Jun 2026   says negotiating, told as a fact" in text


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ((), "before a: 1 outlet says otherwise"),
        (("j",), "before a: one outlet only, nobody tells it as a fact"),
        (("j", "j"), "before a: still to come: from 1 Jul 2026"),
        (("G",), "before a: one outlet only, from before the newest entry of the ledger"),
    ],
)
async def test_what_one_should_know_stands_beside_the_key(
    waiting: Path, keys: Sequence[str], words: str
) -> None:
    async with reviewed(waiting, *keys) as (_, _, app):
        assert words in screen_text(app)


async def test_what_two_outlets_tell_as_a_fact_has_no_warning(empty_store: Path) -> None:
    sentence = "The Tech Prosperity Deal is being negotiated again, {} reports."
    told = [
        Said(outlet, TPD, Status.NEGOTIATING, sentence.format(outlet), effective="2026-06-20")
        for outlet in (HERALD, WIRE)
    ]
    report(empty_store, told)
    async with reviewed(empty_store) as (screen, _, app):
        assert screen.proposal is not None
        assert warnings(screen.proposal, TODAY) == ()
        assert "before a" not in screen_text(app)
        assert "o opens https://news.example.org/" in screen_text(app)


async def test_a_past_day_says_what_the_ledger_has_of_it_and_what_comes_of_accepting(waiting: Path) -> None:
    async with reviewed(waiting, "G", size=(200, 60)) as (_, _, app):
        text = screen_text(app)
        assert "then        o agreed           since 8 May 2025: what the ledger says of that day" in text
        assert "EPD stays % partly in force; its history says o signed from 2 Jun 2025 on" in text


async def test_text_of_strangers_is_shown_as_it_is(empty_store: Path) -> None:
    hostile = "The [red]deal[/] was [31mterminated today [/]."
    report(empty_store, [Said(COURIER, TPD, Status.TERMINATED, hostile, title="[b]Bold[/b] [/]")])
    async with reviewed(empty_store) as (_, _, app):
        text = screen_text(app)
        assert "The [red]deal[/] was [31mterminated today [/]." in text
        assert "in “[b]Bold[/b] [/]”" in text


def test_a_page_of_many_copies_stays_short(waiting: Path) -> None:
    with closing(connect(waiting)) as connection:
        proposal = views.proposals(connection, DOSSIER, TODAY)[0]
    first = proposal.told[-1] if proposal.told[-1].copies else proposal.told[0]
    many = replace(proposal, told=(replace(first, copies=first.copies * 20),))
    lines = [item.text for item in proposal_page(many, (), TODAY)]
    assert "and 14 more copies of it" in lines
    lines = [item.text for item in proposal_page(replace(proposal, told=[*proposal.told] * 50), (), TODAY)]
    assert "and 80 older texts, which count too" in lines


# ---------------------------------------------------------------- keys


async def test_a_accepts_and_the_next_one_is_under_the_cursor(waiting: Path) -> None:
    async with reviewed(waiting, "a") as (screen, _, app):
        assert decided(waiting) == [(TAX, "on_hold", "accept")]
        assert entered(waiting) == [(TAX, "on_hold", "2026-06-26")]
        assert screen.proposal is not None
        assert screen.proposal.subject == TPD
        text = screen_text(app)
        assert "accepted as on hold: Digital tax; u takes it back" in text
        # What is told against it waits in its place, for the ledger contradicts that now.
        assert names(screen) == [TAX, TPD, STEEL, EPD]
        assert "4 to review" in text


async def test_x_rejects_and_nothing_is_entered(waiting: Path) -> None:
    async with reviewed(waiting, "j", "x") as (screen, _, _app):
        assert decided(waiting) == [(TPD, "negotiating", "reject")]
        assert entered(waiting) == []
        assert screen.proposal is not None
        assert screen.proposal.subject == STEEL


async def test_p_postpones_until_new_evidence_comes_and_says_so(waiting: Path) -> None:
    async with reviewed(waiting, "j", "p") as (screen, pilot, app):
        assert decided(waiting) == [(TPD, "negotiating", "postpone")]
        text = screen_text(app)
        assert "it comes back with new evidence; u takes it back" in text
        assert "postponed until new evidence comes" in text
        report(waiting, [Said(HERALD, TPD, Status.NEGOTIATING, "Work on the pact was taken up again.")])
        before = screen.proposal
        app._tick()
        await pilot.pause()
        assert TPD in names(screen)
        # What came back moved nothing under the cursor.
        assert before is not None
        assert screen.proposal is not None
        assert screen.proposal.key == before.key


async def test_u_undoes_and_the_cursor_goes_back_to_what_waits_again(waiting: Path) -> None:
    async with reviewed(waiting, "a", "u") as (screen, pilot, _app):
        assert decided(waiting) == []
        assert entered(waiting) == []
        assert screen.proposal is not None
        assert screen.proposal.subject == TAX
        await pilot.press("U")
        await pilot.pause()
        assert entered(waiting) == [(TAX, "on_hold", "2026-06-26")]
        await pilot.press("x", "p", "u", "u", "u")
        await pilot.pause()
        assert decided(waiting) == []
        assert len(names(screen)) == 4


async def test_c_keeps_a_remark_and_it_goes_on_waiting(waiting: Path) -> None:
    async with reviewed(waiting, "c") as (screen, pilot, app):
        assert isinstance(app.screen, Prompt)
        await pilot.press("enter")
        assert "the remark is empty" in screen_text(app)
        await pilot.press(*"ask the embassy", "enter")
        await pilot.pause()
        assert rows(waiting, "SELECT subject, kind, comment FROM decision") == [
            (TAX, "comment", "ask the embassy")
        ]
        assert len(names(screen)) == 4
        assert "your comment: = on hold, “ask the embassy”" in screen_text(app)
        await pilot.press("c", "escape")
        await pilot.pause()
        assert len(decided(waiting)) == 1


async def test_e_accepts_with_another_status_and_day(waiting: Path) -> None:
    async with reviewed(waiting, "e") as (_, pilot, app):
        assert isinstance(app.screen, Amend)
        await pilot.press("t", "tab", "end", *["backspace"] * 2, "3", "1", "enter")
        await pilot.pause()
        assert "“2026-06-31” is not a date: write 2026-04-12" in screen_text(app)
        assert isinstance(app.screen, Amend)
        await pilot.press(*["backspace"] * 2, "2", "4", "enter")
        await pilot.pause()
        assert entered(waiting) == [(TAX, "terminated", "2026-06-24")]
        await pilot.press("u", "e", "escape")
        await pilot.pause()
        assert entered(waiting) == []


async def test_enter_opens_the_story_at_the_passage_and_never_accepts(waiting: Path) -> None:
    async with reviewed(waiting, "enter", size=(80, 12)) as (_, _, app):
        assert isinstance(app.screen, DetailScreen)
        assert decided(waiting) == []
        assert "Talks on the digital services tax have stopped" in screen_text(app)


async def test_evidence_is_walked_from_the_list_and_read_on_the_page(waiting: Path) -> None:
    async with reviewed(waiting, "]") as (screen, pilot, app):
        assert screen.list.has_focus
        first, second = screen.page.stops[0].url, screen.page.stops[1].url
        assert screen.link() == second
        await pilot.press("[")
        assert screen.link() == first
        await pilot.press("tab")
        assert screen.page.has_focus
        await pilot.press("j", "y")
        assert "copied: " in screen_text(app)
        assert app.clipboard == (
            "“Talks on the digital services tax have stopped until the levy is dropped.” — "
            f"in “Digital tax talks stop”, Trade Ledger, 27 Jun 2026. {second}"
        )
        await pilot.press("escape")
        assert screen.list.has_focus
        await pilot.press("l", "a")
        await pilot.pause()
        assert entered(waiting) == [(TAX, "on_hold", "2026-06-26")]


async def test_it_begins_with_what_is_proposed_of_the_row_one_comes_from(waiting: Path) -> None:
    app = app_on(waiting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("1", "j", "v")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.proposal is not None
        assert app.screen.proposal.subject == EPD
        await pilot.press("enter", "v")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.proposal.subject == EPD


async def test_o_opens_the_marked_evidence(waiting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    async with reviewed(waiting) as (screen, pilot, app):
        monkeypatch.setattr(app, "open_url", lambda url, **_: opened.append(url))
        await pilot.press("o")
        assert opened == [screen.page.stops[0].url]


async def test_what_was_decided_elsewhere_is_said_and_taken_off(waiting: Path) -> None:
    async with reviewed(waiting) as (screen, pilot, app):
        with closing(connect(waiting)) as connection:
            seen = views.proposals(connection, DOSSIER, TODAY)[0]
            review.reject(connection, DOSSIER, seen, now=NOW)
        await pilot.press("a")
        await pilot.pause()
        assert "this was decided on, or read again, meanwhile" in screen_text(app)
        assert TAX not in names(screen)
        assert entered(waiting) == []


async def test_nothing_is_decided_while_one_looks_back(waiting: Path) -> None:
    app = app_on(waiting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("[", "v")
        await pilot.pause()
        assert not isinstance(app.screen, ReviewScreen)
        assert "v: this is as of" in screen_text(app)
        await pilot.press("0", "v", "@")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert "@: what waits is decided as of now" in screen_text(app)
        # From a story on top of it one can look back; then it is refused in review too.
        await pilot.press("enter")
        await pilot.pause()
        app.look_from(dt.date(2026, 3, 1))
        await pilot.press("escape", "a")
        await pilot.pause()
        assert decided(waiting) == []
        assert "a: this is as of 1 Mar 2026: 0 comes back to now" in screen_text(app)
