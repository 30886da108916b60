"""Status reports in the words of news at large, and what only sounds like one: background, fear, denial,
other deals, firms. One sentence a line in `status_reports.txt`."""

from pathlib import Path

import pytest

from tests.reading.helpers import read

LINES = Path(__file__).with_name("status_reports.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" | ", 2)) for line in LINES if not line.startswith("#")]
TITLES = {
    "TPD": "Britain, America and the Tech Prosperity Deal",
    "EPD": "Britain, America and the Economic Prosperity Deal",
}


@pytest.mark.parametrize(("title", "expected", "sentence"), CASES)
def test_what_a_sentence_reports(title: str, expected: str, sentence: str) -> None:
    published = "2025-06-30" if "today" in sentence else "2026-01-20"
    summary, _, body = sentence.partition(" ¶ ")
    found = read(TITLES.get(title, title), summary, body, published=published).signals
    told = {f"{item.subject.split(':')[1]} {item.status.value}" for item in found}
    assert told == (set() if expected == "-" else {expected})
