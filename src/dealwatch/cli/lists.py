"""`status`, `stories`, `quotes`, `timeline` and `feeds`: a view each, as a table or as JSON."""

import argparse
import datetime as dt
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final, Generic, Protocol, TypeVar

from dealwatch.cli import tables
from dealwatch.cli.output import Table, hint, is_terminal, print_json, say, show
from dealwatch.cli.parser import PEOPLE_LIMIT
from dealwatch.cli.setting import Setting, opened
from dealwatch.report import records
from dealwatch.report.records import Record
from dealwatch.store import views
from dealwatch.store.rows import AgreementRow, FeedRow, Overview, SectorRow
from dealwatch.when import ago, count, full_day, local


class _Dated(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def at(self) -> int: ...


Row = TypeVar("Row")
DatedRow = TypeVar("DatedRow", bound=_Dated)

_PAGE: Final = 512
_DAY: Final = 86400
_NO_QUOTES: Final = "No quote is stored yet: `dealwatch poll --once` asks the feeds for stories."
_NO_HISTORY: Final = "No event and no status is known: the dossier brings none."
_NEVER_ASKED: Final = (
    "No feed has been asked yet: `dealwatch poll --once` asks them, and so does the dashboard."
)


def status(arguments: argparse.Namespace) -> int:
    """Where each agreement and each sector stands."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier, on = setting.dossier_id(), setting.today
        moved = partial(_moved, since=arguments.since)
        agreements = list(filter(moved, views.agreements(connection, dossier, on)))
        sectors = list(filter(moved, views.sectors(connection, dossier, on)))
        limit = _limit(arguments)
        agreements, sectors = (
            agreements[:limit],
            sectors[: None if limit is None else limit - len(agreements)],
        )
        subjects = [f"agreement:{row.id}" for row in agreements] + [f"sector:{row.id}" for row in sectors]
        sources = dict(
            zip(
                subjects,
                (records.resting_on(views.history(connection, dossier, subject), on) for subject in subjects),
                strict=True,
            )
        )
        overview = views.overview(connection, dossier)
    if arguments.as_json:
        print_json(
            [records.agreement_record(row, sources[f"agreement:{row.id}"]) for row in agreements]
            + [records.sector_record(row, sources[f"sector:{row.id}"]) for row in sectors]
        )
        return 0
    say(f"{overview.name}, as of {full_day(on)}", overview.gap_note, "")
    show(tables.agreements_table(agreements, sources, on))
    say("")
    show(tables.sectors_table(sectors, sources, on))
    say("", *_state_of_the_store(overview, setting.clock.now()))
    return 0


def _moved(row: AgreementRow | SectorRow, *, since: dt.date | None) -> bool:
    return since is None or (row.standing is not None and row.standing.since >= since)


def _state_of_the_store(overview: Overview, now: int) -> tuple[str, ...]:
    if overview.last_refresh is None:
        return (_NEVER_ASKED,)
    failing = (
        f", {overview.feeds_failing} failing (`dealwatch feeds` says why)" if overview.feeds_failing else ""
    )
    then = tables.soon(overview.next_check, now)
    return (
        f"{count(overview.relevant, 'story', 'stories')} about it of {overview.stories:,} stored, "
        f"{count(overview.voices, 'quote')}; {count(overview.feeds, 'feed')}{failing}; "
        f"asked {ago(overview.last_refresh, now)}{f', {then}' if then else ''}.",
    )


def stories(arguments: argparse.Namespace) -> int:
    """Stories, newest first."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier = setting.dossier_id()
        overview = views.overview(connection, dossier)
        page = partial(
            views.stories_page,
            connection,
            dossier,
            since=_last_visit(overview, setting),
            selection=views.Selection(everything=arguments.everything),
        )
        rows = _newest_first(page, lambda row: local(row.at).date(), arguments.since)
        listed = Listing.of(rows, arguments)
        total = views.stories_count(connection, dossier, views.Selection(everything=arguments.everything))
    listed.out(tables.stories_table, records.story_record, "stories", total)
    listed.if_empty(_no_stories(overview, arguments))
    return 0


def _no_stories(overview: Overview, arguments: argparse.Namespace) -> str:
    if overview.last_refresh is None:
        return _NEVER_ASKED
    if arguments.since and overview.relevant:
        return _none_since("story", arguments.since)
    if overview.stories and not arguments.everything:
        return f"None of the {overview.stories:,} stories stored is about {overview.name}: --all shows them."
    return "No story is stored yet: `dealwatch feeds` says how the feeds are."


def quotes(arguments: argparse.Namespace) -> int:
    """Quotes and silences, newest first."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier = setting.dossier_id()
        overview = views.overview(connection, dossier)
        page = partial(
            views.voices_page,
            connection,
            dossier,
            since=_last_visit(overview, setting),
            selection=views.Selection(everything=arguments.everything),
        )
        listed = Listing.of(_newest_first(page, lambda row: row.date, arguments.since), arguments)
        total = views.voices_count(connection, dossier, views.Selection(everything=arguments.everything))
    listed.out(tables.voices_table, records.voice_record, "quotes", total)
    listed.if_empty(_none_since("quote", arguments.since) if arguments.since and total else _NO_QUOTES)
    return 0


def timeline(arguments: argparse.Namespace) -> int:
    """Events and status changes, newest first."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        rows = views.timeline(connection, setting.dossier_id(), setting.today, since=arguments.since)
    listed = Listing.of(rows, arguments)
    listed.out(tables.timeline_table, records.timeline_record, "entries", len(rows))
    listed.if_empty(_none_since("event", arguments.since) if arguments.since else _NO_HISTORY)
    return 0


def feeds(arguments: argparse.Namespace) -> int:
    """The feeds and their health."""
    setting = Setting.of(arguments)
    now = setting.clock.now()
    with opened(setting) as connection:
        rows = [row for row in _all_feeds(connection, setting) if row.enabled or arguments.everything]
    if arguments.since:
        rows = [row for row in rows if row.last_new and local(row.last_new).date() >= arguments.since]
    listed = Listing.of(rows, arguments)
    listed.out(
        lambda rows: tables.feeds_table(rows, now),
        lambda row: records.feed_record(row, tables.health(row, now)),
        "feeds",
        len(rows),
    )
    listed.if_empty(
        "No feed brought anything new since then: give an earlier --since."
        if arguments.since
        else f"There is no feed: add [[feeds]] to {setting.config.source}."
    )
    return 0


def _all_feeds(connection: sqlite3.Connection, setting: Setting) -> list[FeedRow]:
    """The store's feeds, and those of the configuration that the next poll will enter."""
    known = list(views.feeds(connection))
    addresses = {row.url for row in known}
    return known + [
        FeedRow(0, feed.url, feed.name, feed.outlet, feed.kind.value, True, 0, None, None, None, None, 0, "")
        for feed in setting.config.feeds
        if feed.url not in addresses
    ]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """The rows that were asked for. `more` tells that the limit cut some off."""

    rows: Sequence[Row]
    more: bool
    as_json: bool

    @classmethod
    def of(cls, rows: Iterable[Row], arguments: argparse.Namespace) -> "Listing[Row]":
        """As many of the rows as the options allow."""
        limit = _limit(arguments)
        taken = list(islice(rows, None if limit is None else limit + 1))
        return cls(taken[:limit], limit is not None and len(taken) > limit, arguments.as_json)

    def out(
        self, table: Callable[[Sequence[Row]], Table], record: Callable[[Row], Record], what: str, total: int
    ) -> None:
        """Print the rows in the way that was asked for."""
        if self.as_json:
            print_json(map(record, self.rows))
        elif self.rows:
            show(table(self.rows))
            if self.more:
                hint(f"The newest {len(self.rows):,} of {total:,} {what}; --limit 0 shows all.")

    def if_empty(self, advice: str) -> None:
        """Tell a person who sees no rows how there could be some."""
        if not self.rows and not self.as_json:
            hint(advice)


def _none_since(what: str, day: dt.date) -> str:
    return f"No {what} since {full_day(day)}: give an earlier --since."


def _limit(arguments: argparse.Namespace) -> int | None:
    """How many rows at most, None for all."""
    if arguments.limit is not None:
        return arguments.limit or None
    return PEOPLE_LIMIT if is_terminal(sys.stdout) and not arguments.as_json else None


def _newest_first(
    page: Callable[..., Sequence[DatedRow]], day: Callable[[DatedRow], dt.date], since: dt.date | None
) -> Iterator[DatedRow]:
    """All rows of a paged view down to a day; only as many pages are asked for as are read."""
    # Days of events and instants differ by the reader's zone: look one day further before stopping.
    stop = dt.datetime.combine(since, dt.time(), dt.UTC).timestamp() - _DAY if since else 0
    before: tuple[int, int] | None = None
    while rows := page(before=before, limit=_PAGE):
        yield from (row for row in rows if since is None or day(row) >= since)
        if rows[-1].at < stop or len(rows) < _PAGE:
            return
        before = (rows[-1].at, rows[-1].id)


def _last_visit(overview: Overview, setting: Setting) -> int:
    """From when on things are new: the last visit to the dashboard; before the first one nothing is."""
    return setting.clock.now() if overview.last_visit is None else overview.last_visit
