"""The poller's child: parses, extracts and reads under limits, and may be killed at any moment.

It imports neither the store nor the screen nor the network. `python -m dealwatch.refresh.child` reads orders
on stdin and answers on stdout until stdin ends.
"""

import os
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO, Final

from dealwatch.feeds.parse import parse
from dealwatch.reading import Reader
from dealwatch.reading.clusters import cluster_keys
from dealwatch.refresh.messages import (
    HEADER,
    Article,
    ArticleJob,
    End,
    Failed,
    Fresh,
    Job,
    Order,
    Parsed,
    ParseJob,
    Read,
    ReadJob,
    Ready,
    Reply,
    Setup,
    order,
    pack,
)
from dealwatch.values import Entry, Reading

# Below the dashboard and its keys, whatever a feed costs.
_NICENESS: Final = 10
_NEWEST_DATES: Final = 10


def main() -> int:
    """Serve orders until stdin ends; 1 after a job that broke off."""
    os.nice(_NICENESS)
    # A stray print of a library must not end up between the replies.
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    worker: _Worker | None = None
    while (message := _receive(source)) is not None:
        if isinstance(message, Setup):
            worker = _Worker(message)
            _send(sink, Ready())
        elif worker is not None and not _serve(worker, message, sink):
            return 1
    return 0


def _serve(worker: "_Worker", job: Job, sink: BinaryIO) -> bool:
    try:
        for answer in worker.answers(job):
            _send(sink, answer)
        _send(sink, End())
    except MemoryError:
        _send(sink, Failed("memory"))
        return False
    return True


def _receive(source: BinaryIO) -> Order | None:
    header = source.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    payload = source.read(HEADER.unpack(header)[0])
    return order(payload)


def _send(sink: BinaryIO, message: Reply) -> None:
    sink.write(pack(message))
    sink.flush()


class _Worker:
    """Does jobs with one reader."""

    def __init__(self, setup: Setup) -> None:
        self._cpu_seconds = setup.cpu_seconds
        self._reader = Reader(setup.dossier) if setup.dossier is not None else None
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if setup.memory_bytes:
            # Some systems refuse this; there the parent's deadline is what holds.
            try:
                resource.setrlimit(resource.RLIMIT_AS, (setup.memory_bytes, setup.memory_bytes))
            except (ValueError, OSError):
                return

    def answers(self, job: Job) -> Iterator[Reply]:
        """The replies to a job, each as soon as it is known."""
        self._grant_time()
        if isinstance(job, ParseJob):
            yield from self._parse(job)
        elif isinstance(job, ReadJob):
            yield from map(self._read, job.entries)
        else:
            yield from self._article(job)

    def _parse(self, job: ParseJob) -> Iterator[Reply]:
        keys = {digest: key for key, digest in job.known.items()}
        feed = parse(job.body, job.content_type, job.url, job.kind, now=job.now, known=keys.keys())
        pairs = zip(feed.entries, feed.hashes, strict=True)
        stopped = self._reader.stopped if self._reader is not None else _unread
        fresh = tuple(Fresh(entry, digest, cluster_keys(entry), stopped(entry)) for entry, digest in pairs)
        dates = sorted((entry.published for entry in feed.entries if entry.published), reverse=True)
        yield Parsed(
            fresh=fresh,
            same=tuple(keys[digest] for digest in feed.skipped),
            title=feed.title,
            problem=feed.problem,
            detail=feed.detail,
            truncated=feed.truncated,
            refresh_after=feed.refresh_after,
            quiet=feed.quiet,
            dates=() if feed.skipped else tuple(dates[:_NEWEST_DATES]),
        )
        for item in fresh:
            if item.reading is None:
                yield self._read(item.entry)

    def _article(self, job: ArticleJob) -> Iterator[Reply]:
        # Heavy to import, and most rounds fetch no article.
        from dealwatch.feeds.extract import extract

        entry, problem = extract(job.body, job.content_type, job.entry)
        yield Article(entry, problem)
        if entry is not None:
            yield self._read(entry)

    def _read(self, entry: Entry) -> Read:
        if self._reader is None:
            return Read(None)
        self._grant_time()
        try:
            return Read(self._reader.read(entry, gate=True))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a story that cannot be read is stored all the same
            return Read(None, f"this story could not be read: {type(error).__name__}")

    def _grant_time(self) -> None:
        """The limit counts a process's whole life, so it moves on with every piece of work."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + self._cpu_seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        if hard == resource.RLIM_INFINITY or soft < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _unread(_: Entry) -> Reading | None:
    return None


if __name__ == "__main__":
    sys.exit(main())
