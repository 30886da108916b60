"""Who may be the source of the words behind a clause: one candidate for each subject of a verb in it."""

from typing import Final, NamedTuple

from dealwatch.reading import speech
from dealwatch.reading.attribution import Attribution, Scene, made
from dealwatch.reading.governors import base_form, finite, is_adjectival, is_passive, noun_like, participle
from dealwatch.reading.phrases import phrase_right
from dealwatch.reading.speech_nouns import speech_noun
from dealwatch.reading.subjects import subject_left

# So many verbs before a quotation are looked at, and so many subjects kept.
_MOST_VERBS: Final = 24
_MOST: Final = 8
# The kinds of verb, the one that says most about its subject first: see `Line`; w is a noun that holds words
# ("his promise"), a is "according to".
_STRENGTH: Final = "VaJgvnwFA"


class Candidate(NamedTuple):
    """One possible source: the token of its verb, the verb's kind, and the attribution it would make."""

    verb: int
    kind: str
    found: Attribution
    start: int


def candidates(scene: Scene, low: int, last: int) -> list[Candidate]:
    """The subjects of the verbs from token `low` to `last`, nearest first, each with its strongest verb."""
    best: dict[int, Candidate] = {}
    verbs = 0
    words = speech_noun(scene, low, last)
    if words is not None and words.source is not None:
        best[words.source.start] = Candidate(last, "w", words, words.source.start)
    for verb in range(last, low - 1, -1):
        kind = "a" if scene.line.lower[verb] == "according" else scene.line.kinds[verb]
        if kind not in _STRENGTH:
            continue
        found = _subject(scene, verb, kind, low, last)
        verbs += 1
        if found is not None and found.source is not None:
            other = best.get(found.source.start)
            if other is None or _STRENGTH.index(kind) < _STRENGTH.index(other.kind):
                best[found.source.start] = Candidate(verb, kind, found, found.source.start)
        if len(best) >= _MOST or verbs >= _MOST_VERBS:
            break
    return list(best.values())


def _subject(scene: Scene, verb: int, kind: str, low: int, last: int) -> Attribution | None:
    line = scene.line
    if kind == "a":
        phrase = phrase_right(line, verb + 2, last + 1) if verb + 2 <= last else None
        return made(scene, phrase, "according")
    if kind in "VJ":
        return finite(scene, verb, low, last)
    if kind == "g":
        return participle(scene, verb, low)
    if kind == "v":
        return base_form(scene, verb, low)
    if kind == "n":
        return noun_like(scene, verb, low) if line.lower[verb] in speech.NOUN_LIKE else None
    if is_adjectival(line, verb, low) or (kind == "F" and is_passive(line, verb, low)):
        return None
    return made(scene, subject_left(line, verb, low), "any-verb")
