"""A hostile feed can do nothing: no crash, no control character, no action, no torn row."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from dealwatch.tui import targets
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.longlists import Stories, Voices
from dealwatch.tui.screens.detail import DetailScreen, page_of
from tests.tui.support import NOW, Told, app_on, new_store, screen_text, tell

HOSTILE = {
    "closing tag": "x[/b]y and [/]oops",
    "action": "[@click=app.quit]x[/] [ @click=app.quit]y",
    "link": "[link=file:///etc/passwd]z[/link] [$error]red[/] list[int]",
    "clipboard": "before\x1b]52;c;ZXZpbA==\x07after",
    "title": "before\x1b]2;owned\x1b\\after \x9b31m",
    "turned around": "abc\u202edef\u202c \u2066ghi\u2069",
    "zalgo": "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030d" * 20,
    "wide": "日本語の見出し" * 30,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏽❤️ " * 20,
    "right to left": "הממשלה אמרה שהשיחות נמשכות " * 10,
    "breaks": "one\r\ntwo\u2028three\tfour\x00five",
    "long": "word " * 60 + "x" * 3000,
    "surrogate": "a\ud800b",
    "empty": "   ",
}


def hostile_story(words: str) -> Told:
    text = words.encode("utf-8", "replace").decode()
    body = f"Talks: {text} “{text}” said {text}.\n{text}"
    return Told(title=text, body=body, summary=text, outlet=text, at=NOW - 60,
                about=(("agreement:tpd", "Talks"),))  # fmt: skip


def check_screen(app: DealwatchApp, width: int) -> None:
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in segment.text)
            assert not set(segment.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f")
            assert not (segment.style and segment.style.meta.get("@click"))
            assert not (segment.style and segment.style.link)
        assert sum(cell_len(segment.text) for segment in strip) == width


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = new_store(tmp_path_factory.mktemp("hostile") / "dealwatch.db")
    for number, words in enumerate(HOSTILE.values()):
        tell(store, [hostile_story(words), _with_voices(words, NOW - 100 - number)], seen=NOW)
    return store


@pytest.mark.parametrize("size", [(80, 40), (170, 70), (36, 40), (21, 40)])
async def test_hostile_rows_are_plain_text_in_every_pane(hostile_store: Path, size: tuple[int, int]) -> None:
    app = app_on(hostile_store)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        for pane in ("1", "2", "3", "4"):
            await pilot.press(pane)
            check_screen(app, size[0])
            await pilot.press("G")
            check_screen(app, size[0])


@pytest.mark.parametrize("size", [(80, 24), (30, 60)])
async def test_hostile_text_is_plain_text_on_every_screen(hostile_store: Path, size: tuple[int, int]) -> None:
    app = app_on(hostile_store)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        assert app.door is not None
        stories = [targets.story(row.id) for row in Stories(app.door).page()]
        voices = [targets.voice(row.id) for row in Voices(app.door).page() if row.story_id is not None]
        assert len(stories) == 2 * len(HOSTILE)
        assert len(voices) >= len(HOSTILE)
        app.open_target(targets.subject("agreement:tpd"))
        await pilot.pause()
        check_screen(app, size[0])
        screen = app.screen
        assert isinstance(screen, DetailScreen)
        for target in (*stories, *voices):
            page = page_of(app.door, target)
            assert page is not None
            screen.show_page(page.title, page.blocks)
            for top in range(0, len(screen.page.lines), size[1] - 6):
                screen.page.scroll_lines(top)
                check_screen(app, size[0])
        await pilot.pause()
        assert app.is_running


async def test_a_click_on_an_action_in_a_headline_only_places_the_cursor(tmp_path: Path) -> None:
    store = new_store(tmp_path / "dealwatch.db")
    tell(store, [hostile_story("[@click=app.quit]" + "click here " * 9)], seen=NOW)
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click("#stories", offset=(30, 2))
        await pilot.pause()
        assert not app._exit
        assert "[@click=app.quit]" in screen_text(app)


async def test_a_hostile_arrival_stands_in_the_status_line_as_plain_text(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        tell(store, [hostile_story("[/]oops \x1b]52;c;eA==\x07")])
        app._tick()
        await pilot.pause()
        assert "+1 new story: [/]oops ]52;c;eA==" in screen_text(app)
        check_screen(app, 120)


def _with_voices(words: str, at: int) -> Told:
    text = words.encode("utf-8", "replace").decode()
    stripped = text.strip() or "nobody"
    return Told(title="Talks with voices", body=f"{text} declined. “{stripped}” was said.", at=at,
                about=(("agreement:tpd", "Talks"),), quotes=((stripped, stripped),),
                silences=((stripped, "declined"),))  # fmt: skip
