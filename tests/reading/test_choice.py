"""The weights that choose among several possible sources, and how they are fitted."""

import json
from pathlib import Path

import pytest
from benchmarks.train_choice import main

from dealwatch.reading.choice import WEIGHTS

SENTENCES = (
    ("Jo Hill said that Bob Marsh called it ", "Bob Marsh"),
    ("Jo Hill, who runs the port, said it was ", "Jo Hill"),
    ("The plan has been read by Jo Hill, but Bob Marsh thinks it ", "Bob Marsh"),
)


def article(number: int) -> str:
    """A labelled article of one sentence."""
    before, source = SENTENCES[number % len(SENTENCES)]
    start = before.index(source)
    text = f"{before}“a waste of time”."
    quote = {"start": len(before) + 1, "source": {"start": start, "end": start + len(source)}}
    return json.dumps({"id": str(number), "text": text, "quotes": [quote]})


def test_weights_are_written_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, table = tmp_path / "articles.jsonl", tmp_path / "weights.txt"
    articles.write_text("\n".join(article(number) for number in range(30)), encoding="utf-8")
    assert main([str(articles), "--write", str(table)]) == 0
    assert "on articles not fitted to" in capsys.readouterr().out
    rows = [row.split("\t") for row in table.read_text(encoding="utf-8").splitlines() if row[0] != "#"]
    assert {feature for feature, _ in rows} & set(WEIGHTS)
    assert all(abs(float(weight)) >= 0.05 for _, weight in rows)
