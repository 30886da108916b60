"""Entries and feeds as their documents gave them, before cleaning and caps: what all formats come down to."""

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawText:
    """A text of an entry. `html` is False where the format says that it is plain text."""

    text: str = ""
    html: bool = True


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry. `link` is resolved against the document's base where its format has one."""

    guid: str = ""
    title: RawText = RawText()
    link: str = ""
    summary: RawText = RawText()
    content: RawText = RawText()
    author: str = ""
    source: str = ""
    date_text: str = ""
    date: time.struct_time | None = None


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A document. `problem` is a class of `problems`, "" when it is a feed.

    `hashes` are of the entries' bytes, one each or none at all; `skipped` are those of entries left out
    because they were known. `refresh_after` are the seconds that it asks to wait between two fetches, 0 where
    it says nothing, `quiet` the hours of a week in which it asks to be left alone (see `quiet`).
    """

    entries: tuple[RawEntry, ...] = ()
    hashes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    title: str = ""
    problem: str = ""
    detail: str = ""
    truncated: bool = False
    refresh_after: int = 0
    quiet: str = ""
