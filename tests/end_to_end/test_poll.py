"""Polling from the command line, and what the lists then show."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.end_to_end.conftest import GARDEN, PAUSED, RESTARTED, STEEL, put
from tests.support.commands import Home
from tests.support.feedserver import FeedServer, Page
from tests.support.feedtexts import rss


def titles(home: Home, *options: str) -> list[str]:
    return [row["title"] for row in home.run("stories", "--json", *options).rows]


def test_what_feeds_bring_is_shown_newest_first_with_its_link(new_home: Home) -> None:
    ran = new_home.run("poll", "--once")
    rows = new_home.run("stories", "--json").rows

    assert ran.status == 0
    assert "2 of 2 feeds answered, 3 new stories" in ran.err
    assert [(row["title"], row["url"]) for row in rows] == [
        (item.title, item.link) for item in (PAUSED, STEEL)
    ]
    assert titles(new_home, "--all") == [PAUSED.title, STEEL.title, GARDEN.title]


def test_quotes_and_silences_have_their_speaker_and_story(home: Home) -> None:
    home.run("poll", "--once")

    rows = [row for row in home.run("quotes", "--json", "--since", "2025-12").rows if row["story"]]

    spoken = {(row["kind"], row["speaker"], row["source_url"]) for row in rows}
    assert spoken == {("quote", "Liz Kendall", PAUSED.link), ("silence", "White House", PAUSED.link)}


def test_without_feeds_it_says_where_they_belong(home: Home) -> None:
    home.config.write_text("feeds = []\n")

    ran = home.run("poll", "--once")

    assert ran.status == 0
    assert "there is no feed: add [[feeds]] to " in ran.err


def test_a_second_poll_stores_nothing_twice(home: Home, server: FeedServer) -> None:
    home.run("poll", "--once")
    before = [home.run(command, "--json", "--all").out for command in ("stories", "quotes")]

    ran = home.run("poll", "--once")

    assert ran.status == 0
    assert "0 new stories" in ran.err
    assert [home.run(command, "--json", "--all").out for command in ("stories", "quotes")] == before
    assert "if-none-match" in server.asked("/rss")[-1].headers


def test_a_new_story_is_added_to_those_that_were_there(home: Home, server: FeedServer) -> None:
    home.run("poll", "--once")
    put(server, "/rss", rss([RESTARTED, PAUSED, GARDEN]))

    ran = home.run("poll", "--once")

    assert "1 new story" in ran.err
    assert titles(home) == [RESTARTED.title, PAUSED.title, STEEL.title]


def test_now_asks_feeds_that_are_not_due_yet(home: Home, server: FeedServer) -> None:
    home.configure(server.url("/rss"), floor=0.001, interval=60)
    home.run("poll", "--once")

    assert home.run("poll", "--once").status == 0
    assert len(server.asked("/rss")) == 1
    assert home.run("poll", "--now").status == 0
    assert len(server.asked("/rss")) == 2


def test_progress_as_json_is_an_object_a_line(home: Home) -> None:
    ran = home.run("poll", "--once", "--progress", "json")

    events = [json.loads(line) for line in ran.err.splitlines()]
    assert [event["event"] for event in events] == ["start", "feed", "feed", "done"]
    assert events[0]["due"] == 2
    assert {event["name"] for event in events[1:3]} == {"Feed 1", "Feed 2"}
    assert (events[-1]["answered"], events[-1]["failed"], events[-1]["new"]) == (2, 0, 3)
    assert ran.out == ""


def test_no_progress_says_nothing(home: Home) -> None:
    ran = home.run("poll", "--once", "--progress", "none")

    assert (ran.out, ran.err) == ("", "")


def test_one_failing_feed_is_no_failure_and_its_health_says_why(home: Home, server: FeedServer) -> None:
    server.put("/atom", Page(b"gone fishing", "text/plain", status=404))

    ran = home.run("poll", "--once", "--verbose")
    rows = {row["name"]: row for row in home.run("feeds", "--json").rows}

    assert ran.status == 0
    assert any(line.startswith("Feed 2: ") and "404" in line for line in ran.err.splitlines())
    assert rows["Feed 1"]["problem"] == ""
    assert "404" in rows["Feed 2"]["health"]
    assert titles(home) == [PAUSED.title]


def test_when_all_feeds_fail_the_exit_status_is_1(home: Home, server: FeedServer) -> None:
    for path in ("/rss", "/atom"):
        server.put(path, Page(b"gone fishing", "text/plain", status=404))

    assert home.run("poll", "--once").status == 1


def test_when_none_is_due_the_exit_status_is_0(home: Home, server: FeedServer) -> None:
    home.configure(server.url("/rss"))
    text = home.config.read_text().replace("interval_minutes = 0", "interval_minutes = 60")
    home.config.write_text(text)
    home.run("poll", "--once")

    ran = home.run("poll", "--once")

    assert ran.status == 0
    assert "no feed was due" in ran.err
    assert len(server.asked("/rss")) == 1


def test_one_feed_is_asked_by_its_name_or_address_and_no_other(home: Home, server: FeedServer) -> None:
    by_name = home.run("poll", "--feed", "Feed 2")
    by_address = home.run("poll", "--feed", server.url("/atom"), "--progress", "json")

    assert (by_name.status, by_address.status) == (0, 0)
    assert "1 of 1 feed answered, 1 new story" in by_name.err
    assert [json.loads(line)["event"] for line in by_address.err.splitlines()] == ["start", "feed", "done"]
    assert len(server.asked("/atom")) == 2
    assert not server.asked("/rss")


def test_a_feed_that_was_just_asked_is_left_alone_and_says_until_when(home: Home, server: FeedServer) -> None:
    home.configure(server.url("/rss"), floor=15)
    home.run("poll", "--feed", "Feed 1")

    again = home.run("poll", "--now", "--feed", "Feed 1")
    told = home.run("poll", "--feed", "Feed 1", "--progress", "json").err.splitlines()[-1]

    assert again.status == 0
    assert "not asked: it may be asked again from " in again.err
    assert json.loads(told)["askable_at"] > json.loads(told)["answered"]
    assert len(server.asked("/rss")) == 1


def test_a_host_that_wants_to_be_left_alone_is(home: Home, server: FeedServer) -> None:
    server.put("/rss", Page(b"", status=429, headers=(("Retry-After", "3600"),)))
    assert home.run("poll", "--feed", "Feed 1").status == 1

    # The other feed is on the same host.
    ran = home.run("poll", "--feed", "Feed 2")

    assert "it may be asked again from " in ran.err
    assert not server.asked("/atom")


def test_a_name_that_no_feed_or_more_than_one_has_is_refused(home: Home, server: FeedServer) -> None:
    unknown = home.run("poll", "--feed", "Nobody's")
    home.config.write_text(home.config.read_text().replace('"Feed 2"', '"Feed 1"'))
    both = home.run("poll", "--feed", "Feed 1")

    assert (unknown.status, both.status) == (2, 2)
    assert "`dealwatch feeds --all` lists them" in unknown.err
    assert "give the address of one of them" in both.err
    assert not server.requests


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_polling_for_ever_ends_cleanly_when_it_is_told_to(home: Home, number: signal.Signals) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "dealwatch", "poll", "--progress", "json"],
        stderr=subprocess.PIPE,
        env=home.environment(),
        text=True,
    )
    assert child.stderr is not None
    told = next(line for line in child.stderr if '"event":"done"' in line)

    child.send_signal(number)
    _, rest = child.communicate(timeout=20)

    assert json.loads(told)["new"] == 3
    assert child.returncode == 0
    assert "Traceback" not in rest


def test_a_second_poller_says_so_and_leaves(home: Home, server: FeedServer) -> None:
    server.change("/rss", delay=30.0)
    command = [sys.executable, "-m", "dealwatch", "poll", "--once", "--progress", "json"]
    first = subprocess.Popen(command, stderr=subprocess.PIPE, env=home.environment(), text=True)
    assert first.stderr is not None
    assert '"start"' in first.stderr.readline()

    second = home.run("poll", "--once")

    first.terminate()
    first.communicate(timeout=20)
    assert second.status == 0
    assert str(first.pid) in second.err
    assert first.returncode == 128 + signal.SIGTERM


def test_a_poll_that_nobody_listens_to_still_stores(home: Home) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "dealwatch", "poll", "--once", "--progress", "json"]

    status = subprocess.run(
        command, stderr=writing, env=home.environment(), timeout=50, check=False
    ).returncode
    os.close(writing)

    assert status == 0
    assert PAUSED.title in titles(home)


def test_what_a_hostile_feed_sends_acts_on_no_terminal(home: Home, server: FeedServer) -> None:
    title = "UK-US Tech Prosperity Deal \x9b31m[red]on hold[/red] \u202etxt"
    put(
        server,
        "/rss",
        rss([PAUSED.__class__(guid="x", title=title, summary="&#27;]52;c;aGk=&#7; Tech Prosperity Deal")]),
    )
    home.run("poll", "--once", "--verbose")

    ran = home.run("stories", "--all")

    assert "[red]on hold[/red]" in ran.out
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(ran.out + home.run("stories", "--all", "--json").out)


def test_what_asking_has_cost_is_counted(home: Home) -> None:
    for _ in range(2):
        assert home.run("poll", "--once").status == 0
    told = home.run("feeds", "--json").rows[0]
    kept = [attempt["bytes"] for attempt in told["attempts"]]
    assert sum(told["counts"][name] for name in ("new", "unchanged", "not_modified")) == len(kept)
    assert told["counts"]["bytes"] == sum(kept) > 0
    assert 0 <= told["milliseconds"]["median"] <= told["milliseconds"]["p95"]
