"""What to call a speaker: the full name for a surname or a pronoun, the company for its spokesperson."""

import re
from typing import Final

from dealwatch.reading import names, speech
from dealwatch.reading.attribution import Attribution
from dealwatch.reading.bodies import body_of
from dealwatch.reading.describe import spoken_for, without_article
from dealwatch.reading.mentions import Mention
from dealwatch.reading.people import People
from dealwatch.reading.tables import words
from dealwatch.reading.unnamed import is_reply, one_before, one_of_group, who_was_asked, written

# "the minister" is nobody of whom the story says that they are something else.
_HELD: Final = words("minister secretary chancellor premier ambassador")
_PARTISANS: Final = words("republican democrat")
# "the Socialist", "the Texan": by party or by where somebody comes from.
_ADHERENTS: Final = words(
    "socialist liberal conservative green tory nationalist unionist yorkshireman yorkshirewoman "
    "welshman welshwoman scot englishman irishman irishwoman frenchman frenchwoman dutchman "
    "dutchwoman spaniard dane swede finn pole belgian austrian italian german portuguese briton "
    "canadian"
)
# "the junior minister": not an office of its own.
_QUALIFIED: Final = words(
    "junior hapless embattled beleaguered young new veteran outgoing departing luckless weary"
)
# What a described person may be described further by, up to the verb of saying or the end of the clause.
_FURTHER: Final = re.compile(
    r"\s(?:close\sto|familiar\swith|with\sknowledge\sof|briefed\son|involved\sin|helping\s(?:to\s)?\w+"
    r"|working\son|taking\spart\sin|present\sat)(?:\s(?!said|says|told|called|described|who\b)[\w’'\-]+){1,4}?"
    r"(?=[.,;:\n]|\s(?:said|says|told|added|called|described|put|warned|who|on|in)\b|\Z)"
)
_CLOSE_TO: Final = re.compile(r"\sto\s(?:the\s)?(?:[A-Z][\w’'\-]*(?:\s[A-Z][\w’'\-]*){0,3}|[\w’'\-]+)")
_ANYBODY: Final = words(
    "person people source sources official officials aide aides adviser advisers insider figure negotiator "
    "diplomat diplomats executive close"
)
_STATEMENT: Final = re.compile(r"(?:\w+\s)?statement\s(?:from|by)\s(?:the\s)?([A-Z].*)")
_OFFICE: Final = re.compile(
    r"(?:\A|[.?!”\"]\s|\n)[Tt]he\s((?:\w+\s){0,2}?(?:[Mm]inister|[Ss]ecretary|[Cc]hancellor|[Pp]resident"
    r"|[Aa]mbassador|[Cc]hairman|[Cc]hairwoman|[Dd]irector|[Cc]hief\s[Ee]xecutive))\s(?=[a-z])"
)
_OWNERS: Final = words("committee government commission council court department ministry regulator embassy")
_WRITING: Final = re.compile(
    r"(?:\A|[.?!”\"]\s|\n)(?:The|A|An|Its|Their)\s((?:[\w’'\-]+\s){0,2}?"
    rf"(?:{'|'.join(sorted(names.WRITINGS | _OWNERS))}))"
    r"\b(?=[,\s])(?=[^.?!\n]*[.?!]\s\Z|[^.?!\n]*[.?!]\sIt\b)"
)
_NEXT: Final = 300
# "the UK Steel trade association": the name, without what it is.
_NAMED_SORT: Final = re.compile(
    r"((?:[A-Z][\w&.’'\-]*\s?)+)\s(?:trade|industry|lobby|campaign|business|employers[’'])\s"
    r"(?:body|association|group|lobby|union|organi[sz]ation|federation)"
)
_BACK: Final = 600


def named_speaker(
    text: str, item: Attribution, field_name: str, people: People, result: list[Attribution], index: int
) -> Attribution:
    """The attribution with the name by which its speaker is shown."""
    source = item.source
    if source is None:
        return item
    if source.kind == "name":
        speaker: str | None = _partisan(source, field_name, people) or people.full_name(source.text)
    elif source.kind == "pronoun":
        speaker = _pronoun(text, source, field_name, people, result, index)
    else:
        speaker = _described(text, source, field_name, people, result, index)
    return item._replace(speaker=speaker)


def _partisan(source: Mention, field_name: str, people: People) -> str | None:
    """ "the Ohio Republican", "the Socialist": the member of congress, the person named before."""
    said = source.text.lower().removeprefix("the ")
    last = said.rsplit(" ", 1)[-1]
    definite = source.role.startswith("the") or source.text.lower().startswith("the ")
    known = last in _PARTISANS or said in _ADHERENTS
    return people.person_before(field_name, source.start) if known and definite else None


def _pronoun(
    text: str, source: Mention, field_name: str, people: People, result: list[Attribution], index: int
) -> str | None:
    word = source.text.lower()
    if word in ("he", "she", "him", "her"):
        return (
            one_before(text, field_name, source.start, people)
            or people.antecedent(word, field_name, source.start)
            or _earlier_described(result, index)
            or people.stranger_before(field_name, source.start)
            or _office_before(text, source.start)
        )
    if word in ("it", "its"):
        letter = written(text, source.start, source.end) if source.text[0] == "i" else None
        if letter is not None:
            return letter
        for earlier in reversed(result[max(0, index - 3) : index]):
            if earlier.source is not None and earlier.source.kind != "pronoun":
                return people.full_name(without_article(earlier.source.text))
        at = source.start
        return (
            _writing_before(text, at) or _opener("it", text, at, people) or people.body_before(field_name, at)
        )
    return None


