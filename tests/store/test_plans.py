"""No query of a pane, screen or command scans a table that grows, and none sorts one."""

import datetime as dt
import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from dealwatch.filter import parse
from dealwatch.names import Name, Names
from dealwatch.store import acts, by_hand, corrections, kinship, ledger, marks, review, sqlite, views
from dealwatch.store.views import health, spans
from dealwatch.store.views.selection import Selection
from dealwatch.values import Status
from tests.support.stores import NOW, TODAY, make_store, story

GROWING = (
    "story",
    "reading",
    "tag",
    "evidence",
    "voice",
    "signal",
    "ledger",
    "volume",
    "revision",
    "attempt",
    "mark",
    "correction",
    "journal",
    "decision",
    "decided",
    "note",
)
# The index of what somebody starred or hid holds nothing else.
OF_A_PERSON = re.compile(r"USING (COVERING )?INDEX mark_(starred|hidden)")
KEY = (NOW, 1)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    stories = [story(n, relevant=n % 2 == 0) for n in range(1, 100)]
    opened = sqlite.connect(make_store(tmp_path_factory.mktemp("plans"), stories=stories))
    yield opened
    opened.close()


Call = Callable[[sqlite3.Connection], object]

LISTS: dict[str, Call] = {
    "stories": lambda c: views.stories_page(c, "test", since=0),
    "stories before": lambda c: views.stories_page(c, "test", since=0, before=KEY),
    "stories after": lambda c: views.stories_page(c, "test", since=0, after=KEY),
    "stories, all": lambda c: views.stories_page(c, "test", since=0, selection=Selection(everything=True)),
    "stories, all, after": lambda c: views.stories_page(
        c, "test", since=0, after=KEY, selection=Selection(everything=True)
    ),
    "stories' count": lambda c: views.stories_count(c, "test"),
    "stories' rank": lambda c: views.story_rank(c, "test", KEY),
    "stories' rank, all": lambda c: views.story_rank(c, "test", KEY, selection=Selection(everything=True)),
    "voices": lambda c: views.voices_page(c, "test", since=0),
    "voices after": lambda c: views.voices_page(c, "test", since=0, after=KEY),
    "voices, all": lambda c: views.voices_page(c, "test", since=0, selection=Selection(everything=True)),
    "voices' count": lambda c: views.voices_count(c, "test"),
    "voices' rank": lambda c: views.voice_rank(c, "test", KEY),
    "voices' rank, all": lambda c: views.voice_rank(c, "test", KEY, selection=Selection(everything=True)),
    "stakeholder": lambda c: views.stakeholder(c, "test", "liz-kendall"),
}

NAMES = Names(
    (
        Name("agreement:tpd", ("TPD",)),
        Name("sector:steel", ("Steel",)),
        Name("stakeholder:white-house", ("White House",), "us-government"),
    )
)
SELECTIONS = (
    "tag:steel",
    "agreement:tpd -whisky",
    "side:us-government speaker:kendall",
    "speaker:white-house",
    "since:2026-04 until:2026-06 is:unread -is:starred",
    "is:silence",
    "outlet:example",
    "is:review",
    "is:starred",
    "is:hidden",
    "is:new",
    "hold story",
    "hold tag:steel is:all",
)


def sifting_calls(text: str) -> dict[str, Call]:
    """Page, count and rank of a selection, for stories and quotes."""
    part = Selection(parse(text, NAMES), until=TODAY, since=NOW)
    return {
        f"stories {text}": lambda c: views.stories_page(c, "test", since=0, selection=part),
        f"stories {text}, after": lambda c: views.stories_page(c, "test", since=0, after=KEY, selection=part),
        f"stories {text}, count": lambda c: views.stories_count(c, "test", part),
        f"stories {text}, rank": lambda c: views.story_rank(c, "test", KEY, part),
        f"voices {text}": lambda c: views.voices_page(c, "test", since=0, selection=part),
        f"voices {text}, count": lambda c: views.voices_count(c, "test", part),
    }


SIFTED: dict[str, Call] = {name: call for text in SELECTIONS for name, call in sifting_calls(text).items()}
WALKED = ("tag:steel", "agreement:tpd -whisky", "outlet:example", "is:silence", "since:")

