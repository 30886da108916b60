"""HTML into the text that a reader sees, in one pass that is linear whatever the input.

Feeds and `explain` share it, so a story reads the same whichever way it came. The standard library's
`html.parser` is not used: in Python 3.11 unclosed comments and declarations cost it quadratic time.
"""

import re
from enum import IntEnum
from html import unescape
from typing import Final

# Possessive quantifiers, and every loop stops at the next "<": no start is looked at twice.
_NAME: Final = r"[a-zA-Z][a-zA-Z0-9-]*+(?::[a-zA-Z][a-zA-Z0-9-]*+)?+(?=[\s/>])"
_OPENER: Final = re.compile(rf"<(?:(/?)({_NAME})|!--|![a-zA-Z\[]|\?[a-zA-Z])")
# A quote opens a value only behind "=": an apostrophe in a broken tag hides nothing.
_TAG_STOP: Final = re.compile(r""">|=\s*+(["'])""")
# With the semicolon only: "?a=1&copy=2" and "AT&T" are no entities.
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_PARAGRAPH: Final = re.compile(r"[ \t\r\f]*+\n[ \t\r\f]*+\n\s*+")


class _Gap(IntEnum):
    """What stands between two pieces of text; the widest that was asked for wins."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3


_TEXT: Final = {_Gap.NONE: "", _Gap.SPACE: " ", _Gap.LINE: "\n", _Gap.PARAGRAPH: "\n\n"}

_SPACED: Final = "td th option button"
_LINES: Final = "br li tr dt dd caption summary legend"
_BLOCKS: Final = (
    "p div section article main aside header footer nav address blockquote figure figcaption h1 h2 h3 h4 h5"
    " h6 hr ul ol dl table thead tbody tfoot pre form fieldset details body html center"
)
_GAPS: Final[dict[str, _Gap]] = {
    **dict.fromkeys(_SPACED.split(), _Gap.SPACE),
    **dict.fromkeys(_LINES.split(), _Gap.LINE),
    **dict.fromkeys(_BLOCKS.split(), _Gap.PARAGRAPH),
}
_BLOCK: Final = re.compile(rf"</?(?:{'|'.join(f'{_LINES} {_BLOCKS}'.split())})(?=[\s/>])", re.IGNORECASE)

# What a reader never sees, up to its end tag. Unclosed, script and style hide the rest, as in a browser.
_RAW: Final = ("script", "style")
_FALLBACKS: Final = (
    "title template noscript iframe noembed noframes svg annotation object canvas audio video datalist"
)
_UNSEEN: Final = frozenset((*_RAW, *_FALLBACKS.split()))
_END_TAGS: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _UNSEEN}


def visible_text(html: str) -> str:
    """The text that a reader sees: no tags, entities decoded, blocks apart by a blank line, lines by a break.

    Text that holds neither tag nor entity is returned unchanged, character for character; entities alone are
    decoded and nothing else is touched. Linear time, no exception, whatever the input. Control characters
    are left to `clean_text`.
    """
    if _holds_tag(html):
        return _Scanner(html).text()
    return _ENTITY.sub(_decode, html) if "&" in html else html


def _holds_tag(text: str) -> bool:
    opener = _OPENER.search(text)
    return opener is not None and text.find(">", opener.end()) >= 0


def _decode(entity: re.Match[str]) -> str:
    return unescape(entity[0])


class _Scanner:
    """Goes over one text once, from tag to tag."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._parts: list[str] = []
        self._gap = _Gap.NONE
        self._breaks = 0
        self._pre = 0
        # Quotes behind the last one of their kind stay open: looked up once, not at every tag.
        self._last_quote = {quote: html.rfind(quote) for quote in "\"'"}
        self._without_end: set[str] = set()
        # Inline markup in plain text: there its own blank lines are the paragraphs.
        self._keep_paragraphs = _BLOCK.search(html) is None

    def text(self) -> str:
        """All of it."""
        html, position = self._html, 0
        while (opener := _OPENER.search(html, position)) is not None:
            if opener.start() > position:
                self._add(html[position : opener.start()])
            position = self._markup(opener)
        self._add(html[position:])
        return "".join(self._parts)

    def _markup(self, opener: re.Match[str]) -> int:
        """Take in one tag, comment or declaration; the place behind it."""
        html, name = self._html, opener[2]
        if name is None:
            # A comment from the third character on: "<!-->" is a whole one.
            close, start = ("-->", opener.start() + 2) if opener[0] == "<!--" else (">", opener.end())
            end = html.find(close, start)
            return len(html) if end < 0 else end + len(close)
        end = self._tag_end(opener.end())
        name = name.lower()
        if name in _UNSEEN and not opener[1]:
            return self._skip(name, end)
        if name in _GAPS:
            self._break(name, closing=bool(opener[1]))
        return end

    def _tag_end(self, position: int) -> int:
        html = self._html
        while (stop := _TAG_STOP.search(html, position)) is not None:
            if (quote := stop[1]) is None:
                return stop.end()
            position = stop.end()
            if position <= self._last_quote[quote]:
                position = html.index(quote, position) + 1
        return len(html)

    def _skip(self, name: str, position: int) -> int:
        """Pass over an element that nobody sees; to the end tag, which is then read as any other."""
        empty = name == "svg" and self._html[position - 2 : position] == "/>"
        if empty or name in self._without_end:
            return position
        if (end := _END_TAGS[name].search(self._html, position)) is not None:
            return end.start()
        self._without_end.add(name)
        return len(self._html) if name in _RAW else position

    def _break(self, name: str, *, closing: bool) -> None:
        gap = _GAPS[name]
        if name == "br":
            self._breaks += 1
            gap = _Gap.PARAGRAPH if self._breaks > 1 else gap
        elif name == "pre":
            self._pre = max(0, self._pre + (-1 if closing else 1))
        self._gap = max(self._gap, gap)

    def _add(self, raw: str) -> None:
        text = _ENTITY.sub(_decode, raw) if "&" in raw else raw
        if self._pre:
            self._put(text.strip("\n") if self._gap else text)
        elif self._keep_paragraphs and "\n" in text:
            for number, paragraph in enumerate(_PARAGRAPH.split(text)):
                self._gap = max(self._gap, _Gap.PARAGRAPH if number else _Gap.NONE)
                self._put_words(paragraph)
        else:
            self._put_words(text)

    def _put_words(self, text: str) -> None:
        words = text.split()
        if not words:
            self._gap = max(self._gap, _Gap.SPACE if text else _Gap.NONE)
            return
        if text[0].isspace():
            self._gap = max(self._gap, _Gap.SPACE)
        self._put(" ".join(words))
        if text[-1].isspace():
            self._gap = _Gap.SPACE

    def _put(self, text: str) -> None:
        if not text:
            return
        if self._parts:
            self._parts.append(_TEXT[self._gap])
        self._parts.append(text)
        self._gap, self._breaks = _Gap.NONE, 0
