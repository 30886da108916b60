"""The clause before a quotation: X said: “…”; X called it “…”; X: “…”; his promise to “…”."""

from bisect import bisect_left

from dealwatch.reading import names, speech
from dealwatch.reading.after import BEHIND
from dealwatch.reading.attribution import Attribution, Scene, made
from dealwatch.reading.candidates import candidates
from dealwatch.reading.choice import choose
from dealwatch.reading.governors import (
    agent_of,
    base_form,
    finite,
    is_adjectival,
    is_passive,
    noun_like,
    participle,
)
from dealwatch.reading.phrases import Phrase, phrase_left, phrase_right
from dealwatch.reading.speech_nouns import speech_noun
from dealwatch.reading.subjects import subject_left
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line

# A verb this close to the quotation governs it.
_RIGHT_BEFORE = 3


def before_clause(scene: Scene, at: int) -> Attribution | None:
    bounds = bounds_before(scene, at)
    if bounds is None:
        return None
    low, last = bounds
    if scene.line.lower[last] == "by" and last - 2 > low and scene.line.lower[last - 1] == "meant":
        # "asked what Smith meant by “…”"
        return made(scene, subject_left(scene.line, last - 1, low), "clause")
    if scene.line.kinds[last + 1] == ":" and last + 1 < at:
        return colon_clause(scene, low, last + 1)
    return _governing(scene, low, last)


def bounds_before(scene: Scene, at: int) -> tuple[int, int] | None:
    """The first and the last token of the clause before the quotation at token `at`, if there is one."""
    line = scene.line
    low = max(line.sentence_start(at), at - BEHIND)
    last = at - 1
    while last >= low and line.kinds[last] in "(-" and last > low:
        last -= 1
    if last > low and line.kinds[last] == ":":
        last -= 1
    return (low, last) if last >= low else None


def _governing(scene: Scene, low: int, last: int) -> Attribution | None:
    """The source that the clause names: where it has several subjects, the likeliest of them."""
    found = nearest_speech(scene, low, last)
    if found is None:
        low_clause = _after_semicolon(scene.line, low, last)
        found = speech_noun(scene, low, last) or any_clause(scene, low_clause, last)
    return _likeliest(scene, low, last, found)


def _likeliest(scene: Scene, low: int, last: int, found: Attribution | None) -> Attribution | None:
    """What the rules found, unless another subject of the clause is likelier; nobody stays nobody."""
    if found is None or found.source is None or found.rule == "agent" or _is_called(scene, last, found):
        return found
    chosen = choose(scene.line, low, last, candidates(scene, low, last))
    return chosen.found if chosen is not None else found


def _is_called(scene: Scene, last: int, found: Attribution) -> bool:
    """ "what one aide called “…”": nobody else's word."""
    line = scene.line
    if found.source is None or found.rule != "clause" or line.kinds[last] not in "VJ":
        return False
    first = bisect_left(line.starts, found.source.start)
    return first > 0 and line.lower[first - 1] == "what" and last - first < _NEAR_CALL


# "what one senior aide of the minister called"
_NEAR_CALL = 8


def _after_semicolon(line: Line, low: int, last: int) -> int:
    """Where the clause begins that a verb of any sort may govern: after the last semicolon."""
    for index in range(last, low - 1, -1):
        if line.kinds[index] == ";":
            return index + 1
    return low


def colon_clause(scene: Scene, low: int, colon: int) -> Attribution | None:
    line = scene.line
    shown = _shown(scene, low, colon)
    if shown is not None:
        return shown
    found = nearest_speech(scene, low, colon - 1)
    if found is None:
        found = speech_noun(scene, low, colon - 1)
    if found is None:
        near = phrase_left(line, colon - 1, low)
        if (
            near is not None
            and line.kinds[colon - 2 : colon] == ["N", "N"]
            and names.gender_of(line.lower[colon - 2])
        ):
            return made(scene, near, "label")  # "That is no surprise to pollster Jane Smith: “…”"
        found = any_clause(scene, low, colon - 1)
        if found is not None and _turns_to(line, found, low, colon):
            return found._replace(rule="colon")
    found = _likeliest(scene, low, colon - 1, found)
    if found is not None:
        return found._replace(rule="colon")
    if not any(kind in "VJFAvg" for kind in line.kinds[low:colon]):
        opening = low + (line.kinds[low] == "C")
        # "And farmer Jane Smith, in Powys, on prices: “…”"
        named = phrase_right(line, opening, colon)
        if named is not None and line.kinds[named.last] == "N" and line.kinds[named.last + 1] == ",":
            return made(scene, named, "label")
    return _named_alone(scene, low, colon)


