"""Nouns that hold somebody's words: “his promise to …”, “Smith’s claim that …”, “in the words of Smith”."""

from typing import Final

from dealwatch.reading import speech
from dealwatch.reading.attribution import Attribution, Scene, made
from dealwatch.reading.mentions import Mention
from dealwatch.reading.phrases import Phrase, is_possessive, phrase_left, phrase_right


def speech_noun(scene: Scene, low: int, last: int) -> Attribution | None:
    """ "his promise to “…”", "Smith’s claim that “…”", "in the words of Smith"."""
    line = scene.line
    for index in range(last, low, -1):
        if line.lower[index] not in speech.SPEECH_NOUNS:
            continue
        for at in range(index - 1, max(low - 1, index - 4), -1):
            if line.lower[at] in _OWNERS or is_possessive(line.lower[at]):
                return _owner(scene, at, low)
        if index + 2 <= last and line.lower[index + 1] in ("of", "by", "from"):
            found = phrase_right(line, index + 2, last + 1)
            if found is not None:
                return made(scene, found, "speech-noun")
    return None


def owner_of(scene: Scene, at: int) -> Attribution | None:
    """ "Smith’s “…” promise", "his “…” remark": whose words the noun behind the quotation calls them."""
    line = scene.line
    low = line.sentence_start(at)
    if at <= low or not any(word in speech.SPEECH_NOUNS for word in line.lower[at + 1 : at + 3]):
        return None
    owns = line.lower[at - 1] in _OWNERS or is_possessive(line.lower[at - 1])
    return _owner(scene, at - 1, low) if owns else None


# Possessive pronouns, and what stands for the same person as a subject.
_OWNERS: Final = {"his": "he", "her": "she", "their": "they", "its": "it"}


def _owner(scene: Scene, at: int, low: int) -> Attribution | None:
    line = scene.line
    if line.lower[at] in _OWNERS:
        source = Mention("pronoun", _OWNERS[line.lower[at]], line.starts[at], line.ends[at])
        return Attribution(source, "speech-noun")
    found = phrase_left(line, at, low)
    if found is None:
        return None
    inner = next((i for i in range(at, found.first, -1) if line.kinds[i - 1] == "I"), found.first)
    return made(scene, Phrase(inner, at), "speech-noun")
