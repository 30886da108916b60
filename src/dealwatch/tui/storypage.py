"""A page with marks in its text: keys walk from one to the next, and what tells of them goes along.

The text and the list of what was found in it are one page, or, where there is room, two beside each other.
"""

from dealwatch.tui.blocks import Block
from dealwatch.tui.document import Document


class StoryPage(Document):
    """`beside` is the other one of two pages that belong together, None where there is one."""

    beside: "StoryPage | None" = None

    def action_next(self) -> None:
        self._walk(1)

    def action_previous(self) -> None:
        self._walk(-1)

    def _walk(self, by: int) -> None:
        """To the next mark of the text; on a page without any, to the next stop."""
        if not self._places:
            self.move_to_stop(self.stop + by)
        elif (place := self._place_from(by)) is not None:
            self.move_to_stop(place)

    @property
    def _places(self) -> list[int]:
        return [number for number, stop in enumerate(self.stops) if stop.place]

    def _place_from(self, by: int) -> int | None:
        if by > 0:
            return next((place for place in self._places if place > self.stop), None)
        return next((place for place in reversed(self._places) if place < self.stop), None)

    def refusal(self, action: str) -> str:
        """Why no mark can be gone to."""
        by = {"reader.next": 1, "reader.previous": -1}.get(action)
        if not self.matches:
            by = {"reader.next_match": 1, "reader.previous_match": -1}.get(action, by)
        if by is None or not self._places or self._place_from(by) is not None:
            return ""
        return "no mark of the text comes after this" if by > 0 else "no mark of the text comes before this"

    def action_open(self) -> None:
        """An entry leads to its place in the text, a place to what it is about."""
        current = self.current
        if current is not None and not current.place and self._text.go_to(current.entry):
            return
        super().action_open()

    @property
    def _text(self) -> "StoryPage":
        return self.beside if self.beside is not None and not self._places else self

    def go_to(self, entry: int) -> bool:
        """Put the cursor, and the focus, on the first place of an entry; False where it has none here."""
        place = self._stop_about(entry, place=True)
        if place is None:
            return False
        self.move_to_stop(place)
        self.focus()
        return True

    def _stop_about(self, entry: int, *, place: bool) -> int | None:
        if entry < 0:
            return None
        stops = enumerate(self.stops)
        return next((n for n, stop in stops if stop.entry == entry and stop.place is place), None)

    def entry_of(self, place: Block) -> Block | None:
        """The line that tells of a place, on this page or the one beside it."""
        for page in (self, self.beside):
            found = page._stop_about(place.entry, place=False) if page is not None else None
            if page is not None and found is not None:
                return page.stops[found]
        return None

    # What belongs together goes together.

    def move_to_stop(self, stop: int) -> None:
        super().move_to_stop(stop)
        self._lead()

    def scroll_lines(self, top: int) -> None:
        super().scroll_lines(top)
        self._lead()

    def _lead(self) -> None:
        if self.beside is not None and self.beside.display and self.current is not None:
            self.beside.go_along(self.current)

    def go_along(self, other: Block) -> None:
        """The cursor of the page beside this one is on something: mark what is about it here."""
        if self.current is not None and self.current.entry == other.entry:
            return
        stop = self._stop_about(other.entry, place=not other.place)
        line = self._line_of(stop) if stop is not None else None
        if stop is None or line is None:
            return
        self.stop = stop
        if not self.top <= line < self.top + self.inner_height:
            self.top = max(0, min(line - self.inner_height // 3, self._last_top))
        self.refresh()
