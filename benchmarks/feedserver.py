"""Feeds of invented news on loopback, which are told over the wire how to behave: for benchmarks.

Half of them are short (headline and a sentence), a quarter hold whole articles, a quarter are Atom.

    python -m benchmarks.feedserver      (prints its port; ends with stdin)

`/set/items/52` and the like change how they behave; `/first` tells when a feed was asked for first since.
"""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from typing import Any, Final

from tests.support.feedserver import FeedServer, Page, etag_of
from tests.support.feedtexts import Item, atom, rss

from benchmarks.news import report

#: Entries that a feed may ever have: the numbers of its stories do not meet another feed's.
_ROOM: Final = 10_000
_NEWEST: Final = 1_780_000_000


class Feeds:
    """What each path answers, as it was told to."""

    def __init__(self) -> None:
        self.settings = {"feeds": 200, "items": 50, "conditional": 1, "latency": 0}
        self.first: float | None = None
        self.bodies: dict[tuple[int, int], tuple[bytes, str]] = {}

    def find(self, path: str) -> Page:
        """What a path answers."""
        what, *rest = path.strip("/").split("/")
        if what == "set":
            self.settings[rest[0]] = int(rest[1])
            self._write()
            self.first = None
            return Page(b"ok", "text/plain")
        if what == "first":
            return Page(json.dumps(self.first).encode(), "application/json")
        self.first = self.first or time.time()
        body, etag = self.body(int(what))
        kind = "application/atom+xml" if int(what) % 4 == 3 else "application/rss+xml"
        conditional, delay = self.settings["conditional"], self.settings["latency"] / 1000
        if not conditional:
            return Page(body, kind, delay=delay)
        written = formatdate(_NEWEST + self.settings["items"] * 3600, usegmt=True)
        return Page(body, kind, etag=etag, last_modified=written, delay=delay)

    def _write(self) -> None:
        """Write all feeds before they are asked for: that is no part of what is measured."""
        for feed in range(self.settings["feeds"]):
            self.body(feed)

    def body(self, feed: int) -> tuple[bytes, str]:
        """A feed as it is now, and what tells whether it has changed."""
        key = feed, self.settings["items"]
        if key not in self.bodies:
            body = (atom if feed % 4 == 3 else rss)(_items(*key), title=f"News {feed}")
            self.bodies[key] = body, etag_of(body)
        return self.bodies[key]


def _items(feed: int, items: int) -> Iterator[Item]:
    """The newest on top."""
    for n in range(items - 1, -1, -1):
        told, link = report(feed * _ROOM + n), f"https://site{feed}.example/news/{n}"
        content = "".join(f"<p>{text}</p>" for text in told.paragraphs) if feed % 4 == 2 else ""
        # An hour apart, so that a feed tells of some days and not of one instant.
        yield Item(f"{feed}-{n}", told.title, link, told.summary, content, published=_NEWEST + n * 3600)


@contextmanager
def feed_server() -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.feedserver"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as child:  # type: ignore[call-overload]  # noqa: S603
        yield f"http://127.0.0.1:{child.stdout.readline().strip()}"
        child.stdin.close()


def tell(server: str, *path: object) -> Any:
    """Ask the server something beside the feeds."""
    with urllib.request.urlopen(f"{server}/{'/'.join(map(str, path))}") as answer:  # noqa: S310 - loopback
        text = answer.read().decode()
    return None if text == "ok" else json.loads(text)


def main() -> None:
    """Be the server until stdin ends."""
    with FeedServer(Feeds().find) as server:
        print(server.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
