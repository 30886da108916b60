"""Invented stories (`events.toml`): which of them tell one event, and which are copies of one text."""

import calendar
import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dealwatch.values import Entry


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its labels: the event it tells, and the text it is a copy of."""

    entry: Entry
    event: str
    text: str


@cache
def invented() -> dict[str, Told]:
    """The stories by id."""
    rows = tomllib.loads(Path(__file__).with_name("events.toml").read_text(encoding="utf-8"))["story"]
    return {row["id"]: Told(_entry(row), row["event"], row["text"]) for row in rows}


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        key=row["id"],
        title=row["title"],
        url=f"https://news.example/{row['id']}",
        summary=row["summary"],
        body=row["body"].strip(),
        outlet=row["outlet"],
        published=calendar.timegm(dt.datetime.fromisoformat(row["at"]).timetuple()),
    )
