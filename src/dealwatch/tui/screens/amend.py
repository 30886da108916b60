"""A proposal's status and day, to be changed before it is accepted."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from dealwatch.store.reports import Proposal
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.choice import Choice
from dealwatch.tui.fields import DAY, day_typed, status_choices
from dealwatch.tui.paint import CLASSES
from dealwatch.tui.screens.prompt import Question
from dealwatch.tui.text import Plain
from dealwatch.values import Status


def _keys() -> str:
    take, other, leave = (BY_ID[f"question.{name}"].first for name in ("take", "next_field", "leave"))
    return f"{take} accepts it so, {other} to the other field, {leave} leaves it"


@dataclass(frozen=True, slots=True)
class Amended:
    """What is to be accepted instead."""

    status: Status
    effective: dt.date


class Amend(Question[Amended | None]):
    """Gives the status and the day, or None when the person thought better of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*CLASSES}

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self._proposal = proposal
        self._status = Choice(status_choices(), proposal.status)
        self._day = Input(proposal.effective.isoformat(), select_on_focus=False, compact=True)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Plain(f"Accept for {self._proposal.subject_name}:", id="question")
            yield Horizontal(Plain("status", classes="label"), self._status)
            yield Horizontal(Plain("from", classes="label"), self._day)
            yield Plain(_keys(), id="answer")

    def on_input_changed(self) -> None:
        self.query_one("#answer", Plain).say(_keys())

    def action_take(self) -> None:
        day = day_typed(self._day.value)
        if day is None:
            self.query_one("#answer", Plain).say(f"“{self._day.value}” is not a date: {DAY}")
            self._day.focus()
        else:
            self.dismiss(Amended(self._status.value, day))
