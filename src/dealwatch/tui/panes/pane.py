"""What every pane adds to a list: a number and a title, and what its rows lead to."""

from typing import TYPE_CHECKING, Any, Generic

from dealwatch.tui.door import Door
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.targets import Target
from dealwatch.tui.window import PAGE, R, ShortList, Source
from dealwatch.when import count

if TYPE_CHECKING:
    from dealwatch.report.export import Record


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

    def record(self, row: R) -> "Record":
        """A row as an export has it."""
        raise NotImplementedError

    def records(self, limit: int) -> "list[Record]":
        """The first rows of the list as it is in the store now."""
        source = self.window.source
        page = rows = list(source.page(limit=min(limit, PAGE)))
        while page and len(rows) < limit:
            page = list(source.page(before=source.key(page[-1]), limit=min(limit - len(rows), PAGE)))
            rows += page
        return [self.record(row) for row in rows]

    def arrivals(self) -> str:
        """What waits, in words: "+3 new stories: <the newest headline>"."""
        return f"+{count(self.waiting, 'new ' + self.noun, 'new ' + self.plural)}"


AnyPane = Pane[Any]
