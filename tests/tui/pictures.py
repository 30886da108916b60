"""A screen as text that a snapshot keeps: what it says, and how each cell is drawn in two themes.

`python -m tests.tui.pictures FOLDER [WORDS …]` draws the scenes whose name holds one of the words, as SVG.
"""

import asyncio
import os
import string
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from textual.pilot import Pilot

from dealwatch.tui.app import DealwatchApp
from tests.tui.scenes import SCENES, SIZES, Scene, at, lines_of, rest, store_of

DARK: Final = "default"
LIGHT: Final = "light"


def cells_of(app: DealwatchApp) -> list[list[str]]:
    """How each cell of the screen is drawn, in words."""
    return [
        [said_of(segment.style) for segment in strip for _ in range(cell_len(segment.text))]
        for strip in app.screen._compositor.render_strips()
    ]


def said_of(style: Style | None) -> str:
    """`bold #ffffff on #000000`: what of a style can be seen."""
    if style is None:
        return "plain"
    kinds = ("bold", "dim", "italic", "underline", "reverse", "strike")
    seen = [kind for kind in kinds if getattr(style, kind)]
    front, ground = (colour.name if colour else "default" for colour in (style.color, style.bgcolor))
    return " ".join([*seen, front, "on", ground])


async def pictures(app: DealwatchApp, pilot: Pilot[None]) -> str:
    """The screen in each size: its text, a letter for how each cell is drawn, and what the letters mean.

    A letter means a look in the dark theme and one in the light; blank is the commonest. The theme is changed
    once a size and the size once a theme, as both cost time.
    """
    told: list[str] = []
    for number, size in enumerate(SIZES):
        if number:
            await pilot.resize_terminal(*size)
            await rest(app, pilot)
        looks = {app.theme: cells_of(app)}
        text = lines_of(app)
        app.theme = LIGHT if app.theme == DARK else DARK
        await pilot.pause()
        looks[app.theme] = cells_of(app)
        assert lines_of(app) == text, "another theme changes more than colours"
        told += [
            f"{size[0]}x{size[1]}",
            *(line.rstrip() for line in text),
            *legend(looks[DARK], looks[LIGHT]),
        ]
    return "\n".join([*told, ""])


def legend(dark: list[list[str]], light: list[list[str]]) -> Iterator[str]:
    """The letters for how cells are drawn, line by line, and what they mean."""
    pairs = [list(zip(*both, strict=True)) for both in zip(dark, light, strict=True)]
    counts = Counter(pair for line in pairs for pair in line)
    letters = dict(zip(counts, string.ascii_letters + string.digits, strict=False))
    letters[max(counts, key=counts.__getitem__)] = " "
    yield "-" * 20
    yield from ("".join(letters[pair] for pair in line).rstrip() for line in pairs)
    yield from (f"{letter!r} {dark}; light: {light}" for (dark, light), letter in letters.items())


async def _draw(scene: Scene, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as own:
        async with at(scene, store_of(scene, Path(own) / "dealwatch.db")) as (app, pilot):
            for size in SIZES:
                await pilot.resize_terminal(*size)
                for theme in (DARK, LIGHT):
                    app.theme = theme
                    await rest(app, pilot)
                    name = f"{scene.name.replace(' ', '-')}.{size[0]}.{theme}.svg"
                    (folder / name).write_text(app.export_screenshot(), encoding="utf-8")


def main(folder: Path, words: Sequence[str]) -> None:
    """Draw the scenes."""
    os.environ |= {"TZ": "UTC", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    os.environ.pop("NO_COLOR", None)
    time.tzset()
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not words or any(word in scene.name for word in words):
            asyncio.run(_draw(scene, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
