"""Whether what a clause says has happened: not where it is denied, asked, feared, planned or recalled."""

import re
from typing import Final, NamedTuple

# What only imagines a status, when it stands shortly before the phrase: fears and possibilities, wishes,
# plans and what is still to come.
_FEAR: Final = re.compile(
    r"\b(?:would|could|may|might|should|fears?|feared|warns?|warned|threat\w*|risks?|prospect|possible"
    r"|possibility|perhaps|brace[sd]?|contingency"
    r"|can|likely"
    r"|danger|worries|worry|worried|rumou?rs?)\b",
    re.I,
)
_WISH: Final = re.compile(
    r"\b(?:hopes?|hoped|hoping|hopeful|seeks?|wants?|wanted|urges?|urged|urging|call(?:s|ed|ing)? (?:for|on)"
    r"|asks? for|look(?:s|ing)?"
    r" forward to|keen to|eager to|push(?:es|ing)? (?:for|to)|press(?:es|ing)? (?:for|to)|race(?:s|d)? to"
    r"|trying to|tries"
    r" to|attempt(?:s|ed|ing)? to|bid to|rescue|lobby\w*|must|needs? to|tell[s]? \w+ to"
    r"|told (?:\w+ ){1,3}to|ready to"
    r"|demand(?:s|ed|ing)?|advis(?:e[sd]?|ing)|recommend(?:s|ed|ing)?)\b",
    re.I,
)
_PLAN: Final = re.compile(
    r"\b(?:will|plans? (?:to|for)|planned|planning|expects?|expected|due|to be|before|until|once(?! (?:again"
    r"|more))|in line for"
    r"|promise[sd]? to|set to"
    r"|about to|shall|won[’']t|prepar(?:e|es|ing) to|intends? to|vow(?:s|ed)? to|pledge[sd]? to|is to"
    r"|are to|yet to)\b",
    re.I,
)
_CONDITION: Final = re.compile(r"\b(?:if|unless|whether|in case|provided|would be|in order to)\b", re.I)
_CONDITION_AFTER: Final = re.compile(
    r"\W*(?:[\w’'%]+\W+){0,6}?(?:if|once(?! (?:again|more))|unless|as soon as|provided|only when|should)\b",
    re.I,
)
_ONCE_MORE: Final = re.compile(r"\W*(?:[\w’'%]+\W+){0,6}?once (?:again|more)\b", re.I)
_DENIED: Final = re.compile(
    r"\b(?:not|no(?! 10\b)|never|\w+n['’]t|den(?:y|ies|ied|ying)|rejects?|rejected|dismiss(?:es|ed)?|rul(?:e"
    r"|es|ed) out|without|rather than|nor|neither|nobody|none|far from|instead of"
    r"|contrary to|too early|too soon|premature)\b"
    r"(?! longer)(?! only)",
    re.I,
)
# "denied that the deal had been torn up": a report that is taken back, however far off the phrase stands.
_TAKEN_BACK: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|rebuff(?:s|ed)?"
    r"|rubbish(?:es|ed)?"
    r"|(?:untrue|false|wrong|nonsense|no truth|no foundation|no substance)) (?:[\w’'\-]+ ){0,8}?that\b"
    r"|\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?) "
    r"(?:reports?|rumours?|rumors?|claims?|suggestions?|talk)\b",
    re.I,
)
# "… is untrue": said after the phrase.
_UNTRUE: Final = re.compile(
    r"\b(?:is|are|was|were|as) (?:untrue|not true|false|wrong|nonsense|baseless)\b",
    re.I,
)
# "Six months after the deal was signed, …"
_LONG_AGO: Final = re.compile(
    r"\b(?:when|before)\b[^,]*\Z|"
    r"\b(?:months|weeks|years|days|a month|a week|a year) (?:after|before|since)\b[^,]*\Z",
    re.I,
)
# "discussed ending", "the option of suspending": only thought of.
_WEIGHED: Final = re.compile(
    r"\b(?:discuss\w*|consider\w*|weigh\w*|mull\w*|contemplat\w*|study\w*|stud(?:ies|ied)|debat\w*|float\w*"
    r"|favou?rs?|suggest\w*|propos\w*|think\w* (?:of|about)|talk\w* (?:of|about)"
    r"|(?:idea|option|possibility|chance|cost|point|case|way|thought) (?:of|for))\W{1,3}(?:now |the "
    r"|an? )?\W{0,2}\Z",
    re.I,
)
# "agree to restart": a plan of both sides, and so news.
_AGREED_TO: Final = re.compile(
    r"\b(?:agree[sd]?|begin|begins|began|begun|start(?:s|ed)?|decide[sd]?|decision|move[sd]?|chose|chooses"
    r"|opts|opted"
    r"|elect(?:s|ed)?|resolve[sd]|notice|first|(?:asked|told|ordered|instructed) (?:its|their"
    r"|his)(?: [\w’]+){1,3}|(?:instruct|direct|order)(?:s|ed)(?: (?!by )[\w’]+){1,4}"
    r"|(?:agencies|departments|officials|staff|teams?|laboratories|labs|negotiators) (?:(?:were|are|was|is"
    r"|been|have been|has been) )?(?:told|ordered|instructed|directed)|(?:first|second|third|latest) "
    r"(?:country|nation|state|government|ally|partner|one)) to\s*\Z",
    re.I,
)
_RECALLED: Final = re.compile(
    r"\b(?:(?:months?|weeks?|years?|days) (?:after|before|since)|(?<!\bhas )(?<!\bhave )since"
    r"|when|which|who|while|although"
    r"|despite|originally|earlier|previously|last year|ago|ever since|watch(?:ed|ing)|saw|remember(?:s"
    r"|ed)?)\b|\bfirst\s*\Z",
    re.I,
)
_PLUPERFECT: Final = re.compile(r"\bhad (?:\w+ ){0,3}\Z", re.I)
_REPORTED: Final = re.compile(
    r"\b(?:said|says|say|told|tells|reported|reports|confirmed|confirms|that)\b", re.I
)
_FINITE: Final = re.compile(r"(?:remains?|remained|stays?|stayed|is|are|has|have|sits?|lies) ", re.I)
# "said that it would stay suspended": what lasts goes on; "how large it will be is still being argued over".
_STAYS: Final = re.compile(r"(?:remain|stay) ", re.I)
_FUTURE: Final = re.compile(r"\b(?:will|would|is to|are to) \Z", re.I)
_STILL_DONE: Final = re.compile(r"still being ", re.I)
_OWN: Final = 8
# A clause that begins so is no report: "Before the deal took effect, …".
_SUBORDINATE: Final = re.compile(r"\W*(?:before|until|once|unless|if)\b(?! (?:again|more)\b)", re.I)
# "asked how many meetings had been held": nobody says that any were.
_WONDERED: Final = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|questions?|to know|wonder\w*)\b[^.;?,]{0,80}?"
    r"\b(?:how (?:many|often|much|far|long)|what|which|when|who|whether|where)\b",
    re.I,
)
_WHY: Final = re.compile(r"\b(?:why|how|what|when|where)\b", re.I)
_OF_OTHERS: Final = re.compile(r"\b(?:those|others|the rest|some|other parts?) (?:of it |of them )?\Z")
_RELATIVE: Final = re.compile(
    r" (?:that|which|who) (?:(?:now|had|has|have|was|were|is|are|been|also|already|only|just) )*\Z"
)
_NEAR: Final = 44


