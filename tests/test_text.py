"""The boundary that text from outside crosses, and addresses without their secrets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.text import HOSTILE, Untrusted, clean_line, clean_text, masked

ODD = st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\u202e\u2066\u0301\u20dd\ufeff\n\t ")))


@given(ODD)
def test_cleaning_drops_characters_and_nothing_else_and_twice_is_once(text: str) -> None:
    cleaned = clean_text(text)

    rest = iter(text)
    assert all(character in rest for character in cleaned)
    assert not HOSTILE.search(cleaned)
    assert clean_text(cleaned) == cleaned
    assert Untrusted(text).plain == cleaned


@given(ODD)
def test_a_line_has_no_breaks(text: str) -> None:
    assert len(clean_line(text).splitlines()) <= 1
    assert not set("\n\t\r\u2028\u2029") & set(clean_line(text))


def test_at_most_eight_marks_stay_on_a_character() -> None:
    assert clean_text("a" + "\u0301" * 5_000 + "b") == "a" + "\u0301" * 8 + "b"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/feed?page=2#top", "https://example.org/feed?page=2#top"),
        ("https://me:word@example.org/", "https://***@example.org/"),
        ("https://me:wo@rd@example.org/a@b", "https://***@example.org/a@b"),
        ("https://example.org/?a=1&access_token=x&b=2", "https://example.org/?a=1&access_token=***&b=2"),
        ("https://example.org/?keywords=x&author=y&q=key", "https://example.org/?keywords=x&author=y&q=key"),
        ("https://example.org/?api_key=x&X-Signature=y", "https://example.org/?api_key=***&X-Signature=***"),
        (
            "https://example.org/?passwd=x&tokens=y&my_auth=z",
            "https://example.org/?passwd=***&tokens=***&my_auth=***",
        ),
        ("https://example.org/?Key=x;auth=y", "https://example.org/?Key=***;auth=***"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert masked(address) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://p\u0430ypal.com/a", "https://xn--pypal-4ve.com/a"),
        ("https://me:word@p\u0430ypal.com:8443/", "https://***@xn--pypal-4ve.com:8443/"),
        ("https://xn--pypal-4ve.com/", "https://xn--pypal-4ve.com/"),
        (
            "https://\u043f\u0440\u0438\u043c\u0435\u0440.com/",
            "https://\u043f\u0440\u0438\u043c\u0435\u0440.com/",
        ),
        ("https://m\u00fcnchen.de/p\u0430th", "https://m\u00fcnchen.de/p\u0430th"),
    ],
)
def test_a_host_of_several_alphabets_is_shown_in_ascii(address: str, shown: str) -> None:
    assert masked(address) == shown
