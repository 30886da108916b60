"""Who kept silent: the names in a noun phrase, lists taken apart, people who speak for a body are it."""

import re
from typing import Final

from dealwatch.reading import names, speech, trade
from dealwatch.reading.asked import asked_before
from dealwatch.reading.bodies import STATE, body_of
from dealwatch.reading.describe import spoken_for, without_article
from dealwatch.reading.mentions import mention
from dealwatch.reading.people import People
from dealwatch.reading.phrases import Phrase, phrase_left
from dealwatch.reading.subjects import subject_left
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line
from dealwatch.values import Field

# Words for several at once; where names stand before, they add nobody.
GROUPS: Final = words("companies firms groups parties pair trio both neither others all sides governments")
_PEOPLE: Final = ("he", "she")
_PRONOUNS: Final = ("it", "they", "which", "who")
# "Acme executives" keep silent for Acme.
_STAFF: Final = re.compile(
    r"(?:the\s)?(.*[A-Z][\w.]+)(?:['’]s?)?\s(?:officials?|executives?|representatives?|staff|management|lawyers?"
    r"|negotiators?|ministers?|bosses|press\steam)"
)
_ADJECTIVE: Final = re.compile(r"(?:.*(?:ish|ese|an)|US|U\.S\.|UK|U\.K\.|EU)")


def listed(line: Line, phrase: Phrase) -> list[Phrase]:
    """ "Google, Microsoft and Nvidia": every part of the list that ends in this phrase."""
    phrases = [phrase]
    if line.kinds[phrase.last] not in "Nn":
        return phrases
    joined = False
    low = line.sentence_start(phrase.first)
    while phrases[0].first - 2 >= low:
        before = phrases[0].first - 1
        joined = joined or line.lower[before] in ("and", "or", "nor")
        if not joined or (line.kinds[before] != "," and line.lower[before] not in ("and", "or", "nor")):
            break
        if line.kinds[before - 1] == ",":
            before -= 1
        earlier = phrase_left(line, before - 1, low)
        if earlier is None or line.kinds[earlier.last] != "N" or _belongs_before(line, earlier, low):
            break
        if _one_office(line, earlier, phrases[0]):
            phrases[0] = Phrase(earlier.first, phrases[0].last)
            continue
        if _one_name(line, earlier, phrases[0]):
            return [Phrase(earlier.first, phrase.last)]
        phrases.insert(0, earlier)
    return phrases


# "the Food and Drug Administration" is one body.
_AUTHORITIES: Final = words("authority administration agency commission committee department ministry board")


def _belongs_before(line: Line, earlier: Phrase, low: int) -> bool:
    """ "Smith spoke of Acme and his office did not reply": what a preposition of an earlier verb holds."""
    held = earlier.first - 1 > low and line.kinds[earlier.first - 1] == "I"
    return held and any(kind in "VJFA" for kind in line.kinds[low : earlier.first])


def _one_office(line: Line, earlier: Phrase, later: Phrase) -> bool:
    """ "Foreign, Commonwealth and Development Office": what an office is for comes before it."""
    subjects = [word for word in line.lower[earlier.first : earlier.last + 1] if word != "the"]
    return line.lower[later.last] in _OFFICES and len(subjects) == 1 and subjects[0] in _SUBJECTS


def _one_name(line: Line, earlier: Phrase, later: Phrase) -> bool:
    """ "Department for Business and Trade" is one body, not two."""
    inner = range(earlier.first, earlier.last + 1)
    if line.kinds[later.last] == "n" and _ADJECTIVE.fullmatch(line.words[earlier.last]):
        return True  # "the Japanese and Korean embassies"
    if (
        line.lower[later.last] in _AUTHORITIES
        and earlier.last - earlier.first < 3
        and later.last > later.first
    ):
        return line.kinds[earlier.first] == "D" and line.kinds[later.first] == "N"
    of = any(line.lower[index] in ("for", "of") for index in inner)
    body = any(line.lower[index] in names.ORGANISATION for index in inner)
    matter = later.first == later.last or line.lower[later.last] in names.MATTERS
    return of and body and matter and earlier.last + 2 == later.first


