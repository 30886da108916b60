"""The children: hostile documents end them, and everything else goes on."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from dealwatch.refresh.messages import ArticleJob, ParseJob, Setup
from dealwatch.refresh.workers import ParseAnswer, Patience, Workers
from dealwatch.values import Entry, FeedKind
from tests.refresh.support import DOSSIER, NOW
from tests.support.feedtexts import Item, hanging, rss
from tests.support.loop import busiest

Result = TypeVar("Result")

GOOD = rss([Item("g1", "A title", "http://site.example/1"), Item("g2", "Another")])
HANGS = hanging()


def with_workers(
    work: Callable[[Workers], Awaitable[Result]],
    setup: Setup = Setup(cpu_seconds=1),  # noqa: B008
    patience: Patience = Patience(),  # noqa: B008
) -> Result:
    async def run() -> Result:
        async with Workers(setup, 1, patience) as workers:
            return await work(workers)

    return asyncio.run(run())


def job(body: bytes, known: dict[str, str] | None = None) -> ParseJob:
    return ParseJob(
        body, "application/rss+xml", "http://feed.example/rss", FeedKind.NATIONAL, NOW, known or {}
    )


def keys(answer: ParseAnswer) -> list[str]:
    return [fresh.entry.key for fresh in answer.parsed.fresh]


def test_new_entries_come_with_their_readings() -> None:
    answer = with_workers(lambda workers: workers.parse(job(GOOD)), Setup(DOSSIER))
    assert keys(answer) == ["g1", "g2"]
    assert [read.problem for read in answer.readings] == ["", ""]
    assert all(read.reading is not None for read in answer.readings)


def test_known_entries_are_not_read_again() -> None:
    async def work(workers: Workers) -> ParseAnswer:
        first = await workers.parse(job(GOOD))
        known = {fresh.entry.key: fresh.content_hash for fresh in first.parsed.fresh}
        changed = rss([Item("g1", "A new title", "http://site.example/1"), Item("g2", "Another")])
        return await workers.parse(job(changed, known))

    answer = with_workers(work)
    assert keys(answer) == ["g1"]
    assert answer.parsed.same == ("g2",)


def test_a_document_that_hangs_is_stopped_and_the_next_one_is_fine() -> None:
    async def work(workers: Workers) -> tuple[ParseAnswer, ParseAnswer, list[float]]:
        async with busiest() as taken:
            return await workers.parse(job(HANGS)), await workers.parse(job(GOOD)), taken

    hung, good, taken = with_workers(work)
    assert hung.parsed.problem == "parse_timeout"
    assert keys(good) == ["g1", "g2"]
    assert len(taken) > 50
    assert max(taken) < 0.05


def test_the_wall_clock_stops_a_child_too() -> None:
    setup, patience = Setup(cpu_seconds=60), Patience(reply_seconds=0.8)
    assert with_workers(lambda workers: workers.parse(job(HANGS)), setup, patience).parsed.problem == (
        "parse_timeout"
    )


def test_a_document_that_eats_memory_is_stopped() -> None:
    async def work(workers: Workers) -> tuple[ParseAnswer, ParseAnswer]:
        return await workers.parse(
            job(rss([Item("g", "T" * 30_000_000)], channel="&nobody;"))
        ), await workers.parse(job(GOOD))

    big, good = with_workers(work, Setup(memory_bytes=200 << 20))
    assert big.parsed.problem in ("parse_memory", "parse_error")
    assert keys(good) == ["g1", "g2"]


def test_readings_that_do_not_come_are_filled_in_with_the_reason() -> None:
    title, body = "Tech Prosperity Deal", "“It is on hold,” said Liz Kendall of the UK and the US. " * 40
    entries = tuple(Entry(str(number), title, body=body) for number in range(1_000))
    readings = with_workers(
        lambda workers: workers.read(entries), Setup(DOSSIER), Patience(reply_seconds=20, job_seconds=0.4)
    )
    assert len(readings) == len(entries)
    assert readings[0].reading is not None
    assert readings[-1].reading is None
    assert "not read yet" in readings[-1].problem


def test_a_job_that_is_cancelled_leaves_the_child_usable() -> None:
    async def work(workers: Workers) -> ParseAnswer:
        task = asyncio.create_task(workers.parse(job(HANGS)))
        await asyncio.sleep(0.3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return await workers.parse(job(GOOD))

    assert keys(with_workers(work, Setup(cpu_seconds=60))) == ["g1", "g2"]


def test_leaving_ends_the_children() -> None:
    async def run() -> float:
        began = time.monotonic()
        async with Workers(Setup(cpu_seconds=60), 1) as workers:
            task = asyncio.create_task(workers.parse(job(HANGS)))
            await asyncio.sleep(0.3)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return time.monotonic() - began

    assert asyncio.run(run()) < 3


def test_the_child_knows_no_network_no_store_and_no_screen() -> None:
    code = "import sys, dealwatch.refresh.child, dealwatch.feeds.extract; print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"httpx2", "httpcore2", "sqlalchemy", "sqlmodel", "sqlite3", "textual", "dealwatch.store"}
    assert heavy & set(ran.stdout.split()) == set()


# ---------------------------------------------------------------- articles

PARAGRAPHS = "".join(
    f"<p>Officials said on day {day} that talks about the deal would go on for another month. {day} times"
    f" they were asked for more, and {day} times they said that both sides wanted an outcome soon.</p>"
    for day in range(1, 7)
)
ENTRY = Entry("g1", "Talks go on", "http://site.example/1", summary="Short.")


def article(html: str, content_type: str = "text/html") -> tuple[Entry | None, str]:
    page = ArticleJob(html.encode(), content_type, ENTRY.url, ENTRY)
    answer = with_workers(lambda workers: workers.article(page), Setup(DOSSIER)).article
    return answer.entry, answer.problem


def test_the_article_of_a_page_becomes_the_body() -> None:
    html = f"<html><body><nav>Home</nav><article><h1>Talks go on</h1>{PARAGRAPHS}</article></body></html>"
    entry, problem = article(html)
    assert problem == ""
    assert entry is not None
    assert entry.body.startswith("Officials said on day 1")
    assert len(entry.body.split("\n\n")) == 6
    assert (entry.key, entry.title, entry.summary) == ("g1", "Talks go on", "Short.")


def test_consent_pages_and_pay_walls_are_no_articles() -> None:
    wall = "<p>We use cookies and ask you to subscribe to continue reading this article today.</p>" * 8
    assert article(f"<html><body><article>{wall}</article></body></html>")[0] is None
    assert article("<html><body><p>Please enable JavaScript.</p></body></html>")[0] is None
    assert article("%PDF-1.7", "application/pdf") == (None, "the page is not HTML")
