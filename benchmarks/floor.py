"""The least program that refreshes feeds, the floor of `benchmarks.refresh`: only the standard library.

    python -m benchmarks.floor STORE < addresses

Asks all addresses in 32 threads with their validators, takes guid, title, link and date of what is new, and
keeps them in SQLite. No text, no reading, no politeness.
"""

import hashlib
import http.client
import sqlite3
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import local
from urllib.parse import urlsplit

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (url TEXT PRIMARY KEY, etag TEXT, hash TEXT);
CREATE TABLE IF NOT EXISTS item (
    feed TEXT, guid TEXT, title TEXT, link TEXT, date TEXT, PRIMARY KEY (feed, guid)
);
"""
_ATOM = "{http://www.w3.org/2005/Atom}"
_mine = local()


def ask(url: str, etag: str) -> tuple[int, str, bytes]:
    """Status, ETag and body of an address, over a connection that this thread keeps."""
    parts = urlsplit(url)
    connections = _mine.__dict__.setdefault("connections", {})
    connection = connections.setdefault(parts.netloc, http.client.HTTPConnection(parts.netloc, timeout=30))
    connection.request("GET", parts.path, headers={"If-None-Match": etag} if etag else {})
    answer = connection.getresponse()
    return answer.status, answer.getheader("ETag") or "", answer.read()


def items(body: bytes) -> Iterator[tuple[str, ...]]:
    """Guid, title, link and date of each item of RSS or Atom."""
    root = ET.fromstring(body)  # noqa: S314 - our own server's feeds
    for item in root.iter("item"):
        yield tuple(item.findtext(name) or "" for name in ("guid", "title", "link", "pubDate"))
    for entry in root.iter(f"{_ATOM}entry"):
        guid, title, date = (entry.findtext(f"{_ATOM}{name}") or "" for name in ("id", "title", "updated"))
        link = entry.find(f"{_ATOM}link")
        yield guid, title, "" if link is None else link.get("href", ""), date


def main() -> None:
    """Refresh once."""
    urls = sys.stdin.read().split()
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _SCHEMA)
    known = {row[0]: row[1:] for row in connection.execute("SELECT url, etag, hash FROM feed")}
    with ThreadPoolExecutor(32) as threads:
        answers = threads.map(lambda url: ask(url, known.get(url, ("", ""))[0]), urls)
        for url, (status, etag, body) in zip(urls, answers, strict=True):
            digest = hashlib.blake2b(body, digest_size=16).hexdigest()
            if status == 304 or digest == known.get(url, ("", ""))[1]:
                continue
            connection.execute("BEGIN IMMEDIATE")
            rows = [(url, *item) for item in items(body)]
            connection.executemany("INSERT OR IGNORE INTO item VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?)", (url, etag, digest))
            connection.execute("COMMIT")


if __name__ == "__main__":
    main()
