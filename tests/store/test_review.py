"""Signals waiting for review: what is proposed, what is decided, and what comes again."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from dealwatch.errors import InputError
from dealwatch.store import acts, by_hand, review, views
from dealwatch.store.reports import Proposal
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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return store_of(tmp_path)


def proposed(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return [(each.subject, each.status.value) for each in views.proposals(connection, "test", TODAY)]


def only(connection: sqlite3.Connection) -> Proposal:
    (proposal,) = views.proposals(connection, "test", TODAY)
    return proposal


def test_reports_of_one_status_are_one_proposal(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10))
    bring(path, COURIER, report(20))
    proposal = only(connection)
    assert (proposal.subject_name, proposal.status) == ("TPD", Status.IN_FORCE)
    assert proposal.outlets == 2
    assert [told.report.title.plain for told in proposal.told] == ["Report 20", "Report 10"]
    assert proposal.told[0].report.passage.text.plain == "The agreement:tpd is in force (20)"
    assert proposal.standing is not None
    assert (proposal.standing.status, proposal.past) == (Status.ON_HOLD, False)
    assert views.waiting(connection, "test") == {TPD: 1}


def test_what_the_ledger_says_too_is_no_proposal(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10, Status.ON_HOLD))
    assert proposed(connection) == []
    last = views.last_evidence(connection, "test", TPD)
    assert last is not None
    assert last.title.plain == "Report 10"
    assert views.waiting(connection, "test") == {}


def test_what_held_on_the_reported_day_is_no_proposal(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10, Status.SIGNED, effective="2025-09-18"))
    bring(path, COURIER, report(11, Status.SIGNED, effective="2025-09-15"))
    assert proposed(connection) == []


def test_a_report_of_the_past_that_the_ledger_contradicts_says_so(
    path: Path, connection: sqlite3.Connection
) -> None:
    bring(path, EXAMPLE, report(10, Status.NEGOTIATING, effective="2025-10-20"))
    bring(path, COURIER, report(11, Status.IN_FORCE))
    current, past = views.proposals(connection, "test", TODAY)
    assert (current.past, past.past) == (False, True)
    assert past.against_entry != current.against_entry


def test_feeds_of_one_outlet_and_copies_of_one_text_count_once(
    path: Path, connection: sqlite3.Connection
) -> None:
    bring(path, EXAMPLE, report(10))
    bring(path, BUSINESS, report(11))
    assert only(connection).outlets == 1
    bring(path, COURIER, report(12, copy_of=10, title="Report 10"))
    proposal = only(connection)
    # The Courier printed one of the two texts of The Example: that one has another.
    assert proposal.outlets == 2
    assert [len(told.copies) for told in proposal.told] == [0, 1]


def test_copies_alone_are_one_outlet(path: Path, connection: sqlite3.Connection) -> None:
    for feed, n in ((EXAMPLE, 10), (COURIER, 11), (HERALD, 12)):
        bring(path, feed, report(n, copy_of=10, title="One text"))
    proposal = only(connection)
    assert proposal.outlets == 1
    assert [copy.outlet.plain for copy in proposal.told[0].copies] == ["The Courier", "The Herald"]


def test_other_statuses_and_denials_since_are_against(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, HERALD, report(5, Status.TERMINATED, published=NOW - 10 * 86400))
    bring(path, EXAMPLE, report(10))
    bring(path, COURIER, report(20, mode=Mode.DENIED))
    bring(path, HERALD, report(30, Status.ON_HOLD))
    found = {each.status: each for each in views.proposals(connection, "test", TODAY)}
    against = [told.report.title.plain for told in found[Status.IN_FORCE].against]
    assert against == ["Report 30", "Report 20"]
    assert found[Status.IN_FORCE].outlets_against == 2


def test_a_denial_proposes_nothing(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10, mode=Mode.DENIED))
    assert proposed(connection) == []


def test_a_story_that_is_not_relevant_proposes_nothing(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10, relevant=False))
    assert proposed(connection) == []


def test_an_acceptance_enters_the_ledger_with_its_words(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10))
    bring(path, MINISTRY, report(20))
    done = review.accept(connection, "test", only(connection), now=NOW, comment="as the ministry says")
    assert (done.words, done.title.plain) == ("accepted as in force", "TPD")
    assert proposed(connection) == []
    newest = views.history(connection, "test", TPD)[0]
    assert (newest.status, newest.origin, newest.outlet.plain) == (Status.IN_FORCE, "you", "The Ministry")
    assert newest.passage.plain == "The agreement:tpd is in force (20)"
    assert (newest.note, newest.confidence) == ("as the ministry says", "high")
    (decision,) = views.decisions(connection, "test", TPD)
    assert (decision.kind, decision.origin, decision.ledger_id) == ("accept", "you", newest.id)


def test_date_and_status_can_be_edited_on_the_way(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10))
    day = dt.date(2026, 5, 1)
    review.accept(connection, "test", only(connection), now=NOW, status=Status.PARTLY_IN_FORCE, effective=day)
    assert ledger_of(connection, "you") == [(TPD, "partly_in_force", "2026-05-01")]
    assert proposed(connection) == []


def test_what_is_rejected_stays_so_for_copies_but_not_for_new_evidence(
    path: Path, connection: sqlite3.Connection
) -> None:
    bring(path, EXAMPLE, report(10))
    review.reject(connection, "test", only(connection), now=NOW)
    assert proposed(connection) == []
    bring(path, COURIER, report(11, copy_of=10, title="Report 10"))
    assert proposed(connection) == []
    bring(path, HERALD, report(12))
    proposal = only(connection)
    assert [told.report.title.plain for told in proposal.told] == ["Report 12"]
    assert [each.kind for each in proposal.decisions] == ["reject"]


def test_what_is_postponed_waits_again_with_all_evidence_once_there_is_more(
    path: Path, connection: sqlite3.Connection
) -> None:
    bring(path, EXAMPLE, report(10))
    review.postpone(connection, "test", only(connection), now=NOW)
    assert proposed(connection) == []
    bring(path, HERALD, report(12))
    assert [told.report.title.plain for told in only(connection).told] == ["Report 12", "Report 10"]


def test_a_comment_is_kept_and_decides_nothing(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10))
    review.comment(connection, "test", only(connection), "ask the embassy", now=NOW)
    assert [each.comment for each in only(connection).decisions] == ["ask the embassy"]
    with pytest.raises(InputError, match="empty"):
        review.comment(connection, "test", only(connection), "  ", now=NOW)


def test_what_was_decided_meanwhile_is_refused(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10))
    seen = only(connection)
    review.reject(connection, "test", seen, now=NOW)
    with pytest.raises(InputError, match="meanwhile"):
        review.accept(connection, "test", seen, now=NOW)
    assert ledger_of(connection, "you") == []


def test_a_new_version_of_a_story_takes_its_report_back(path: Path, connection: sqlite3.Connection) -> None:
    bring(path, EXAMPLE, report(10))
    bring(path, EXAMPLE, report(10, Status.ON_HOLD))
    assert proposed(connection) == []


@pytest.mark.parametrize("kind", ["accept", "reject", "postpone", "comment"])
def test_each_decision_can_be_undone_and_done_again(
    path: Path, connection: sqlite3.Connection, kind: str
) -> None:
    bring(path, EXAMPLE, report(10))
    before = views.proposals(connection, "test", TODAY)
    if kind == "comment":
        review.comment(connection, "test", before[0], "a word", now=NOW)
    else:
        getattr(review, kind)(connection, "test", before[0], now=NOW)
    after = views.proposals(connection, "test", TODAY)
    standing = views.agreements(connection, "test", TODAY)[0].standing
    assert acts.undo(connection, now=NOW) is not None
    assert views.proposals(connection, "test", TODAY) == before
    assert acts.redo(connection, now=NOW) is not None
    assert views.proposals(connection, "test", TODAY) == after
    assert views.agreements(connection, "test", TODAY)[0].standing == standing


def test_any_entry_of_the_ledger_can_be_taken_back(connection: sqlite3.Connection) -> None:
    signed, *_ = reversed(views.history(connection, "test", TPD))
    done = review.take_back(connection, signed.id, now=NOW, note="never signed")
    assert (done.words, done.title.plain) == ("taken back: signed", "TPD")
    assert [row.undone for row in views.history(connection, "test", TPD)] == [False, False, True]
    with pytest.raises(InputError, match="already"):
        review.take_back(connection, signed.id, now=NOW)
    with pytest.raises(InputError, match="no status change"):
        review.take_back(connection, 9999, now=NOW)
    acts.undo(connection, now=NOW)
    assert not any(row.undone for row in views.history(connection, "test", TPD))
    acts.redo(connection, now=NOW)
    assert [row.undone for row in views.history(connection, "test", TPD)] == [False, False, True]


def test_what_was_postponed_comes_again_although_the_ledger_changed(
    path: Path, connection: sqlite3.Connection
) -> None:
    bring(path, EXAMPLE, report(10))
    review.postpone(connection, "test", only(connection), now=NOW)
    by_hand.enter_status(
        connection, "test", TPD, Status.NEGOTIATING, dt.date(2026, 6, 1), "https://facts.example/", now=NOW
    )
    assert proposed(connection) == []
    bring(path, HERALD, report(12))
    assert [told.report.title.plain for told in only(connection).told] == ["Report 12", "Report 10"]


def test_what_is_postponed_is_told_until_there_is_new_evidence_or_the_ledger_says_it(
    path: Path, connection: sqlite3.Connection
) -> None:
    bring(path, EXAMPLE, report(10))
    review.postpone(connection, "test", only(connection), now=NOW)
    (row,) = views.postponed(connection, "test")
    assert (row.subject, row.subject_name, row.status) == (TPD, "TPD", Status.IN_FORCE)
    bring(path, HERALD, report(12))
    assert views.postponed(connection, "test") == ()
    review.postpone(connection, "test", only(connection), now=NOW)
    assert [each.status for each in views.postponed(connection, "test")] == [Status.IN_FORCE]
    by_hand.enter_status(connection, "test", TPD, Status.IN_FORCE, TODAY, "https://facts.example/", now=NOW)
    assert views.postponed(connection, "test") == ()


def test_the_last_decisions_are_those_of_any_subject_and_no_comments(
    path: Path, connection: sqlite3.Connection
) -> None:
    assert views.decided(connection, "test", 5) == ()
    bring(path, EXAMPLE, report(10))
    bring(path, EXAMPLE, report(11, subject="sector:ai"))
    for proposal in views.proposals(connection, "test", TODAY):
        review.comment(connection, "test", proposal, "a word", now=NOW)
        review.reject(connection, "test", proposal, now=NOW)
    told = [(row.subject_name, row.kind) for row in views.decided(connection, "test", 5)]
    assert sorted(told) == [("AI", "reject"), ("TPD", "reject")]
    assert len(views.decided(connection, "test", 1)) == 1
