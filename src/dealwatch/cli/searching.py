"""`search`: full-text search over everything stored, as a table or as JSON."""

import argparse
from collections.abc import Sequence
from itertools import chain
from typing import Final

from dealwatch.cli.listing import Listing, limit_of
from dealwatch.cli.output import Column, Table
from dealwatch.cli.setting import Setting, opened
from dealwatch.cli.words import nothing_matches, wanted
from dealwatch.errors import InputError
from dealwatch.report.records import hit_record
from dealwatch.store import views
from dealwatch.store.views import Hit
from dealwatch.store.views.paging import pages
from dealwatch.when import full_day, local

_PAGE: Final = 200


def run(arguments: argparse.Namespace) -> int:
    """What was found, newest first."""
    setting = Setting.of(arguments)
    with opened(setting) as connection:
        dossier = setting.dossier_id()
        found = wanted(arguments, views.names(connection, dossier))
        if not found.marked:
            raise InputError("search needs a word to look for: `dealwatch search tariff`.")
        limit = limit_of(arguments)
        selection = views.Selection(until=arguments.on)
        hits = pages(
            lambda before, size: views.search(
                connection, dossier, found, before=before, limit=size, selection=selection
            ),
            lambda hit: hit.key,
            _PAGE if limit is None else min(_PAGE, limit + 1),
        )
        listed = Listing.of(chain.from_iterable(hits), arguments)
    listed.out(hits_table, hit_record, "hits", None)
    listed.if_empty(lambda: nothing_matches(found, ()))
    return 0


def hits_table(rows: Sequence[Hit]) -> Table:
    """Stories, and quotes whose story does not hold the words, with the text around the words."""
    columns = (
        Column("date"),
        Column("kind", least=100),
        Column("outlet", least=80, style="dim", flexible=True, most=20),
        Column("headline or speaker", style="bold", flexible=True, most=60),
        Column("text", flexible=True),
        Column("link", least=140, flexible=True, style="dim"),
    )
    return Table(columns, [_hit(row) for row in rows])


def _hit(row: Hit) -> tuple[str, ...]:
    day = full_day(local(row.at).date())
    return day, row.kind, row.outlet.plain, row.title.plain, row.snippet.plain, row.url
