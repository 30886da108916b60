"""What the rules of attribution share: a paragraph as they see it, and what they give."""

from dataclasses import dataclass

from dealwatch.reading.mentions import Mention, mention
from dealwatch.reading.phrases import Phrase
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import Span
from dealwatch.reading.tokens import Line, read_line


@dataclass(frozen=True, slots=True)
class Attribution:
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
    return Attribution(mention(scene.line, phrase, scene.text), rule)
