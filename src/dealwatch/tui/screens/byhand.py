"""By hand: a status, a quote or a note with its source. What is typed is kept until it is entered."""

import sqlite3
from dataclasses import replace
from typing import Any, ClassVar, Final, cast

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, TextArea

from dealwatch.errors import InputError
from dealwatch.store.journal import Done
from dealwatch.store.rows import Standing
from dealwatch.tui.actions import BY_ID, Action, Where, bindings
from dealwatch.tui.choice import Choice
from dealwatch.tui.door import Door
from dealwatch.tui.draft import FIELDS, Draft, Sort
from dealwatch.tui.fields import TypedLine, TypedText, status_choices
from dealwatch.tui.glyphs import mark
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.text import Plain
from dealwatch.when import today

#: Label and hint of each field that is typed into.
_LINES: Final = {
    "speaker": ("said by", "(a name, or one that the dossier knows)"),
    "text": ("words", "(the very words)"),
    "date": ("day", "(2026-04-12)"),
    "source_url": ("source", "(https:// and the page that says so)"),
    "known": ("published", "(when the source was published, if not on that day)"),
    "note": ("remark", "(if there is anything to say)"),
    "outlet": ("outlet", "(who published it, if not the source’s host)"),
    "about": ("context", "(what it was said about, if the words do not tell)"),
}
_LABELS: Final = {
    ("status", "date"): "since",
    ("quote", "date"): "said on",
    ("note", "text"): "note",
}
_SORTS: Final[dict[Sort, str]] = {
    "status": "a status",
    "quote": "a quote",
    "note": "a note",
}


class Field(Horizontal):
    """A labelled field, with a line below it for what is wrong."""

    def __init__(self, name: str, label: str, inner: Widget) -> None:
        super().__init__(id=f"field-{name}", classes="field")
        self.inner = inner
        self.label = Plain(label, classes="label")

    def compose(self) -> list[Widget]:
        return [self.label, self.inner]

    def on_descendant_focus(self) -> None:
        self.add_class("here")

    def on_descendant_blur(self) -> None:
        self.remove_class("here")


