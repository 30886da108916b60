"""Bytes of a feed into `Entry` values: plain, clean text with every cap held.

The parser behind it is slow and can be made to hang, so this runs in a child process that can be killed; the
caps and the prolog gate here keep that rare.
"""

import datetime as dt
import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from dealwatch.feeds import dates, jsonfeed, xmlfeed
from dealwatch.feeds.caps import MAX_AUTHOR, MAX_CONTENT, MAX_ENTRIES, MAX_SUMMARY, MAX_TITLE, MAX_URL
from dealwatch.feeds.identity import Marks, content_hash, keys
from dealwatch.feeds.prolog import prepare
from dealwatch.feeds.rawentry import RawEntry, RawFeed, RawText
from dealwatch.html import visible_text
from dealwatch.links import is_plain
from dealwatch.text import clean_line, clean_text
from dealwatch.values import Entry, FeedKind

_MAX_DATE: Final = 100
# Markup may take several times the room of its text; what is over this is not even looked at.
_MARKUP_FACTOR: Final = 4
_SPACES: Final = re.compile(r"\s+")
_NEWS_HOST: Final = "news.google.com"
_SUFFIX: Final = re.compile(r".*\s[-–—|]\s+(\S[^\n]{0,80})$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a document gave. `problem` is a class of `problems`, "" when it is a feed; `detail` says more.

    `hashes` are what the entries can be told by next time, one each; `skipped` those that were known already.
    `truncated`: there were more entries than the cap. `refresh_after` are the seconds that the feed itself
    asks to wait between two fetches, 0 where it says nothing, `quiet` when it asks to be left alone.
    """

    entries: tuple[Entry, ...] = ()
    hashes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    title: str = ""
    problem: str = ""
    detail: str = ""
    truncated: bool = False
    refresh_after: int = 0
    quiet: str = ""


def parse(
    body: bytes, content_type: str, url: str, kind: FeedKind, *, now: int, known: Set[str] = frozenset()
) -> ParsedFeed:
    """Read a feed (RSS, Atom, RDF, JSON Feed). Raises nothing for what is in it, but `MemoryError`.

    `url` is where it came from: links are resolved against it. `now` bounds dates (UTC seconds). Entries
    whose hash is `known` are left out.
    """
    raw = _read(body, content_type, known)
    if raw.skipped and any((entry.published or 0) > now for entry in _entries(raw, url, kind, now)):
        # Whether dates ahead are a calendar's or mistakes, only the whole document tells.
        raw = _read(body, content_type, frozenset())
    if raw.problem:
        return ParsedFeed(problem=raw.problem, detail=clean_line(raw.detail, 200))
    entries = _entries(raw, url, kind, now)
    hashes = raw.hashes or tuple(content_hash(entry) for entry in entries)
    fresh = [(entry, digest) for entry, digest in zip(entries, hashes, strict=True) if digest not in known]
    return ParsedFeed(
        entries=tuple(entry for entry, _ in fresh),
        hashes=tuple(digest for _, digest in fresh),
        skipped=(*raw.skipped, *(digest for digest in hashes if digest in known)),
        title=_line(RawText(raw.title), MAX_TITLE)[0],
        truncated=raw.truncated,
        refresh_after=raw.refresh_after,
        quiet=raw.quiet,
    )


def _entries(raw: RawFeed, url: str, kind: FeedKind, now: int) -> tuple[Entry, ...]:
    """Clean entries with their keys."""
    published = dates.settle([dates.instant(entry.date_text, entry.date) for entry in raw.entries], now)
    drafts = [_draft(entry, url, kind, date) for entry, date in zip(raw.entries, published, strict=True)]
    opaque = _host(url) == _NEWS_HOST
    marks = [
        Marks(
            guid=clean_line(entry.guid),
            link=draft.url,
            title=draft.title,
            content=draft.summary + draft.body,
            source=draft.outlet,
            day=_day(draft.published) if opaque else "",
        )
        for draft, entry in zip(drafts, raw.entries, strict=True)
    ]
    named = keys(marks, opaque_links=opaque)
    return tuple(_with_key(draft, key) for draft, key in zip(drafts, named, strict=True))


def _read(body: bytes, content_type: str, known: Set[str]) -> RawFeed:
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start and not body.strip():
        return RawFeed(problem="empty")
    if start.startswith(b"{"):
        return jsonfeed.read(body, MAX_ENTRIES)
    document = prepare(body, content_type)
    if document is None:
        return RawFeed(problem="not_a_feed", detail="no root element in its first 64 KiB")
    if document.root.lower() == b"html":
        return RawFeed(problem="not_a_feed", detail="a web page")
    return xmlfeed.read(document, MAX_ENTRIES, known)


def _draft(entry: RawEntry, url: str, kind: FeedKind, published: int | None) -> Entry:
    """An entry with everything but its key, which depends on the others of the document."""
    title, title_cut = _line(entry.title, MAX_TITLE)
    summary, summary_cut = _text(entry.summary, MAX_SUMMARY)
    body, body_cut = _text(entry.content, MAX_CONTENT)
    link = open_link(entry.link, url)
    return Entry(
        key="",
        title=title,
        url=link,
        # Where there is only one text, the parser gives it twice.
        summary="" if summary == body else summary,
        body=body,
        author=_line(RawText(entry.author), MAX_AUTHOR)[0],
        outlet=_outlet(entry, title, kind),
        published=published,
        published_raw=clean_line(entry.date_text, _MAX_DATE),
        truncated=title_cut or summary_cut or body_cut or (not link and len(entry.link) > MAX_URL),
    )


def _with_key(draft: Entry, key: str) -> Entry:
    # Spelled out: `dataclasses.replace` costs three times as much, and there are thousands.
    return Entry(
        key, draft.title, draft.url, draft.summary, draft.body, draft.author, draft.outlet, draft.published,
        draft.published_raw, draft.truncated,
    )  # fmt: skip


def _day(published: int | None) -> str:
    return dt.datetime.fromtimestamp(published, dt.UTC).date().isoformat() if published else ""


def _line(text: RawText, limit: int) -> tuple[str, bool]:
    """A text on one line, and whether it was cut."""
    plain, cut = _text(text, limit * 2)
    line = _SPACES.sub(" ", clean_line(plain)).strip()
    return line[:limit].rstrip(), cut or len(line) > limit


def _text(text: RawText, limit: int) -> tuple[str, bool]:
    """What a reader sees of a text, clean, and whether it was cut."""
    markup = text.text[: limit * _MARKUP_FACTOR]
    plain = clean_text(visible_text(markup) if text.html else markup).strip()
    return plain[:limit].rstrip(), len(plain) > limit or len(text.text) > len(markup)


def open_link(link: str, base: str) -> str:
    """A link as an absolute http(s) address, "" where it is none that may be opened or is too long."""
    try:
        given = clean_line(link)
        if is_plain(given) and len(given) <= MAX_URL:
            return given
        if not given or (urlsplit(given).scheme and not urlsplit(given).netloc):
            return ""
        absolute = urljoin(base, given)
        parts = urlsplit(absolute)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and len(absolute) <= MAX_URL
    except ValueError:
        return ""
    # "HTTPS:" is one too; whoever looks at a link may go by its first letters.
    return parts.scheme + absolute[len(parts.scheme) :] if usable else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _outlet(entry: RawEntry, title: str, kind: FeedKind) -> str:
    """Who published an aggregator's entry: its `<source>`, else what stands behind the title's last dash."""
    if kind is not FeedKind.AGGREGATOR:
        return ""
    if source := _line(RawText(entry.source), MAX_AUTHOR)[0]:
        return source
    suffix = _SUFFIX.match(title)
    return suffix[1].strip() if suffix else ""
