"""Speakers: the clause that governs a quotation, its neighbours, names and pronouns."""

import pytest

from tests.reading.helpers import read, said, speakers
from tests.reading.speaker_sentences import SPOKEN


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


@pytest.mark.parametrize(("body", "who"), SPOKEN)
def test_speakers_by_role_and_description(body: str, who: list[str]) -> None:
    assert speakers(body) == who


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


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # what stands between subject and verb
        ("Jo Hill at one point called the plan “a very bad joke”.", "Jo Hill"),
        ("Ann Reed, who in the past has described it as “a gift to rivals”, left.", "Ann Reed"),
        ("Jo Hill late on Friday night published a note about the “odd habits of traders”.", "Jo Hill"),
        ("A letter seen by the Courier warns that “nothing has been settled yet”.", "letter"),
        ("A man speaking to the Courier said the price was “far too high for us”.", "man"),
        # a complement hangs on whoever says it
        ("Jo Hill said the plan would call for “a long and costly fight”.", "Jo Hill"),
        ("Jo Hill told reporters she feels good about it and “we shall see what it brings”.", "Jo Hill"),
        ("Ann Reed found in May that the port is “the best run in the north”.", "Ann Reed"),
        ("Ann Reed said that when Jo Hill spoke, “the whole room went quiet”.", "Ann Reed"),
        # verbs
        ("The petition demands “a vote before the summer break”.", "petition"),
        ("Jo Hill seeks “a fair price for our fish”, and no more.", "Jo Hill"),
        ("Jo Hill pointed out that it was “the fourth such meeting”.", "Jo Hill"),
        # after the quotation
        ("“We are very glad” about the outcome, said Jo Hill, who runs the port.", "Jo Hill"),
        ("“It costs too much,” Jo Hill, now 81 and retired in Boston, Mass., said.", "Jo Hill"),
        ("“It costs too much,” Ann Reed (R-Ky.) said.", "Ann Reed"),
        ("The port is “a national asset” and “worth every penny,” Jo Hill said.", "Jo Hill"),
        # nobody
        ("Jo Hill was asked, “Why did you leave so early?” She shrugged.", None),
        ("They met at a club called “The Nine of Diamonds Again”.", None),
        # labels
        ("A BAD DAY FOR TRADE - Ann Reed: “We did not see it coming.”", "Ann Reed"),
    ],
)
def test_who_speaks_in_one_sentence(body: str, expected: str | None) -> None:
    assert speakers(body)[0] == expected


def test_a_pronoun_goes_on_past_names_that_are_objects() -> None:
    body = (
        "Ann Reed runs the port. She said she would rather see Mary Lunn elected than lose it.\n\n"
        "“They have no idea what it takes,” she said."
    )
    assert speakers(body) == ["Ann Reed"]


def test_a_person_of_whom_only_a_surname_is_given() -> None:
    body = (
        "Peter Grant left in May.\n\nKhan said he would stay.\n\n“Somebody has to lock the doors,” he said."
    )
    assert speakers(body) == ["Khan"]


def test_a_paragraph_goes_on_where_the_same_person_spoke_and_was_named_last() -> None:
    body = (
        "“It will pass,” Jo Hill said. She smiled.\n\nHill has seen worse.\n\n"
        "“In my first year the roof came down on us.”"
    )
    assert speakers(body) == ["Jo Hill", "Jo Hill"]


def test_curly_marks_stand_inside_straight_ones() -> None:
    found = said('"They told us “wait for the spring” and hung up," Jo Hill said.')
    assert found == [("Jo Hill", "They told us “wait for the spring” and hung up,")]


