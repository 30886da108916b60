"""What every pane adds to a list: a number and a title, and what its rows lead to."""

from typing import Any, Generic

from dealwatch.tui.door import Door
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.targets import Target
from dealwatch.tui.window import R, ShortList, Source
from dealwatch.when import count


class Pane(RowList[R], Generic[R]):
    """A numbered list of the dashboard."""

    number = 0
    name_shown = ""

    def __init__(self, source: Source[R], door: Door, *, id: str | None = None) -> None:
        super().__init__(source, id=id)
        self.door = door
        self.frame_title = f"{self.number} {self.name_shown}"

    @property
    def counted(self) -> int:
        """The number of rows where it tells something: 0 for a list that the dossier fixes."""
        return 0 if isinstance(self.window.source, ShortList) else self.window.total

    def target(self) -> Target | None:
        """What enter opens for the row under the cursor."""
        return None

    def link(self) -> str:
        """The link that stands behind the row under the cursor, "" when it has none of its own."""
        return ""

    def arrivals(self) -> str:
        """What waits, in words: "+3 new stories: <the newest headline>"."""
        return f"+{count(self.waiting, 'new ' + self.noun, 'new ' + self.plural)}"


AnyPane = Pane[Any]
