"""What the rules of attribution share: a paragraph as they see it, and what they give."""

from dataclasses import dataclass
from typing import NamedTuple

from dealwatch.reading import names
from dealwatch.reading.mentions import Mention, mention, whole
from dealwatch.reading.phrases import Phrase
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import Span
from dealwatch.reading.tokens import Line, read_line


class Attribution(NamedTuple):
    """Who says a quotation, and by which rule; `source` is None where the text names nobody."""

    source: Mention | None = None
    rule: str = "none"
    speaker: str | None = None


@dataclass(slots=True)
class Scene:
    """What the rules know about one paragraph."""

    text: str
    line: Line
    runs: list[Run]
    tokens: dict[int, int]


def scene_of(text: str, span: Span, runs: list[Run], numbers: list[int]) -> Scene:
    line = read_line(text, span, [(number, runs[number]) for number in numbers])
    tokens = {line.run[index]: index for index in range(len(line)) if line.run[index] >= 0}
    return Scene(text, line, runs, tokens)


def made(scene: Scene, phrase: Phrase | None, rule: str) -> Attribution | None:
    if phrase is None:
        return None
    named = mention(scene.line, _first_of_two(scene.line, whole(scene.line, phrase)), scene.text)
    if phrase.relative > phrase.last:
        named = named._replace(end=scene.line.ends[phrase.relative])
    return Attribution(named, rule)


def _first_of_two(line: Line, phrase: Phrase) -> Phrase:
    """ "Smith and Jones said", at the head of a sentence: they speak together; the first stands for both."""
    before = phrase.first - 2
    if before < 0 or line.lower[before + 1] != "and" or line.kinds[before] != "N":
        return phrase
    first = line.sentence_start(phrase.first)
    if any(word.rstrip(".") in names.TITLES for word in line.lower[first : phrase.last + 1]):
        return phrase  # "Business and Trade Secretary Jane Smith"
    together = set(line.kinds[first : before + 1]) | set(line.kinds[phrase.first : phrase.last + 1]) == {"N"}
    return Phrase(first, before) if together else phrase
