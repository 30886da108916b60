"""Relevance: what a story says is turned into a few features, each with a weight, and these are summed.

A feature is a sort of sentence in a place ("deal in the head"), or something about the whole story ("the
headline is about others"). The weights
stand in `relevance_weights.txt`, fitted by `benchmarks/train_relevance.py`.
"""

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from dealwatch.reading import trade
from dealwatch.reading.points import Point
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tables import weights
from dealwatch.values import Entry

THRESHOLD: Final = 0.5
WEIGHTS: Final = weights("relevance_weights.txt")
# What a story starts from.
START: Final = "start"
# What speaks against a story, in words.
AGAINST: Final = {
    "title others": "its headline is about another country’s affair",
    "head others": "its opening speaks of another country’s affair",
    "body others": "it goes on about other countries",
    "list": "it names the parties in a list of countries",
    "only in body": "its head does not speak of the deal",
    "one clause": "it speaks of the deal in one sentence only",
    "round-up": "its headline announces a round-up",
    "business": "it speaks of what companies do with one another",
    "general": "it speaks of measures against everybody, or of a court",
    "matters": "it is about other matters than trade and technology",
    "older": "the years it names are before the negotiation",
}
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
# It begins with two digits and looks back from there, so that a search goes straight from one to the next.
_YEAR: Final = re.compile(r"(?:19|20)(?<!\w..)\d\d\b")
# "Markets live: …", "… – live"; no deal that goes live.
_LIVE: Final = re.compile(r"\blive(?:\s+(?:blog|updates?|coverage)\b|\s*[:–—|]|\s+-)|[–—|-]\s*live\Z")
_HEAD: Final = ("summary", "lead")
# What says something where no party is near; any other words are everybody's.
_ALONE: Final = ("name", "nick", "own")
_OPENING = 250
# The sentences of a short body.
_SHORT: Final = 10
# Years are looked for in the first characters of a body only.
_DATED: Final = 3_000


def features(
    entry: Entry, found: list[Sentence], points: list[Point], parties: int, begins: dt.date | None
) -> dict[str, float]:
    """A story's features, from 0 to 1 each; what is absent is 0.

    `parties` is how many the negotiation has, `begins` when it began.
    """
    row = {
        **_said(found, points),
        **_present(found, points, parties),
        **_others(found),
        **_scope(found, points),
    }
    row |= _sorts(entry, begins)
    if not {"title others", "head others"} & row.keys():
        row["named"] = float(any(point.kind == "name" for point in points))
        row["named in head"] = float(any(point.kind == "name" and point.place != "body" for point in points))
    return {name: value for name, value in row.items() if value}


def score(row: Mapping[str, float]) -> float:
    """From 0 to 1; from `THRESHOLD` on a story is relevant."""
    total = WEIGHTS[START] + sum(WEIGHTS.get(name, 0.0) * value for name, value in row.items())
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def weighed(points: list[Point]) -> list[Point]:
    """The points, each with what the first of its sort adds to the sum."""
    return [
        point._replace(points=0.5 * sum(WEIGHTS.get(name, 0.0) for name in _names_of(point)))
        for point in points
    ]


def against(row: Mapping[str, float]) -> list[str]:
    """What lowered the score, the heaviest first."""
    cost = {name: WEIGHTS.get(name, 0.0) * row[name] for name in AGAINST if name in row}
    return [AGAINST[name] for name in sorted(cost, key=lambda name: cost[name]) if cost[name] < 0.0]


def _names_of(point: Point) -> tuple[str, ...]:
    kind = "nick" if point.kind == "sector" else point.kind
    return _names(kind, point.level, point.place, point.beside)


@lru_cache(maxsize=4_096)
def _names(kind: str, level: str, place: str, beside: tuple[str, ...]) -> tuple[str, ...]:
    """The features of a point. There are few sorts of points, and they come with every story."""
    if level == "alone" and kind not in _ALONE:
        return (f"{kind} alone",)
    return (
        f"{kind} in {place}",
        f"{level} in {place}",
        f"{kind} {level}",
        *(f"{sort} beside in {place}" for sort in beside),
    )


