"""Rounds against a real server: what is stored, what is asked, and what goes on when things fail."""

import asyncio
import collections
import contextlib
import dataclasses
import itertools
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dealwatch.config import HostConfig
from dealwatch.errors import StoreMissing
from dealwatch.feeds.caps import MAX_ENTRIES
from dealwatch.refresh.lock import poll_lock
from dealwatch.refresh.progress import Busy, Done, FeedDone, Start, decode, encode
from dealwatch.refresh.run import refresh_forever, refresh_once
from dealwatch.store.record import open_store
from dealwatch.text import clean_text
from dealwatch.values import FeedKind
from tests.refresh.support import DOSSIER, NOW, Poller, StillClock, config
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import Item, atom, hanging, json_feed, rdf, rss

DEAL = Item(
    guid="deal",
    title="UK-US Tech Prosperity Deal on hold, officials say",
    link="http://site.example/deal",
    summary="Talks on the Tech Prosperity Deal have been paused, officials in London and Washington said.",
    published=NOW - 3_600,
)
OTHER = Item(
    "other", "A match report", "http://site.example/other", "Nothing but football.", published=NOW - 60
)


def test_a_cold_round_stores_every_format(server: FeedServer, poller: Poller) -> None:
    urls = [
        server.put("/rss", Page(rss([DEAL, OTHER]), gzip=True)),
        server.put("/atom", atom([DEAL, OTHER])),
        server.put("/rdf", rdf([DEAL, OTHER])),
        server.put("/json", json_feed([DEAL, OTHER])),
    ]
    outcome = poller.round(config(urls))
    assert (outcome.answered, outcome.failed, outcome.new, outcome.exit_status) == (4, 0, 8, 0)
    assert poller.titles() == [OTHER.title] * 4 + [DEAL.title] * 4
    assert poller.rows("SELECT relevant, count(*) FROM reading GROUP BY 1 ORDER BY 1") == [(0, 4), (1, 4)]
    assert poller.rows("SELECT DISTINCT subject FROM tag WHERE subject LIKE 'agreement:%'") == [
        ("agreement:tpd",)
    ]


def test_what_is_told_while_it_runs(server: FeedServer, poller: Poller) -> None:
    poller.round(config([server.put("/good", rss([DEAL])), server.put("/bad", Page(status=404))]))
    assert poller.told[0] == Start(due=2, feeds=2)
    assert isinstance(poller.told[-1], Done)
    assert poller.feed("good").outcome == "new"
    assert poller.feed("bad").problem == "the server answered 404 Not Found"
    assert [told.done for told in poller.told if isinstance(told, FeedDone)] == [1, 2]
    for told in poller.told:
        assert decode(encode(told)) == told


