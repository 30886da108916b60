"""How long the queries of panes, screens and commands take on large stores, and what a story takes on disk.

    python -m benchmarks.store [--stories N ...] [--folder FOLDER] [--plans]

It makes stores of 10,000, 100,000 and 1,000,000 invented stories, of which a tenth is relevant, and prints
the median of each query in milliseconds, warm. The largest takes three minutes to make, and a gigabyte.
Words follow Zipf's law. A folder that is named keeps the stores for the next run; `--plans` prints how SQLite
goes about each query.
"""

import argparse
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Final

from tests.support.stores import NOW, TODAY, make_store

from dealwatch.filter import parse
from dealwatch.store import sqlite, views
from dealwatch.store.views import Selection

SIZES: Final = (10_000, 100_000, 1_000_000)
RUNS: Final = 15
BATCH: Final = 20_000
#: So many days of news, whatever the size.
DAYS: Final = 500
SUBJECTS: Final = ("agreement:tpd", "agreement:epd", "sector:ai", "sector:steel")
PEOPLE: Final = ("liz-kendall", "white-house", "nvidia")
#: Words that queries look for, by how often they come up: in every seventh story, … in every thousandth.
KNOWN: Final = {"tariff": 7, "steel": 12, "talks": 20, "whisky": 200, "haggis": 1000}


class Words:
    """Invented texts: words by Zipf's law, the known ones now and then."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - invented texts
        letters = "abcdefghijklmnoprstuvw"
        self.words = ["".join(self.random.choices(letters, k=3 + n % 8)) for n in range(20_000)]
        self.weights = list(accumulate(1 / (n + 10) for n in range(len(self.words))))

    def text(self, length: int) -> str:
        """So many words."""
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        for word, every in KNOWN.items():
            if self.random.random() < 1 / every:
                words[self.random.randrange(length)] = word
        return " ".join(words).capitalize()


def rows(words: Words, first: int, last: int, total: int) -> Iterator[tuple[object, ...]]:
    """Stories in the order in which they came in, each up to a day after it was published."""
    for id_ in range(first, last):
        seen = NOW - (total - id_) * (DAYS * 86400 // total)
        at = seen - words.random.randrange(86400)
        text = words.text(60)
        yield (id_, f"https://news.example/{id_}", words.text(9), f"Outlet {id_ // 10 % 40}", seen, at, text)


STORY: Final = """
INSERT INTO story (id, feed_id, key, title, outlet, url, author, published, published_raw, truncated,
                   first_seen, at, content_hash, version, article, cluster, summary, body)
VALUES (:1, 1, substr(:2, 22), :3, :4, :2, '', :6, '', 0, :5, :6, substr(:2, 22), 1, '', :1, :7, '')
"""
READING: Final = """
INSERT INTO reading (story_id, dossier, at, version, digest, relevant, duplicate, score, reasons, problem,
                     read_at, hidden)
SELECT id, 'test', at, 1, 'reader', id % 10 = 0, 0, 0.5, '[]', '', first_seen, 0
FROM story WHERE id BETWEEN :first AND :last
"""
TAG: Final = """
INSERT INTO tag (story_id, dossier, subject, at, relevant, duplicate, hidden)
SELECT id, 'test', :subject, at, 1, 0, 0 FROM story
WHERE id BETWEEN :first AND :last AND id % 10 = 0 AND id / 10 % :every = 0
"""
VOICE: Final = """
INSERT INTO voice (dossier, kind, origin, story_id, version, field, span_start, span_end, text, verbatim,
                   speaker, stakeholder, subject, about, date, date_precision, at, outlet, source_url,
                   source_note, first_seen, current, relevant, duplicate, hidden)
SELECT 'test', iif(id % 70 = 0, 'silence', 'quote'), 'reading', id, 1, 'summary', 0, 20,
       substr(summary, 1, 120), 1, 'Somebody ' || (id % 400), iif(id % 40 = 0, :person, NULL), '', '',
       date(at, 'unixepoch'), '', at, outlet, url, '', first_seen, 1, 1, 0, 0
FROM story WHERE id BETWEEN :first AND :last AND id % 20 = 0
"""
MARK: Final = """
INSERT INTO mark (story_id, read, starred, hidden)
SELECT id, 1, id % 9000 = 0, 0 FROM story WHERE id BETWEEN :first AND :last AND id % 30 = 0
"""
# At most so many wait for review, whatever the size: more than anybody has had.
SIGNALS: Final = 5_440
SIGNAL: Final = """
INSERT INTO signal (dossier, story_id, version, subject, status, mode, confidence, at, first_seen, current,
                    relevant, waits)
SELECT 'test', id, 1, iif(id % 3 = 0, 'agreement:tpd', iif(id % 3 = 1, 'agreement:epd', 'sector:steel')),
       iif(id % 7 = 0, 'signed', iif(id % 2 = 0, 'agreed', 'terminated')), 'fact', 0.8, at, first_seen,
       1, 1, 0
