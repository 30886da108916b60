"""Silences: who was asked and did not answer, and about what."""

import pytest

from tests.reading.helpers import read


def silent(body: str) -> list[str]:
    return [silence.who for silence in read(body=body).silences]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("The White House did not respond to a request for comment.", ["White House"]),
        ("The White House didn’t immediately respond to requests for comment.", ["White House"]),
        ("Google declined to comment.", ["Google"]),
        ("Google, Microsoft and Nvidia have been contacted for comment.", ["Google", "Microsoft", "Nvidia"]),
        ("Acme and the Farm Guild both declined to add anything.", ["Acme", "Farm Guild"]),
        ("A spokesman for Acme refused to comment.", ["Acme"]),
        (
            "The Department for Work and Pensions has been approached for comment.",
            ["Department for Work and Pensions"],
        ),
        ("The paper has approached Acme for comment.", ["Acme"]),
        ("Acme could not be reached for comment.", ["Acme"]),
        ("The White House has not publicly commented on the warning.", ["White House"]),
        ("Acme and Bolt have been contacted, but the companies have not yet responded.", ["Acme", "Bolt"]),
        ("Jane Hill spoke. She declined to comment further.", ["Jane Hill"]),
        ("Acme wants to study the detail.", []),
        ("The report could not be verified.", []),
        ("Farmers responded to the call.", []),
        ("“The White House did not respond to a request for comment,” Jane Hill said.", []),
    ],
)
def test_who_kept_silent(body: str, who: list[str]) -> None:
    assert silent(body) == who


def test_what_it_was_about_and_where_it_stands() -> None:
    body = "Talks stalled. The UK government did not comment on these specific claims."
    (silence,) = read(body=body).silences
    assert silence.about == "these specific claims"
    assert silence.stakeholder == "uk-government"
    evidence = silence.evidence
    assert body[evidence.start : evidence.end] == evidence.text
    assert evidence.text.startswith("The UK government did not comment")


def test_each_name_once() -> None:
    reading = read(summary="Acme declined to comment.", body="Acme did not reply.")
    assert [silence.who for silence in reading.silences] == ["Acme"]
