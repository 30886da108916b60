"""The timeline's list: what happened, and what is still to come, linked with the chart above it."""

import datetime as dt
from typing import Final

from dealwatch.store.rows import StoryRow, TimelineRow
from dealwatch.tui import targets
from dealwatch.tui.glyphs import drawn, mark
from dealwatch.tui.moments import Divider, Moments, Row
from dealwatch.tui.paint import Piece, cut
from dealwatch.tui.panes.marks import shortened, status_style, story_marks, tags_words
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.targets import Target
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.tui.window import Key
from dealwatch.when import count, full_day, local

# New or unread, and starred: of stories.
_MARKS: Final = 2
_WIDE: Final = 104
_MEDIUM: Final = 56
_SURE: Final = {"high": "high", "medium": "med", "low": "low"}
# An event that the dossier files under "status" is no change of the ledger's.
_KINDS: Final = {"status change": "status", "status": "event"}
# Who decided says more than that it was a status.
_BY: Final = {"auto": "by rule", "you": "by you"}
_SCHEDULED: Final = "Scheduled: "


def kind_shown(kind: str) -> str:
    """What a line of the timeline is, in words."""
    return _KINDS.get(kind, kind.replace("-", " "))


def day_of(row: Row) -> dt.date:
    """The day that a row stands at."""
    return local(row.at).date() if isinstance(row, StoryRow) else row.date


class MomentList(RowList[Row]):
    """Rows of a timeline, the newest first. Dividers are passed over."""

    noun = "entry"
    empty = "Nothing of this kind is known: f shows other kinds."

    def __init__(self, source: Moments, *, id: str | None = None) -> None:
        super().__init__(source, id=id)
        self.moments = source
        self.on = dt.date.min
        self.agreements: frozenset[str] = frozenset()

    # Data.

    def show_from_now(self) -> None:
        """Stand on the newest row that has happened, with what is ahead above it in view."""
        self.window.load_top()
        self.top, self.placed = 0, False
        first = self.moments.first_past
        self.cursor = self.window.clamp(first if self.window.row(first) is not None else first - 2)
        self._see_cursor()

    def keep(self, key: Key, row: Row) -> None:
        """The rows have changed: stand on the same one, at its height, or the next older one."""
        height = self.cursor - self.top
        self.window.load_top()
        # The place of what is held changes with what stands beside it.
        self._jump(self.moments.key(row) if self.moments.has(row) else (key[0], 0))
        self.top = self.cursor - height
        self._see_cursor()

    def seek(self, key: Key) -> None:
        """Stand on the newest row that is not newer than a key."""
        self.placed = True
        self._jump(key)
        self.top = self.cursor - self.visible_rows // 2
        self._see_cursor()

    def _jump(self, key: Key) -> None:
        self.window.load_from(key, self.moments.rank(key))
        if not self.window.rows:
            self.window.load_bottom()
        self.cursor = self.window.clamp(self.window.first)
        if isinstance(self.current, Divider):
            self.cursor = self.window.clamp(self.cursor + 1)

    def _see_cursor(self) -> None:
        self.top = max(self.window.clamp(self.top), self.top) if self.window.rows else 0
        self._scroll_to_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        if not self.placed:
            self.top = self.window.first

    def move_to(self, position: int) -> None:
        step = 1 if position >= self.cursor else -1
        to = self.window.clamp(position) if self.window.rows else 0
        if isinstance(self.window.row(to), Divider):
            to += step if not isinstance(self.window.row(to + step), Divider | None) else -step
        super().move_to(to)

    # What a row leads to.

    def target(self) -> Target | None:
        """What enter opens for the row under the cursor."""
        row = self.current
        if isinstance(row, StoryRow):
            return targets.story(row.id)
        if not isinstance(row, TimelineRow):
            return None
        if row.id.startswith(("event:", "later:")):
            return targets.event(row.id)
        return targets.subject(row.subject)

    def entry(self) -> int | None:
        """The entry of the ledger that the row under the cursor is."""
        row = self.current
        kind, _, number = row.id.partition(":") if isinstance(row, TimelineRow) else ("", "", "")
        return int(number) if kind == "ledger" else None

    def link(self) -> str:
        """The link behind the row under the cursor."""
        row = self.current
        if isinstance(row, StoryRow):
            return row.url
        return row.source_url if isinstance(row, TimelineRow) else ""

    # Paint.

    def heading(self, width: int) -> list[Piece]:
        width -= _MARKS - 1
        if width < _MEDIUM:
            return []
        return [(" ", ""), *_pieces("date", "about", "kind", [("what", "")], "source", "sure", width)]

    def cells(self, row: Row, width: int, line: int) -> list[Piece]:  # noqa: ARG002
        width -= _MARKS
        if isinstance(row, Divider):
            words = f" {row.words}{'' if row.words == 'ahead' else ', ' + full_day(row.date)} "
            rest = drawn("─") * max(0, width - len(words) - 3)
            return [(drawn("  ──"), "frame"), (words, "title"), (rest, "frame")]
        if isinstance(row, StoryRow):
            title = one_line(row.title) or "(no headline)"
            what: list[Piece] = [(title, "strong" if row.new and row.unread else "")]
            about = tags_words(row.tags, self.agreements, title, 10)
            marks = story_marks(new=row.new, unread=row.unread, starred=row.starred)
            return [*marks, *_pieces(full_day(day_of(row)), about, "story", what,
                                     one_line(row.outlet), "", width)]  # fmt: skip
        kind = _BY.get(row.origin) or kind_shown(row.kind)
        return [("  ", ""), *_pieces(full_day(row.date), row.subject_name, kind, self._what(row),
                                     _source(row), _SURE.get(row.confidence, ""), width)]  # fmt: skip

    def _what(self, row: TimelineRow) -> list[Piece]:
        words = row.what.removeprefix(_SCHEDULED)
        if row.scheduled:
            days = (row.date - self.on).days
            lead = f"in {count(days, 'day')}: " if days > 0 else "was planned: "
            return [(lead, "new" if days > 0 else "dim"), (words, "")]
        if row.status is None:
            return [(words, "quote" if row.origin == "you" else "")]
        style = status_style(row.status)
        before: list[Piece] = [(f"{row.before.label} → ", "dim")] if row.before else []
        if row.before is row.status:
            before = [("still ", "dim")]
        told: list[Piece] = [(words.removeprefix(row.status.label), "")]
        if row.passage:
            told.append((f": “{one_line(row.passage)}”", "quote"))
        return [*before, (f"{mark(row.status)} {row.status.label}", style), *told]

    def legends(self) -> list[list[list[Piece]]]:
        return []


