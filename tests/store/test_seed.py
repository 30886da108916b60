"""Seeding with a dossier, and again when its text changes."""

import datetime as dt
import sqlite3
from pathlib import Path

import msgspec
import pytest

from dealwatch.dossier import Dossier, digest_of, load_dossier
from dealwatch.store import ledger, marks, sqlite, views
from dealwatch.store.migrate import prepare
from dealwatch.values import Status
from tests.support.stores import DIGEST, DOSSIER, NOW, TODAY, make_store, status, story

LATER = NOW + 86400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path, stories=[story(1), story(2, relevant=False)])


def reseed(path: Path, dossier: Dossier) -> bool:
    return prepare(path, dossier, "digest-2", LATER).seeded


def changed(**parts: object) -> Dossier:
    return msgspec.structs.replace(DOSSIER, **parts)


def rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of this file


def test_the_dossier_fills_panes_on_the_first_day(connection: sqlite3.Connection) -> None:
    tpd, epd = views.agreements(connection, "test", TODAY)
    assert (tpd.short, epd.short) == ("TPD", "EPD")
    assert [sector.id for sector in views.sectors(connection, "test", TODAY)] == ["ai", "steel"]
    quote = views.voices_page(connection, "test", since=0)[-2]
    assert (quote.speaker.plain, quote.stakeholder, quote.side) == (
        "Liz Kendall",
        "liz-kendall",
        "uk-government",
    )
    silence = views.voices_page(connection, "test", since=0)[-1]
    assert (silence.speaker.plain, silence.stakeholder, silence.kind) == (
        "White House",
        "white-house",
        "silence",
    )


def test_the_same_text_is_not_seeded_again(path: Path) -> None:
    assert not prepare(path, DOSSIER, DIGEST, LATER).seeded


def test_another_text_with_the_same_facts_enters_nothing_twice(
    path: Path, connection: sqlite3.Connection
) -> None:
    kept = ("ledger", "voice", "subject", "stakeholder", "dependency", "story", "reading", "tag", "tally")
    before = {table: rows(connection, table) for table in kept}
    assert reseed(path, DOSSIER)
    assert {table: rows(connection, table) for table in kept} == before
    assert sqlite.is_prepared(connection, "test", "digest-2")


def test_a_new_status_row_is_entered(path: Path, connection: sqlite3.Connection) -> None:
    resumed = status("agreement:tpd", Status.NEGOTIATING, "2026-06-01")
    reseed(path, changed(statuses=(*DOSSIER.statuses, resumed)))
    newest = views.history(connection, "test", "agreement:tpd")[0]
    assert (newest.status, newest.recorded, newest.origin) == (Status.NEGOTIATING, LATER, "dossier")


def test_a_dropped_status_row_is_undone_and_not_deleted(path: Path, connection: sqlite3.Connection) -> None:
    dropped = DOSSIER.statuses[2]
    entries = len(rows(connection, "ledger"))
    reseed(path, changed(statuses=tuple(row for row in DOSSIER.statuses if row is not dropped)))
    history = views.history(connection, "test", "agreement:tpd")
    assert [(row.effective, row.undone) for row in history] == [
        (dt.date(2025, 12, 16), True),
        (dt.date(2025, 12, 13), False),
        (dt.date(2025, 9, 18), False),
    ]
    assert len(rows(connection, "ledger")) == entries + 1


def test_a_row_that_comes_back_is_entered_again(path: Path, connection: sqlite3.Connection) -> None:
    before = views.agreements(connection, "test", TODAY)
    reseed(path, changed(statuses=DOSSIER.statuses[3:]))
    assert views.agreements(connection, "test", TODAY)[0].standing is None
    prepare(path, DOSSIER, "digest-3", LATER + 1)
    assert views.agreements(connection, "test", TODAY) == before


def test_what_a_person_took_back_stays_taken_back(path: Path, connection: sqlite3.Connection) -> None:
    newest = views.history(connection, "test", "sector:steel")[0]
    with sqlite.transaction(connection):
        ledger.undo(connection, newest.id, recorded=NOW)
    standing = views.sectors(connection, "test", TODAY)[1].standing
    reseed(path, DOSSIER)
    assert views.sectors(connection, "test", TODAY)[1].standing == standing
    assert standing is not None
    assert standing.status is Status.AGREED


def test_facts_are_replaced(path: Path, connection: sqlite3.Connection) -> None:
    steel = msgspec.structs.replace(DOSSIER.sectors[1], terms="A quota since July.")
    reseed(path, changed(sectors=(steel,), events=(), investments=()))
    assert [sector.terms for sector in views.sectors(connection, "test", TODAY)] == ["A quota since July."]
    assert rows(connection, "event") == []


def test_a_dropped_quote_is_no_longer_shown_and_not_deleted(
    path: Path, connection: sqlite3.Connection
) -> None:
    voices = views.voices_count(connection, "test")
    reseed(path, changed(quotes=()))
    assert views.voices_count(connection, "test") == voices - 1
    assert connection.execute("SELECT current FROM voice WHERE text LIKE 'We look%'").fetchall() == [(0,)]
    prepare(path, DOSSIER, "digest-3", LATER + 1)
    assert views.voices_count(connection, "test") == voices


def test_what_was_recorded_since_is_untouched(path: Path, connection: sqlite3.Connection) -> None:
    marks.begin_visit(connection, NOW)
    marks.set_preference(connection, "theme", "dark")
    with sqlite.transaction(connection):
        ledger.append(
            connection,
            ledger.StatusChange(
                dossier="test",
                subject="sector:ai",
                status=Status.ON_HOLD,
                effective=TODAY,
                known=TODAY,
                recorded=NOW,
                origin="you",
            ),
        )
    kept = ("story", "reading", "tag", "evidence", "signal", "visit", "preference", "feed")
    before = {table: rows(connection, table) for table in kept}
    reseed(path, changed(statuses=DOSSIER.statuses[:2], sectors=DOSSIER.sectors[:1]))
    assert {table: rows(connection, table) for table in kept} == before
    standing = views.sectors(connection, "test", TODAY)[0].standing
    assert standing is not None
    assert (standing.status, standing.origin) == (Status.ON_HOLD, "you")


def test_two_dossiers_share_a_store(path: Path, connection: sqlite3.Connection) -> None:
    before = views.overview(connection, "test")
    prepare(path, changed(id="other", name="Another negotiation"), "other-1", NOW)
    assert views.overview(connection, "test") == before
    other = views.overview(connection, "other")
    assert (other.name, other.stories, other.relevant, other.voices) == ("Another negotiation", 2, 0, 2)


def test_the_shipped_dossier_seeds_a_store(tmp_path: Path) -> None:
    dossier = load_dossier("uk-us-tech")
    path = make_store(tmp_path, dossier=dossier, digest=digest_of("uk-us-tech"))
    connection = sqlite.connect(path)
    agreements = views.agreements(connection, dossier.id, TODAY)
    sectors = views.sectors(connection, dossier.id, TODAY)
    for standing in [*(row.standing for row in agreements), *(row.standing for row in sectors)]:
        assert standing is not None
        assert standing.since <= standing.as_of
    for voice in views.voices_page(connection, dossier.id, since=0):
        assert voice.tags
        assert voice.stakeholder is not None
    connection.close()
