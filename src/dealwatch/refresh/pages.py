"""The article pages of relevant stories, once the feeds are done: newest first, and each host politely.

Bounded, so that a round ends; the next one goes on where this one stopped.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

from dealwatch.address import origin
from dealwatch.feeds.article import Asking, Robots, fetch_page, fetch_robots, is_passing
from dealwatch.feeds.fetch import Answer, Fetched, Hop
from dealwatch.feeds.problems import Problem
from dealwatch.refresh import plan
from dealwatch.refresh.messages import ArticleJob
from dealwatch.refresh.progress import Articles
from dealwatch.refresh.round import Round
from dealwatch.store.keys import host_key
from dealwatch.store.record import ReadEntry, Store, Stored

T = TypeVar("T")
_ARTICLES_A_ROUND: Final = 40
_ARTICLE_SECONDS: Final = 120.0
# A page that cannot be had for so long is given up.
_ARTICLE_PATIENCE: Final = 3 * plan.DAY
_HOSTS_FOR_AN_OUTAGE: Final = 3
_UNREACHED: Final = ("dns", "connect", "proxy")


async def fetch_articles(round_: Round) -> None:
    """Fetch wanted article pages, newest stories first, the hosts side by side."""
    wanted = await round_.writer.do(Store.articles_wanted, _ARTICLES_A_ROUND)
    if not wanted:
        return
    hosts: dict[str, list[Stored]] = defaultdict(list)
    for story in wanted:
        hosts[host_key(story.entry.url)].append(story)
    pages = _Pages(round_, len(wanted))
    round_.report(Articles(0, len(wanted)))
    async with asyncio.TaskGroup() as group:
        for stories in hosts.values():
            group.create_task(pages.of_host(stories))


class _Pages:
    """The article pages of one round."""

    def __init__(self, round_: Round, due: int) -> None:
        self._round = round_
        self._due = due
        self._done = 0
        self._until = round_.clock.monotonic() + _ARTICLE_SECONDS
        self._robots: dict[tuple[str, str, int], Robots] = {}
        self._robots_asked: dict[tuple[str, str, int], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._unreachable: set[str] = set()
        self._reached = False

    async def of_host(self, stories: Sequence[Stored]) -> None:
        """The stories of one host, one after the other, as long as it may be asked."""
        for story in stories:
            if await self._rules(story.entry.url) is None:
                return
            await self._one(story)
            self._done += 1
            self._round.report(Articles(self._done, self._due))

    async def _one(self, story: Stored) -> None:
        """One story's page, through redirects, each of which the robots.txt of where it leads must allow."""
        url = story.entry.url
        hops: tuple[Hop, ...] = ()
        while True:
            answer = await self._page(story.entry.url, url, hops)
            if not isinstance(answer, Hop):
                break
            url, hops = answer.url, (*hops, answer)
        if isinstance(answer, Fetched):
            self._reached = True
            await self._take(story, answer)
        elif isinstance(answer, Problem):
            await self._give_up(host_key(url), story, answer)

    async def _page(self, first: str, url: str, hops: tuple[Hop, ...]) -> Answer | Hop | None:
        """What there is at `url`, to which `first` has led; None where it is not asked now."""
        robots = await self._rules(url)
        if robots is None:
            return None
        refusal = robots.refusal(url)
        if refusal is not None:
            return refusal
        return await self._in_turn(url, lambda: fetch_page(self._round.network, first, hops, self._asking_as))

    async def _rules(self, url: str) -> Robots | None:
        """The rules of a page's server, asked for once a round; None where it must not be asked now."""
        server = origin(url)
        async with self._robots_asked[server]:
            if server not in self._robots:
                robots = await self._in_turn(
                    url, lambda: fetch_robots(self._round.network, url, self._asking_as)
                )
                if robots is None:
                    return None
                self._robots[server] = robots
        return self._robots[server]

    async def _in_turn(self, url: str, ask: Callable[[], Awaitable[T]]) -> T | None:
        """What asking gives when it is the host's turn; None where it must not or need not be asked now."""
        async with self._round.hosts.turn(host_key(url), self._round.slots, self._is_over) as allowed:
            answer = await ask() if allowed else None
        self._round.slots.release()
        return answer

    @property
    def _asking_as(self) -> Asking:
        config = self._round.config
        return Asking(self._round.clock.now(), config.refresh.timeout_seconds, config.network.proxy)

    def _is_over(self) -> bool:
        """Whether the time is up, or the network is down."""
        down = not self._reached and len(self._unreachable) >= _HOSTS_FOR_AN_OUTAGE
        return down or self._round.clock.monotonic() > self._until

    async def _take(self, story: Stored, page: Fetched) -> None:
        """Have the article taken out and read in a child, and store it."""
        answer = await self._round.workers.article(
            ArticleJob(page.body, page.content_type, page.url, story.entry)
        )
        article: ReadEntry | None = None
        if answer.article.entry is not None and answer.read is not None:
            article = ReadEntry(answer.article.entry, "", answer.read.reading, answer.read.problem)
        await self._record(story, article)

    async def _give_up(self, host: str, story: Stored, trouble: Problem) -> None:
        """Without a page: another try in a later round where that may help and the story is young."""
        now = self._round.clock.now()
        if trouble.kind in _UNREACHED:
            self._unreachable.add(host)
        if (until := plan.gate_after(now, trouble, 1)) is not None:
            self._round.hosts.close(host, until, now if trouble.status == 429 else None)
            await self._round.writer.do(Store.keep_gates, self._round.host_gates(host))
        age = now - (story.entry.published or 0)
        if not is_passing(trouble) or age > _ARTICLE_PATIENCE:
            await self._record(story, None)

    async def _record(self, story: Stored, article: ReadEntry | None) -> None:
        await self._round.writer.do(
            Store.record_article,
            story.story_id,
            article,
            dossier=self._round.dossier.id,
            digest=self._round.digest,
            now=self._round.clock.now(),
        )
