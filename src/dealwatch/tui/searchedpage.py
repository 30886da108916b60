"""A page on which words are looked for: they are marked where they stand, and walked from one to the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dealwatch.filter import NOTHING, Filter
from dealwatch.tui.blocks import Block, Line
from dealwatch.tui.matches import Match, line_of, matches_in, near, overlaid
from dealwatch.tui.paint import Framed, Piece
from dealwatch.when import count


class SearchedPage(Framed):
    """Blocks and their lines, with the matches in them. `match` is the one that was gone to last."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.title_of_page = ""
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.top = 0
        self.wanted: Filter = NOTHING
        self.matches: list[Match] = []
        self.match: int | None = None

    def scroll_lines(self, top: int) -> None:
        """Show the page from a line on."""
        raise NotImplementedError

    def move_to_stop(self, stop: int) -> None:
        """Put the cursor on a stop."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Put the cursor on the next stop, or the one before."""
        raise NotImplementedError

    def look_for(self, wanted: Filter) -> None:
        """Mark the words of a filter where they stand; nothing takes the marks away."""
        self.wanted, self.match = wanted, None
        self.look_again()
        self.refresh()

    def look_again(self) -> None:
        """The page is another: find the words on it."""
        self.matches = matches_in(self.blocks, self.wanted)
        if self.match is not None:
            self.match = min(self.match, len(self.matches) - 1) if self.matches else None
        self._retitle()

    def _retitle(self) -> None:
        words = " ".join(str(term) for term in self.wanted.keyed("") if not term.negated)
        number = count(len(self.matches), "place")
        if self.match is not None:
            number = f"{self.match + 1} of {len(self.matches)}"
        self.frame_title = f"{self.title_of_page} - {number}: {words}" if self.matches else self.title_of_page

    def go_to_match(self, number: int) -> None:
        """Show one of the matches, and mark it above the others; after the last comes the first."""
        if not self.matches:
            return
        self.match = number % len(self.matches)
        line = line_of(self.lines, self.matches[self.match])
        self._retitle()
        if line is not None and not self.top <= line < self.top + self.inner_height:
            self.scroll_lines(line - self.inner_height // 3)
        if line is not None and self.lines[line].stop >= 0:
            self.move_to_stop(self.lines[line].stop)
        self.refresh()

    def go_to_match_near(self, passage: str) -> None:
        """Show the first match within a passage."""
        self.go_to_match(near(self.blocks, self.matches, passage))

    def go_to_match_below(self) -> None:
        """Show the first match that is in view, or below."""
        first = next(((line.block, line.start) for line in self.lines[self.top :] if line.start >= 0), (0, 0))
        below = (n for n, match in enumerate(self.matches) if (match.block, match.start) >= first)
        self.go_to_match(next(below, 0))

    def action_next_match(self) -> None:
        self._walk_matches(1)

    def action_previous_match(self) -> None:
        self._walk_matches(-1)

    def _walk_matches(self, by: int) -> None:
        """Without words that are looked for, to the next thing to open."""
        if not self.matches:
            self.step(by)
        elif self.match is None:
            self.go_to_match_below()
        else:
            self.go_to_match(self.match + by)

    def with_matches(self, line: Line, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces of a line, its matches marked."""
        if line.start < 0:
            return list(pieces)
        end = line.start + sum(len(text) for text, _ in pieces[1:])
        # Of thousands in a long text only those of the line are looked at.
        first = bisect_right(self.matches, (line.block, line.start), key=_end)
        last = bisect_left(self.matches, (line.block, end), key=_start)
        found = [
            (match.start, match.end, "match cursor" if number == self.match else "match")
            for number, match in enumerate(self.matches[first:last], first)
        ]
        return [*pieces[:1], *overlaid(pieces[1:], line.start, found)] if found else list(pieces)


def _start(match: Match) -> tuple[int, int]:
    return match.block, match.start


def _end(match: Match) -> tuple[int, int]:
    return match.block, match.end
