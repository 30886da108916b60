"""Every screen in every state, and how one gets there."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from dealwatch.store.record import open_store
from dealwatch.tui import targets
from dealwatch.tui.app import DealwatchApp
from tests.support.feedstates import FEEDS, feeds_in_every_state, without_network
from tests.support.timeline import timeline_store
from tests.support.told import COPY, ROW, news_in, story_in
from tests.support.until import until
from tests.support.waiting import SEVERAL, report
from tests.tui.support import FEED, NOW, Told, app_on, filled_store, new_store, tell

#: The first is that in which the keys are pressed: the smallest has nothing to zoom.
SIZES: Final = ((120, 40), (80, 24), (200, 60))
#: Longer than what a list or a line rests before it tells of itself.
_RESTS: Final = 0.15
LATE: Final = Told("Talks on whisky begin in Edinburgh", about=(("agreement:epd", "Talks"),), at=NOW)

Make = Callable[[Path], object]
Step = Callable[[Pilot[None], DealwatchApp, Path], Awaitable[object]]


@dataclass(frozen=True)
class Scene:
    """A store, what the poller is, the keys that lead there, and a step that no key takes."""

    name: str
    keys: Sequence[str] = ()
    store: str = "filled"
    poll: Sequence[str] | None = None
    before: Step | None = None
    after: Step | None = None
    prepare_with: Sequence[str] = ("false",)


# ------------------------------------------------------------------------------- stores


def _row(path: Path) -> None:
    filled_store(path)
    tell(path, [ROW, COPY], seen=NOW - 30)


def _news(path: Path) -> None:
    news_in(filled_store(path))


def _waiting(path: Path) -> None:
    report(new_store(path), SEVERAL)


def _feeds(path: Path) -> None:
    feeds_in_every_state(filled_store(path), NOW)


def _cut_off(path: Path) -> None:
    _feeds(path)
    without_network(path, NOW - 200)


def _never_on(path: Path) -> None:
    with open_store(new_store(path)) as store:
        store.sync_feeds(FEEDS)
    without_network(path, NOW - 200)


#: The stores of the scenes; "missing" is none.
STORES: Final[dict[str, Make]] = {
    "empty": new_store,
    "filled": filled_store,
    "row": _row,
    "news": _news,
    "waiting": _waiting,
    "feeds": _feeds,
    "cut off": _cut_off,
    "never on": _never_on,
    "timeline": timeline_store,
}


# -------------------------------------------------------------------------------- steps


def _shows(words: str) -> Step:
    async def wait(_: Pilot[None], app: DealwatchApp, __: Path) -> None:
        await until(lambda: any(words in line for line in lines_of(app)))

    return wait


async def _ended(_: Pilot[None], app: DealwatchApp, __: Path) -> None:
    await until(lambda: app.poller.progress.ended_at is not None)


async def _story(_: Pilot[None], app: DealwatchApp, path: Path) -> None:
    app.open_target(story_in(path))


async def _stakeholder(_: Pilot[None], app: DealwatchApp, __: Path) -> None:
    app.open_target(targets.stakeholder("keir-starmer"))


async def _wrong(_: Pilot[None], app: DealwatchApp, __: Path) -> None:
    """In one go: a busy machine would look for the half of it."""
    app.post_message(events.Paste("tag:stel "))


async def _arrive(pilot: Pilot[None], app: DealwatchApp, path: Path) -> None:
    tell(path, [LATE, replace(LATE, title="Talks on whisky are put off", at=NOW - 60)])
    app._tick()
    await pilot.pause()


async def _while_written(pilot: Pilot[None], _: DealwatchApp, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("m")
        other.rollback()


async def _stop(pilot: Pilot[None], app: DealwatchApp, path: Path) -> None:
    await _shows("+2 new")(pilot, app, path)
    await pilot.press("R")
    await _ended(pilot, app, path)


# ------------------------------------------------------------------------------- scenes

_NOTHING_DUE: Final = ("true",)


def _says(*lines: str, then: str = "true") -> tuple[str, ...]:
    """A program that tells these lines, of the shell: it is there at once on a busy machine too."""
    return ("sh", "-c", "; ".join([*(f"echo '{line}' >&2" for line in lines), then]))


_SLEEPS: Final = ("sleep", "60")
_FULL: Final = _says("The disk is full: make room, then try again.", then="exit 1")
_BEGINS: Final = '{"event":"start","due":41,"feeds":41}'
_GOES_ON: Final = '{"event":"feed","name":"BBC Technology","new":2,"done":12,"due":41}'
_WAITS: Final = _says(_BEGINS, _GOES_ON, then="exec sleep 60")
_DONE: Final = _says(_BEGINS, _GOES_ON, '{"event":"done","answered":41,"failed":0,"new":3}')
_CRASHES: Final = _says("no such module", then="exit 3")
_NONE: Final = '{"event":"done","answered":0,"failed":3,"new":0'
_SILENT: Final = _says('{"event":"start","due":3,"feeds":3}', _NONE + "}", then="exit 1")
_CUT_OFF: Final = _says(
    '{"event":"start","due":3,"feeds":3}', f'{_NONE},"next_check":{NOW + 120}}}', then="exit 1"
)

SCENES: Final = (
    # The first start.
    Scene("first run", store="missing", prepare_with=_SLEEPS),
    Scene("first run failed", store="missing", prepare_with=_FULL, after=_shows("did not work")),
    Scene("empty store", store="empty"),
    Scene("empty store, no network", store="never on", poll=_CUT_OFF, after=_ended),
    # The dashboard.
    Scene("stories"),
    Scene("agreements", ["1"]),
    Scene("sectors", ["2", "j"]),
    Scene("quotes", ["4", "j"]),
    Scene("zoomed", ["z"]),
    Scene("zoomed sectors", ["2", "z"]),
    Scene("scope", ["1", "space"]),
    Scene("words typed", ["/", *"steel"]),
    Scene("words kept", ["/", *"steel", "enter"]),
    Scene("a word that means nothing", ["/"], after=_wrong),
    Scene("nothing matches", ["/", *"zebra", "enter"]),
    Scene("looking back", ["[", "["]),
    Scene("a day asked for", ["@"]),
    Scene("since line", store="news"),
    Scene("since", ["w"], store="news"),
    Scene("arrivals waiting", ["j", "j"], after=_arrive),
    Scene("store busy", after=_while_written),
    Scene("tags", ["T"]),
    Scene("export", ["e"]),
    Scene("commands", [":", *"theme"]),
    Scene("help", ["question_mark"]),
    Scene("help searched", ["question_mark", *"row"]),
    Scene("help searched in vain", ["question_mark", *"zebra"]),
    # The poller.
    Scene("refresh under way", poll=_WAITS, after=_shows("12 of 41")),
    Scene("refresh stopped", poll=_WAITS, after=_stop),
    Scene("refresh done", poll=_DONE, after=_ended),
    Scene("no feed answers", poll=_SILENT, after=_ended),
    Scene("poller died", poll=_CRASHES, after=_ended),
    Scene("no network", store="cut off", poll=_CUT_OFF, after=_ended),
    Scene("feeds failing", store="feeds", poll=_NOTHING_DUE, after=_ended),
    # Feeds.
    Scene("feed that fails", ["s", "j"], store="feeds"),
    Scene("feed that is well", ["s", "G", "k"], store="feeds"),
    Scene("feed's page", ["s", "G", "k", "enter"], store="feeds"),
    Scene("feeds without a network", ["s"], store="cut off", poll=_CUT_OFF, before=_ended),
    # Reading.
    Scene("story", store="row", before=_story),
    Scene("story walked", ["]", "]", "]"], store="row", before=_story),
    Scene("story, words looked for", ["/", *"tax", "enter", "n"], store="row", before=_story),
    Scene("agreement", ["1", "enter"], store="row"),
    Scene("sector", ["2", "enter"], store="row"),
    Scene("stakeholder", store="row", before=_stakeholder),
    Scene("quote", ["4", "j", "enter"]),
    # Timeline, search, review, by hand.
    Scene("timeline", ["t", "j", "j"], store="timeline"),
    Scene("timeline closer", ["t", "+", "j", "j", "j"], store="timeline"),
    Scene("timeline of one subject", ["t", "j", "j", "j", "space", "F"], store="timeline"),
    Scene("event", ["t", "enter"], store="timeline"),
    Scene("search", ["ctrl+f"]),
    Scene("search found", ["ctrl+f", *"starmer"]),
    Scene("search found nothing", ["ctrl+f", *"nuclear xylophone"]),
    Scene("review", ["v"], store="waiting"),
    Scene("review, by hearsay", ["v", "j"], store="waiting"),
    Scene("review edited", ["v", "G", "e"], store="waiting"),
    Scene("review, a remark", ["v", "c"], store="waiting"),
    Scene("review all decided", ["v", "x", "p", "a", "a"], store="waiting"),
    Scene("review, nothing ever waited", ["v"], store="empty"),
    Scene("by hand, a status", ["1", "A"]),
    Scene("by hand, a quote without words", ["1", "A", "right", "enter"]),
    Scene("by hand, a note", ["1", "A", "right", "right"]),
)  # fmt: skip


@asynccontextmanager
async def at(scene: Scene, path: Path) -> AsyncIterator[tuple[DealwatchApp, Pilot[None]]]:
    """The scene on a store of its own, at the first size, in the dark theme."""
    app = app_on(
        path,
        poll=list(scene.poll) if scene.poll else None,
        prepare_with=list(scene.prepare_with),
        feeds=FEEDS if scene.store in ("feeds", "cut off", "never on") else (FEED,),
    )
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        if scene.before:
            await scene.before(pilot, app, path)
            await rest(app, pilot)
        for key in scene.keys:
            await pilot.press(key)
            if key in ("/", "enter"):
                await rest(app, pilot)
        if scene.after:
            await rest(app, pilot)
            await scene.after(pilot, app, path)
        await rest(app, pilot)
        yield app, pilot
        if scene.store == "missing":
            await pilot.press("q")  # It ends what makes the store ready.


async def rest(app: DealwatchApp, pilot: Pilot[None]) -> None:
    """Wait until previews are read and what is typed has been looked for. Cursors of text do not blink."""
    for line in app.screen.query(Input):
        line.cursor_blink = False
    for text in app.screen.query(TextArea):
        text.cursor_blink = False
    await pilot.pause(_RESTS)
    while getattr(app.screen, "looking", False):
        await pilot.pause(0.02)
    await pilot.pause()


def lines_of(app: DealwatchApp) -> list[str]:
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def store_of(scene: Scene, path: Path) -> Path:
    """Make the scene's store at a path."""
    if scene.store != "missing":
        STORES[scene.store](path)
    return path
