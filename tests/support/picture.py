"""The README's picture, made by the dashboard itself: `python -m tests.support.picture docs/screenshot.svg`.

The clock stands still and the stories are invented, outlets and speakers too; the statuses, the terms and the
older quotes are the dossier's. The same picture comes out each time.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from dealwatch.config import FeedConfig
from dealwatch.store.marks import begin_visit, end_visit
from dealwatch.store.record import Attempt, FeedOutcome, open_store
from dealwatch.store.sqlite import connect
from dealwatch.values import Status
from tests.tui.support import DOSSIER, HOUR, NOW, Told, app_on, new_store

SIZE: Final = (120, 40)
OUTLETS: Final = ("Harbour Herald", "Trade Ledger", "Atlantic Wire", "The Courier", "Policy Post")


# Headline, agreement, sectors with the word that names each, and what somebody is quoted with.
Line = tuple[str, str, str, Sequence[tuple[str, str]], tuple[str, str] | None]
_STORIES: Final[tuple[Line, ...]] = (
    (
        "Negotiators set a July date for the quantum working group",
        "tpd",
        "working group",
        [("quantum", "quantum")],
        (
            "a science ministry spokesperson",
            "Our officials have agreed when to meet, and no more than that yet",
        ),
    ),
    (
        "Steel quota talks stall again over where the metal is melted",
        "epd",
        "quota talks",
        [("steel", "Steel")],
        (
            "a mill owners’ group",
            "Every month without the quota costs our members orders they do not get back",
        ),
    ),
    (
        "Ministers weigh a cut in the digital services tax",
        "epd",
        "Ministers",
        [("digital-tax", "digital services tax")],
        None,
    ),
    (
        "Reactor licensing by both regulators “a year away”",
        "tpd",
        "regulators",
        [("nuclear", "Reactor")],
        None,
    ),
    (
        "Car exports to the US use up the quarter’s quota in nine weeks",
        "epd",
        "quota",
        [("cars", "Car")],
        ("a carmakers’ association", "The quota fills before the ships are loaded"),
    ),
    ("Lab network for AI safety tests signed without ceremony", "tpd", "network", [("ai", "AI")], None),
    (
        "Farm union asks for a seat at the food standards table",
        "epd",
        "seat",
        [("food-safety", "food standards")],
        None,
    ),
    ("Distillers see whisky relief before the autumn", "epd", "relief", [("whisky", "whisky")], None),
    ("What a paused technology pact still pays for", "tpd", "technology pact", [("ai", "technology")], None),
    ("Fusion summit moves to Oxfordshire", "tpd", "summit", [("fusion", "Fusion")], None),
    ("Drug price review enters its second month", "epd", "review", [("pharmaceuticals", "Drug")], None),
    (
        "Online safety rules stay out of the text, officials say",
        "epd",
        "text",
        [("online-safety", "Online safety")],
        None,
    ),
    ("Ethanol plant’s last shift, one year on", "epd", "Ethanol", [("agriculture", "Ethanol")], None),
    ("Aerospace suppliers keep their zero tariff", "epd", "tariff", [("aerospace", "Aerospace")], None),
    ("Committee asks for the tariff annex to be published", "epd", "annex", [], None),
    ("Space agencies share a launch calendar under the pact", "tpd", "pact", [("space", "Space")], None),
    ("Ports count the cost of two customs codes", "epd", "customs", [("baseline-tariff", "customs")], None),
    ("Quantum start-ups hire while they wait for the deal", "tpd", "deal", [("quantum", "Quantum")], None),
    ("Treasury models a steel tariff of fifteen per cent", "epd", "tariff", [("steel", "steel")], None),
    ("Data centre pledge slips into next year", "tpd", "pledge", [("ai", "Data centre")], None),
    ("Union and employers write one letter on steel", "epd", "letter", [("steel", "steel")], None),
)


def stories() -> Iterator[Told]:
    """The invented stories, newest first."""
    for number, (title, agreement, word, sectors, quote) in enumerate(_STORIES):
        said = f"“{quote[1]},” said {quote[0]}." if quote else "The department did not respond to questions."
        yield Told(
            title,
            body=f"{title}. {said}",
            at=NOW - HOUR - round(number**1.6 * 3 * HOUR),
            outlet=OUTLETS[(number * 3 + number // 4) % len(OUTLETS)],
            about=((f"agreement:{agreement}", word), *((f"sector:{id}", words) for id, words in sectors)),
            quotes=((quote[0], f"{quote[1]},"),) if quote else (),
            silences=(("The department", "The department did not respond to questions."),)
            if number in (3, 11)
            else (),
            signals=(("sector:quantum", Status.NEGOTIATING, "set a July date"),) if number == 0 else (),
        )


def make_store(path: Path) -> None:
    """A store with the stories, polled four minutes ago; the three newest came after the last visit."""
    new_store(path)
    told = list(stories())
    with closing(connect(path)) as connection:
        _arrive(path, told[3:], NOW - 5 * HOUR)
        begin_visit(connection, NOW - 4 * HOUR)
        end_visit(connection, NOW - 3 * HOUR)
    _arrive(path, told[:3], NOW - 240)


def _arrive(path: Path, told: Sequence[Told], seen: int) -> None:
    feeds = [
        FeedConfig(url=f"https://feeds.example.org/{n}.xml", name=outlet, outlet=outlet)
        for n, outlet in enumerate(OUTLETS)
    ]
    with open_store(path) as store:
        store.sync_feeds(feeds)
        for state in store.feed_states():
            mine = [story.read() for story in told if story.outlet == state.outlet]
            polled = replace(state, last_attempt=seen, last_success=seen, next_check=seen + HOUR)
            outcome = FeedOutcome(polled, Attempt(seen, "new"), mine, dossier=DOSSIER, digest="rules")
            store.record(state.id, outcome)


async def picture(path: Path) -> str:
    """The dashboard on a store, as SVG."""
    # A poller that finds nothing due, so that the bars say what they say in use.
    app = app_on(path, poll=["true"])
    async with app.run_test(size=SIZE) as pilot:
        while app.poller.progress.ended_at is None:
            await pilot.pause(0.05)
        await pilot.press("j", "k")
        await pilot.pause(0.2)
        return app.export_screenshot(title="dealwatch")


def main(target: Path) -> None:
    """Make the picture and write it."""
    os.environ |= {"TZ": "UTC", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    os.environ.pop("NO_COLOR", None)
    time.tzset()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dealwatch.db"
        make_store(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(asyncio.run(picture(path)), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.support.picture FILE.svg")
    main(Path(sys.argv[1]))
