"""What decided a story's relevance, in words: what spoke for it and against it, what would have tipped it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dealwatch.reading.points import BESIDE, WHY
from dealwatch.reading.relevance import AGAINST, START, THRESHOLD, WEIGHTS, score

# What is seen of a whole story.
_STORY: Final = {
    "parties in title": "its headline names all parties",
    "hints in title": "its headline points to all parties",
    "parties in head": "its opening names all parties",
    "hints in head": "its opening points to all parties",
    "parties in story": "it names all parties",
    "hints in story": "it points to all parties",
    "officials": "those act in it who act for the parties",
    "officials in head": "those act in its opening who act for the parties",
    "sector in title": "its headline has a word of a sector",
    "sectors in head": "its opening has words of several sectors",
    "named": "it names an agreement",
    "named in head": "its opening names an agreement",
}
# How near the parties are to the words.
_NEAR: Final = {
    "both": "all parties stand in one sentence with such words",
    "near": "the parties are near such words",
    "alone": "such words stand where no other party is near",
}
# Below this a share of the sum is not worth a word.
_LEAST: Final = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """What one thing that was seen added to the sum, or took from it."""

    words: str
    points: float


def shares(row: Mapping[str, float]) -> tuple[Share, ...]:
    """What made the sum, the heaviest first; what says the same is one."""
    sums: dict[str, float] = defaultdict(float)
    for name, value in row.items():
        sums[_words(name)] += WEIGHTS.get(name, 0.0) * value
    ranked = sorted(sums.items(), key=lambda item: -abs(item[1]))
    return tuple(Share(words, points) for words, points in ranked if abs(points) >= _LEAST)


def total(row: Mapping[str, float]) -> float:
    """The sum that the score is made of."""
    return WEIGHTS[START] + sum(WEIGHTS.get(name, 0.0) * value for name, value in row.items())


def tips(row: Mapping[str, float]) -> tuple[str, ...]:
    """What, each by itself, would have made the story relevant."""
    return tuple(words for words, other in _hypotheses(row) if score(other) >= THRESHOLD)


def _hypotheses(row: Mapping[str, float]) -> Iterator[tuple[str, dict[str, float]]]:
    """The same story with one thing different, and what that would be."""
    yield "had it named an agreement in its opening", _named(row)
    if row.get("parties in head", 0.0) < 1.0 or not row.get("both in head"):
        yield "had all parties stood in its opening, in one sentence with words for dealings", _joined(row)
    for name in AGAINST:
        if name in row:
            without = {other: value for other, value in row.items() if other != name}
            yield f"were it not that {AGAINST[name]}", without


def _named(row: Mapping[str, float]) -> dict[str, float]:
    """The row of the story with a name of an agreement in its summary."""
    own = dict.fromkeys(("name in head", "name both", "both in head"), 0.5)
    own |= dict.fromkeys(("parties in head", "parties in story"), 1.0)
    if not {"title others", "head others"} & row.keys():
        own |= {"named": 1.0, "named in head": 1.0}
    return _in_head(row, own)


def _joined(row: Mapping[str, float]) -> dict[str, float]:
    """The row of the story with words for dealings (its own, or for talks) beside all parties."""
    kinds = {name.rpartition(" ")[0] for name in row if name.rpartition(" ")[2] in _NEAR} & WHY.keys()
    kind = max(kinds or {"talks"}, key=lambda name: WEIGHTS.get(f"{name} both", 0.0))
    own = dict.fromkeys((f"{kind} in head", f"{kind} both", "both in head"), 0.5)
    own |= dict.fromkeys(("parties in head", "parties in story"), 1.0)
    other = {name: value for name, value in row.items() if not name.startswith("hints")}
    return _in_head(other, own)


def _in_head(row: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    """A row with what is `own` to another opening, so that it speaks of the deal not in its body alone."""
    kept = {name: value for name, value in row.items() if name not in ("only in body", "one clause")}
    return kept | {name: max(value, row.get(name, 0.0)) for name, value in own.items()}


def _words(name: str) -> str:
    """A feature as a sentence without its full stop."""
    known = AGAINST.get(name) or _STORY.get(name)
    if known is not None:
        return known
    sort, beside, _ = name.partition(" beside in ")
    if beside:
        return f"beside such words is {BESIDE[sort]}"
    kind, _, where = name.partition(" in ")
    if where:
        return f"it {WHY[kind]}" if kind in WHY else _NEAR[kind]
    return f"it {WHY[name.rpartition(' ')[0]]}"
