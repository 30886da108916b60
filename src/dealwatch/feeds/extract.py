"""The article out of a web page, as plain text. Runs in the child: some flat pages take many seconds."""

import dataclasses
import re
from typing import Final

import trafilatura

from dealwatch.feeds.caps import MAX_CONTENT, MAX_PAGE
from dealwatch.feeds.pagetext import page_text
from dealwatch.text import clean_text
from dealwatch.values import Entry

# Shorter ones are teasers, consent dialogs and error pages more often than articles.
_MIN_ARTICLE: Final = 400
_SURELY_ARTICLE: Final = 2_500
_WALL: Final = re.compile(
    r"\b(?:(?:subscribe|sign in|log in|register) (?:to|for) (?:continue|read|keep|full|unlock|access)"
    r"|subscribers? only|already a subscriber|to continue reading|we (?:and our \d* ?partners )?use cookies"
    r"|accept (?:all )?cookies|cookie (?:settings|preferences)|enable javascript|are you a robot"
    r"|verify (?:that )?you are (?:a )?human|checking your browser|access denied)\b",
    re.IGNORECASE,
)
_PARAGRAPHS: Final = re.compile(r"\s*\n\s*")


def extract(body: bytes, content_type: str, entry: Entry) -> tuple[Entry | None, str]:
    """The entry with the page's article as its body, or None and the reason in words.

    Consent pages, pay walls and challenges are told by their words and their shortness, and are not taken
    for articles.
    """
    if len(body) > MAX_PAGE:
        return None, "the page is too large to take an article from"
    if "html" not in content_type.lower() and b"<html" not in body[:4096].lower():
        return None, "the page is not HTML"
    found = trafilatura.extract(
        page_text(body, content_type),
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
    )
    text = _PARAGRAPHS.sub("\n\n", clean_text(found or "")).strip()[:MAX_CONTENT]
    # The headline is the entry's title already.
    text = text.removeprefix(entry.title).lstrip() if entry.title else text
    if (reason := refusal(text, entry)) is not None:
        return None, reason
    return dataclasses.replace(entry, body=text), ""


def refusal(text: str, entry: Entry) -> str | None:
    """Why a text is not taken for the article, None where it is."""
    if len(text) < _SURELY_ARTICLE and _WALL.search(text):
        return "the page asks for consent or a subscription before it shows the article"
    if len(text) < max(_MIN_ARTICLE, len(entry.summary)):
        return "no article was found on the page"
    return None
