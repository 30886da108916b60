"""A working day at the dashboard in one sitting, as a person has it: the installed command in a terminal."""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Final

import pytest

from tests.end_to_end.conftest import GARDEN, PAUSED, RESTARTED, STEEL, put
from tests.support.commands import Home
from tests.support.feedserver import FeedServer
from tests.support.feedtexts import Item, rss
from tests.support.processes import alive, descendants
from tests.support.terminal import Terminal

DEALWATCH: Final = str(Path(sys.executable).with_name("dealwatch"))
#: Seconds within which the prompt is back in the middle of a check.
AT_ONCE: Final = 1.0
ESC, ENTER, FIND = "\x1b", "\r", "\x06"
SIGNED: Final = Item(
    guid="signed",
    title="UK and US sign quantum deal in London",
    link="https://example.org/quantum",
    summary=(
        "Britain and the United States have signed the quantum part of the Tech Prosperity Deal, the UK "
        "government announced. The Tech Prosperity Deal is back in force."
    ),
    published=1_782_000_000,
)
DASHBOARD: Final = ("1 Agreements", "4 Quotes", "q quit")
#: The ground of the default theme among 256 colours.
DARK_GROUND: Final = b"48;5;16m"
NOTE: Final = "The annex is still missing"


class Sitting(Terminal):
    """A terminal in which one waits for what a key does before the next is pressed."""

    def press(self, keys: str, *shown: str) -> str:
        """Press keys one after the other, then wait for words."""
        for key in [keys] if keys in (ESC, ENTER, FIND) else keys:
            self.send(key)
        return self.wait_for(*shown)

    def wait_gone(self, words: str) -> None:
        """Wait until words are off the screen."""
        self.wait_until(lambda: words not in self.text, f"end of {words!r}")


@pytest.fixture
def office(new_home: Home, server: FeedServer) -> Home:
    """A home that looks every second, and in which nothing is decided without a person."""
    more = 'every_minutes = 0.02\n[review]\nconfirm = "never"'
    new_home.configure(server.url("/rss"), server.url("/atom"), more=more)
    return new_home


def test_a_long_session(office: Home, server: FeedServer) -> None:
    with Sitting([DEALWATCH], office.environment(), columns=120, lines=40) as terminal:
        stories_arrive(terminal, server)
        one_is_read(terminal)
        words_pick(terminal)
        decisions_are_made_and_unmade(terminal)
        something_is_kept(terminal)
        one_looks_back(terminal)
        other_screens_answer(terminal)
        the_window_changes(terminal)
        the_poller_dies(terminal, server)
        the_view_is_arranged(terminal)
        quit_in_the_middle_of_a_check(terminal, server)
    with Sitting([DEALWATCH, "--offline"], office.environment(), columns=120, lines=40) as terminal:
        all_is_as_it_was(terminal)


def stories_arrive(terminal: Sitting, server: FeedServer) -> None:
    terminal.wait_for(*DASHBOARD, "TPD", PAUSED.title, STEEL.title[:20])
    put(server, "/rss", rss([SIGNED, RESTARTED, PAUSED, GARDEN]))
    terminal.wait_for(SIGNED.title[:20], RESTARTED.title[:20], "3 to review")


def one_is_read(terminal: Sitting) -> None:
    terminal.press("g")
    terminal.press(ENTER, "Why this is here", "https://example.org/quantum", "Signals (2)")
    terminal.press("]", "agreement: TPD")
    terminal.press(ESC, *DASHBOARD)


def words_pick(terminal: Sitting) -> None:
    # In one go, as over a slow line: the letters come before the line that they belong to.
    terminal.send("/steel")
    terminal.wait_gone(PAUSED.title)
    terminal.press(ENTER, *DASHBOARD, "3 Stories: steel*  1 of 4")
    terminal.press(ESC, PAUSED.title)
    terminal.press(FIND, "Search everything stored")
    terminal.press("quantum", SIGNED.title)
    terminal.press(ENTER, "/ other words")
    terminal.press(ENTER, "Why this is here")
    terminal.press(ESC, "Found: quantum", "/ other words")
    terminal.press(ESC, "enter to the list")
    terminal.wait_gone("/ other words")
    terminal.press(ESC, *DASHBOARD)
    terminal.wait_gone("Search:")
    terminal.press("g", ">  R   21 Jun TPD")


