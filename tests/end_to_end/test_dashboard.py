"""The installed command in a pseudo-terminal against a feed server: what a newcomer sees."""

import sys
from pathlib import Path

from tests.end_to_end.conftest import GARDEN, PAUSED, RESTARTED, STEEL, put
from tests.support.commands import Home
from tests.support.feedserver import FeedServer
from tests.support.feedtexts import rss
from tests.support.terminal import Terminal

DEALWATCH = str(Path(sys.executable).with_name("dealwatch"))


def test_the_panes_fill_and_a_new_story_arrives_by_itself(new_home: Home, server: FeedServer) -> None:
    # Every second, where a person's dashboard looks every quarter of an hour.
    new_home.configure(server.url("/rss"), server.url("/atom"), more="every_minutes = 0.02")

    with Terminal([DEALWATCH], new_home.environment(), columns=120, lines=50) as terminal:
        # The statuses of the dossier, then what the feeds brought.
        terminal.wait_for("TPD", "on hold", "Steel", "Donald Trump")
        screen = terminal.wait_for(PAUSED.title, STEEL.title[:20], "Dec 2025 TPD")
        assert GARDEN.title not in screen
        # The newest of the dossier's quotes stand above what the feeds brought: the whole screen shows both.
        terminal.send("4")
        terminal.send("z")
        terminal.wait_for("Liz Kendall")
        terminal.send("z")
        terminal.send("3")

        put(server, "/rss", rss([RESTARTED, PAUSED, GARDEN]))
        screen = terminal.wait_for(RESTARTED.title[:20], PAUSED.title, STEEL.title[:20])
        assert screen.index(RESTARTED.title[:20]) < screen.index(PAUSED.title)

        terminal.send("q")
        assert terminal.wait_for_end() == 0
    # The terminal is given back as it was: the alternate screen left, the cursor shown.
    assert b"\x1b[?1049l" in terminal.written
    assert b"\x1b[?25h" in terminal.written


def test_a_story_opens_with_its_evidence_and_link(home: Home) -> None:
    home.run("poll", "--once")

    with Terminal([DEALWATCH, "--offline"], home.environment(), columns=120, lines=40) as terminal:
        terminal.wait_for(PAUSED.title[:20])
        terminal.send("3")
        terminal.send("\r")
        terminal.wait_for("https://example.org/paused", "are on hold", "Liz Kendall")
        terminal.send("\x1b")
        terminal.wait_for("1 Agreements")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_offline_asks_no_feed_and_still_shows_what_the_dossier_knows(home: Home, server: FeedServer) -> None:
    with Terminal([DEALWATCH, "--offline"], home.environment(), columns=80, lines=24) as terminal:
        terminal.wait_for("TPD", "on hold")
        terminal.send("q")
        assert terminal.wait_for_end() == 0

    assert server.requests == []


def test_a_store_that_cannot_be_used_is_told_when_the_terminal_is_back(home: Home) -> None:
    (home.folder / "notes.txt").write_text("not a store")

    with Terminal([DEALWATCH, "--db", str(home.folder / "notes.txt")], home.environment()) as terminal:
        assert terminal.wait_for_end() == 1
    assert "not a dealwatch store" in terminal.text
