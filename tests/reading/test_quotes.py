"""Quotations: found whatever their marks, with exact offsets."""

import pytest

from dealwatch.reading.quotes import find_runs
from tests.reading.helpers import read, said


def texts(text: str) -> list[str]:
    return [text[run.start : run.end] for run in find_runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One two three,” he said.", ["One two three,"]),
        ('"One two three," he said.', ["One two three,"]),
        ("„One two three“, sagte er.", ["One two three"]),
        ("«One two three», dit-elle.", ["One two three"]),
        ("''One two three,'' he said.", ["One two three,"]),
        ("‘One two three,’ he said.", ["One two three,"]),
        ("“He told me ‘never’ and left,” she said.", ["He told me ‘never’ and left,"]),
        ("“He read “Great Plains” and left,” she said.", ["He read “Great Plains” and left,"]),
        ('“One two three," he said. "Four five."', ["One two three,", "Four five."]),
        ("He called it “a mess” and “a shame”.", ["a mess", "a shame"]),
        ("The makers’ duty and the farmers’ quota fell.", []),
        ("It isn't the '90s, 'tis true.", []),
        ('A 10" gauge and a 12" gauge.', []),
        ("‘The makers’ lobby is strong,’ he said.", ["The makers’ lobby is strong,"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_missing_closing_mark_ends_with_the_paragraph() -> None:
    assert texts("He said: “We go on\n\nThe talks end.") == ["We go on"]


def test_marks_do_not_balance_over_paragraphs() -> None:
    assert texts("“We go on.\n\n“We do not stop.”\n\nHe left “at once”.") == [
        "We go on.",
        "We do not stop.",
        "at once",
    ]


def test_offsets_are_those_of_the_field_as_given() -> None:
    body = "  \n\n🙂 Åsa Berg said: “It is 7 o’clock — go.”  "
    reading = read(body=body)
    (quote,) = reading.quotes
    assert body[quote.start : quote.end] == quote.text == "It is 7 o’clock — go."
    assert quote.source_start is not None
    assert body[quote.source_start : quote.source_end] == "Åsa Berg"


def test_titles_are_not_scanned() -> None:
    assert read(title="“Never again,” says Starmer").quotes == ()


def test_summaries_are_scanned() -> None:
    (quote,) = read(summary="Jane Hill called it a “major milestone”.").quotes
    assert (quote.field, quote.speaker, quote.text) == ("summary", "Jane Hill", "major milestone")


def test_names_of_works_are_no_speech() -> None:
    assert said("“Night Music”, this year’s show, opens in May.") == []
