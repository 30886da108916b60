"""`status`, `stories`, `quotes`, `timeline` and `feeds`: a view each, as a table or as JSON."""

import argparse
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Final

from dealwatch.cli import tables
from dealwatch.cli.listing import Listing, limit_of, newest_first
from dealwatch.cli.output import print_json, say, show
from dealwatch.cli.setting import Setting, opened
from dealwatch.cli.words import nothing_matches, wanted
from dealwatch.filter import keeps
from dealwatch.names import NO_NAMES
from dealwatch.report import records
from dealwatch.seen import (
    FEED_KEYS,
    STATUS_KEYS,
    TIMELINE_KEYS,
    agreement_seen,
    feed_seen,
    sector_seen,
    timeline_seen,
)
from dealwatch.store import views
from dealwatch.store.counts import NONE, counts
from dealwatch.store.rows import Overview
from dealwatch.store.views import health
from dealwatch.store.views.health import FeedHealth
from dealwatch.when import ago, count, full_day

_NO_QUOTES: Final = "No quote is stored yet: `dealwatch poll --once` asks the feeds for stories."
_NO_HISTORY: Final = "No event and no status is known: the dossier brings none."
_NEVER_ASKED: Final = (
    "No feed has been asked yet: `dealwatch poll --once` asks them, and so does the dashboard."
)


def status(arguments: argparse.Namespace) -> int:
    """Where each agreement and each sector stands."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier, on = setting.dossier_id(), arguments.on or setting.today
        found = wanted(arguments, views.names(connection, dossier), STATUS_KEYS)
        agreements = [
            row for row in views.agreements(connection, dossier, on) if keeps(found, agreement_seen(row))
        ]
        sectors = [row for row in views.sectors(connection, dossier, on) if keeps(found, sector_seen(row))]
        limit = limit_of(arguments)
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
        selection = _selection(connection, setting, overview, arguments)
        page = partial(views.stories_page, connection, dossier, since=selection.since, selection=selection)
        listed = Listing.of(newest_first(page), arguments)
        total = partial(views.stories_count, connection, dossier)
        listed.out(tables.stories_table, records.story_record, "stories", lambda: total(selection))
        listed.if_empty(lambda: _no_stories(overview, selection, total))
    return 0


def _selection(
    connection: sqlite3.Connection, setting: Setting, overview: Overview, arguments: argparse.Namespace
) -> views.Selection:
    return views.Selection(
        filter=wanted(arguments, views.names(connection, overview.dossier)),
        until=arguments.on,
        everything=arguments.everything,
        since=_last_visit(overview, setting),
    )


def _no_stories(
    overview: Overview, selection: views.Selection, total: Callable[[views.Selection], int]
) -> str:
    if overview.last_refresh is None:
        return _NEVER_ASKED
    if selection.filter and (overview.stories if selection.all else overview.relevant):
        return nothing_matches(selection.filter, views.relieved(selection, total))
    if overview.stories and not selection.all:
        return f"None of the {overview.stories:,} stories stored is about {overview.name}: --all shows them."
    return "No story is stored yet: `dealwatch feeds` says how the feeds are."


def quotes(arguments: argparse.Namespace) -> int:
    """Quotes and silences, newest first."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier = setting.dossier_id()
        selection = _selection(connection, setting, views.overview(connection, dossier), arguments)
        page = partial(views.voices_page, connection, dossier, since=selection.since, selection=selection)
        listed = Listing.of(newest_first(page), arguments)
        total = partial(views.voices_count, connection, dossier)
        listed.out(tables.voices_table, records.voice_record, "quotes", lambda: total(selection))
        listed.if_empty(
            lambda: (
                nothing_matches(selection.filter, views.relieved(selection, total))
                if selection.filter
                else _NO_QUOTES
            )
        )
    return 0


def timeline(arguments: argparse.Namespace) -> int:
    """Events and status changes, newest first."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier, on = setting.dossier_id(), arguments.on or setting.today
        found = wanted(arguments, views.names(connection, dossier), TIMELINE_KEYS)
        rows = [row for row in views.timeline(connection, dossier, on) if keeps(found, timeline_seen(row))]
    listed = Listing.of(rows, arguments)
    listed.out(tables.timeline_table, records.timeline_record, "entries", lambda: len(rows))
    listed.if_empty(lambda: nothing_matches(found, ()) if found else _NO_HISTORY)
    return 0


def feeds(arguments: argparse.Namespace) -> int:
    """The feeds and their health."""
    setting = Setting.of(arguments)
    now = setting.clock.now()
    with opened(setting) as connection:
        found = wanted(arguments, NO_NAMES, FEED_KEYS)
        rows = [
            row
            for row in _all_feeds(connection, setting)
            if (row.enabled or arguments.everything) and keeps(found, feed_seen(row))
        ]
        attempts = {row.id: health.attempts(connection, row.id) for row in rows}
        asked = counts(connection)
    unchecked = setting.config.unchecked
    listed = Listing.of(rows, arguments)
    listed.out(
        lambda rows: tables.feeds_table(rows, now, unchecked),
        lambda row: records.feed_record(
            row, attempts[row.id], now, asked=asked.get(row.id, NONE), checked=row.url not in unchecked
        ),
        "feeds",
        lambda: len(rows),
    )
    listed.if_empty(
        lambda: (
            nothing_matches(found, ())
            if found
            else f"There is no feed: add [[feeds]] to {setting.config.source}."
        )
    )
    return 0


def _all_feeds(connection: sqlite3.Connection, setting: Setting) -> list[FeedHealth]:
    """The store's feeds, those that fail first, then those that the next poll will enter."""
    known = list(health.feeds_health(connection, setting.clock.now()))
    addresses = {row.url for row in known}
    return known + [
        health.never_asked(feed.url, feed.name, feed.outlet, feed.kind.value)
        for feed in setting.config.feeds
        if feed.url not in addresses
    ]


def _last_visit(overview: Overview, setting: Setting) -> int:
    """From when on things are new: the last visit to the dashboard; before the first one nothing is."""
    return setting.clock.now() if overview.last_visit is None else overview.last_visit
