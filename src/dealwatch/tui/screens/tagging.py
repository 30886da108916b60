"""Which agreements and sectors a story is about: a list with a tick each, over whatever screen is up."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from dealwatch.store.corrections import correct_tag
from dealwatch.store.journal import Act, Done
from dealwatch.store.rows import StoryDetail
from dealwatch.tui.actions import BY_ID, Where, bindings
from dealwatch.tui.door import Door
from dealwatch.tui.paint import CLASSES, Piece
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.text import Plain, cell, one_line, trim
from dealwatch.tui.window import ShortList

if TYPE_CHECKING:
    from dealwatch.tui.app import DealwatchApp

_SHORT: Final = 16
# Lines of the frame, the question and the answer.
_AROUND: Final = 4


_WIDTH: Final = 72
_SIDES: Final = 4


def _keys() -> str:
    names = ("list.open", "tags.change", "tags.undo", "tags.leave")
    open, change, undo, leave = (BY_ID[name].first for name in names)
    return f"{open} or {change} changes it, {undo} undoes, {leave} closes"


def _done(act: Act | None) -> str:
    return act.done.words if act else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A subject that a story may be about; `yours` is whether you have said so, or the opposite."""

    id: str
    short: str
    name: str
    ticked: bool
    yours: bool


def choices(door: Door, story: StoryDetail) -> tuple[Choice, ...]:
    """All agreements and sectors of the dossier, in its order."""
    tagged = {f"{tag.kind}:{tag.id}": tag.origin for tag in story.tags}
    removed = {f"{tag.kind}:{tag.id}" for tag in story.removed}
    subjects = [
        *((f"agreement:{row.id}", row.short, row.name) for row in door.agreements()),
        *((f"sector:{row.id}", row.short, row.name) for row in door.sectors()),
    ]
    return tuple(
        Choice(id, short, name, id in tagged, tagged.get(id) == "you" or id in removed)
        for id, short, name in subjects
    )


class TagList(RowList[Choice]):
    """The choices, those that hold with a tick."""

    noun = "tag"
    framed = False  # The question's frame is around it.

    def __init__(self) -> None:
        self.rows: Sequence[Choice] = ()
        super().__init__(ShortList(lambda: self.rows, lambda row: row.id), id="tags")

    def show_rows(self, rows: Iterable[Choice]) -> None:
        """Show them as they are by now, the cursor where it is."""
        self.rows = tuple(rows)
        self.reload()

    def cells(self, row: Choice, width: int, line: int) -> list[Piece]:  # noqa: ARG002
        yours = "  by you" if row.yours else ""
        room = width - 4 - _SHORT - 1 - len(yours)
        return [
            ("[x] " if row.ticked else "[ ] ", "strong" if row.ticked else "dim"),
            (cell(row.short, _SHORT), "link" if row.ticked else ""),
            (" ", ""),
            (cell(row.name if row.name != row.short else "", room), "" if row.ticked else "dim"),
            (yours, "new"),
        ]


class Tagging(ModalScreen[None]):
    """The tags of one story. Each change is kept at once, and can be undone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*CLASSES}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tags")]
    keys_at: Where = "tags"

    def __init__(self, story: int) -> None:
        super().__init__()
        self._story = story
        self._title = ""
        self.list = TagList()

    @property
    def desk(self) -> "DealwatchApp":
        """The application, by its own type."""
        return cast("DealwatchApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Plain("", id="question")
            yield self.list
            yield Plain(_keys(), id="answer")

    def on_mount(self) -> None:
        self._show()
        self.list.focus()

    def _show(self) -> None:
        door = self.desk.door
        story = door.story(self._story) if door else None
        if door is None or story is None:
            self.dismiss()
            return
        self._title = one_line(story.title)
        self.list.show_rows(choices(door, story))
        self._arrange()

    def _arrange(self) -> None:
        """The list is as high as its rows, as far as there is room."""
        self.list.styles.height = max(1, min(len(self.list.rows), self.app.size.height - _AROUND))
        room = min(_WIDTH, self.app.size.width) - _SIDES
        self.query_one("#question", Plain).say(trim(f"About what is it? {self._title}", room))

    def on_resize(self) -> None:
        self._arrange()

    def _tell(self, words: str) -> None:
        """Answer in the window: the status line under it is not drawn meanwhile."""
        self._show()
        self.query_one("#answer", Plain).say(trim(words, min(_WIDTH, self.app.size.width) - _SIDES))

    def on_row_list_opened(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        """What holds does not, from now on, and the other way round."""
        row, door = self.list.current, self.desk.door
        if row is None or door is None:
            return

        def write(connection: sqlite3.Connection, now: int) -> Done:
            return correct_tag(connection, door.dossier, self._story, row.id, not row.ticked, now=now)

        told = self.desk.do(write)
        self._tell(
            f"{_done(door.last_done)}; {BY_ID['tags.undo'].first} takes it back" if told else self.desk.said
        )

    def action_undo(self) -> None:
        self._again("undo", self.desk.action_undo)

    def action_redo(self) -> None:
        self._again("redo", self.desk.action_redo)

    def _again(self, name: str, do: Callable[[], None]) -> None:
        reason = self.desk.judged(f"everywhere.{name}")
        if not reason:
            do()
        self._tell(reason or self.desk.said)

    def action_leave(self) -> None:
        self.dismiss(None)