FROM story WHERE id % 10 = 0 ORDER BY id DESC LIMIT :signals
"""


def build(path: Path, total: int, dossier: str = "test") -> None:
    """Fill a prepared store, triggers and all; seven thousand stories a second."""
    reading, tag, voice = (part.replace("'test'", f"'{dossier}'") for part in (READING, TAG, VOICE))
    connection, words = sqlite.open_file(path), Words(total)
    # Nobody else has the file yet, and it is made anew when this breaks off.
    connection.executescript(
        "PRAGMA cache_size = -400000; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"
    )
    for first in range(1, total + 1, BATCH):
        last = min(first + BATCH, total + 1)
        between = {"first": first, "last": last - 1}
        with sqlite.transaction(connection):
            connection.executemany(STORY, rows(words, first, last, total))
            connection.execute(reading, between)
            for every, subject in enumerate(SUBJECTS, 1):
                connection.execute(tag, {**between, "subject": subject, "every": every * every})
            connection.execute(voice, {**between, "person": PEOPLE[first % 3]})
            connection.execute(MARK, between)
    with sqlite.transaction(connection):
        connection.execute(SIGNAL.replace("'test'", f"'{dossier}'"), {"signals": SIGNALS})
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


Query = Callable[[sqlite3.Connection], object]


def queries(connection: sqlite3.Connection, total: int) -> dict[str, Query]:
    """What is measured: the lists as they stand and limited, their counts and ranks, search, the rest."""
    names = views.names(connection, "test")
    middle = (NOW - DAYS * 86400 // 2, total // 2)
    found: dict[str, Query] = {
        "stories": lambda c: views.stories_page(c, "test", since=NOW),
        "stories, from the middle": lambda c: views.stories_page(c, "test", since=NOW, before=middle),
        "stories, count": lambda c: views.stories_count(c, "test"),
        "stories, rank": lambda c: views.story_rank(c, "test", middle),
        "quotes": lambda c: views.voices_page(c, "test", since=NOW),
        "agreements": lambda c: views.agreements(c, "test", TODAY),
        "agreement's screen": lambda c: views.subject(c, "test", "agreement:tpd", TODAY),
        "proposals": lambda c: views.proposals(c, "test", TODAY),
        "proposals, count": lambda c: views.waiting(c, "test"),
        "moments": lambda c: views.moments(c, "test", TODAY),
    }
    for text in (
        *("tag:steel", "agreement:tpd", "tariff steel", "whisky", "hagg*", "haggis tag:steel", "-tariff"),
        *(
            "outlet:7",
            "is:unread",
            "is:starred",
            "is:new",
            "side:company",
            "since:2026-04 steel",
            "steel is:all",
        ),
        "absent",
    ):
        part = Selection(parse(text, names), since=NOW - 86400)
        found[f"stories {text}"] = partial(_stories, part)
        found[f"stories {text}, count"] = partial(_count, part)
        found[f"quotes {text}"] = partial(_voices, part)
    for text in ("tariff steel", "whisky", "haggis", "haggis whisky", "tar*", '"steel talks"', "absent"):
        found[f"search {text}"] = partial(_search, text)
    return found


def _stories(part: Selection, connection: sqlite3.Connection) -> object:
    return views.stories_page(connection, "test", since=part.since, selection=part)


def _count(part: Selection, connection: sqlite3.Connection) -> object:
    return views.stories_count(connection, "test", part)


def _voices(part: Selection, connection: sqlite3.Connection) -> object:
    return views.voices_page(connection, "test", since=part.since, selection=part)


def _search(text: str, connection: sqlite3.Connection) -> object:
    return views.search(connection, "test", parse(text))


def median(connection: sqlite3.Connection, query: Query) -> float:
    """Milliseconds, warm."""
    query(connection)
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        query(connection)
        taken.append(time.perf_counter() - began)
        if sum(taken) > 3:
            break
    return statistics.median(taken) * 1000


def plan(connection: sqlite3.Connection, query: Query) -> list[str]:
    """How SQLite goes about the statements of a query."""
    ran: list[str] = []
    connection.set_trace_callback(ran.append)
    query(connection)
    connection.set_trace_callback(None)
    selects = [statement for statement in ran if statement.lstrip().startswith("SELECT")]
    return [
        line[3]
        for statement in selects
        for line in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    ]


def sizes(connection: sqlite3.Connection, total: int) -> dict[str, float]:
    """Bytes a story, by what takes them; empty where SQLite was built without `dbstat`."""
    try:
        found = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC")
        return {name: taken / total for name, taken in found}
    except sqlite3.OperationalError:
        return {}


def store_of(folder: Path, total: int) -> Path:
    """A store of so many stories, made where it is not there yet."""
    place, made = folder / str(total), folder / f"{total}-made"
    if not place.exists():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        build(make_store(made), total)
        made.rename(place)
    return place / "dealwatch.db"


def measure(folder: Path, total: int, plans: bool) -> None:
    """Print one size."""
    path = store_of(folder, total)
    connection = sqlite.connect(path)
    print(f"\n{total:,} stories: {path.stat().st_size / total:,.0f} bytes a story")
    for name, taken in list(sizes(connection, total).items())[:12]:
        print(f"{taken:9.1f} B  {name}")
    for name, query in queries(connection, total).items():
        print(f"{median(connection, query):9.2f} ms  {name}", flush=True)
        for line in plan(connection, query) if plans else ():
            print(f"{'':14}{line}")
    connection.close()


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description="Times the queries of large stores.")
    parser.add_argument("--stories", type=int, nargs="*", default=SIZES, metavar="N")
    parser.add_argument("--folder", type=Path, help="keep the stores here")
    parser.add_argument("--plans", action="store_true", help="print query plans too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for total in arguments.stories:
            measure(arguments.folder or Path(temporary), total, arguments.plans)


if __name__ == "__main__":
    main()
