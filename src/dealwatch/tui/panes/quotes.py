"""Pane 4: who said what, newest first, and who said nothing."""

import re
from typing import TYPE_CHECKING, Final

from dealwatch.store.rows import VoiceRow
from dealwatch.tui.door import Door
from dealwatch.tui.longlists import Voices
from dealwatch.tui.paint import Piece, width_of
from dealwatch.tui.panes.marks import beside, tags_words
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.targets import Target, voice
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.when import short_day

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW: Final = 40
_WITH_SIDE: Final = 60
_WIDE: Final = 110
#: Lines from which on there is room for two a row.
_HIGH: Final = 9
_DATE, _WHO, _SIDE, _LAST = 8, 18, 10, 14
#: Marks, date and the gap behind them.
_LEFT: Final = 2 + _DATE + 2

SILENCE = "∅"


def side_words(side: str) -> str:
    """A side as a column has room for: "us-government" is "US gov"."""
    words = side.replace("-", " ")
    for long, short in (("us ", "US "), ("uk ", "UK "), ("eu ", "EU "), ("government", "gov")):
        words = words.replace(long, short)
    return words


def said(row: VoiceRow) -> str:
    """The words in quotation marks; reported speech and silences without."""
    words = one_line(row.text)
    return f"“{words}”" if row.kind == "quote" and row.verbatim else words


def unled(row: VoiceRow) -> str:
    """The words, where the speaker stands before them: a silence begins with what was not done."""
    words = said(row)
    if row.kind == "quote":
        return words
    who = re.escape(one_line(row.speaker).removeprefix("The ").removeprefix("the "))
    return re.sub(rf"^(?:the )?{who}\s+(?=\S)", "", words, count=1, flags=re.IGNORECASE) if who else words


def brief_role(role: str) -> str:
    """A role without what explains it: up to the first stop, bracket or "who"."""
    return re.split(r"[;,(]| who | with | when |: ", role, maxsplit=1)[0].strip()


class Quotes(Pane[VoiceRow]):
    """Quotes and silences."""

    number, name_shown, noun = 4, "Quotes", "quote"
    empty = "No quote yet."

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(Voices(door), door, id=id)

    def on_resize(self) -> None:
        """Two lines a row where one has no room for who, where and the words, and the list is high enough."""
        width = self.inner_width - 2
        self.row_height = 2 if _NARROW <= width < _WIDE and self.inner_height >= _HIGH else 1

    def heading(self, width: int) -> list[Piece]:
        if width < _NARROW:
            return []
        if self.row_height == 2:
            return self._who_line(" ", "date", "who, as what", "side", "outlet", width, "")
        return self._one_line(" ", "date", "who, as what", "side", "words", ("outlet", "about"), width, "")

    def cells(self, row: VoiceRow, width: int, line: int) -> list[Piece]:
        inner = width - 1
        style = "silence" if row.kind == "silence" else "quote"
        if line:
            about = tags_words(row.tags, self.door.agreement_names, said(row), _LAST)
            room = inner - _LEFT - _LAST - 1
            words: list[Piece] = [(" " * _LEFT, ""), (cell(unled(row), room), style)]
            return [*words, (" ", ""), (cell(about, _LAST), "link")]
        when = short_day(row.date, row.date_precision, self.door.on)
        mark = ("N" if row.new else " ") + (SILENCE if row.kind == "silence" else " ")
        who = one_line(row.speaker) or "not named"
        outlet = one_line(row.outlet)
        if inner < _NARROW:
            room = inner - _DATE - 3
            return [(mark, "new"), (right_cell(when, _DATE), "dim"), (" ", ""),
                    (cell(f"{who}: {unled(row)}", room), style)]  # fmt: skip
        more = f"+{row.outlets - 1}" if row.outlets > 1 else ""
        who = f"{who}, {brief_role(row.role)}" if row.role else who
        if self.row_height == 2:
            last = beside(outlet, more, _LAST)
            return self._who_line(mark, when, who, side_words(row.side), last, inner, "strong")
        tags = tags_words(row.tags, self.door.agreement_names, said(row), _LAST)
        ends = (beside(outlet, more, _LAST), tags)
        return self._one_line(mark, when, who, side_words(row.side), unled(row), ends, inner, style)

    def _begin(self, mark: str, when: str, style: str) -> list[Piece]:
        return [(mark, "new"), (right_cell(when, _DATE), "dim" if style else ""), ("  ", "")]

    def _who_line(
        self, mark: str, when: str, who: str, side: str, outlet: str, width: int, style: str
    ) -> list[Piece]:
        with_side = _SIDE + 1 if width >= _WITH_SIDE else 0
        room = width - _LEFT - _LAST - 1 - with_side
        return [
            *self._begin(mark, when, style),
            (cell(who, room), style),
            (" ", ""),
            *([(cell(side, _SIDE), "dim" if style else ""), (" ", "")] if with_side else []),
            (cell(outlet, _LAST), "dim" if style else ""),
        ]

    def _one_line(
        self,
        mark: str,
        when: str,
        who: str,
        side: str,
        words: str,
        ends: tuple[str, str],
        width: int,
        style: str,
    ) -> list[Piece]:
        """Everything beside each other; side and outlet only where all have room."""
        wide = width >= _WIDE
        speaker = _WHO + 10 if wide else _WHO
        pieces = [*self._begin(mark, when, style), (cell(who, speaker), "strong" if style else ""), (" ", "")]
        room = width - _LEFT - speaker - 1
        if wide:
            pieces += [(cell(side, _SIDE), "dim" if style else ""), (" ", "")]
            room -= _SIDE + 1
        last: list[Piece] = [(" ", ""), (cell(ends[1], _LAST), "link" if style else "")]
        if wide:
            last = [(" ", ""), (cell(ends[0], _LAST), "dim" if style else ""), *last]
        if width < _WITH_SIDE:
            last = []
        return [*pieces, (cell(words, room - width_of(last)), style), *last]

    def story(self) -> int | None:
        return self.current.story_id if self.current else None

    def target(self) -> Target | None:
        return voice(self.current.id) if self.current else None

    def record(self, row: VoiceRow) -> "Record":
        from dealwatch.report.records import voice_record

        return voice_record(row)

    def link(self) -> str:
        return self.current.source_url if self.current else ""