def _writing_before(text: str, at: int) -> str | None:
    """ "The report runs to 94 pages. It finds …": the written thing that opened the sentence before."""
    found = [match[1] for match in _WRITING.finditer(text, max(0, at - _NEXT), at)]
    return found[-1] if found and text[at : at + 2] in ("It", "Th") else None


def _office_before(text: str, at: int) -> str | None:
    """ "The Chancellor has denied it. “…,” she said": the office that opened a sentence before."""
    found = [match[1] for match in _OFFICE.finditer(text, max(0, at - _BACK), at)]
    return found[-1] if found else None


def _earlier_described(result: list[Attribution], index: int) -> str | None:
    """ "A spokesman said … He said": the described speaker of one of the quotations before."""
    for earlier in reversed(result[max(0, index - 4) : index]):
        if earlier.source is not None and earlier.source.kind == "noun":
            words = earlier.source.text.lower().split()
            if any(word in names.OFFICES or word in speech.SPOKESPEOPLE for word in words):
                return without_article(earlier.source.text)
    return None


def _described(
    text: str, source: Mention, field_name: str, people: People, result: list[Attribution], index: int
) -> str:
    said = without_article(source.text)
    member = one_of_group(source.text, text, source.start, source.end)
    if member is not None:
        return member
    if is_reply(source.text):
        told = _last_named(source.start, people, result)
        return who_was_asked(text, source.start, told, people, field_name) or said
    stated = _STATEMENT.fullmatch(said)
    if stated is not None:
        return people.full_name(stated[1])
    sort = _NAMED_SORT.fullmatch(said)
    if sort is not None:
        return sort[1].strip()
    body = spoken_for(source.text)
    if body is not None:
        return _spoken_body(body, said, field_name, source.start, people)
    last, alone = said.split()[-1].lower(), " " not in said
    if last in names.BODY_NOUNS and (alone or (said.split()[0].lower() in _SORTS and said.count(" ") < 2)):
        trade = None if alone else _opener(last, text, source.start, people)
        return trade or _body(text, said, field_name, source.start, people, result, index)
    definite = text[source.start : source.start + 4].lower() == "the "
    if definite and last in _KINDS_OF_FIRM and said.count(" ") < 3 and not alone:
        return _opener("company", text, source.start, people) or said + _further(text, source, said)
    if alone and last in speech.SPOKESPEOPLE:
        return _of_company(text, said, source, people, result, index)
    head = said.split(" of ")[0].split(" for ")[0].lower().replace("’", "'")
    held = None if head.endswith(" close") else people.by_role(head)  # "a source close to Jane Hill"
    plain = alone or (said.count(" ") == 1 and head.split()[0] in _QUALIFIED)
    if held is None and plain and last in names.OFFICES and last not in speech.SPOKESPEOPLE:
        before = people.person_before(field_name, source.start)
        held = before if before is None or last not in _HELD or not people.is_else(before) else None
    if held is None and definite and last in names.OFFICES:
        held = people.named_next(field_name, text, source.end)
    return held or said + _further(text, source, said)


def _last_named(at: int, people: People, result: list[Attribution]) -> str | None:
    """Who said the quotation before, if by name."""
    said = [item.source for item in result if item.source is not None and item.source.start < at]
    return people.full_name(said[-1].text) if said and said[-1].kind == "name" else None


# "the cloud giant", "the Leeds-based firm": the company named before.
_KINDS_OF_FIRM: Final = words("outfit maker giant firm company carmaker chipmaker startup start-up")
# "the industry body", "the trade group": which body it is may stand before.
_SORTS: Final = words("industry trade lobby business employers’ employers' farming campaign")


def _further(text: str, source: Mention, said: str) -> str:
    """ " briefed on the talks": the rest of the description of somebody who has no name."""
    if _ANYBODY.isdisjoint(said.lower().split()):
        return ""
    pattern = _CLOSE_TO if said.endswith(" close") else _FURTHER
    rest = pattern.match(text, source.end)
    return rest.group() if rest is not None else ""


def _of_company(
    text: str, said: str, source: Mention, people: People, result: list[Attribution], index: int
) -> str:
    """ "A spokesperson said": of the company that opened a sentence before, unless one spoke for somebody."""
    if _earlier_described(result, index) is not None or text[source.start : source.start + 2].lower() != "a ":
        return said
    body = _opener("company", text, source.start, people)
    return said if body is None or not names.PUBLIC_BODY.isdisjoint(body.lower().split()) else body


def _opener(noun: str, text: str, at: int, people: People) -> str | None:
    """The body that opened a sentence before, if it is no person."""
    body = body_of(noun, text, at, people.bodies)
    person = body is None or people.gender(body) or people.full_name(body) != body
    return None if person else body


def _spoken_body(body: str, words: str, field_name: str, at: int, people: People) -> str:
    """A company’s spokesperson is the company; a government’s stays a spokesperson."""
    lower = {word.strip(".,").lower() for word in body.split()}
    if body.lower() in names.BODY_NOUNS:
        return people.body_before(field_name, at) or words
    return (
        words
        if lower & names.PUBLIC_BODY or body in people.by_name or people.full_name(body) != body
        else body
    )


def _body(
    text: str, words: str, field_name: str, at: int, people: People, result: list[Attribution], index: int
) -> str:
    """ "the firm": whoever spoke last, if a body did, else the body named last."""
    for earlier in reversed(result[max(0, index - 2) : index]):
        if earlier.source is not None and earlier.source.kind == "name":
            name = people.full_name(earlier.source.text)
            if name not in people.by_name:
                return name
    return _opener(words.lower(), text, at, people) or people.body_before(field_name, at) or words
