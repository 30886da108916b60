"""Rows as a filter sees them, for panes and commands that hold all rows of their list."""

from dealwatch.filter import Seen
from dealwatch.store.rows import AgreementRow, SectorRow, TimelineRow
from dealwatch.store.views.health import FeedHealth
from dealwatch.when import local

#: The keys that each of these lists can answer.
STATUS_KEYS = ("tag", "agreement", "sector", "is", "since", "until")
TIMELINE_KEYS = ("tag", "agreement", "sector", "outlet", "since", "until")
FEED_KEYS = ("outlet", "since", "until")


def agreement_seen(row: AgreementRow) -> Seen:
    """An agreement; its day is the one since which it stands as it does."""
    return Seen(
        texts=(row.short, row.name, row.standing.status.label if row.standing else ""),
        subjects=frozenset({f"agreement:{row.id}"}),
        day=row.standing.since if row.standing else None,
        flags=frozenset({"review"} if row.waiting else ()),
    )


def sector_seen(row: SectorRow) -> Seen:
    """A sector; its day is the one since which it stands as it does."""
    return Seen(
        texts=(row.short, row.name, row.terms, row.standing.status.label if row.standing else ""),
        subjects=frozenset({f"sector:{row.id}"}),
        day=row.standing.since if row.standing else None,
        flags=frozenset({"review"} if row.waiting else ()),
    )


def timeline_seen(row: TimelineRow) -> Seen:
    """An entry of the timeline."""
    return Seen(
        texts=(row.subject_name, row.kind, row.what),
        subjects=frozenset({row.subject}),
        day=row.date,
        outlet=row.outlet.plain if row.outlet else "",
    )


def feed_seen(row: FeedHealth) -> Seen:
    """A feed; its day is the last on which it brought something new."""
    return Seen(
        texts=(row.name, row.outlet, row.kind, row.problem),
        day=local(row.last_new).date() if row.last_new else None,
        outlet=row.outlet,
    )
