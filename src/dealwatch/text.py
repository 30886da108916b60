"""The one boundary that every string from the network crosses.

`clean_text` drops single characters and never whole escape sequences: dropping the ESC disarms the sequence,
and cleaning twice is then cleaning once, so offsets into stored text hold on the screen.
"""

import re
import unicodedata
from typing import Final

#: What `clean_text` drops wherever it stands: C0 except newline and tab, DEL, C1, Arabic letter mark,
#: directional marks, embeddings, overrides and isolates, byte order mark, interlinear annotation, tags, lone
#: surrogates.
HOSTILE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINE_BREAKS: Final = re.compile("[\n\t\u2028\u2029]+")
# What an address may hold that is nobody else's business: who asks, and the values of such parameters.
# Compiled when first used: most runs show no address of a feed.
_WHO_ASKS: Final = r"(?<=://)[^/?#\s]*@"
_HIDDEN_VALUE: Final = (
    r"(?i)([?&;](?:[^=&;#]*(?:token|passw|pwd|secret)[^=&;#]*|[^=&;#]*(?:key|auth|authorization|signature))=)"
    r"[^&;#\s]+"
)
_HOST: Final = r"(?:(?<=://)|(?<=://\*\*\*@))[^/?#@:\s]+"
# Those whose letters look like each other's.
_ALPHABETS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
_MAX_MARKS: Final = 8
# Cheap test before the slow one: nine characters in a row above the first combining block.
_MAYBE_ZALGO: Final = re.compile("[\u0300-\U000e0fff]{9}")


def clean_text(text: str) -> str:
    """Drop what could act on a terminal or turn text around; keep newlines and tabs.

    At most eight combining marks stay on one base character. Cleaning is idempotent.
    """
    # What all can be printed, as most texts, holds none of those; each row of a list comes through here.
    cleaned = text if text.isprintable() else HOSTILE.sub("", text)
    if cleaned.isascii() or not _MAYBE_ZALGO.search(cleaned):
        return cleaned
    return _limit_marks(cleaned)


def clean_line(text: str, limit: int | None = None) -> str:
    """`clean_text` for a field of one line: breaks and tabs become one space, ends are trimmed.

    `limit` is a length in characters; what is over it is cut.
    """
    line = _LINE_BREAKS.sub(" ", clean_text(text)).strip()
    return line if limit is None else line[:limit]


def masked(address: str) -> str:
    """An address as it may be shown and logged: "***" stands for user, password and secret parameters.

    A part of the host that mixes alphabets, so that a letter may look like another's, is shown in ASCII.
    """
    shown = re.sub(_HIDDEN_VALUE, r"\1***", re.sub(_WHO_ASKS, "***@", address))
    return shown if shown.isascii() else re.sub(_HOST, lambda host: _unmixed(host[0]), shown)


def _unmixed(host: str) -> str:
    labels = host.split(".")
    return ".".join(
        f"xn--{label.encode('punycode').decode()}" if _mixes_alphabets(label) else label for label in labels
    )


def _mixes_alphabets(label: str) -> bool:
    return len({unicodedata.name(letter, "").partition(" ")[0] for letter in label} & _ALPHABETS) > 1


def _limit_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) or _is_mark(character) else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


class Secret(str):
    """A text that no traceback and no description of a value shows."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'" if self else "''"


class Untrusted:
    """Text that came from the network: not a `str`, so that no widget or format call takes it by accident.

    It is clean when it is made. Only `tui.text` and the command line's table writer take it apart.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = clean_text(text)

    @property
    def plain(self) -> str:
        """The clean text, for the few places that know how to show it."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Untrusted) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"Untrusted({self._text!r})"
