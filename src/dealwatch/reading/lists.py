"""Lists and tables of what applies and what does not: "Cars: applied. Steel: no." Such a deal is partly in
force."""

import re
from collections.abc import Iterator
from typing import Final

from dealwatch.reading.bearers import Bearer, Bearers
from dealwatch.reading.tagger import Tags
from dealwatch.values import Entry, Evidence, Field

_YES: Final = r"(?:yes|applied|applies|in force|in effect|done|live|working|started|ticked)"
_NO: Final = (
    r"(?:no|not|pending|text pending|waiting|nothing|stuck|still|never|none|on hold|unsettled|frozen|blank)"
)
# A row begins where a sentence, a line or an item does.
_ROW: Final = re.compile(
    rf"(?:^|(?<=[.;:!?•|>] )|(?<=[\n>]))[A-Z][\w ,&’'\-]{{1,50}}?(?::|,| –| —) "
    rf"(?:(?P<yes>{_YES})|(?P<no>{_NO}))\b",
    re.M | re.I,
)
_TOLD: Final = re.compile(rf"[:,–—] {_YES}\b")
_PAIR: Final = re.compile(
    r"\bwhat (?:is in force|applies|works|is working|has started|is done)(?: today| now| so far)?\b"
    r"[^?]{1,300}?\bwhat (?:is not|isn[’']t|does not|doesn[’']t|has not|hasn[’']t)\b[^\n.?]{0,80}",
    re.I,
)
_ROWS: Final = 3
_NAMED: Final = 2
_LONGEST: Final = 600
_READ: Final = 6_000


def in_lists(entry: Entry, tags: Tags, bearers: Bearers) -> Iterator[tuple[Bearer, Evidence]]:
    """The agreement of which a list in a story says that parts apply and parts do not, and where."""
    for name in ("title", "summary", "body"):
        found = _span(getattr(entry, name)[:_READ], name, tags)
        bearer = bearers.main(0.9) if found is not None else None
        if found is not None and bearer is not None and bearer.subject.startswith("agreement:"):
            yield bearer, Evidence(name, found[0], found[1], getattr(entry, name)[found[0] : found[1]])


def _span(text: str, name: Field, tags: Tags) -> tuple[int, int] | None:
    if "what " in text or "What " in text:
        pair = _PAIR.search(text)
        if pair is not None:
            return pair.span()
    if _TOLD.search(text) is None:
        return None
    rows = [row for row in _ROW.finditer(text) if _names_a_sector(row.span(), name, tags)]
    said = {row.lastgroup for row in rows}
    if len(rows) < _ROWS or len(said) < _NAMED or rows[-1].end() - rows[0].start() > _LONGEST:
        return None
    return rows[0].start(), rows[-1].end()


def _names_a_sector(span: tuple[int, int], name: Field, tags: Tags) -> bool:
    return any(
        span[0] <= hit.start < span[1]
        for sentence in tags.sentences
        if sentence.field == name
        for hit in sentence.of("sector", "keyword", "deal")
    )
