"""What stands in a row: what it is about, its outlets, its terms."""

from dataclasses import replace
from pathlib import Path

import pytest

from dealwatch.tui.panes.marks import shortened, tags_words
from tests.tui.support import NOW, PAUSE, app_on, screen_text, tell

AGREEMENTS = ("TPD", "EPD")
COPY = replace(PAUSE, at=NOW - 3600, outlet="Trade Daily", url=f"{PAUSE.url}?ref=trade")


@pytest.mark.parametrize(
    ("tags", "words", "width", "shown"),
    [
        ((), "", 12, ""),
        (("EPD",), "", 12, "EPD"),
        (("TPD", "EPD"), "", 8, "TPD EPD"),
        (("EPD", "Steel"), "", 12, "EPD Steel"),
        (("EPD", "Steel"), "", 8, "Steel"),
        (("EPD", "Digital tax"), "", 12, "EPD Digital"),
        (("EPD", "Agriculture"), "", 12, "Agriculture"),
        (("EPD", "Agriculture"), "", 8, "Agricul…"),
        (("EPD", "Cars", "Steel", "Pharma"), "", 12, "EPD Cars +2"),
        (("EPD", "Cars", "Steel", "Pharma"), "", 22, "EPD Cars, Steel +1"),
        (("EPD", "Cars", "Steel", "Pharma"), "UK steelmakers in the dark", 12, "EPD Steel +2"),
        (("TPD", "AI", "Quantum"), "Foreign aid and quantum", 16, "TPD Quantum, AI"),
        (("Agriculture", "Steel"), "", 8, "Agricul…"),
        (("Cars and car parts",), "", 12, "Cars"),
    ],
)
def test_what_a_row_is_about_is_told_in_whole_names(
    tags: tuple[str, ...], words: str, width: int, shown: str
) -> None:
    assert tags_words(tags, AGREEMENTS, words, width) == shown
    assert len(shown) <= width


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [("Digital tax", 11, "Digital tax"), ("Space, 6G", 8, "Space"), ("Steel", 3, "St…"), ("Steel", 0, "")],
)
def test_names_are_cut_at_a_word(name: str, width: int, shown: str) -> None:
    assert shortened(name, width) == shown


async def test_copies_of_a_story_are_one_row_with_their_number(store: Path) -> None:
    tell(store, [COPY])
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        rows = [line for line in screen_text(app).split("\n") if "UK and US pause" in line]
        assert len(rows) == 1
        assert "The Exa… +1" in rows[0]
        assert "1 of 41" in screen_text(app)


async def test_the_page_of_a_story_leads_to_its_copies(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(store, [COPY])
    app = app_on(store)
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "The same event elsewhere (1)" in screen_text(app)
        assert "Trade Daily: UK and US pause" in screen_text(app)
        document = app.screen.query_one("#page")
        while "Trade Daily" not in document.current.text:  # type: ignore[attr-defined]
            await pilot.press("j")
        await pilot.press("o", "enter")
        await pilot.pause()
        assert opened == [COPY.url]
        assert "Trade Daily   Sat 27 Jun 2026" in screen_text(app)
        assert "The Example: UK and US pause" in screen_text(app)


async def test_one_quote_of_two_outlets_is_a_row_that_leads_to_both(store: Path) -> None:
    tell(store, [COPY])
    app = app_on(store)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        rows = [line for line in screen_text(app).split("\n") if "+1" in line and "27 Jun" in line]
        assert len(rows) == 2
        await pilot.press("enter")
        await pilot.pause()
        assert "The same words in 2 outlets" in screen_text(app)
        assert "Trade Daily: UK and US pause" in screen_text(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 60)])
async def test_column_names_stand_over_their_columns(store: Path, size: tuple[int, int]) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = screen_text(app).split("\n")
        head = next(line for line in lines if "headline" in line)
        row = next(line for line in lines if "TPD AI" in line)
        assert row.index("UK and US pause") == head.index("headline")
        assert row.index("TPD AI") == head.index("about")
        await pilot.press("4")
        lines = screen_text(app).split("\n")
        head = next(line for line in lines if " who, as what " in line)
        at = next(number for number, line in enumerate(lines) if "∅  27 Jun" in line)
        assert lines[at].index("White House") == head.index("who, as what")
        assert lines[at].rindex("The Example") == head.rindex("outlet")
        assert lines[at + 1].index("did not respond") == head.index("who, as what")


@pytest.mark.parametrize(("size", "terms"), [((120, 40), False), ((120, 50), True), ((200, 60), True)])
async def test_terms_stand_below_each_sector_where_there_is_room_for_all(
    store: Path, size: tuple[int, int], terms: bool
) -> None:
    app = app_on(store)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert ("Benchmarking taskforce, Quantum Code" in screen_text(app)) is terms
        await pilot.press("2", "G")
        assert "15 of 15" in screen_text(app)
        assert "? Scotch whisky" in screen_text(app)
