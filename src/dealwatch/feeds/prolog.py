"""What stands before a feed's root element, made harmless before the parser sees it.

Doctypes, entities, comments and blank lines between the XML declaration and the root cost the parser
quadratic time (20 KB of newlines: 6 s) and carry every entity attack; none of them is needed to read a feed.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

ROOT_WITHIN: Final = 64 * 1024

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# A document without byte order mark that begins with "<" in these codings.
_STARTS: Final = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
# Python knows codecs that are none for text: unicode_escape makes ESC of plain letters, punycode takes
# quadratic time, utf-7 hides markup.
_ALLOWED: Final = re.compile(
    r"ascii|utf-8(?:-sig)?|utf-(?:16|32)(?:-[bl]e)?|iso8859-\d+|cp\d+|koi8-[rut]|gb(?:k|2312|18030)|hz|big5\w*"
    r"|shift_jis\w*|euc_\w+|iso2022_\w+|johab|tis-620|mac-\w+"
)
_DECLARATION: Final = re.compile(rb"\s{0,256}<\?xml\b[^<>]{0,512}?\?>", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"""\sencoding\s*=\s*(["'])([^"'<>]{1,64})\1""", re.IGNORECASE)
_CHARSET: Final = re.compile(r""";\s*charset\s*=\s*["']?([^"';\s]+)["']?""", re.IGNORECASE)
_NAME: Final = re.compile(rb"<[A-Za-z_\x80-\xff]")
_DOCTYPE_PART: Final = re.compile(rb"""[\[\]>]|"[^"]*"|'[^']*'|<!--.*?-->""", re.DOTALL)
_KNOWN_ROOT: Final = re.compile(rb"<(?:[A-Za-z]{1,16}:)?(?:rss|feed|RDF|channel)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A body ready for the parser: one declaration, then the root. `root` is the root's name as written."""

    body: bytes
    content_type: str
    root: bytes


def is_known_encoding(label: str) -> bool:
    """Whether a label names a coding for text; any other is treated as absent."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return False
    return _ALLOWED.fullmatch(name) is not None


def declared_encoding(body: bytes) -> str:
    """The coding that a document's XML declaration names, "" where it names none."""
    declaration = _DECLARATION.match(body)
    label = _ENCODING.search(declaration[0]) if declaration else None
    return label[2].decode("latin-1").strip() if label else ""


def clean_content_type(content_type: str) -> str:
    """The content type, without a charset that is not on the list."""

    def keep(label: re.Match[str]) -> str:
        return label[0] if is_known_encoding(label[1]) else ""

    return _CHARSET.sub(keep, content_type)


def prepare(body: bytes, content_type: str) -> Document | None:
    """Cut everything between declaration and root; None where no root starts within 64 KiB.

    Wide codings (UTF-16, UTF-32, EBCDIC) become UTF-8 here, so that everything else may look at bytes.
    """
    content_type = clean_content_type(content_type)
    wide, body = _narrow(body)
    if wide:
        content_type = _CHARSET.sub("", content_type) + "; charset=utf-8"
    declaration = _DECLARATION.match(body)
    start = declaration.end() if declaration else 0
    root = find_root(body, start)
    if root is None:
        return None
    head = _head(body, utf8=wide)
    name = re.match(rb"<([^\s/>]{1,64})", body[root : root + 66])
    return Document(head + body[root:], content_type, name[1] if name else b"")


def _narrow(body: bytes) -> tuple[bool, bytes]:
    for mark, coding in _BOMS:
        if body.startswith(mark):
            if coding == "utf-8":
                return True, body[len(mark) :]
            return True, body[len(mark) :].decode(coding, "replace").encode("utf-8", "replace")
    for start, coding in _STARTS:
        if body.startswith(start):
            return True, body.decode(coding, "replace").encode("utf-8", "replace")
    return False, body


def _head(body: bytes, *, utf8: bool) -> bytes:
    """A plain declaration that keeps a known encoding label; none where a document has none."""
    label = declared_encoding(body)
    if utf8:
        return b'<?xml version="1.0" encoding="utf-8"?>'
    if is_known_encoding(label):
        return f'<?xml version="1.0" encoding="{label}"?>'.encode("latin-1")
    return b'<?xml version="1.0"?>' if _DECLARATION.match(body) else b""


def find_root(body: bytes, start: int = 0) -> int | None:
    """Where the root element starts: past comments, instructions and the doctype with its entities."""
    end = min(len(body), ROOT_WITHIN)
    position = start
    while (position := body.find(b"<", position, end)) >= 0:
        if _NAME.match(body, position):
            return position
        past = _past_markup(body, position, end)
        if past is None:
            known = _KNOWN_ROOT.search(body, position, end)
            return known.start() if known else None
        position = past
    return None


def _past_markup(body: bytes, position: int, end: int) -> int | None:
    """The place behind a comment, instruction or declaration; None where it does not end."""
    for opener, closer in ((b"<!--", b"-->"), (b"<?", b"?>")):
        if body.startswith(opener, position):
            close = body.find(closer, position + 2, end)
            return None if close < 0 else close + len(closer)
    if not body.startswith(b"<!", position):
        return position + 1
    depth = 0
    for part in _DOCTYPE_PART.finditer(body, position, end):
        if part[0] == b"[":
            depth += 1
        elif part[0] == b"]":
            depth -= 1
        elif part[0] == b">" and depth <= 0:
            return part.end()
    return None
