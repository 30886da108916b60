"""Rows of views as tables for people: which columns, which words; pure functions of rows and "now"."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from dealwatch.cli.output import Column, Table
from dealwatch.feedwords import next_try, to_do, without_keys, words_in_a_row
from dealwatch.store.rows import (
    AgreementRow,
    LedgerRow,
    SectorRow,
    Standing,
    StoryRow,
    TimelineRow,
    VoiceRow,
)
from dealwatch.store.views.health import FeedHealth
from dealwatch.text import masked
from dealwatch.when import STALE_AFTER, as_of, full_day, hour_or_day, local

#: From this width on there is room for addresses.
WIDE: Final = 140
_SOURCE: Final = Column("source", least=WIDE, flexible=True, style="dim")
#: Below this one there is none for a day with its year.
_NARROW: Final = 60
_STATUS: Final = (
    Column("status", style="bold", folds=True),
    Column("since", least=_NARROW),
    Column("as of", least=_NARROW),
    Column("as of", until=_NARROW),
)


def agreements_table(
    rows: Sequence[AgreementRow], sources: Mapping[str, LedgerRow | None], on: dt.date
) -> Table:
    """Where each agreement stands and what it hangs on."""
    columns = (
        Column("agreement", style="bold"),
        *_STATUS,
        Column("stories", right=True, least=100),
        Column("hangs on", flexible=True),
        _SOURCE,
    )
    return Table(columns, [_agreement(row, sources.get(f"agreement:{row.id}"), on) for row in rows])


def _agreement(row: AgreementRow, source: LedgerRow | None, on: dt.date) -> tuple[str, ...]:
    hangs_on = ", ".join(f"{other.short} ({_status(other.standing)})" for other in row.depends_on)
    return (
        row.short,
        *_standing(row.standing, on),
        str(row.stories),
        hangs_on,
        source.source_url if source else "",
    )


def sectors_table(rows: Sequence[SectorRow], sources: Mapping[str, LedgerRow | None], on: dt.date) -> Table:
    """Where each sector stands and on what terms."""
    columns = (
        Column("sector", style="bold", folds=True),
        *_STATUS,
        Column("stories", right=True, least=100),
        Column("terms", flexible=True, least=100),
        _SOURCE,
    )
    return Table(columns, [_sector(row, sources.get(f"sector:{row.id}"), on) for row in rows])


def _sector(row: SectorRow, source: LedgerRow | None, on: dt.date) -> tuple[str, ...]:
    return (
        row.short,
        *_standing(row.standing, on),
        str(row.stories),
        row.terms,
        source.source_url if source else "",
    )


def _status(standing: Standing | None) -> str:
    return f"{standing.status.mark} {standing.status.label}" if standing else "  not known"


def _standing(standing: Standing | None, on: dt.date) -> tuple[str, str, str, str]:
    if standing is None:
        return _status(None), "", "", ""
    day = full_day(standing.as_of)
    # A status that nobody has confirmed for long stands in brackets, here as on the dashboard.
    stale = on - standing.as_of > STALE_AFTER
    return (
        _status(standing),
        full_day(standing.since),
        f"({day})" if stale else day,
        as_of(standing.as_of, on).strip(),
    )


def stories_table(rows: Sequence[StoryRow]) -> Table:
    """Stories, newest first; `N` marks what is new since the last visit to the dashboard."""
    columns = (
        Column("N", style="bold"),
        Column("date"),
        Column("tags", least=100),
        Column("outlet", least=80, style="dim", flexible=True, most=20),
        Column("headline", flexible=True),
        Column("link", least=WIDE, flexible=True, style="dim"),
    )
    return Table(columns, [_story(row) for row in rows])


def _story(row: StoryRow) -> tuple[str, ...]:
    day = full_day(local(row.at).date())
    return "N" if row.new else "", day, " ".join(row.tags), row.outlet.plain, row.title.plain, row.url


def voices_table(rows: Sequence[VoiceRow]) -> Table:
    """Quotes and silences. Reported speech stands without marks, a silence behind "∅"."""
    columns = (
        Column("N", style="bold"),
        Column("date"),
        Column("speaker", style="bold", flexible=True, most=26),
        Column("side", least=110),
        Column("tags", least=120),
        Column("outlet", least=100, style="dim", flexible=True, most=18),
        Column("words", flexible=True),
        _SOURCE,
    )
    return Table(columns, [_voice(row) for row in rows])


def _voice(row: VoiceRow) -> tuple[str, ...]:
    words = row.text.plain
    if row.kind == "silence":
        words = f"∅ {words}"
    elif row.verbatim:
        words = f"“{words}”"
    new = "N" if row.new else ""
    day = full_day(row.date)
    speaker = row.speaker.plain or "(unnamed)"
    return new, day, speaker, row.side, " ".join(row.tags), row.outlet.plain, words, row.source_url


def timeline_table(rows: Sequence[TimelineRow]) -> Table:
    """Events and status changes. What is scheduled or not certain says so."""
    columns = (
        Column("date"),
        Column("kind", least=90),
        Column("by", least=100),
        Column("subject", style="bold", flexible=True, most=20),
        Column("what", flexible=True),
        _SOURCE,
    )
    return Table(columns, [_moment(row) for row in rows])


def _moment(row: TimelineRow) -> tuple[str, ...]:
    ahead = "scheduled: " if row.scheduled and not row.what.lower().startswith("scheduled") else ""
    kind = row.kind.replace("_", " ")
    return full_day(row.date), kind, row.origin, row.subject_name, f"{ahead}{row.what}", row.source_url


def feeds_table(rows: Sequence[FeedHealth], now: int, unchecked: Collection[str] = ()) -> Table:
    """Feeds and their health. `unchecked`: addresses whose server's certificate is not checked."""
    columns = (
        Column("kind", least=100),
        Column("stories", right=True),
        Column("feed", style="bold", flexible=True),
        Column("health", flexible=True),
        Column("address", least=WIDE, flexible=True, style="dim"),
    )
    return Table(
        columns,
        [(row.kind, str(row.stories), row.name, _told(row, now, unchecked), masked(row.url)) for row in rows],
    )


def _told(row: FeedHealth, now: int, unchecked: Collection[str]) -> str:
    """How a feed is, what to do about it, and when it is asked next."""
    words = (words_in_a_row(row, now, checked=row.url not in unchecked), to_do(row), next_try(row, now))
    return "; ".join(without_keys(word) for word in words if word)


def soon(at: int | None, now: int, what: str = "next check") -> str:
    """ "next check 14:32", "due now" when that has passed, "" when nothing is planned."""
    if not at:
        return ""
    return f"{what} {hour_or_day(at, now)}" if at > now else "due now"
