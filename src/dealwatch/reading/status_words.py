"""Tables of status language: how a report says that a deal is signed, in force, on hold, and how it takes it
back.

Statuses are those of `dealwatch.values.Status`. The phrases are those of news style; patterns have no
nested repetition, and every gap in them is bounded.
"""

import re
from typing import Final

from dealwatch.reading.tables import rows
from dealwatch.values import Status

_S: Final = Status
# (status, strength, pattern over text in small letters, which is several times as fast). A stronger status
# wins where a story reports two of one subject.
PHRASES: Final[tuple[tuple[Status, float, re.Pattern[str]], ...]] = tuple(
    (status, strength, re.compile(rf"\b(?:{pattern})\b"))
    for status, strength, pattern in (
        (
            _S.ON_HOLD,
            1.0,
            r"on hold|suspend|shelve|halt|paused|pauses|pausing|suspended|suspends|suspending|suspension"
            r"|shelved|shelves"
            r"|frozen|freezes"
            r"|froze|halted|halts|halting|stalled|stalls|put on ice|on ice|mothballed|in limbo"
            r"|stopped (?:all )?work"
            r"|stopped implement\w+|stopped it|run into trouble|ran into trouble|(?:a|the"
            r"|of a) (?:pause|halt|stall|freeze)"
            r"|stopped work on it|ground to a halt|in deadlock|deadlocked|at an impasse|on pause"
            r"|at a standstill"
            r"|ceased work|broke(?:n)? off (?:the )?(?:talks|negotiations)|(?:talks"
            r"|negotiations) (?:have )?broken? down"
            r"|on the back ?burner|into the long grass|in cold storage|remains? stuck|parked",
        ),
        (
            _S.TERMINATED,
            0.95,
            r"terminate|scrap|abandon|tear up|terminated|terminates|scrapped|scraps|torn up"
            r"|tears up|collapsed|collapses"
            r"|withdrew from|withdraws from"
            r"|withdrawn from|pulled out of|pulls out of|abandoned|abandons|ripped up|cancelled"
            r"|canceled|is dead"
            r"|called off|walked away from|axed|rescinded|revoked|repudiated|annulled|killed off"
            r"|was over|is over"
            r"|ended the (?:deal|pact|agreement)",
        ),
        (
            _S.PARTLY_IN_FORCE,
            0.96,
            r"partly in (?:force|effect)|only (?:the )?[\w\- ,’']{0,100} (?:apply|applies"
            r"|is in force|are in force)"
            r"|(?:some|parts?|half) of (?:it|them|its \w+|the \w+) (?:apply|applies|is in force"
            r"|are in force)",
        ),
        (
            _S.PROPOSED,
            0.7,
            r"floats|floated|offer(?:s|ed) to (?:cut|halve|lower|reduce|drop|amend|ease|phase out)"
            r"|propos(?:es|ed) (?:to (?:cut|halve|lower|reduce|drop|amend|ease)|an? (?:deal|pact"
            r"|agreement|quota))",
        ),
        (
            _S.IN_FORCE,
            0.95,
            r"took effect|takes effect|take effect|taken effect|came into (?:force|effect)"
            r"|comes into (?:force|effect)"
            r"|entered into force|enters into force|entered force|goes live|go live|went live"
            r"|now appl(?:y|ies|ying)"
            r"|now in (?:force|effect|place)|now running|(?:fall|falls|cut|apply"
            r"|applies) [\w ]{0,30}from today"
            r"|(?:is|are|being) (?:now |already )?in (?:force|effect)|remains? in (?:force|effect)"
            r"|(?:quotas?|tariffs?|rates?|access) [\w\- ,’']{0,40}(?:opens?|opened|begins?|began"
            r"|starts?|started)"
            r"|from (?:today|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
            r" [\w\- ]{0,60}(?:enter|pay|face|attract)s?"
            r"|kicks in|kicked in|has come into (?:force|effect)|into operation"
            r"|putting [\w\- ]{0,50}into effect",
        ),
        (
            _S.SIGNED,
            0.9,
            r"signed|signs|sign|signing of|inked|inks|puts? pen to paper|put (?:their|his"
            r"|her) names? to|initialled"
            r"|executive order (?:now |that )?(?:opens|cuts|implements|applies|lowers|gives|carries)",
        ),
        (
            # What goes on again ends the pause that is told beside it.
            _S.NEGOTIATING,
            1.05,
            r"restart(?:s|ed)?|resum(?:e|es|ed) (?:talks|negotiations|work)|(?:talks|negotiations|work)"
            r" (?:have|has) (?:resumed|restarted|reopened)|edges? back to life|unfreez\w+|thaws?|thawed"
            r"|(?:work|start(?:ed|s)? work) again|reopened (?:talks|negotiations)|resumed work"
            r"|back on track",
        ),
        (
            _S.NEGOTIATING,
            0.85,
            r"(?:talks"
            r"|negotiations) [\w ,’'\-]{0,60}?(?:are|is|have|has|had) [\w ]{0,20}"
            r"(?:begun|opened|reopened|restarted|resumed|under way|underway|continuing)|talks (?:open"
            r"|begin|continue|resume)"
            r"|(?:begin|begins|began|open|opens|opened|hold|holds|held|enter|enters|entered) "
            r"(?:a |the )?(?:\w+ )?(?:round of )?(?:talks|negotiations)|talks (?:opened|began"
            r"|resumed|continued)"
            r"|still (?:await|wait)\w*|talks (?:are|remain) unfinished|round of (?:talks|negotiations)"
            r"|begun (?:discussing|talking|talks)|still (?:being talked about"
            r"|waiting|unsettled|in (?:the )?dark"
            r"|negotiating|in talks|unresolved|to be settled|being (?:negotiated|worked out"
            r"|finalised))|wait(?:s|ing)? for [\w ]{0,30}details?"
            r"|details? [\w\- ]{0,30}(?:settled|clarified|ironed out|worked out) quickly"
            r"|(?:haven['’]t|hasn['’]t|not) (?:yet )?been (?:clarified|settled|finalised)"
            r"|will slow|could slip|finish the [\w\- ]{0,30}deal|race to finali[sz]e"
            r"|yet to be (?:agreed|settled|finalised)|in the dark",
        ),
        (
            _S.AGREED,
            0.6,
            r"agreed|agrees|sh(?:ake|akes|ook) hands on|conclude[sd]?|seals|sealed|struck|strikes"
            r"|strike|reached|reaches|clinch(?:es|ed)|secur(?:es|ed)"
            r"|(?:agreement|accord|deal) in principle"
            r"|announce[sd]?|unveil(?:s|ed)|spared|exempt(?:ed|s)?|freed of|let off|wins|won"
            r"|welcomes?|hails?|new (?:pact|deal|agreement)",
        ),
    )
)
# What takes a status back or only imagines it, when it stands before the phrase in its clause.
UNREAL: Final = re.compile(
    r"\b(?:would|could|may|might|should|fears?|feared|warns?|warned|threat\w*|risks?|until|once|"
    r"hopes?|hoped|hoping|seeks?|wants?|wanted|urges?|urged|calls? for|plans? to|planned|likely"
    r"|expects?|expected|due|will|to be|must|"
    r"can|ready|before|possible|prospect|in line for|promised)\b",
    re.I,
)
# These make the whole rest of their clause unreal.
CONDITION: Final = re.compile(r"\b(?:if|unless|whether|in case|provided|would be|in order to)\b", re.I)
# "to be exempt": what the terms will do once agreed, so they are agreed.
GRANTED: Final = re.compile(r"exempt|spared|freed|let off|new ", re.I)
# News in itself: "has agreed", "is unveiled".
PERFECT: Final = re.compile(
    r"\b(?:has|have|is|are) (?:now |also |been )?(?:agreed|struck|reached|clinched|secured|announced"
    r"|unveiled|won)\b",
    re.I,
)
DENIED: Final = re.compile(
    r"\b(?:not|no|never|\w+n['’]t|den(?:y|ies|ied|ying)|rejects?|rejected|dismiss(?:es|ed)?|rul(?:e"
    r"|es|ed) out|without|rather than|nor)\b"
    r"(?! longer)(?: only)?",
    re.I,
)
# "Six months after the deal was signed, …"
LONG_AGO: Final = re.compile(
    r"\b(?:months|weeks|years|days|a month|a week|a year) (?:after|before|since)\b[^,]*\Z",
    re.I,
)
# "agree to restart": a plan of both sides, and so news.
AGREED_TO: Final = re.compile(r"\bagree[sd]? to\s*\Z", re.I)
# What stands behind one of these is what a status waits for, or why, not what has it.
BESIDE: Final = re.compile(r"\b(?:pending|until|alongside|because of|over|amid|despite|before|after)\b", re.I)
RECALLED: Final = re.compile(
    r"\b(?:(?:months?|weeks?|years?|days) (?:after|before|since)|since|when|which|who|while|although"
    r"|despite|originally|first|earlier|"
    r"previously|last year|ago)\b",
    re.I,
)
# "denied that the deal had been torn up": a report that is taken back, however far off the phrase stands.
TAKEN_BACK: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|rebuff(?:s|ed)?"
    r"|rubbish(?:es|ed)?"
    r"|(?:untrue|false|wrong|nonsense)) (?:[\w’'\-]+ ){0,8}?that\b"
    r"|\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?) "
    r"(?:reports?|rumours?|rumors?|claims?|suggestions?|talk)\b",
    re.I,
)
# "… is untrue": said after the phrase.
UNTRUE: Final = re.compile(
    r"\b(?:is|are|was|were|as) (?:untrue|not true|false|wrong|nonsense|baseless)\b",
    re.I,
)
RUMOUR: Final = re.compile(
    r"\b(?:reports?|reported(?:ly)?|is said|are said|said to|understands?|sources?|people (?:familiar"
    r"|briefed)|could not (?:\w+ ){0,3}confirm"
    r"|officials? (?:\w+ ){0,3}(?:said|say|told)|(?:one|two|three|some) of the people|not to be named"
    r"|condition of anonymity|insiders?"
    r"|unnamed|according to people|believed to|talk of)\b",
    re.I,
)
JUST_NOW: Final = re.compile(
    r"\b(?:today|yesterday|tonight|tomorrow|this (?:week|morning|afternoon|evening)|last (?:week"
    r"|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|new(?:ly)?|now|just|latest|breakthrough)\b",
    re.I,
)
MONTHS: Final = rows("january february march april may june july august september october november december")
DATE: Final = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Z][a-z]{2,8})"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.? (?P<day2>\d{1,2})\b"
    r"|in (?P<only>[A-Z][a-z]{2,8})\b)(?:,? (?P<year>20\d\d))?"
)
# Ends one clause and begins another.
CLAUSE: Final = re.compile(
    r"[;:—]|, (?:and|but|while|although|though|whereas|which|who|after|because|as|with)\b| (?:but"
    r"|while|although|whereas|as) "
    r"|(?<!months)(?<!weeks)(?<!years)(?<!month)(?<!week)(?<!year)(?<!days) after | [–-] "
)