def _shown(scene: Scene, low: int, colon: int) -> Attribution | None:
    """A label in a set form: "A headline - Jane Smith:", "From the report:", "Transcript as follows:"."""
    line = scene.line
    dash = next((i for i in range(colon - 1, max(low, colon - 6), -1) if line.kinds[i] == "-"), -1)
    if dash > low and line.kinds[dash + 1] == "N" and set(line.kinds[dash + 1 : colon]) <= {"N", "C"}:
        return made(scene, Phrase(dash + 1, colon - 1), "label")  # "A headline - Jane Smith: “…”"
    if "from" in line.lower[max(low, colon - 5) : colon] and colon - low < _RIGHT_BEFORE + 3:
        # "From the report: “…”", "More from Smith: “…”"
        source = phrase_right(line, line.lower.index("from", low) + 1, colon)
        if source is not None and source.last == colon - 1:
            return made(scene, source, "label")
    if line.lower[colon - 2 : colon] == ["as", "follows"] or line.lower[low] == "here's":
        # "Partial transcript as follows: “…”", "Here’s Smith in May: “…”"
        shown = line.lower[low] == "here's"
        source = phrase_right(line, low + 1, colon) if shown else phrase_left(line, colon - 3, low)
        if source is not None:
            return made(scene, source, "label")
    return None


def _named_alone(scene: Scene, low: int, colon: int) -> Attribution | None:
    """Somebody named, and nothing else, before a colon."""
    line = scene.line
    phrase = phrase_left(line, colon - 1, low)
    if phrase is None and line.kinds[colon - 1] == ")":
        opening = next((i for i in range(colon - 2, low, -1) if line.kinds[i] == "("), low)
        phrase = phrase_left(line, opening - 1, low)
    if phrase is not None and phrase.first == low and phrase.last - phrase.first < 8:
        last = low
        while line.kinds[low] == "N" and last < phrase.last and line.kinds[last + 1] == "N":
            last += 1
        if last > low and last < phrase.last:
            phrase = Phrase(low, last)
        return made(scene, phrase, "label")
    return None


def _turns_to(line: Line, found: Attribution, low: int, colon: int) -> bool:
    """ "Smith grinned when Jones singled him out: “…”": who speaks to somebody named before."""
    if found.source is None or found.source.kind == "noun":
        return False
    first = bisect_left(line.starts, found.source.start)
    to = any(
        kind == "O" or low == "her"
        for kind, low in zip(line.kinds[first:colon], line.lower[first:colon], strict=True)
    )
    return to and first > low and line.lower[first - 1] in ("when", "as", "before", "after", "until")


def nearest_speech(scene: Scene, low: int, last: int) -> Attribution | None:
    line = scene.line
    for verb in range(last, low - 1, -1):
        kind = line.kinds[verb]
        if kind in "VvJg" and _goes_on(line, verb):
            continue
        if kind in "VJ":
            found = finite(scene, verb, low, last)
        elif kind == "g":
            found = participle(scene, verb, low)
        elif kind == "v":
            found = base_form(scene, verb, low)
        elif kind == "n" and line.lower[verb] in speech.NOUN_LIKE:
            found = noun_like(scene, verb, low)
        elif line.lower[verb] == "according" and verb + 2 <= last:
            phrase = phrase_right(line, verb + 2, last + 1)
            found = made(scene, phrase, "according") if phrase else None
        else:
            continue
        if found is not None:
            return found
    return None


def _goes_on(line: Line, verb: int) -> bool:
    """ "continued to be", "began to think": the verb that follows is the one that counts."""
    return line.lower[verb][:5] in ("conti", "begin", "began", "begun") and line.kinds[verb + 1] == "T"


# With these an auxiliary tells what somebody did.
_ACTS = words("has have had having did didn't")


def any_clause(scene: Scene, low: int, last: int) -> Attribution | None:
    """No verb of saying: any finite verb whose subject can speak, the nearest first; then any subject.

    A passive without its agent right before the quotation ("was billed as “…”") names nobody.
    """
    line = scene.line
    other: Phrase | None = None
    for verb in range(last, low - 1, -1):
        if line.kinds[verb] not in "FA" or is_adjectival(line, verb, low):
            continue
        if line.kinds[verb] == "F" and is_passive(line, verb, low):
            agent = agent_of(scene, verb)
            if agent is not None or last - verb < _RIGHT_BEFORE:
                return agent or Attribution(None, "passive")
            continue
        found = subject_left(line, verb, low)
        if found is None:
            continue
        if line.kinds[found.last] == "N" or line.lower[found.last] in ("he", "she", "they", "i", "we"):
            return made(scene, found, "any-verb")
        if line.kinds[verb] == "F" or line.lower[verb] in _ACTS:
            other = other or found  # not "the plan is “…”": somebody else says so of it
    return made(scene, other, "any-verb") if other is not None and line.kinds[other.last] == "n" else None
