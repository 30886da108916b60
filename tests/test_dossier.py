"""Dossiers: the shipped one is sound and sourced, and a broken one is refused with the key that is wrong."""

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.dossier import Dossier, StatusRow, digest_of, load_dossier, shipped_dossiers
from dealwatch.errors import DossierError
from dealwatch.values import Status

SMALL = """\
id = "small"
name = "A small dossier"
compiled = 2026-01-31
newest_evidence = 2026-01-30
gap_note = ""

[[party]]
id = "a"
name = "Aland"
names = ["Aland"]

[[party]]
id = "b"
name = "Beland"
names = ["Beland"]

[[agreement]]
id = "tpd"
name = "The pact"
short = "TPD"
kind = "memorandum"
parties = ["a", "b"]
depends_on = ["epd"]
summary = "It says much."
as_of = 2026-01-30
source_url = "https://example.org/tpd"
names = ["The pact"]

[[agreement]]
id = "epd"
name = "The terms"
short = "EPD"
kind = "terms"
parties = ["a", "b"]
summary = "They say more."
as_of = 2026-01-30
source_url = "https://example.org/epd"
names = ["The terms"]

[[sector]]
id = "steel"
name = "Steel"
short = "Steel"
agreement = "epd"
terms = "25%"
as_of = 2026-01-30
source_url = "https://example.org/steel"
names = ["steel"]

[[stakeholder]]
id = "ann"
name = "Ann Aland"
role = "Minister"
organisation = "Ministry"
side = "a-government"
aliases = ["Aland's minister"]
source_note = "Gazette of 3 January 2026"

[[stakeholder]]
id = "ben"
name = "Ben Beland"
role = "Envoy"
organisation = "Embassy"
side = "b-government"
aliases = ["Beland's envoy"]
source_url = "https://example.org/ben"

[[status]]
subject = "agreement:tpd"
status = "proposed"
effective = 2026-01-01
known = 2026-01-02
note = "It was floated."
source_url = "https://example.org/1"
confidence = "high"

[[status]]
subject = "agreement:tpd"
status = "signed"
effective = 2026-01-10
known = 2026-01-10
note = "It was signed."
source_url = "https://example.org/2"
confidence = "medium"
later = [{ on = 2026-01-11, note = "It was published." }]

[[status]]
subject = "sector:steel"
status = "agreed"
effective = 2026-01-05
known = 2026-01-05
note = "It was agreed."
source_url = "https://example.org/3"
confidence = "low"

[[event]]
date = 2026-01-10
subject = "agreement:tpd"
title = "Signed"
detail = "In the garden."
kind = "signed"
confidence = "high"
source_url = "https://example.org/4"

[[quote]]
speaker = "ann"
date = 2026-01-10
text = "At last."
context = "At the signing"
subject = "agreement:tpd"
outlet = "Gazette"
source_url = "https://example.org/5"

[[silence]]
who = "Ben Beland"
date = 2026-01-10
how = "did not respond"
subject = "sector:steel"
outlet = "Gazette"
source_url = "https://example.org/6"
"""


class _Linked(Protocol):
    @property
    def source_url(self) -> str: ...


class _Noted(_Linked, Protocol):
    @property
    def source_note(self) -> str: ...


def load(folder: Path, text: str) -> Dossier:
    (folder / "small.toml").write_text(text, encoding="utf-8")
    return load_dossier("small.toml", folder)


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """The first negotiation's dossier."""
    return load_dossier("uk-us-tech")


def last_by_subject(dossier: Dossier) -> dict[str, StatusRow]:
    return {row.subject: row for row in dossier.statuses}


def test_every_row_of_the_shipped_dossier_has_a_source(shipped: Dossier) -> None:
    linked = (shipped.agreements, shipped.sectors, shipped.statuses, shipped.events, shipped.investments)
    for row in itertools.chain[_Linked](*linked):
        assert row.source_url.startswith(("https://", "http://")), row
    noted = (shipped.stakeholders, shipped.quotes, shipped.silences)
    for other in itertools.chain[_Noted](*noted):
        assert other.source_url or other.source_note, other


def test_what_the_shipped_dossier_watches(shipped: Dossier) -> None:
    assert {row.id: row.depends_on for row in shipped.agreements} == {"tpd": ("epd",), "epd": ()}
    tagged = {row.id for row in shipped.sectors if row.tagged}
    assert tagged == {
        *("ai", "quantum", "nuclear", "fusion", "space", "cars", "pharmaceuticals", "steel", "agriculture"),
        *("aerospace", "digital-tax", "online-safety", "food-safety"),
    }
    assert {row.id for row in shipped.sectors} - tagged == {"whisky", "baseline-tariff"}
    under = {row.id: row.agreement for row in shipped.sectors}
    assert (under["pharmaceuticals"], under["nuclear"]) == ("epd", "tpd")


