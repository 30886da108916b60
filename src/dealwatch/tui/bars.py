"""Header, strip, tabs, status line and footer: pure functions of what they tell."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dealwatch.store.rows import AgreementRow, Overview
from dealwatch.store.views.health import Outage
from dealwatch.tui.actions import Action
from dealwatch.tui.glyphs import drawn
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.panes.marks import mark_piece, status_piece_short
from dealwatch.tui.poller import Progress
from dealwatch.tui.text import one_line
from dealwatch.when import ago, count, hour_or_day

_ROOMY = 100
_CRAMPED = 60
_BAR: Final = 10


def header_left(
    overview: Overview,
    answered: int | None,
    progress: Progress,
    now: int,
    width: int,
    place: str,
    outage: Outage | None = None,
    room: int | None = None,
) -> list[Piece]:
    """The name, where one is, as of when the store is, and how the feeds are.

    `answered` is when a feed last answered, which matters when all of them fail, or there is no network.
    What does not fit into `room` cells is left out whole, what matters least first.
    """
    if outage is not None and progress.phase != "offline":
        overview = replace(overview, feeds=0)
        checked = _no_network(outage, now, width)
    else:
        checked = _checked(overview, answered, progress, now)
    title, here = (" dealwatch", "title"), (f"   {place}", "strong")
    if width < _CRAMPED:
        return [(f" {place}   " if place else " ", "strong"), *checked, *_feeds(overview)]
    if not place:
        here = (f"   {one_line(overview.name)}" if width >= _ROOMY else "", "")
    begin, brief = [title, here, ("   ", "")], [(f" {place}", "strong"), ("   ", "")]
    ways = [
        [*begin, *checked, *_feeds(overview)],
        [*begin, *checked, *_failing(overview)],
        *([[*brief, *checked, *_failing(overview)]] if place else []),
        [*begin, *checked],
        *([[*brief, *checked]] if place else []),
    ]
    return next((way for way in ways if room is None or width_of(way) <= room), ways[-1])


def _no_network(outage: Outage, now: int, width: int) -> list[Piece]:
    since = ("offline since " + hour_or_day(outage.since, now), "alarm")
    if outage.answered is None:
        return [since, (", nothing stored yet", "")]
    words = ", showing what was stored at " if width >= _ROOMY else ", stored "
    return [since, (words + hour_or_day(outage.answered, now), "")]


def _checked(overview: Overview, answered: int | None, progress: Progress, now: int) -> list[Piece]:
    at = overview.last_refresh
    if 0 < overview.feeds == overview.feeds_failing and progress.phase != "offline":
        of = f", stored {hour_or_day(answered, now)}, {ago(answered, now)}" if answered else " yet"
        return [("no feed answers", "alarm"), (of, "")]
    if progress.phase == "offline":
        return [("offline", "alarm"), (f", stored {hour_or_day(at, now)}" if at else ", never checked", "")]
    return [(f"checked {hour_or_day(at, now)}, {ago(at, now)}" if at else "never checked", "")]


def _feeds(overview: Overview) -> list[Piece]:
    if not overview.feeds:
        return []
    feeds, failing = count(overview.feeds, "feed"), overview.feeds_failing
    if not failing:
        well = " ok" if overview.last_refresh else ""
        return [(f"   {feeds}{well}", "dim")]
    if failing == overview.feeds:
        return [(f"   {feeds} failing", "alarm")]
    return [(f"   {feeds}, ", "dim"), (f"{failing} failing", "alarm")]


def _failing(overview: Overview) -> list[Piece]:
    """The same, where there is less room: only what is wrong."""
    failing = overview.feeds_failing if overview.feeds else 0
    return [(f"   {count(failing, 'feed')} failing", "alarm")] if failing else []


def header_right(new: int, progress: Progress, width: int, waiting: int = 0) -> list[Piece]:
    """How far a refresh is, how many stories are new since the last visit, and what waits for review."""
    return [
        *_bar(progress, width),
        *([(f"{new:,} new ", "new")] if new else []),
        *([(f"  {waiting:,} to review ", "signal")] if waiting else []),
    ]


def _bar(progress: Progress, width: int) -> list[Piece]:
    """A bar of the feeds that are done, in cells that stay where they are while it grows."""
    if progress.phase != "checking" or width < _CRAMPED:
        return []
    filled = _BAR * progress.done // max(1, progress.due)
    done = f" {progress.done}/{progress.due}" if progress.due else ""
    came = f" +{progress.new:,}" if progress.new else ""
    return [
        (drawn("━") * filled, "title"),
        (drawn("─") * (_BAR - filled), "frame"),
        (f"{done:<6}", ""),
        (f"{came:<6}", "new"),
    ]


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


def scope(name: str) -> list[Piece]:
    """What the lists are limited to, at the right of their tabs: the list that is shown may be whole."""
    return [(f"only {name} ", "new")] if name else []


def status(progress: Progress, now: int, outage: Outage | None = None) -> list[Piece]:
    """What the poller is doing, and when it does it next."""
    if progress.phase == "offline":
        return [("offline: nothing is polled", "dim")]
    if progress.phase == "checking":
        return _checking(progress)
    when = f"next check {hour_or_day(progress.next_at, now)}" if progress.next_at else "r checks the feeds"
    if outage is not None and not progress.problem:
        return [("no network", "alarm"), (f"; {when.replace('check ', 'try ', 1)}", "dim")]
    if progress.died and progress.next_at:
        when = f"next start {hour_or_day(progress.next_at, now)}"
    if progress.problem:
        return [(progress.problem, "alarm"), (f"; {when}", "dim")]
    if progress.silent:
        return [(progress.silence, "alarm"), (f"; {when}", "dim")]
    came = f"{count(progress.new, 'story', 'stories')} came in; " if progress.new else ""
    return [(came, ""), (when, "dim")]


def nothing_to_ask(at: int | None, now: int) -> str:
    """Why a refresh that was asked for asked nobody, and from when on one may (None where no feed is)."""
    if at is None:
        return "no feed is switched on: s lists them"
    if at > now:
        return (
            f"every feed was asked a short while ago; from {hour_or_day(at, now)} on they may be asked again"
        )
    return "the feeds' hosts want to be left alone for a while: s says until when"


def tested(progress: Progress, now: int) -> str:
    """How it went with the one feed that was asked."""
    at = f" from {hour_or_day(progress.again, now)} on" if progress.again and progress.again > now else ""
    if progress.problem:
        return progress.problem
    if not progress.due:
        return f"{progress.only}: not asked; it may be asked again{at}"
    if progress.told:
        return f"{progress.only}: {progress.told}{at.replace(' from', '; next try', 1).removesuffix(' on')}"
    came = count(progress.new, "new story", "new stories") if progress.new else "it answers; nothing new"
    return f"{progress.only}: {came}"


def refusal(action: str, lost: str, progress: Progress) -> str:
    """Why an action that works everywhere cannot work now, "" when it can. `lost`: the store is gone."""
    if action == "everywhere.refresh" and progress.phase == "offline":
        return "offline: start without --offline to ask the feeds"
    if action == "everywhere.refresh":
        return lost
    if action == "everywhere.stop" and progress.phase != "checking":
        return "no refresh is under way"
    return ""


def _checking(progress: Progress) -> list[Piece]:
    if not progress.due:
        return [("checking the feeds", "")]
    where = f", {progress.name}" if progress.name else ""
    new = f"   +{progress.new} new" if progress.new else ""
    return [(f"checking {progress.done} of {progress.due}{where}", ""), (new, "new")]


def footer(actions: Sequence[Action], width: int) -> tuple[list[Piece], list[Piece]]:
    """The keys that work here; those that do not fit are left to the help, which always fits."""
    right = _one_blank(_keys([action for action in actions if action.footer >= 90]))
    left: list[Piece] = [(" ", "")]
    for action in actions:
        pair = _keys([action]) if action.footer < 90 else []
        if width_of(left) + width_of(pair) + width_of(right) <= width:
            left += pair
    return _one_blank(left), right


def _one_blank(pieces: list[Piece]) -> list[Piece]:
    """The pieces with no more than one blank at their end."""
    return [*pieces[:-1], *((words.rstrip() + " ", style) for words, style in pieces[-1:])]


def _keys(actions: Iterable[Action]) -> list[Piece]:
    return [piece for action in actions for piece in ((action.first, "title"), (f" {action.does}  ", "dim"))]
