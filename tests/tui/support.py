"""A store with stories in it, a clock that stands still, and the screen as text."""

import datetime as dt
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from dealwatch.config import Config, FeedConfig, RefreshConfig, UiConfig
from dealwatch.dossier import digest_of, load_dossier
from dealwatch.reading.clusters import cluster_keys
from dealwatch.store.marks import begin_visit, end_visit
from dealwatch.store.record import Attempt, FeedOutcome, ReadEntry, open_store
from dealwatch.store.sqlite import connect
from dealwatch.tui.app import DealwatchApp
from dealwatch.values import (
    Entry,
    Evidence,
    Field,
    Quote,
    Reading,
    Signal,
    Silence,
    Status,
    Tag,
)
from tests.support.prepared import put_prepared

DOSSIER = "uk-us-tech"
#: Saturday 27 June 2026, 14:06 UTC: what "now" is in these tests.
NOW = int(dt.datetime(2026, 6, 27, 14, 6, tzinfo=dt.UTC).timestamp())
HOUR, DAY = 3600, 86400
FEED = FeedConfig(url="https://feeds.example.org/tech.xml", name="The Example, Tech", outlet="The Example")


class StillClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: int = NOW) -> None:
        self.at = now

    def now(self) -> int:
        return self.at

    def monotonic(self) -> float:
        return float(self.at)

    async def sleep(self, seconds: float) -> None:
        self.at += round(seconds)


@dataclass(frozen=True)
class Told:
    """A story as a test tells it; passages are given as words and found in the text."""

    title: str
    body: str = ""
    summary: str = ""
    at: int = NOW - HOUR
    url: str = ""
    outlet: str = "The Example"
    about: Sequence[tuple[str, str]] = ()
    """Pairs of a subject ("agreement:tpd") and the words that name it."""
    quotes: Sequence[tuple[str, str]] = ()
    """Pairs of a speaker and the words between the marks."""
    silences: Sequence[tuple[str, str]] = ()
    """Pairs of who was silent and the words that say so."""
    signals: Sequence[tuple[str, Status, str]] = ()
    problem: str = ""
    stakeholders: dict[str, str] = field(default_factory=dict)

    def entry(self) -> Entry:
        url = self.url or f"https://news.example.org/{zlib.crc32(self.title.encode())}"
        return Entry(key=f"{self.title}/{self.at}", title=self.title, url=url, summary=self.summary,
                     body=self.body, outlet=self.outlet, published=self.at)  # fmt: skip

    def read(self) -> ReadEntry:
        reading = None if self.problem else self._reading()
        return ReadEntry(
            self.entry(), content_hash=f"{self.title}{self.body}", reading=reading, problem=self.problem,
            keys=cluster_keys(self.entry()),
        )  # fmt: skip

    def _reading(self) -> Reading:
        def tags(kind: str) -> tuple[Tag, ...]:
            found: dict[str, list[Evidence]] = {}
            for subject, words in self.about:
                if subject.startswith(f"{kind}:"):
                    found.setdefault(subject.partition(":")[2], []).append(self._find(words))
            return tuple(Tag(id, tuple(evidence)) for id, evidence in found.items())

        return Reading(
            relevant=True,
            score=0.9,
            agreements=tags("agreement"),
            sectors=tags("sector"),
            stakeholders=tags("stakeholder"),
            quotes=tuple(self._quote(speaker, words) for speaker, words in self.quotes),
            silences=tuple(Silence(who, self._find(words)) for who, words in self.silences),
            signals=tuple(
                Signal(subject, status, (self._find(words),), 0.8) for subject, status, words in self.signals
            ),
            reasons=("it names the agreement in its headline",) * 2,  # Of each place where it does.
        )

    def _quote(self, speaker: str, words: str) -> Quote:
        found = self._find(words)
        return Quote(words, found.field, found.start, found.end, speaker,
                     stakeholder=self.stakeholders.get(speaker))  # fmt: skip

    def _find(self, words: str) -> Evidence:
        fields: tuple[tuple[Field, str], ...] = (
            ("body", self.body), ("summary", self.summary), ("title", self.title)
        )  # fmt: skip
        for name, text in fields:
            if words in text:
                start = text.index(words)
                return Evidence(name, start, start + len(words), words)
        raise ValueError(f"{words!r} stands nowhere in {self.title!r}")


