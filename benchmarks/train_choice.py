"""Fit the weights by which the source of a quotation is chosen among the subjects of the clause before it.

    python -m benchmarks.train_choice [--write PATH] ARTICLES.jsonl

A file of articles holds one a line: `id`, `text`, and `quotes` with `start`, `end`, `source` {start, end,
more}. A multinomial logistic regression over the candidates of a quotation, by plain gradient steps; it is
first fitted on four fifths of the articles and scored on the fifth, five times, since only that tells how it
does on text it has not seen. `--write` then puts the weights of all articles into a table.
"""

import argparse
import json
import math
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dealwatch.reading.attribution import scene_of
from dealwatch.reading.before import bounds_before
from dealwatch.reading.candidates import candidates
from dealwatch.reading.choice import features
from dealwatch.reading.quotes import find_runs
from dealwatch.reading.spans import paragraphs

FOLDS = 5
ROUNDS = 15
RATE, SLOWER, DECAY = 0.1, 0.3, 3e-3
HEAD = """\
# What is seen of a possible source of a quotation, and how much it counts for it (see choice.py).
# Fitted by benchmarks/train_choice.py on the training part of PolNeAR 1.0.0 (Newell, Margolin, Ruths, 2018).
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One quotation: the fold of its article, what is seen of each candidate, and which are right."""

    fold: int
    seen: list[list[str]]
    right: list[bool]


def examples(rows: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """Every quotation with a labelled source before it in its sentence, and more than one candidate."""
    for row in rows:
        text, fold = row["text"], zlib.crc32(row["id"].encode()) % FOLDS
        spans = paragraphs(text)
        runs = find_runs(text, spans)
        for number, run in enumerate(runs):
            label = next((item for item in row["quotes"] if abs(item["start"] - run.start) < 3), None)
            source = label and label.get("source")
            if not source or source["start"] > run.start:
                continue
            mates = [other for other, item in enumerate(runs) if item.paragraph == run.paragraph]
            scene = scene_of(text, spans[run.paragraph], runs, mates)
            if number in scene.tokens:
                yield from _example(scene, scene.tokens[number], fold, source)


def _example(scene: Any, at: int, fold: int, source: dict[str, Any]) -> Iterator[Example]:
    bounds = bounds_before(scene, at)
    found = candidates(scene, *bounds) if bounds is not None else []
    if bounds is None or len(found) < 2:
        return
    pieces = [(source["start"], source["end"]), *map(tuple, source.get("more", ()))]
    right = [
        item.found.source is not None
        and any(item.found.source.start < end and item.found.source.end > start for start, end in pieces)
        for item in found
    ]
    if any(right):
        yield Example(fold, features(scene.line, *bounds, found), right)


def fit(items: Sequence[Example]) -> dict[str, float]:
    """The weights under which the right candidates are likeliest."""
    weights: dict[str, float] = defaultdict(float)
    order, chance = list(items), random.Random(0)  # noqa: S311 - shuffled for fitting, not for secrets
    for turn in range(ROUNDS):
        chance.shuffle(order)
        rate = RATE / (1 + SLOWER * turn)
        for item in order:
            for feature, slope in _slopes(item, weights).items():
                weights[feature] += rate * (slope - DECAY * weights[feature])
    return weights


def _slopes(item: Example, weights: dict[str, float]) -> dict[str, float]:
    sums = [sum(weights[feature] for feature in seen) for seen in item.seen]
    odds = [math.exp(value - max(sums)) for value in sums]
    every = sum(odds)
    good = sum(value for value, right in zip(odds, item.right, strict=True) if right)
    slopes: dict[str, float] = defaultdict(float)
    for value, right, seen in zip(odds, item.right, item.seen, strict=True):
        for feature in seen:
            slopes[feature] += (value / good if right else 0.0) - value / every
    return slopes


def hits(items: Sequence[Example], weights: dict[str, float]) -> int:
    """How many examples the weights get right."""
    count = 0
    for item in items:
        sums = [sum(weights.get(feature, 0.0) for feature in seen) for seen in item.seen]
        count += item.right[sums.index(max(sums))]
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, cross-validate, and write the table if that is asked."""
    parser = argparse.ArgumentParser(prog="benchmarks.train_choice", description="Fit choice_weights.txt.")
    parser.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--write", type=Path, metavar="PATH", help="where the fitted table goes")
    options = parser.parse_args(arguments)
    with options.articles.open(encoding="utf-8") as lines:
        found = list(examples([json.loads(line) for line in lines]))
    parts = [
        (fit([i for i in found if i.fold != k]), [i for i in found if i.fold == k]) for k in range(FOLDS)
    ]
    unseen = sum(hits(part, weights) for weights, part in parts)
    nearest = sum(item.right[0] for item in found)
    print(f"{len(found)} quotations; nearest {nearest}, chosen {unseen} on articles not fitted to")
    if options.write:
        rows = sorted(fit(found).items())
        table = "".join(f"{feature}\t{weight:.2f}\n" for feature, weight in rows if abs(weight) >= 0.05)
        options.write.write_text(HEAD + table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
