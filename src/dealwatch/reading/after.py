"""The clause after a quotation: “…,” said X; “…,” X said; “…”, according to X."""

from typing import Final

from dealwatch.reading import speech
from dealwatch.reading.attribution import Attribution, Scene, made
from dealwatch.reading.governors import is_passive
from dealwatch.reading.phrases import Phrase, phrase_right
from dealwatch.reading.subjects import subject_left
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line

# What follows these is whom they are said to.
_WITH_ADDRESSEE: Final = words("told tells tell")
AHEAD: Final = 34
BEHIND: Final = 70


def after_clause(scene: Scene, at: int, invited: bool) -> Attribution | None:
    line = scene.line
    signed = _signature(scene, at)
    if signed is not None:
        return signed
    first = at + 1
    while first < len(line) and line.kinds[first] in ",-)":
        first += 1
    high = _clause_end(line, first)
    if first >= high:
        return None
    if line.lower[first] == "according" and first + 2 < high:
        found = phrase_right(line, first + 2, high)
        return made(scene, found, "according") if found else None
    if line.lower[first] == "per" and first + 1 < high and line.kinds[at + 1] == ",":
        found = phrase_right(line, first + 1, high)
        return made(scene, found, "according") if found else None
    return (
        _put_so(scene, at, first, high)
        or verb_subject(scene, first, high)
        or subject_verb(scene, at, first, high, invited)
    )


def credited(scene: Scene, at: int) -> Attribution | None:
    """ "…, according to X", "… per X", right after the quotation."""
    line = scene.line
    first = at + 1 + (line.kinds[at + 1 : at + 2] == [","])
    high = _clause_end(line, first)
    if line.lower[first : first + 2] == ["according", "to"]:
        return made(scene, phrase_right(line, first + 2, high), "according")
    if line.lower[first : first + 1] == ["per"] and line.kinds[first + 1 : first + 2] in (["N"], ["D"]):
        return made(scene, phrase_right(line, first + 1, high), "according")
    return None


def _put_so(scene: Scene, at: int, first: int, high: int) -> Attribution | None:
    """ "“…”, in the words of X", "“…”, as X put it"."""
    line = scene.line
    if line.kinds[at + 1] != "," and scene.text[line.ends[at] - 2] != ",":
        return None
    if line.lower[first : first + 4] == ["in", "the", "words", "of"]:
        return made(scene, phrase_right(line, first + 4, high), "according")
    if line.lower[first] != "as":
        return None
    for verb in range(first + 2, min(high, first + 12)):
        if line.lower[verb] in ("put", "puts", "had", "has") and line.lower[verb + 1 : verb + 2] == ["it"]:
            return made(scene, subject_left(line, verb, first + 1), "subject-verb")
    return None


def _signature(scene: Scene, at: int) -> Attribution | None:
    """ "“We are ready.” — Jane Smith, mayor of Leeds": a dash and a name, no verb, and the next quotation or
    the end."""
    line = scene.line
    first = at + 2
    if line.kinds[at + 1 : at + 3] != ["-", "N"] or scene.text[line.ends[at] - 2] not in ".?!…,":
        return None
    last = first
    while last + 1 < len(line) and line.kinds[last + 1] == "N":
        last += 1
    end = last + 1
    if end < len(line) and line.kinds[end] in ",(":
        while end < len(line) and line.kinds[end] not in ".Q-":
            end += 1
    if any(kind in "VJFA" for kind in line.kinds[last + 1 : end]):
        return None
    if end < len(line) and line.kinds[end] not in ".Q":
        return None
    return made(scene, Phrase(first, last), "signature")


def _clause_end(line: Line, first: int) -> int:
    high = first
    while high < len(line) and high < first + AHEAD and line.kinds[high] not in ".;:Q":
        high += 1
    return high


def verb_subject(scene: Scene, first: int, high: int) -> Attribution | None:
    """ "…," said X."""
    line = scene.line
    verb = first
    while verb < high and line.kinds[verb] == "B":
        verb += 1
    noun_like = verb < high and line.lower[verb] in speech.NOUN_LIKE
    several = verb + 1 < high and line.lower[verb] in _SEVERAL_SAY and line.kinds[verb + 1] in "ND"
    if verb >= high or line.lower[verb] in _WITH_ADDRESSEE:
        return None
    if not (noun_like or several or line.kinds[verb] in "VJF"):
        return None
    found = phrase_right(line, verb + 1, high)
    if several and not noun_like:
        if found is None or verb > first or not _are_several(line, found):
            return None
        found = _first_of(line, found)
    if found is None or (found.last + 1 < high and line.kinds[found.last + 1] in "AVJ"):
        return None  # "…,” said the plan would fail"
    if line.lower[verb] not in speech.SPEAK_FINITE and (
        line.kinds[found.last] == "n" or line.kinds[found.first] == "D"
    ):
        # "…,” exhorted the mayor.": any verb where a comma stands before it and nothing comes after.
        closed = (
            line.kinds[verb - 1] == "Q"
            and line.kinds[verb] == "F"
            and scene.text[line.ends[verb - 1] - 2] in ",?!"
        )
        if not closed or (found.last + 1 < len(line) and line.kinds[found.last + 1] not in ",."):
            return None
    return made(scene, _name_after_role(line, found, high), "verb-subject")


