"""JSON Feed (jsonfeed.org, versions 1 and 1.1) into raw entries."""

from collections.abc import Mapping
from typing import Any

import msgspec

from dealwatch.feeds.rawentry import RawEntry, RawFeed, RawText


def read(body: bytes, max_entries: int) -> RawFeed:
    """Read a document; whatever is not of the expected type is left out."""
    try:
        document = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return RawFeed(problem="parse_error", detail=f"JSON: {error}")
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in _text(document, "version"):
        return RawFeed(problem="not_a_feed", detail="JSON, but not a JSON Feed")
    rows = [item for item in items[:max_entries] if isinstance(item, dict)]
    entries = tuple(_entry(row) for row in rows)
    return RawFeed(entries, title=_text(document, "title"), truncated=len(items) > max_entries)


def _entry(row: Mapping[str, Any]) -> RawEntry:
    html, text = _text(row, "content_html"), _text(row, "content_text")
    return RawEntry(
        guid=_text(row, "id"),
        title=RawText(_text(row, "title"), html=False),
        link=_text(row, "url") or _text(row, "external_url"),
        summary=RawText(_text(row, "summary"), html=False),
        content=RawText(html) if html else RawText(text, html=False),
        author=_author(row),
        date_text=_text(row, "date_published") or _text(row, "date_modified"),
    )


def _author(row: Mapping[str, Any]) -> str:
    authors = row.get("authors")
    candidates = authors if isinstance(authors, list) else [row.get("author")]
    names = [_text(author, "name") for author in candidates[:10] if isinstance(author, dict)]
    return ", ".join(name for name in names if name)


def _text(row: Mapping[str, Any], key: str) -> str:
    """A string, or a number as one (some feeds number their ids)."""
    value = row.get(key)
    if isinstance(value, bool):
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""
