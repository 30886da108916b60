"""Another negotiation is read by the same rules: only its words differ."""

import datetime as dt

import msgspec

from dealwatch.dossier import Agreement, Dossier, Party, Sector
from dealwatch.reading import Reader, read
from tests.reading.helpers import reader, story

DAY = dt.date(2026, 2, 1)


def other() -> Dossier:
    return msgspec.structs.replace(
        reader().dossier,
        id="canada-japan",
        parties=(
            Party(id="ca", name="Canada", names=("Canada", "Canadian", "Ottawa")),
            Party(id="jp", name="Japan", names=("Japan", "Japanese", "Tokyo")),
        ),
        agreements=(
            Agreement(
                id="timber", name="Timber Accord", short="TA", kind="treaty", parties=("ca", "jp"),
                names=("Timber Accord",), nicknames=("timber deal",), summary="", as_of=DAY,
                source_url="https://example.org/",
            ),
        ),
        sectors=(
            Sector(
                id="salmon", name="Salmon", short="Salmon", agreement="timber", terms="", as_of=DAY,
                source_url="https://example.org/", names=("salmon",), deal_names=("salmon deal",),
            ),
        ),
        stakeholders=(), statuses=(), lookalikes=(), events=(), investments=(), quotes=(), silences=(),
    )  # fmt: skip


def test_its_own_deal_is_found_with_its_status() -> None:
    reading = read(
        story("Canada and Japan suspend Timber Accord", "Salmon quotas stay as they are."), other()
    )
    assert reading.relevant
    assert [tag.id for tag in reading.agreements] == ["timber"]
    assert [tag.id for tag in reading.sectors] == ["salmon"]
    assert [(item.subject, item.status.value) for item in reading.signals] == [
        ("agreement:timber", "on_hold")
    ]


def test_a_deal_of_others_is_not() -> None:
    assert not read(story("Canada and Korea sign timber deal"), other()).relevant
    assert not read(story("UK and US sign Tech Prosperity Deal"), other()).relevant


def test_each_vocabulary_has_its_digest() -> None:
    assert Reader(other()).digest != reader().digest