def decisions_are_made_and_unmade(terminal: Sitting) -> None:
    terminal.press("v", "Review: 3 waiting", "One outlet only.")
    terminal.press("a", "accepted as in force: TPD", "Review: 2 waiting")
    terminal.press("x", "rejected: signed: Quantum", "Review: 1 waiting")
    terminal.press("u", "undone: rejected", "Review: 2 waiting")
    terminal.press("U", "done again: rejected", "Review: 1 waiting")
    terminal.press(ESC, *DASHBOARD, "* TPD")


def something_is_kept(terminal: Sitting) -> None:
    terminal.press("*", f"starred: {SIGNED.title}")
    terminal.press("A", "By hand", "< a status >")
    terminal.press("  ", "< a note >")
    terminal.press("\t\t")
    terminal.wait_gone("next choice")
    terminal.press(NOTE, NOTE)
    terminal.press(ENTER, *DASHBOARD, "note entered: TPD")


def one_looks_back(terminal: Sitting) -> None:
    terminal.press("[", "as of", "0 returns to now")
    terminal.press("0")
    terminal.wait_gone("0 returns to now")


def other_screens_answer(terminal: Sitting) -> None:
    terminal.press("t", "Timeline", NOTE, "by you       rejected: signed", "on hold → * in force")
    terminal.press(ESC, *DASHBOARD)
    terminal.press("s", "Last attempts", "Feed 2")
    terminal.press(ESC, *DASHBOARD)


def the_window_changes(terminal: Sitting) -> None:
    terminal.resize(80, 24)
    terminal.wait_for("[3 Stories 4]", "* TPD in force")
    terminal.resize(120, 40)
    terminal.wait_for(*DASHBOARD)


def the_poller_dies(terminal: Sitting, server: FeedServer) -> None:
    """It is killed while it waits for a feed: that is said, and another one asks the feeds again."""
    held, asked = threading.Event(), len(server.requests)
    server.change("/atom", until=held)
    poller = polling(terminal)
    os.kill(poller, signal.SIGKILL)
    terminal.wait_for("the poller was ended by signal 9")
    held.set()
    server.change("/atom", until=None)
    asked = len(server.requests)
    terminal.wait_until(lambda: len(server.requests) > asked + 2, "another round")
    terminal.press("j")
    terminal.wait_gone("signal 9")


def polling(terminal: Sitting) -> int:
    """The process that asks the feeds, once it runs."""
    found: list[int] = []

    def look() -> bool:
        found[:] = [pid for pid, command in descendants(terminal.pid).items() if " poll" in command]
        return bool(found)

    terminal.wait_until(look, "poller")
    return found[0]


def the_view_is_arranged(terminal: Sitting) -> None:
    terminal.press(":", "What is to be done?")
    terminal.press("theme: light", "Theme: light   the colours")
    terminal.press(ENTER, *DASHBOARD)
    terminal.press("/", "/ Stories:")
    terminal.press("quantum")
    terminal.wait_gone(PAUSED.title)
    terminal.press(ENTER, *DASHBOARD, "3 Stories: quantum*  1 of 4")
    terminal.press("4", "┏━ 4 Quotes")
    terminal.press("z")
    terminal.wait_gone("1 Agreements")


def quit_in_the_middle_of_a_check(terminal: Sitting, server: FeedServer) -> None:
    server.change("/atom", until=threading.Event())
    poller = polling(terminal)
    asked = len(server.requests)
    terminal.wait_until(
        lambda: any(request.path == "/atom" for request in server.requests[asked:]), "a held answer"
    )
    children = {poller, *descendants(terminal.pid)}
    assert DARK_GROUND in terminal.written
    begun = time.monotonic()
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert time.monotonic() - begun < AT_ONCE
    terminal.wait_until(lambda: not any(map(alive, children)), "end of all children", seconds=5)


def all_is_as_it_was(terminal: Sitting) -> None:
    """Focus, zoom, words and theme; the star, the note and what was decided."""
    terminal.wait_for("4 Quotes", "q quit")
    assert "1 Agreements" not in terminal.text
    screen = terminal.press(
        "z", *DASHBOARD, "3 Stories: quantum*", "* TPD", f"*    21 Jun TPD Quantum {SIGNED.title[:20]}"
    )
    assert PAUSED.title not in screen
    assert DARK_GROUND not in terminal.written
    terminal.press("t", NOTE, "rejected: signed", "on hold → * in force")
    terminal.press("qq")
    assert terminal.wait_for_end() == 0