class ByHandScreen(BarScreen):
    """A form. `draft` is what it begins with, `kept` whether that was typed before."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form")]
    keys_at: Where = "form"
    place = "By hand"

    def __init__(self, door: Door, draft: Draft, *, kept: bool) -> None:
        super().__init__()
        self._door = door
        self._kept = kept
        self._wrong = ""
        self._lines = {
            name: TypedText(getattr(draft, name), hint=hint, id=name)
            if name == "text"
            else TypedLine(getattr(draft, name), hint=hint, id=name)
            for name, (_, hint) in _LINES.items()
        }
        self._sort = Choice([(sort, [(words, "")]) for sort, words in _SORTS.items()], draft.sort, id="sort")
        self._subject = Choice(_subjects(door), draft.subject, id="subject")
        self._status = Choice(status_choices(), draft.status, id="status-field")
        self._begun = self.draft

    def middle(self) -> list[Widget]:
        chosen: dict[str, tuple[str, Widget]] = {
            "sort": ("what", self._sort),
            "subject": ("on", self._subject),
            "status": ("status", self._status),
        }
        lines = {name: (label, cast("Widget", self._lines[name])) for name, (label, _) in _LINES.items()}
        fields: list[Widget] = []
        for name, (label, inner) in {**chosen, **lines}.items():
            fields += [Field(name, label, inner), Plain(id=f"wrong-{name}", classes="wrong")]
        return [VerticalScroll(*fields, id="form", can_focus=False)]

    def home(self) -> Widget:
        return self._sort

    def on_mount(self) -> None:
        self._arrange()
        self._sort.focus()

    # What is shown.

    @property
    def sort(self) -> Sort:
        """What is to be entered."""
        return self._sort.value

    @property
    def draft(self) -> Draft:
        """What the fields say."""
        typed = {
            name: line.text if isinstance(line, TextArea) else line.value
            for name, line in self._lines.items()
        }
        return Draft(sort=self.sort, subject=self._subject.value, status=self._status.value, **typed)

    def _arrange(self) -> None:
        """Show the fields of the sort, in their order, with their labels."""
        shown = FIELDS[self.sort]
        for name in ("status", *_LINES):
            field = self.query_one(f"#field-{name}", Field)
            field.display = name in shown
            label = _LINES[name][0] if name in _LINES else name
            field.label.say(_LABELS.get((self.sort, name), label))
        self._mark_wrong("", "")

    def _mark_wrong(self, name: str, words: str) -> None:
        """Say what is wrong below its field."""
        self._wrong = name
        for line in self.query(".wrong").results(Plain):
            here = line.id == f"wrong-{name}"
            line.display = here
            if here:
                line.say(words)

    def usable_actions(self) -> list[Action]:
        """A line that is typed into has an enter of its own, which comes to the same."""
        actions, save = super().usable_actions(), BY_ID["form.save"]
        return actions if save in actions else [save, *actions]

    def note(self) -> list[Piece]:
        if self._kept:
            return [(f"what you had typed is back; {BY_ID['form.empty'].shown} empties it", "strong")]
        return [(f"kept until it is entered; {BY_ID['form.empty'].shown} empties it", "dim")]

    def on_choice_changed(self) -> None:
        self._arrange()
        self._keep()

    def on_input_changed(self) -> None:
        self._keep()

    def on_text_area_changed(self) -> None:
        self._keep()

    def _keep(self) -> None:
        """Keep what is typed, for when the form is closed and opened again."""
        self.desk.draft = None if self.draft == self._begun and not self._kept else self.draft

    # Keys.

    def back(self) -> bool:
        """Leave it as it is; it can be taken up again."""
        if self.desk.draft is not None:
            key = BY_ID["everywhere.enter"].first
            self.desk.call_after_refresh(self.desk.say, f"what you typed is kept: {key} takes it up again")
        return False

    def refusal(self, action: str) -> str:
        if action == "form.save":
            return self._door.looking_back
        return "this is the form: esc goes back" if action == "everywhere.enter" else ""

    def action_next_field(self) -> None:
        self.focus_next()

    def action_previous_field(self) -> None:
        self.focus_previous()

    def focus_next(self, selector: str | type[Any] = "*") -> Widget | None:  # noqa: ARG002
        return self._focus_beside(1)

    def focus_previous(self, selector: str | type[Any] = "*") -> Widget | None:  # noqa: ARG002
        return self._focus_beside(-1)

    def _focus_beside(self, step: int) -> Widget:
        """In the order of the fields: Textual's is that of the last layout, which may not have them yet."""
        shown = {"sort": self._sort, "subject": self._subject, "status": self._status, **self._lines}
        fields = [shown[name] for name in ("sort", "subject", *FIELDS[self.sort])]
        at = fields.index(self.focused) + step if self.focused in fields else 0
        self.set_focus(fields[at % len(fields)])
        return fields[at % len(fields)]

    def action_empty(self) -> None:
        """Begin anew, on the same subject."""
        for line in self._lines.values():
            if isinstance(line, TextArea):
                line.text = ""
            else:
                line.value = ""
        self._lines["date"].value = today(self._door.clock.now()).isoformat()  # type: ignore[union-attr]
        self._kept = False
        self._begun = self.draft
        self._keep()
        self._mark_wrong("", "")
        self.show_bars()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.call_later(self.desk.perform, BY_ID["form.save"])

    def on_typed_text_entered(self) -> None:
        self.call_later(self.desk.perform, BY_ID["form.save"])

    def action_save(self) -> None:
        """Enter it; what is wrong is said beside its field, and nothing is lost."""
        wrong: list[InputError] = []

        def write(connection: sqlite3.Connection, now: int) -> Done:
            try:
                return self.draft.enter(connection, self._door.dossier, now)
            except InputError as error:
                wrong.append(error)
                raise

        if self.desk.do(write):
            self.desk.draft = None
            self.desk.pop_screen()
        elif wrong:
            self._tell(wrong[0])
            self.desk.say("not entered yet: a field is missing or wrong")

    def _tell(self, error: InputError) -> None:
        self._mark_wrong(error.field, str(error))
        if error.field in self._lines:
            self._lines[error.field].focus()


def _subjects(door: Door) -> list[tuple[str, list[Piece]]]:
    """All agreements and sectors, with where they stand."""
    agreements = [(f"agreement:{row.id}", row.name, row.short, row.standing) for row in door.agreements()]
    sectors = [(f"sector:{row.id}", row.name, row.short, row.standing) for row in door.sectors()]
    return [(id, _subject(name, short, standing)) for id, name, short, standing in (*agreements, *sectors)]


def _subject(name: str, short: str, standing: Standing | None) -> list[Piece]:
    status = standing.status if standing else None
    shown = name if short == name else f"{name} ({short})"
    stands = f"{mark(status)} {status.label}" if status else "not known"
    return [(shown, ""), ("   ", ""), (stands, status_style(status))]


def begun(door: Door, subject: str, source_url: str) -> Draft:
    """A draft of today, on a subject, with the page that is at hand as its source."""
    return replace(Draft(subject=subject, source_url=source_url), date=today(door.clock.now()).isoformat())