def _source(row: TimelineRow) -> str:
    """Who says so: an outlet, or the site of the dossier's page."""
    if row.origin != "dossier":
        return one_line(row.outlet) if row.outlet is not None else ""
    host = row.source_url.partition("://")[2].partition("/")[0]
    return host.removeprefix("www.")


def _pieces(
    date: str, about: str, kind: str, what: list[Piece], source: str, sure: str, width: int
) -> list[Piece]:
    """A row in columns, as many as there is room for."""
    if width >= _WIDE:
        room = width - 11 - 2 - 12 - 1 - 12 - 1 - 1 - 20 - 1 - 4
        return [
            (right_cell(date, 11), "dim"),
            ("  ", ""),
            (cell(shortened(about, 12), 12), "link"),
            (" ", ""),
            (cell(kind, 12), "dim"),
            (" ", ""),
            *cut(what, room),
            (" ", ""),
            (cell(source, 20), "dim"),
            (" ", ""),
            (cell(sure, 4), "dim"),
        ]
    if width >= _MEDIUM:
        room = width - 11 - 2 - 10 - 1 - 10 - 1
        return [
            (right_cell(date, 11), "dim"),
            ("  ", ""),
            (cell(shortened(about, 10), 10), "link"),
            (" ", ""),
            (cell(kind, 10), "dim"),
            (" ", ""),
            *cut(what, room),
        ]
    return [(right_cell(date, 11), "dim"), (" ", ""), (cell(shortened(about, 5), 5), "link"), (" ", ""),
            *cut(what, width - 18)]  # fmt: skip
