"""The list of what a search found: two lines a hit, the words marked where they stand."""

from collections.abc import Sequence
from typing import Final

from dealwatch.filter import NOTHING, Filter, spans_in
from dealwatch.matching import Span
from dealwatch.store.views import Hit
from dealwatch.tui import targets
from dealwatch.tui.door import Door
from dealwatch.tui.paint import Piece, matched
from dealwatch.tui.panes.marks import story_marks, tags_words
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.targets import Target
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.tui.window import ShortList
from dealwatch.when import full_day, local

_MARKS, _DATE, _KIND, _ABOUT = 2, 11, 7, 14
_NARROW: Final = 50
_MEDIUM: Final = 70
_WIDE: Final = 110


class HitList(RowList[Hit]):
    """Hits, newest first, as far as they were read."""

    noun = "hit"
    row_height = 2

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        self.hits: list[Hit] = []
        super().__init__(ShortList(lambda: self.hits, lambda hit: (hit.kind, hit.id)), id=id)
        self._door = door
        self.more = False
        self.sought: Filter = NOTHING

    def show_hits(self, hits: Sequence[Hit], sought: Filter, *, more: bool) -> None:
        """Show what was found, from its first hit; `more`: there may be further ones."""
        self.hits, self.sought, self.more = list(hits), sought, more
        self.show_arrivals()

    def extend(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Put further hits below."""
        self.hits.extend(hits)
        self.more = more
        self.reload()

    def show_marks(self, hits: Sequence[Hit]) -> None:
        """The same hits, with other marks."""
        self.hits = list(hits)
        self.reload()
        self.refresh()

    @property
    def wants_more(self) -> bool:
        """Whether the cursor is so near to the end of what was read that more should be."""
        return self.more and self.cursor + 3 * self.visible_rows >= len(self.hits)

    # What a row leads to.

    def target(self) -> Target | None:
        """The story that enter opens; the quote, where the dossier brings it."""
        hit = self.current
        if hit is None:
            return None
        return targets.voice(hit.id) if hit.story_id is None else targets.story(hit.story_id)

    def thing(self) -> Target | None:
        """What y copies."""
        hit = self.current
        if hit is None:
            return None
        return targets.story(hit.id) if hit.kind == "story" else targets.voice(hit.id)

    def link(self) -> str:
        """The link of the hit under the cursor."""
        return self.current.url if self.current else ""

    # Paint.

    def foot(self) -> list[Piece]:
        if not self.hits:
            return []
        return [(f"{self.cursor + 1:,} of {len(self.hits):,}{'+' if self.more else ''}", "dim")]

    def heading(self, width: int) -> list[Piece]:
        if width < _NARROW or not self.hits:
            return []
        outlet = _outlet_room(width - 1)
        room = width - 1 - _MARKS
        headline = cell("headline, or who spoke", room - _DATE - 2 - _KIND - 1 - outlet - 1)
        date = right_cell("date", _MARKS + _DATE)
        return [(f"{date}  {cell('kind', _KIND)} {headline} {cell('outlet', outlet)}", "")]

    def cells(self, row: Hit, width: int, line: int) -> list[Piece]:
        width -= 1 + _MARKS
        if line == 0:
            return [*_marks(row), (" ", ""), *self._first(row, width)]
        return [(" " * (1 + _MARKS), ""), *self._second(row, width)]

    def _first(self, row: Hit, width: int) -> list[Piece]:
        day = full_day(local(row.at).date())
        title = one_line(row.title) or ("(no headline)" if row.kind == "story" else "speaker not named")
        style = "strong" if row.kind == "story" else row.kind
        if width < _NARROW:
            return [
                (right_cell(day, _DATE), "dim"),
                ("  ", ""),
                *self._marked(title, width - _DATE - 2, style),
            ]
        outlet = _outlet_room(width)
        return [
            (right_cell(day, _DATE), "dim"),
            ("  ", ""),
            (cell(row.kind, _KIND), "dim" if row.kind == "story" else row.kind),
            (" ", ""),
            *self._marked(title, width - _DATE - 2 - _KIND - 1 - outlet - 1, style),
            (" ", ""),
            *self._marked(one_line(row.outlet), outlet, "dim"),
        ]

    def _second(self, row: Hit, width: int) -> list[Piece]:
        """The text around the words, and what the story is about."""
        left = 2 if width < _MEDIUM else _DATE + 2 if width < _WIDE else _DATE + 2 + _KIND + 1
        last = 0 if width < _MEDIUM else _outlet_room(width) if width >= _WIDE else _ABOUT
        room = width - left - (last + 1 if last else 0)
        words = one_line(row.snippet)
        pieces: list[Piece] = [
            (" " * left, ""),
            *self._marked(_seen(words, spans_in(self.sought, words), room), room, ""),
        ]
        if not last:
            return pieces
        return [*pieces, (" ", ""), (cell(self._about(row, last), last), "link" if row.tags else "dim")]

    def _about(self, row: Hit, room: int) -> str:
        if row.tags:
            return tags_words(row.tags, self._door.agreement_names, one_line(row.title), room)
        return "" if row.relevant else "not relevant"

    def _marked(self, words: str, room: int, style: str) -> list[Piece]:
        return matched([(cell(words, room), style)], self.sought)


def _marks(row: Hit) -> list[Piece]:
    """Not read yet, and starred, as in the list of stories."""
    return story_marks(new=False, unread=row.unread, starred=row.starred)


def _outlet_room(width: int) -> int:
    return 14 if width < _WIDE else 24


def _seen(words: str, found: Sequence[Span], room: int) -> str:
    """The words from so far on that the first that was found can be seen in `room` cells, its line filled."""
    if not found or found[0][1] <= room - 1 or len(words) <= room:
        return words
    start = min(max(0, found[0][0] - room // 3), len(words) - room + 1)
    gap = words.find(" ", start, found[0][0])
    return "…" + words[gap + 1 if gap >= 0 else start :].lstrip("…")