def test_a_second_round_stores_nothing_twice(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/etag", Page(rss([DEAL]), etag='W/"1"')), server.put("/plain", rss([OTHER]))]
    poller.round(config(urls))
    before = poller.rows("SELECT * FROM story")
    outcome = poller.round(config(urls))
    assert (outcome.answered, outcome.new) == (2, 0)
    assert poller.feed("etag").outcome == "not_modified"
    assert poller.feed("plain").outcome == "unchanged"
    assert poller.rows("SELECT * FROM story") == before
    assert server.asked("/etag")[1].headers["if-none-match"] == 'W/"1"'


def test_one_new_entry_among_known_ones(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/feed", rss([OTHER]))]
    poller.round(config(urls))
    server.put("/feed", rss([DEAL, OTHER]))
    assert poller.round(config(urls)).new == 1
    assert poller.titles() == [OTHER.title, DEAL.title]


def test_a_changed_entry_gets_a_new_version(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/feed", rss([DEAL]))]
    poller.round(config(urls))
    server.put("/feed", rss([dataclasses.replace(DEAL, summary="The Tech Prosperity Deal is signed.")]))
    assert poller.round(config(urls)).new == 0
    assert poller.feed("feed").changed == 1
    assert poller.rows("SELECT version, summary FROM story") == [(2, "The Tech Prosperity Deal is signed.")]
    assert poller.rows("SELECT version, summary FROM revision") == [(1, DEAL.summary)]


def test_the_newest_validator_is_the_one_that_is_sent(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/feed", Page(rss([DEAL]), headers=(("ETag", '"v1"'),)))]
    for tag in ('"v2"', '"v3"', None):
        poller.round(config(urls))
        server.change("/feed", headers=(("ETag", tag),) if tag else ())
    poller.round(config(urls))
    poller.round(config(urls))
    sent = [request.headers.get("if-none-match") for request in server.requests]
    assert sent == [None, '"v1"', '"v2"', '"v3"', None]


def test_a_304_may_bring_a_new_validator(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/feed", Page(rss([DEAL]), etag='"1"', last_modified="Thu, 28 May 2026 20:00:00 GMT"))]
    poller.round(config(urls))
    server.put("/feed", Page(status=304, headers=(("ETag", '"2"'),)))
    poller.round(config(urls))
    assert poller.rows("SELECT etag, last_modified FROM feed") == [('"2"', "Thu, 28 May 2026 20:00:00 GMT")]


def test_after_eight_days_of_304_the_whole_document_is_asked_for(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/feed", Page(rss([DEAL]), etag='"1"'))]
    poller.round(config(urls))
    poller.clock.at += 9 * 86_400
    poller.round(config(urls))
    poller.round(config(urls))
    sent = [request.headers.get("if-none-match") for request in server.requests]
    assert sent == [None, None, '"1"']


def test_a_host_may_be_kept_from_being_asked_for_everything(server: FeedServer, poller: Poller) -> None:
    chosen = config([server.put("/feed", Page(rss([DEAL]), etag='"1"'))])
    chosen = msgspec.structs.replace(chosen, hosts={"127.0.0.1": HostConfig(whole=False)})
    poller.round(chosen)
    poller.clock.at += 9 * 86_400
    poller.round(chosen)
    assert [request.headers.get("if-none-match") for request in server.requests] == [None, '"1"']


@pytest.mark.parametrize("guid", ["g{}", ""], ids=["named", "nameless"])
def test_what_is_over_the_cap_of_one_fetch_follows_with_the_next(
    server: FeedServer, poller: Poller, guid: str
) -> None:
    many = [Item(guid.format(number), f"Title {number}") for number in range(MAX_ENTRIES + 100)]
    urls = [server.put("/feed", Page(rss(many), etag='"1"'))]
    assert [poller.round(config(urls)).new for _ in range(3)] == [MAX_ENTRIES, 100, 0]
    assert poller.rows("SELECT count(*), count(DISTINCT title) FROM story") == [(600, 600)]
    sent = [request.headers.get("if-none-match") for request in server.requests]
    assert sent == [None, None, '"1"']


# ---------------------------------------------------------------- failures


@pytest.mark.parametrize(
    "broken",
    [
        Page(status=500),
        Page(status=404),
        Page(b"<html>prove it</html>", "text/html", status=403, headers=(("cf-mitigated", "challenge"),)),
        Page(b"", "text/xml"),
        Page(b"<html><body>down for maintenance</body></html>", "text/html"),
        Page(rss([OTHER]), cut=20, headers=(("ETag", '"broken"'),)),
        Page(b"\x1f\x8b\x08broken", headers=(("Content-Encoding", "gzip"), ("ETag", '"broken"'))),
    ],
)
def test_a_failing_feed_keeps_what_it_had_and_others_go_on(
    server: FeedServer, poller: Poller, broken: Page
) -> None:
    urls = [server.put("/a", Page(rss([DEAL]), etag='"1"')), server.put("/b", rss([OTHER]))]
    poller.round(config(urls))
    before = poller.rows("SELECT etag, body_hash, last_success FROM feed WHERE name = 'a'")
    server.put("/a", broken)
    poller.clock.at += 60
    outcome = poller.round(config(urls))
    assert (outcome.answered, outcome.failed, outcome.exit_status) == (1, 1, 0)
    assert poller.rows("SELECT etag, body_hash, last_success FROM feed WHERE name = 'a'") == before
    ((failures, problem),) = poller.rows("SELECT failures, problem FROM feed WHERE name = 'a'")
    assert failures == 1
    assert problem == poller.feed("a").problem != ""
    assert len(poller.titles()) == 2

    server.put("/a", Page(rss([DEAL]), etag='"1"'))
    poller.round(config(urls))
    assert poller.rows("SELECT failures, problem FROM feed WHERE name = 'a'") == [(0, "")]


def test_when_all_fail_the_status_says_so(server: FeedServer, poller: Poller) -> None:
    assert poller.round(config([server.put("/bad", Page(status=500))])).exit_status == 1
    assert poller.round(config([])).exit_status == 0


def test_failures_wait_longer_and_longer(server: FeedServer, poller: Poller) -> None:
    usual = config([server.put("/bad", Page(status=500))], min_interval_minutes=15)
    waits = []
    for _ in range(3):
        poller.round(usual)
        ((last, following),) = poller.rows("SELECT last_attempt, next_check FROM feed")
        waits.append(following - last)
        poller.clock.at = following
    assert waits == [3_600, 7_200, 14_400]


def test_a_network_that_is_down_counts_against_no_feed(server: FeedServer, poller: Poller) -> None:
    dead = [f"http://{name}.invalid/{name}" for name in ("one", "two", "three")]
    assert poller.round(config(dead, min_interval_minutes=15)).exit_status == 1
    assert poller.rows("SELECT DISTINCT failures, last_attempt, next_check FROM feed") == [
        (0, None, NOW + 60)
    ]
    assert "network seems to be down" in str(poller.rows("SELECT problem FROM feed"))
    poller.clock.at += 60
    alive = [*dead, server.put("/alive", rss([DEAL]))]
    assert poller.round(config(alive, min_interval_minutes=15)).exit_status == 0
    assert poller.rows("SELECT failures, count(*) FROM feed GROUP BY 1") == [(0, 1), (1, 3)]


class Minutes(StillClock):
    """A clock for a poller that ends after some minutes; `then` is done after half of them."""

    def __init__(self, minutes: int, then: Callable[[], object]) -> None:
        super().__init__()
        self._half, self._end, self._then = NOW + minutes * 30, NOW + minutes * 60, [then]

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        if self.at > self._end:
            raise asyncio.CancelledError
        if self.at > self._half and self._then:
            self._then.pop()()


def test_after_an_outage_one_feed_is_asked_a_minute_until_one_answers(poller: Poller) -> None:
    with FeedServer() as first:
        urls = [first.url(f"/{number}") for number in range(3)]
    dead = [f"http://{name}.invalid/" for name in ("one", "two", "three")]
    with contextlib.ExitStack() as stack:

        def comes_back() -> None:
            server = stack.enter_context(FeedServer(port=first.port))
            for number in range(3):
                server.put(f"/{number}", rss([DEAL]))

        clock = Minutes(16, comes_back)
        job = (
            config([*dead, *urls], min_interval_minutes=15),
            poller.store,
            DOSSIER,
            clock,
            poller.told.append,
        )
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(refresh_forever(*job, chance=lambda: 0.5))
    rounds = [at for (at,) in poller.rows("SELECT at FROM attempt ORDER BY 1")]
    per_round = list(collections.Counter(rounds).values())
    # All, then one a minute; when one of the six answers, the others at once.
    assert per_round[:8] == [6, *[1] * 7]
    assert per_round.count(1) + 1 == len(per_round) - 1
    assert poller.rows("SELECT count(*) FROM feed WHERE last_success IS NOT NULL") == [(3,)]


def test_attempts_are_kept(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/feed", Page(rss([DEAL]), etag='"1"'))]
    poller.round(config(urls))
    poller.round(config(urls))
    server.put("/feed", Page(status=503))
    poller.round(config(urls))
    assert poller.rows("SELECT outcome, http_status FROM attempt ORDER BY id") == [
        ("new", 200),
        ("not_modified", 304),
        ("http_503", 503),
    ]


def test_a_redirect_to_a_private_place_is_a_failure(server: FeedServer, poller: Poller) -> None:
    with FeedServer() as inside:
        urls = [server.put("/feed", Page(location=inside.put("/feed", rss([DEAL]))))]
        assert poller.round(config(urls)).failed == 1
        assert "allow_private" in poller.feed("feed").problem
        assert inside.requests == []
        assert poller.round(config(urls, allow=("127.0.0.1",))).new == 1


def test_nothing_hostile_is_stored(server: FeedServer, poller: Poller) -> None:
    hostile = "\x1b]52;c;eA==\x07 &#27;[2J \u202egnp.exe \u2066 [@click=app.quit]x[/]"
    body = (
        f"<rss version='2.0'><channel><title>{hostile}</title><item><guid>{hostile}</guid><title>{hostile}"
        f"</title><link>javascript:alert(1)</link><author>{hostile}</author><description>{hostile} Tech"
        " Prosperity Deal</description></item></channel></rss>"
    )
    poller.round(config([server.put("/feed", body.encode())], kind=FeedKind.AGGREGATOR))
    texts = [text for row in poller.rows("SELECT * FROM story") for text in row if isinstance(text, str)]
    texts += [text for row in poller.rows("SELECT * FROM evidence") for text in row if isinstance(text, str)]
    assert any("[@click=app.quit]x[/]" in text for text in texts)
    assert [text for text in texts if clean_text(text) != text] == []
    assert poller.rows("SELECT url FROM story") == [("",)]


def test_a_feed_that_hangs_the_parser_fails_alone(server: FeedServer, poller: Poller) -> None:
    urls = [server.put("/hangs", hanging()), server.put("/good", rss([OTHER]))]
    outcome = poller.round(config(urls))
    assert (outcome.answered, outcome.failed) == (1, 1)
    assert poller.rows("SELECT outcome FROM attempt WHERE text <> ''") == [("parse_timeout",)]
    assert poller.titles() == [OTHER.title]


# ---------------------------------------------------------------- politeness


def test_retry_after_closes_the_hosts_gate_for_later_rounds(server: FeedServer, poller: Poller) -> None:
    urls = [
        server.put("/a", Page(status=429, headers=(("Retry-After", "600"),))),
        server.put("/b", rss([DEAL])),
    ]
    one_at_a_time = config(urls, host_concurrency=1)
    outcome = poller.round(one_at_a_time)
    assert (outcome.failed, outcome.answered, outcome.next_check) == (1, 0, int(poller.clock.at) + 600)
    assert "left alone" in poller.feed("b").problem
    poller.clock.at += 599
    assert poller.round(one_at_a_time, eager=True).due == 0
    assert len(server.requests) == 1
    poller.clock.at += 1
    server.put("/a", rss([OTHER]))
    # A host that said "too many" today is asked once a minute.
    poller.round(one_at_a_time)
    assert len(server.requests) == 2
    poller.clock.at += 65
    poller.round(one_at_a_time)
    assert len(server.requests) == 3
    assert len(poller.titles()) == 2


def test_the_floor_holds_for_every_round(server: FeedServer, poller: Poller) -> None:
    usual = config([server.put("/feed", rss([DEAL]))], min_interval_minutes=15)
    poller.round(usual)
    assert poller.round(usual, eager=True).due == 0
    poller.clock.at += 15 * 60
    assert poller.round(usual).due == 0
    assert poller.round(usual, eager=True).due == 1


def test_max_age_is_kept(server: FeedServer, poller: Poller) -> None:
    fresh = Page(rss([DEAL]), headers=(("Cache-Control", "max-age=7200"),))
    poller.round(config([server.put("/feed", fresh)]))
    assert poller.rows("SELECT next_check - last_attempt FROM feed") == [(7_200,)]


def test_requests_to_one_host_keep_their_gap(server: FeedServer, poller: Poller) -> None:
    urls = [server.put(f"/{number}", rss([DEAL])) for number in range(4)]
    began = poller.clock.at
    poller.round(config(urls, host_concurrency=1, host_gap_seconds=2))
    assert poller.clock.at - began == 6


@pytest.mark.parametrize("port", [True, False])
def test_a_host_may_be_given_a_gap_of_its_own(server: FeedServer, poller: Poller, port: bool) -> None:
    urls = [server.put(f"/{number}", rss([DEAL])) for number in range(3)]
    named = f"127.0.0.1:{server.port}" if port else "127.0.0.1"
    chosen = config(urls, host_concurrency=1, host_gap_seconds=2)
    began = poller.clock.at
    poller.round(msgspec.structs.replace(chosen, hosts={named: HostConfig(gap_seconds=30)}))
    assert poller.clock.at - began == 60


def test_the_gap_holds_from_round_to_round(server: FeedServer, poller: Poller) -> None:
    urls = [server.put(f"/{number}", rss([DEAL])) for number in range(2)]
    poller.round(config(urls[:1], host_gap_seconds=5))
    began = poller.clock.at
    poller.round(config(urls, host_gap_seconds=5))
    assert poller.clock.at >= began + 5


def test_starts_are_spread(server: FeedServer, poller: Poller) -> None:
    urls = [server.put(f"/{number}", rss([DEAL])) for number in range(9)]
    began = poller.clock.at
    poller.round(config(urls, starts_per_second=4))
    assert poller.clock.at - began == pytest.approx(2)


def test_never_more_at_once_than_allowed(server: FeedServer, poller: Poller) -> None:
    urls = [server.put(f"/{number}", Page(rss([DEAL]), delay=0.03)) for number in range(8)]
    poller.round(config(urls, concurrency=2, host_concurrency=8))
    starts = [request.at for request in server.requests]
    thirds = zip(starts, itertools.islice(starts, 2, None), strict=False)
    assert all(third - first >= 0.025 for first, third in thirds)


def test_one_host_is_asked_one_thing_at_a_time(server: FeedServer, poller: Poller) -> None:
    urls = [server.put(f"/{number}", Page(rss([DEAL]), delay=0.03)) for number in range(4)]
    poller.round(config(urls, host_concurrency=1))
    starts = [request.at for request in server.requests]
    assert all(later - one >= 0.025 for one, later in itertools.pairwise(starts))


# ---------------------------------------------------------------- who polls


def test_a_second_poller_says_so_and_does_nothing(server: FeedServer, poller: Poller) -> None:
    chosen = config([server.put("/feed", rss([DEAL]))])
    with poll_lock(poller.store) as mine:
        assert mine
        outcome = poller.round(chosen)
    assert (outcome.due, outcome.exit_status) == (0, 0)
    assert outcome.busy.startswith("another poller is running")
    assert poller.told == [Busy(outcome.busy)]
    assert server.requests == []
    assert poller.round(chosen).new == 1


def test_the_note_of_a_poller_that_just_began_is_waited_for(poller: Poller) -> None:
    class WhileItWaits(StillClock):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            note(os.getpid())

    def note(pid: int) -> None:
        with open_store(poller.store) as store:
            store.poller_began(pid, NOW)

    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    note(dead.pid)
    poller.clock = WhileItWaits()
    with poll_lock(poller.store) as mine:
        assert mine
        outcome = poller.round(config())
    assert f"(pid {os.getpid()}, since 20" in outcome.busy


def test_without_a_store_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        asyncio.run(refresh_once(config(), tmp_path / "none.db", DOSSIER, StillClock(), lambda _: None))


def test_for_ever_goes_on_until_it_is_cancelled(server: FeedServer, poller: Poller) -> None:
    chosen = config([server.put("/feed", rss([DEAL]))], min_interval_minutes=15)
    rounds: list[Done] = []

    async def run() -> None:
        def told(progress: object) -> None:
            if isinstance(progress, Done):
                rounds.append(progress)
                if len(rounds) == 3:
                    task.cancel()

        task = asyncio.create_task(refresh_forever(chosen, poller.store, DOSSIER, poller.clock, told))
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert [done.new for done in rounds] == [1, 0, 0]
    assert poller.rows("SELECT count(*) FROM poller") == [(0,)]


def test_cancelling_in_the_middle_is_quick_and_leaves_the_store_whole(
    server: FeedServer, poller: Poller
) -> None:
    urls = [server.put("/slow", Page(rss([DEAL]), delay=30)), server.put("/good", rss([OTHER]))]

    async def run() -> None:
        def told(progress: object) -> None:
            if getattr(progress, "name", "") == "good":
                task.cancel()

        task = asyncio.create_task(refresh_once(config(urls), poller.store, DOSSIER, poller.clock, told))
        async with asyncio.timeout(5):
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    assert poller.titles() == [OTHER.title]
    assert poller.rows("PRAGMA integrity_check") == [("ok",)]
    assert poller.rows("SELECT last_attempt FROM feed WHERE name = 'slow'") == [(None,)]


# ---------------------------------------------------------------- articles and reading again

PAGE = "<html><body><article>{}</article></body></html>".format(
    "".join(
        f"<p>On day {day}, officials said that the Tech Prosperity Deal stays on hold until the talks about"
        f" taxes end. They were asked {day} times.</p>"
        for day in range(1, 8)
    )
).encode()


def test_the_page_of_a_relevant_story_is_fetched_and_read(server: FeedServer, poller: Poller) -> None:
    deal = dataclasses.replace(DEAL, link=server.put("/story", Page(PAGE, "text/html")))
    other = dataclasses.replace(OTHER, link=server.put("/match", Page(PAGE, "text/html")))
    chosen = config([server.put("/feed", rss([deal, other]))], allow=("127.0.0.1",), fetch_articles=True)
    poller.round(chosen)
    assert len(server.asked("/robots.txt")) == 1
    assert len(server.asked("/story")) == 1
    assert server.asked("/match") == []
    ((body, article, version),) = poller.rows("SELECT body, article, version FROM story WHERE key = 'deal'")
    assert body.startswith("On day 1, officials said")
    assert (article, version) == ("fetched", 2)
    poller.round(chosen)
    assert len(server.asked("/story")) == 1


@pytest.mark.parametrize(
    ("robots", "page"),
    [
        (Page(b"User-agent: *\nDisallow: /", "text/plain"), None),
        (None, Page(status=404)),
        (None, Page(b"<html><p>Subscribe to continue reading.</p></html>", "text/html")),
        (None, Page(b"%PDF", "application/pdf")),
    ],
)
def test_a_page_that_gives_no_article_leaves_the_story_as_it_is(
    server: FeedServer, poller: Poller, robots: Page | None, page: Page | None
) -> None:
    deal = dataclasses.replace(DEAL, link=server.put("/story", page or Page(PAGE, "text/html")))
    if robots is not None:
        server.put("/robots.txt", robots)
    poller.round(config([server.put("/feed", rss([deal]))], allow=("127.0.0.1",), fetch_articles=True))
    assert poller.rows("SELECT body, article, version FROM story") == [("", "failed", 1)]
    assert len(server.asked("/story")) == (0 if robots else 1)


def test_a_page_that_cannot_be_had_now_is_tried_again(server: FeedServer, poller: Poller) -> None:
    deal = dataclasses.replace(DEAL, link=server.put("/story", Page(status=503)))
    chosen = config([server.put("/feed", rss([deal]))], allow=("127.0.0.1",), fetch_articles=True)
    poller.round(chosen)
    assert poller.rows("SELECT article FROM story") == [("wanted",)]
    server.put("/story", Page(PAGE, "text/html"))
    poller.round(chosen)
    assert poller.rows("SELECT article FROM story") == [("fetched",)]


def test_pages_on_private_hosts_are_not_fetched(server: FeedServer, poller: Poller) -> None:
    deal = dataclasses.replace(DEAL, link=server.put("/story", Page(PAGE, "text/html")))
    poller.round(config([server.put("/feed", rss([deal]))], fetch_articles=True))
    assert {request.path for request in server.requests} == {"/feed"}


def test_switched_off_no_page_is_fetched(server: FeedServer, poller: Poller) -> None:
    deal = dataclasses.replace(DEAL, link=server.put("/story", Page(PAGE, "text/html")))
    poller.round(config([server.put("/feed", rss([deal]))], allow=("127.0.0.1",)))
    assert {request.path for request in server.requests} == {"/feed"}


def test_readings_of_other_rules_are_made_again(server: FeedServer, poller: Poller) -> None:
    chosen = config([server.put("/feed", Page(rss([DEAL, OTHER]), etag='"1"'))])
    poller.round(chosen)
    ((digest,),) = poller.rows("SELECT DISTINCT digest FROM reading")
    connection = sqlite3.connect(poller.store)
    with connection:
        connection.execute("UPDATE reading SET digest = 'older', score = 0.0")
        connection.execute("UPDATE dossier SET read_with = 'older'")
    connection.close()
    poller.round(chosen)
    assert poller.feed("feed").outcome == "not_modified"
    assert poller.rows("SELECT DISTINCT digest FROM reading") == [(digest,)]
    assert poller.rows("SELECT max(score) > 0 FROM reading") == [(1,)]


def test_quiet_hours_of_a_feed_are_kept_also_after_a_304(server: FeedServer, poller: Poller) -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24) if hour != 7)
    usual = config(
        [server.put("/feed", rss([DEAL], channel=f"<skipHours>{hours}</skipHours>"))], min_interval_minutes=15
    )
    for _ in range(3):
        poller.round(usual, eager=True)
        ((next_check,),) = poller.rows("SELECT next_check FROM feed")
        assert next_check // 3_600 % 24 == 7
        poller.clock.at = next_check
