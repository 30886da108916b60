"""What shows that a deal applies: its quota is drawn on, its tariff is charged, its first programme runs; and
a sector of which one part has its share of the deal and another has not.

Patterns have no nested repetition, and every gap in them is bounded.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from dealwatch.reading.clauses import Words
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tables import words
from dealwatch.reading.told import Story, Told, doubt_in, pass_over
from dealwatch.values import Status

_USED: Final = 0.75
_DIVIDED: Final = 0.98

_QUOTA: Final = r"(?:quotas?|allowances?|allocations?)(?! of (?!the |\d))"
_DEALING: Final = (
    r"(?:under|within|as part of|thanks to|(?:promised|named|agreed|foreseen|provided for|set out|set up"
    r"|created)"
    r" (?:in|under|by)|in line with|using|to use|to benefit from|fruits? of|strands? of"
    r"|as) (?:[\w\-’'.–]+ ){0,6}?"
    r"(?:quota|allowance|exemption|deal|pact|accord|agreement|partnership|memorandum)\b"
)
_BEGUN: Final = (
    r"(?:began|begun|begins?|start(?:s|ed)|open(?:s|ed)|launch(?:es|ed)|ships?|shipped|cross(?:es|ed)?"
    r"|land(?:s|ed)"
    r"|leaves?|left|arriv(?:es|ed)|sails?|sailed|fly|flies|flew|flown|sent|sends|load(?:s|ed)|deliver(?:s|ed)"
    r"|under ?way|accepted|offers?|awarded|exported|docked|reach(?:es|ed)|enters?|entered)"
)
# What has moved proves that it may.
_MOVED: Final = (
    r"(?:came|landed|(?:has|have|had|was|were|been) (?:\w+ )?(?:shipped|sold|sent|exported|imported"
    r"|delivered|unloaded)"
    r"|ships|shipped|sold|arrived|sent|entered|crossed|cleared|left|unloaded|docked|exported|docks|lands"
    r"|crosses|leaves)"
)
# What is done together, or first, under a deal.
_DOING: Final = (
    r"(?:(?:has|have|had|was|were|been) (?:now |just |already )?(?:accepted|awarded|completed|made"
    r"|delivered|trained"
    r"|tested|flown|used|granted|issued|approved|licensed|welcomed|exchanged|shared|accredited|recognised"
    r"|run)"
    r"|arrived|lifted off|(?:is|are) at work)"
)
_NOT_DONE: Final = (
    r"(?:talks|meetings?|rounds?|sessions?|deals?|steps?|drafts?|tests?|hints?|signs?|time|quarter)"
)


class Use(NamedTuple):
    """A sign that a deal applies: words of which a sentence has one, and the pattern; `needs`: what the
    sentence must say besides; both over text in small letters."""

    cues: frozenset[str]
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None


def _use(cues: str, pattern: str, needs: str = "") -> Use:
    return Use(
        words(cues), re.compile(rf"\b(?:{pattern})(?!\w)"), re.compile(rf"\b{needs}") if needs else None
    )


USES: Final = (
    _use(
        "quota quotas allowance allowances allocation allocations",
        r"(?:first|latest|only|second|third) (?:[\w\-’']+ ){0,7}?to (?:use|fill|claim|benefit from|draw on)"
        rf"\b[\w\- ,’']{{0,40}}?\b{_QUOTA}"
        r"|(?:used?(?: up)?|uses|using|claim(?:s|ed|ing)|fill(?:s|ed|ing)|exhaust(?:s|ed|ing)"
        r"|tak(?:en?|es|ing) up|took up|draw(?:n|s|ing)? (?:on|down)|eat(?:s|en|ing)? into"
        r"|snapp(?:ed|ing) up)"
        rf"\b[\w\- ,’']{{0,40}}?\b{_QUOTA}"
        rf"|{_QUOTA}\b[\w\- ,’']{{0,50}}?(?:(?:is|are|was|were|been|being|already) (?:\w+ )?(?:used(?: up)?"
        r"|exhausted|filled|claimed|taken up|eaten into|snapped up|oversubscribed|gone)"
        r"|(?:is|are) filling|(?:has|have) been open\b|ran out|(?:has|have) run out)",
    ),
    _use(
        "under tonnage",
        rf"under (?:the |its |a |that |this |our )?(?:[\w\-]+ ){{0,3}}?(?:{_QUOTA}|tonnage)",
        _MOVED,
    ),
    _use(
        "free duty-free tariff-free lower reduced zero",
        rf"{_MOVED}\b[\w\- ,’']{{0,60}}?(?:duty[ -]free|tariff[ -]free|free of (?:\w+ )?(?:duty|duties"
        rf"|tariffs?)"
        r"|at (?:the|a) (?:lower|reduced|zero|new|preferential) (?:rate|duty|tariff))",
    ),
    _use(
        "saved paid pay pays paying refunds refund gone taken",
        r"(?:exemption|waiver|rate|relief|quota|duty|tariff)\b[\w\- ,’']{0,40}? (?:has|have) (?:already "
        r"|so far )?saved"
        r"|(?:has|have) (?:not|never) paid (?:a (?:cent|penny|dollar)|any (?:\w+ )?(?:duty|tariff))\b"
        r"|(?:pays?|paying|paid) no (?:[\w\-]+ ){0,3}?(?:duty|duties|tariffs?|levy)"
        r"|refunds?\b[\w\- ,’']{0,50}? (?:are|is) (?:now )?being paid"
        rf"|(?:{_QUOTA}|tonnes|tonnage)\b[\w\- ,’']{{0,50}}? (?:has|have|was|were|is|are) (?:\w+ )?(?:gone"
        rf"|taken)",
    ),
    _use(
        "penny cent dollar duty duties tariff tariffs levy levies charged dutiable live",
        r"not a (?:penny|cent|dollar)\b[\w\- ,’']{0,60}? (?:is|are) (?:now )?(?:being )?(?:charged|paid"
        r"|levied"
        r"|due)|no (?:[\w\-]+ ){0,3}?(?:duty|duties|tariffs?|levy|levies|charge) (?:is"
        r"|are) (?:now )?(?:being )?"
        r"(?:charged|paid|levied|due|collected)|nothing is (?:now )?being (?:charged|paid|levied)"
        r"|(?:is|are) (?:now )?dutiable at"
        r"|(?:is|are|went|gone|goes) (?:now )?live in (?:[\w\-’]+ ){1,4}?systems?",
    ),
    _use(
        "first joint",
        rf"first (?:(?!{_NOT_DONE}\b)[\w\-’'.]+ ){{1,9}}?{_DEALING}"
        rf"|(?:first|joint) (?:(?!{_NOT_DONE}\b)[\w\-’'.,]+ ){{1,4}}?"
        rf"(?:[\w\-’'.,]+ ){{0,9}}?(?:has |have )?(?:actually )?(?:now )?(?:to )?{_BEGUN}"
        rf"|(?:has|have) (?:now |just )?(?:begun|started|opened|launched) "
        r"(?:the(?:ir)? |its )?(?:first|joint)\b",
        _BEGUN,
    ),
    _use(
        "begins begin began begun starts start started opens open opened entries applications",
        rf"(?:begins?|began|begun|starts?|started|opens?|opened) (?:[\w\-]+ ){{0,3}}?{_DEALING}"
        r"|(?:entries|applications|bids) (?:have |are |is )?(?:now )?open(?:ed|s)?"
        r"|(?:has|have) (?:now )?(?:begun|started) to share",
    ),
    _use(
        "first together jointly joint exchange",
        rf"{_DOING}\b",
        r"(?:first|together|jointly|joint|exchange)\b",
    ),
)
# Where nothing else says so, the last sorts need a word of the deal in the sentence.
_ROOTED: Final = re.compile(rf"\b{_DEALING}")


def from_uses(story: Story, sentence: Sentence, line: Words, low: str, present: set[str]) -> Iterator[Told]:
    """Every status that a sentence shows, not says; `low`: it in small letters, `present`: its words."""
    for sectors, first, last in _divided(line):
        bearer = story.bearers.of_parts(*sectors)
        if bearer is not None:
            strength = _DIVIDED * bearer.sure
            yield Told(Status.PARTLY_IN_FORCE, bearer, strength, line.start[first], line.end[last])
    for begin, end in _uses(low, present):
        told = _shown(story, sentence, line, begin, end)
        if told is not None:
            yield told


def _shown(story: Story, sentence: Sentence, line: Words, begin: int, end: int) -> Told | None:
    first = line.at(begin)
    own = {line.clause(first), line.clause(line.at(end - 1))}
    if any(noun.thing == "talks" and low <= noun.first < high for noun in line.nouns for low, high in own):
        return None
    doubt = doubt_in(line, first, end, False)
    if doubt is not None:
        pass_over(story, line.passage[begin:end], sentence, Status.IN_FORCE, doubt)
        return None
    bearer = story.bearers.measured(line, first, Status.IN_FORCE)
    return Told(Status.IN_FORCE, bearer, _USED * bearer.sure, begin, end) if bearer is not None else None


def _uses(low: str, present: set[str]) -> Iterator[tuple[int, int]]:
    """Where a text in small letters shows that a deal applies; `present`: its words."""
    for number, use in enumerate(USES):
        if use.cues.isdisjoint(present):
            continue
        match = use.pattern.search(low)
        if match is None or (use.needs is not None and use.needs.search(low) is None):
            continue
        ahead = _AHEAD if number >= _PLAIN else 0
        if _TO_COME.search(low[match.start() : match.end() + ahead]):
            continue
        if number < _PLAIN or _ROOTED.search(low) is not None:
            yield match.span()


_PLAIN: Final = 5
_AHEAD: Final = 40
_TO_COME: Final = re.compile(
    r"\b(?:will|would|could|may|might|should|if|until|never|expected|due|hopes?|plans?|planned|set to)\b"
)
_HAS: Final = re.compile(
    r"\b(?:gets?|got|wins?|won|opens?|opened|has (?:its|a|one)|have (?:their|a)|appl(?:y|ies)|in force|spared"
    r"|pays? nothing|moves? free|enters? free|takes? effect|took effect)\b"
)
_HAS_NOT: Final = re.compile(
    r"\b(?:left (?:out|outside|behind|waiting|in)|not|without|waits?|waiting|still|no|out"
    r"|nothing (?:has|had|moves?|moved|changes?|changed))\b|n[’']t\b"
)
_UNREAL: Final = words(
    "will would could may might should if unless hopes hope wants want fear fears unwilling"
)
_LONG: Final = 22
_SHARED: Final = words(
    "quota quotas deal pact duty duties tariff tariffs levy duty-free tariff-free allowance agreement"
)


def _divided(line: Words) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Two parts of which one has its share and the other has not: their sectors, first and last token.

    The parts have words of their own: "aluminium gets its quota but steel is left out".
    """
    if _SHARED.isdisjoint(line.lower) or len(line.hits) < _TWO:
        return
    parts = [
        (hit.id, line.lower[last], line.clause(first), first)
        for first, last, hit in line.hits
        if hit.kind in ("sector", "keyword")
    ]
    for (sector, word, clause, begin), (other, name, behind, _) in pairwise(parts):
        whole = line.lower[clause[0] : behind[1]]
        apart = word != name and clause != behind and len(whole) <= _LONG
        if apart and _UNREAL.isdisjoint(whole) and _is_contrast(_text(line, clause), _text(line, behind)):
            yield (sector, other), begin, behind[1] - 1


def _is_contrast(one: str, other: str) -> bool:
    return any(
        _HAS.search(has) and not _HAS_NOT.search(has) and _HAS_NOT.search(lacks)
        for has, lacks in ((one, other), (other, one))
    )


def _text(line: Words, clause: tuple[int, int]) -> str:
    return " ".join(line.lower[clause[0] : clause[1]])


_TWO: Final = 2