def test_members_belong_to_the_name_of_their_body() -> None:
    """ "Britain’s Treasury" is the Treasury, "the Women’s Institute" is no institute of a woman."""
    assert speakers("“No,” said the Women’s Institute.") == ["Women’s Institute"]
    assert speakers("“Not this year,” the Bakers’ Union said.") == ["Bakers’ Union"]
    assert speakers("“Not this year,” said Oldland’s Central Bank.") == ["Central Bank"]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        # who comes last
        ("The vote is “a disaster in the making” for the town, said Jo Hill, who runs the port.", "Jo Hill"),
        ("“Shame on every one of you,” bellowed the mayor, Jo Hill.", "Jo Hill"),
        ("“We came to stay,” said her oldest friend in town, Jo Hill.", "Jo Hill"),
        ("The plan will fail, said Jo Hill in the Courier. It is “the worst of all worlds”.", "Jo Hill"),
        # common nouns
        ("The two farmers, however, argue that “nothing has been decided”.", "two farmers"),
        ("Port owners fear “a long and costly winter”.", "Port owners"),
        ("The authors of the study say that “nothing has been decided”.", "authors of the study"),
        ("A letter to harbour staff warns of “a long and costly winter”.", "letter"),
        # whom the clause hangs on
        ("Jo Hill left early, noting that buyers feel “the price is far too high”.", "Jo Hill"),
        ("The cost led Jo Hill to complain that “nobody had asked us”.", "Jo Hill"),
        ("Jo Hill said the new rules, which Bob Marsh drew up, are “a waste of our time”.", "Jo Hill"),
        ("Jo Hill, who is head of the Farm Guild said, “We came to stay.”", "Jo Hill"),
        ("It is a test of Jo Hill’s “no boat left behind” promise.", "Jo Hill"),
        # where the words stand
        (
            "According to a note from the Farm Guild, the sign read “closed for good”.",
            "note from the Farm Guild",
        ),
        ("Here’s Jo Hill in May: “We came to stay.”", "Jo Hill"),
        ("Full transcript as follows:\n\n“We came to stay.”", "Full transcript"),
    ],
)
def test_which_of_several_subjects(body: str, speaker: str) -> None:
    assert speakers(body) == [speaker]


def test_a_name_behind_a_dash_signs() -> None:
    body = (
        "“We came to stay.” ― Jo Hill\n“We do not sell.”— Ann Reed, mayor of Leeds\n“Nor do we.” – Bob Marsh"
    )
    assert speakers(body) == ["Jo Hill", "Ann Reed", "Bob Marsh"]


def test_a_pull_quote_is_whose_words_it_repeats() -> None:
    body = (
        "‘Nobody asked us first’\n\nThe port is for sale. “An outrage. Nobody asked us first,” Jo Hill said."
    )
    assert speakers(body) == ["Jo Hill", "Jo Hill"]


def test_the_first_verb_of_the_sentence_above() -> None:
    body = "Jo Hill said that for years some had been predicting a fall.\n\n“We have heard it all before.”"
    assert speakers(body) == ["Jo Hill"]


def test_a_few_words_that_nobody_says_are_no_speech() -> None:
    assert said("The port is a “kind of miracle” and its owners know it.") == []


def test_the_source_is_the_whole_phrase() -> None:
    body = "“We came to stay,” said the guild’s oldest member, Jo Hill."
    (quote,) = read(body=body).quotes
    assert body[quote.source_start : quote.source_end] == "the guild’s oldest member, Jo Hill"


def test_first_names_tell_whom_a_pronoun_stands_for() -> None:
    body = "Eluned Vaughan spoke first. Takeshi Mori came next. “We came to stay,” {} said."
    assert speakers(body.format("she")) == ["Eluned Vaughan"]
    assert speakers(body.format("he")) == ["Takeshi Mori"]


def test_a_subject_of_unknown_gender_may_be_meant() -> None:
    body = "Mary Lunn left in May.\n\nXael Odd led the port then. “We came to stay,” she said."
    assert speakers(body) == ["Xael Odd"]


def test_a_name_that_acts_by_its_surname_alone_is_a_person() -> None:
    body = "The port is run by Xael Odd of Hull.\n\nOdd left in May.\n\n“We came to stay,” he said."
    assert speakers(body) == ["Xael Odd"]


def test_pronouns_that_follow_tell_the_gender() -> None:
    body = (
        "Xyl Odd led the port. She sold it.\n\nJo Reed paid for it.\n\nXyl Odd and Bob Marsh met.\n\n"
        "“We came to stay,” he said."
    )
    assert speakers(body) == ["Bob Marsh"]


def test_the_ending_of_a_first_name_that_is_in_no_list_tells_its_gender() -> None:
    body = "Xavella Odd met Tarwick Orr on the new quay in May. “We came to stay,” {} said."
    assert speakers(body.format("she")) == ["Xavella Odd"]