def test_where_things_stand_in_the_shipped_dossier(shipped: Dossier) -> None:
    last = last_by_subject(shipped)
    assert set(last) == {f"agreement:{row.id}" for row in shipped.agreements} | {
        f"sector:{row.id}" for row in shipped.sectors
    }
    assert (last["agreement:tpd"].status, last["agreement:tpd"].effective) == (
        Status.ON_HOLD,
        dt.date(2025, 12, 16),
    )
    assert last["agreement:epd"].status is Status.PARTLY_IN_FORCE
    assert last["sector:steel"].status is Status.ON_HOLD
    assert last["sector:pharmaceuticals"].status is Status.AGREED
    assert last["sector:nuclear"].status is Status.NEGOTIATING


def test_a_status_was_known_to_hold_no_earlier_than_it_began(shipped: Dossier) -> None:
    last = last_by_subject(shipped)
    for agreement in shipped.agreements:
        assert agreement.as_of >= last[f"agreement:{agreement.id}"].effective
    for sector in shipped.sectors:
        assert sector.as_of >= last[f"sector:{sector.id}"].effective
    for row in shipped.statuses:
        assert all(later.on > row.known for later in row.later)


def test_doubtful_words_are_not_shown_as_a_quotation(shipped: Dossier) -> None:
    (renison,) = (row for row in shipped.quotes if row.speaker == "allie-renison")
    assert not renison.verbatim
    assert "could not be confirmed" in renison.source_note


def test_the_names_of_stakeholders_have_no_article(shipped: Dossier) -> None:
    names = [row.name for row in shipped.stakeholders] + [row.who for row in shipped.silences]
    assert not [name for name in names if name.lower().startswith("the ")]


def test_a_sound_dossier_loads_into_typed_values(tmp_path: Path) -> None:
    dossier = load(tmp_path, SMALL)
    assert dossier.agreements[0].depends_on == ("epd",)
    assert dossier.statuses[1].later[0].on == dt.date(2026, 1, 11)
    assert dossier.statuses[2].status is Status.AGREED
    assert dossier.sectors[0].tagged
    assert dossier.quotes[0].verbatim


