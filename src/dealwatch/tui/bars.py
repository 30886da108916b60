"""Header, strip, tabs, status line and footer: pure functions of what they tell."""

from collections.abc import Iterable, Sequence

from dealwatch.store.rows import AgreementRow, Overview
from dealwatch.tui.actions import Action
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.panes.marks import mark_piece, status_piece_short
from dealwatch.tui.poller import Progress
from dealwatch.tui.text import one_line
from dealwatch.when import ago, count, hour_or_day

_ROOMY = 100
_CRAMPED = 60


def header_left(
    overview: Overview, answered: int | None, progress: Progress, now: int, width: int, place: str
) -> list[Piece]:
    """The name, where one is, as of when the store is, and how the feeds are.

    `answered` is when a feed last answered, which matters when all of them fail.
    """
    checked = _checked(overview, answered, progress, now)
    if width < _CRAMPED:
        return [
            (f" {place}   " if place else " ", "strong"),
            *checked,
            *_feeds(overview, "   "),
        ]
    pieces: list[Piece] = [(" dealwatch", "title")]
    if place:
        pieces.append((f"   {place}", "strong"))
    elif width >= _ROOMY:
        pieces.append((f"   {one_line(overview.name)}", ""))
    return [*pieces, ("   ", ""), *checked, *_feeds(overview, "   ")]


def _checked(overview: Overview, answered: int | None, progress: Progress, now: int) -> list[Piece]:
    at = overview.last_refresh
    if 0 < overview.feeds == overview.feeds_failing and progress.phase != "offline":
        of = f", stored {hour_or_day(answered, now)}, {ago(answered, now)}" if answered else " yet"
        return [("no feed answers", "alarm"), (of, "")]
    if progress.phase == "offline":
        return [("offline", "alarm"), (f", stored {hour_or_day(at, now)}" if at else ", never checked", "")]
    return [(f"checked {hour_or_day(at, now)}, {ago(at, now)}" if at else "never checked", "")]


def _feeds(overview: Overview, before: str) -> list[Piece]:
    if not overview.feeds:
        return []
    failing = overview.feeds_failing
    if failing == overview.feeds:
        return [(f"{before}{count(failing, 'feed')} failing", "alarm")]
    if not failing:
        well = " ok" if overview.last_refresh else ""
        return [(f"{before}{count(overview.feeds, 'feed')}{well}", "dim")]
    return [(before + count(overview.feeds, "feed") + ", ", "dim"), (f"{failing} failing", "alarm")]


def header_right(new: int) -> list[Piece]:
    """How many stories are new since the last visit."""
    return [(f"{new:,} new ", "new")] if new else []


def strip(agreements: Sequence[AgreementRow]) -> list[Piece]:
    """Where things stand, in one line for the smallest screens."""
    pieces: list[Piece] = [(" ", "")]
    for row in agreements:
        pieces += [
            mark_piece(row.standing),
            (f"{row.short} ", "strong"),
            status_piece_short(row.standing),
            ("    ", ""),
        ]
    return pieces


def tabs(panes: Iterable[tuple[str, int, bool]], width: int) -> list[Piece]:
    """The panes as a line of tabs: title, number of rows (0 hides it), and whether it is the one shown."""
    pieces: list[Piece] = [(" ", "")]
    for title, number, here in panes:
        words = f"{title} {number:,}" if number and width >= 60 else title
        words = words if width >= 50 else title[0]
        pieces.append((f"[{words}]" if here else f" {words} ", "title" if here else "dim"))
        pieces.append(("  ", ""))
    return pieces


def status(progress: Progress, now: int) -> list[Piece]:
    """What the poller is doing, and when it does it next."""
    if progress.phase == "offline":
        return [("offline: nothing is polled", "dim")]
    if progress.phase == "checking":
        return _checking(progress)
    when = f"next check {hour_or_day(progress.next_at, now)}" if progress.next_at else "r checks the feeds"
    if progress.problem:
        return [(progress.problem, "alarm"), (f"; {when}", "dim")]
    if progress.silent:
        return [(progress.silence, "alarm"), (f"; {when}", "dim")]
    came = f"{count(progress.new, 'story', 'stories')} came in; " if progress.new else ""
    return [(came, ""), (when, "dim")]


def nothing_to_ask(at: int | None, now: int) -> str:
    """Why a refresh that was asked for asked nobody, and from when on one may (None where no feed is)."""
    if at is None:
        return "no feed is switched on: `dealwatch feeds --all` lists them"
    if at > now:
        return (
            f"every feed was asked a short while ago; from {hour_or_day(at, now)} on they may be asked again"
        )
    return "the feeds' hosts want to be left alone for a while: `dealwatch feeds` says until when"


def refusal(action: str, lost: str, progress: Progress, *, can_open: bool) -> str:
    """Why an action that works everywhere cannot work now, "" when it can. `lost`: the store is gone."""
    if action == "everywhere.refresh" and progress.phase == "offline":
        return "offline: start without --offline to ask the feeds"
    if action == "everywhere.refresh":
        return lost
    if action == "everywhere.stop" and progress.phase != "checking":
        return "no refresh is under way"
    if action == "everywhere.browse" and not can_open:
        return "there is no link here that may be opened"
    return ""


def _checking(progress: Progress) -> list[Piece]:
    if not progress.due:
        return [("checking the feeds", "")]
    where = f", {progress.name}" if progress.name else ""
    new = f"   +{progress.new} new" if progress.new else ""
    return [(f"checking {progress.done} of {progress.due}{where}", ""), (new, "new")]


def footer(actions: Sequence[Action], width: int) -> tuple[list[Piece], list[Piece]]:
    """The keys that work here; those that do not fit are left to the help, which always fits."""
    right = _keys([action for action in actions if action.footer >= 90])
    left: list[Piece] = [(" ", "")]
    for action in actions:
        pair = _keys([action]) if action.footer < 90 else []
        if width_of(left) + width_of(pair) + width_of(right) <= width:
            left += pair
    return left, right


def _keys(actions: Iterable[Action]) -> list[Piece]:
    return [piece for action in actions for piece in ((action.first, "title"), (f" {action.does}  ", "dim"))]
