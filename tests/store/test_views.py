"""What panes, screens and commands read."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dealwatch.errors import StoreOutdated
from dealwatch.store import marks, sqlite, views
from dealwatch.store.rows import Standing
from dealwatch.store.views.health import feeds_health
from dealwatch.store.views.selection import Selection
from dealwatch.values import Mode, Status
from tests.support.stores import (
    BODY,
    NOW,
    TODAY,
    evidence,
    feeds,
    make_store,
    reading,
    record,
    refreshing,
    story,
)


def opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite.connect(path)
    yield connection
    connection.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store without a story."""
    yield from opened(make_store(tmp_path, feeds=()))


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Sixty stories, every third relevant, an hour apart."""
    yield from opened(make_store(tmp_path, stories=[story(n, relevant=n % 3 == 0) for n in range(1, 61)]))


# ---------------------------------------------------------------- nothing yet


def test_an_empty_store_has_only_what_the_dossier_brings(empty: sqlite3.Connection) -> None:
    assert views.stories_page(empty, "test", since=0) == ()
    assert views.stories_page(empty, "test", since=0, selection=Selection(everything=True)) == ()
    assert (
        views.stories_count(empty, "test"),
        views.stories_count(empty, "test", Selection(everything=True)),
    ) == (0, 0)
    assert views.story_rank(empty, "test", (NOW, 1)) == 0
    assert views.story(empty, "test", 1) is None
    assert views.voice(empty, "test", 99) is None
    assert views.subject(empty, "test", "sector:none", TODAY) is None
    assert views.stakeholder(empty, "test", "nobody") is None
    assert feeds_health(empty, NOW) == ()
    assert views.voices_count(empty, "test") == len(views.voices_page(empty, "test", since=0)) == 2


def test_a_dossier_that_was_not_seeded_is_told(empty: sqlite3.Connection) -> None:
    assert views.agreements(empty, "other", TODAY) == ()
    assert views.timeline(empty, "other", TODAY) == ()
    with pytest.raises(StoreOutdated, match="store prepare"):
        views.overview(empty, "other")


# ---------------------------------------------------------------- where things stand


def test_standing_today(empty: sqlite3.Connection) -> None:
    tpd, epd = views.agreements(empty, "test", TODAY)
    assert tpd.standing == Standing(Status.ON_HOLD, dt.date(2025, 12, 13), dt.date(2026, 2, 25), "dossier")
    assert [(other.short, other.standing) for other in tpd.depends_on] == [("EPD", epd.standing)]
    assert epd.standing == Standing(
        Status.PARTLY_IN_FORCE, dt.date(2025, 6, 30), dt.date(2026, 4, 6), "dossier"
    )
    assert (tpd.stories, tpd.newest_story) == (0, None)


@pytest.mark.parametrize(
    ("on", "status", "as_of"),
    [
        ("2025-09-17", None, None),
        ("2025-09-18", Status.SIGNED, "2025-09-18"),
        ("2025-12-12", Status.SIGNED, "2025-09-18"),
        ("2025-12-13", Status.ON_HOLD, "2025-12-13"),
        ("2025-12-16", Status.ON_HOLD, "2025-12-16"),
        ("2026-02-24", Status.ON_HOLD, "2025-12-16"),
        ("2026-02-25", Status.ON_HOLD, "2026-02-25"),
    ],
)
def test_standing_as_of_a_day(
    empty: sqlite3.Connection, on: str, status: Status | None, as_of: str | None
) -> None:
    standing = views.agreements(empty, "test", dt.date.fromisoformat(on))[0].standing
    if status is None or as_of is None:
        assert standing is None
    else:
        assert standing is not None
        assert (standing.status, standing.as_of) == (status, dt.date.fromisoformat(as_of))


def test_what_was_told_afterwards_is_not_known_before(empty: sqlite3.Connection) -> None:
    day_it_held, day_it_was_known = dt.date(2025, 9, 17), dt.date(2025, 9, 18)
    before = views.sectors(empty, "test", day_it_held)[1].standing
    after = views.sectors(empty, "test", day_it_was_known)[1].standing
    assert before is not None
    assert after is not None
    assert (before.status, after.status) == (Status.AGREED, Status.ON_HOLD)
    assert after.since == dt.date(2025, 9, 16)


def test_what_was_announced_ahead_does_not_hold_before(empty: sqlite3.Connection) -> None:
    announced = views.agreements(empty, "test", dt.date(2025, 6, 20))[1].standing
    assert announced is not None
    assert announced.status is Status.AGREED


def test_panes_count_relevant_stories(filled: sqlite3.Connection) -> None:
    tpd = views.agreements(filled, "test", TODAY)[0]
    ai, steel = views.sectors(filled, "test", TODAY)
    newest = views.stories_page(filled, "test", since=0)[0]
    assert (tpd.stories, tpd.newest_story) == (20, newest.at)
    assert (steel.stories, steel.newest_story) == (20, newest.at)
    assert (ai.stories, ai.newest_story) == (0, None)
    assert (steel.agreement, steel.sticking_point, steel.terms) == ("epd", True, "25% stays; no quota.")


# ---------------------------------------------------------------- lists


@pytest.mark.parametrize(("everything", "length"), [(False, 20), (True, 60)])
def test_stories_can_be_paged_both_ways(filled: sqlite3.Connection, everything: bool, length: int) -> None:
    whole = views.stories_page(filled, "test", since=0, selection=Selection(everything=everything))
    assert len(whole) == views.stories_count(filled, "test", Selection(everything=everything)) == length
    assert [row.at for row in whole] == sorted((row.at for row in whole), reverse=True)
    key = (whole[9].at, whole[9].id)
    assert (
        views.stories_page(
            filled, "test", since=0, before=key, limit=5, selection=Selection(everything=everything)
        )
        == whole[10:15]
    )
    assert (
        views.stories_page(
            filled, "test", since=0, after=key, limit=5, selection=Selection(everything=everything)
        )
        == whole[4:9]
    )
    assert (
        views.stories_page(filled, "test", since=0, after=key, selection=Selection(everything=everything))
        == whole[:9]
    )
    ranks = [
        views.story_rank(filled, "test", (row.at, row.id), Selection(everything=everything)) for row in whole
    ]
    assert ranks == list(range(length))


@pytest.mark.parametrize(("everything", "length"), [(False, 42), (True, 42)])
def test_voices_can_be_paged_both_ways(filled: sqlite3.Connection, everything: bool, length: int) -> None:
    whole = views.voices_page(filled, "test", since=0, selection=Selection(everything=everything))
    assert len(whole) == views.voices_count(filled, "test", Selection(everything=everything)) == length
    key = (whole[9].at, whole[9].id)
    assert (
        views.voices_page(
            filled, "test", since=0, before=key, limit=5, selection=Selection(everything=everything)
        )
        == whole[10:15]
    )
    assert (
        views.voices_page(
            filled, "test", since=0, after=key, limit=5, selection=Selection(everything=everything)
        )
        == whole[4:9]
    )
    ranks = [
        views.voice_rank(filled, "test", (row.at, row.id), Selection(everything=everything)) for row in whole
    ]
    assert ranks == list(range(length))


def test_a_row_that_is_gone_still_tells_where_its_place_was(filled: sqlite3.Connection) -> None:
    whole = views.stories_page(filled, "test", since=0)
    between = (whole[3].at - 1, 0)
    assert views.story_rank(filled, "test", between) == 4
    assert views.stories_page(filled, "test", since=0, before=between, limit=1) == whole[4:5]


def test_quotes_of_stories_that_are_not_relevant_are_shown_on_demand(tmp_path: Path) -> None:
    path = make_store(tmp_path, stories=[story(1, read=reading(relevant=False))])
    for connection in opened(path):
        assert views.voices_count(connection, "test") == 2
        assert views.voices_count(connection, "test", selection=Selection(everything=True)) == 4
        assert len(views.voices_page(connection, "test", since=0)) == 2
        assert len(views.voices_page(connection, "test", since=0, selection=Selection(everything=True))) == 4


def test_new_is_what_was_first_seen_after_the_last_visit(tmp_path: Path) -> None:
    path = make_store(tmp_path, stories=[story(1)])
    with refreshing(path) as store:
        record(store, [story(2)], now=NOW + 60)
    for connection in opened(path):
        assert [row.new for row in views.stories_page(connection, "test", since=NOW)] == [True, False]
        fresh = [(row.kind, row.new) for row in views.voices_page(connection, "test", since=NOW)]
        assert fresh == [
            ("silence", True),
            ("quote", True),
            ("silence", False),
            ("quote", False),
            ("quote", False),
            ("silence", False),
        ]
        assert not any(
            row.new for row in views.voices_page(connection, "test", since=0) if row.story_id is None
        )


def test_a_story_row(filled: sqlite3.Connection) -> None:
    row = views.stories_page(filled, "test", since=0)[0]
    assert (row.title.plain, row.outlet.plain) == ("Tech deal put on hold, story 60", "The Example")
    assert (row.tags, row.relevant, row.first_seen) == (("TPD", "Steel"), True, NOW)
    plain = views.stories_page(filled, "test", since=0, selection=Selection(everything=True))[1]
    assert (plain.tags, plain.relevant) == ((), False)


def test_hostile_text_is_clean_and_is_no_str(tmp_path: Path) -> None:
    path = make_store(tmp_path, stories=[story(1, title="[@click=app.quit]Breaking\x1b]52;c;eA==\x07[/]")])
    for connection in opened(path):
        title = views.stories_page(connection, "test", since=0)[0].title
        assert not isinstance(title, str)
        assert title.plain == "[@click=app.quit]Breaking]52;c;eA==[/]"


# ---------------------------------------------------------------- screens


def test_a_story_with_its_reading(filled: sqlite3.Connection) -> None:
    detail = views.story(filled, "test", views.stories_page(filled, "test", since=0)[0].id)
    assert detail is not None
    assert (detail.body.plain, detail.author.plain, detail.feed) == (
        BODY,
        "A. Reporter",
        "Example Technology",
    )
    assert (detail.relevant, detail.score, detail.problem) == (True, 0.9, "")
    assert detail.reasons == ("Names the Tech Prosperity Deal.",)
    assert [(tag.kind, tag.id, tag.name) for tag in detail.tags] == [
        ("agreement", "tpd", "Tech Prosperity Deal"),
        ("sector", "steel", "Steel and aluminium"),
        ("stakeholder", "liz-kendall", "Liz Kendall"),
    ]
    assert [tag.evidence[0].text.plain for tag in detail.tags] == [
        "Tech Prosperity Deal",
        "steel",
        "Liz Kendall",
    ]
    quote, silence = detail.voices
    assert (quote.row.speaker.plain, quote.row.role, quote.row.tags) == (
        "Liz Kendall",
        "Technology Secretary",
        ("TPD", "Steel"),
    )
    assert quote.source is not None
    assert BODY[slice(*quote.source)] == "Liz Kendall"
    assert BODY[quote.passage.start : quote.passage.end] == quote.row.text.plain == "We are confident"
    assert (silence.row.kind, silence.source) == ("silence", None)
    signal = detail.signals[0]
    assert (signal.subject, signal.subject_name, signal.status) == ("agreement:tpd", "TPD", Status.ON_HOLD)
    assert (signal.mode, signal.confidence, signal.evidence.text.plain) == (Mode.FACT, 0.8, "is on hold")


def test_a_tag_that_the_dossier_no_longer_knows_keeps_its_id(filled: sqlite3.Connection) -> None:
    filled.execute("DELETE FROM subject WHERE id = 'sector:steel'")
    row = views.stories_page(filled, "test", since=0)[0]
    assert row.tags == ("TPD",)
    detail = views.story(filled, "test", row.id)
    assert detail is not None
    assert ("sector", "steel", "steel") in [(tag.kind, tag.id, tag.name) for tag in detail.tags]


def test_one_quote_with_its_passage(filled: sqlite3.Connection) -> None:
    rows = views.voices_page(filled, "test", since=0)
    detail = views.voice(filled, "test", rows[1].id)
    assert detail is not None
    assert detail.row == replace(rows[1], new=False)
    assert (detail.passage.field, detail.passage.text.plain) == ("body", "We are confident")
    known = views.voice(filled, "test", rows[-2].id)
    assert known is not None
    assert (known.about, known.row.tags, known.row.story_id) == ("In the Commons", ("TPD",), None)


def test_an_agreement_with_all_that_is_known_of_it(filled: sqlite3.Connection) -> None:
    detail = views.subject(filled, "test", "agreement:tpd", TODAY)
    assert detail is not None
    assert detail.row == views.agreements(filled, "test", TODAY)[0]
    assert (detail.kind, detail.summary, detail.parent) == ("agreement", "Covers AI and quantum.", None)
    assert [sector.id for sector in detail.sectors] == ["ai"]
    assert [entry.status for entry in detail.history] == [Status.ON_HOLD, Status.ON_HOLD, Status.SIGNED]
    assert detail.history[0].note == "agreement:tpd became on hold."
    assert [event.title for event in detail.events] == ["Signed at Chequers"]
    assert [(promise.company, promise.amount) for promise in detail.investments] == [("Nvidia", "£11bn")]
    assert len(detail.stories) == 20
    assert len(detail.voices) == 41
    assert [voice.at for voice in detail.voices] == sorted(
        (voice.at for voice in detail.voices), reverse=True
    )


def test_a_sector_with_all_that_is_known_of_it(filled: sqlite3.Connection) -> None:
    detail = views.subject(filled, "test", "sector:steel", TODAY)
    assert detail is not None
    assert detail.parent == views.agreements(filled, "test", TODAY)[1]
    assert (detail.kind, detail.sectors, detail.investments) == ("sector", (), ())
    assert [voice.kind for voice in detail.voices][-1] == "silence"
    ai = views.subject(filled, "test", "sector:ai", TODAY)
    assert ai is not None
    assert [promise.company for promise in ai.investments] == ["Nvidia"]


def test_a_subject_as_of_a_day_has_the_history_of_that_day(filled: sqlite3.Connection) -> None:
    detail = views.subject(filled, "test", "agreement:tpd", dt.date(2025, 10, 1))
    assert detail is not None
    assert [entry.status for entry in detail.history] == [Status.SIGNED]


def test_a_stakeholder_with_what_they_said(filled: sqlite3.Connection) -> None:
    detail = views.stakeholder(filled, "test", "liz-kendall")
    assert detail is not None
    assert (detail.name, detail.organisation, detail.side) == (
        "Liz Kendall",
        "UK government",
        "uk-government",
    )
    assert len(detail.voices) == 21
    assert detail.voices[-1].text.plain == "We look forward to resuming work"
    silent = views.stakeholder(filled, "test", "white-house")
    assert silent is not None
    assert {voice.kind for voice in silent.voices} == {"silence"}


# ---------------------------------------------------------------- timeline, feeds, overview


def test_the_timeline_holds_events_status_changes_and_what_changed_nothing(empty: sqlite3.Connection) -> None:
    rows = views.timeline(empty, "test", TODAY)
    assert [row.date for row in rows] == sorted((row.date for row in rows), reverse=True)
    assert rows[0].what == "Review is due"
    assert rows[0].scheduled
    assert ("unchanged", "Talks on fusion were reported.") in [(row.kind, row.what) for row in rows]
    changes = [row for row in rows if row.kind == "status change"]
    assert len(changes) == 8
    assert changes[0].what == "on hold: agreement:tpd became on hold."
    assert all(row.source_url for row in rows)


def test_the_timeline_as_of_a_day_knows_nothing_later(empty: sqlite3.Connection) -> None:
    rows = views.timeline(empty, "test", dt.date(2025, 10, 1))
    assert max(row.date for row in rows) == dt.date(2025, 9, 18)
    assert not any(row.scheduled for row in rows)
    told_later = [
        row for row in views.timeline(empty, "test", dt.date(2025, 9, 17)) if row.subject == "sector:steel"
    ]
    assert [row.date for row in told_later] == [dt.date(2025, 5, 8)]


def test_the_timeline_since_a_day(empty: sqlite3.Connection) -> None:
    rows = views.timeline(empty, "test", TODAY, since=dt.date(2025, 12, 16))
    assert [row.date.isoformat() for row in rows] == ["2026-09-01", "2026-02-25", "2025-12-16"]


def test_feeds_with_their_health(tmp_path: Path) -> None:
    path = make_store(tmp_path, feeds=feeds(3), stories=[story(1), story(2)])
    for connection in opened(path):
        first, second, _ = sorted(feeds_health(connection, NOW), key=lambda row: row.id)
        assert (first.name, first.outlet, first.kind, first.stories) == ("Feed 1", "Outlet 1", "national", 2)
        assert (first.last_attempt, first.last_new, first.next_check) == (NOW, NOW, NOW + 3600)
        assert (second.stories, second.last_attempt, second.problem) == (0, None, "")


def test_the_overview(tmp_path: Path) -> None:
    path = make_store(tmp_path, feeds=feeds(2), stories=[story(1), story(2, relevant=False)])
    for connection in opened(path):
        assert views.overview(connection, "test").last_visit is None
        marks.begin_visit(connection, NOW)
        marks.end_visit(connection, NOW + 30)
        found = views.overview(connection, "test")
        assert (found.name, found.stories, found.relevant, found.voices) == ("Test negotiation", 2, 1, 4)
        assert (found.feeds, found.feeds_failing, found.last_refresh) == (2, 0, NOW)
        assert (found.next_check, found.last_visit) == (NOW + 3600, NOW + 30)
        connection.execute("UPDATE feed SET failures = 3 WHERE position = 1")
        assert views.overview(connection, "test").feeds_failing == 1


def test_evidence_in_a_title(tmp_path: Path) -> None:
    title = "Tech deal on hold"
    in_title = replace(evidence("on hold", title), field="title")
    found = replace(reading(), agreements=(replace(reading().agreements[0], evidence=(in_title,)),))
    path = make_store(tmp_path, stories=[story(1, read=found, title=title)])
    for connection in opened(path):
        detail = views.story(connection, "test", 1)
        assert detail is not None
        assert detail.tags[0].evidence[0].field == "title"
