"""What copies of a story are known by."""

import pytest

from dealwatch.reading.clusters import cluster_keys
from dealwatch.values import ClusterKeys, Entry

HEADLINE = "UK tech deal with US put on hold"


def link(url: str) -> int | None:
    return cluster_keys(Entry("key", HEADLINE, url)).link


def title(text: str, outlet: str = "") -> int | None:
    return cluster_keys(Entry("key", text, outlet=outlet)).title


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/deal",
        "https://NEWS.example:443/deal#comments",
        "https://news.example/deal?utm_source=rss&fbclid=1",
    ],
)
def test_links_to_one_page_have_one_key(url: str) -> None:
    assert link(url) == link("https://news.example/deal")


def test_links_to_two_pages_have_two_keys() -> None:
    assert link("https://news.example/?id=1") != link("https://news.example/?id=2")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mailto:editor@news.example",
        "https://news.example",
        "https://news.example/?utm_source=rss",
        "https://news.google.com/rss/articles/CBMi?oc=5",
    ],
)
def test_a_link_that_leads_to_no_page_of_the_story_is_no_key(url: str) -> None:
    assert link(url) is None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("UK TECH DEAL WITH US PUT ON HOLD", ""),
        ("  UK tech deal, with US: “put on hold”! ", "Reuters"),
        (f"{HEADLINE} - Reuters", "Reuters"),
        (f"{HEADLINE} | The Example", "the example "),
        (f"{HEADLINE} – BBC News", "BBC News"),
    ],
)
def test_one_headline_has_one_key(text: str, outlet: str) -> None:
    assert title(text, outlet) == title(HEADLINE)


def test_words_of_the_headline_that_name_the_outlet_stay() -> None:
    assert title("Why the deal failed according to Reuters", "Reuters") == title(
        "Why the deal failed according to Reuters"
    )
    assert title(f"{HEADLINE} - Reuters") != title(HEADLINE)


@pytest.mark.parametrize("text", ["", "Live updates", "Trade talks: latest", "Trade talks latest - Reuters"])
def test_a_short_headline_tells_nothing_apart(text: str) -> None:
    assert title(text, "Reuters") is None


def test_keys_fit_a_column_of_eight_bytes() -> None:
    for n in range(100):
        keys = cluster_keys(Entry("key", f"{HEADLINE} {n}", f"https://news.example/{n}"))
        assert keys.link is not None
        assert keys.title is not None
        assert all(-(2**63) <= key < 2**63 for key in (keys.link, keys.title))


def test_keys_are_the_same_in_every_process() -> None:
    keys = cluster_keys(Entry("key", HEADLINE, "https://news.example/deal", body="The words do not matter."))
    assert keys == ClusterKeys(link=829396541148916458, title=-3068358209998591785)