# "…,” write Jane Hill and Tom Marsh"
_SEVERAL_SAY: Final = words("say write argue warn add insist ask")


def _are_several(line: Line, found: Phrase) -> bool:
    joined = "and" in line.lower[found.first : found.last + 1]
    return joined or (line.kinds[found.last] == "n" and line.lower[found.last].endswith("s"))


def _first_of(line: Line, found: Phrase) -> Phrase:
    """ "Jane Hill and Tom Marsh": the first stands for both."""
    joint = next((at for at in range(found.first, found.last) if line.lower[at] == "and"), found.last + 1)
    names_both = joint > found.first and line.kinds[joint - 1] == "N" and line.kinds[found.last] == "N"
    return Phrase(found.first, joint - 1) if names_both and joint <= found.last else found


def _name_after_role(line: Line, found: Phrase, high: int) -> Phrase:
    """ "said the group’s director, Jane Smith": the name after the comma."""
    comma = found.last + 1
    described = line.kinds[found.last] == "n" or "I" in line.kinds[found.first : found.last]
    if (
        not described
        or comma + 1 >= high
        or line.kinds[comma] != ","
        or line.kinds[comma + 1] not in "Nn"
        or is_name(line, found)
    ):
        return found
    named = phrase_right(line, comma + 1, high)
    return named._replace(outer=found.first) if named is not None and is_name(line, named) else found


def is_name(line: Line, found: Phrase) -> bool:
    """Whether the head of a phrase (before its first preposition) is a name."""
    for index in range(found.first, found.last + 1):
        if line.kinds[index] == "I" and index > found.first:
            return line.kinds[index - 1] == "N"
    return line.kinds[found.last] == "N"


def subject_verb(
    scene: Scene, at: int, first: int, high: int, invited: bool, near: int = 5
) -> Attribution | None:
    """ "…," X said; without a comma only where the verb is near and ends the clause."""
    line = scene.line
    full_stop = not invited and scene.text[line.ends[at] - 2 : line.ends[at]].rstrip("”\"’'")[-1:] in (
        ".",
        "?",
        "!",
    )
    if line.kinds[first] in "CSIRgG" and not (invited and line.kinds[first] == "S"):
        return None
    for verb in range(first + 1, high):
        kind = line.kinds[verb]
        if kind in "JF" and is_passive(line, verb, first):
            continue
        if (
            kind == "V"
            or (kind in "JF" and invited)
            or (kind == "v" and _takes_base(line, verb, first, invited))
        ):
            inverted = (
                kind == "V" and line.kinds[verb - 1] == "," and line.kinds[verb + 1 : verb + 2] == ["N"]
            )
            if inverted and line.lower[verb] not in _WITH_ADDRESSEE:
                return verb_subject(scene, verb, high)  # "…” about the deal, said Smith"
            found = subject_left(line, verb, first)
            if found is None or (not invited and verb > first + near):
                continue
            if full_stop and verb + 1 < high:
                continue
            return made(scene, found, "subject-verb")
        if (
            kind == "n"
            and line.lower[verb] in speech.NOUN_LIKE
            and invited
            and (line.kinds[verb - 1] in "NP" or verb + 1 == high)
        ):
            found = subject_left(line, verb, first)
            if found is not None:
                return made(scene, found, "subject-verb")
    return None


def _takes_base(line: Line, verb: int, first: int, invited: bool) -> bool:
    """ "he would say", "went on to say"; in the present tense "they say", "the two write", "critics say"."""
    before = line.kinds[verb - 1]
    if before in "ATB":
        return True
    plural = before in "Nn" and line.lower[verb - 1].endswith("s")
    return invited and (plural or line.lower[verb - 1] in _MANY) and verb - first < 6


_MANY: Final = words("they we i two three both some many people")


def clause_after_comma(scene: Scene, at: int) -> Attribution | None:
    """ "The plan is “…” for the country, X said.": a short clause that ends the sentence."""
    line = scene.line
    stop = at + 1
    while stop < len(line) and stop < at + BEHIND and line.kinds[stop] not in ".Q":
        stop += 1
    for comma in range(stop - 2, max(at, stop - 14), -1):
        if line.kinds[comma] == ",":
            return verb_subject(scene, comma + 1, stop) or subject_verb(scene, at, comma + 1, stop, False, 10)
    return None
