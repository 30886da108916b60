"""The quote finder: what stands between quotation marks, curly, straight, guillemets or single.

It works paragraph by paragraph, since marks do not balance over an article, and takes each mark for opening
or closing by its neighbours. One pass, no backtracking: linear in the length of the text.
"""

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from dealwatch.reading.spans import Span, paragraphs

# A text with more quotations than this is no story; what is over it is not read.
MAX_RUNS: Final = 1_500
# Two of the last two make one. It begins with a set, so that a search goes straight from mark to mark.
_DOUBLE: Final = re.compile(r"[“”„‟\"«»＂'`](?:(?<!['`])|(?<=')'|(?<=`)`)")
_SINGLE: Final = re.compile(r"[‘’'‹›]")
_OPENERS: Final = frozenset("“„«")
_OPENS_AFTER: Final = frozenset("([{—–―-/:;,\u2026>|")
_CLOSES_BEFORE: Final = frozenset(".,;:?!)]}—–―-…/")
_SENTENCE_END: Final = frozenset(".,?!…—–―;:")
_ELISIONS: Final = re.compile(r"['’](?:s|em|til|tis|twas|cause|n|round|\d\ds?)\b", re.I)
_WORD: Final = re.compile(r"\w")
_LONGEST_SINGLE: Final = 1_200


class Run(NamedTuple):
    """One quotation in a text: `start:end` lies between the marks, `outer` takes the marks in.

    `closed` is False where the closing mark is missing and the paragraph's end (or the next opening mark) cut
    it: the next paragraph may go on with it. `single` tells that its marks are single ones.
    """

    start: int
    end: int
    outer: Span
    paragraph: int
    closed: bool = True
    single: bool = False


def find_runs(text: str, spans: list[Span] | None = None) -> list[Run]:
    """All quotations of a text, in order, none inside another; at most `MAX_RUNS`."""
    runs: list[Run] = []
    for number, span in enumerate(paragraphs(text) if spans is None else spans):
        double = _double_runs(text, span, number)
        runs += _merge(double, _single_runs(text, span, number, double))
        if len(runs) >= MAX_RUNS:
            break
    return runs[:MAX_RUNS]


def _merge(double: list[Run], single: list[Run]) -> list[Run]:
    if not single:
        return double
    starts = [one.outer.start for one in single]
    around = [bisect_left(starts, run.start) - 1 for run in double]
    outside = [
        run for run, at in zip(double, around, strict=True) if at < 0 or single[at].outer.end <= run.start
    ]
    return sorted(outside + single, key=lambda run: run.start)


def _double_runs(text: str, span: Span, number: int) -> list[Run]:
    runs: list[Run] = []
    opened: re.Match[str] | None = None
    depth = 0
    for mark in _DOUBLE.finditer(text, span.start, span.end):
        if opened is None:
            if _opens(text, mark, span):
                opened = mark
        elif depth and mark.group() == "”":
            depth -= 1
        elif _closes(text, mark, span, opened):
            _append(runs, text, opened, mark.start(), mark.end(), number)
            opened = None
        elif _opens(text, mark, span) and mark.group() not in "”»":
            # A second opening mark: the closing one is missing, unless this one is nested.
            if opened.group() == "“" and (mark.group() == '"' or _nested(text, mark.end(), span)):
                depth += mark.group() == "“"
                continue
            if opened.group() == '"' and mark.group() == "“" and _inside_straight(text, opened, mark, span):
                depth += 1
                continue
            _append(runs, text, opened, mark.start(), mark.start(), number, closed=False)
            opened, depth = mark, 0
    if opened is not None:
        _append(runs, text, opened, span.end, span.end, number, closed=False)
    return runs


def _opens(text: str, mark: re.Match[str], span: Span) -> bool:
    kind = mark.group()
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end()] if mark.end() < span.end else " "
    if kind in _OPENERS:
        return not (after.isspace() and not before.isspace())
    if kind in "”»":
        # A closing mark used for opening, as some keyboards do.
        return before.isspace() and not after.isspace() and after not in _CLOSES_BEFORE
    if kind == '"' and before.isdigit():
        return False  # inches
    return (before.isspace() or before in _OPENS_AFTER) and not after.isspace()


def _closes(text: str, mark: re.Match[str], span: Span, opened: re.Match[str]) -> bool:
    kind = mark.group()
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < span.end else " "
    if kind in "”»":
        return True
    if kind in _OPENERS:
        return (
            not before.isspace()
            and (after.isspace() or after in _CLOSES_BEFORE)
            and mark.start() > opened.end()
        )
    if opened.group() == "“" and kind == '"':
        return (before in ",.?!" and after.isspace()) or not _curly_close_ahead(text, mark.end(), span)
    return not (before.isspace() and not after.isspace() and after not in _CLOSES_BEFORE)


