"""Every date, term and figure leads to the pages it rests on; a subject's screen holds its sectors' facts."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from dealwatch.dossier import Dossier, Event, Later
from dealwatch.store import sqlite, views
from dealwatch.values import Status, Tag
from tests.support.stores import DOSSIER, NOW, TODAY, evidence, make_store, reading, status, story

URL = "https://facts.example/"


@contextmanager
def opened(folder: Path, dossier: Dossier = DOSSIER, **more: object) -> Iterator[sqlite3.Connection]:
    connection = sqlite.connect(make_store(folder, dossier=dossier, **more))  # type: ignore[arg-type]
    yield connection
    connection.close()


def event(subject: str, date: str) -> Event:
    return Event(
        date=dt.date.fromisoformat(date),
        subject=subject,
        title=f"Something of {subject}",
        detail="",
        kind="talks",
        confidence="high",
        source_url=f"{URL}event",
        more_source_urls=(f"{URL}again", f"{URL}event"),
    )


def test_a_subject_names_all_its_pages(tmp_path: Path) -> None:
    tpd, epd = DOSSIER.agreements
    ai, steel = DOSSIER.sectors
    dossier = msgspec.structs.replace(
        DOSSIER,
        agreements=(msgspec.structs.replace(tpd, status_source_url=f"{URL}status"), epd),
        sectors=(
            ai,
            msgspec.structs.replace(
                steel, terms_source_url=f"{URL}terms", more_source_urls=(f"{URL}more", f"{URL}terms")
            ),
        ),
    )
    with opened(tmp_path, dossier) as connection:
        agreement = views.subject(connection, "test", "agreement:tpd", TODAY)
        sector = views.subject(connection, "test", "sector:steel", TODAY)
    assert agreement is not None
    assert agreement.status_source_url == f"{URL}status"
    assert agreement.source_urls == (f"{URL}tpd", f"{URL}status")
    assert sector is not None
    assert sector.source_urls == (f"{URL}steel", f"{URL}terms", f"{URL}more")


def test_an_investment_and_an_event_name_all_their_pages(tmp_path: Path) -> None:
    (promise,) = DOSSIER.investments
    promise = msgspec.structs.replace(
        promise,
        amount_source_url=f"{URL}amount",
        date_source_url=f"{URL}nvidia",
        more_source_urls=(f"{URL}more",),
    )
    dossier = msgspec.structs.replace(
        DOSSIER, investments=(promise,), events=(event("sector:ai", "2026-01-05"),)
    )
    with opened(tmp_path, dossier) as connection:
        detail = views.subject(connection, "test", "sector:ai", TODAY)
    assert detail is not None
    assert detail.investments[0].source_urls == (f"{URL}nvidia", f"{URL}amount", f"{URL}more")
    assert detail.events[0].source_urls == (f"{URL}event", f"{URL}again")


def test_a_quote_says_how_exact_its_date_is(tmp_path: Path) -> None:
    (quote,) = DOSSIER.quotes
    dossier = msgspec.structs.replace(
        DOSSIER, quotes=(msgspec.structs.replace(quote, date_precision="month"),)
    )
    with opened(tmp_path, dossier, stories=[story(1)]) as connection:
        said = [row.date_precision for row in views.voices_page(connection, "test", since=NOW)]
    assert said == ["", "", "month", ""]


def test_an_agreement_has_what_is_told_of_its_sectors(tmp_path: Path) -> None:
    about_steel = replace(reading(), agreements=())
    about_ai = replace(reading(), agreements=(), sectors=(Tag("ai", (evidence("Tech"),)),))
    both = replace(reading(), agreements=(Tag("epd", (evidence("Deal"),)),))
    stories = [story(1, read=about_steel), story(2, read=about_ai), story(3, read=both)]
    events = (event("sector:steel", "2026-01-05"), event("agreement:epd", "2026-01-07"))
    dossier = msgspec.structs.replace(DOSSIER, events=(*events, event("sector:ai", "2026-01-06")))
    with opened(tmp_path, dossier, stories=stories) as connection:
        detail = views.subject(connection, "test", "agreement:epd", TODAY)
        pane = views.stories_page(connection, "test", since=NOW)
        known = views.voices_page(connection, "test", since=NOW)[-1]
    assert detail is not None
    assert [found.subject for found in detail.events] == ["agreement:epd", "sector:steel"]
    assert detail.stories == (pane[0], pane[2])
    # The dossier's silence is about steel.
    assert [row.story_id for row in detail.voices] == [pane[0].id] * 2 + [pane[2].id] * 2 + [None]
    assert detail.voices[-1] == known
    assert [entry.subject for entry in detail.history] == ["agreement:epd"] * 2


def test_a_sector_has_nothing_of_its_agreement(tmp_path: Path) -> None:
    with opened(tmp_path) as connection:
        detail = views.subject(connection, "test", "sector:ai", TODAY)
    assert detail is not None
    assert (detail.events, detail.voices, detail.stories) == ((), (), ())


def test_long_lists_of_several_subjects_are_the_newest_of_all(tmp_path: Path) -> None:
    about = [reading(), replace(reading(), agreements=(Tag("epd", (evidence("Tech"),)),), sectors=())]
    stories = [story(n, read=about[n % 2]) for n in range(1, 260)]
    with opened(tmp_path, stories=stories) as connection:
        detail = views.subject(connection, "test", "agreement:epd", TODAY)
        assert detail is not None
        assert detail.stories == views.stories_page(connection, "test", since=NOW, limit=200)
        assert detail.voices == views.voices_page(connection, "test", since=NOW, limit=200)


def test_an_event_tells_it_better_than_a_note_that_nothing_changed(tmp_path: Path) -> None:
    day = dt.date(2026, 2, 25)
    later = (Later(on=day, note="Talks were reported."), Later(on=dt.date(2026, 2, 26), note="More talks."))
    statuses = (status("agreement:tpd", Status.ON_HOLD, "2025-12-13", later=later),)
    for subject, kinds in (
        ("agreement:tpd", ["unchanged", "talks", "status change"]),
        ("sector:ai", ["unchanged", "talks", "unchanged", "status change"]),
    ):
        dossier = msgspec.structs.replace(DOSSIER, statuses=statuses, events=(event(subject, "2026-02-25"),))
        folder = tmp_path / subject.partition(":")[2]
        folder.mkdir()
        with opened(folder, dossier) as connection:
            assert [row.kind for row in views.timeline(connection, "test", TODAY)] == kinds
            tpd = views.agreements(connection, "test", TODAY)[0].standing
            assert tpd is not None
            assert tpd.as_of == dt.date(2026, 2, 26)
