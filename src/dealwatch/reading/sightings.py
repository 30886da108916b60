"""Names sighted in a text: runs of capitalised words outside quotation marks, and what stands around them."""

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from dealwatch.reading import names, speech
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import Span

# It begins with a set of letters, so that a search goes straight from capital to capital.
_WORD: Final = (
    r"[A-ZÀ-Þ](?:(?:(?<=M)(?:rs?|s)|(?<=D)r|(?<=S)(?:ens?|gt|t)|(?<=R)(?:eps?|ev)|(?<=G)(?:ov|en)|(?<=L)t"
    r"|(?<=C)(?:ol|apt)|(?<=P)rof|(?<=A)dm|(?<=[A-Z]))\.|[\w’'\-]*)"
)
_NAME: Final = re.compile(
    _WORD + r"(?:[ \xa0](?:(?:de|la|van|von|der|den|del|da|di|du|bin|al|el|ter)[ \xa0])?" + _WORD + r")*"
)
_LEADING: Final = frozenset(
    speech.DETERMINERS
    | speech.PREPOSITIONS
    | speech.CONJUNCTIONS
    | speech.SUBORDINATORS
    | speech.ADVERBS
    | speech.SUBJECT_PRONOUNS
    | speech.RELATIVES
    | speech.DAYS
    | speech.AUXILIARIES
    | {"to", "its", "former", "i'm"}
) - {"late", "early"}
# What may stand between a name and its verb: "of Leeds", ", 34, a nurse,", "(R-Ohio)", ", who was there,".
# What may stand between a name and its verb: "of Leeds", "(R-Ohio)", and up to three insets between commas
# (", 34, a nurse, who was there,").
_OF: Final = re.compile(r" (?:of|from|for|at) [A-Z][^,.;:\n“”\"]{0,60}?(?=,| [a-z]+ )| \([^()\n]{1,30}\)")
_INSET: Final = re.compile(r", (?:[^,.\n“”\"]|\.(?! )){1,90}(?=,)")
_NEXT_WORD: Final = re.compile(r"[ \xa0](?:also |later |then |[a-z]+ly )?([a-z]+(?:n[’']t)?)")
# "Smith said she …": the pronoun after a verb of saying tells the gender of who says it.
_SELF: Final = re.compile(r"[ \xa0]([a-z]+)(?: [a-z]+){0,2}? (s?he)\b")
# ", who …" and ", 34," follow a person, never a body.
_PERSONAL: Final = re.compile(r", (?:who\b|\d\d,)")
# It begins with a set of marks as well.
SENTENCE_END: Final = re.compile(r"[.?!\n](?:(?<=\n)|[”\"’')]*\s)")
_INSET_VERB: Final = re.compile(r", ([a-z]+)\b")
_BREAKS: Final = re.compile(r"[.,;:“”\"\n]")
_WORDS: Final = re.compile(r"\w+")
_APPOSITION: Final = re.compile(
    r", (?:the |an? |who (?:is|runs|heads|leads|chairs) )?([^,.;\n“”\"]{3,60})[,.]"
)
_INVERTED: Final = re.compile(r"[”\"’',] ([a-z]+) \Z")
_HEADLINE_VERBS: Final = (speech.SPEAK_FINITE | speech.JUDGE_FINITE) - {"reads", "tweed", "signed"}
_LETTERS: Final = names.SUFFIXES - {"jr", "sr"}
_TELLS: Final = speech.SPEAK_FINITE | speech.JUDGE_FINITE
_VERBS: Final = _TELLS | speech.AUXILIARIES | speech.IRREGULAR_PAST | speech.WEAK_FINITE
_MOST: Final = 5_000


class Sighting(NamedTuple):
    field_name: str
    start: int
    end: int
    paragraph: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    role: tuple[str, ...]
    weight: int
    sentence: int
    initial: bool
    gender: str = ""
    personal: bool = False


def sightings(field_name: str, text: str, spans: list[Span], runs: list[Run]) -> list[Sighting]:
    found: list[Sighting] = []
    starts = [span.start for span in spans]
    outer = [run.outer.start for run in runs]
    sentence = at = 0
    for match in _NAME.finditer(text):
        start, end = match.span()
        inside = bisect_right(outer, start) - 1
        if inside >= 0 and runs[inside].outer.end > start:
            continue
        initial = start == 0 or SENTENCE_END.search(text, max(0, at - 1), start) is not None
        sentence, at = sentence + initial, end
        if start and initial:
            initial = SENTENCE_END.search(text, max(0, start - 4), start) is not None
        item = _take(field_name, text, match, bisect_right(starts, start) - 1, sentence, initial)
        if item is not None:
            found.append(item)
        if len(found) >= _MOST:
            break
    return found


def _role(text: str, start: int, end: int, aside: re.Match[str] | None) -> tuple[str, ...]:
    """The words around a name that may say what its bearer is: before it, and `aside`, after a comma."""
    head = _BREAKS.split(text[max(0, start - 60) : end])[-1]
    return tuple(_WORDS.findall(f"{head} {aside[1] if aside else ''}".lower()))


