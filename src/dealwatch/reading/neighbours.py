"""A quotation without a clause of its own takes its speaker from its neighbours, or from a label."""

import re
from typing import Final

from dealwatch.reading.after import verb_subject
from dealwatch.reading.attribution import Attribution, Scene, made
from dealwatch.reading.before import colon_clause, nearest_speech
from dealwatch.reading.governors import agent_of, is_passive
from dealwatch.reading.mentions import Mention
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import Span
from dealwatch.reading.subjects import subject_left
from dealwatch.reading.tokens import read_line

_SENTENCE_BREAK: Final = re.compile(r"[.?!] +[A-Z]")


def borrowed(scene: Scene, numbers: list[int], position: int, result: list[Attribution]) -> Attribution:
    """The speaker of the same sentence, of a clause further on in it, or of what stands before it."""
    line, number = scene.line, numbers[position]
    at = scene.tokens[number]
    sentence = line.sentence_start(at)
    before = numbers[position - 1] if position else None
    spoken = before is not None and result[before].source is not None and before in scene.tokens
    if before is not None and spoken and line.sentence_start(scene.tokens[before]) == sentence:
        return result[before]._replace(rule="same-sentence")
    after = _right_in_sentence(scene, at)
    if after is not None:
        return after
    if before is not None and before in scene.tokens:
        between = _sentence_between(scene, scene.tokens[before], at)
        if between is not None:
            return between
        if result[before].source is not None:
            return result[before]._replace(rule="continued")
    elif sentence > 0:
        found = _sentence_between(scene, -1, at)
        if found is not None:
            return found
    following = numbers[position + 1] if position + 1 < len(numbers) else None
    near = following is not None and following in scene.tokens and scene.tokens[following] - at < 8
    if following is not None and near and result[following].source is not None:
        return result[following]._replace(rule="next")
    return result[number]


def _right_in_sentence(scene: Scene, at: int) -> Attribution | None:
    """A fragment at the head of its sentence: "The “…” that X promised"."""
    line = scene.line
    for verb in range(at + 1, min(len(line), at + 20)):
        if line.kinds[verb] in ".Q" or line.sentence_start(verb) > at:
            return None
        if line.kinds[verb] == "V":
            if is_passive(line, verb, at):
                return agent_of(scene, verb)
            if line.kinds[verb - 1] == "," and line.kinds[verb + 1 : verb + 2] in (["N"], ["D"]):
                inverted = verb_subject(scene, verb, min(len(line), verb + 20))
                if inverted is not None:
                    return inverted
            found = subject_left(line, verb, at + 1)
            if found is not None and line.kinds[found.last] in "NPn":
                return made(scene, found, "right")
    return None


def _sentence_between(scene: Scene, start: int, at: int) -> Attribution | None:
    """The last sentence before the quotation, if it stands between it and `start` and has its own speaker."""
    line = scene.line
    end = line.sentence_start(at) - 1
    if end <= start or end < 1 or line.kinds[end] == "Q":
        return None
    low = max(line.sentence_start(end), start + 1)
    if start >= 0 and low <= start + 1:
        return None
    found = nearest_speech(scene, low, end - 1) or _first_subject(scene, low, end - 1)
    return found._replace(rule="sentence-before") if found is not None else None


def _first_subject(scene: Scene, low: int, last: int) -> Attribution | None:
    line = scene.line
    for verb in range(low, last + 1):
        if line.kinds[verb] in "VJFA":
            found = subject_left(line, verb, low)
            if found is not None and (
                line.kinds[found.last] == "N" or line.lower[found.last] in ("he", "she")
            ):
                return made(scene, found, "any-verb")
    return None


def inherit_paragraph(
    text: str,
    spans: list[Span],
    runs: list[Run],
    numbers: list[int],
    scene: Scene,
    previous: int | None,
    result: list[Attribution],
) -> None:
    """A paragraph that is quotation without a clause: the line above it, or the quotation above it."""
    first = numbers[0]
    paragraph = runs[first].paragraph
    if scene.tokens.get(first, 1) != 0 or result[first].source is not None or paragraph == 0:
        return
    above = spans[paragraph - 1]
    source: Attribution | None = None
    last = first - 1 if first and runs[first - 1].paragraph == paragraph - 1 else None
    open_above = last is not None and not runs[last].closed and runs[last].outer.end == above.end
    if text[above.end - 1] == ":" and not open_above:
        line = read_line(text, above, _inside(above, runs, first))
        low = line.sentence_start(len(line) - 1) if len(line) else 0
        upper = Scene(text, line, runs, {})
        source = colon_clause(upper, low, len(line) - 1) if len(line) > 1 else None
        source = source._replace(rule="line-above") if source else None
    elif (
        last is not None
        and previous == paragraph - 1
        and result[last].source is not None
        and (not runs[last].closed or not _SENTENCE_BREAK.search(text, runs[last].outer.end, above.end))
    ):
        source = result[last]._replace(rule="paragraph-before")
    else:
        source = _teller_above(text, above, runs, first)
    if source is None:
        return
    for number in numbers:
        if result[number].source is None:
            result[number] = source


