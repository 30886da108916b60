"""Keys of one's own: they work, are shown everywhere, and are refused where they could not work."""

from pathlib import Path

import pytest

from dealwatch.config import load_config
from dealwatch.errors import ConfigError
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.keymap import checked
from tests.tui.support import app_on, screen_text


def keys_in(path: Path, text: str) -> dict[str, tuple[str, ...]]:
    path.write_text(text, encoding="utf-8")
    return checked(load_config(path, {}).keys, path)


def test_keys_are_taken_by_action_alone_or_in_a_list(tmp_path: Path) -> None:
    text = '[keys]\ndashboard.zoom = "f5"\n"list.down" = ["ctrl+n", "esc"]\nreader.up = "comma"\n'
    with pytest.raises(ConfigError, match=r"everywhere\.back"):
        keys_in(tmp_path / "c.toml", text)
    assert keys_in(tmp_path / "c.toml", text.replace("esc", "B")) == {
        "dashboard.zoom": ("f5",),
        "list.down": ("ctrl+n", "B"),
        "reader.up": ("comma",),
    }


REFUSED = {
    "an action that does not exist": ('list.dwon = "x"', 'no such action. Did you mean "list.down"?'),
    "no action of its place": ('zoom = "x"', "keys.zoom: there is no such action"),
    "no key": ('list.down = "hyper"', 'keys.list.down: "hyper" is no key: write a character'),
    "no modifier": ('list.down = "strg+x"', '"strg+x" is no key'),
    "an empty list": ("list.down = []", "keys.list.down: names no key"),
    "an empty name": ('list.down = ""', '"" is no key'),
    "a key of the same place": ('list.down = "k"', '"k" is the key of list.up (row before) already, and'),
    "a key of everywhere": ('list.down = "q"', '"q" is the key of everywhere.quit'),
    "a key of a widget on the screen": ('dashboard.zoom = "j"', '"j" is the key of list.down'),
    "another spelling of a key": ('list.down = "question_mark"', '"?" is the key of everywhere.help'),
    "two of one's own": ('list.down = "B"\nlist.up = "B"', "choose another, or give list.up one of its own"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "told"), REFUSED.values(), ids=REFUSED)
def test_a_key_that_could_not_work_is_refused_with_line_and_mend(
    tmp_path: Path, line: str, told: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        keys_in(tmp_path / "c.toml", f"[keys]\n{line}\n")
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'c.toml'}, line 2")


def test_a_key_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"keys"):
        keys_in(tmp_path / "c.toml", "[keys]\nlist.down = 3\n")


def test_keys_may_change_places(tmp_path: Path) -> None:
    keys = keys_in(tmp_path / "c.toml", '[keys]\nlist.down = "k"\nlist.up = "j"\n')
    assert keys == {"list.down": ("k",), "list.up": ("j",)}


def test_what_is_never_in_force_together_may_have_one_key(tmp_path: Path) -> None:
    assert keys_in(tmp_path / "c.toml", '[keys]\nhelp.first = "tab"\n') == {"help.first": ("tab",)}


async def test_keys_of_ones_own_work_and_are_shown_in_footer_help_and_reasons(store: Path) -> None:
    app = app_on(store, keys={"dashboard.zoom": "f", "everywhere": {"stop": ["b", "Z"]}, "list.down": "i"})
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "j", "f")
        assert "1 Agreements" not in screen_text(app)
        assert "2 of 41" in screen_text(app)
        assert "f zoom" in screen_text(app).split("\n")[-1]
        await pilot.press("f", "z")
        assert "1 Agreements" in screen_text(app)
        await pilot.press("Z")
        assert "b: no refresh is under way" in screen_text(app)
        await pilot.press("question_mark", *"stop the")
        await pilot.pause()
        assert "b Z" in screen_text(app)


async def test_keys_of_ones_own_end_with_the_run(store: Path) -> None:
    app_on(store, keys={"dashboard.zoom": "f"})
    app_on(store)
    assert BY_ID["dashboard.zoom"].shown == "z"