def who_are(
    text: str, field: Field, line: Line, phrase: Phrase, people: People, kept: bool, alone: bool = True
) -> list[str]:
    """Whom a phrase names, each without an article; nobody gives an empty list.

    `kept`: somebody would not discuss a thing. A person who says so has spoken, so "he" and "she" give none.
    `alone`: nobody else kept silent with them, so that "the company" may be one named before.
    """
    phrase = _without_sort(line, phrase)
    named = mention(line, phrase, text)
    if named.kind == "pronoun":
        teller = _teller(line, phrase)
        if teller is not None:
            return _all_of(text, field, line, teller, people, kept)
        asked = asked_before(named.text.lower(), text, named.start, people)
        if asked is not None:
            return [asked]
        found = None if kept else _antecedent(named.text.lower(), text, field, named.start, people)
        return [_peer(found, text[max(0, named.start - _PEER_REACH) : named.start])] if found else []
    said = text[line.starts[phrase.first] : line.ends[phrase.last]]
    own_name = said[:4].lower() == "the " and people.full_name(named.text).startswith(f"{named.text} ")
    if (
        named.kind == "name"
        and not own_name  # "the Treasury" is not "Treasury Watch"
        and people.full_name(named.text) in people.by_name
        and not _body(said)
        and " and " not in said
        and named.text.split()[-1].lower() not in names.ORGANISATION
    ):
        return [people.full_name(named.text)]
    at = line.starts[phrase.first]
    own = _SHORT.fullmatch(said)
    if own is not None and alone:
        # "the company", "its spokesman", "a department spokesperson": the body named before.
        teller = _teller(line, phrase)
        if teller is not None:
            return _all_of(text, field, line, teller, people, kept)
        noun = own[1].lower()
        before = body_of(noun, text, at, people.bodies) or people.body_before(field, at) or ""
        return [before if len(before) > 2 else without_article(own[1] if own[2] else said)]
    owner = _OWN_STAFF.fullmatch(said)
    if owner is not None:
        found = people.antecedent("he" if owner[1].lower() == "his" else "she", field, at)
        return [found] if found else []
    if _ALONE.fullmatch(said):
        return []
    parts = _parts(_body(said) or _plain(line, phrase, text))
    return [_person(_DESCRIBED.sub("", without_article(item)), people) for item in parts]


def _without_sort(line: Line, phrase: Phrase) -> Phrase:
    """ "Landlord Acme", "Chipmaker Acme": the name, without what it is."""
    first = phrase.first
    if first != line.sentence_start(first) or line.kinds[first : first + 2] != ["N", "N"]:
        return phrase
    related = names.is_relation(line.lower[first])
    return phrase._replace(first=first + 1) if related and first < phrase.last else phrase


def _peer(who: str, before: str) -> str:
    """ "Lord Harwood", who has no other name in the text before."""
    if " " in who:
        return who
    titled = re.search(rf"\b({_PEERS}) {re.escape(who)}\b", before)
    return f"{titled[1]} {who}" if titled else who


_PEER_REACH: Final = 2_000
_PEERS: Final = "Lord|Lady|Baroness|Baron|Viscount|Earl"


def _person(who: str, people: People) -> str:
    """ "Mr Hill" is whom the story names in full."""
    first, _, last = who.partition(" ")
    titled = first.lower().rstrip(".") in ("mr", "mrs", "ms", "miss", "dr") and " " not in last
    return people.full_name(last) if titled and last else who


def _all_of(text: str, field: Field, line: Line, phrase: Phrase, people: People, kept: bool) -> list[str]:
    parts = listed(line, phrase)
    return [who for part in parts for who in who_are(text, field, line, part, people, kept, len(parts) < 2)]


# "German carmaker BMW", "its partner Nscale": the name, without what it is.
_DESCRIBED: Final = re.compile(
    r"\A(?:[\w’'\-]+\s){0,4}?(?!the\b|an?\b|of\b|for\b|in\b|at\b|and\b|to\b|with\b|by\b|de\b|van\b|von\b)"
    r"(?:[a-z][a-z\-]+|[A-Z][a-z]+maker)\s(?=[A-Z][\w’'\-]*(?:\s[A-Z][\w\-]*)*\Z|[a-z]+[A-Z]\w*\Z)"
)


# "the company", "a spokesman", "a company spokesman", "its press office", "the department’s officials"
_SHORT: Final = re.compile(
    r"(?:the|its|their|a|an)?\s?(?:(?<=the\s)|(?<=its\s)|(?<=their\s)|(?<=an\s)|(?<=a\s)|\A)"
    r"((?:spokes(?:man|woman|person|people)|representatives?|spox|aides?)|(?:trade\s)?(?:"
    + "|".join(sorted(names.BODY_NOUNS | STATE))
    + r")|[a-z]+maker)"
    r"((?:[’']s?)?\s(?:spokes(?:man|woman|person|people)|representatives?|officials?|press\soffice))?",
    re.I,
)


