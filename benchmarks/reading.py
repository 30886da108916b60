"""How well, and how fast, stories are read.

    python -m benchmarks.reading [--dossier NAME_OR_PATH] [--errors] [--hostile] [LABELLED.jsonl...]

A labelled file holds one story a line: `id`, `title`, `summary`, `body`, `published` (ISO date or ""),
and what a person found in it: `relevant`, `agreements`, `sectors`, `agreement_signal` {agreement,
status}, `sector_signal` {sector, status}, `quotes` [{speaker, text, also}], `no_comment` [names], and
`open`, what a careful reader may add or leave out, and `duplicate_of`, the row that one is a copy of (pairs
are counted). A file of articles (`text`, and `quotes` with
`start`, `end`, `source`, `speaker`) is scored for its quotations alone. Every figure is a micro-average;
F1 of nothing against nothing is 1. `--hostile` tells which repeated texts take longest.
"""

import argparse
import calendar
import datetime as dt
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.hostile import report_hostile
from dealwatch.dossier import load_dossier
from dealwatch.html import visible_text
from dealwatch.reading import Reader
from dealwatch.reading.quotes import find_runs
from dealwatch.reading.sketch import text_sketch
from dealwatch.store.likeness import is_copy
from dealwatch.values import FIELDS, Entry, Quote, Reading, TextSketch

Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Hits, what was read and what was wanted, of one kind of finding."""

    hits: int = 0
    read: int = 0
    wanted: int = 0

    def add(self, wanted: Iterable[Any], read: Iterable[Any]) -> bool:
        """Count one story; tells whether both are the same."""
        want, got = Counter(wanted), Counter(read)
        self.hits += (want & got).total()
        self.read += got.total()
        self.wanted += want.total()
        return want == got

    @property
    def precision(self) -> float:
        """What share of what was read is right."""
        return self.hits / self.read if self.read else float(not self.wanted)

    @property
    def recall(self) -> float:
        """What share of what was wanted was read."""
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """The tallies of one file by kind, and the ids of stories that were read differently."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    differing: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, story: str, wanted: Iterable[Any], read: Iterable[Any]) -> None:
        """Count one kind of finding of one story."""
        if not self.tallies.setdefault(kind, Tally()).add(list(wanted), list(read)):
            self.differing.append((kind, story))


# ── names and words ──────────────────────────────────────────────────────────


def plain(text: str | None) -> list[str]:
    """The words of a text without case, marks and accents of width."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").casefold())


def same_words(one: str, other: str) -> bool:
    """Whether two passages share four fifths of their words."""
    a, b = Counter(plain(one)), Counter(plain(other))
    return bool(a or b) and (a & b).total() >= 0.8 * (a | b).total()


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names end in the same word: two spellings of one speaker."""
    a, b = plain(one), plain(other)
    return a[-1:] == b[-1:]


# ── labelled stories ─────────────────────────────────────────────────────────


def story_of(row: Row) -> Entry:
    """The entry of a labelled row."""
    day = row.get("published") or ""
    published = calendar.timegm(dt.date.fromisoformat(day).timetuple()) if day else None
    return Entry(
        key=row["id"], title=visible_text(row["title"]), summary=visible_text(row["summary"]),
        body=visible_text(row["body"]),
        outlet=row.get("outlet", ""), published=published,
    )  # fmt: skip


def score_stories(rows: Sequence[Row], readings: Sequence[Reading]) -> Score:
    """Count what the readings found against what the labels say."""
    score = Score()
    for row, reading in zip(rows, readings, strict=True):
        _score_tags(score, row, reading)
        _score_signals(score, row, reading)
        _score_quotes(score, row, reading)
        silences = [" ".join(plain(item.who)) for item in reading.silences]
        score.add("silences", row["id"], (" ".join(plain(who)) for who in row["no_comment"]), silences)
    return score


def score_copies(score: Score, rows: Sequence[Row]) -> None:
    """Count the pairs that are copies of one text, among all pairs of stories."""
    texts = [(row["id"], sketch_of(story_of(row))) for row in rows]
    wanted = {tuple(sorted((row["id"], row["duplicate_of"]))) for row in rows if row.get("duplicate_of")}
    read = {
        tuple(sorted((one, other)))
        for (one, mine), (other, theirs) in combinations(texts, 2)
        if is_copy(mine, theirs)
    }
    for pair in sorted(wanted | read):
        score.add("copies", " and ".join(pair), wanted & {pair}, read & {pair})


def sketch_of(entry: Entry) -> TextSketch:
    """The text of a story as its copies are known by, relevant or not."""
    spans = {name: find_runs(getattr(entry, name)) for name in FIELDS}
    return text_sketch(entry, {name: [run.outer for run in runs] for name, runs in spans.items()})


def _score_tags(score: Score, row: Row, reading: Reading) -> None:
    free = row.get("open", {})
    if "relevant" not in free:
        score.add("relevance", row["id"], ["yes"] * row["relevant"], ["yes"] * reading.relevant)
    for kind, tags in (("agreements", reading.agreements), ("sectors", reading.sectors)):
        open_ones = set(free.get(kind, ()))
        wanted = [name for name in row[kind] if name not in open_ones]
        score.add(kind, row["id"], wanted, [tag.id for tag in tags if tag.id not in open_ones])


