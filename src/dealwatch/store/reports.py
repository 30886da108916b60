"""Reports of a status: signals as evidence, what they propose, and how many outlets tell it independently."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, overload

from dealwatch.store.ledger import Fact
from dealwatch.store.rows import Passage, Standing
from dealwatch.text import Untrusted
from dealwatch.values import Mode, Status

#: A report from so shortly before an entry of the ledger with its status tells the same change.
SAME_CHANGE: Final = dt.timedelta(days=7)

Kind = Literal["accept", "reject", "postpone", "comment"]


@dataclass(frozen=True, slots=True)
class Report:
    """A story reports a status of a subject: a signal, with the passage and the story it stands in.

    `source` is the number of its text: copies of one text have the same one. `official`: its feed is an
    official one. `effective` is the day that the story names, if it does; `dated`: its feed says when it was
    published, else it is of the day on which it was first seen. `waits` is the entry of the ledger
    that says otherwise (0: none), None where there is nothing to decide. `current`: the newest reading of a
    relevant story finds it.
    """

    id: int
    story_id: int
    source: int
    title: Untrusted
    outlet: Untrusted
    url: str
    official: bool
    at: int
    status: Status
    mode: Mode
    confidence: float
    effective: dt.date | None
    passage: Passage
    version: int
    dated: bool = True
    waits: int | None = None
    current: bool = True

    @property
    def day(self) -> dt.date:
        """From when the status is reported to hold: the day the story names, else its own."""
        return self.effective or self.published

    @property
    def firm(self) -> bool:
        """Whether it tells a fact, of a day that is known."""
        return self.mode is Mode.FACT and (self.dated or self.effective is not None)

    @property
    def published(self) -> dt.date:
        """The day of the story, UTC."""
        return dt.datetime.fromtimestamp(self.at, dt.UTC).date()


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and the copies of its text in other outlets, which count with it as one."""

    report: Report
    copies: tuple[Report, ...] = ()


class Telling(Sequence[Told]):
    """Reports with copies of one text together, newest first; an official one stands for its copies, else
    the one that came first.

    It is put in order when somebody looks: of a hundred proposals that wait, one is on the screen.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._told: tuple[Told, ...] | None = None

    @property
    def told(self) -> tuple[Told, ...]:
        """All of them."""
        if self._told is None:
            self._told = _told(self._reports)
        return self._told

    def __bool__(self) -> bool:
        return bool(self._reports)

    def __len__(self) -> int:
        return len(self.told)

    @overload
    def __getitem__(self, at: int) -> Told: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Told, ...]: ...
    def __getitem__(self, at: int | slice) -> Told | tuple[Told, ...]:
        return self.told[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Telling) and self.told == other.told

    def __hash__(self) -> int:
        return hash(self.told)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """An earlier decision on a subject: by the person ("you") or the rule of `[review] confirm` ("auto").

    `subject_name` is the short one. `status` and `against_entry` are what was proposed, and what the ledger
    said. `ledger_id` is the entry that an acceptance made; `taken_back`: that entry no longer holds.
    """

    id: int
    kind: Kind
    origin: Literal["auto", "you"]
    at: int
    status: Status
    against_entry: int
    comment: str
    ledger_id: int | None
    taken_back: bool
    subject: str = ""
    subject_name: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A status change that waits for review: all reports of one status that the ledger contradicts alike.

    `effective` is the day proposed: the one that most reports name, else that of the first. `standing` is
    where the subject stands now, `against_entry` the entry of the ledger that the reports contradict (0:
    none). `past`: it would hold from before the subject's newest entry. `outlets` and `outlets_against`
    count independent ones, `firm` those of `outlets` that report it as a fact of a known day; `official`: an
    official feed does. `confidence` is the best report's, `since` and `newest` are instants of the first and
    the last one.
    """

    subject: str
    subject_name: str
    status: Status
    effective: dt.date
    standing: Standing | None
    against_entry: int
    past: bool
    official: bool
    outlets: int
    firm: int
    outlets_against: int
    confidence: float
    since: int
    newest: int
    told: Sequence[Told]
    against: Sequence[Told]
    decisions: tuple[DecisionRow, ...] = ()

    @property
    def key(self) -> tuple[str, Status, int]:
        """What stays the same when more reports of it come in."""
        return self.subject, self.status, self.against_entry

    @property
    def level(self) -> Literal["high", "medium"]:
        """How sure an entry of the ledger is that rests on it: medium where anybody says otherwise."""
        return "high" if (self.official or self.firm > 1) and not self.against else "medium"

    @property
    def signals(self) -> tuple[int, ...]:
        """The ids of the signals that make it."""
        return tuple(each.id for told in self.told for each in (told.report, *told.copies))


def independent(reports: Iterable[Report]) -> int:
    """How many outlets report it independently of each other: the most pairs of an outlet and a text of which
    no two share either.

    So several feeds of one outlet count once, and so do copies of one text, wherever they are printed.
    """
    texts: dict[str, set[int]] = {}
    for report in reports:
        texts.setdefault(report.outlet.plain.casefold(), set()).add(report.source)
    holder: dict[int, str] = {}
    return sum(_placed(outlet, texts, holder, set()) for outlet in texts)


def _placed(outlet: str, texts: dict[str, set[int]], holder: dict[int, str], seen: set[int]) -> bool:
    """Find a text for an outlet, moving others to another of theirs (Kuhn's matching)."""
    for text in texts[outlet] - seen:
        seen.add(text)
        if text not in holder or _placed(holder[text], texts, holder, seen):
            holder[text] = outlet
            return True
    return False


def _told(reports: Iterable[Report]) -> tuple[Told, ...]:
    groups: dict[int, list[Report]] = {}
    for report in sorted(reports, key=lambda report: (not report.official, report.at, report.id)):
        groups.setdefault(report.source, []).append(report)
    found = [Told(first, tuple(copies)) for first, *copies in groups.values()]
    return tuple(sorted(found, key=lambda each: (each.report.at, each.report.id), reverse=True))


def suggested(reports: Sequence[Report]) -> dt.date:
    """The day from which a status holds: the one that most reports name, else that of the first."""
    named = Counter(report.effective for report in reports if report.effective is not None)
    if named:
        most = max(named.values())
        return min(day for day, times in named.items() if times == most)
    return min(report.day for report in reports)


def in_force(held: Sequence[Fact], day: dt.date) -> Fact | None:
    """Of one subject's entries, oldest first, the one that holds on a day."""
    return next((fact for fact in reversed(held) if fact.effective <= day), None)


def agrees(report: Report, held: Sequence[Fact]) -> bool:
    """Whether the ledger says of the report's day what it reports, or says so of a few days later."""
    entry = in_force(held, report.day)
    if entry is not None and entry.status == report.status:
        return True
    soon = (fact for fact in held if report.day < fact.effective <= report.day + SAME_CHANGE)
    return any(fact.status == report.status for fact in soon)


def speaking_against(reports: Iterable[Report], status: Status, first: dt.date) -> list[Report]:
    """Of the reports of days on which one entry of the ledger held, the evidence against a proposed status
    that this entry contradicts: what reports another status, or denies this one, of `first` or later.
    """
    return [
        report
        for report in reports
        if (report.mode is Mode.DENIED) == (report.status == status) and report.day >= first
    ]