OTHERS: dict[str, Call] = {
    "search": lambda c: views.search(c, "test", parse("hold story")),
    "search, limited": lambda c: views.search(c, "test", parse('"on hold" -whisky tag:steel', NAMES)),
    "names": lambda c: views.names(c, "test"),
    "moments": lambda c: views.moments(c, "test", TODAY),
    "stories since": lambda c: views.stories_since(c, "test", NOW),
    "overview": lambda c: views.overview(c, "test"),
    "agreements": lambda c: views.agreements(c, "test", TODAY),
    "subject": lambda c: views.subject(c, "test", "agreement:tpd", TODAY),
    "story": lambda c: views.story(c, "test", 2),
    "voice": lambda c: views.voice(c, "test", 2),
    "timeline": lambda c: views.timeline(c, "test", TODAY),
    "signals": lambda c: views.proposals(c, "test", TODAY),
    "signals of some": lambda c: views.proposals(c, "test", TODAY, {"agreement:tpd"}),
    "signals waiting": lambda c: views.waiting(c, "test"),
    "decisions": lambda c: views.decisions(c, "test", "agreement:tpd"),
    "last evidence": lambda c: views.last_evidence(c, "test", "agreement:tpd"),
    "notes": lambda c: views.notes(c, "test", ["agreement:tpd"]),
    "since the last visit": lambda c: views.since_last(c, "test", NOW - 1),
    "a star": lambda c: marks.mark(c, [2, 4], "starred", True, now=NOW),
    "a story hidden": lambda c: marks.mark(c, [6], "hidden", True, now=NOW),
    "a story out": lambda c: corrections.correct_relevance(c, "test", 8, False, now=NOW),
    "a tag out": lambda c: corrections.correct_tag(c, "test", 10, "sector:steel", False, now=NOW),
    "a status by hand": lambda c: by_hand.enter_status(
        c, "test", "agreement:tpd", Status.SIGNED, TODAY, "https://facts.example/", now=NOW
    ),
    "a decision": lambda c: review.reject(c, "test", views.proposals(c, "test", TODAY)[0], now=NOW),
    "an undo": lambda c: acts.undo(c, now=NOW),
    "a redo": lambda c: acts.redo(c, now=NOW),
    "history": lambda c: views.history(c, "test", "agreement:tpd"),
    "spans": lambda c: spans.spans(c, "test", TODAY),
    "volume": lambda c: spans.volume(c, "test", "relevant", TODAY - dt.timedelta(days=90), TODAY),
    "first volume": lambda c: spans.first_volume(c, "test", "relevant"),
    "decisions on a timeline": lambda c: spans.decisions(c, "test", TODAY),
    "event": lambda c: spans.event(c, "test", "event:1"),
    "later": lambda c: spans.event(c, "test", "later:1"),
    "feeds' health": lambda c: health.feeds_health(c, NOW),
    "attempts": lambda c: health.attempts(c, 1),
    "outage": health.outage,
    "undo": lambda c: ledger.undo(c, 1, recorded=NOW),
    "visit": lambda c: marks.begin_visit(c, NOW),
    "two clusters made one": lambda c: c.execute(kinship.MOVE, {"first": 2, "later": 4}),
    "prepared": lambda c: sqlite.is_prepared(c, "test", ""),
}


def plans(connection: sqlite3.Connection, call: Call) -> Iterator[tuple[str, bool, str]]:
    """Each statement that the call ran, with each line of its plan, and whether that is the statement's own
    and not a subquery's.
    """
    ran: list[str] = []
    connection.set_trace_callback(ran.append)
    call(connection)
    connection.set_trace_callback(None)
    for statement in ran:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE")):
            for _, parent, _, line in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
                yield statement, parent == 0, line


@pytest.mark.parametrize("name", [*LISTS, *OTHERS, *SIFTED])
def test_nothing_that_grows_is_scanned(connection: sqlite3.Connection, name: str) -> None:
    lines = list(plans(connection, (LISTS | OTHERS | SIFTED)[name]))
    assert lines
    for statement, _, line in lines:
        scanned = None if OF_A_PERSON.search(line) else re.match(r"SCAN (\w+)", line)
        assert scanned is None or scanned.group(1) not in GROWING, f"{line}\n{statement}"


@pytest.mark.parametrize("text", ["is:starred", "is:hidden", "is:new"])
def test_few_quotes_are_fetched_from_their_index(connection: sqlite3.Connection, text: str) -> None:
    marks.mark(connection, [2, 4], "starred", True, now=NOW)
    lines = [line for _, _, line in plans(connection, SIFTED[f"voices {text}"]) if "voice" in line]
    index = "voice_seen" if text == "is:new" else "voice_story"
    assert any(re.match(rf"SEARCH voice USING INDEX {index} ", line) for line in lines), lines


@pytest.mark.parametrize("text", ["hold story", "is:new"])
def test_few_stories_are_read_as_they_came_in(connection: sqlite3.Connection, text: str) -> None:
    for statement, own, line in plans(connection, SIFTED[f"stories {text}"]):
        page = re.search(r"\.id IN \(SELECT value FROM json_each", statement)
        assert not own or page or "TEMP B-TREE" not in line, f"{line}\n{statement}"


@pytest.mark.parametrize(
    "name",
    [*LISTS, *(name for name in SIFTED if name.partition(" ")[2].startswith(WALKED) and "count" not in name)],
)
def test_no_list_is_sorted(connection: sqlite3.Connection, name: str) -> None:
    for statement, own, line in plans(connection, (LISTS | SIFTED)[name]):
        # A subquery sorts the few tags of its row; the rows of a page are fetched by their ids.
        page = re.search(r"\.id IN \(SELECT value FROM json_each", statement)
        assert not own or page or "TEMP B-TREE" not in line, f"{line}\n{statement}"