def _score_signals(score: Score, row: Row, reading: Reading) -> None:
    free = {tuple(pair) for pair in row.get("open", {}).get("signals", ())}
    for kind in ("agreement", "sector"):
        label = row.get(f"{kind}_signal")
        wanted = {(f"{kind}:{label[kind]}", label["status"])} if label else set()
        read = {
            (item.subject, item.status.value) for item in reading.signals if item.subject.startswith(kind)
        }
        score.add(f"{kind} signals", row["id"], wanted - free, read - free)


def _score_quotes(score: Score, row: Row, reading: Reading) -> None:
    left = list(reading.quotes)
    found: list[tuple[Row, Quote]] = []
    for label in row["quotes"]:
        match = next((quote for quote in left if same_words(label["text"], quote.text)), None)
        if match is not None:
            left.remove(match)
            found.append((label, match))
    right = [pair for pair in found if _right_speaker(*pair)]
    for kind, hits in (("quotes", found), ("quotes with speaker", right)):
        wanted = [*range(len(hits)), *("missed" for _ in row["quotes"][len(hits) :])]
        read = [*range(len(hits)), *("extra" for _ in reading.quotes[len(hits) :])]
        score.add(kind, row["id"], wanted, read)


def _right_speaker(label: Row, quote: Quote) -> bool:
    return any(same_name(name, quote.speaker) for name in (label["speaker"], *label.get("also", ())))


# ── articles with quotations only ────────────────────────────────────────────


def score_articles(rows: Sequence[Row], readings: Sequence[Reading]) -> Score:
    """Quotations of three words and more: found, and found with the right source.

    A source is right when its words overlap the labelled ones or the speaker's last name is the same.
    """
    score = Score()
    for row, reading in zip(rows, readings, strict=True):
        read = [quote for quote in reading.quotes if len(plain(quote.text)) > 2]
        left = list(read)
        found: list[tuple[Row, Quote]] = []
        for label in row["quotes"]:
            match = next((quote for quote in left if _overlaps(label, quote.start, quote.end)), None)
            if match is not None and same_words(row["text"][label["start"] : label["end"]], match.text):
                left.remove(match)
                found.append((label, match))
        named = [pair for pair in found if pair[0].get("speaker")]
        score.add("quotes", row["id"], *_counts(len(found), len(row["quotes"]), len(read)))
        right = sum(_right_source(*pair) for pair in found)
        score.add("quotes with source", row["id"], *_counts(right, len(row["quotes"]), len(read)))
        same = sum(same_name(label["speaker"], quote.speaker) for label, quote in named)
        score.add("names", row["id"], *_counts(same, len(named), len(named)))
    return score


def _overlaps(label: Row, start: int, end: int) -> bool:
    return bool(start < label["end"] and end > label["start"])


def _counts(hits: int, wanted: int, read: int) -> tuple[list[int], list[int]]:
    return list(range(wanted)), [*range(hits), *range(wanted, wanted + read - hits)]


def _right_source(label: Row, quote: Quote) -> bool:
    source = label.get("source")
    if not source:
        return quote.source_start is None and quote.speaker is None
    if quote.source_start is not None and quote.source_end is not None:
        spans = [(source["start"], source["end"]), *source.get("more", ())]
        if any(quote.source_start < end and quote.source_end > start for start, end in spans):
            return True
    return bool(label.get("speaker")) and same_name(label["speaker"], quote.speaker)


# ── the tables ───────────────────────────────────────────────────────────────


def load(path: Path) -> list[Row]:
    """The rows of a labelled file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def measure(rows: Sequence[Row], reader: Reader, gate: bool = False) -> tuple[list[Reading], float]:
    """The readings of all rows and how many were read in a second of processor time."""
    stories = [story_of(row) if "title" in row and "text" not in row else article_of(row) for row in rows]
    began = time.process_time()
    readings = [reader.read(story, gate=gate) for story in stories]
    return readings, len(rows) / max(time.process_time() - began, 1e-9)


def article_of(row: Row) -> Entry:
    """The entry of an article of which only the text is read."""
    return Entry(key=row["id"], title="", body=row["text"])


def report(path: Path, reader: Reader, errors: bool, out: Callable[[str], None] = print) -> None:
    """Print the tables of one file."""
    rows = load(path)
    articles = bool(rows) and "text" in rows[0]
    readings, speed = measure(rows, reader)
    score = (score_articles if articles else score_stories)(rows, readings)
    if not articles:
        score_copies(score, rows)
    out(f"{path.name}: {len(rows)} {'articles' if articles else 'stories'}")
    out(f"{'':22}{'precision':>10}{'recall':>8}{'F1':>7}{'wanted':>8}{'read':>7}")
    for kind, tally in score.tallies.items():
        figures = f"{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:7.3f}"
        out(f"{kind:22}{figures}{tally.wanted:8d}{tally.read:7d}")
    gated = "" if articles else f", {measure(rows, reader, gate=True)[1]:,.0f} a second behind the gate"
    out(f"read {speed:,.0f} a second{gated}")
    if errors:
        for kind, story in score.differing:
            out(f"  differs: {kind}, {story}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and print one table a file."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.reading", description="How well and how fast stories are read."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="LABELLED.jsonl")
    parser.add_argument(
        "--dossier", default="uk-us-tech", help="a packaged name, or a path (default: %(default)s)"
    )
    parser.add_argument("--errors", action="store_true", help="name each story that was read differently")
    parser.add_argument("--hostile", action="store_true", help="time repeated texts that are made to be slow")
    options = parser.parse_args(arguments)
    reader = Reader(load_dossier(options.dossier))
    for path in options.files:
        report(path, reader, options.errors)
    if options.hostile:
        report_hostile(reader)
    return 0


if __name__ == "__main__":
    sys.exit(main())
