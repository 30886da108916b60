"""A proposed status change as a page: what would change, on whose word, and who says otherwise."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dealwatch.store.reports import DecisionRow, Proposal, Report, Told
from dealwatch.store.rows import LedgerRow, Standing
from dealwatch.tui import targets
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.glyphs import mark
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.text import one_line
from dealwatch.values import Mode, Status
from dealwatch.when import count, day, full_day, local

#: What came of a decision, by its kind.
DECIDED: Final = {
    "accept": "accepted",
    "reject": "rejected",
    "postpone": "postponed",
    "comment": "your comment",
}
_HOW: Final = {Mode.FACT: "told as a fact", Mode.RUMOUR: "told by hearsay"}
# Wider than the widest of the words before what is told.
_LEAD: Final = 12
# Nobody reads more before they decide; the newest come first.
_TEXTS: Final = 20
# More copies of one text say no more than these.
_COPIES: Final = 6


def shown_status(status: Status | None) -> str:
    """A status with its mark."""
    return f"{mark(status)} {status.label}" if status else "not known"


def warnings(proposal: Proposal, on: dt.date, ledger: Sequence[LedgerRow] = ()) -> tuple[str, ...]:
    """What a person should know before they accept; `ledger` is the subject's, to name its newest entry."""
    return tuple(_warnings(proposal, on, ledger))


def _warnings(proposal: Proposal, on: dt.date, ledger: Sequence[LedgerRow]) -> Iterator[str]:
    if proposal.against:
        says = "says" if proposal.outlets_against == 1 else "say"
        yield f"{count(proposal.outlets_against, 'outlet')} {says} otherwise"
    if proposal.outlets == 1 and not proposal.official:
        yield "one outlet only"
    if not proposal.firm:
        yield _unsure(proposal)
    if proposal.past:
        newest = next((row for row in reversed(held(ledger)) if row.effective > proposal.effective), None)
        than = f": {newest.status.label} since {full_day(newest.effective)}" if newest else ""
        yield f"from before the newest entry of the ledger{than}"
    if proposal.effective > on:
        yield f"still to come: from {full_day(proposal.effective)}"


def _unsure(proposal: Proposal) -> str:
    if all(each.report.mode is Mode.RUMOUR for each in proposal.told):
        return "nobody tells it as a fact"
    return "nobody tells it as a fact of a known day"


def held(ledger: Iterable[LedgerRow]) -> list[LedgerRow]:
    """The entries that are not taken back, oldest first."""
    return sorted(
        (row for row in ledger if not row.undone), key=lambda row: (row.effective, row.known, row.id)
    )


def proposal_page(proposal: Proposal, ledger: Sequence[LedgerRow], on: dt.date) -> list[Block]:
    """The whole page; `ledger` are the entries of the proposal's subject, `on` is today."""
    return [
        block(proposal.subject_name, "title"),
        *_change(proposal, ledger, on),
        *(block(words, "alarm", lead="! ", lead_style="alarm") for words in _warned(proposal, on, ledger)),
        *_told("For", proposal.told, proposal.outlets, proposal.status),
        *_told("Against", proposal.against, proposal.outlets_against, proposal.status),
        *_if_accepted(proposal, on),
        *_earlier(proposal),
    ]


def _warned(proposal: Proposal, on: dt.date, ledger: Sequence[LedgerRow]) -> Iterator[str]:
    """The warnings as sentences."""
    for words in warnings(proposal, on, ledger):
        yield f"{words[:1].upper()}{words[1:]}."


def _change(proposal: Proposal, ledger: Sequence[LedgerRow], on: dt.date) -> list[Block]:
    standing = proposal.standing
    since = f"since {full_day(standing.since)}, last seen {day(standing.as_of, on)}" if standing else ""
    blocks = [
        _status_line("now", standing.status if standing else None, since),
        _status_line(
            "proposed", proposal.status, f"from {full_day(proposal.effective)}, {_why_then(proposal)}"
        ),
    ]
    then = _contradicted(proposal, ledger)
    if proposal.past and then is not None:
        words = f"since {full_day(then.effective)}: what the ledger says of that day"
        blocks.insert(1, _status_line("then", then.status, words))
    return [*blocks, block(_sureness(proposal), lead=f"{'confidence':<{_LEAD}}", lead_style="dim")]


def _status_line(lead: str, status: Status | None, words: str) -> Block:
    shown = shown_status(status)
    marks = (Mark(0, len(shown), status_style(status)),)
    return block(f"{shown:<18} {words}", lead=f"{lead:<{_LEAD}}", lead_style="dim", marks=marks)


def _contradicted(proposal: Proposal, ledger: Sequence[LedgerRow]) -> LedgerRow | None:
    return next((row for row in ledger if row.id == proposal.against_entry), None)


def _why_then(proposal: Proposal) -> str:
    told = [report for each in proposal.told for report in (each.report, *each.copies)]
    named = sum(report.effective == proposal.effective for report in told)
    if not named:
        return "no day is named"
    return f"as {count(named, 'story says', 'stories say')}"


