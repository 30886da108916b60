"""Words around a status: who only says so, when it began, where one clause ends and the next begins.

Patterns have no nested repetition, and every gap in them is bounded.
"""

import re
from typing import Final

from dealwatch.reading.tables import rows, words

# These three are read over text in small letters, which is several times faster than `re.I`.
RUMOUR: Final = re.compile(
    r"\b(?:reports?|reported(?:ly)?|is said|are said|said to|understands?|sources?|people (?:familiar"
    r"|briefed)|could not (?:\w+ ){0,3}confirm"
    r"|officials? (?:\w+ ){0,3}(?:said|say|told)|(?:one|two|three|some) of the people|not to be named"
    r"|condition of anonymity|insiders?"
    r"|unnamed|according to people|believed to|talk of)\b"
)
JUST_NOW: Final = re.compile(
    r"\b(?:today|yesterday|tonight|tomorrow|this (?:week|morning|afternoon|evening)|last (?:week"
    r"|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|new(?:ly)?|now|just|latest|breakthrough)\b"
)
STILL: Final = re.compile(
    r"\b(?:still|remain(?:s|ed)?|stays?|stayed|daily|continu(?:e|es|ed|ing)|ongoing|under way|currently"
    r"|for now"
    r"|at present|(?:not|n[’']t) yet|yet to|once (?:again|more))\b"
)
DATED: Final = re.compile(
    r"\b(?:now|today|tomorrow|already|(?:from|since|as of|effective|on) (?:\d|[A-Z]|midnight|today))\b"
)
PAST: Final = re.compile(
    r"\b(?:last|ago|earlier|previous(?:ly)?|original(?:ly)?|since|already|20\d\d|spring|summer|autumn"
    r"|winter)\b",
    re.I,
)
MONTHS: Final = rows("january february march april may june july august september october november december")
DATE: Final = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Z][a-z]{2,8})"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.? (?P<day2>\d{1,2})\b"
    r"|in (?P<only>[A-Z][a-z]{2,8})\b)(?:,? (?P<year>20\d\d))?"
)
# What ends one clause and begins another; a comma does before these, "after" not behind a span of time.
BETWEEN: Final = words("; : — – - , but while although whereas as after")
AFTER_COMMA: Final = words("and but while although though whereas which who after because as with")
SPANS: Final = words("month months week weeks year years days")
