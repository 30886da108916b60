"""The weights of relevance, fitted to labelled stories, and how well they carry over.

    python -m benchmarks.train_relevance [--write PATH] [--errors] [--dossier NAME_OR_PATH] LABELLED.jsonl...

A logistic regression with a ridge, in plain Python. The sign of each weight is fixed: what speaks for the
deal never counts against a story. It prints how each file is judged by weights fitted to the others, then
ten-fold cross-validation over all; `--write` puts the weights of all stories into a table.
"""

import argparse
import math
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.reading import Row, Tally, load, story_of
from dealwatch.dossier import load_dossier
from dealwatch.reading.relevance import AGAINST, START
from dealwatch.reading.tagger import Tagger

RIDGE: Final = 0.0005
STEPS: Final = 1_500
RATE: Final = 0.5
MOMENTUM: Final = 0.9
FOLDS: Final = 10
SEED: Final = 1
HEAD: Final = """\
# What is seen of a story, and how much it counts for its being about the deal (see relevance.py).
# Fitted by benchmarks/train_relevance.py on the stories of tests/reading and 111 more of their kind.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled story: its features and whether it is relevant."""

    id: str
    row: dict[str, float]
    relevant: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """An intercept and a weight for each feature."""

    intercept: float
    weights: dict[str, float]

    def total(self, row: dict[str, float]) -> float:
        """The sum; from 0 on a story is judged relevant."""
        return self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in row.items())


def examples(rows: Sequence[Row], tagger: Tagger) -> list[Example]:
    """The features of the stories whose relevance two readers would judge alike."""
    found: list[Example] = []
    for row in rows:
        story = story_of(row)
        if "relevant" in row.get("open", {}) or tagger.is_too_old(story):
            continue
        values, points = tagger.features(story, tagger.sentences(story))
        if points:
            found.append(Example(row["id"], values, row["relevant"]))
    return found


def fit(found: Sequence[Example], ridge: float = RIDGE) -> Fit:
    """Descend the log-loss with momentum; a weight of the wrong sign is set to 0."""
    names = sorted({name for example in found for name in example.row})
    place = {name: at for at, name in enumerate(names)}
    signs = [-1.0 if name in AGAINST else 1.0 for name in names]
    rows = [([(place[name], value) for name, value in item.row.items()], item.relevant) for item in found]
    weights, speeds = [0.0] * len(names), [0.0] * len(names)
    intercept = speed = 0.0
    for _ in range(STEPS):
        slopes = [ridge * weight for weight in weights]
        slope = 0.0
        for row, relevant in rows:
            total = intercept + sum(weights[at] * value for at, value in row)
            miss = (1.0 / (1.0 + math.exp(-total)) - relevant) / len(rows)
            slope += miss
            for at, value in row:
                slopes[at] += miss * value
        for at, sign in enumerate(signs):
            speeds[at] = MOMENTUM * speeds[at] - RATE * slopes[at]
            weights[at] += speeds[at]
            if weights[at] * sign < 0.0:
                weights[at] = speeds[at] = 0.0
        speed = MOMENTUM * speed - RATE * slope
        intercept += speed
    return Fit(intercept, dict(zip(names, weights, strict=True)))


def judged(model: Fit, found: Sequence[Example], tally: Tally) -> list[tuple[float, Example]]:
    """Count how stories are judged; gives those judged wrongly with their sum."""
    wrong: list[tuple[float, Example]] = []
    for example in found:
        total = model.total(example.row)
        if not tally.add(["yes"] * example.relevant, ["yes"] * (total >= 0.0)):
            wrong.append((total, example))
    return wrong


def table(model: Fit) -> str:
    """The weights as the package keeps them, the heaviest first."""
    rows = sorted(model.weights.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"{name}\t{weight:.2f}\n" for name, weight in [(START, model.intercept), *rows]]
    return HEAD + "".join(line for line in lines if not line.endswith("\t0.00\n"))


def _show(name: str, tally: Tally, wrong: list[tuple[float, Example]], errors: bool) -> None:
    figures = f"{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:7.3f}{len(wrong):7d} wrong"
    print(f"{name:26}{figures}")
    for total, example in wrong if errors else ():
        print(f"  {example.id} {'is' if example.relevant else 'is not'} relevant: {total:+.2f} {example.row}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, cross-validate, and write the table if that is asked."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.train_relevance", description="Fit relevance_weights.txt."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="LABELLED.jsonl")
    parser.add_argument(
        "--dossier", default="uk-us-tech", help="a packaged name, or a path (default: %(default)s)"
    )
    parser.add_argument("--write", type=Path, metavar="PATH", help="where the fitted table goes")
    parser.add_argument("--errors", action="store_true", help="show each story that is judged wrongly")
    options = parser.parse_args(arguments)
    tagger = Tagger(load_dossier(options.dossier))
    sets = {path.name: examples(load(path), tagger) for path in options.files}
    for name, found in sets.items() if len(sets) > 1 else ():
        model = fit([item for other, rows in sets.items() if other != name for item in rows])
        tally = Tally()
        wrong = judged(model, found, tally)
        _show(f"{name}, by the others", tally, wrong, options.errors)
    everything = [item for rows in sets.values() for item in rows]
    random.Random(SEED).shuffle(everything)  # noqa: S311
    tally, wrong = Tally(), []
    for fold in range(FOLDS):
        model = fit([item for at, item in enumerate(everything) if at % FOLDS != fold])
        wrong += judged(model, [item for at, item in enumerate(everything) if at % FOLDS == fold], tally)
    _show(f"{FOLDS}-fold", tally, wrong, errors=False)
    model, tally = fit(everything), Tally()
    _show("fitted", tally, judged(model, everything, tally), options.errors)
    if options.write:
        options.write.write_text(table(model), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
