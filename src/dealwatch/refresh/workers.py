"""The parent's side of the children: gives them jobs, watches their time, kills and replaces them.

A job's answer is always complete: what a child did not answer before its end is filled in with the reason.
"""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, TypeVar, cast

from dealwatch.errors import DealwatchError
from dealwatch.refresh.messages import (
    HEADER,
    Article,
    ArticleJob,
    End,
    Failed,
    Job,
    Order,
    Parsed,
    ParseJob,
    Read,
    ReadJob,
    Ready,
    Reply,
    Setup,
    pack,
    reply,
)
from dealwatch.values import Entry

# A child may be replaced so often for one feed's readings; what is left then waits for the next round.
_MAX_KILLS: Final = 3
_START_SECONDS: Final = 60.0
# What is new in a feed that is known is read sooner than a second child starts, unless the first one hangs.
_WAIT_SECONDS: Final = 2.0
_TOO_LONG: Final = "reading this story took too long and was stopped"
_TOO_BIG: Final = "reading this story took too much memory and was stopped"
_NO_CHILD: Final = (
    "the process that reads feeds ended at once; run it by hand to see why: python -m dealwatch.refresh.child"
)
_LEFT: Final = "not read yet: other stories of its feed had to be stopped"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a job may take: seconds without a reply, and seconds for all of its readings together."""

    reply_seconds: float = 20.0
    job_seconds: float = 60.0


@dataclass(slots=True)
class ParseAnswer:
    """A feed as the child gave it, with one reading an entry of `parsed.fresh`."""

    parsed: Parsed
    readings: list[Read] = field(default_factory=list)


def in_order(parsed: Parsed, readings: Iterable[Read]) -> ParseAnswer:
    """A feed with the readings that came with it and those that followed."""
    following = iter(readings)
    return ParseAnswer(
        parsed, [Read(fresh.reading) if fresh.reading else next(following) for fresh in parsed.fresh]
    )


@dataclass(slots=True)
class ArticleAnswer:
    """A page as the child gave it. `read` is None where there was nothing to read."""

    article: Article
    read: Read | None = None


class _StoppedError(Exception):
    """The child ended before its job did; `kind` is "timeout", "memory" or "error"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Workers:
    """A few children, started when they are needed. Use as an async context manager; leaving kills them.

    Every job raises DealwatchError where no child can be started at all.
    """

    def __init__(self, setup: Setup, count: int = 1, patience: Patience = Patience()) -> None:
        self._setup = setup
        self._patience = patience
        self._free: asyncio.LifoQueue[_Child] = asyncio.LifoQueue()
        self._children = [_Child(setup) for _ in range(count)]
        self._free.put_nowait(self._children[0])
        self._spare = self._children[1:]
        self._first: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Workers":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._first is not None:
                self._first.cancel()
                await asyncio.wait([self._first])
        finally:
            for child in self._children:
                await child.kill()

    def expect_work(self) -> None:
        """Start the first child already, while the first feeds are still being fetched."""
        self._first = asyncio.create_task(self._start_first())

    async def _start_first(self) -> None:
        # Where it cannot be started, the first job meets that again and tells.
        with contextlib.suppress(DealwatchError, _StoppedError, OSError):
            async with self._child(heavy=False) as child:
                await child.start()

    async def parse(self, job: ParseJob) -> ParseAnswer:
        """Parse a feed and read what is new in it."""
        async with self._child(heavy=not job.known) as child:
            try:
                replies = child.answers(job, self._patience)
                parsed = _expect(Parsed, await anext(replies))
            except _StoppedError as stopped:
                return ParseAnswer(Parsed(problem=f"parse_{stopped.kind}"))
            entries = tuple(fresh.entry for fresh in parsed.fresh if fresh.reading is None)
            readings: list[Read] = []
            await self._collect(child, replies, entries, readings)
        return in_order(parsed, readings)

    async def read(self, entries: tuple[Entry, ...]) -> list[Read]:
        """Read entries; one answer each, in their order."""
        readings: list[Read] = []
        async with self._child(heavy=False) as child:
            replies = child.answers(ReadJob(entries), self._patience)
            await self._collect(child, replies, entries, readings)
        return readings

    async def article(self, job: ArticleJob) -> ArticleAnswer:
        """Take the article out of a page and read it."""
        async with self._child(heavy=True) as child:
            try:
                replies = child.answers(job, self._patience)
                article = _expect(Article, await anext(replies))
            except _StoppedError as stopped:
                return ArticleAnswer(Article(None, problem=f"parse_{stopped.kind}"))
            readings: list[Read] = []
            await self._collect(child, replies, (article.entry,) if article.entry else (), readings)
            return ArticleAnswer(article, readings[0] if readings else None)

    @contextlib.asynccontextmanager
    async def _child(self, *, heavy: bool) -> AsyncIterator["_Child"]:
        child = await self._take(heavy=heavy)
        try:
            yield child
        except BaseException:
            # Cancelled in the middle of a job: its replies would be taken for the next one's.
            await child.kill()
            raise
        finally:
            self._free.put_nowait(child)

    async def _take(self, *, heavy: bool) -> "_Child":
        """A child that is free; another one is started only for work that is worth its start."""
        if self._spare and self._free.empty():
            if not heavy:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_WAIT_SECONDS):
                        return await self._free.get()
            if self._spare:
                return self._spare.pop()
        return await self._free.get()

    async def _collect(
        self, child: "_Child", replies: AsyncIterator[Reply], entries: tuple[Entry, ...], into: list[Read]
    ) -> None:
        """Gather one reading an entry. A story that stops the child gets the reason; the rest go on."""
        for _ in range(_MAX_KILLS):
            try:
                async for answer in replies:
                    if isinstance(answer, Read):
                        into.append(answer)
                break
            except _StoppedError as stopped:
                if len(into) < len(entries):
                    into.append(Read(None, _TOO_BIG if stopped.kind == "memory" else _TOO_LONG))
                if len(into) == len(entries):
                    break
                replies = child.answers(ReadJob(entries[len(into) :]), self._patience)
        into.extend(Read(None, _LEFT) for _ in range(len(entries) - len(into)))


