"""How news tells a status of agreements and sectors by families of events, and what only sounds like one."""

import pytest

from dealwatch.reading.inflect import forms
from tests.reading.helpers import read

BETWEEN = "The Tech Prosperity Deal is a memorandum between Britain and the United States."


def signals(title: str, summary: str = "", published: str = "2026-01-20") -> set[tuple[str, str]]:
    found = read(title, summary, published=published).signals
    return {(item.subject.split(":")[1], item.status.value) for item in found}


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("scrap", ("scrap", "scraps", "scrapped", "scrapped", "scrapping")),
        ("freeze", ("freeze", "freezes", "froze", "frozen", "freezing")),
        ("agree", ("agree", "agrees", "agreed", "agreed", "agreeing")),
        ("ratify", ("ratify", "ratifies", "ratified", "ratified", "ratifying")),
        ("open", ("open", "opens", "opened", "opened", "opening")),
        ("ditch", ("ditch", "ditches", "ditched", "ditched", "ditching")),
    ],
)
def test_the_forms_of_a_verb(base: str, expected: tuple[str, ...]) -> None:
    assert tuple(forms(base)) == expected


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("US puts British tech partnership on hold", "on_hold"),
        ("US slams brakes on UK tech deal", "on_hold"),
        ("Work on UK-US tech deal grinds to a halt", "on_hold"),
        ("US halts implementation of UK tech deal", "on_hold"),
        ("Ministers face questions over paused US tech deal", "on_hold"),
        ("Kendall hopes to revive tech deal with US", "on_hold"),
        ("US pulls the plug on tech pact with Britain", "terminated"),
        ("UK tech deal with Trump collapses", "terminated"),
        ("Trump kills UK tech deal", "terminated"),
        ("Britain and America ink technology accord at Chequers", "signed"),
        ("UK-US technology memorandum signed at Chequers", "signed"),
        ("UK and US make tech deal official", "signed"),
        ("UK and US conclude negotiations on tech deal", "agreed"),
        ("US agrees to unfreeze UK tech deal", "negotiating"),
        ("US lifts pause on tech deal with Britain", "negotiating"),
        ("US tech deal with Britain is back on track", "negotiating"),
        ("UK and US revive tech deal", "negotiating"),
    ],
)
def test_what_happens_to_an_agreement(title: str, status: str) -> None:
    assert signals(title, BETWEEN) == {("tpd", status)}


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("UK and US agree drug pricing deal", "agreed"),
        ("Britain secures zero tariff on medicines from US", "agreed"),
        ("UK, US settle row over drug prices", "agreed"),
        ("UK close to medicines deal with US", "negotiating"),
        ("Ministers in drug pricing talks with US", "negotiating"),
        ("Pharma deal between UK and US goes live", "in_force"),
        ("Britain and US sign pharmaceuticals agreement", "signed"),
    ],
)
def test_what_happens_to_the_deal_of_a_sector(title: str, status: str) -> None:
    assert signals(title) == {("pharmaceuticals", status)}


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        (
            "Beef trade",
            "From 1 January British farmers can ship beef to the US free of duty under the trade deal.",
            ("agriculture", "in_force"),
        ),
        (
            "Aerospace tariff cut comes into force",
            "Britain’s jet engine makers pay no US tariff from today under the Economic Prosperity Deal.",
            ("aerospace", "in_force"),
        ),
        (
            "US suspends beef quota for UK",
            "The allowance under the trade deal with Britain was frozen on Tuesday.",
            ("agriculture", "on_hold"),
        ),
        (
            "Trump cancels UK car tariff quota",
            "The President has scrapped the quota that let British cars into the US at 10 per cent.",
            ("cars", "terminated"),
        ),
        (
            "Trump signs order implementing UK car tariff cut",
            "The order carries out the Economic Prosperity Deal with Britain.",
            ("cars", "signed"),
        ),
        (
            "Chancellor considers lower digital tax",
            "The Treasury is considering a cut in the digital services tax to satisfy Washington.",
            ("digital-tax", "proposed"),
        ),
    ],
)
def test_what_happens_to_a_quota_or_a_tariff(title: str, summary: str, expected: tuple[str, str]) -> None:
    assert expected in signals(title, summary)


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        ("UK-US trade deal takes effect, without steel", "", ("epd", "partly_in_force")),
        ("Parts of UK-US trade deal now in force", "", ("epd", "partly_in_force")),
        ("UK-US trade deal only partly implemented", "", ("epd", "partly_in_force")),
    ],
)
def test_a_deal_of_many_parts_is_partly_in_force(title: str, summary: str, expected: tuple[str, str]) -> None:
    assert expected in signals(title, summary)


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Tech deal with US could be scrapped, MPs fear", BETWEEN),
        ("UK tech deal with Trump on brink of collapse", BETWEEN),
        ("What would happen if the US tore up the UK tech deal", BETWEEN),
        ("Trump threatens to tear up trade deal with UK", ""),
        ("UK should rip up US trade deal, says Davey", ""),
        ("MPs urge ministers to suspend US trade deal", ""),
        ("UK denies US tech deal on hold", BETWEEN),
        ("Starmer defends trade deal with US", ""),
        (
            "UK-US trade deal one year on",
            "A year after the Economic Prosperity Deal was agreed, exports of cars have grown.",
        ),
        (
            "Why the Tech Prosperity Deal matters to Teesside",
            "The UK-US agreement, signed last September, promised an AI growth zone.",
        ),
        (
            "British chip firm signs deal with US customer",
            "The contract has nothing to do with the UK-US tech deal signed in September.",
        ),
        ("Japan signs trade deal with US after UK", "Tokyo followed the UK-US trade deal."),
        (
            "Japan deal modelled on UK tech pact",
            "Washington and Tokyo signed a technology pact like the one Britain signed in September.",
        ),
    ],
)
def test_what_has_not_happened_gives_none(title: str, summary: str) -> None:
    assert signals(title, summary) == set()


def test_background_far_down_gives_none() -> None:
    body = "\n\n".join(["Kit Hale runs a data centre in Wales for American clients of the tech deal."] * 4)
    body += "\n\nThe Tech Prosperity Deal with the US, which Washington paused in December, covers AI."
    reading = read("Data centres under the UK-US tech deal", BETWEEN, body, published="2026-03-01")
    assert reading.signals == ()


def test_a_denied_pause_tells_why_it_was_passed_over() -> None:
    reading = read("UK denies that US tech deal is frozen", BETWEEN)
    assert any("denied" in reason for reason in reading.reasons)