def _curly_close_ahead(text: str, start: int, span: Span) -> bool:
    limit = min(span.end, start + 600)
    close = text.find("”", start, limit)
    if close < 0:
        return False
    opening = text.find("“", start, limit)
    return opening < 0 or close < opening


def _nested(text: str, start: int, span: Span) -> bool:
    """Whether an opening mark inside a quotation has a closing mark of its own, before the outer one's."""
    limit = min(span.end, start + 600)
    first = text.find("”", start, limit)
    second = text.find("”", first + 1, limit) if first >= 0 else -1
    if second < 0:
        return False
    opening = text.find("“", start, second)
    return opening < 0


def _inside_straight(text: str, opened: re.Match[str], mark: re.Match[str], span: Span) -> bool:
    """Whether curly marks stand inside straight ones: both close, or the straight ones hold a paragraph."""
    limit = min(span.end, mark.end() + 600)
    close = text.find("”", mark.end(), limit)
    if close < 0:
        return False
    return text.find('"', close + 1, span.end) >= 0 or opened.start() == span.start


def _append(
    runs: list[Run],
    text: str,
    opened: re.Match[str],
    end: int,
    outer_end: int,
    number: int,
    *,
    closed: bool = True,
) -> None:
    start = opened.end()
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip())
    stop = start + len(inner.rstrip())
    if start + lead < stop and _WORD.search(inner):
        runs.append(Run(start + lead, stop, Span(opened.start(), outer_end), number, closed))


def _single_runs(text: str, span: Span, number: int, double: list[Run]) -> list[Run]:
    runs: list[Run] = []
    covered = iter(double)
    cover = next(covered, None)
    marks = list(_SINGLE.finditer(text, span.start, span.end))
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        while cover is not None and cover.outer.end <= mark.start():
            cover = next(covered, None)
        if cover is not None and cover.outer.start <= mark.start():
            continue
        if not _opens_single(text, mark, span):
            continue
        limit = cover.outer.start if cover is not None else span.end
        closing = _closing_single(text, marks, index, min(limit, mark.end() + _LONGEST_SINGLE), span)
        if closing is None and cover is not None:
            closing = _closing_around(text, marks, index, cover, span)
        if closing is None:
            continue
        end = marks[closing]
        index = closing + 1
        inner = text[mark.end() : end.start()]
        if inner.strip() and _WORD.search(inner):
            run = Run(mark.end(), end.start(), Span(mark.start(), end.end()), number, True, True)
            runs.append(run)
    return runs


def _opens_single(text: str, mark: re.Match[str], span: Span) -> bool:
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end()] if mark.end() < span.end else " "
    if mark.group() in "’›" or not (before.isspace() or before in _OPENS_AFTER) or after.isspace():
        return False
    return not _ELISIONS.match(text, mark.start())


def _closing_around(text: str, marks: list[re.Match[str]], index: int, inner: Run, span: Span) -> int | None:
    """The mark that closes single marks around double ones: ‘He said “no,” and that was that.’"""
    if marks[index - 1].group() != "‘" or inner.end - marks[index - 1].end() > _LONGEST_SINGLE:
        return None
    for number in range(index, min(len(marks), index + 40)):
        mark = marks[number]
        after = text[mark.end()] if mark.end() < span.end else " "
        if mark.group() == "‘" or mark.start() - inner.outer.end > _LONGEST_SINGLE:
            return None
        if mark.start() >= inner.outer.end and text[mark.start() - 1] in ".,?!" and after.isspace():
            return number
    return None


def _closing_single(text: str, marks: list[re.Match[str]], index: int, limit: int, span: Span) -> int | None:
    """The mark that closes: sure after punctuation; after a letter it may be an apostrophe ("makers’")."""
    doubtful: int | None = None
    for number in range(index, min(len(marks), index + 40)):
        mark = marks[number]
        if mark.start() >= limit:
            break
        before = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < span.end else " "
        if mark.group() in "‘‹" or before.isspace():
            break
        if after.isalnum():
            continue
        if before in _SENTENCE_END:
            return number
        if before not in "sS" or after in _CLOSES_BEFORE:
            return doubtful if doubtful is not None and before in "sS" else number
        doubtful = number if doubtful is None else doubtful
    return doubtful
