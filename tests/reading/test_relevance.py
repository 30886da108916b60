"""Relevance and tags: the watched deal, and not its look-alikes."""

import pytest

from dealwatch.values import Entry
from tests.reading.helpers import read, reader, story


@pytest.mark.parametrize(
    ("title", "agreement"),
    [
        ("UK and US sign Tech Prosperity Deal", "tpd"),
        ("UK–US technology pact: what it covers", "tpd"),
        ("WHAT THE US-UK ECONOMIC PROSPERITY DEAL MEANS FOR CARS", "epd"),
        ("US-UK trade deal: car tariff falls to 10%", "epd"),
        ("Britain and US agree medicines deal", "epd"),
        ("EPD: ministers lay order on US beef before Parliament - Farm Daily", "epd"),
    ],
)
def test_titles_alone(title: str, agreement: str) -> None:
    reading = read(title)
    assert reading.relevant
    assert agreement in [tag.id for tag in reading.agreements]


@pytest.mark.parametrize(
    "title",
    [
        "U.S.–Japan Technology Prosperity Deal signed in Tokyo",
        "Korea, US to ink Technology Prosperity Deal",
        "EU and US agree trade deal",
        "UK and Germany sign technology partnership",
        "India-UK trade deal starts in April",
        "British Steel gets new state loan",
        "Ofcom fines forum under the Online Safety Act",
        "London chip firm strikes tech deal with rival",
        "Rain on the way for southern England",
        "",
    ],
)
def test_look_alikes(title: str) -> None:
    reading = read(title)
    assert not reading.relevant
    assert (*reading.agreements, *reading.sectors, *reading.signals) == ()


def test_what_was_missing_is_told() -> None:
    assert any("United States" in reason for reason in read("British trade deal with Peru agreed").reasons)


def test_a_story_older_than_the_negotiation_is_another_one() -> None:
    title = "UK and US strike deal on steel tariffs"
    assert read(title, published="2025-05-09").relevant
    assert not read(title, published="2022-03-23").relevant


def test_a_mention_in_one_clause_is_not_enough() -> None:
    body = "The village hall reopens. " * 120 + "The speaker also mentioned the US trade deal with Britain."
    assert not read("Village hall reopens", body=body).relevant


def test_sectors_that_are_shown_only_are_not_tagged() -> None:
    reading = read(
        "Whisky left out of UK-US trade deal",
        "Scotch whisky still pays 10% under the Economic Prosperity Deal.",
    )
    assert "whisky" not in [tag.id for tag in reading.sectors]


def test_evidence_is_the_passage_itself() -> None:
    entry = story(
        "UK-US tech deal paused",
        "AI and quantum work stops, says Liz Kendall.",
        "The Tech Prosperity Deal is on hold.",
    )
    reading = reader().read(entry)
    tags = (*reading.agreements, *reading.sectors, *reading.stakeholders)
    assert {"tpd", "ai", "quantum", "liz-kendall"} <= {tag.id for tag in tags}
    for tag in tags:
        assert tag.evidence
        for item in tag.evidence:
            assert getattr(entry, item.field)[item.start : item.end] == item.text


def test_the_gate_stops_only_what_is_not_relevant() -> None:
    stopped = reader().read(story("Rain on the way", body="“It will pour,” said Ann Lee."), gate=True)
    assert (stopped.relevant, stopped.quotes) == (False, ())
    passed = reader().read(story("UK and US sign Tech Prosperity Deal"), gate=True)
    assert passed.relevant


def test_an_empty_entry_reads_to_nothing() -> None:
    reading = reader().read(Entry(key="", title=""))
    assert (reading.relevant, reading.score, reading.quotes, reading.silences) == (False, 0.0, (), ())


def test_the_digest_names_rules_and_words() -> None:
    assert reader().digest == type(reader())(reader().dossier).digest