def _inside(above: Span, runs: list[Run], first: int) -> list[tuple[int, Run]]:
    """The quotations of the paragraph above, which are the last ones before number `first`."""
    start = first
    while start and runs[start - 1].outer.start >= above.start:
        start -= 1
    return list(enumerate(runs[start:first], start))


def _teller_above(text: str, above: Span, runs: list[Run], first: int) -> Attribution | None:
    """ "Smith denied the report." and then a paragraph of quotation: who spoke in the last sentence above."""
    line = read_line(text, above, _inside(above, runs, first))
    if len(line) < 3:
        return None
    low = line.sentence_start(len(line) - 1)
    scene = Scene(text, line, runs, {})
    found = nearest_speech(scene, low, len(line) - 1)
    if not _tells(found):
        # "Smith said that many had feared it": the first verb, where the last has no speaker.
        first_verb = next((at for at in range(low, len(line)) if line.kinds[at] in "VJ"), low)
        found = nearest_speech(scene, low, first_verb)
    return found._replace(rule="teller-above") if found is not None and _tells(found) else None


def _tells(found: Attribution | None) -> bool:
    person = found is not None and found.source is not None and found.source.kind != "noun"
    return person and found is not None and found.rule in _TELLS


_TELLS: Final = frozenset(("clause", "participle"))
_SIGNATURE: Final = re.compile(r"[-–—―]{1,2} ?(?=[A-Z])([^.,\n—]{3,60})[.,\n—]?")
_LONGEST_HEADLINE: Final = 160
_HEAD: Final = re.compile(r"([A-Z][\w.-]+)(?:[’']s)?\s")
_SPEAKER_LABEL: Final = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): ?")


def by_label(text: str, spans: list[Span], runs: list[Run], number: int) -> Attribution | None:
    """ "SMITH: …" at the head of the paragraph, or "- Jane Smith" in the paragraph below."""
    paragraph = runs[number].paragraph
    label = _SPEAKER_LABEL.match(text, spans[paragraph].start, spans[paragraph].end)
    if label is not None and label.end() < runs[number].start:
        rule = "headline" if runs[number].single and _is_headline(text, spans[paragraph]) else "label"
        return Attribution(Mention("name", _cased(label.group(1)), label.start(1), label.end(1)), rule)
    if runs[number].single and _is_headline(text, spans[paragraph]):
        head = _HEAD.match(text, spans[paragraph].start, runs[number].outer.start)
        if head is not None:
            return Attribution(Mention("name", head.group(1), head.start(1), head.end(1)), "headline")
    if paragraph + 1 < len(spans) and runs[number].outer.end >= spans[paragraph].end - 2:
        below = _SIGNATURE.match(text, spans[paragraph + 1].start, spans[paragraph + 1].end)
        if below is not None:
            return Attribution(Mention("name", below.group(1), below.start(1), below.end(1)), "signature")
    return None


def _is_headline(text: str, span: Span) -> bool:
    """One short line, most of whose longer words have a capital."""
    if span.end - span.start >= _LONGEST_HEADLINE:
        return False
    long_words = [word for word in span.of(text).split() if len(word.strip("‘’'“”\"")) > 3]
    capital = sum(word.lstrip("‘'“\"")[:1].isupper() for word in long_words)
    return capital > 0.7 * len(long_words)


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name


_PULLED: Final = frozenset(("none", "paragraph-before", "teller-above"))
_MOST_PULLED: Final = 40
_FEWEST_WORDS: Final = 4


def pull_quotes(text: str, spans: list[Span], runs: list[Run], result: list[Attribution]) -> None:
    """A paragraph of nothing but words that are quoted again elsewhere, with their speaker: it is theirs."""
    alone = [
        number
        for number, run in enumerate(runs)
        if result[number].rule in _PULLED
        and run.outer.start == spans[run.paragraph].start
        and run.outer.end >= spans[run.paragraph].end - 1
        and len(text[run.start : run.end].split()) >= _FEWEST_WORDS
    ]
    plain = [text[run.start : run.end].casefold() for run in runs] if alone else []
    for number in alone[:_MOST_PULLED]:
        wanted = plain[number].rstrip(",.…")
        told = (
            other
            for other, words in enumerate(plain)
            if wanted in words and other != number and _is_told(result[other])
        )
        found = next(told, None)
        if found is not None:
            result[number] = result[found]._replace(rule="pulled")


def _is_told(item: Attribution) -> bool:
    return item.source is not None and item.rule not in _PULLED