PAUSE = Told(
    "UK and US pause work on the Tech Prosperity Deal",
    body=(
        "Work on the Tech Prosperity Deal has been put on hold, officials said on Friday.\n\n"
        "“We look forward to resuming work on this partnership as quickly as possible,” said Keir Starmer, "
        "the prime minister. The White House did not respond to a request for comment.\n\n"
        "Talks about artificial intelligence had been expected to continue in July."
    ),
    at=NOW - 2 * HOUR,
    url="https://news.example.org/pause",
    about=(("agreement:tpd", "Tech Prosperity Deal"), ("sector:ai", "artificial intelligence")),
    quotes=(
        ("Keir Starmer", "We look forward to resuming work on this partnership as quickly as possible,"),
    ),
    silences=(("White House", "The White House did not respond to a request for comment."),),
    signals=(("agreement:tpd", Status.ON_HOLD, "has been put on hold"),),
)


def stories(number: int, newest: int = NOW - DAY, every: int = 6 * HOUR) -> list[Told]:
    """So many plain stories, one each `every` seconds back from `newest`."""
    topics = (
        "tariffs on steel",
        "nuclear licensing",
        "quantum research",
        "digital services tax",
        "car quotas",
    )
    return [
        Told(f"Talks on {topics[n % len(topics)]} go on, round {number - n}", at=newest - n * every,
             about=(("agreement:epd", "Talks"),), outlet=("The Example", "Trade Daily", "Law Example")[n % 3])
        for n in range(number)
    ]  # fmt: skip


def new_store(path: Path, now: int = NOW - 30 * DAY) -> Path:
    """An empty store, prepared with the shipped dossier."""
    put_prepared(path, load_dossier(DOSSIER), digest_of(DOSSIER), now)
    return path


def tell(path: Path, told: Iterable[Told], seen: int = NOW) -> None:
    """Let the stories come in at the instant `seen`."""
    with open_store(path) as store:
        store.sync_feeds([FEED])
        state = store.feed_states()[0]
        state = replace(state, last_attempt=seen, last_success=seen, next_check=seen + HOUR)
        entries = [story.read() for story in told]
        store.record(
            state.id, FeedOutcome(state, Attempt(seen, "new"), entries, dossier=DOSSIER, digest="rules")
        )


def filled_store(path: Path, number: int = 40) -> Path:
    """A store with a pause, plain stories, a refresh four minutes ago and a visit since."""
    new_store(path)
    tell(path, [PAUSE, *stories(number)], seen=NOW - 240)
    with closing(connect(path)) as connection:
        begin_visit(connection, NOW - 200)
        end_visit(connection, NOW - 100)
    return path


def app_on(
    path: Path,
    *,
    clock: StillClock | None = None,
    poll: list[str] | None = None,
    prepare_with: list[str] | None = None,
    every_minutes: float = 15,
    theme: str = "default",
    glyphs: Literal["ascii", "unicode"] = "ascii",
    keys: Mapping[str, Any] | None = None,
    plain: bool = False,
    feeds: tuple[FeedConfig, ...] = (FEED,),
) -> DealwatchApp:
    """The application on a store, offline unless told how to poll."""
    config = Config(
        source=path.with_name("config.toml"),
        feeds=feeds,
        refresh=RefreshConfig(every_minutes=every_minutes),
        ui=UiConfig(theme=theme, glyphs=glyphs),
        keys=keys or {},
    )
    return DealwatchApp(db=path, dossier_id=DOSSIER, digest=digest_of(DOSSIER), config=config,
                        clock=clock or StillClock(), poll_command=poll,
                        prepare_command=prepare_with or ["false"], plain=plain)  # fmt: skip


def screen_text(app: DealwatchApp) -> str:
    """What is on the screen, line by line, without colours."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
