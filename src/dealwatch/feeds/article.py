"""Web pages of stories: whether a host's robots.txt lets them be fetched, and the fetch.

Unlike feeds, pages are what robots.txt is about. All of it is behind the guard against private addresses.
"""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from protego import Protego

from dealwatch.feeds.caps import MAX_PAGE
from dealwatch.feeds.fetch import Answer, Fetched, FetchRequest, Hop, Limits, fetch, step
from dealwatch.feeds.network import Network
from dealwatch.feeds.problems import Problem

_AGENT: Final = "dealwatch"
_MAX_ROBOTS: Final = 512 * 1024
# Worth another try in a later round; anything else is the page's own answer.
_PASSING: Final = frozenset({"timeout", "dns", "connect", "proxy", "read", "short_body", "protocol"})


@dataclass(frozen=True, slots=True)
class Asking:
    """How pages are asked for: when (UTC seconds), with how many seconds of patience, through which proxy."""

    now: int
    seconds: float
    proxy: str = field(default="", repr=False)

    def request(self, url: str) -> FetchRequest:
        """The request for a page; nothing of what a feed is given goes with it."""
        return FetchRequest(url, self.now, trusted=False, page=True, proxy=self.proxy)


@dataclass(frozen=True, slots=True)
class Robots:
    """A host's robots.txt: `rules` is None where it has none, `unknown` why it could not be read."""

    rules: Protego | None = None
    unknown: Problem | None = None

    def refusal(self, url: str) -> Problem | None:
        """Why a page must not be fetched, None where it may."""
        if self.unknown is not None:
            return self.unknown
        if self.rules is None or self.rules.can_fetch(url, _AGENT):
            return None
        return Problem("robots", "the site's robots.txt asks programs not to read this page")


async def fetch_robots(network: Network, url: str, asking: Asking) -> Robots:
    """The robots.txt of an address's server. As the standard (RFC 9309) has it, none (4xx) allows everything,
    and one that cannot be had just now nothing, until it can.
    """
    answer = await fetch(
        network, asking.request(urljoin(url, "/robots.txt")), Limits(_MAX_ROBOTS, asking.seconds)
    )
    if isinstance(answer, Fetched):
        return Robots(Protego.parse(answer.body.decode("utf-8", "replace")))
    if isinstance(answer, Problem) and not 400 <= answer.status < 500:
        return Robots(unknown=answer)
    return Robots()


async def fetch_page(network: Network, url: str, hops: tuple[Hop, ...], asking: Asking) -> Answer | Hop:
    """One page, or where it leads on to after `hops` redirects: the robots.txt there has a word in it too."""
    return await step(network, asking.request(url), Limits(MAX_PAGE, asking.seconds), hops)


def is_passing(trouble: Problem) -> bool:
    """Whether a page may be had in a later round."""
    return trouble.kind in _PASSING or trouble.status == 429 or trouble.status >= 500
