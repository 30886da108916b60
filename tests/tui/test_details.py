"""From a row to the words and the link behind it, and on from there."""

from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store.sqlite import connect
from dealwatch.text import Untrusted
from dealwatch.tui import targets
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.document import Document
from dealwatch.tui.door import Door
from dealwatch.tui.longlists import Stories, Voices
from dealwatch.tui.screens.detail import page_of
from dealwatch.tui.targets import Target, may_open
from tests.tui.support import DOSSIER, PAUSE, StillClock, app_on, screen_text


def page(app: DealwatchApp) -> Document:
    return app.screen.query_one("#page", Document)


async def test_a_story_shows_its_text_with_the_evidence_in_place(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(app)
        for words in ("Quotes (1)", "Silences (1)", "Signals (1)", "Why this is here", "reported on hold",
                      "quote 1", "“We look forward", "https://news.example.org/pause"):  # fmt: skip
            assert words in text
        marked = {(mark.label, block.text[mark.start : mark.end])
                  for block in page(app).blocks for mark in block.marks if mark.label}  # fmt: skip
        assert marked == {
            ("on hold", "has been put on hold"),
            ("tag TPD", "Tech Prosperity Deal"),
            ("tag AI", "artificial intelligence"),
            ("quote 1", PAUSE.quotes[0][1]),
            ("silence 1", PAUSE.silences[0][1]),
        }


async def test_an_agreement_shows_its_history_with_sources(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("1", "enter")
        await pilot.pause()
        text = screen_text(app)
        assert "on hold since 13 Dec 2025" in text
        assert "hangs on EPD: partly in force" in text
        history = [block for block in page(app).blocks if "from the dossier" in block.text]
        assert len(history) >= 5
        assert all(block.url or block.target for block in history if block.is_stop)
        assert any(block.text.startswith("our summary: ") for block in page(app).blocks)


async def test_a_sector_shows_its_terms_and_what_it_belongs_to(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("2", "j", "j", "enter")
        await pilot.pause()
        assert "under TPD: on hold" in screen_text(app)
        assert any("terms, our summary" in block.text for block in page(app).blocks)


async def test_a_quote_shows_its_passage_and_leads_to_its_story(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "j", "enter")
        await pilot.pause()
        assert "In its story" in screen_text(app)
        context = page(app).blocks[-1]
        assert [context.text[mark.start : mark.end] for mark in context.marks] == [PAUSE.quotes[0][1]]
        await pilot.press("enter")
        await pilot.pause()
        assert page(app).frame_title == "Story"
        await pilot.press("escape", "escape")
        assert app.focused is not None
        assert app.focused.id == "quotes"


async def test_a_quote_of_the_dossier_shows_where_it_comes_from(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "j", "j", "enter")
        await pilot.pause()
        assert "Donald Trump" in screen_text(app)
        assert "From the dossier" in screen_text(app)
        assert any(block.url.startswith("https://") for block in page(app).blocks)


async def test_a_speaker_leads_to_everything_they_said(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "j", "j", "enter", "g", "enter")
        await pilot.pause()
        assert page(app).frame_title == "Donald Trump"
        assert "Said, and not said" in screen_text(app)


def test_a_quote_without_a_page_says_where_it_was_read_and_a_vague_day_stays_vague(store: Path) -> None:
    with closing(connect(store)) as connection:
        door = Door(connection, DOSSIER, StillClock())
        pages = {row: page_of(door, targets.voice(row.id)) for row in Voices(door).page()}
        texts = {row: [block.text for block in made.blocks] for row, made in pages.items() if made}
        noted = [text for text in texts.values() if "source: BBC News report, December 2025" in text]
        assert noted
        vague = next(text for row, text in texts.items() if row.date_precision.startswith("week"))
        assert any("week of the state visit, 18 Sep 2025" in line for line in vague)


def test_every_page_that_the_dossier_names_for_a_subject_can_be_opened(store: Path) -> None:
    with closing(connect(store)) as connection:
        door = Door(connection, DOSSIER, StillClock())
        for row in door.sectors():
            detail, made = (
                door.subject(f"sector:{row.id}"),
                page_of(door, targets.subject(f"sector:{row.id}")),
            )
            assert detail is not None
            assert made is not None
            links = {block.url for block in made.blocks}
            further = {url for event in detail.events for url in event.source_urls}
            promised = {url for investment in detail.investments for url in investment.source_urls}
            assert {*detail.source_urls, *further, *promised} <= links


def test_every_row_leads_to_a_link_or_to_the_note_that_stands_for_one(store: Path) -> None:
    with closing(connect(store)) as connection:
        door = Door(connection, DOSSIER, StillClock())
        rows: list[Target] = [
            *(targets.subject(f"agreement:{row.id}") for row in door.agreements()),
            *(targets.subject(f"sector:{row.id}") for row in door.sectors()),
            *(targets.story(row.id) for row in Stories(door).page()),
            *(targets.voice(row.id) for row in Voices(door).page()),
        ]
        assert len(rows) == 2 + 15 + 41 + 36
        for target in rows:
            made = page_of(door, target)
            assert made is not None
            linked = made.link or any(block.url for block in made.blocks)
            noted = any(block.text.startswith("source: ") for block in made.blocks)
            assert linked or noted, target


async def test_down_goes_to_the_next_thing_to_open_and_scrolls_between(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "j")
        await pilot.pause()
        document = page(app)
        seen = {0}
        for _ in range(len(document.lines) + len(document.stops)):
            seen.add(document.stop)
            document.action_down()
        assert seen == set(range(len(document.stops)))
        assert document.top == len(document.lines) - document.inner_height


async def test_resizing_a_page_keeps_the_cursor_on_its_line(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "enter", "n", "n", "n")
        current = page(app).current
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert page(app).current is current


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("https://example.org/\x1b]52;c;eA==\x07", False),
        ("", False),
    ],
)
def test_only_web_links_may_be_opened(url: str, may: bool) -> None:
    assert may_open(url) is may


def test_untrusted_words_are_no_strings() -> None:
    assert not isinstance(Untrusted("x"), str)
