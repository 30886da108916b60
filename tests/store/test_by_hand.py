"""What a person enters by hand, each with its source."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dealwatch.errors import InputError
from dealwatch.store import acts, by_hand, sqlite, views
from dealwatch.store.journal import Done
from dealwatch.values import Status
from tests.store.support import EXAMPLE, TPD, bring, report, store_of
from tests.support.stores import NOW, TODAY

DAY = dt.date(2026, 6, 20)
URL = "https://www.gov.uk/a-page"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = store_of(tmp_path)
    bring(path, EXAMPLE, report(10))
    opened = sqlite.connect(path)
    yield opened
    opened.close()


def test_a_status_change_enters_the_ledger(connection: sqlite3.Connection) -> None:
    done = by_hand.enter_status(
        connection, "test", TPD, Status.IN_FORCE, DAY, URL, now=NOW, known=TODAY, note="read in full"
    )
    assert (done.words, done.title.plain) == ("entered: in force", "TPD")
    newest = views.history(connection, "test", TPD)[0]
    assert (newest.origin, newest.effective, newest.known) == ("you", DAY, TODAY)
    assert (newest.source_url, newest.note) == (URL, "read in full")
    # What stories report is now what the ledger says.
    assert views.waiting(connection, "test") == {}
    acts.undo(connection, now=NOW)
    assert views.waiting(connection, "test") == {TPD: 1}
    assert views.history(connection, "test", TPD)[0].undone


def test_a_quote_stands_among_the_quotes(connection: sqlite3.Connection) -> None:
    before = views.voices_page(connection, "test", since=NOW)
    done = by_hand.enter_quote(
        connection, "test", TPD, "liz-kendall", "We will sign.", DAY, URL, now=NOW, about="in Leeds"
    )
    assert (done.words, done.title.plain) == ("quote entered", "TPD: Liz Kendall")
    quote = views.voices_page(connection, "test", since=NOW)[0]
    assert (quote.speaker.plain, quote.stakeholder, quote.outlet.plain) == (
        "Liz Kendall",
        "liz-kendall",
        "www.gov.uk",
    )
    assert (quote.date, quote.tags, quote.story_id, quote.source_url) == (DAY, ("TPD",), None, URL)
    subject = views.subject(connection, "test", TPD, TODAY)
    assert subject is not None
    assert quote.id in {row.id for row in subject.voices}
    acts.undo(connection, now=NOW)
    assert views.voices_page(connection, "test", since=NOW) == before
    acts.redo(connection, now=NOW)
    assert views.voices_page(connection, "test", since=NOW)[0] == quote


def test_a_note_stands_with_its_subject_and_in_the_timeline(connection: sqlite3.Connection) -> None:
    done = by_hand.enter_note(connection, "test", "sector:ai", "Ask about \x1b[31mchips.", DAY, URL, now=NOW)
    assert (done.words, done.title.plain) == ("note entered", "AI")
    (note,) = views.notes(connection, "test")
    assert (note.subject_name, note.date, note.source_url) == ("AI", DAY, URL)
    assert "\x1b" not in note.text
    parent = views.subject(connection, "test", TPD, TODAY)
    assert parent is not None
    assert parent.notes == (note,)
    (line,) = [row for row in views.timeline(connection, "test", TODAY) if row.kind == "note"]
    assert (line.what, line.origin, line.date) == (note.text, "you", DAY)
    assert not any(row.kind == "note" for row in views.timeline(connection, "test", dt.date(2026, 6, 1)))
    acts.undo(connection, now=NOW)
    assert views.notes(connection, "test") == ()
    acts.redo(connection, now=NOW)
    assert views.notes(connection, "test", ["sector:ai"]) == (note,)


def status(connection: sqlite3.Connection, subject: str = TPD, url: str = URL) -> Done:
    return by_hand.enter_status(connection, "test", subject, Status.SIGNED, DAY, url, now=NOW)


@pytest.mark.parametrize(
    ("enter", "told"),
    [
        (lambda c: status(c, subject="agreement:moon"), "no agreement:moon"),
        (lambda c: status(c, subject=""), "no subject"),
        (lambda c: status(c, url="  "), "source is missing"),
        (lambda c: status(c, url="javascript:alert(1)"), "no web address"),
        (lambda c: status(c, url="file:///etc/passwd"), "no web address"),
        (lambda c: status(c, url="https://"), "no web address"),
        (lambda c: status(c, url="https://a b.example/"), "no web address"),
        (lambda c: status(c, url="https://[broken/"), "no web address"),
        (lambda c: status(c, url="https://evil.example/\u202egpj"), "no web address"),
        (
            lambda c: by_hand.enter_quote(c, "test", TPD, "Kendall", "\x00 ", DAY, URL, now=NOW),
            "no words",
        ),
        (lambda c: by_hand.enter_quote(c, "test", TPD, " ", "Yes", DAY, URL, now=NOW), "no speaker"),
        (lambda c: by_hand.enter_note(c, "test", TPD, "", DAY, URL, now=NOW), "note is empty"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    connection: sqlite3.Connection, enter: Callable[[sqlite3.Connection], Done], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        enter(connection)
    assert acts.undo(connection, now=NOW) is None


@pytest.mark.parametrize(
    ("enter", "field"),
    [
        (lambda c: status(c, subject="agreement:moon"), "subject"),
        (lambda c: status(c, url=""), "source_url"),
        (lambda c: status(c, url="ftp://files.example/"), "source_url"),
        (lambda c: by_hand.enter_quote(c, "test", TPD, "Kendall", "", DAY, URL, now=NOW), "text"),
        (lambda c: by_hand.enter_quote(c, "test", TPD, "", "Yes", DAY, URL, now=NOW), "speaker"),
        (lambda c: by_hand.enter_note(c, "test", TPD, "", DAY, URL, now=NOW), "text"),
    ],
)
def test_the_argument_that_is_wrong_is_named_to_forms(
    connection: sqlite3.Connection, enter: Callable[[sqlite3.Connection], Done], field: str
) -> None:
    with pytest.raises(InputError) as caught:
        enter(connection)
    assert caught.value.field == field
