"""What a person is about to enter by hand, as it was typed, and how it is entered."""

import datetime as dt
import sqlite3
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from dealwatch.errors import InputError
from dealwatch.store import by_hand
from dealwatch.store.journal import Done
from dealwatch.tui.fields import DAY, day_typed
from dealwatch.values import Status

Sort = Literal["status", "quote", "note"]
#: The fields of each sort, in their order.
FIELDS: Final[dict[Sort, tuple[str, ...]]] = {
    "status": ("status", "date", "source_url", "known", "note"),
    "quote": ("speaker", "text", "date", "source_url", "outlet", "about"),
    "note": ("text", "date", "source_url"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """All fields of all sorts, so that going from one sort to another loses none."""

    sort: Sort = "status"
    subject: str = ""
    status: Status = Status.NEGOTIATING
    date: str = ""
    source_url: str = ""
    known: str = ""
    note: str = ""
    speaker: str = ""
    text: str = ""
    outlet: str = ""
    about: str = ""

    @classmethod
    def kept(cls, words: str) -> "Draft | None":
        """The draft that `keepable` put into words; None for others, or none."""
        try:
            return msgspec.json.decode(words, type=cls) if words else None
        except msgspec.DecodeError:
            return None

    def keepable(self) -> str:
        """The draft as words."""
        return msgspec.json.encode(self).decode()

    def enter(self, connection: sqlite3.Connection, dossier: str, now: int) -> Done:
        """Enter it. Raises InputError with the field that is missing or wrong."""
        day = _day(self.date, "date")
        if self.sort == "quote":
            return by_hand.enter_quote(
                connection, dossier, self.subject, self.speaker, self.text, day, self.source_url,
                now=now, outlet=self.outlet, about=self.about,
            )  # fmt: skip
        if self.sort == "note":
            return by_hand.enter_note(
                connection, dossier, self.subject, self.text, day, self.source_url, now=now
            )
        known = _day(self.known, "known") if self.known.strip() else None
        return by_hand.enter_status(
            connection, dossier, self.subject, self.status, day, self.source_url,
            now=now, known=known, note=self.note,
        )  # fmt: skip


def _day(words: str, field: str) -> dt.date:
    day = day_typed(words)
    if day is None:
        reason = f"“{words.strip()}” is not a day: {DAY}." if words.strip() else f"The day is missing: {DAY}."
        raise InputError(reason, field)
    return day
