"""Who says a quotation: the clause that governs it, else the quotation before it, else nobody.

The rules, in the order in which they are tried for one quotation: after (“…,” said X; “…,” X said), before
(X said: “…”; X called it a “…”), the same sentence, the clause after it in its sentence, the quotation
before it in the paragraph, the sentence before, the paragraph before.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import Final

from dealwatch.reading.after import after_clause, clause_after_comma, credited
from dealwatch.reading.attribution import Attribution, Scene, scene_of
from dealwatch.reading.before import before_clause
from dealwatch.reading.naming import named_speaker
from dealwatch.reading.neighbours import borrowed, by_label, inherit_paragraph, pull_quotes
from dealwatch.reading.people import People
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import Span
from dealwatch.reading.speech_nouns import owner_of

_TOLD: Final = frozenset(("clause", "participle"))
_WEAK: Final = frozenset(("any-verb", "speech-noun", "none"))
_SAID_AFTER: Final = frozenset(("subject-verb", "verb-subject"))
_CREDITS: Final = frozenset(("according", "per"))
_INVITES_CLAUSE: Final = frozenset(",?!—–―-…")


def attribute(
    text: str, field_name: str, spans: list[Span], runs: list[Run], people: People
) -> list[Attribution]:
    """One attribution a quotation, in order."""
    result: list[Attribution] = [Attribution()] * len(runs)
    by_paragraph: dict[int, list[int]] = {}
    for number, run in enumerate(runs):
        by_paragraph.setdefault(run.paragraph, []).append(number)
    previous: int | None = None
    for paragraph, numbers in by_paragraph.items():
        scene = scene_of(text, spans[paragraph], runs, numbers)
        _read_paragraph(scene, numbers, result)
        if previous is None or result[numbers[0]].source is None:
            inherit_paragraph(text, spans, runs, numbers, scene, previous, result)
        for number in numbers:
            if result[number].source is None and result[number].rule == "none":
                result[number] = by_label(text, spans, runs, number) or result[number]
        previous = paragraph
    pull_quotes(text, spans, runs, result)
    found = [
        named_speaker(text, item, field_name, people, result, index) for index, item in enumerate(result)
    ]
    for number, run in enumerate(runs):
        if found[number].rule == "none" and run.outer.start == spans[run.paragraph].start:
            found[number] = _agreed(text, spans, found, runs, number, field_name, people)
    return found


def _agreed(
    text: str,
    spans: list[Span],
    found: list[Attribution],
    runs: list[Run],
    number: int,
    field_name: str,
    people: People,
) -> Attribution:
    """A paragraph of quotation after one where the same person spoke last and was named last."""
    before = found[number - 1] if number else None
    if before is None or before.source is None or runs[number].paragraph - runs[number - 1].paragraph > 2:
        return found[number]
    above = spans[runs[number].paragraph - 1]
    if (
        before.speaker is None
        or text[above.end - 1] == ":"
        or before.speaker != people.person_before(field_name, runs[number].start)
    ):
        return found[number]
    return before._replace(rule="agreed")


def _read_paragraph(scene: Scene, numbers: list[int], result: list[Attribution]) -> None:
    for number in numbers:
        if number in scene.tokens:
            result[number] = _own_clause(scene, number)
    for number, following in reversed(list(pairwise(numbers))):
        same = number in scene.tokens and following in scene.tokens
        if same and result[number].rule in _WEAK and result[following].rule in _SAID_AFTER:
            start = scene.line.sentence_start
            if start(scene.tokens[number]) == start(scene.tokens[following]):
                # "The plan is “…” and “…,” X said": one source for the sentence.
                result[number] = result[following]
    for position, number in enumerate(numbers):
        passive = result[number].rule == "passive" and not _shares_sentence(scene, numbers, position, result)
        if result[number].source is None and number in scene.tokens and not passive:
            result[number] = borrowed(scene, numbers, position, result)


def _shares_sentence(scene: Scene, numbers: list[int], position: int, result: list[Attribution]) -> bool:
    """ "It brought “…” but was negotiated behind “…”": the one before it in its sentence has a speaker."""
    before = numbers[position - 1] if position else None
    if before is None or before not in scene.tokens or result[before].source is None:
        return False
    start = scene.line.sentence_start
    between = scene.line.kinds[scene.tokens[before] : scene.tokens[numbers[position]]]
    same = start(scene.tokens[before]) == start(scene.tokens[numbers[position]])
    return same and "C" in between and "," not in between


def _own_clause(scene: Scene, number: int) -> Attribution:
    found, at = _governed(scene, number), scene.tokens[number]
    if _CREDITS.isdisjoint(scene.line.lower[at + 1 : at + 3]):
        return found
    told = any(kind in "VJgv" for kind in scene.line.kinds[scene.line.sentence_start(at) : at])
    if found.source is None or found.rule == "any-verb" or not told:
        # "The relief is said to be “…”, according to the notice."
        return credited(scene, at) or found
    return found


def _governed(scene: Scene, number: int) -> Attribution:
    at = scene.tokens[number]
    owner = owner_of(scene, at)
    if owner is not None:
        return owner
    ending = scene.text[scene.runs[number].end - 1]
    following = scene.line.kinds[at + 1] if at + 1 < len(scene.line) else ""
    invited = ending in _INVITES_CLAUSE or following == "-"
    if following == "," and not invited:
        # British style puts the comma outside; after a fragment it belongs to the sentence around it.
        left = at - 1
        invited = left < scene.line.sentence_start(at) or scene.line.kinds[left] in ",:-Q"
    if invited:
        if ending in "?!" and _introduced(scene, at):
            # "Smith was asked, “Why?” She answered": the next sentence is another clause.
            before = before_clause(scene, at)
            if before is not None:
                return before
        after = after_clause(scene, at, True)
        if after is not None and _relays(scene, after):
            # "…”, the paper reported": who is reported comes before, if anybody does.
            return before_clause(scene, at) or after
        fragment = after is not None and _is_fragment(scene, at)
        if (
            fragment
            and after is not None
            and not _ends_it(scene, after)
            and _is_doubtful(scene, number, after)
        ):
            # "He gave it to the “middle class,” Jones has struggled …": the words belong to what is before.
            before = before_clause(scene, at)
            told = before is not None and before.source is not None and before.rule in _TOLD
            return before if before is not None and told else after
        return after or before_clause(scene, at) or Attribution()
    before = before_clause(scene, at)
    if before is not None and before.rule == "passive" and following == ",":
        # "Work is suspended “…”, the chair announced."
        return clause_after_comma(scene, at) or before
    if before is not None and before.rule in ("any-verb", "speech-noun"):
        later = after_clause(scene, at, False) or clause_after_comma(scene, at)
        return before if later is None or _relays(scene, later) else later
    if before is not None and before.source is not None and before.source.kind == "noun":
        # "The vote is “…” for the town, said Jane Smith": a thing gives way to who says so in the end.
        later = clause_after_comma(scene, at)
        if later is not None and later.source is not None and later.source.kind == "name":
            return later
    return before or after_clause(scene, at, False) or Attribution()


def _introduced(scene: Scene, at: int) -> bool:
    """Whether the words before the mark end in a verb of saying and a comma or colon: "he said, “"."""
    kinds = scene.line.kinds
    low = scene.line.sentence_start(at)
    return (
        at - 2 >= low
        and kinds[at - 1] in ",:"
        and any(kind in "VJgF" for kind in kinds[max(low, at - 4) : at - 1])
    )


def _is_fragment(scene: Scene, at: int) -> bool:
    before = scene.line.kinds[at - 1] if at > scene.line.sentence_start(at) else ""
    return before not in ("", ",", ":", "Q", "-")


def _is_doubtful(scene: Scene, number: int, after: Attribution) -> bool:
    """Whether the clause after a fragment may begin another thought: no capital, or no verb of saying."""
    if scene.text[scene.runs[number].start].islower():
        return True
    line = scene.line
    end = after.source.end if after.source is not None else 0
    at = bisect_left(line.starts, end)
    while at < len(line) and line.kinds[at] in "AB":
        at += 1
    return at < len(line) and line.kinds[at] == "F"


def _ends_it(scene: Scene, found: Attribution) -> bool:
    """Whether the clause ends the sentence with its verb or its subject: "…,” Jones said."."""
    line = scene.line
    if found.source is None:
        return False
    last = min(bisect_left(line.ends, found.source.end), len(line) - 1)
    tail = line.kinds[last + 1 : last + 3]
    return tail[:1] == ["."] or (tail[:1] == ["V"] and tail[1:] in (["."], [","], []))


def _relays(scene: Scene, found: Attribution) -> bool:
    source = found.source
    if source is None:
        return False
    at = bisect_left(scene.line.starts, source.end)
    return at < len(scene.line) and scene.line.lower[at] in ("reported", "reports")


__all__ = ["Attribution", "attribute"]
