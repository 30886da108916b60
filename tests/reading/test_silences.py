"""Silences: who was asked and did not answer, and about what."""

import re

import pytest

from dealwatch.reading import silence_words
from tests.reading.helpers import read
from tests.reading.silence_sentences import NOT_SILENT, SILENT


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


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Calls to Orion Metals were not returned.", ["Orion Metals"]),
        ("Emails sent to Harwick Motors on Tuesday went unanswered.", ["Harwick Motors"]),
        ("A request for comment to the British embassy was not immediately answered.", ["British embassy"]),
        ("There was no immediate response from the Home Office.", ["Home Office"]),
        ("No reply had been received from Falcon Aero when we went to press.", ["Falcon Aero"]),
        ("Nobody at Orion Metals was available to comment.", ["Orion Metals"]),
        ("Attempts to contact Orion Metals for comment failed.", ["Orion Metals"]),
        ("The Herald approached the Home Office and Acme for comment.", ["Home Office", "Acme"]),
        ("Neither Falcon Aero nor the Home Office responded to requests.", ["Falcon Aero", "Home Office"]),
        ("Neither side would comment.", []),
    ],
)
def test_whose_name_follows(body: str, who: list[str]) -> None:
    assert silent(body) == who


@pytest.mark.parametrize(
    "verb",
    [
        "had no comment",
        "made no comment",
        "had nothing to add",
        "has yet to reply",
        "would not be drawn",
        "refused to be drawn on prices",
        "opted not to comment",
        "chose not to respond",
        "did not wish to comment",
        "was not available for comment",
        "was not immediately available to comment",
        "declined to confirm or deny the report",
        "declined to discuss the agenda",
        "declined to say how many jobs were at risk",
        "would not say whether it would apply",
        "did not get back to us",
        "did not return calls",
        "did not answer emails",
        "ignored repeated requests for comment",
        "turned down a request for an interview",
        "remained silent on the plan",
        "could not be reached",
        "said it would not comment",
    ],
)
def test_the_ways_of_keeping_silent(verb: str) -> None:
    assert silent(f"Harwick Motors {verb}.") == ["Harwick Motors"]


@pytest.mark.parametrize(
    "body",
    [
        "Markets did not respond to the tariff.",
        "The minister refused to sign the letter.",
        "The union refused to accept the offer.",
        "She declined to be named.",
        "The minister refused to rule out a delay.",
        "He would not discuss what he called live talks.",
    ],
)
def test_a_refusal_to_act_is_no_silence(body: str) -> None:
    assert silent(body) == []


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Spokespeople for Acme and Bolt declined to comment.", ["Acme", "Bolt"]),
        ("Commerce Department officials did not respond to questions.", ["Commerce Department"]),
        ("Lawyers for Acme declined to comment.", ["Acme"]),
        ("Harwick Motors shut the plant. The company declined to comment.", ["Harwick Motors"]),
        ("Harwick Motors shut the plant. A spokesman declined to comment.", ["Harwick Motors"]),
        ("The Japanese and Korean embassies did not reply.", ["Japanese and Korean embassies"]),
        ("The Air and Water Authority did not reply.", ["Air and Water Authority"]),
        ("The German carmaker Acme would not comment.", ["Acme"]),
        ("Acme and its partner Bolt declined to comment.", ["Acme", "Bolt"]),
        ("Press officers for the Harbour Board did not reply.", ["Harbour Board"]),
        ("Acme builds the Grizzly. The carmaker declined to comment.", ["Acme"]),
        ("The Ministry for Land, Sea and Air declined to comment.", ["Ministry for Land, Sea and Air"]),
        (
            "The Ministry for Land and Sea and Acme were approached for comment.",
            ["Ministry for Land and Sea", "Acme"],
        ),
    ],
)
def test_who_keeps_silent_for_whom(body: str, who: list[str]) -> None:
    assert silent(body) == who


@pytest.mark.parametrize(("body", "who"), SILENT)
def test_silence_in_the_words_of_many_newsrooms(body: str, who: list[str]) -> None:
    assert silent(body) == who


@pytest.mark.parametrize("body", NOT_SILENT)
def test_what_only_looks_like_silence(body: str) -> None:
    assert silent(body) == []


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


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        (silence_words.SUBJECT, silence_words.SUBJECT_OPENINGS),
        (silence_words.OBJECT, silence_words.OBJECT_OPENINGS),
    ],
)
def test_a_form_that_is_looked_for_begins_with_one_of_the_openings(
    pattern: re.Pattern[str], openings: str
) -> None:
    anywhere = re.compile(pattern.pattern.replace(f"(?={openings})", ""), pattern.flags)
    assert anywhere.pattern != pattern.pattern
    for text, _ in SILENT:
        low = text.lower()
        assert [m.span() for m in pattern.finditer(low)] == [m.span() for m in anywhere.finditer(low)]
