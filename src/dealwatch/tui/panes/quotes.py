"""Pane 4: who said what, newest first, and who said nothing."""

from typing import TYPE_CHECKING

from dealwatch.store.rows import VoiceRow
from dealwatch.tui.door import Door, Voices
from dealwatch.tui.paint import Piece
from dealwatch.tui.panes.marks import tags_words
from dealwatch.tui.panes.pane import Pane
from dealwatch.tui.targets import Target, voice
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.when import short_day, today

if TYPE_CHECKING:
    from dealwatch.report.export import Record

_NARROW = 40
_WITH_TAGS = 56
_WITH_SIDE = 72
_WIDE = 100
_WITH_LONG_TAGS = 64
_DATE, _SPEAKER, _SIDE = 8, 16, 10

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


def _tags_room(width: int) -> int:
    return 11 if width >= _WITH_LONG_TAGS else 8


class Quotes(Pane[VoiceRow]):
    """Quotes and silences."""

    number, name_shown, noun = 4, "Quotes", "quote"
    empty = "No quote yet."

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(Voices(door), door, id=id)

    def heading(self, width: int) -> list[Piece]:
        if width < _NARROW:
            return []
        return self._columns(width, " ", "date", "who", "side", "words", "about", "")

    def cells(self, row: VoiceRow, width: int, line: int) -> list[Piece]:  # noqa: ARG002
        when = short_day(row.date, row.date_precision, today(self.door.clock.now()))
        mark = ("N" if row.new else " ") + (SILENCE if row.kind == "silence" else " ")
        style = "silence" if row.kind == "silence" else "quote"
        who = one_line(row.speaker) or "not named"
        return self._columns(
            width - 1,
            mark,
            when,
            who,
            side_words(row.side),
            f"×{row.outlets} {said(row)}" if row.outlets > 1 else said(row),
            tags_words(row.tags, self.door.agreement_names, said(row), _tags_room(width - 1)),
            style,
        )

    def _columns(
        self, width: int, mark: str, when: str, who: str, side: str, words: str, tags: str, style: str
    ) -> list[Piece]:
        pieces: list[Piece] = [(mark, "new"), (right_cell(when, _DATE), "dim" if style else "")]
        if width < _NARROW:
            return [*pieces, (" ", ""), (cell(f"{who}: {words}", width - _DATE - 3), "")]
        speaker = _SPEAKER + 8 if width >= _WIDE else _SPEAKER
        pieces += [("  ", ""), (cell(who, speaker), "strong" if style else ""), (" ", "")]
        room = width - 2 - _DATE - 2 - speaker - 1
        if width >= _WITH_SIDE:
            pieces += [(cell(side, _SIDE), "dim" if style else ""), (" ", "")]
            room -= _SIDE + 1
        if width < _WITH_TAGS:
            return [*pieces, (cell(words, room), style)]
        tags_room = _tags_room(width)
        words_room = room - tags_room - 1
        return [
            *pieces,
            (cell(words, words_room), style),
            (" ", ""),
            (cell(tags, tags_room), "link" if style else ""),
        ]

    def target(self) -> Target | None:
        return voice(self.current.id) if self.current else None

    def record(self, row: VoiceRow) -> "Record":
        from dealwatch.report.records import voice_record

        return voice_record(row)

    def link(self) -> str:
        return self.current.source_url if self.current else ""
