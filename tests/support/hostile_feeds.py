"""Feeds that attack whoever reads them, each by its name, with what must come of it."""

import gzip
import zlib
from dataclasses import dataclass
from typing import Final

from tests.support.feedserver import Page

_HEAD: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'
_MEGABYTE: Final = 1 << 20


def document(*items: bytes, before: bytes = b"", encoding: bytes = b"utf-8", channel: bytes = b"") -> bytes:
    """An RSS document; `before` stands between the declaration and the root, items are put in as they are."""
    inside = b"".join(b"<item>" + item + b"</item>" for item in items)
    return (
        b'<?xml version="1.0" encoding="'
        + encoding
        + b'"?>\n'
        + before
        + b'<rss version="2.0"><channel><title>A feed</title>'
        + channel
        + inside
        + b"</channel></rss>"
    )


def title(text: bytes, more: bytes = b"") -> bytes:
    """The inside of an item."""
    return (
        b'<guid isPermaLink="false">'
        + (b"%08x" % zlib.crc32(text))
        + b"</guid><title>"
        + text
        + b"</title>"
        + more
    )


GOOD: Final = title(b"A good one")

# What may be stored as the attempt's outcome.
_READ: Final = ("new",)
_STOPPED: Final = ("parse_timeout", "parse_memory", "parse_error", "not_a_feed", "too_large")


@dataclass(frozen=True)
class Case:
    """A hostile answer. `outcomes` are those that are right; `titles` what is stored then, None: anything."""

    name: str
    page: Page
    outcomes: tuple[str, ...] = _READ
    titles: tuple[str, ...] | None = ("A good one",)


def _xml(body: bytes, content_type: str = "application/rss+xml; charset=utf-8") -> Page:
    return Page(body, content_type)


def _described(markup: bytes) -> bytes:
    """A feed with a good item, and one that is described by this markup."""
    return document(GOOD, title(b"d", b"<description><![CDATA[" + markup + b"]]></description>"))


def _laughs() -> bytes:
    levels = [b'<!ENTITY a0 "lol">']
    levels += [b'<!ENTITY a%d "' % n + b"&a%d;" % (n - 1) * 10 + b'">' for n in range(1, 10)]
    return b"<!DOCTYPE rss [" + b"".join(levels) + b"]>"


_XXE: Final = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_PARAMETER: Final = b'<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>'
_BIG_ENTITY: Final = b'<!DOCTYPE rss [<!ENTITY b "' + b"B" * 50_000 + b'">]>'