def _said(found: list[Sentence], points: list[Point]) -> dict[str, float]:
    """How often each sort of point stands in each place: the first counts a half, each next half as much.

    In a long body each counts less: what is said once a page is not what a text is about.
    """
    body = sum(sentence.field == "body" for sentence in found)
    thin = min(1.0, _SHORT / max(body, 1))
    counted: dict[str, float] = defaultdict(float)
    for point in points:
        for name in _names_of(point):
            counted[name] += thin if point.place == "body" else 1.0
    return {name: 1.0 - math.pow(0.5, count) for name, count in counted.items()}


def _present(found: list[Sentence], points: list[Point], parties: int) -> dict[str, float]:
    """Where the parties are named, hinted at, and acting."""
    title = [sentence for sentence in found if sentence.place == "title"]
    head = [sentence for sentence in found if sentence.place in _HEAD and not sentence.listed]
    story = [sentence for sentence in found if not sentence.listed and sentence.place != "tail"]
    named = any(point.kind == "name" for point in points)
    row: dict[str, float] = {}
    for name, group, known in (
        ("title", title, False),
        ("head", title + head, False),
        ("story", story, named),
    ):
        both = known or len(_union(sentence.parties for sentence in group)) == parties
        hinted = len(_union(sentence.hinted for sentence in group)) == parties
        said = name == "story" or any(point.place in ("title", name) for point in points)
        row[f"parties in {name}"] = float(both and said)
        row[f"hints in {name}"] = float(hinted and not both and said)
    row["officials"] = float(len(_union(sentence.official for sentence in story)) == parties)
    row["officials in head"] = float(len(_union(sentence.official for sentence in title + head)) == parties)
    covered = {hit.id for sentence in title + head for hit in sentence.of("sector", "keyword", "deal")}
    row["sectors in head"] = min(1.0, max(0, len(covered) - 1) / 2)
    row["sector in title"] = float(any(sentence.of("sector", "keyword", "deal") for sentence in title))
    return row


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def _others(found: list[Sentence]) -> dict[str, float]:
    rest = [sentence for sentence in found if sentence.place not in ("title", *_HEAD)]
    row: dict[str, float] = {}
    if any(sentence.others for sentence in found if sentence.place == "title"):
        row["title others"] = 1.0
    if any(sentence.others for sentence in found if sentence.place in _HEAD):
        row["head others"] = 1.0
    if rest:
        row["body others"] = sum(sentence.others or sentence.listed for sentence in rest) / len(rest)
    if any(sentence.listed for sentence in found):
        row["list"] = 1.0
    return row


def _scope(found: list[Sentence], points: list[Point]) -> dict[str, float]:
    """How much of the story speaks of it."""
    places = Counter(point.place for point in points)
    if places["title"] or places["head"]:
        return {}
    return {"only in body": 1.0, "one clause": float(places["body"] == 1 and len(found) > 3)}


def _sorts(entry: Entry, begins: dt.date | None) -> dict[str, float]:
    """What sort of text it is, by the words of its title and opening."""
    low = entry.title.lower()
    title = set(_WORD.findall(low))
    head = title | set(_WORD.findall((entry.summary or entry.body[:_OPENING]).lower()))
    years = [
        int(year)
        for text in (entry.title, entry.summary, entry.body[:_DATED])
        for year in _YEAR.findall(text)
    ]
    return {
        "round-up": float(bool(title & trade.ROUND_UP or ("live" in low and _LIVE.search(low)))),
        "business": float(bool(head & trade.BUSINESS)),
        "general": float(bool(head & trade.GENERAL)),
        "matters": float(bool(head & trade.MATTERS)),
        "older": float(begins is not None and bool(years) and max(years) < begins.year),
    }
