"""Stories with evidence of every kind, and stores that hold them, as tests and pictures want them."""

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from dealwatch.config import FeedConfig
from dealwatch.store import by_hand
from dealwatch.store.confirm import Rule
from dealwatch.store.policy import Policy
from dealwatch.store.record import Attempt, FeedOutcome, open_store
from dealwatch.store.sqlite import connect
from dealwatch.tui import targets
from dealwatch.tui.targets import Target
from dealwatch.values import FeedKind, Status
from tests.tui.support import DOSSIER, FEED, HOUR, NOW, PAUSE, Told, tell

STEEL = Told(
    "Notice: the talks about steel are suspended",
    body="The talks about steel are suspended from today. “We regret that,” said Keir Starmer.",
    about=(("agreement:epd", "talks"), ("sector:steel", "steel")),
    quotes=(("Keir Starmer", "We regret that,"),),
    signals=(("sector:steel", Status.TERMINATED, "are suspended"),),
)
ROW = replace(
    PAUSE,
    title="UK and US pause work on the Tech Prosperity Deal after a row over the digital services tax",
    at=NOW - 60,
    url="https://news.example.org/politics/row",
    summary="Officials said that the pause would last until the digital services tax is settled.",
    body="\n\n".join(
        (
            PAUSE.body,
            "The digital services tax, which raises 2% of the revenues of large firms, has been a sticking "
            "point since May. “Any country that imposes such a tax will face a tariff,” said Donald Trump, "
            "the US president, on Friday.",
            "Business groups said that exporters would feel it first. The department did not respond to "
            "questions. A trade union said its members wanted to know by the autumn what would become of the "
            "jobs that were promised when the pact was signed.",
        )
    ),
    about=(
        *PAUSE.about,
        ("sector:digital-tax", "digital services tax"),
        ("stakeholder:keir-starmer", "Keir Starmer"),
    ),
    quotes=(*PAUSE.quotes, ("Donald Trump", "Any country that imposes such a tax will face a tariff,")),
    silences=(*PAUSE.silences, ("The department", "The department did not respond to questions.")),
    signals=(*PAUSE.signals, ("sector:ai", Status.NEGOTIATING, "had been expected to continue in July")),
    stakeholders={"Keir Starmer": "keir-starmer", "Donald Trump": "donald-trump"},
)
COPY = replace(ROW, title=ROW.title, url="https://herald.example.org/row", outlet="The Herald", at=NOW - HOUR)


def news_in(store: Path) -> Path:
    """A store in which, after the last visit, the rule confirmed a status, a person did, a story came."""
    official = FeedConfig(
        url="https://feeds.example.org/official.xml",
        name="Notices",
        outlet="The Ministry",
        kind=FeedKind.OFFICIAL,
    )
    with open_store(store, Policy(Rule("official"))) as opened:
        opened.sync_feeds([FEED, official])
        state = next(state for state in opened.feed_states() if "official" in state.url)
        state = replace(state, last_attempt=NOW - 50, last_success=NOW - 50, next_check=NOW + HOUR)
        entries = [STEEL.read()]
        opened.record(
            state.id, FeedOutcome(state, Attempt(NOW - 50, "new"), entries, dossier=DOSSIER, digest="rules")
        )
    tell(store, [replace(PAUSE, title="Another pause, another outlet", at=NOW - 60)], seen=NOW - 40)
    with closing(connect(store)) as connection:
        day, page = dt.date(2026, 6, 20), "https://facts.example.org/cars"
        by_hand.enter_status(connection, DOSSIER, "sector:cars", Status.ON_HOLD, day, page, now=NOW - 30)
    return store


def story_in(path: Path) -> Target:
    """The story that another outlet copied."""
    with closing(connect(path)) as connection:
        found = connection.execute("SELECT id FROM story WHERE url = ?", (ROW.url,)).fetchone()
    return targets.story(found[0])