def _sureness(proposal: Proposal) -> str:
    firm = "" if proposal.outlets == proposal.firm == 1 else f", {proposal.firm} as a fact"
    official = "official" if proposal.outlets == 1 else "one official"
    told = f"{proposal.level}: {count(proposal.outlets, 'outlet')}{firm}"
    return f"{told}, {official if proposal.official else 'none official'}, score {proposal.confidence:.2f}"


# ---------------------------------------------------------------- evidence


def _told(title: str, told: Sequence[Told], outlets: int, status: Status) -> list[Block]:
    if not told:
        return []
    once = ", copies of one text counted once" if any(each.copies for each in told) else ""
    blocks = [heading(f"{title}: {count(outlets, 'outlet')}{once}")]
    parts = [item for n, each in enumerate(told[:_TEXTS]) for item in _evidence(each, status, apart=n > 0)]
    more = len(told) - _TEXTS
    older = [block(f"and {count(more, 'older text')}, which count too", "dim", margin=1)] if more > 0 else []
    return [*blocks, *parts, *older]


def _evidence(told: Told, status: Status, *, apart: bool) -> Iterator[Block]:
    report = told.report
    where = _where(report)
    yield block(
        f"{where}   {_how(report, status)}",
        "dim",
        marks=(Mark(0, len(where), "strong"),),
        target=targets.story(report.story_id, report.passage.text),
        url=report.url,
        margin=int(apart),
    )
    against = report.status != status or report.mode is Mode.DENIED
    yield block(report.passage.text, lead="│ ", hang="│ ", lead_style="alarm" if against else "signal")
    if report.passage.field != "title":
        yield block(f"in “{one_line(report.title) or '(no headline)'}”", "dim", lead="  ")
    for copy in told.copies[:_COPIES]:
        yield block(
            _where(copy),
            "dim",
            lead="  same text: ",
            lead_style="dim",
            target=targets.story(copy.story_id, copy.passage.text),
            url=copy.url,
        )
    if len(told.copies) > _COPIES:
        yield block(f"and {len(told.copies) - _COPIES} more copies of it", "dim", lead="  ")


def _where(report: Report) -> str:
    undated = "" if report.dated else " (first seen)"
    return f"{one_line(report.outlet) or 'outlet not named'}   {full_day(local(report.at).date())}{undated}"


def _how(report: Report, status: Status) -> str:
    """How a report tells its status, and which one where it is not the one proposed."""
    denied = report.mode is Mode.DENIED
    says = f"denies “{report.status.label}”" if denied else _HOW[report.mode]
    other = f"says {report.status.label}, " if report.status != status and not denied else ""
    named = f", from {full_day(report.effective)}" if report.effective else ""
    return f"{other}{says}{named}{', official' if report.official else ''}"


# ---------------------------------------------------------------- what comes of it


def _if_accepted(proposal: Proposal, on: dt.date) -> list[Block]:
    then = "What is told against it waits for review then. " if proposal.against else ""
    return [
        heading("If you accept"),
        block(_effect(proposal, on), lead="a ", lead_style="title"),
        block(
            f"{then}The timeline gains an entry with the passage; u takes it back, now or later.",
            "dim",
            lead="  ",
        ),
        block(
            f"all that is known of {proposal.subject_name}",
            "link",
            lead="  ",
            target=targets.subject(proposal.subject),
        ),
    ]


def _effect(proposal: Proposal, on: dt.date) -> str:
    name, status, day = proposal.subject_name, shown_status(proposal.status), full_day(proposal.effective)
    now = _now(proposal.standing)
    if proposal.past:
        return f"{name} stays {now}; its history says {status} from {day} on"
    if proposal.effective > on:
        return f"{name} stays {now} until {day}, then it is {status}"
    return f"{name}: {now} → {status} from {day}"


def _now(standing: Standing | None) -> str:
    return shown_status(standing.status if standing else None)


def _earlier(proposal: Proposal) -> list[Block]:
    if not proposal.decisions:
        return []
    blocks = [heading(f"Earlier decisions on {proposal.subject_name}")]
    return [*blocks, *(decision_line(row) for row in proposal.decisions)]


def decision_line(row: DecisionRow) -> Block:
    """An earlier decision: when, what, by whom, and what was remarked."""
    return block(decision_words(row), lead=f"{full_day(local(row.at).date()):>11}   ", lead_style="dim")


def decision_words(row: DecisionRow) -> str:
    """What was decided, without the day: "rejected: on hold, “a threat, not a stop”"."""
    who = "by the rule" if row.origin == "auto" else ""
    what = (
        f"{DECIDED[row.kind]}: {shown_status(row.status)}",
        who,
        "taken back since" if row.taken_back else "",
        f"“{one_line(row.comment)}”" if row.comment else "",
    )
    return ", ".join(part for part in what if part)
