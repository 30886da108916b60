"""What is painted can be read: every style of our themes against what it stands on, by WCAG 2's formula."""

from pathlib import Path

import pytest
from textual.color import Color

from dealwatch.tui.paint import STYLES
from dealwatch.tui.theme import THEMES
from tests.tui.support import app_on

#: What carries no words: a frame must only be seen.
FRAMES = ("frame", "frame-focus")
TEXT, SEEN = 4.5, 3.0


def luminance(color: Color) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG20/#relativeluminancedef."""
    channels = (value / 255 for value in color.rgb)
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """From 1, the same, to 21, black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_style_stands_out_from_its_ground(store: Path, theme: str) -> None:
    app = app_on(store, theme=theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        weak = {}
        for widget in (app.screen.query_one("#stories"), app.screen.query_one("#footer")):
            for name in STYLES:
                style = widget.visual_style + app.screen.get_visual_style(f"painted--{name}", partial=True)
                assert style.background is not None
                assert style.foreground is not None
                ground = widget.background_colors[1] if style.background.a == 0 else style.background
                found = contrast(ground + style.foreground, ground)
                if found < (SEEN if name in FRAMES else TEXT):
                    weak[widget.id, name] = round(found, 2)
        assert weak == {}
