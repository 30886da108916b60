"""Small parts that several views share."""

import datetime as dt
import json
from typing import Final

from dealwatch.store.rows import Passage
from dealwatch.text import Untrusted
from dealwatch.values import Field

# Short names are the dossier's own words, which never hold a unit separator.
TAGS_OF_STORY: Final = """
(SELECT group_concat(short, char(31)) FROM (
    SELECT subject.short FROM tag JOIN subject ON subject.dossier = tag.dossier AND subject.id = tag.subject
    WHERE tag.story_id = story.id AND tag.dossier = :dossier ORDER BY subject.position))
"""


# The person's marks as one number: read 1, starred 2, hidden 4.
MARKS_OF_STORY: Final = """
coalesce((SELECT mark.read + 2 * mark.starred + 4 * mark.hidden FROM mark
          WHERE mark.story_id = story.cluster), 0)
"""


def marked(marks: int) -> dict[str, bool]:
    """What `MARKS_OF_STORY` says, by the names of the rows."""
    return {"unread": not marks & 1, "starred": bool(marks & 2), "hidden": bool(marks & 4)}


def shorts(joined: str | None) -> tuple[str, ...]:
    """The short names that a query joined with unit separators."""
    return tuple(joined.split("\x1f")) if joined else ()


def pages(*urls: str, more: str) -> tuple[str, ...]:
    """All pages that something rests on, each once; `more` is the column with the further ones."""
    return tuple(dict.fromkeys(url for url in (*urls, *json.loads(more)) if url))


def passage(field: Field, start: int, end: int, text: str) -> Passage:
    """A passage from its columns; the span is empty where it was found in an older version of the text."""
    return Passage(field=field, start=start, end=end, text=Untrusted(text))


def date_or_none(text: str | None) -> dt.date | None:
    """A date from its column."""
    return None if text is None else dt.date.fromisoformat(text)