# "His spokesman declined to comment": somebody named before.
_OWN_STAFF: Final = re.compile(
    r"(his|her)\s(?:spokes\w+|representatives?|lawyers?|office|aides?|staff)", re.I
)
# "Neither side would comment": nobody is named.
_ALONE: Final = re.compile(r"(?:the\s)?(?:side|government|man|woman|someone|anyone|somebody|anybody)", re.I)
# Not "People’s Party", which is a name.
_OWNED: Final = re.compile(
    r"(?:[Tt]he\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?(?<!People)(?<!Women)(?<!Men)(?<!Children)[’']s\s(?=[A-Z])"
)


def _body(said: str) -> str | None:
    """The body that somebody speaks or works for."""
    if said.endswith("Representative") or "’s official " in said or "'s official " in said:
        return None  # an office, no spokesperson
    staff = _STAFF_OF.fullmatch(said)
    return spoken_for(said) or (staff[1] if staff else _staff_of(said))


def _parts(said: str) -> list[str]:
    """ "the Home Office and Acme" are two; "the Department for Business and Trade" is one."""
    pieces = _JOINT.split(said)
    early = [without_article(piece).lower() for piece in pieces[:-1:2]]
    if early and said.rsplit(" ", 1)[-1].lower() in _OFFICES and _SUBJECTS.issuperset(early):
        return [said]
    found = [pieces[0]]
    open_name = _OF_BODY.search(pieces[0]) is not None
    shared = _ADJECTIVE.fullmatch(without_article(pieces[0])) is not None and said.split()[-1].islower()
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        named = piece[:1].isupper() or piece.startswith("the ")
        body = piece.rsplit(" ", 1)[-1].lower() in _AUTHORITIES and " " in piece and "and" in joint
        body = body and not piece.startswith("the ") and found[-1].count(" ") < 2 and len(pieces) < 4
        matter = " " not in piece or (
            piece.split()[-1].lower() in names.MATTERS and not piece.startswith("the ")
        )
        if shared or body or not named or (open_name and matter):
            found[-1] += joint + piece
            open_name = open_name and "and" not in joint
        else:
            found.append(piece)
            open_name = _OF_BODY.search(piece) is not None
    return [_OWNED.sub("", item) if " " in item else item for item in found]


_OFFICES: Final = _AUTHORITIES | {"office", "council", "service"}
_SUBJECTS: Final = names.MATTERS | {
    "foreign",
    "commonwealth",
    "business",
    "home",
    "international",
    "children",
}
_JOINT: Final = re.compile(r"(,?\sand\s|,\s)")
_OF_BODY: Final = re.compile(
    r"\b(?:Department|Ministry|Office|Society|Association|Committee|Council|Federation|Union|Institute|Secretary)"
    r"\s(?:for|of)\s(?:\w+\s){0,3}\w+\Z"
)
_STAFF_OF: Final = re.compile(
    r"(?:the\s)?(?:\w+\s)?(?:officials?|lawyers?|executives?|managers?|staff|bosses|people|aides?|advisers?"
    r"|press\s(?:office|team|officers?)|negotiators?|spokes\w+|representatives?)\s(?:at|for|from|of|with)\s(?:the\s)?([A-Z].*)",
    re.I,
)


def _staff_of(said: str) -> str | None:
    match = _STAFF.fullmatch(said)
    if match is None:
        return None
    last = match[1].rsplit(" ", 1)[-1]
    nobody = _ADJECTIVE.fullmatch(last) or last in trade.RIVALS or last.lower() in speech.DETERMINERS
    return None if nobody else match[1]


def _teller(line: Line, phrase: Phrase) -> Phrase | None:
    """ "Acme said it would not comment": whoever says so of itself."""
    verb = phrase.first - (2 if line.kinds[phrase.first - 1] == "S" else 1)
    if verb < 1 or line.kinds[verb] != "V" or line.lower[phrase.first] not in (*_PEOPLE, "it", "they", "the"):
        return None
    found = subject_left(line, verb, line.sentence_start(verb))
    return found if found is not None and found.last < verb else None


def _plain(line: Line, phrase: Phrase, text: str) -> str:
    """The whole description, its adverbs and determiners gone from the ends."""
    first, last = phrase.first, phrase.last
    while first < last and line.kinds[first] == "D" and line.lower[first] in speech.DETERMINERS:
        first += 1
    return text[line.starts[first] : line.ends[last]]


def _antecedent(pronoun: str, text: str, field: Field, at: int, people: People) -> str | None:
    if pronoun in _PEOPLE:
        return people.antecedent(pronoun, field, at)
    return (
        body_of(pronoun, text, at, people.bodies) or people.body_before(field, at)
        if pronoun in _PRONOUNS
        else None
    )
