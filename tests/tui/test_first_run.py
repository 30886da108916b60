"""The first start, and stores that cannot be shown as they are."""

import sys
from pathlib import Path

from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.tui.screens.first_run import FirstRun
from tests.support.until import until
from tests.tui.support import DOSSIER, app_on, screen_text

PREPARES = f"""
import sys
from pathlib import Path
from dealwatch.dossier import digest_of, load_dossier
from dealwatch.store.migrate import prepare
prepare(Path(sys.argv[1]), load_dossier({DOSSIER!r}), digest_of({DOSSIER!r}), 1782000000)
"""
FAILS = "import sys; print('The disk is full: make room, then try again.', file=sys.stderr); sys.exit(1)"


def preparing(store: Path, script: str) -> list[str]:
    return [sys.executable, "-c", script, str(store)]


def on_dashboard(app: DealwatchApp) -> bool:
    return isinstance(app.screen, Dashboard)


async def test_without_a_store_it_says_what_happens_and_then_shows_the_dashboard(tmp_path: Path) -> None:
    store = tmp_path / "new" / "dealwatch.db"
    app = app_on(store, prepare_with=preparing(store, PREPARES))
    async with app.run_test(size=(100, 30)) as pilot:
        assert isinstance(app.screen, FirstRun)
        assert "There is no store yet" in screen_text(app)
        assert str(tmp_path)[:20] in screen_text(app)
        assert "= on hold since 13 Dec 2025   last seen 25 Feb 2026" in screen_text(app)
        assert "1 feed, from" in screen_text(app)
        await until(lambda: on_dashboard(app))
        await pilot.pause()
        await pilot.pause()
        assert "TPD" in screen_text(app)
        assert "never checked" in screen_text(app)


async def test_a_failure_is_shown_with_its_mend_and_r_tries_again(tmp_path: Path) -> None:
    store = tmp_path / "dealwatch.db"
    app = app_on(store, prepare_with=preparing(store, FAILS))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: "The disk is full: make room, then try again." in screen_text(app))
        assert isinstance(app.screen, FirstRun)
        app.screen._command = preparing(store, PREPARES)
        await pilot.press("r")
        await until(lambda: on_dashboard(app))


async def test_a_changed_dossier_is_entered_first(store: Path) -> None:
    app = app_on(store, prepare_with=preparing(store, FAILS))
    app._digest = "another"
    async with app.run_test(size=(100, 30)):
        assert "The dossier has changed" in screen_text(app)


async def test_a_file_that_is_no_store_ends_with_one_sentence(tmp_path: Path) -> None:
    store = tmp_path / "notes.txt"
    store.write_text("my notes")
    app = app_on(store)
    async with app.run_test(size=(100, 30)):
        pass
    assert app.return_code == 1
    assert "is not a dealwatch store" in str(app._exit_renderables[0]) if app._exit_renderables else True
    assert store.read_text() == "my notes"


async def test_esc_and_help_work_at_the_first_run_and_q_quits(tmp_path: Path) -> None:
    store = tmp_path / "dealwatch.db"
    app = app_on(store, prepare_with=[sys.executable, "-c", "import time; time.sleep(60)"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "question_mark")
        assert "Keys" in screen_text(app)
        await pilot.press("escape", "j", "enter", "q")
        await pilot.pause()
        assert app._exit


async def test_an_empty_store_says_so_in_each_pane(empty_store: Path) -> None:
    app = app_on(empty_store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "No story yet, and offline nobody is asked." in screen_text(app)
        await pilot.press("j", "G", "enter", "o", "full_stop")
        assert app.is_running


SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


async def test_only_keys_that_work_are_offered_before_there_is_a_store(tmp_path: Path) -> None:
    app = app_on(tmp_path / "dealwatch.db", prepare_with=SLEEPS)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        footer = screen_text(app).split("\n")[-1]
        assert "help" in footer
        assert not any(word in footer for word in ("timeline", "feeds", "search", "refresh"))
        await pilot.press("t")
        assert "there is no store to look at yet" in screen_text(app)
        await pilot.press("r")
        assert "the store is being made ready" in screen_text(app)
        await pilot.press("q")