class Doubt(NamedTuple):
    """Why a phrase does not hold: the sort ("denied", "fear", "wish", "plan", "condition", "recalled",
    "question", "passing"), and the words that say so."""

    sort: str
    words: str

    def told(self) -> str:
        """For a person who asks."""
        return f"{_TOLD[self.sort]} (“{self.words}”)" if self.words else _TOLD[self.sort]


_TOLD: Final = {
    "denied": "denied",
    "fear": "feared or possible",
    "wish": "wished for",
    "plan": "planned or still to come",
    "condition": "a condition",
    "recalled": "recalled",
    "question": "a question",
    "passing": "said in passing",
}


# "was signed a year ago", "agreed last spring".
_AGO: Final = re.compile(
    r"\W*(?:[\w’]+ ){0,2}?(?:years?|months?|weeks?) (?:ago|earlier|before)\b|\W*last (?:year|month|spring"
    r"|summer|autumn"
    r"|winter|january|february|march|april|may|june|july|august|september|october|november|december)\b(?![’']s)",
    re.I,
)


def doubt_of(passage: str, clause: tuple[int, int], phrase: tuple[int, int], holds: bool) -> Doubt | None:
    """What takes a status phrase back, None for nothing. Offsets are those of the passage.

    `holds`: the status is one that lasts (on hold), so that a relative clause tells it as well.
    """
    before = passage[clause[0] : phrase[0]]
    if holds and _STAYS.match(passage, phrase[0]):
        before = _FUTURE.sub("", before)
    if _STILL_DONE.match(passage, phrase[0]):
        before = before[-_OWN:]
    if _FINITE.match(passage, phrase[0]):
        before = before[_own_clause(before) :]
    if _is_asked(passage, phrase[1]) and not (holds and _WHY.search(passage[: phrase[0]])):
        return Doubt("question", "")
    if not holds and _WONDERED.search(passage[: phrase[0]]):
        return Doubt("question", "")
    if _WEIGHED.search(before):
        return Doubt("plan", _WEIGHED.search(before).group().strip())  # type: ignore[union-attr]
    untrue = _UNTRUE.search(passage, phrase[1])
    if untrue is not None:
        return Doubt("denied", untrue.group())
    denied = _DENIED.search(before[-_NEAR:]) or _TAKEN_BACK.search(before)
    if denied is not None:
        return Doubt("denied", denied.group())
    condition = _CONDITION.search(before) or _CONDITION_AFTER.match(passage[phrase[1] : clause[1]])
    if holds and condition is None and _ONCE_MORE.match(passage, phrase[1]):
        return Doubt("recalled", "once more")  # "froze the deal, officials are once more in talks"
    if condition is not None:
        return Doubt("condition", condition.group().split()[-1])
    ago = None if holds else _AGO.match(passage, phrase[1])
    if ago is not None:
        return Doubt("recalled", ago.group().strip())
    if _AGREED_TO.search(before):
        return None
    begun = None if holds or "," in before else _SUBORDINATE.match(before)
    if begun is not None:
        return Doubt("recalled", begun.group().strip())
    return _imagined(before) or _past(before, holds)


