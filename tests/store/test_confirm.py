"""The rule of `[review] confirm`: what enters the ledger by itself, and what never does."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dealwatch.store import acts, review, views
from dealwatch.store.confirm import NEVER, Rule
from dealwatch.values import Mode, Status
from tests.store.support import (
    BUSINESS,
    COURIER,
    EXAMPLE,
    HERALD,
    MINISTRY,
    TPD,
    bring,
    ledger_of,
    report,
    store_of,
)
from tests.support.stores import NOW, TODAY

OFFICIAL = Rule("official")
CORROBORATED = Rule("corroborated", 2)
IN_FORCE = (TPD, "in_force", "2026-06-28")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return store_of(tmp_path)


def test_one_outlet_waits_and_a_second_one_confirms(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []
    bring(path, COURIER, report(20), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == [(TPD, "in_force", "2026-06-27")]
    newest = views.history(connection, "test", TPD)[0]
    assert (newest.confidence, newest.passage.plain) == ("high", "The agreement:tpd is in force (10)")
    assert newest.story_id is not None
    assert views.proposals(connection, "test", TODAY) == ()
    standing = views.agreements(connection, "test", TODAY)[0].standing
    assert standing is not None
    assert (standing.status, standing.origin) == (Status.IN_FORCE, "auto")
    (decision,) = views.decisions(connection, "test", TPD)
    assert (decision.kind, decision.origin) == ("accept", "auto")


def test_two_feeds_of_one_outlet_confirm_nothing(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10), rule=CORROBORATED)
    bring(path, BUSINESS, report(20), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []


def test_copies_of_one_text_confirm_nothing(path: Path, connection: sqlite3.Connection) -> None:
    for feed, n in ((EXAMPLE, 10), (COURIER, 11), (HERALD, 12)):
        bring(path, feed, report(n, copy_of=10, title="One text"), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []


@pytest.mark.parametrize(("rule", "made"), [(OFFICIAL, 1), (CORROBORATED, 1), (NEVER, 0)])
def test_an_official_feed_is_enough_unless_nothing_is(
    path: Path, connection: sqlite3.Connection, rule: Rule, made: int
) -> None:
    bring(path, MINISTRY, report(10), rule=rule)
    assert len(ledger_of(connection, "auto")) == made


@pytest.mark.parametrize(
    ("rule", "made"), [(OFFICIAL, 0), (CORROBORATED, 1), (NEVER, 0), (Rule("corroborated", 3), 0)]
)
def test_two_outlets_are_enough_for_one_of_the_rules(
    path: Path, connection: sqlite3.Connection, rule: Rule, made: int
) -> None:
    bring(path, EXAMPLE, report(10), rule=rule)
    bring(path, COURIER, report(20), rule=rule)
    assert len(ledger_of(connection, "auto")) == made


@pytest.mark.parametrize("mode", [Mode.RUMOUR, Mode.DENIED])
def test_only_what_is_told_as_a_fact_counts(path: Path, connection: sqlite3.Connection, mode: Mode) -> None:
    for feed in (EXAMPLE, COURIER, MINISTRY):
        bring(path, feed, report(10 + feed, mode=mode), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []


def test_never_with_evidence_against_it(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10), rule=CORROBORATED)
    bring(path, HERALD, report(15, mode=Mode.DENIED), rule=CORROBORATED)
    bring(path, MINISTRY, report(20), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []
    assert len(views.proposals(connection, "test", TODAY)) == 1


def test_never_before_the_newest_entry(path: Path, connection: sqlite3.Connection) -> None:
    for feed in (EXAMPLE, MINISTRY):
        told = report(10 + feed, Status.TERMINATED, effective="2025-10-01")
        bring(path, feed, told, rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []
    assert views.proposals(connection, "test", TODAY)[0].past


def test_never_what_is_still_to_come(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, MINISTRY, report(10, effective="2027-01-01"), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []


def test_never_a_status_of_before_that_stories_tell_as_history(
    path: Path, connection: sqlite3.Connection
) -> None:
    bring(path, EXAMPLE, report(10, Status.SIGNED), rule=CORROBORATED)
    bring(path, MINISTRY, report(20, Status.SIGNED), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []
    bring(path, COURIER, report(30, Status.SIGNED, effective="2026-06-20"), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == [(TPD, "signed", "2026-06-20")]


def test_the_steps_of_one_round_follow_each_other(path: Path, connection: sqlite3.Connection) -> None:
    steel = "sector:steel"
    bring(
        path,
        MINISTRY,
        report(10, Status.NEGOTIATING, subject=steel, effective="2026-06-01"),
        report(11, Status.SIGNED, subject=steel, effective="2026-06-20"),
        rule=NEVER,
    )
    bring(path, HERALD, report(12, Status.SIGNED, subject=steel, effective="2026-06-20"), rule=CORROBORATED)
    # The later step speaks against the earlier one, not the other way round.
    assert ledger_of(connection, "auto") == [(steel, "signed", "2026-06-20")]
    assert [(each.status, each.past) for each in views.proposals(connection, "test", TODAY)] == [
        (Status.NEGOTIATING, True)
    ]


def test_what_was_taken_back_is_not_made_again(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, MINISTRY, report(10), rule=CORROBORATED)
    entry = views.history(connection, "test", TPD)[0].id
    review.take_back(connection, entry, now=NOW)
    assert views.proposals(connection, "test", TODAY) == ()
    bring(path, MINISTRY, report(10), rule=CORROBORATED, digest="reader-2")
    assert len(ledger_of(connection, "auto")) == 1
    # New evidence asks the person, however good it is.
    bring(path, MINISTRY, report(20), rule=CORROBORATED)
    bring(path, HERALD, report(21), rule=CORROBORATED)
    assert len(ledger_of(connection, "auto")) == 1
    (proposal,) = views.proposals(connection, "test", TODAY)
    assert [(each.origin, each.taken_back) for each in proposal.decisions] == [("auto", True)]
    acts.undo(connection, now=NOW)
    standing = views.agreements(connection, "test", TODAY)[0].standing
    assert standing is not None
    assert standing.status is Status.IN_FORCE
    assert views.proposals(connection, "test", TODAY) == ()


def test_what_was_rejected_is_not_confirmed_later(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10), rule=CORROBORATED)
    review.reject(connection, "test", views.proposals(connection, "test", TODAY)[0], now=NOW)
    bring(path, MINISTRY, report(20), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []


def test_nothing_is_stored_of_a_refresh_that_fails(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TRIGGER refuse BEFORE INSERT ON decision BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        bring(path, MINISTRY, report(10), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []
    assert views.stories_count(connection, "test") == 0


def test_what_has_no_date_counts_only_when_it_names_a_day(path: Path, connection: sqlite3.Connection) -> None:
    undated = report(10)
    undated = replace(undated, entry=replace(undated.entry, published=None))
    bring(path, MINISTRY, undated, rule=CORROBORATED)
    assert ledger_of(connection, "auto") == []
    named = report(11, effective="2026-06-20")
    bring(path, MINISTRY, replace(named, entry=replace(named.entry, published=None)), rule=CORROBORATED)
    assert ledger_of(connection, "auto") == [(TPD, "in_force", "2026-06-20")]