def _verb_at(text: str, end: int) -> tuple[int, str]:
    """Where the verb of a name that ends at `end` begins, past all insets, and the verb ("" for none)."""
    match = _NEXT_WORD.match(text, end)
    word = match.group(1).replace("’", "'") if match else ""
    if word in _VERBS or word in names.OFFICES or word in speech.SPOKESPEOPLE or word.endswith("ed"):
        return end, word
    aside = _OF.match(text, end)
    if aside is None and not text.startswith(",", end):
        return end, ""  # no inset, as nearly always
    start = aside.end() if aside else end
    for count in range(4):
        # An inset begins and ends with a comma; without one the verb follows at once.
        match = _NEXT_WORD.match(text, start + (count > 0))
        word = match.group(1).replace("’", "'") if match else ""
        if (aside or count) and (word in _VERBS or word.endswith("ed")):
            return start + (count > 0), word
        inset = _INSET.match(text, start)
        if inset is None:
            break
        start = inset.end()
    return end, ""


def _weight(text: str, start: int, verb: str, possessive: bool) -> int:
    """How likely a later pronoun stands for this name: who speaks, then a subject, then others,
    then owners."""
    if possessive or verb in names.OFFICES or verb in speech.SPOKESPEOPLE:
        return 0  # "Smith spokesman John Jones"
    if verb in _TELLS:
        return 3
    after_verb = text[start - 2 : start - 1].islower()
    before = _INVERTED.search(text[max(0, start - 16) : start]) if after_verb else None
    if before and before.group(1) in speech.SPEAK_FINITE:
        return 3
    return 2 if verb else 1


def _gender(text: str, aside: re.Match[str] | None, verb_at: int, verb: str) -> str:
    found = _SELF.match(text, verb_at) if verb in speech.SPEAK_FINITE else None
    if found is not None and found.group(1) in speech.SPEAK_FINITE:
        return "m" if found.group(2) == "he" else "f"
    return title_gender(tuple(_WORDS.findall(aside.group(1).lower()))) if aside else ""


def _take(
    field_name: str, text: str, match: re.Match[str], paragraph: int, sentence: int, initial: bool
) -> Sighting | None:
    words = match.group().replace("\xa0", " ").split(" ")
    begin = 0
    while begin < len(words) and words[begin].lower().replace("’", "'") in _LEADING:
        begin += 1
    if initial and len(words) > begin + 1 and names.is_relation(words[begin].lower()):
        begin += 1  # "Landlord Acme"
    words = words[begin:]
    if not words or (text.startswith(_SORTS, match.end()) and _names_a_sort(text, match)):
        return None
    weak = words[-1].endswith(("'s", "’s"))
    words[-1] = words[-1][:-2] if weak else words[-1].removesuffix("'").removesuffix("’")
    cut = 0
    for index, word in enumerate(words[:-1]):
        if word.lower().rstrip(".") in names.TITLES:
            cut = index + 1
    titles = [word.lower().rstrip(".") for word in words[:cut]]
    words = words[cut:]
    if not titles and len(words) > 2 and not names.is_given(words[0]):
        known = [at for at, word in enumerate(words[:-1]) if at and names.gender_of(word)]
        words = words[known[0] :] if known and len(words[0]) > 2 else words
    if len(words) > 1:
        words = _whole_name(words)
    if not words[0]:
        return None
    start, end = match.span()
    comma = text.startswith(",", end)
    aside = _APPOSITION.match(text, end) if comma else None
    verb_at, verb = _verb_at(text, end)
    within = comma and not verb and text.startswith(", ", max(0, start - 2))
    inset = _INSET_VERB.match(text, end) if within else None
    if inset is not None and inset[1] in _VERBS:
        verb_at, verb = end, inset[1]  # "their coach, Jane Smith, said"
    return Sighting(
        field_name,
        start,
        end,
        paragraph,
        tuple(words),
        tuple(titles),
        _role(text, start, end, aside) if len(words) > 1 else (),
        _weight(text, start, verb, weak),
        sentence,
        initial and not begin,
        _gender(text, aside, verb_at, verb),
        comma and _PERSONAL.match(text, end) is not None,
    )


# "the Zappy outfit", "the Zappy maker": somebody else, whose Zappy is.
_SORTS: Final = tuple(f" {word}" for word in names.SORTS.split("|"))


def _names_a_sort(text: str, match: re.Match[str]) -> bool:
    return (
        match.group()[:4].lower() == "the "
        or text[max(0, match.start() - 4) : match.start()].lower() == "the "
    )


def _whole_name(words: list[str]) -> list[str]:
    """A name without the verb of a headline behind it ("Jane Smith Slams Rival") and without letters."""
    for at in range(1, len(words)):
        if words[at].lower() in _HEADLINE_VERBS:
            words = words[:at]
            break
    while len(words) > 1 and words[-1].lower().rstrip(".") in _LETTERS:
        words.pop()
    return words


def is_person(item: Sighting) -> bool:
    lower = [word.lower().rstrip(".") for word in item.words]
    given = names.is_given(lower[0])
    if lower[-1] in names.OFFICES or any(word in names.ORGANISATION for word in lower[given:]):
        return False
    if not given and lower[-1] in names.BODY_NOUNS:
        return False
    if given:
        return len(lower) <= 4
    if lower[-1] in names.PLACES or lower[0] in names.PLACES or len(lower) > 4:
        return False
    return bool(item.titles) or (len(lower) <= 3 and (item.weight >= 2 or item.personal))


def title_gender(titles: tuple[str, ...]) -> str:
    for title in titles:
        if title in names.MALE_TITLES:
            return "m"
        if title in names.FEMALE_TITLES:
            return "f"
    return ""
