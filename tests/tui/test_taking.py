"""What a person takes out: copies with their citation, a story in a program of theirs, a list as a file."""

import asyncio
import csv
import json
import os
import stat
import sys
from functools import partial
from pathlib import Path

import pytest

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.hitlist import HitList
from dealwatch.tui.screens.prompt import Prompt
from tests.support.terminal import Terminal
from tests.tui.support import NOW, Told, app_on, screen_text, tell
from tests.tui.test_orderly import burst
from tests.tui.test_search import until
from tests.tui.test_terminal import PROGRAM

COPIED = (
    (["y"], "UK and US pause work on the Tech Prosperity Deal — The Example, 27 Jun 2026."
            " https://news.example.org/pause"),
    (["4", "y"], "White House: The White House did not respond to a request for comment. — The Example,"
                 " 27 Jun 2026. https://news.example.org/pause"),
    (["4", "j", "y"], "“We look forward to resuming work on this partnership as quickly as possible,”"
                      " — Keir Starmer, The Example, 27 Jun 2026. https://news.example.org/pause"),
    (["1", "y"], "Tech Prosperity Deal (TPD) — on hold since 13 Dec 2025, last known to hold on 25 Feb"),
    (["enter", "y"], "UK and US pause work on the Tech Prosperity Deal — The Example"),
)  # fmt: skip


async def test_y_copies_what_is_under_the_cursor_with_where_it_stands(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys, words in COPIED:
            await pilot.press(*keys)
            await pilot.pause()
            assert app.clipboard.startswith(words)
            assert "copied: " in screen_text(app)
            await pilot.press("escape", "3")


async def test_what_is_copied_can_do_nothing_to_a_terminal(empty_store: Path) -> None:
    title = "Talks\x1b]52;c;aGk=\x07 go\u202e on"
    tell(
        empty_store,
        [Told(title, at=NOW - 60, about=(("agreement:epd", "Talks"),))],
    )
    app = app_on(empty_store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        assert app.clipboard.isprintable()
        assert "Talks" in app.clipboard


async def saved(app: DealwatchApp, keys: list[str], name: str) -> str:
    """What the screen says after a list was saved under a name."""
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys, "e")
        await pilot.pause()
        assert isinstance(app.screen, Prompt)
        await pilot.press("ctrl+u", *name, "enter")
        await pilot.pause()
        return screen_text(app)


async def test_e_saves_the_list_as_csv(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "41 rows saved as" in await saved(app_on(store), [], "s.csv")
    rows = list(csv.DictReader((tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 41
    assert rows[0]["title"] == "UK and US pause work on the Tech Prosperity Deal"
    assert rows[0]["url"] == "https://news.example.org/pause"


@pytest.mark.parametrize(("key", "fields"), [
    ("1", {"short": "TPD", "status": "on_hold"}),
    ("2", {"kind": "sector"}),
    ("4", {"kind": "silence", "speaker": "White House"}),
])  # fmt: skip
async def test_e_saves_every_pane_as_json(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, fields: dict[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    await saved(app_on(store), [key], "s.json")
    first = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))[0]
    assert first | fields == first


async def test_a_name_that_cannot_be_is_refused_and_can_be_mended(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.csv").write_text("mine")
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert "Export 41 rows to a file" in screen_text(app)
        assert "dealwatch-stories-2026-06-27.csv" in screen_text(app)
        for name, told in (
            ("old.csv", "is there already"),
            ("x.txt", "must end in"),
            ("no/x.md", "no"),
        ):
            await pilot.press("ctrl+u", *name, "enter")
            await pilot.pause()
            assert told in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, Prompt)
    assert (tmp_path / "old.csv").read_text() == "mine"
    assert [path.name for path in tmp_path.glob("*.csv")] == ["old.csv"]


async def test_what_cannot_be_taken_says_why(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys, told in (
            (["1", "E"], "E: no story's text is here"),
            (["|"], "|: no story's text is here"),
            (["enter", "e"], "e: there is no list here to export"),
            (["M"], "M: this terminal has no mouse to let go"),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert told in screen_text(app)


def gone(path: str) -> bool:
    return not Path(path).exists()


def test_editor_and_pager_get_a_file_of_ones_own_that_is_gone_afterwards(store: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = tmp_path / "program"
    script.write_text(f'#!/bin/sh\nstat -c %a "$2" > {seen}; echo "$1" "$2" >> {seen}; cat "$2" >> {seen}\n')
    script.chmod(0o755)
    environment = {**os.environ, "TERM": "xterm-256color", "TZ": "UTC", "VISUAL": "",
                   "EDITOR": f"{script} --edit", "PAGER": f"{script} 'to read'"}  # fmt: skip
    with Terminal([sys.executable, "-c", PROGRAM, str(store)], environment) as terminal:
        terminal.wait_for("1 of 41")
        for key, option in (("E", "--edit"), ("|", "to read")):
            seen.unlink(missing_ok=True)
            terminal.send(key)
            terminal.wait_until(lambda: seen.exists() and "July" in seen.read_text(), f"what {key} runs")
            mode, told, *text = seen.read_text().splitlines()
            assert stat.S_IMODE(int(mode, 8)) == 0o600
            assert told.startswith(option)
            assert text[0] == "UK and US pause work on the Tech Prosperity Deal"
            terminal.wait_until(partial(gone, told.removeprefix(option).strip()), "its end")
        terminal.send("M")
        terminal.wait_for("the mouse is the terminal's")
        assert terminal.written.rindex(b"\x1b[?1000l") > terminal.written.rindex(b"\x1b[?1000h")
        terminal.send("M")
        terminal.wait_for("the mouse is the program's again")
        assert terminal.written.rindex(b"\x1b[?1000h") > terminal.written.rindex(b"\x1b[?1000l")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


async def test_a_long_export_holds_no_key_up_says_how_far_it_is_and_can_be_stopped(
    empty_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = (Told(f"Steel talks number {n}", summary="Steel. " * 30, at=NOW - n) for n in range(2_500))
    tell(empty_store, told)
    app = app_on(empty_store)
    heard: list[str] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+f", *"steel")
        await until(pilot, lambda: "Found: steel" in screen_text(app))
        await pilot.press("enter", "e")
        assert "Export 50+ rows to a file" in screen_text(app)
        await pilot.press("ctrl+u", *"s.csv")
        burst(app, ["enter", "escape"])
        await until(pilot, lambda: "the export was stopped: there is no s.csv" in app.said)
        assert not (tmp_path / "s.csv").exists()
        await pilot.press("e", "ctrl+u", *"s.csv")
        burst(app, ["enter", "j"])
        while "saved" not in app.said:
            heard.append(f"{app.said}, at {app.screen.query_one(HitList).cursor}" if app.exporting else "")
            await asyncio.sleep(0.005)
        assert f"2,500 rows saved as {tmp_path / 's.csv'}" in screen_text(app)
    assert "exporting to s.csv: 1,000 rows; esc stops it, at 1" in heard
    assert len((tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()) == 2_501
