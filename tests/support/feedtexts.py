"""Feeds as text, made from stories: RSS 2.0, Atom, RDF (RSS 1.0) and JSON Feed."""

import email.utils
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

Text = str


@dataclass(frozen=True)
class Item:
    """One entry as a publisher has it. `guid` "" means none; `published` is UTC seconds, None for none."""

    guid: str
    title: str
    link: str = ""
    summary: str = ""
    content: str = ""
    author: str = ""
    source: str = ""
    published: int | None = 1_767_225_600


def story_items(lines: Iterable[str]) -> list[Item]:
    """Items from stories as JSON Lines (`id`, `title`, `summary`, `body`, `url`, `outlet`, `published`)."""
    return [_story_item(json.loads(line)) for line in lines if line.strip()]


def _story_item(row: dict[str, str]) -> Item:
    published = row.get("published") or ""
    instant = datetime.fromisoformat(published.replace("Z", "+00:00")) if published else None
    if instant is not None and instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return Item(
        guid=row["id"],
        title=row.get("title", ""),
        link=row.get("url", ""),
        summary=row.get("summary", ""),
        content=row.get("body", ""),
        source=row.get("outlet", ""),
        published=int(instant.timestamp()) if instant else None,
    )


def rss(items: Iterable[Item], *, title: str = "A feed", channel: str = "") -> bytes:
    """An RSS 2.0 document; `channel` is put into the channel as it is."""
    text = "".join(_rss_item(item) for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(title)}</title><link>http://site.example/</link>{channel}{text}</channel></rss>"
    ).encode()


def hanging() -> bytes:
    """A feed that only feedparser reads (an entity nobody knows), for whose many tags it takes very long."""
    tags = "".join(f"<category>c{number}</category>" for number in range(30_000))
    return rss([Item("g", "T")], channel=f"<item><title>&nobody;</title>{tags}</item>")


def _rss_item(item: Item) -> str:
    return "<item>{}</item>".format(
        "".join(
            (
                _element("guid", item.guid, ' isPermaLink="false"'),
                _element("title", item.title),
                _element("link", item.link),
                _element("description", item.summary),
                _element("content:encoded", item.content),
                _element("dc:creator", item.author),
                _element("source", item.source, ' url="http://outlet.example/"'),
                _element("pubDate", _rfc822(item.published)),
            )
        )
    )


def atom(items: Iterable[Item], *, title: str = "A feed") -> bytes:
    """An Atom 1.0 document."""
    text = "".join(_atom_entry(item) for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(title)}</title><id>urn:feed</id>{text}</feed>"
    ).encode()


def _atom_entry(item: Item) -> str:
    link = f"<link href={quoteattr(item.link)}/>" if item.link else ""
    author = f"<author><name>{escape(item.author)}</name></author>" if item.author else ""
    source = f"<source><title>{escape(item.source)}</title></source>" if item.source else ""
    return "<entry>{}</entry>".format(
        "".join(
            (
                _element("id", item.guid),
                _element("title", item.title),
                link,
                _element("summary", item.summary),
                _element("content", item.content, ' type="html"'),
                author,
                source,
                _element("updated", _iso(item.published)),
            )
        )
    )


def rdf(items: Iterable[Item], *, title: str = "A feed") -> bytes:
    """An RSS 1.0 document."""
    text = "".join(
        f"<item rdf:about={quoteattr(item.guid)}>"
        + _element("title", item.title)
        + _element("link", item.link)
        + _element("description", item.summary)
        + _element("dc:creator", item.author)
        + _element("dc:date", _iso(item.published))
        + "</item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://site.example/">'
        f"<title>{escape(title)}</title><link>http://site.example/</link></channel>{text}</rdf:RDF>"
    ).encode()


def json_feed(items: Iterable[Item], *, title: str = "A feed") -> bytes:
    """A JSON Feed 1.1 document."""
    rows = [
        {
            "id": item.guid,
            "title": item.title,
            "url": item.link,
            "summary": item.summary,
            "content_html": item.content,
            "authors": [{"name": item.author}] if item.author else [],
            "date_published": _iso(item.published),
        }
        for item in items
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": rows}).encode()


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text)}</{name}>" if text else ""


def _rfc822(instant: int | None) -> str:
    return email.utils.formatdate(instant, usegmt=True) if instant is not None else ""


def _iso(instant: int | None) -> str:
    return datetime.fromtimestamp(instant, UTC).isoformat() if instant is not None else ""