def _own_clause(before: str) -> int:
    """Where a second clause without a comma begins: "… has not met since May and the deal remains frozen"."""
    return max(before.rfind(f" and {word} ") for word in ("the", "its", "it", "both", "this")) + 1


def _imagined(before: str) -> Doubt | None:
    for sort, pattern in (("fear", _FEAR), ("wish", _WISH), ("plan", _PLAN)):
        found = pattern.search(before[-_NEAR:])
        if found is not None:
            return Doubt(sort, found.group())
    return Doubt("wish", "to") if before.rstrip().lower().endswith(" to") else None


def _past(before: str, holds: bool) -> Doubt | None:
    if not holds and _RELATIVE.search(before):
        return Doubt("passing", "")
    if _OF_OTHERS.search(before[-20:]):
        return Doubt("passing", "")
    pluperfect = _PLUPERFECT.search(before)
    if pluperfect is not None and not _REPORTED.search(before):
        return Doubt("recalled", "had")
    found = (None if holds else _LONG_AGO.search(before)) or _RECALLED.search(before[-_NEAR:])
    if found is not None and not (holds and found.group().lower() in _HELD_TOO):
        return Doubt("recalled", found.group())
    return None


# What lasts is told in such a clause as well: "while the pact stays frozen".
_HELD_TOO: Final = ("which", "when", "who", "while", "although")


def _is_asked(passage: str, end: int) -> bool:
    """ "Is the deal dead?", "Deal ‘scrapped’? Ministers say no": a question says nothing."""
    asked = passage.find("?", end)
    return asked >= 0 and not any(mark in passage[end:asked] for mark in ".!;:“”")
