"""Words looked for on a page: they are marked, keys walk them, esc takes them away."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from dealwatch.filter import NOTHING, parse
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.blocks import Block, Mark, lay_out
from dealwatch.tui.document import Document
from dealwatch.tui.matches import line_of, matches_in, near, overlaid
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.tui.screens.search import SearchScreen
from tests.tui.support import NOW, Told, app_on, screen_text, tell
from tests.tui.test_limiting import typed
from tests.tui.test_search import found

LONG = "\n\n".join(
    f"Paragraph {n} tells of {'steel' if n % 10 == 5 else 'wool'} at length." for n in range(60)
)


@pytest.fixture
def long_store(store: Path) -> Path:
    """A store whose newest story is long, and tells of steel here and there."""
    tell(store, [Told("Wool and other goods", body=LONG, at=NOW - 60, about=(("agreement:epd", "Wool"),))])
    return store


def page(app: DealwatchApp) -> Document:
    assert isinstance(app.screen, DetailScreen)
    return app.screen.page


async def finding(app: DealwatchApp, pilot: Pilot[None], words: str) -> None:
    await pilot.press("slash")
    await typed(app, pilot, words)
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_words_are_found_walked_and_given_up(long_store: Path, size: tuple[int, int]) -> None:
    app = app_on(long_store)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await finding(app, pilot, "steel")
        assert "Story - 1 of 6: steel*" in screen_text(app)
        assert "6 places: enter keeps them marked" in screen_text(app)
        await pilot.press("enter", "n", "n")
        assert "Story - 3 of 6: steel*" in screen_text(app)
        assert "Paragraph 25 tells of steel" in screen_text(app)
        await pilot.press("N", "N", "N")
        assert "Story - 6 of 6: steel*" in screen_text(app)
        assert "Paragraph 55 tells of steel" in screen_text(app)
        await pilot.press("escape")
        assert not page(app).matches
        await pilot.press("escape")
        assert not isinstance(app.screen, DetailScreen)


async def test_esc_while_typing_goes_back_to_where_one_was(long_store: Path) -> None:
    app = app_on(long_store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "pagedown")
        top = page(app).top
        await finding(app, pilot, "steel wool 55")
        await pilot.press("escape")
        await pilot.pause()
        assert (page(app).top, page(app).matches) == (top, [])
        assert page(app).has_focus


async def test_what_is_not_there_is_told_and_a_key_of_lists_means_nothing(long_store: Path) -> None:
    app = app_on(long_store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await finding(app, pilot, "haggis")
        assert "nothing on this page is haggis*" in screen_text(app)
        await finding(app, pilot, "tag:steel ")
        assert "tag: means nothing" in screen_text(app)


async def test_a_story_of_a_limited_list_has_the_words_marked(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await typed(app, pilot, "tag:tpd pause ")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "Story - 2 places: pause" in screen_text(app)
        await pilot.press("n")
        assert "Story - 1 of 2: pause" in screen_text(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, DetailScreen)


async def test_a_hit_opens_at_its_passage(long_store: Path) -> None:
    app = app_on(long_store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *'"45 tells"')
        assert isinstance(app.screen, SearchScreen)
        await found(app.screen, pilot, '"45 tells"')
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "Paragraph 45 tells of steel" in screen_text(app)
        assert 'Story - 1 of 1: "45 tells"' in screen_text(app)


@given(
    text=st.text(st.sampled_from("steel wool\nSt"), max_size=200),
    width=st.integers(8, 60),
    start=st.integers(0, 50),
)
def test_each_match_stands_on_the_line_it_is_said_to(text: str, width: int, start: int) -> None:
    blocks = [Block("a title"), Block(text.rstrip(), marks=(Mark(start, start + 7, "quote"),))]
    lines = lay_out(blocks, width)
    for match in matches_in(blocks, parse("steel wo*")):
        number = line_of(lines, match)
        assert number is not None
        line = lines[number]
        pieces = overlaid(line.pieces[1:], line.start, [(match.start, match.end, "match")])
        assert "".join(words for words, _ in pieces) == "".join(words for words, _ in line.pieces[1:])
        shown = "".join(words for words, style in pieces if "match" in style.split())
        assert shown
        assert blocks[1].text[match.start : match.end].startswith(shown)


def test_a_passage_is_looked_for_as_one_line() -> None:
    blocks = [Block("steel"), Block("more of\nsteel"), Block("and steel")]
    matches = matches_in(blocks, parse("steel"))
    assert near(blocks, matches, "of steel") == 1
    assert near(blocks, matches, "nowhere") == 0
    assert matches_in(blocks, NOTHING) == matches_in(blocks, parse("-steel")) == []