def swap(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def add(more: str) -> Callable[[str], str]:
    return lambda text: text + more


MISTAKES = {
    "an agreement that is none": (
        swap('agreement = "epd"', 'agreement = "epdd"'),
        'sector[1].agreement: no agreement is called "epdd"; known: tpd, epd. Did you mean "epd"?',
    ),
    "a dependency that is none": (
        swap('depends_on = ["epd"]', 'depends_on = ["x"]'),
        'agreement[1].depends_on: no agreement is called "x"; known: tpd, epd.',
    ),
    "a circle": (
        swap('short = "EPD"\n', 'short = "EPD"\ndepends_on = ["tpd"]\n'),
        'agreement[1].depends_on: "tpd" hangs on itself',
    ),
    "a party that is none": (
        swap('parties = ["a", "b"]', 'parties = ["a", "c"]'),
        'agreement[1].parties: no party is called "c"; known: a, b.',
    ),
    "a subject that is none": (
        swap('subject = "sector:steel"', 'subject = "sector:steal"'),
        'status[3].subject: no subject is called "sector:steal"',
    ),
    "a speaker that is none": (
        swap('speaker = "ann"', 'speaker = "anna"'),
        'quote[1].speaker: no stakeholder is called "anna"; known: ann, ben. Did you mean "ann"?',
    ),
    "an id twice": (
        swap('id = "epd"', 'id = "tpd"'),
        'agreement[2].id: "tpd" is taken by an earlier agreement: choose another id.',
    ),
    "an id with a space": (swap('id = "steel"', 'id = "Steel 1"'), 'sector[1].id: "Steel 1" is no id'),
    "an alias twice": (
        swap("Beland's envoy", "aland's Minister"),
        'stakeholder[2].aliases: "aland\'s Minister" already names ann',
    ),
    "an empty word": (
        swap('names = ["steel"]', 'names = ["steel", " "]'),
        "sector[1].names: holds an empty word",
    ),
    "no source": (
        swap('source_url = "https://example.org/4"', 'source_url = ""'),
        "event[1].source_url: no source: give the address",
    ),
    "no source and no note": (
        swap('source_note = "Gazette of 3 January 2026"\n', ""),
        "stakeholder[1].source_url: no source",
    ),
    "a source that is no address": (
        swap("https://example.org/steel", "javascript:alert(1)"),
        'sector[1].source_url: "javascript:alert(1)" is not a web address',
    ),
    "statuses out of order": (
        swap("effective = 2026-01-10", "effective = 2025-12-10"),
        "status[2].effective: 2025-12-10 is before the 2026-01-01 of the row above",
    ),
    "statuses of a subject apart": (
        add(
            '[[status]]\nsubject = "agreement:tpd"\nstatus = "on_hold"\neffective = 2026-01-20\n'
            'known = 2026-01-20\nnote = ""\nsource_url = "https://example.org/7"\nconfidence = "low"\n'
        ),
        "status[4].subject: put this row with the other rows of agreement:tpd",
    ),
    "a year that cannot be": (
        swap("effective = 2026-01-01", "effective = 0206-01-01"),
        "status[1].effective: 0206-01-01 cannot be meant: mend the year",
    ),
    "news from the future": (
        swap("known = 2026-01-05", "known = 2027-01-05"),
        "status[3].known: 2027-01-05 is after 2026-01-31",
    ),
    "an event to come": (
        swap("date = 2026-01-10", "date = 2026-02-10"),
        "event[1].date: 2026-02-10 is still to come: add scheduled = true",
    ),
    "a status that is none": (
        swap('status = "signed"', 'status = "singed"'),
        'status[2].status: "singed" is not known. Did you mean "signed"? It is one of proposed, negotiating',
    ),
    "a confidence that is none": (
        swap('confidence = "low"', 'confidence = "lowish"'),
        'status[3].confidence: "lowish" is not known. Did you mean "low"? It is one of high, medium, low',
    ),
    "an unknown key": (
        swap('terms = "25%"', 'term = "25%"'),
        'sector[1].term: there is no such key. Did you mean "terms"?',
    ),
    "an unknown table": (
        add('[[sectors]]\nid = "x"\n'),
        'sectors: there is no such key. Did you mean "sector"?',
    ),
    "a missing key": (swap('terms = "25%"\n', ""), "sector[1].terms: is missing: add it"),
    "no agreements": (
        lambda text: text.replace("[[agreement]]", "[[party]]"),
        "there is no such key",
    ),
    "a date as a number": (
        swap("as_of = 2026-01-30", "as_of = 2026"),
        "agreement[1].as_of: must be a date such as 2025-12-16, not a whole number",
    ),
    "a date that is none": (
        swap("as_of = 2026-01-30", 'as_of = "30 January"'),
        "agreement[1].as_of: must be a date such as 2025-12-16",
    ),
    "a wrong key in a list of tables": (
        swap("on = 2026-01-11", "on = true"),
        "status[2].later[1].on: must be a date",
    ),
    "text for a list": (swap('names = ["steel"]', 'names = "steel"'), "sector[1].names: must be a list"),
    "control characters": (
        swap('terms = "25%"', 'terms = "\\u001b[31m25%"'),
        "sector[1].terms: holds control characters: take them out",
    ),
    "not TOML": (
        swap('id = "steel"', 'id = "steel'),
        "line 41, column 12: not TOML: a quotation mark is missing at the end of this line",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_broken_dossier_is_refused_with_the_key(tmp_path: Path, name: str) -> None:
    edit, said = MISTAKES[name]
    with pytest.raises(DossierError) as caught:
        load(tmp_path, edit(SMALL))
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "small.toml"))
    assert said in message
    assert "\n" not in message


def test_the_message_tells_the_line(tmp_path: Path) -> None:
    text = SMALL.replace('agreement = "epd"', 'agreement = "epdd"')
    line = text.splitlines().index('agreement = "epdd"') + 1
    with pytest.raises(DossierError, match=rf"small\.toml, line {line}: sector\[1\]\.agreement: "):
        load(tmp_path, text)


@pytest.mark.parametrize("name", ["uk-us-teck", "", "no such", "UK-US-TECH"])
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(DossierError, match=r"No dossier is called .*uk-us-tech.* or give the path"):
        load_dossier(name)
    with pytest.raises(DossierError, match="No dossier is called"):
        digest_of(name)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"none\.toml does not exist"):
        load_dossier("none.toml", tmp_path)
    with pytest.raises(DossierError, match=r"none\.toml does not exist"):
        digest_of("./none.toml", tmp_path)


def test_the_digest_follows_the_text_and_parses_nothing(tmp_path: Path) -> None:
    load(tmp_path, SMALL)
    before = digest_of("small.toml", tmp_path)
    assert before == digest_of(str(tmp_path / "small.toml"))
    (tmp_path / "small.toml").write_text(SMALL + "# a remark that is no toml: [")
    assert digest_of("small.toml", tmp_path) != before
    assert digest_of("uk-us-tech") == digest_of("uk-us-tech", tmp_path)


def test_shipped_dossiers_are_named() -> None:
    assert "uk-us-tech" in shipped_dossiers()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_mangled_dossier_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    lines = SMALL.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(st.sampled_from(["", lines[at][:-1], lines[at] * 2, *lines]))
    (tmp_path / "any.toml").write_text("\n".join(lines), encoding="utf-8")
    try:
        outcome: Dossier | str = load_dossier("any.toml", tmp_path)
    except DossierError as error:
        outcome = str(error)
    assert isinstance(outcome, Dossier) or outcome.startswith(str(tmp_path / "any.toml"))
