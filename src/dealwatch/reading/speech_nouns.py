"""Nouns that hold somebody's words: “his promise to …”, “Smith’s claim that …”, “in the words of Smith”."""

from dealwatch.reading import speech
from dealwatch.reading.attribution import Attribution, Scene, made
from dealwatch.reading.mentions import Mention
from dealwatch.reading.phrases import is_possessive, phrase_left, phrase_right


def speech_noun(scene: Scene, low: int, last: int) -> Attribution | None:
    """ "his promise to “…”", "Smith’s claim that “…”", "in the words of Smith"."""
    line = scene.line
    for index in range(last, low, -1):
        if line.lower[index] not in speech.SPEECH_NOUNS:
            continue
        for owner in range(index - 1, max(low - 1, index - 4), -1):
            if line.lower[owner] in ("his", "her", "their", "its"):
                start, end = line.starts[owner], line.ends[owner]
                word = {"his": "he", "her": "she"}.get(line.lower[owner], line.words[owner])
                return Attribution(Mention("pronoun", word, start, end), "speech-noun")
            if is_possessive(line.lower[owner]):
                found = phrase_left(line, owner, low)
                return made(scene, found, "speech-noun") if found else None
        if index + 2 <= last and line.lower[index + 1] in ("of", "by", "from"):
            found = phrase_right(line, index + 2, last + 1)
            if found is not None:
                return made(scene, found, "speech-noun")
    return None
