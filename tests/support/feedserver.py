"""A feed server for tests: raw asyncio, so that it can misbehave in ways no proper server would.

In a test it runs in a thread of its own (`with FeedServer() as server`) and may be changed while it runs.
By hand it serves a folder, reading the files anew at each request:

    python -m tests.support.feedserver FOLDER [--port 8000]
    python -m tests.support.feedserver --stories stories.jsonl     (/rss, /atom, /rdf, /json)
"""

import argparse
import asyncio
import contextlib
import gzip
import hashlib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.support.doorkeeper import challenge, is_told
from tests.support.feedtexts import atom, json_feed, rdf, rss, story_items
from tests.support.serving import Serving


@dataclass(frozen=True)
class Request:
    """One request as it came in. Header names are in lower case."""

    path: str
    headers: dict[str, str]
    at: float
    peer: int


@dataclass(frozen=True)
class Page:
    """What a path answers.

    With `etag` or `last_modified` a matching conditional request gets a 304. `delay` seconds pass before the
    answer; with `drip` each byte of the body takes so many seconds. `cut` sends only so many bytes of the
    body, under the full length. `raw` replaces the whole answer, `location` makes it a redirect. With `until`
    the answer waits for that event. With a `user` it answers 401 until it is told user and `password`.
    """

    body: bytes = b""
    content_type: str = "application/rss+xml; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    etag: str = ""
    last_modified: str = ""
    gzip: bool = False
    location: str = ""
    delay: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    raw: bytes | None = None
    until: threading.Event | None = None
    user: str = ""
    password: str = ""
    digest: bool = False


@dataclass
class _State:
    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)


class FeedServer(Serving):
    """Serves pages on a loopback port until the `with` block ends."""

    def __init__(
        self,
        find: Callable[[str], Page | None] | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(host, port, tls)
        self._state = _State()
        self._find = find

    @property
    def requests(self) -> list[Request]:
        """All requests so far, in the order in which they came."""
        return list(self._state.requests)

    def asked(self, path: str) -> list[Request]:
        """The requests for one path."""
        return [request for request in self.requests if request.path == path]

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}{path}"

    def put(self, path: str, page: Page | bytes) -> str:
        """Answer a path with this from now on; gives the path's address."""
        self._state.pages[path] = page if isinstance(page, Page) else Page(page)
        return self.url(path)

    def change(self, path: str, **changes: object) -> None:
        """Change some fields of a page."""
        self._state.pages[path] = replace(self._state.pages[path], **changes)  # type: ignore[arg-type]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await self._answer(reader, writer):
            pass

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.split(":", 1) for line in head[1:] if ":" in line)
        headers = {name.lower(): value.strip() for name, value in pairs}
        path = head[0].split()[1]
        peer = writer.get_extra_info("peername")[1]
        self._state.requests.append(Request(path, headers, asyncio.get_running_loop().time(), peer))
        page = self._state.pages.get(path) or (self._find(path) if self._find else None)
        page = page or Page(b"not here", "text/plain", status=404)
        if page.user and not is_told(page.user, page.password, path, headers, digest=page.digest):
            page = replace(refusal(digest=page.digest), delay=page.delay)
        await asyncio.sleep(page.delay)
        while page.until is not None and not page.until.is_set():
            await asyncio.sleep(0.01)
        if page.raw is not None:
            writer.write(page.raw)
            await writer.drain()
            return False
        return await _send(writer, page, headers)


def refusal(*, digest: bool) -> Page:
    """The answer to who has not said who asks; it tries to leave a cookie."""
    wanted = ("WWW-Authenticate", challenge(digest=digest))
    return Page(b"who asks?", "text/plain", status=401, headers=(wanted, ("Set-Cookie", "sid=1; Path=/")))


async def _send(writer: asyncio.StreamWriter, page: Page, asked: dict[str, str]) -> bool:
    status, body = page.status, page.body
    headers = [*page.headers, ("Content-Type", page.content_type)]
    if page.etag:
        headers.append(("ETag", page.etag))
    if page.last_modified:
        headers.append(("Last-Modified", page.last_modified))
    if page.location:
        status, headers = (status if status != 200 else 302), [*headers, ("Location", page.location)]
    if status == 200 and _matches(page, asked):
        status, body = 304, b""
    if page.gzip and body and "gzip" in asked.get("accept-encoding", ""):
        body = gzip.compress(body, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    writer.write(f"HTTP/1.1 {status} Status\r\n{lines}\r\n".encode("latin-1"))
    sent = body if page.cut is None else body[: page.cut]
    if page.drip:
        for byte in sent:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(page.drip)
    else:
        writer.write(sent)
    await writer.drain()
    return page.cut is None


def _matches(page: Page, asked: dict[str, str]) -> bool:
    if page.etag and "if-none-match" in asked:
        return asked["if-none-match"] == page.etag
    return bool(page.last_modified) and asked.get("if-modified-since") == page.last_modified


def etag_of(body: bytes) -> str:
    """A strong ETag for a body."""
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def _folder(root: Path) -> Callable[[str], Page | None]:
    def find(path: str) -> Page | None:
        file = (root / path.lstrip("/")).resolve()
        if not file.is_relative_to(root.resolve()) or not file.is_file():
            return None
        body = file.read_bytes()
        return Page(body, "application/xml", etag=etag_of(body), gzip=True)

    return find


def _stories(file: Path) -> Callable[[str], Page | None]:
    kinds = {"/rss": rss, "/atom": atom, "/rdf": rdf, "/json": json_feed}

    def find(path: str) -> Page | None:
        if path not in kinds:
            return None
        items = story_items(file.read_text("utf-8").splitlines())
        body = kinds[path](items)
        return Page(body, "application/xml", etag=etag_of(body), gzip=True)

    return find


def main() -> None:
    """Serve a folder or a file of stories until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path())
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    find = _stories(options.stories) if options.stories else _folder(options.folder)
    with FeedServer(find, options.port) as server, contextlib.suppress(KeyboardInterrupt):
        print(server.url("/"), flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