_PARSER: Final = (
    Case("ten levels of laughter", _xml(document(GOOD, title(b"x &a9; y"), before=_laughs())), titles=None),
    Case(
        "laughter in UTF-16",
        Page(
            document(GOOD, before=_laughs(), encoding=b"utf-16").decode().encode("utf-16"),
            "application/rss+xml",
        ),
        (*_READ, *_STOPPED),
        None,
    ),
    Case(
        "one entity fifty thousand times",
        _xml(
            document(
                GOOD, title(b"e", b"<description>" + b"&b;" * 50_000 + b"</description>"), before=_BIG_ENTITY
            )
        ),
        (*_READ, *_STOPPED),
        None,
    ),
    Case("a file of this machine", _xml(document(GOOD, title(b"f &x; f"), before=_XXE)), titles=None),
    Case("a parameter that leads elsewhere", _xml(document(GOOD, before=_PARAMETER))),
    Case(
        "blank lines before the root",
        _xml(document(GOOD, before=b"\n" * 300_000)),
        ("new", "not_a_feed"),
        None,
    ),
    Case(
        "doctypes before the root",
        _xml(document(GOOD, before=b"<!DOCTYPE a" * 50_000)),
        ("new", "not_a_feed", "parse_error"),
        None,
    ),
    Case(
        "an author of dots",
        _xml(document(GOOD, title(b"r", b"<author>a@" + b"a." * 16_000 + b"!</author>&nobody;"))),
        _READ,
        None,
    ),
    Case(
        "an author of letters",
        _xml(document(GOOD, title(b"r", b"<author>" + b"a" * 50_000 + b"@</author>&nobody;"))),
        _READ,
        None,
    ),
    Case(
        "fifty thousand categories",
        _xml(document(GOOD, title(b"c", b"<category>x</category>" * 50_000))),
        (*_READ, *_STOPPED),
        None,
    ),
    Case(
        "comments that do not end",
        _xml(_described(b"<!--" * 100_000)),
        (*_READ, *_STOPPED),
        None,
    ),
    Case(
        "a hundred thousand boxes",
        _xml(_described(b"<div>" * 100_000)),
        (*_READ, *_STOPPED),
        None,
    ),
    Case(
        "a tag of attributes",
        _xml(_described(b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">x")),
        (*_READ, *_STOPPED),
        None,
    ),
    Case(
        "elements in elements",
        _xml(document(GOOD, b"<a>" * 200_000)),
        (*_READ, *_STOPPED, "unchanged"),
        None,
    ),
    Case(
        "fifteen megabytes of items",
        _xml(
            document(
                *(
                    title(
                        b"t%d" % n,
                        b"<link>http://x.example/%d</link>" % n
                        + b"<description>"
                        + b"d" * 60
                        + b"</description>",
                    )
                    for n in range(100_000)
                )
            )
        ),
        ("too_large",),
        (),
    ),
    Case(
        "a title of ten megabytes",
        _xml(document(title(b"t" * (9 * _MEGABYTE)))),
        (*_READ, *_STOPPED),
        None,
    ),
    Case(
        "a link of five megabytes",
        _xml(
            document(title(b"A good one", b"<link>http://x.example/" + b"l" * (5 * _MEGABYTE) + b"</link>"))
        ),
        (*_READ, *_STOPPED),
        None,
    ),
)

_TEXT: Final = (
    Case(
        "the clipboard by reference", _xml(document(title(b"Clip &#27;]52;c;aGk=&#27;\\ board"))), titles=None
    ),
    Case(
        "the window's title", _xml(document(title(b"Bell \x1b]0;PWN\x07 rings"))), (*_READ, *_STOPPED), None
    ),
    Case("colour in C1", _xml(document(title(b"Red &#155;31m alert"))), titles=None),
    Case(
        "escape by codec",
        _xml(document(title(b"E \\x1b[2J"), encoding=b"unicode_escape"), "text/xml"),
        ("new", "parse_error"),
        None,
    ),
    Case(
        "punycode",
        _xml(document(title(b"p" * 250_000), encoding=b"punycode"), "text/xml"),
        ("new", "parse_error"),
        None,
    ),
    Case("rot13", _xml(document(title(b"A good one"), encoding=b"rot13"), "text/xml")),
    Case("zlib", _xml(document(title(b"A good one"), encoding=b"zlib_codec"), "text/xml")),
    Case(
        "UTF-7",
        _xml(document(title(b"+ADw-script+AD4-"), encoding=b"utf-7"), "text/xml"),
        titles=("+ADw-script+AD4-",),
    ),
    Case("a null", _xml(document(title(b"It\x00em"))), (*_READ, *_STOPPED), None),
    Case("from right to left", _xml(document(title("abc \u202e def".encode()))), titles=("abc def",)),
    Case(
        "a tower of marks",
        _xml(document(title(("e" + "\u0301" * 5_000).encode()))),
        titles=("e" + "\u0301" * 8,),
    ),
    Case("an action", _xml(document(title(b"[@click=app.exit]x[/]"))), titles=("[@click=app.exit]x[/]",)),
    Case(
        "a broken tag",
        _xml(document(title(b"[/]oops"), title(b"foo [/b] bar"))),
        titles=("[/]oops", "foo [/b] bar"),
    ),
    Case("a word in brackets", _xml(document(title(b"[WIP] title"))), titles=("[WIP] title",)),
    Case("a link that runs", _xml(document(title(b"A good one", b"<link>javascript:alert(1)</link>")))),
    Case("a link to a file", _xml(document(title(b"A good one", b"<link>file:///etc/passwd</link>")))),
    Case("a link that is none", _xml(document(title(b"A good one", b"<link>http://[::1</link>")))),
    Case(
        "quotes of Windows",
        _xml(
            b'<rss version="2.0"><channel><title>x</title>'
            b"<item><title>It\x92s \x93good\x94</title></item></channel></rss>",
            "text/xml",
        ),
        titles=("It’s “good”",),
    ),
)

