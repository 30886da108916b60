"""Speakers: the clause that governs a quotation, its neighbours, names and pronouns."""

import pytest

from tests.reading.helpers import said, speakers


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“We are ready,” said Jane Hill.", "Jane Hill"),
        ("“We are ready,” Jane Hill said.", "Jane Hill"),
        ("“We are ready”, said Jane Hill, who leads the union.", "Jane Hill"),
        ("“We are ready,” Jane Hill, 34, a farmer from Kent, told reporters.", "Jane Hill"),
        ("“We are ready,” said the union’s director, Jane Hill.", "Jane Hill"),
        ("“We are ready,” according to Jane Hill.", "Jane Hill"),
        ("“Are we ready?” asked Sen. Jane Hill (R-Ohio).", "Jane Hill"),
        ("Jane Hill said: “We are ready.”", "Jane Hill"),
        ("Jane Hill, the head of the Farm Guild, said on Monday, “We are ready.”", "Jane Hill"),
        ("As Jane Hill put it: “We are ready.”", "Jane Hill"),
        ("Jane Hill called the plan “a mess”.", "Jane Hill"),
        ("Jane Hill promised to “fight on for ever”.", "Jane Hill"),
        ("Jane Hill said that Bob Marsh was “a good man”.", "Jane Hill"),
        ("Jane Hill left the room, calling the vote “a sham”.", "Jane Hill"),
        ("The plan was described as “a mess” by Jane Hill.", "Jane Hill"),
        ("Jane Hill, who called it “a mess”, resigned.", "Jane Hill"),
        ("Jane Hill criticised the plan and said it was “a mess”.", "Jane Hill"),
        ("“A sad day for farming,” tweeted Business Secretary Jane Hill MP.", "Jane Hill"),
        ("The report said the cost was “out of all proportion”.", "report"),
        ("“We are ready,” the Farm Guild said.", "Farm Guild"),
        ("A government spokesperson said: “We are ready.”", "government spokesperson"),
        ("An Acme Motors spokesperson said: “We are ready.”", "Acme Motors"),
        ("“We are ready,” said a spokesman for Acme Motors.", "Acme Motors"),
    ],
)
def test_the_clause_that_governs(body: str, speaker: str) -> None:
    assert speakers(body) == [speaker]


def test_the_addressee_is_never_the_speaker() -> None:
    assert speakers("Jane Hill told Bob Marsh: “We are ready.”") == ["Jane Hill"]


def test_a_quotation_split_by_its_clause_is_two_with_one_speaker() -> None:
    assert said("“We are ready,” Jane Hill said, “and we will go on.”") == [
        ("Jane Hill", "We are ready,"),
        ("Jane Hill", "and we will go on."),
    ]


def test_a_second_sentence_goes_on() -> None:
    assert speakers("“We are ready,” Jane Hill said. “Nobody stops us.”") == ["Jane Hill", "Jane Hill"]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    body = "Jane Hill said: “We are ready.\n\n“Nobody stops us.\n\n“We go on.”\n\nThe hall fell silent."
    assert speakers(body) == ["Jane Hill"] * 3


def test_a_line_above_names_the_speaker() -> None:
    assert speakers("Jane Hill, the union’s secretary, said:\n\n“We are ready.”") == ["Jane Hill"]


def test_a_surname_is_the_person_named_in_full() -> None:
    assert speakers("Jane Hill leads the guild. “We are ready,” Ms Hill said.") == ["Jane Hill"]


def test_pronouns_stand_for_the_nearest_person_that_fits() -> None:
    body = "Robert Marsh leads the works. Susan Dale leads the union. “We are,” she said. “No,” he replied."
    assert speakers(body) == ["Susan Dale", "Robert Marsh"]


def test_a_name_inside_a_quotation_is_no_antecedent() -> None:
    body = "Robert Marsh spoke first. “Ask Peter Long about it,” he said."
    assert speakers(body) == ["Robert Marsh"]


def test_two_speakers_in_one_paragraph_are_kept_apart() -> None:
    body = "“We are ready,” said Jane Hill. “We are not,” said Bob Marsh. “Not at all.”"
    assert speakers(body) == ["Jane Hill", "Bob Marsh", "Bob Marsh"]


def test_a_passive_without_an_agent_names_nobody() -> None:
    assert speakers("The plan was billed as “a new dawn for trade” in May.") == [None]


def test_a_stakeholder_known_by_surname_is_linked() -> None:
    assert said("“We are ready,” Starmer said.") == [("Keir Starmer", "We are ready,")]


def test_british_commas_outside_the_marks() -> None:
    body = "Jane Hill said it could become a “farming superpower”, an aim shared by Bob Marsh’s party."
    assert speakers(body) == ["Jane Hill"]
