"""Links as keys: the quick way for plain links gives what the thorough one does."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.links import canonical_link

_LABELS = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=70)
_SEGMENTS = st.text(string.ascii_letters + string.digits + "._~-", max_size=6)


@given(
    st.sampled_from(("http", "https")),
    st.lists(_LABELS, min_size=1, max_size=5),
    st.lists(_SEGMENTS, max_size=4),
)
def test_a_fragment_changes_no_key(scheme: str, labels: list[str], segments: list[str]) -> None:
    link = "/".join((f"{scheme}://{'.'.join(labels)}", *segments))
    # What has a fragment goes the thorough way.
    assert canonical_link(link) == canonical_link(f"{link}#part")


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://Site.example", "//site.example/"),
        ("http://site.example", "//site.example/"),
        ("https://site.example/a/", "//site.example/a/"),
        ("https://site.example/a/../b", "//site.example/b"),
        ("https://site.example:443/a?utm_source=x&id=3#top", "//site.example/a?id=3"),
        ("https://site.example/%7Ea", "//site.example/~a"),
        (f"https://{'x' * 64}.example/a", ""),
        ("ftp://site.example/a", ""),
        ("nothing", ""),
    ],
)
def test_keys_of_links(link: str, key: str) -> None:
    assert canonical_link(link) == key
