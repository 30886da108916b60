"""Feeds of others through our own parser, beside what feedparser makes of them.

    python -m benchmarks.corpus FOLDER [--seconds 1.0] [--show 20]

Every file of the folder is parsed as a poller's child does it. Told are those that raise, that take longer,
whose text holds what acts on a terminal or is over a cap, and those whose entries differ from feedparser's:
in number, or in the words of a title or in a link. A corpus is not ours to keep: name a folder of your own.
"""

import argparse
import io
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import feedparser

from dealwatch.feeds.caps import MAX_AUTHOR, MAX_CONTENT, MAX_ENTRIES, MAX_SUMMARY, MAX_TITLE, MAX_URL
from dealwatch.feeds.parse import ParsedFeed, open_link, parse
from dealwatch.html import visible_text
from dealwatch.text import clean_text
from dealwatch.values import Entry, FeedKind

NOW: Final = 1_780_000_000
_ADDRESS: Final = "http://127.0.0.1:8097/feed"
_HEADER: Final = re.compile(rb"^Header:\s+Content-type:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something to look at in a file: `kind` groups them."""

    file: Path
    kind: str
    what: str = ""


def content_type(body: bytes) -> str:
    """The header that a test file of feedparser says it is sent with."""
    named = _HEADER.search(body[:4096])
    return named[1].decode("latin-1").strip() if named else ""


def examine(file: Path, seconds: float) -> Iterator[Found]:
    """What there is to say of a file."""
    body = file.read_bytes()
    kind = content_type(body)
    began = time.process_time()
    try:
        ours = parse(body, kind, _ADDRESS, FeedKind.NATIONAL, now=NOW)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        yield Found(file, "raises", repr(error))
        return
    took = time.process_time() - began
    if took > seconds:
        yield Found(file, "slow", f"{took:.1f} s")
    for entry in ours.entries:
        yield from (Found(file, "breaks a rule", broken) for broken in _broken(entry))
    yield from (Found(file, kind, what) for kind, what in _differences(ours, _theirs(body, kind)))


def _broken(entry: Entry) -> Iterator[str]:
    caps = {
        "title": MAX_TITLE,
        "author": MAX_AUTHOR,
        "url": MAX_URL,
        "summary": MAX_SUMMARY,
        "body": MAX_CONTENT,
    }
    for name in ("key", "title", "url", "summary", "body", "author", "outlet", "published_raw"):
        text = getattr(entry, name)
        if clean_text(text) != text:
            yield f"{name}: {text[:60]!r}"
        if len(text) > caps.get(name, len(text)):
            yield f"{name} has {len(text)} characters"
    if entry.url and not entry.url.startswith(("http://", "https://")):
        yield f"url {entry.url!r}"


def _theirs(body: bytes, kind: str) -> list[Any] | None:
    try:
        parsed = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": kind or "application/xml", "content-location": _ADDRESS},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # noqa: BLE001 - theirs may
        return None
    return list(parsed.get("entries") or [])


def _differences(ours: ParsedFeed, theirs: list[Any] | None) -> Iterator[tuple[str, str]]:
    """Where our entries are others than theirs. Their text is compared as a reader would see it."""
    if theirs is None:
        return
    if ours.problem:
        if theirs:
            yield "refused", f"{ours.problem}: {len(theirs)} entries"
        return
    if len(ours.entries) != min(len(theirs), MAX_ENTRIES):
        yield "another number", f"{len(ours.entries)} for {len(theirs)}"
        return
    for mine, other in zip(ours.entries, theirs, strict=False):
        title = str(dict.get(other, "title") or "")
        if _words(mine.title) not in (_words(visible_text(title))[:200], _words(title)[:200]):
            yield "another title", f"{mine.title[:60]!r} for {title[:60]!r}"
        link = open_link(str(dict.get(other, "link") or ""), _ADDRESS)
        if mine.url != link:
            yield "another link", f"{mine.url!r} for {link!r}"


def _words(text: str) -> list[str]:
    return _WORD.findall(clean_text(text))[:200]


def main() -> int:
    """Examine a folder; 1 when a file raises, is slow or breaks a rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    found = [one for file in files for one in examine(file, options.seconds)]
    print(f"{len(files):,} files")
    for kind in sorted({one.kind for one in found}):
        of_kind = [one for one in found if one.kind == kind]
        print(f"\n{kind}: {len({one.file for one in of_kind})} files")
        for one in of_kind[: options.show]:
            print(f"  {one.file.relative_to(options.folder)}: {clean_text(one.what)}")
    return int(any(one.kind in ("raises", "slow", "breaks a rule") for one in found))


if __name__ == "__main__":
    sys.exit(main())
