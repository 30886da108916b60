"""The first frame: what it may import, and which theme it has."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dealwatch.config import THEMES as CONFIGURED
from dealwatch.errors import ConfigError
from dealwatch.tui.theme import THEMES, theme_named
from tests.tui.support import DOSSIER, app_on

HEAVY = (
    *(
        "sqlmodel",
        "sqlalchemy",
        "alembic",
        "pydantic",
        "feedparser",
        "dealwatch.store.outcomes",
        "dealwatch.store.review",
        "httpx2",
        "trafilatura",
        "lxml",
        "markdown_it",
    ),
    *("dealwatch.feeds", "dealwatch.reading", "dealwatch.refresh", "dealwatch.store.tables"),
)
FIRST_FRAME = f"""
import asyncio, sys
from pathlib import Path
from dealwatch.clock import SystemClock
from dealwatch.config import Config
from dealwatch.dossier import digest_of
from dealwatch.tui.app import DealwatchApp

async def main():
    app = DealwatchApp(db=Path(sys.argv[1]), dossier_id={DOSSIER!r}, digest=digest_of({DOSSIER!r}),
                       config=Config(source=Path("x")), clock=SystemClock(), poll_command=None,
                       prepare_command=[])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        text = "".join(segment.text for strip in strips for segment in strip)
        assert "UK and US pause" in text
        print(*[name for name in {HEAVY!r} if name in sys.modules])
asyncio.run(main())
"""


def test_the_first_frame_with_data_imports_no_network_no_reading_and_no_orm(store: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(store)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TZ": "UTC"},
        timeout=50,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == ""


@pytest.mark.parametrize("name", CONFIGURED)
def test_every_theme_that_the_configuration_knows_exists(name: str) -> None:
    assert theme_named(name)


@pytest.mark.parametrize(("term", "theme"), [("xterm", "ansi-dark"), ("xterm-256color", "default")])
def test_with_sixteen_colours_they_are_the_terminals_own(
    store: Path, monkeypatch: pytest.MonkeyPatch, term: str, theme: str
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", term)
    assert app_on(store).theme == theme
    assert app_on(store, theme="light").theme == "light"


def test_an_unknown_theme_is_told_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match='"solar" is not known; choose one of: default, light'):
        theme_named("solar")


def test_there_is_a_dark_and_a_light_theme_of_our_own() -> None:
    assert {theme.dark for theme in THEMES} == {True, False}
