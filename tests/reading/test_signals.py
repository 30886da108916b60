"""Signals: a status reported as news, of the right subject; what is feared, denied or recalled gives none."""

import datetime as dt

import pytest

from dealwatch.values import Mode
from tests.reading.helpers import read

DEAL = "The Tech Prosperity Deal between Britain and the United States covers AI and quantum computing."


def signals(title: str, summary: str = DEAL, published: str = "2025-12-16") -> set[tuple[str, str]]:
    return {(item.subject, item.status.value) for item in read(title, summary, published=published).signals}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("UK-US Tech Prosperity Deal suspended", ("agreement:tpd", "on_hold")),
        ("US pauses tech deal with Britain", ("agreement:tpd", "on_hold")),
        ("UK and US sign Tech Prosperity Deal", ("agreement:tpd", "signed")),
        ("UK and US restart tech deal talks", ("agreement:tpd", "negotiating")),
        ("US scraps tech deal with Britain", ("agreement:tpd", "terminated")),
    ],
)
def test_a_status_in_the_headline(title: str, expected: tuple[str, str]) -> None:
    assert signals(title) == {expected}


@pytest.mark.parametrize(
    "title",
    [
        "UK-US tech deal is not paused, says minister",
        "Tech deal with US would be suspended if talks fail, lawyers warn",
        "Fears that US could suspend tech deal with Britain",
        "Ministers deny that US tech deal is dead",
        "UK hopes to sign tech deal with US",
        "Will the US pull the plug on the tech deal with Britain?",
    ],
)
def test_what_is_denied_feared_or_conditional_gives_none(title: str) -> None:
    assert signals(title) == set()


@pytest.mark.parametrize(
    "title",
    [
        "Minister denies reports that US tech deal has been suspended",
        "Downing Street rejects claim that the technology pact with America was torn up",
        "UK-US Tech Prosperity Deal scrapped? Officials say the rumour is false",
        "Kendall: talk of a suspended tech deal with the US is untrue, it has not been paused",
        "Six months after the UK-US tech deal was signed, few have read it",
    ],
)
def test_what_is_taken_back_asked_or_long_ago_gives_none(title: str) -> None:
    assert signals(title) == set()


def test_a_denial_in_the_title_leaves_the_reason() -> None:
    reading = read("Minister denies reports that US tech deal has been suspended", DEAL)
    told = [reason for reason in reading.reasons if "suspended" in reason]
    assert told
    assert "denied" in told[0]


@pytest.mark.parametrize(
    "summary",
    [
        "Washington has suspended the Tech Prosperity Deal with Britain, officials said.",
        "The Tech Prosperity Deal with Britain is on hold, according to people briefed on the talks.",
        "The US has paused the Tech Prosperity Deal with Britain, said a man who asked not to be named.",
        "The US has reportedly frozen the Tech Prosperity Deal with Britain.",
    ],
)
def test_unnamed_officials_make_a_rumour(summary: str) -> None:
    signal = read("News from Washington", summary, published="2025-12-16").signals[0]
    assert (signal.status.value, signal.mode) == ("on_hold", Mode.RUMOUR)
    assert 0.5 < signal.confidence < 0.9


def test_a_restart_that_both_sides_agree_to_is_one() -> None:
    assert signals("UK and US agree to restart tech deal talks") == {("agreement:tpd", "negotiating")}


def test_what_a_status_waits_for_does_not_have_it() -> None:
    found = signals(
        "UK-US tech deal halted pending trade deal",
        "Work on the Tech Prosperity Deal with Britain is paused until the Economic Prosperity Deal holds.",
    )
    assert found == {("agreement:tpd", "on_hold")}


def test_recalled_background_gives_none() -> None:
    summary = "The Tech Prosperity Deal between Britain and the US, which was signed in September, covers AI."
    assert signals("Experts study the UK-US technology pact", summary, "2026-03-01") == set()


def test_two_agreements_in_one_sentence_are_not_mixed_up() -> None:
    found = signals(
        "Trade deal holds while tech pact is frozen",
        "The Tech Prosperity Deal with Britain is frozen, but the Economic Prosperity Deal holds.",
    )
    assert ("agreement:tpd", "on_hold") in found
    assert ("agreement:epd", "on_hold") not in found


def test_a_sector_has_its_own_status() -> None:
    found = signals(
        "Plan for tariff-free steel shelved",
        "Ministers have shelved the steel quota that the Economic Prosperity Deal with the US promised.",
    )
    assert ("sector:steel", "on_hold") in found
    assert ("agreement:tpd", "on_hold") not in found


def test_reports_of_others_are_marked_and_count_less() -> None:
    sure = read("US suspends tech deal with Britain", DEAL).signals[0]
    unsure = read("US suspends tech deal with Britain, sources say", DEAL).signals[0]
    assert (sure.mode, unsure.mode) == (Mode.FACT, Mode.RUMOUR)
    assert sure.confidence > unsure.confidence


def test_the_day_from_which_it_holds() -> None:
    reading = read("Tech deal with Britain suspended on 15 December", DEAL, published="2025-12-16")
    assert reading.signals[0].effective == dt.date(2025, 12, 15)


def test_a_story_that_is_not_relevant_gives_none() -> None:
    assert read("Japan and US sign Technology Prosperity Deal", published="2025-10-28").signals == ()
