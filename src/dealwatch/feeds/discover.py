"""Which feeds a web page has: what it names, else links that end as feeds do, else the usual places.

The guard against private addresses stands before everything but the server that the reader named.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from dealwatch.address import same_origin, split_login
from dealwatch.clock import Clock
from dealwatch.feeds import pagelinks
from dealwatch.feeds.caps import MAX_PAGE
from dealwatch.feeds.fetch import Answer, Fetched, FetchRequest, Hop, Limits, step
from dealwatch.feeds.login import Login
from dealwatch.feeds.network import Network
from dealwatch.feeds.opml import Subscription
from dealwatch.feeds.pagetext import page_text
from dealwatch.feeds.problems import Problem
from dealwatch.feeds.prolog import prepare

MAX_REQUESTS: Final = 12
# So that the usual places keep their turns.
_MOST_LINKS: Final = 4
_ROOTS: Final = (b"rss", b"feed", b"rdf")


@dataclass(frozen=True, slots=True)
class Found:
    """The feeds of a page, and how many requests they took. `trouble`: why the page cannot be had, or ""."""

    feeds: tuple[Subscription, ...] = ()
    asked: int = 0
    trouble: str = ""


@dataclass(slots=True)
class Search:
    """One search. `gap` seconds pass between two requests."""

    network: Network
    clock: Clock
    limits: Limits
    gap: float = 2.0
    proxy: str = field(default="", repr=False)
    asked: int = 0

    async def run(self, address: str) -> Found:
        """The feeds of the page at an address that the reader named; never raises for what a server does."""
        if feed := pagelinks.youtube_feed(address):
            return Found((Subscription(feed, ""),))
        page = await self._get(address, address)
        if not isinstance(page, Fetched):
            return Found((), self.asked, page.message if isinstance(page, Problem) else "no answer")
        return Found(await self._feeds(page, address), self.asked)

    async def _feeds(self, page: Fetched, address: str) -> tuple[Subscription, ...]:
        if looks_like_feed(page):
            return (Subscription(page.url, ""),)
        text = page_text(page.body, page.content_type)
        if named := pagelinks.named_feeds(text, page.url):
            return named
        if feed := pagelinks.youtube_feed(pagelinks.canonical(text, page.url)):
            return (Subscription(feed, ""),)
        likely = pagelinks.likely_feeds(text, page.url)[:_MOST_LINKS]
        if found := await self._tried(likely, address):
            return found
        return await self._tried(pagelinks.usual_feeds(page.url), address, first=True)

    async def _tried(
        self, urls: Iterable[str], address: str, *, first: bool = False
    ) -> tuple[Subscription, ...]:
        """Those of the addresses that give a feed themselves, without leading on."""
        found: list[Subscription] = []
        for url in urls:
            if self.asked >= MAX_REQUESTS or (first and found):
                break
            answer = await self._get(url, address, follow=False)
            if isinstance(answer, Fetched) and looks_like_feed(answer):
                found.append(Subscription(url, ""))
        return tuple(found)

    async def _get(self, url: str, address: str, *, follow: bool = True) -> Answer | None:
        """The answer of an address; None where it leads on and is not followed, or too much was asked."""
        at_home = same_origin(url, address)
        plain, user, password = split_login(address)
        request = FetchRequest(
            plain if url == address else url,
            self.clock.now(),
            trusted=at_home,
            page=True,
            proxy=self.proxy,
            login=Login(user, password) if user and at_home else None,
        )
        hops: tuple[Hop, ...] = ()
        while self.asked < MAX_REQUESTS:
            if self.asked and self.gap:
                await self.clock.sleep(self.gap)
            self.asked += 1
            answer = await step(self.network, request, self.limits, hops)
            if not isinstance(answer, Hop):
                return answer
            if not follow:
                return None
            hops = (*hops, answer)
        return None


async def discover(
    address: str, clock: Clock, *, allow_private: Iterable[str], proxy: str, seconds: float, gap: float
) -> Found:
    """The feeds of the page at an address; `seconds` of patience with each request."""
    async with Network(allow_private) as network:
        limits = Limits(MAX_PAGE, seconds)
        return await Search(network, clock, limits, gap, proxy).run(address)


def looks_like_feed(answer: Fetched) -> bool:
    """Whether an answer begins as a feed does; it is not parsed."""
    start = answer.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return b"jsonfeed.org" in start
    document = prepare(answer.body, answer.content_type)
    return document is not None and document.root.lower().rpartition(b":")[2] in _ROOTS
