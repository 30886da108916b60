"""Another negotiation is read by the same rules: only its words differ."""

from functools import cache
from pathlib import Path

import pytest

from dealwatch.dossier import Dossier, load_dossier
from dealwatch.reading import Reader, read
from dealwatch.rules import rules_digest
from dealwatch.values import Reading
from tests.reading.helpers import reader, story


@cache
def swiss() -> Dossier:
    return load_dossier(str(Path(__file__).with_name("swiss-eu.toml")))


def of(title: str, summary: str = "", body: str = "", published: str = "2026-06-02") -> Reading:
    return read(story(title, summary, body, published), swiss())


def signals(reading: Reading) -> list[tuple[str, str, str]]:
    return [(item.subject, item.status.value, item.mode.value) for item in reading.signals]


def agreements(reading: Reading) -> list[str]:
    return [tag.id for tag in reading.agreements]


def sectors(reading: Reading) -> set[str]:
    return {tag.id for tag in reading.sectors}


# Title, summary, body → agreements, sectors that must be there, signals.
ABOUT = [
    pytest.param(
        "Switzerland and EU sign Bilaterals III",
        "The package covers electricity and free movement.", "",
        ["package"], {"electricity", "free-movement"}, [("agreement:package", "signed", "fact")],
        id="signed",
    ),
    pytest.param(
        "Swiss-EU package put on hold as Brussels waits for vote",
        "", "The European Commission has suspended work on Bilaterals III until the Swiss people have voted.",
        ["package"], set(), [("agreement:package", "on_hold", "fact")],
        id="on hold",
    ),
    pytest.param(
        "Bern and Brussels resume talks on new treaties",
        "Negotiations on the package between Switzerland and the EU restarted on Monday.", "",
        ["package"], set(), [("agreement:package", "negotiating", "fact")],
        id="talks again",
    ),
    pytest.param(
        "Bern denies that package with EU is dead",
        "", "The Federal Council denied reports that Bilaterals III had been abandoned.",
        ["package"], set(), [],
        id="denied",
    ),
    pytest.param(
        "EU and Switzerland sign electricity agreement",
        "Swissgrid will be part of the European power market.", "",
        ["package"], {"electricity"}, [("sector:electricity", "signed", "fact")],
        id="a sector",
    ),
    pytest.param(
        "Swiss researchers back in Horizon Europe as EU Programmes Agreement takes effect",
        "Universities in Switzerland may lead European projects again.", "",
        ["horizon"], {"research"}, [("agreement:horizon", "in_force", "fact")],
        id="in force",
    ),
    pytest.param(
        "SVP warns EU package would be torn up after initiative",
        "The party wants the Swiss to vote on free movement before Bilaterals III is signed.", "",
        ["package"], {"free-movement"}, [],
        id="feared",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "summary", "body", "about", "parts", "told"), ABOUT)
def test_a_story_about_it(
    title: str, summary: str, body: str, about: list[str], parts: set[str], told: list[tuple[str, str, str]]
) -> None:
    reading = of(title, summary, body)
    assert reading.relevant
    assert agreements(reading) == about
    assert parts <= sectors(reading)
    found = signals(reading)
    if told:
        assert set(told) <= set(found)
        assert {subject for subject, _, _ in found} <= {subject for subject, _, _ in told} | {
            f"agreement:{name}" for name in about
        }
    else:
        assert [item for item in found if item[2] == "fact" and item[1] in ("terminated", "signed")] == []


OTHERS = [
    (
        "US tariffs on Swiss watches fall to 15%",
        "Washington and Bern sign a deal. The EU has had one since July.",
    ),
    (
        "EU-UK reset: food deal signed in London",
        "Brussels and Britain agree on sanitary rules. Swiss firms watch.",
    ),
    ("Swiss utilities raise electricity prices", "Households in Zurich will pay more next year."),
    ("European Commission fines chip maker", "Brussels says the firm broke competition rules."),
    ("Canada and Japan sign timber deal", "Forestry firms in both countries welcome it."),
    ("UK and US sign Tech Prosperity Deal", "It covers AI, quantum and nuclear power."),
    ("Roche buys American biotech firm", "The Swiss group pays two billion dollars."),
]


@pytest.mark.parametrize(("title", "summary"), OTHERS)
def test_a_story_about_others_is_not(title: str, summary: str) -> None:
    reading = of(title, summary)
    assert not reading.relevant
    assert reading.signals == ()
    assert any(reading.reasons)


BODY = (
    "Switzerland and the EU have agreed on a safeguard clause in the package on free movement.\n\n"
    "“We have protected Swiss wages,” Foreign Minister Ignazio Cassis said. “Nobody need be afraid.”\n\n"
    "Maros Sefcovic called it “a fair balance” for both sides.\n\n"
    "The Swiss People’s Party did not respond to a request for comment."
)


def test_its_speakers_and_silences_are_its_stakeholders() -> None:
    reading = of("Swiss and EU settle wage protection in package deal", body=BODY)
    assert [(quote.stakeholder, quote.text) for quote in reading.quotes] == [
        ("ignazio-cassis", "We have protected Swiss wages,"),
        ("ignazio-cassis", "Nobody need be afraid."),
        ("maros-sefcovic", "a fair balance"),
    ]
    assert [(item.who, item.stakeholder) for item in reading.silences] == [("Swiss People’s Party", "svp")]
    assert {"ignazio-cassis", "maros-sefcovic", "svp"} <= {tag.id for tag in reading.stakeholders}


def test_what_a_story_lacks_is_told_in_its_own_words() -> None:
    entry = story("Brussels fines chip maker", "The European Commission says it broke the rules.")
    told = " ".join(Reader(swiss()).missing(entry))
    assert "Switzerland is not there" in told
    assert "“Bilaterals III”" in told
    assert "Prosperity" not in told


def test_the_shipped_dossier_leaves_it_alone() -> None:
    assert not reader().read(story("Switzerland and EU sign Bilaterals III", body=BODY)).relevant


def test_the_gate_lets_its_stories_through_and_no_others() -> None:
    gated = Reader(swiss())
    assert gated.read(story("Swiss and EU settle package deal", body=BODY), gate=True).relevant
    assert not gated.read(story("UK and US sign Tech Prosperity Deal"), gate=True).relevant


def test_each_vocabulary_has_its_digest() -> None:
    assert rules_digest(swiss()) != rules_digest(reader().dossier)
