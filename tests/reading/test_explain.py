"""A reading shown: the JSON object with exactly its keys, and the page for people."""

from dealwatch.reading.explain import reading_as_json
from dealwatch.reading.page import page
from dealwatch.reading.trace import Trace
from dealwatch.values import Entry
from tests.reading.helpers import reader, story

ENTRY = story(
    "UK-US tech deal paused",
    "The Tech Prosperity Deal covers AI.",
    "“We go on,” said Liz Kendall.\n\nThe White House did not respond to a request for comment.",
    "2025-12-16",
)


def test_the_keys_of_the_object() -> None:
    shown = reading_as_json("s1", reader().read(ENTRY))
    assert list(shown) == [
        "id", "relevant", "score", "agreements", "sectors", "stakeholders", "signals", "quotes", "silences"
    ]  # fmt: skip
    assert shown["id"] == "s1"
    assert list(shown["agreements"][0]) == ["id", "evidence"]
    assert list(shown["agreements"][0]["evidence"][0]) == ["field", "start", "end", "text"]
    assert list(shown["signals"][0]) == ["subject", "status", "evidence", "confidence"]
    assert list(shown["quotes"][0]) == [
        "text", "field", "start", "end", "speaker", "source_start", "source_end", "stakeholder"
    ]  # fmt: skip
    assert list(shown["silences"][0]) == ["who", "evidence"]
    assert [item["text"] for item in shown["silences"][0]["evidence"]] == [
        "The White House did not respond to a request for comment"
    ]


def lines(entry: Entry = ENTRY) -> list[str]:
    """The page of a story, each line with its role before it."""
    reading = reader().read(entry)
    missing = () if reading.relevant else reader().missing(entry)
    found = page(entry, reading, Trace(reader().dossier), missing)
    return [f"{line.role}: {line.plain}" for line in found]


def test_the_page_shows_the_text_with_its_marks() -> None:
    shown = page(ENTRY, reader().read(ENTRY), Trace(reader().dossier))
    assert "text: “We go on,” said Liz Kendall." in lines()
    kinds = {kind for line in shown for segment in line.segments for kind in segment.kinds}
    assert kinds == {"agreement", "sector", "stakeholder", "quote", "speaker", "silence", "signal"}


def test_the_page_begins_with_what_the_story_is_about() -> None:
    assert lines()[0] == "verdict: Relevant: Tech Prosperity Deal (tpd)"
    assert lines()[1].endswith("where 0.50 makes a story relevant")


def test_each_finding_is_traced_to_the_word_of_the_dossier_that_made_it() -> None:
    shown = lines()
    at = shown.index("finding: Tech Prosperity Deal (tpd)")
    assert shown[at - 1] == "group: Agreements"
    assert set(shown[at + 1 : at + 3]) == {
        "detail: “Tech Prosperity Deal” in the summary, one of its names",
        "detail: “tech deal” in the title, one of its nicknames",
    }
    at = shown.index("finding: Tech Prosperity Deal (tpd): on hold")
    assert shown[at + 1].startswith("detail: told as a fact, confidence ")
    assert "detail: “Liz Kendall” in the body, its name" in shown


def test_each_quote_is_traced_to_the_rule_that_found_its_speaker() -> None:
    shown = lines()
    at = shown.index("finding: Liz Kendall (liz-kendall)", shown.index("group: Quotes"))
    assert shown[at + 1 : at + 3] == [
        "detail: “We go on,”",
        "detail: how we know: the verb and the speaker come after it.",
    ]
    at = shown.index("finding: White House (white-house)", shown.index("group: Silences"))
    assert shown[at + 1].startswith("detail: “The White House did not respond")


def test_the_reasons_stand_below() -> None:
    shown = lines()
    assert (
        "why: “paused” in the title says that agreement:tpd is on hold."
        in shown[shown.index("heading: Why") :]
    )


def test_what_was_not_found_is_one_line() -> None:
    assert "group: No signals, quotes, silences" in lines(
        story("UK-US tech deal", "The Tech Prosperity Deal covers AI, says Microsoft.")
    )


def test_a_story_that_names_one_party_alone_lacks_the_other_and_a_deal() -> None:
    shown = lines(story("Rain on the way to Britain"))
    assert shown[0] == "verdict: Not relevant"
    told = shown[shown.index("heading: What was missing") :]
    assert any(line.startswith("why: United Kingdom is there: “Britain” in the title.") for line in told)
    assert any(line.startswith("why: United States is not there; it would be by “") for line in told)
    assert any("“Tech Prosperity Deal”" in line and "would have counted anywhere" in line for line in told)


def test_a_story_about_the_deal_of_others_says_so() -> None:
    told = lines(
        story("Korea and US sign AI deal", "It follows one between the US and Britain. Seoul is glad.")
    )
    assert any(line.startswith("why: It speaks of others: “Seoul” in the summary") for line in told)


def test_a_story_that_says_too_little_shows_its_points() -> None:
    told = lines(
        story(
            "A busy week",
            "A walk in the rain.",
            "It was long. " * 220 + "The tech deal between UK and US came up.",
        )
    )
    assert any("“tech deal” in the body" in line and line.endswith("points).") for line in told)
    assert any("and so a score of" in line for line in told)


def test_what_spoke_for_and_against_a_story_is_told_with_its_weight() -> None:
    told = lines(
        story("Japan and US sign trade pact", "Tokyo pays 15%. Britain has a tariff deal with America.")
    )
    for_it = next(line for line in told if line.startswith("why: For it: "))
    assert "all parties stand in one sentence with such words (+" in for_it
    against = next(line for line in told if line.startswith("why: Against it: "))
    assert "its headline is about another country’s affair (−" in against


def test_what_would_have_tipped_a_story_is_told() -> None:
    told = lines(story("Ministers meet in Leeds", "They spoke of talks with Ohio about beef."))
    tipping = next(line for line in told if line.startswith("why: It would have been relevant "))
    assert "had it named an agreement in its opening" in tipping
    assert reader().read(story("Ministers meet in Leeds", "They spoke of the Tech Prosperity Deal.")).relevant


def test_a_party_is_there_through_its_officials_or_only_pointed_to() -> None:
    told = lines(story("Senators visit", "They met makers from Sunderland for talks."))
    assert any("United States is there through those who act for it: “Senators”" in line for line in told)
    assert any("United Kingdom is only pointed to" in line and "“Sunderland”" in line for line in told)


def test_words_that_stand_in_the_wrong_place_are_named() -> None:
    told = lines(story("Britain and America", "A long read.", "The French call it a tech deal."))
    assert any("would count in a sentence with both parties" in line for line in told)


def test_rules_of_attribution_are_not_stored_with_every_story() -> None:
    assert not any("Liz Kendall" in reason for reason in reader().read(ENTRY, gate=True).reasons)


def test_every_rule_of_attribution_has_its_words() -> None:
    body = (
        "Jo Hill said: “One thing is sure.” “Two things are not,” she added. It was called “a sad day” in "
        "Leeds.\n\n“Three of them went home early.”\n\nAda Roy: “Four stayed on until the end.”"
    )
    reasons = reader().read(story("Rain", body=body)).reasons
    rules = [reason for reason in reasons if reason.startswith("Quote ")]
    assert len(rules) == 5
    assert not any(reason.endswith("; none.") for reason in rules)
