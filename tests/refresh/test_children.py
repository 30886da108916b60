"""How many children a refresh starts, and when."""

import asyncio
import os

from dealwatch.refresh.messages import ParseJob, Setup
from dealwatch.refresh.workers import ParseAnswer, Workers
from dealwatch.values import FeedKind
from tests.support.feedtexts import Item, rss
from tests.support.processes import descendants

_NOW = 1_790_000_000


def job(known: dict[str, str]) -> ParseJob:
    body = rss([Item("1", "A headline", "https://a.example/1")])
    return ParseJob(body, "application/rss+xml", "https://a.example/", FeedKind.NATIONAL, _NOW, known)


async def answers(known: dict[str, str]) -> tuple[list[ParseAnswer], int]:
    """What two jobs at once give, and how many children that took."""
    before = set(descendants(os.getpid()))
    async with Workers(Setup(), 2) as workers:
        given = await asyncio.gather(*(workers.parse(job(known)) for _ in range(2)))
        return given, len(set(descendants(os.getpid())) - before)


def test_feeds_that_are_all_new_are_read_by_two() -> None:
    given, children = asyncio.run(answers({}))
    assert [len(one.parsed.fresh) for one in given] == [1, 1]
    assert children == 2


def test_what_is_new_in_a_known_feed_is_read_by_one() -> None:
    given, children = asyncio.run(answers({"other": "00"}))
    assert [len(one.parsed.fresh) for one in given] == [1, 1]
    assert children == 1


def test_the_first_child_can_be_started_before_there_is_work_and_ends_with_the_block() -> None:
    async def start() -> int:
        async with Workers(Setup(), 2) as workers:
            workers.expect_work()
            while not set(descendants(os.getpid())) - before:
                await asyncio.sleep(0)
            return len(set(descendants(os.getpid())) - before)

    before = set(descendants(os.getpid()))
    assert asyncio.run(start()) == 1
    assert set(descendants(os.getpid())) == before
