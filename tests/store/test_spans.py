"""The timeline screen's views: spans of statuses, volumes, what was taken back, and what an event tells."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dealwatch.store import ledger, sqlite, views
from dealwatch.store.ledger import StatusChange
from dealwatch.store.views import spans
from dealwatch.values import Status
from tests.support.stores import NOW, TODAY, make_store, story


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite.connect(make_store(tmp_path, stories=[story(n) for n in range(1, 61)]))) as opened:
        yield opened


def bars(connection: sqlite3.Connection, subject: str, on: dt.date = TODAY) -> list[tuple[str, str, str]]:
    """A subject's spans in short: status, since, until."""
    (row,) = (row for row in spans.spans(connection, "test", on) if row.subject == subject)
    return [(span.status.value, str(span.since), str(span.until or "")) for span in row.spans]


def test_each_status_holds_until_the_next_and_a_repeated_one_goes_on(connection: sqlite3.Connection) -> None:
    assert bars(connection, "agreement:tpd") == [
        ("signed", "2025-09-18", "2025-12-13"),
        ("on_hold", "2025-12-13", ""),
    ]
    assert [row.short for row in spans.spans(connection, "test", TODAY)] == ["TPD", "EPD", "AI", "Steel"]


def test_a_day_of_the_past_knows_nothing_of_what_came_out_later(connection: sqlite3.Connection) -> None:
    assert bars(connection, "sector:steel", dt.date(2025, 9, 17)) == [("agreed", "2025-05-08", "")]
    assert bars(connection, "sector:steel", dt.date(2025, 9, 18)) == [
        ("agreed", "2025-05-08", "2025-09-16"),
        ("on_hold", "2025-09-16", ""),
    ]
    assert bars(connection, "agreement:tpd", dt.date(2025, 1, 1)) == []


def test_the_last_day_on_which_a_status_was_known_to_hold_comes_along(connection: sqlite3.Connection) -> None:
    rows = {row.subject: row for row in spans.spans(connection, "test", TODAY)}
    standing = rows["agreement:tpd"].standing
    assert standing is not None
    assert standing.as_of == dt.date(2026, 2, 25)
    assert rows["sector:ai"].agreement == "tpd"


def test_volume_counts_relevant_stories_by_day_for_all_and_for_one_subject(
    connection: sqlite3.Connection,
) -> None:
    june, july = dt.date(2026, 6, 1), dt.date(2026, 7, 31)
    everything = spans.volume(connection, "test", "relevant", june, july)
    assert sum(everything.values()) == 60
    assert spans.volume(connection, "test", "agreement:tpd", june, july) == everything
    assert spans.volume(connection, "test", "agreement:epd", june, july) == {}
    first = spans.first_volume(connection, "test", "relevant")
    assert first == min(everything)
    assert first is not None
    assert spans.volume(connection, "test", "relevant", first, first) == {first: everything[first]}
    assert spans.first_volume(connection, "test", "agreement:epd") is None


def test_changes_say_what_was_before_and_each_line_has_an_id(connection: sqlite3.Connection) -> None:
    lines = views.timeline(connection, "test", TODAY)
    held = next(line for line in lines if line.subject == "sector:steel" and line.status is Status.ON_HOLD)
    assert held.before is Status.AGREED
    assert next(line for line in lines if line.subject == "sector:ai").before is None
    assert len({line.id for line in lines}) == len(lines)
    assert {line.id.partition(":")[0] for line in lines} == {"ledger", "event", "later"}


def test_an_event_and_a_later_word_are_found_by_their_ids(connection: sqlite3.Connection) -> None:
    lines = {line.kind: line for line in views.timeline(connection, "test", TODAY)}
    signed = spans.event(connection, "test", lines["signature"].id)
    assert signed is not None
    assert (signed.subject_name, signed.detail) == ("Tech Prosperity Deal", "Both leaders signed.")
    assert signed.source_urls == (signed.source_url,)
    word = spans.event(connection, "test", lines["unchanged"].id)
    assert word is not None
    assert word.title == "Talks on fusion were reported."
    assert spans.event(connection, "test", "event:999") is None
    assert spans.event(connection, "test", "ledger:1") is None


def test_what_is_taken_back_and_brought_back_is_a_line_of_its_day(connection: sqlite3.Connection) -> None:
    with sqlite.transaction(connection):
        entry = ledger.append(connection, StatusChange(
            dossier="test", subject="agreement:epd", status=Status.ON_HOLD, effective=dt.date(2026, 6, 20),
            known=dt.date(2026, 6, 20), recorded=NOW, origin="auto"))  # fmt: skip
        ledger.undo(connection, entry, recorded=NOW + 60, note="a threat, not a stop")
    (line,) = spans.decisions(connection, "test", TODAY)
    assert (line.kind, line.origin, line.date) == ("decision", "you", TODAY)
    assert line.what == "taken back: on hold since 20 Jun 2026, “a threat, not a stop”"
    assert bars(connection, "agreement:epd")[-1][0] == "partly_in_force"
    with sqlite.transaction(connection):
        ledger.redo(connection, entry, recorded=NOW + 120)
    assert [line.what.partition(":")[0] for line in spans.decisions(connection, "test", TODAY)] == [
        "brought back",
        "taken back",
    ]
    assert bars(connection, "agreement:epd")[-1][0] == "on_hold"
    assert spans.decisions(connection, "test", TODAY - dt.timedelta(days=1)) == ()