_SAME: Final = (
    Case(
        "one guid five times",
        _xml(
            document(
                *(
                    b"<guid>same</guid><title>Number %d of five</title><link>http://x.example/%d</link>"
                    % (n, n)
                    for n in range(5)
                )
            )
        ),
        titles=tuple(f"Number {n} of five" for n in range(5)),
    ),
    Case("neither guid nor link", _xml(document(b"<title>Alone</title>")), titles=("Alone",)),
)


def _answer(headers: bytes, body: bytes) -> Page:
    return Page(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n" + headers + b"\r\n\r\n" + body)


def _bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * _MEGABYTE) for _ in range(size // _MEGABYTE)) + packer.flush()


_FINE: Final = document(GOOD)
_NOTHING: Final[tuple[str, ...]] = ()
_WIRE: Final = (
    Case("a bomb", _answer(b"Content-Encoding: gzip", _bomb(64 * _MEGABYTE)), ("too_large",), _NOTHING),
    Case(
        "a bomb of brotli", _answer(b"Content-Encoding: br", b"\x1b" * 1_617), ("unknown_coding",), _NOTHING
    ),
    Case(
        "a bomb of zstd", _answer(b"Content-Encoding: zstd", b"\x28" * 1_000), ("unknown_coding",), _NOTHING
    ),
    Case(
        "a bomb in a bomb",
        _answer(b"Content-Encoding: gzip, gzip", gzip.compress(_bomb(_MEGABYTE))),
        ("unknown_coding",),
        _NOTHING,
    ),
    Case(
        "compressed and cut off",
        _answer(b"Content-Encoding: gzip", gzip.compress(_FINE)[:-20]),
        ("bad_coding",),
        _NOTHING,
    ),
    Case("said to be compressed", _answer(b"Content-Encoding: gzip", _FINE), ("bad_coding",), _NOTHING),
    Case("compressed with rot13", _answer(b"Content-Encoding: rot13", _FINE), ("unknown_coding",), _NOTHING),
    Case("shorter than announced", _answer(b"Content-Length: 100000", _FINE), ("short_body",), _NOTHING),
    Case(
        "two hundred thousand headers",
        _answer(b"\r\n".join(b"X-%d: 1" % n for n in range(200_000)), _FINE),
        ("header_too_large", "protocol", "read"),
        _NOTHING,
    ),
    Case("to a file", Page(status=302, location="file:///etc/passwd"), ("bad_redirect",), _NOTHING),
    Case(
        "to the cloud's keys",
        Page(status=301, location="http://169.254.169.254/"),
        ("not_allowed",),
        _NOTHING,
    ),
    Case(
        "to a number",
        Page(status=302, location="http://2130706433/"),
        ("not_allowed", "connect", "dns"),
        _NOTHING,
    ),
    Case(
        "to a translated address",
        Page(status=302, location="http://[64:ff9b::7f00:1]/"),
        ("not_allowed",),
        _NOTHING,
    ),
    Case(
        "a check for robots",
        Page(b"<html>prove it</html>", "text/html", status=403, headers=(("cf-mitigated", "challenge"),)),
        ("bot_challenge",),
        _NOTHING,
    ),
    Case("nothing at all", Page(b""), ("empty",), _NOTHING),
    Case(
        "a web page",
        Page(b"<!doctype html><html><body>Sorry</body></html>", "text/html"),
        ("not_a_feed",),
        _NOTHING,
    ),
    Case("not here", Page(b"", status=404), ("http_404",), _NOTHING),
)

CASES: Final = (*_PARSER, *_TEXT, *_SAME, *_WIRE)
