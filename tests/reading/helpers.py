"""A reader of the shipped dossier and short ways to ask it."""

import calendar
import datetime as dt
from functools import cache

from dealwatch.dossier import load_dossier
from dealwatch.reading import Reader
from dealwatch.values import Entry, Reading


@cache
def reader() -> Reader:
    """The reader of the shipped dossier, compiled once."""
    return Reader(load_dossier("uk-us-tech"))


def story(title: str = "", summary: str = "", body: str = "", published: str = "") -> Entry:
    """A story; `published` is an ISO date."""
    at = calendar.timegm(dt.date.fromisoformat(published).timetuple()) if published else None
    return Entry(key="one", title=title, summary=summary, body=body, published=at)


def read(title: str = "", summary: str = "", body: str = "", published: str = "") -> Reading:
    """The reading of a story."""
    return reader().read(story(title, summary, body, published))


def said(body: str) -> list[tuple[str | None, str]]:
    """Who says what in a body."""
    return [(quote.speaker, quote.text) for quote in read(body=body).quotes]


def speakers(body: str) -> list[str | None]:
    """Who speaks, quotation by quotation."""
    return [speaker for speaker, _ in said(body)]
