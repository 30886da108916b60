"""A floor under the accuracy, on stories made up for the purpose."""

from pathlib import Path

import pytest
from benchmarks.hostile import report_hostile
from benchmarks.reading import load, main, measure, score_stories

from tests.reading.helpers import reader

LABELLED = Path(__file__).with_name("labelled.jsonl")
# Written, and labelled, by people who did not know the rules.
BY_OTHERS = Path(__file__).with_name("by_others.jsonl")
# The same, written later: no rule was made on their text, so they tell what new text may expect.
UNSEEN = Path(__file__).with_name("unseen.jsonl")
# And later still, by somebody who saw neither rules nor the other stories.
FRESH = Path(__file__).with_name("fresh.jsonl")
# And later than those, in more sorts of text: written statements, questions to ministers, live pages.
LATER = Path(__file__).with_name("later.jsonl")
# And then, by somebody who had seen none of them; and by one more, who had not either.
AUTUMN = Path(__file__).with_name("autumn.jsonl")
WINTER = Path(__file__).with_name("winter.jsonl")
# All stories are invented, and so is every quotation in them.
FLOORS = {
    "relevance": 0.97, "agreements": 0.97, "sectors": 0.95, "agreement signals": 0.95, "sector signals": 0.95,
    "quotes": 0.98, "quotes with speaker": 0.98, "silences": 0.97,
}  # fmt: skip

UNSEEN_FLOORS = {
    "relevance": 0.89, "agreements": 0.91, "sectors": 0.87, "agreement signals": 0.9, "sector signals": 0.9,
    "quotes": 0.98, "quotes with speaker": 0.95, "silences": 0.87,
}  # fmt: skip

LAST_FLOORS = {
    AUTUMN: {"relevance": 0.9, "agreements": 0.92, "sectors": 0.9},
    WINTER: {"relevance": 0.95, "agreements": 0.95, "sectors": 0.91},
}

# Who speaks and who keeps silent, for each file that others wrote.
VOICE_FLOORS = {
    BY_OTHERS: {"quotes": 0.98, "quotes with speaker": 0.97, "silences": 0.97},
    UNSEEN: {"quotes": 0.98, "quotes with speaker": 0.95, "silences": 0.87},
    FRESH: {"quotes": 0.98, "quotes with speaker": 0.95, "silences": 0.87},
    AUTUMN: {"quotes": 0.98, "quotes with speaker": 0.94, "silences": 0.97},
    LATER: {"quotes": 0.98, "quotes with speaker": 0.94, "silences": 0.97},
    WINTER: {"quotes": 0.98, "quotes with speaker": 0.96, "silences": 0.97},
}


# Precision and recall of signals, in all files that others wrote.
SIGNAL_FLOORS = {"agreement signals": (0.95, 0.85), "sector signals": (0.92, 0.85)}


def test_no_kind_of_finding_falls_below_its_floor() -> None:
    rows = load(LABELLED)
    readings, _ = measure(rows, reader())
    score = score_stories(rows, readings)
    assert {kind: tally.f1 for kind, tally in score.tallies.items() if tally.f1 < FLOORS[kind]} == {}


def test_tags_hold_on_stories_of_others() -> None:
    rows = load(BY_OTHERS)
    score = score_stories(rows, measure(rows, reader())[0])
    tags = {kind: score.tallies[kind].f1 for kind in ("relevance", "agreements", "sectors")}
    assert {kind: f1 for kind, f1 in tags.items() if f1 < 0.96} == {}


@pytest.mark.parametrize("path", VOICE_FLOORS, ids=lambda path: path.stem)
def test_voices_hold_on_stories_of_others(path: Path) -> None:
    rows = load(path)
    score = score_stories(rows, measure(rows, reader())[0])
    floors = VOICE_FLOORS[path]
    assert {kind: f1 for kind, floor in floors.items() if (f1 := score.tallies[kind].f1) < floor} == {}


def test_unseen_stories_are_read_no_worse_than_at_first() -> None:
    rows = load(UNSEEN)
    score = score_stories(rows, measure(rows, reader())[0])
    assert {kind: tally.f1 for kind, tally in score.tallies.items() if tally.f1 < UNSEEN_FLOORS[kind]} == {}


@pytest.mark.parametrize("path", LAST_FLOORS, ids=lambda path: path.stem)
def test_tags_hold_on_stories_written_last(path: Path) -> None:
    rows = load(path)
    score = score_stories(rows, measure(rows, reader())[0])
    tags = {kind: score.tallies[kind].f1 for kind in LAST_FLOORS[path]}
    assert {kind: f1 for kind, f1 in tags.items() if f1 < LAST_FLOORS[path][kind]} == {}


@pytest.mark.parametrize("kind", SIGNAL_FLOORS)
def test_signals_are_right_and_few_are_missed(kind: str) -> None:
    rows = [row for path in (BY_OTHERS, UNSEEN, FRESH, LATER, AUTUMN, WINTER) for row in load(path)]
    tally = score_stories(rows, measure(rows, reader())[0]).tallies[kind]
    precision, recall = SIGNAL_FLOORS[kind]
    assert tally.precision >= precision
    assert tally.recall >= recall


def test_the_gate_loses_no_relevant_story() -> None:
    rows = [*load(LABELLED), *load(BY_OTHERS)]
    full, _ = measure(rows, reader())
    gated, _ = measure(rows, reader(), gate=True)
    lost = [
        row["id"] for row, one, other in zip(rows, full, gated, strict=True) if one.relevant > other.relevant
    ]
    assert lost == []


def test_the_benchmark_prints_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(LABELLED), "--errors"]) == 0
    printed = capsys.readouterr().out
    assert "quotes with speaker" in printed
    assert "a second" in printed


def test_the_slowest_of_hostile_texts_are_told() -> None:
    told: list[str] = []
    report_hostile(reader(), told.append, length=2_000, slowest=3)
    assert told[0].startswith("2,000 characters of each of ")
    assert len(told) == 4
