"""The least dashboard, as the floor of `benchmarks.terminal`: Textual's own table on the newest 200 stories.

python -m benchmarks.bare STORE
"""

import sqlite3
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import DataTable

_NEWEST = """
SELECT story.title, story.outlet, story.at FROM reading JOIN story ON story.id = reading.story_id
WHERE reading.relevant = 1 AND reading.duplicate = 0 AND reading.hidden = 0
ORDER BY reading.at DESC, reading.story_id DESC LIMIT 200
"""


class Bare(App[None]):
    """One table."""

    BINDINGS: ClassVar = [("j", "down", "down"), ("k", "up", "up"), ("q", "quit", "quit")]

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("headline", "outlet", "at")
        with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as store:
            for title, outlet, at in store.execute(_NEWEST):
                table.add_row(Content(title[:60]), Content(outlet), Content(str(at)))
        table.focus()

    def action_down(self) -> None:
        self.query_one(DataTable).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(DataTable).action_cursor_up()


if __name__ == "__main__":
    Bare().run()
