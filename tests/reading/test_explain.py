"""A reading shown: the JSON object with exactly its keys, and the page for people."""

from dealwatch.reading.explain import page, reading_as_json
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


def test_the_page_shows_the_text_with_its_marks() -> None:
    lines = page(ENTRY, reader().read(ENTRY))
    plain = [line.plain for line in lines]
    assert plain[0].startswith("Relevant")
    assert "“We go on,” said Liz Kendall." in plain
    kinds = {kind for line in lines for segment in line.segments for kind in segment.kinds}
    assert {"agreement", "quote", "speaker", "silence", "signal"} <= kinds
    assert "Why" in plain


def test_the_page_of_a_story_that_is_not_relevant_says_what_was_missing() -> None:
    entry = story("Rain on the way")
    plain = [line.plain for line in page(entry, reader().read(entry))]
    assert plain[0].startswith("Not relevant")
    assert "What was missing" in plain


def test_the_page_tells_the_words_and_rules_behind_each_finding() -> None:
    plain = [line.plain for line in page(ENTRY, reader().read(ENTRY))]
    assert any(line.startswith("Agreements: tpd (“tech deal” in the title") for line in plain)
    assert "“paused” in the title says that agreement:tpd is on hold." in plain
    assert "Who speaks, and how we know" in plain
    assert "“We go on,”: Liz Kendall; the verb and the speaker come after it." in plain


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