class _Child:
    """One process, or none: it is started at the first job and again after it was killed."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._process: asyncio.subprocess.Process | None = None
        self._ran = False

    async def start(self) -> asyncio.subprocess.Process:
        """The running process, set up where there is none yet; DealwatchError where the first try fails."""
        if self._process is not None and self._process.returncode is None:
            return self._process
        await self.kill()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "dealwatch.refresh.child"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # Ctrl-C is for the poller, which ends its children itself.
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(_START_SECONDS):
                await self._send(self._process, self._setup)
                _expect(Ready, await self._receive(self._process))
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError, _StoppedError) as error:
            # One that has worked before is replaced once more with the next job.
            raise error if self._ran else DealwatchError(_NO_CHILD) from error
        self._ran = True
        return self._process

    async def answers(self, job: Job, patience: Patience) -> AsyncIterator[Reply]:
        """The replies to a job, without its end. Raises `_StoppedError` when the child did not get there."""
        loop = asyncio.get_running_loop()
        try:
            process = await self.start()
            deadline = loop.time() + patience.job_seconds
            await self._send(process, job)
            while True:
                seconds = min(patience.reply_seconds, max(deadline - loop.time(), 0.0))
                async with asyncio.timeout(seconds):
                    answer = await self._receive(process)
                if isinstance(answer, End):
                    return
                if isinstance(answer, Failed):
                    raise _StoppedError(answer.kind)
                yield answer
        except TimeoutError as error:
            await self.kill()
            raise _StoppedError("timeout") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            code = await self.kill()
            raise _StoppedError("timeout" if code == -signal.SIGXCPU else "error") from error
        except _StoppedError:
            await self.kill()
            raise

    async def kill(self) -> int | None:
        """End the process, at once; gives its exit status (negative: the signal that ended it)."""
        process, self._process = self._process, None
        if process is None:
            return None
        if process.returncode is None:
            # One that closed its pipes is about to end by itself, and its status tells why.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.2 if process.stdout and process.stdout.at_eof() else 0):
                    await process.wait()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        return await process.wait()

    @staticmethod
    async def _send(process: asyncio.subprocess.Process, message: Order) -> None:
        stdin = cast(asyncio.StreamWriter, process.stdin)
        stdin.write(pack(message))
        await stdin.drain()

    @staticmethod
    async def _receive(process: asyncio.subprocess.Process) -> Reply:
        stdout = cast(asyncio.StreamReader, process.stdout)
        header = await stdout.readexactly(HEADER.size)
        return reply(await stdout.readexactly(HEADER.unpack(header)[0]))


Kind = TypeVar("Kind")


def _expect(kind: type[Kind], answer: Reply) -> Kind:
    """The answer, which has to be of this kind here."""
    if not isinstance(answer, kind):
        raise _StoppedError("error")
    return answer
