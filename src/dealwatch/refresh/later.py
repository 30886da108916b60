"""What a round does once the feeds are done: article pages of relevant stories, and stale readings again.

Both are bounded, so that a round ends; the next one goes on where this one stopped.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from dealwatch.feeds.article import Robots, fetch_page, fetch_robots, is_passing
from dealwatch.feeds.fetch import Fetched
from dealwatch.feeds.problems import Problem
from dealwatch.refresh import plan
from dealwatch.refresh.messages import ArticleJob
from dealwatch.refresh.progress import Articles
from dealwatch.refresh.round import Round
from dealwatch.store.keys import host_key
from dealwatch.store.record import ReadEntry, Store, Stored

_ARTICLES_A_ROUND: Final = 40
_ARTICLE_SECONDS: Final = 120.0
# A page that cannot be had for so long is given up.
_ARTICLE_PATIENCE: Final = 3 * plan.DAY
_HOSTS_FOR_AN_OUTAGE: Final = 3
_PAGE_OF_STORIES: Final = 100
_READ_AGAIN_A_ROUND: Final = 1_000


async def fetch_articles(round_: Round) -> None:
    """Fetch wanted article pages, newest stories first, the hosts side by side and each host politely."""
    wanted = await round_.writer.do(Store.articles_wanted, _ARTICLES_A_ROUND)
    if not wanted:
        return
    hosts: dict[str, list[Stored]] = defaultdict(list)
    for story in wanted:
        hosts[host_key(story.entry.url)].append(story)
    pages = _Pages(round_, len(wanted))
    round_.report(Articles(0, len(wanted)))
    async with asyncio.TaskGroup() as group:
        for host, stories in hosts.items():
            group.create_task(pages.of_host(host, stories))


class _Pages:
    """The article pages of one round."""

    def __init__(self, round_: Round, due: int) -> None:
        self._round = round_
        self._due = due
        self._done = 0
        self._until = round_.clock.monotonic() + _ARTICLE_SECONDS
        self._unreachable: set[str] = set()
        self._reached = False

    async def of_host(self, host: str, stories: Sequence[Stored]) -> None:
        """The stories of one host, one after the other."""
        robots: Robots | None = None
        for story in stories:
            if robots is None:
                robots = await self._robots(host, story)
            if robots is None:
                return
            await self._one(host, story, robots)
            self._done += 1
            self._round.report(Articles(self._done, self._due))

    async def _robots(self, host: str, story: Stored) -> Robots | None:
        """The host's rules; None where it must not or need not be asked now."""
        async with self._round.hosts.turn(host, self._round.slots, self._is_over) as allowed:
            robots = None
            if allowed:
                robots = await fetch_robots(
                    self._round.network, story.entry.url, now=self._round.clock.now(), seconds=self._seconds
                )
        self._round.slots.release()
        return robots

    @property
    def _seconds(self) -> float:
        return self._round.config.refresh.timeout_seconds

    def _is_over(self) -> bool:
        """Whether the time is up, or the network is down."""
        down = not self._reached and len(self._unreachable) >= _HOSTS_FOR_AN_OUTAGE
        return down or self._round.clock.monotonic() > self._until

    async def _one(self, host: str, story: Stored, robots: Robots) -> None:
        refusal = robots.refusal(story.entry.url)
        if refusal is not None:
            await self._give_up(host, story, refusal)
            return
        async with self._round.hosts.turn(host, self._round.slots, self._is_over) as allowed:
            answer = None
            if allowed:
                answer = await fetch_page(
                    self._round.network, story.entry.url, now=self._round.clock.now(), seconds=self._seconds
                )
        self._round.slots.release()
        if isinstance(answer, Fetched):
            self._reached = True
            await self._take(story, answer)
        elif isinstance(answer, Problem):
            await self._give_up(host, story, answer)

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
        if trouble.kind in ("dns", "connect"):
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
            digest=self._round.workers.known_digest,
            now=self._round.clock.now(),
        )


async def read_again(round_: Round) -> None:
    """Read stories whose reading was made with other rules or another dossier text; newest first."""
    digest, dossier = await round_.workers.digest(), round_.dossier.id
    before: int | None = None
    read = 0
    while read < _READ_AGAIN_A_ROUND:
        stale = await round_.writer.do(Store.stale, dossier, digest, before=before, limit=_PAGE_OF_STORIES)
        if not stale:
            break
        answers = await round_.workers.read(tuple(story.entry for story in stale))
        rows = [
            (story.story_id, answer.reading, answer.problem)
            for story, answer in zip(stale, answers, strict=True)
        ]
        await round_.writer.do(
            Store.record_readings, rows, dossier=dossier, digest=digest, now=round_.clock.now()
        )
        read += len(stale)
        before = stale[-1].story_id
    # Only where something was written anyway: an unneeded write would wake every dashboard.
    if read < _READ_AGAIN_A_ROUND and (read or round_.count.new):
        await round_.writer.do(Store.finish_rereading, dossier, digest)
