"""Whom words without a name stand for: "one of them", "came the reply", "it says" of a letter."""

import re
from typing import Final

from dealwatch.reading.people import People

_BACK: Final = 1_200
_SENTENCE: Final = re.compile(r"[^.?!\n]*[.?!]*\s*\Z")
_WHO: Final = r"[A-Z][\w’'\-]*(?:\s[A-Z][\w’'\-]*){0,2}"
_ASKED_WHOM: Final = re.compile(rf"\b(?:asked|asks|ask|pressed|reminded|told)\s({_WHO})")
_ASKING: Final = re.compile(r"(?<=[\w,]\s)(?:asked|asks|wanted\sto\sknow|wondered)\b")
_REPLIES: Final = frozenset(("reply", "answer", "response"))
_MANY: Final = (
    r"(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ss]everal|[Ss]ome|[Mm]any"
    r"|[Aa] few|[Dd]ozens of|[Aa] handful of|[Aa] group of)"
)
# Plural nouns for people, by their endings, and those that end so and are none.
_PERSONS: Final = (
    r"(?:people|men|women|(?!papers\b|letters\b|matters\b|numbers\b|others\b|orders\b|offers\b|powers\b|factors\b"
    r"|sectors\b|tractors\b|reactors\b|carriers\b|chapters\b|figures\b)[\w’'\-]*(?:ists|ians|ers|ors|officials|aides"
    r"|sources|executives|diplomats|delegates|residents|students|peers|MPs|representatives))"
)
# "three people with knowledge of the call", "Workers".
_GROUP: Final = re.compile(
    rf"(?:\b{_MANY}\s(?:of\s(?:the|its|his|her|their)\s)?|(?:\A|[.?!”\"]\s|\n)(?=[A-Z]))"
    rf"((?:[\w’'\-]+\s){{0,2}}?)({_PERSONS})\b"
    r"(\s(?:with\s(?:direct\s)?knowledge\sof|familiar\swith|briefed\son|close\sto|involved\sin"
    r"|who\s(?:have|had|were|are)|working\son)"
    r"(?:\s(?!said|says|told|called|described\b)[\w’'\-]+){1,7}?"
    r"(?=[.,;:\n]|\s(?:said|says|told|called|described|gave|spoke)\b))?"
)
_ONE_OF: Final = re.compile(r"one(?:\sof\sthem)?|another\sof\sthem", re.I)
# "One of them, a retired judge with …": what one of a group is.
_IS: Final = re.compile(
    r",\san?\s((?:[\w’'\-]+\s){0,3}?[\w’'\-]+)(?=,|\s(?:with|who|from|in|at|of|for|on)\b)"
)
_ONE_OPENS: Final = re.compile(
    r"(?:\A|[.?!”\"]\s|\n)One(?:\sof\s(?:them|the\s\w+))?(?=,\san?\s|\s(?:says|said|tells|told|recalls"
    r"|recalled|describes|described|called|calls|blamed|blames|put|thought|feared|spoke|claimed)\b)"
)
_SINGULAR: Final = {"people": "person", "men": "man", "women": "woman"}
_WRITINGS: Final = (
    r"((?:[\w’'\-]+\s)?(?:letter|e-?mail|memo|memorandum|note|notice|report|document|circular|leaflet|petition|poster"
    r"|submission|complaint|filing|lawsuit|message|post|text))"
)
_CAME_IN: Final = re.compile(
    rf"\b(?:(?:came|arrived|emerged|appeared|was\s(?:made|set\sout|contained|revealed|announced))\s(?:\w+\s)?(?:in|by|with)"
    rf"|written|published|issued|sent(?:\sout)?|posted)\san?\s{_WRITINGS}\b"
)
_OPENS: Final = re.compile(rf"\A\s*(?:The|A|An|This|Its|Their)\s{_WRITINGS}\b")


def before_quotation(text: str, at: int) -> str:
    """The text before the quotation that ends before `at`, as far back as is looked."""
    low = max(0, at - _BACK)
    opening = text.rfind("“", low, at)
    if opening < 0:
        closing = text.rfind('"', low, at)
        opening = text.rfind('"', low, max(low, closing))
    return text[low:opening] if opening >= 0 else text[low:at]


def _last_sentence(text: str) -> str:
    found = _SENTENCE.search(text[-_BACK // 2 :].rstrip())
    return found[0] if found else ""


def is_reply(words: str) -> bool:
    """ "“Tomorrow,” came the reply"."""
    return words.lower().removeprefix("the ") in _REPLIES


def who_was_asked(text: str, at: int, told: str | None, people: People, field_name: str) -> str | None:
    """Who gave the reply that is quoted before `at`; `told` spoke last before that."""
    asked = _last_sentence(before_quotation(text, at))
    whom = _ASKED_WHOM.search(asked)
    if whom is not None:
        return people.full_name(whom[1])
    if told is not None and _ASKING.search(asked):
        return told
    return people.person_before(field_name, at)


def one_of_group(words: str, text: str, start: int, end: int) -> str | None:
    """ "one of them" at `start:end`: what they are, or what the words behind say that one is."""
    if _ONE_OF.fullmatch(words) is None:
        return None
    own = _IS.match(text, end)
    return own[1] if own is not None else _member(text, start)


def _member(text: str, at: int) -> str | None:
    """One of the group named last before `at`: "three people who have read it" → "person who has read it"."""
    found = list(_GROUP.finditer(text, max(0, at - _BACK), at))
    if not found:
        return None
    before, noun, after = found[-1].groups()
    more = re.sub(
        r"\Awho have\b", "who has", re.sub(r"\Awho (?:were|are)\b", "who was", (after or "").strip())
    )
    if not after:
        group = f"{before}{noun}"
        return f"one of the {group[0].lower() if text[found[-1].start(1)].isupper() else group[0]}{group[1:]}"
    return " ".join(part for part in (before.strip(), _singular(noun), more) if part)


def _singular(noun: str) -> str:
    low = noun.lower()
    if low in _SINGULAR:
        return _SINGULAR[low]
    for plural, single in (("women", "woman"), ("men", "man"), ("ies", "y"), ("s", "")):
        if low.endswith(plural):
            return noun[: -len(plural)] + single
    return noun


def one_before(text: str, field_name: str, at: int, people: People) -> str | None:
    """ "One said so. “…,” he added": one of a group who opened a sentence before, nobody named since."""
    low = max(0, at - _BACK // 2)
    found = list(_ONE_OPENS.finditer(text, low, at)) if text.find("One", low, at) >= 0 else []
    if not found or people.names_person(field_name, found[-1].end(), at):
        return None
    own = _IS.match(text, found[-1].end())
    return own[1] if own is not None else _member(text, found[-1].start() + 1)


def written(text: str, at: int, end: int) -> str | None:
    """ "The news came in a letter. “…,” it says": the written thing that "it" at `at` stands for."""
    before = _last_sentence(before_quotation(text, at))
    came = _CAME_IN.search(before) or _OPENS.search(before)
    if came is not None:
        return came[1]
    if re.match(r"\s(?:reads?)\b", text[end : end + 8]):
        named = re.findall(rf"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s{_WRITINGS}\b", before)
        return named[-1] if named else None
    return None
