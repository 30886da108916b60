"""RSS, RDF and Atom into raw entries: the usual ones at once, all others through feedparser with its slow
extras off.
"""

import dataclasses
import io
import re
from collections.abc import Mapping, Set
from typing import Any, Final

from dealwatch.feeds import plainfeed
from dealwatch.feeds.authors import without_long_authors
from dealwatch.feeds.blocks import leave_out
from dealwatch.feeds.prolog import Document
from dealwatch.feeds.quiet import quiet_hours
from dealwatch.feeds.rawentry import RawEntry, RawFeed, RawText
from dealwatch.feeds.waits import WAITS, refresh_after

_ENTRY_END: Final = re.compile(rb"</(?:[A-Za-z]{1,16}:)?(?:item|entry)\s{0,16}>", re.IGNORECASE)
# How far into a document whose entries cannot be told apart by name the rest is looked for.
_MOST_WINDOWS: Final = 4


def read(document: Document, max_entries: int, known: Set[str] = frozenset()) -> RawFeed:
    """Read a prepared document without the entries whose hash is `known`, at most so many at a time.

    Whatever the parser raises is a parse error and no crash.
    """
    feed = _read(document, max_entries, known)
    return feed if feed.problem else dataclasses.replace(feed, quiet=quiet_hours(document.body))


def _read(document: Document, max_entries: int, known: Set[str]) -> RawFeed:
    blocks = leave_out(document, known)
    # Known entries that hang together with others stay in; the window moves on behind them.
    stay = 0 if blocks.skipped else sum(digest in known for digest in blocks.all)
    room = min(max_entries + stay, _MOST_WINDOWS * max_entries)
    short, cut = first_entries(blocks.document, room)
    feed, fresh = _parse(short, room), blocks.fresh[:room]
    if len(feed.entries) == len(fresh) and not (feed.problem and blocks.skipped):
        return dataclasses.replace(
            feed, hashes=fresh, skipped=blocks.skipped, truncated=cut or feed.truncated
        )
    # The parser sees other entries, or no feed in what is left: nothing is left out.
    short, cut = first_entries(document, room)
    whole = _parse(short, room) if blocks.skipped else feed
    every = blocks.all[:room]
    hashes = every if len(every) == len(whole.entries) else ()
    return dataclasses.replace(whole, hashes=hashes, truncated=cut or whole.truncated)


def _parse(document: Document, max_entries: int) -> RawFeed:
    plain = plainfeed.read(document, max_entries)
    return full(document, max_entries) if plain is None else plain


def full(document: Document, max_entries: int) -> RawFeed:
    """Read a prepared document through feedparser, whatever is in it."""
    # Heavy to import, and most feeds do not need it.
    import feedparser

    # Without a location the parser leaves relative ids and links as they are (but for `xml:base`): an id
    # must not change when the feed moves, and links are resolved by whoever calls this.
    headers = {"content-type": document.content_type or "application/xml"}
    try:
        parsed = feedparser.parse(
            io.BytesIO(without_long_authors(document.body)),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the parser raises anything: UnicodeError, RecursionError …
        return RawFeed(problem="parse_error", detail=type(error).__name__)
    version, found = _string(parsed, "version"), parsed.get("entries") or []
    if not version and not found:
        return _not_a_feed(parsed)
    feed = parsed.get("feed") or {}
    return RawFeed(
        entries=tuple(_entry(entry, atom=version.startswith("atom")) for entry in found[:max_entries]),
        title=_string(feed, "title"),
        truncated=len(found) > max_entries,
        refresh_after=refresh_after({name: _string(feed, name) for name in WAITS}),
    )


def first_entries(document: Document, limit: int) -> tuple[Document, bool]:
    """The document with at most so many entries, and whether any were cut: the parser is slow at them."""
    body = document.body
    ends = (end for number, end in enumerate(_ENTRY_END.finditer(body), 1) if number == limit)
    last = next(ends, None)
    if last is None or _ENTRY_END.search(body, last.end()) is None:
        return document, False
    channel = b"</channel>" if document.root.lower() == b"rss" else b""
    short = body[: last.end()] + channel + b"</" + document.root + b">"
    return dataclasses.replace(document, body=short), True


def _not_a_feed(parsed: Mapping[str, Any]) -> RawFeed:
    """Broken XML and some other document are told apart for the person who has to look at it."""
    error = parsed.get("bozo_exception")
    if error is not None and "SAXParse" in type(error).__name__:
        return RawFeed(problem="parse_error", detail=f"not well-formed: {error}")
    return RawFeed(problem="not_a_feed")


def _entry(entry: Mapping[str, Any], *, atom: bool) -> RawEntry:
    content = _longest(_plain_get(entry, "content"))
    date_key = next((key for key in ("published", "updated", "created") if _string(entry, key)), "published")
    source = _plain_get(entry, "source")
    return RawEntry(
        guid=_string(entry, "id"),
        title=_text(entry, "title", atom=atom),
        link=_string(entry, "link"),
        summary=_text(entry, "summary", atom=atom),
        content=RawText(_string(content, "value"), html=not (atom and _is_plain(content))),
        author=_string(entry, "author"),
        source=_string(source, "title") if isinstance(source, Mapping) else "",
        date_text=_string(entry, date_key),
        date=_plain_get(entry, f"{date_key}_parsed"),
    )


def _text(entry: Mapping[str, Any], key: str, *, atom: bool) -> RawText:
    """A text construct. Only Atom says reliably that a text is plain; in RSS it may hold markup anyway."""
    detail = _plain_get(entry, f"{key}_detail")
    plain = atom and isinstance(detail, Mapping) and _is_plain(detail)
    return RawText(_string(entry, key), html=not plain)


def _is_plain(detail: Mapping[str, Any]) -> bool:
    return _string(detail, "type") == "text/plain"


def _longest(contents: object) -> Mapping[str, Any]:
    rows = [row for row in contents if isinstance(row, Mapping)] if isinstance(contents, list) else []
    return max(rows, key=lambda row: len(_string(row, "value")), default={})


def _plain_get(row: Mapping[str, Any], key: str) -> Any:
    """What is stored under a key itself: the parser's own look-up warns and falls back to other keys."""
    return dict.get(row, key) if isinstance(row, dict) else row.get(key)


def _string(row: Mapping[str, Any], key: str) -> str:
    value = _plain_get(row, key)
    return value if isinstance(value, str) else ""
