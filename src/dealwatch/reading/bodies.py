"""The body that a short description stands for: "the company", "its spokesman", "the department"."""

import re
from collections.abc import Container
from typing import Final

from dealwatch.reading import names, speech
from dealwatch.reading.tables import words

# How far back a body is looked for, in characters.
_BACK: Final = 800
_NAMED: Final = (
    r"[A-Z][\w&’'\-]*(?:(?:\s(?:of|for|of\sthe|for\sthe|and|and\sthe)(?=\s[A-Z]))?\s[A-Z][\w&’'\-]*){0,6}"
)
_OPENER: Final = re.compile(
    rf"(?:\A|[.?!”\"]\s|\n)(?:The\s)?({_NAMED})(?P<beside>,\sthe\s[\w\s\-]{{2,30}},)?,?\s"
    rf"(?!(?:{names.SORTS})\b)(?=[a-z])"
)
_ANYWHERE: Final = re.compile(_NAMED)
# What a department of state may be called, and its parts.
_OF_STATE: Final = words(
    "department ministry office treasury defra dsit dbt desnz dhsc embassy commission agency authority "
    "council board"
)
STATE: Final = words("department ministry office embassy agency authority commission council board")
_LITTLE: Final = (
    speech.SUBJECT_PRONOUNS
    | speech.PREPOSITIONS
    | speech.SUBORDINATORS
    | speech.CONJUNCTIONS
    | speech.DETERMINERS
    | speech.ADVERBS
    | speech.DAYS
    | {"neither", "none", "nobody", "last", "next", "such", "earlier"}
)
_UNIONS: Final = words("union charity lobby regulator watchdog newspaper paper")


def body_of(noun: str, text: str, at: int, known: Container[str] = ()) -> str | None:
    """The body that "the …" at `at` stands for: one of its kind, else the nearest that opened a sentence.

    `known` are bodies named elsewhere: a lone plural that is none of them is no body ("Investigators").
    """
    before = max(0, at - _BACK)
    if noun in STATE:
        found = [match[0].removeprefix("The ") for match in _ANYWHERE.finditer(text, before, at)]
        same = [item for item in found if noun in item.lower().split() and " " in item]
        state = [item for item in found if not _OF_STATE.isdisjoint(item.lower().split())]
        return next(reversed([*state, *same] if same else state), None)
    named = [match[1] for match in _OPENER.finditer(text, before, at) if _fits(match, noun, known)]
    return named[-1] if named else None


def _fits(match: re.Match[str], noun: str, known: Container[str]) -> bool:
    body = _may_be_body(match[1].split()[0].lower()) and not _is_plural(match[1], known)
    return body and not _is_another(match["beside"], noun)


def _is_plural(name: str, known: Container[str]) -> bool:
    return " " not in name and name.endswith("s") and not name.endswith("ss") and name not in known


def _is_another(beside: str | None, noun: str) -> bool:
    """ "Community, the union, …; the company": what it is called beside its name is something else."""
    return beside is not None and noun not in beside and not _UNIONS.isdisjoint(beside.strip(" ,").split())


def _may_be_body(first: str) -> bool:
    known = first in _LITTLE or names.is_given(first) or first in names.PLACES
    return not known and first not in names.TITLES
