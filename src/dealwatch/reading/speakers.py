"""Who says a quotation: the clause that governs it, else the quotation before it, else nobody.

The rules, in the order in which they are tried for one quotation:
after (“…,” said X; “…,” X said), before (X said: “…”; X called it a “…”), the same sentence, the clause after it
in its sentence, the quotation before it in the paragraph, the sentence before, the paragraph before.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from dealwatch.reading import names, speech
from dealwatch.reading.people import People
from dealwatch.reading.phrases import (
    Mention,
    Phrase,
    is_possessive,
    mention,
    phrase_left,
    phrase_right,
    subject_left,
)
from dealwatch.reading.quotes import Run
from dealwatch.reading.describe import spoken_for, without_article
from dealwatch.reading.spans import Span
from dealwatch.reading.tokens import Line, read_line

_AHEAD: Final = 34
_BEHIND: Final = 70
_SENTENCE_BREAK: Final = re.compile(r"[.?!] +[A-Z]")
_INVITES_CLAUSE: Final = frozenset(",?!—–-…")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, and by which rule; `source` is None where the text names nobody."""

    source: Mention | None = None
    rule: str = "none"
    speaker: str | None = None


@dataclass(slots=True)
class _Scene:
    """What the rules know about one paragraph."""

    text: str
    line: Line
    runs: list[Run]
    tokens: dict[int, int]


def attribute(
    text: str, field_name: str, spans: list[Span], runs: list[Run], people: People
) -> list[Attribution]:
    """One attribution a quotation, in order."""
    result: list[Attribution] = [Attribution()] * len(runs)
    by_paragraph: dict[int, list[int]] = {}
    for number, run in enumerate(runs):
        by_paragraph.setdefault(run.paragraph, []).append(number)
    previous: int | None = None
    for paragraph, numbers in by_paragraph.items():
        scene = _scene(text, spans[paragraph], runs, numbers)
        _read_paragraph(scene, numbers, result)
        if previous is None or result[numbers[0]].source is None:
            _inherit_paragraph(text, spans, runs, numbers, scene, previous, result)
        for number in numbers:
            if result[number].source is None and result[number].rule == "none":
                result[number] = _by_label(text, spans, runs, number) or result[number]
        previous = paragraph
    return [_named(item, field_name, people, result, index) for index, item in enumerate(result)]


def _scene(text: str, span: Span, runs: list[Run], numbers: list[int]) -> _Scene:
    line = read_line(text, span, [(number, runs[number]) for number in numbers])
    tokens = {line.run[index]: index for index in range(len(line)) if line.run[index] >= 0}
    return _Scene(text, line, runs, tokens)


def _read_paragraph(scene: _Scene, numbers: list[int], result: list[Attribution]) -> None:
    for number in numbers:
        if number in scene.tokens:
            result[number] = _own_clause(scene, number)
    for position, number in enumerate(numbers):
        if result[number].source is None and number in scene.tokens and result[number].rule != "passive":
            result[number] = _borrowed(scene, numbers, position, result)


def _own_clause(scene: _Scene, number: int) -> Attribution:
    at = scene.tokens[number]
    ending = scene.text[scene.runs[number].end - 1]
    following = scene.line.kinds[at + 1] if at + 1 < len(scene.line) else ""
    invited = ending in _INVITES_CLAUSE or following == "-"
    if following == "," and not invited:
        # British style puts the comma outside; after a fragment it belongs to the sentence around it.
        before = at - 1
        invited = before < scene.line.sentence_start(at) or scene.line.kinds[before] in ",:-Q"
    if invited:
        after = _after(scene, at, True)
        if after is not None and _relays(scene, after):
            # "…”, the paper reported": who is reported comes before, if anybody does.
            return _before(scene, at) or after
        return after or _before(scene, at) or Attribution()
    before = _before(scene, at)
    if before is not None and before.rule in ("any-verb", "speech-noun"):
        return _after(scene, at, False) or _clause_after_comma(scene, at) or before
    return before or _after(scene, at, False) or Attribution()


def _relays(scene: _Scene, found: Attribution) -> bool:
    source = found.source
    if source is None:
        return False
    at = next((i for i, start in enumerate(scene.line.starts) if start >= source.end), len(scene.line))
    return at < len(scene.line) and scene.line.lower[at] in ("reported", "reports")


# ── after the quotation ──────────────────────────────────────────────────────


def _after(scene: _Scene, at: int, invited: bool) -> Attribution | None:
    line = scene.line
    first = at + 1
    while first < len(line) and line.kinds[first] in ",-)":
        first += 1
    high = _clause_end(line, first)
    if first >= high:
        return None
    if line.lower[first] == "according" and first + 2 < high:
        found = phrase_right(line, first + 2, high)
        return _made(scene, found, "according") if found else None
    return _verb_subject(scene, first, high) or _subject_verb(scene, at, first, high, invited)


def _clause_end(line: Line, first: int) -> int:
    high = first
    while high < len(line) and high < first + _AHEAD and line.kinds[high] not in ".;:Q":
        high += 1
    return high


def _verb_subject(scene: _Scene, first: int, high: int) -> Attribution | None:
    """ "…," said X."""
    line = scene.line
    verb = first
    while verb < high and line.kinds[verb] == "B":
        verb += 1
    noun_like = verb < high and line.lower[verb] in speech.NOUN_LIKE
    if verb >= high or line.lower[verb] == "told" or not (noun_like or line.kinds[verb] in "VJF"):
        return None
    found = phrase_right(line, verb + 1, high)
    if found is None:
        return None
    if line.lower[verb] not in speech.SPEAK_FINITE and (line.kinds[found.last] == "n" or line.kinds[found.first] == "D"):
        return None
    return _made(scene, _name_after_role(line, found, high), "verb-subject")


def _name_after_role(line: Line, found: Phrase, high: int) -> Phrase:
    """ "said the group’s director, Jane Smith": the name after the comma."""
    comma = found.last + 1
    if line.kinds[found.last] == "n" or any(line.kinds[i] == "I" for i in range(found.first, found.last)):
        if comma + 1 < high and line.kinds[comma] == "," and line.kinds[comma + 1] == "N":
            head = mention_is_name(line, found)
            named = phrase_right(line, comma + 1, high)
            if not head and named is not None and all(line.kinds[i] == "N" for i in range(named.first, named.first + 1)):
                return named
    return found


def mention_is_name(line: Line, found: Phrase) -> bool:
    """Whether the head of a phrase (before its first preposition) is a name."""
    for index in range(found.first, found.last + 1):
        if line.kinds[index] == "I" and index > found.first:
            return line.kinds[index - 1] == "N"
    return line.kinds[found.last] == "N"


def _subject_verb(scene: _Scene, at: int, first: int, high: int, invited: bool) -> Attribution | None:
    """ "…," X said; without a comma only where the verb is near and ends the clause."""
    line = scene.line
    full_stop = not invited and scene.text[line.ends[at] - 2 : line.ends[at]].rstrip("”\"’'")[-1:] in (".", "?", "!")
    if line.kinds[first] in "CSI" and not (invited and line.kinds[first] == "S"):
        return None
    for verb in range(first + 1, high):
        kind = line.kinds[verb]
        if kind == "V" or (kind in "JF" and invited) or (kind == "v" and line.kinds[verb - 1] in "ATB"):
            found = subject_left(line, verb, first)
            if found is None or (not invited and verb > first + 5):
                continue
            if full_stop and verb + 1 < high:
                continue
            return _made(scene, found, "subject-verb")
        if kind == "n" and line.lower[verb] in speech.NOUN_LIKE and line.kinds[verb - 1] in "NP" and invited:
            found = subject_left(line, verb, first)
            if found is not None:
                return _made(scene, found, "subject-verb")
    return None


def _clause_after_comma(scene: _Scene, at: int) -> Attribution | None:
    """ "The plan is “…” for the country, X said.": a short clause that ends the sentence."""
    line = scene.line
    stop = at + 1
    while stop < len(line) and stop < at + _BEHIND and line.kinds[stop] not in ".Q":
        stop += 1
    for comma in range(stop - 2, max(at, stop - 14), -1):
        if line.kinds[comma] == ",":
            return _verb_subject(scene, comma + 1, stop) or _subject_verb(scene, at, comma + 1, stop, False)
    return None


# ── before the quotation ─────────────────────────────────────────────────────


def _before(scene: _Scene, at: int) -> Attribution | None:
    line = scene.line
    low = max(line.sentence_start(at), at - _BEHIND)
    last = at - 1
    while last >= low and line.kinds[last] in "(-" and last > low:
        last -= 1
    if last < low:
        return None
    if line.kinds[last] == ":":
        return _colon(scene, low, last)
    low_clause = _after_other_quote(line, low, last)
    found = _nearest_speech(scene, low, last, low_clause)
    if found is not None:
        return found
    return _speech_noun(scene, low, last) or _any_clause(scene, low_clause, last)


def _after_other_quote(line: Line, low: int, last: int) -> int:
    """A clause that belongs to a quotation before it in the sentence stays with that one only as a last resort."""
    for index in range(last, low - 1, -1):
        if line.kinds[index] == ";":
            return index + 1
    return low


def _colon(scene: _Scene, low: int, colon: int) -> Attribution | None:
    line = scene.line
    found = _nearest_speech(scene, low, colon - 1, low)
    if found is None:
        found = _speech_noun(scene, low, colon - 1) or _any_clause(scene, low, colon - 1)
    if found is not None:
        return replace(found, rule="colon")
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
        return _made(scene, phrase, "label")
    return None


def _nearest_speech(scene: _Scene, low: int, last: int, clause: int) -> Attribution | None:
    line = scene.line
    doubtful: Attribution | None = None
    for verb in range(last, low - 1, -1):
        kind = line.kinds[verb]
        if kind in "VJ":
            found = _finite(scene, verb, low, last)
        elif kind == "g":
            found = _participle(scene, verb, low)
        elif kind == "v":
            found = _base(scene, verb, low)
        elif kind == "n" and line.lower[verb] in speech.NOUN_LIKE:
            found = _nounlike(scene, verb, low)
        elif line.lower[verb] == "according" and verb + 2 <= last:
            phrase = phrase_right(line, verb + 2, last + 1)
            found = _made(scene, phrase, "according") if phrase else None
        else:
            continue
        if found is not None and kind == "J" and found.source is not None and found.source.kind == "noun":
            # "Smith said the messages have given “…”": a thing as subject gives way to somebody who speaks.
            doubtful = doubtful or found
        elif found is not None and not (doubtful and kind == "J"):
            return found
    return doubtful


def _finite(scene: _Scene, verb: int, low: int, last: int) -> Attribution | None:
    line = scene.line
    if _adjectival(line, verb, low):
        return None
    if _is_passive(line, verb, low):
        return _agent(scene, verb)
    found = subject_left(line, verb, low)
    if found is not None:
        if line.kinds[found.last] == "n" and line.kinds[verb] == "J" and line.lower[verb] not in _SURE:
            return _made(scene, found, "clause")
        return _made(scene, found, "clause")
    inverted = verb == low or line.kinds[verb - 1] in "Q,"
    if inverted and line.lower[verb] != "told":
        right = phrase_right(line, verb + 1, last + 1)
        if right is not None:
            return _made(scene, right, "inverted")
    return None


_BARE: Final = frozenset("that this these those another one both many some others most each".split())
_SURE: Final = frozenset("called described".split())


def _is_passive(line: Line, verb: int, low: int) -> bool:
    at = verb - 1
    while at >= low and line.kinds[at] == "B":
        at -= 1
    return at >= low and line.lower[at] in speech.BE and not line.lower[verb].endswith("ing")


def _adjectival(line: Line, verb: int, low: int) -> bool:
    """ "the proposed plan", "its newly elected mayor": a participle that is no verb here."""
    at = verb - 1
    while at >= low and line.kinds[at] == "B":
        at -= 1
    if at < low or line.kinds[verb] == "A":
        return False
    return line.kinds[at] == "D" and line.lower[at] not in _BARE or is_possessive(line.lower[at])


def _agent(scene: _Scene, verb: int) -> Attribution | None:
    """The agent of a passive: "was described as “…” by X"."""
    line = scene.line
    for index in range(verb + 1, min(len(line), verb + 24)):
        if line.kinds[index] == ".":
            break
        if line.lower[index] == "by":
            found = phrase_right(line, index + 1, min(len(line), index + _AHEAD))
            if found is not None:
                return _made(scene, found, "agent")
    return None


def _participle(scene: _Scene, verb: int, low: int) -> Attribution | None:
    """ ", calling it “…”", "by warning of “…”": the subject of its sentence."""
    line = scene.line
    if verb > low and line.lower[verb - 1] in speech.BE:
        found = subject_left(line, verb, low)
        return _made(scene, found, "participle") if found else None
    if verb > low and line.kinds[verb - 1] in "Nn":
        near = phrase_left(line, verb - 1, low)
        if near is not None and near.first > low and line.lower[near.first - 1] in ("with", "by", "as"):
            return _made(scene, near, "participle")
    found = _main_clause(line, low, verb)
    if found is not None:
        return _made(scene, found, "participle")
    return _main_clause_right(scene, verb, low)


def _main_clause(line: Line, low: int, high: int) -> Phrase | None:
    """The subject of the last clause between `low` and `high` that hangs on no other."""
    best: Phrase | None = None
    previous = -1
    for index in range(low, high):
        if line.kinds[index] not in "VJFA" or _adjectival(line, index, low):
            continue
        found = subject_left(line, index, low)
        if found is None and line.kinds[index] in "VJ" and (index == low or line.kinds[index - 1] in "Q,"):
            found = phrase_right(line, index + 1, high)
        if found is None:
            continue
        if best is None or (found.first > previous and not _hangs(line, found, previous)):
            if best is None or line.kinds[found.last] in "NP" or line.kinds[best.last] == "n":
                best = found
        previous = index
    return best


def _hangs(line: Line, found: Phrase, previous: int) -> bool:
    """Whether a clause depends on the verb before it: "denied that a change is coming", "said he left"."""
    if found.first > 0 and line.kinds[found.first - 1] in "SRI":
        return True
    return not any(line.kinds[index] in ",;C.Q-" for index in range(previous + 1, found.first))


def _main_clause_right(scene: _Scene, verb: int, low: int) -> Attribution | None:
    """ "Calling it “…”, X left": the subject after the quotation."""
    line = scene.line
    if verb > low + 1:
        found = phrase_left(line, verb - 1, low)
        return _made(scene, found, "participle") if found and line.kinds[found.last] in "NP" else None
    for index in range(verb + 1, min(len(line), verb + 30)):
        if line.kinds[index] == ".":
            break
        if line.kinds[index] in "VJFA":
            found = subject_left(line, index, verb + 1)
            if found is not None and line.kinds[found.first - 1] in ",Q":
                return _made(scene, found, "participle")
    return None


def _base(scene: _Scene, verb: int, low: int) -> Attribution | None:
    """ "went on to say", "would call it", "they say"."""
    line = scene.line
    if verb == low:
        return None
    at = verb - 1
    while at > low and line.kinds[at] == "B":
        at -= 1
    if line.kinds[at] not in "ATPN" and line.lower[at] not in ("who", "people", "critics", "officials"):
        return None
    if line.kinds[at] == "A" and line.lower[at] in speech.BE:
        return None
    found = subject_left(line, verb, low)
    return _made(scene, found, "clause") if found is not None else None


def _nounlike(scene: _Scene, verb: int, low: int) -> Attribution | None:
    line = scene.line
    if verb == low or is_possessive(line.lower[verb - 1]):
        return None
    speaks = line.lower[verb - 1] in _SPEAKING_NOUNS
    if line.kinds[verb - 1] not in "NPBR," and not speaks:
        return None
    found = subject_left(line, verb, low)
    if found is None or (line.kinds[found.last] not in "NPR" and not speaks):
        return None
    return _made(scene, found, "clause")


_SPEAKING_NOUNS: Final = names.OFFICES | speech.SPOKESPEOPLE | names.BODY_NOUNS


def _speech_noun(scene: _Scene, low: int, last: int) -> Attribution | None:
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
                return _made(scene, found, "speech-noun") if found else None
        if index + 2 <= last and line.lower[index + 1] in ("of", "by", "from"):
            found = phrase_right(line, index + 2, last + 1)
            if found is not None:
                return _made(scene, found, "speech-noun")
    return None


def _any_clause(scene: _Scene, low: int, last: int) -> Attribution | None:
    """No verb of saying: any finite verb whose subject can speak, the nearest first; then any subject."""
    line = scene.line
    other: Phrase | None = None
    for verb in range(last, low - 1, -1):
        if line.kinds[verb] not in "FA" or (line.kinds[verb] == "F" and _is_passive(line, verb, low)):
            if line.kinds[verb] == "F" and _is_passive(line, verb, low):
                agent = _agent(scene, verb)
                if agent is not None:
                    return agent
            continue
        if _adjectival(line, verb, low):
            continue
        found = subject_left(line, verb, low)
        if found is None:
            continue
        if line.kinds[found.last] == "N" or line.lower[found.last] in ("he", "she", "they", "i", "we"):
            return _made(scene, found, "any-verb")
        other = other or found
    return _made(scene, other, "any-verb") if other is not None and line.kinds[other.last] == "n" else None


# ── borrowed from a neighbour ────────────────────────────────────────────────


def _borrowed(scene: _Scene, numbers: list[int], position: int, result: list[Attribution]) -> Attribution:
    line, number = scene.line, numbers[position]
    at = scene.tokens[number]
    sentence = line.sentence_start(at)
    before = numbers[position - 1] if position else None
    if before is not None and result[before].source is not None and before in scene.tokens:
        if line.sentence_start(scene.tokens[before]) == sentence:
            return replace(result[before], rule="same-sentence")
    after = _right_in_sentence(scene, at)
    if after is not None:
        return after
    if before is not None and before in scene.tokens:
        between = _sentence_between(scene, scene.tokens[before], at)
        if between is not None:
            return between
        if result[before].source is not None:
            return replace(result[before], rule="continued")
    elif sentence > 0:
        found = _sentence_between(scene, -1, at)
        if found is not None:
            return found
    return result[number]


def _right_in_sentence(scene: _Scene, at: int) -> Attribution | None:
    """A fragment at the head of its sentence: "The “…” that X promised"."""
    line = scene.line
    for verb in range(at + 1, min(len(line), at + 20)):
        if line.kinds[verb] in ".Q" or line.sentence_start(verb) > at:
            return None
        if line.kinds[verb] == "V":
            if _is_passive(line, verb, at):
                return _agent(scene, verb)
            found = subject_left(line, verb, at + 1)
            if found is not None and line.kinds[found.last] in "NPn":
                return _made(scene, found, "right")
    return None


def _sentence_between(scene: _Scene, start: int, at: int) -> Attribution | None:
    """The last sentence before the quotation, if it stands between it and `start` and has its own speaker."""
    line = scene.line
    end = line.sentence_start(at) - 1
    if end <= start or end < 1 or line.kinds[end] == "Q":
        return None
    low = max(line.sentence_start(end), start + 1)
    if start >= 0 and low <= start + 1:
        return None
    found = _nearest_speech(scene, low, end - 1, low) or _first_subject(scene, low, end - 1)
    return replace(found, rule="sentence-before") if found is not None else None


def _first_subject(scene: _Scene, low: int, last: int) -> Attribution | None:
    line = scene.line
    for verb in range(low, last + 1):
        if line.kinds[verb] in "VJFA":
            found = subject_left(line, verb, low)
            if found is not None and (line.kinds[found.last] == "N" or line.lower[found.last] in ("he", "she")):
                return _made(scene, found, "any-verb")
    return None


def _inherit_paragraph(
    text: str,
    spans: list[Span],
    runs: list[Run],
    numbers: list[int],
    scene: _Scene,
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
    last = max((n for n in range(first) if runs[n].paragraph == paragraph - 1), default=None)
    if text[above.end - 1] == ":":
        line = read_line(text, above, [(n, runs[n]) for n in range(first) if runs[n].paragraph == paragraph - 1])
        low = line.sentence_start(len(line) - 1) if len(line) else 0
        upper = _Scene(text, line, runs, {})
        source = _colon(upper, low, len(line) - 1) if len(line) > 1 else None
        source = replace(source, rule="line-above") if source else None
    elif last is not None and previous == paragraph - 1 and result[last].source is not None:
        if not runs[last].closed or not _SENTENCE_BREAK.search(text, runs[last].outer.end, above.end):
            source = replace(result[last], rule="paragraph-before")
    elif last is None:
        source = _teller_above(text, above, runs)
    if source is None:
        return
    for number in numbers:
        if result[number].source is None:
            result[number] = source


def _teller_above(text: str, above: Span, runs: list[Run]) -> Attribution | None:
    """ "Smith denied the report." and then a paragraph of quotation: who spoke in the last sentence above."""
    line = read_line(text, above, [])
    if len(line) < 3:
        return None
    low = line.sentence_start(len(line) - 1)
    found = _nearest_speech(_Scene(text, line, runs, {}), low, len(line) - 1, low)
    if found is None or found.source is None or found.source.kind == "noun" or found.rule not in _TELLS:
        return None
    return replace(found, rule="teller-above")


_TELLS: Final = frozenset(("clause", "participle"))
_SIGNATURE: Final = re.compile(r"[-–—]{1,2} ?(?=[A-Z])([^.,\n—]{3,60})[.,\n—]?")
_SPEAKER_LABEL: Final = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): ?")


def _by_label(text: str, spans: list[Span], runs: list[Run], number: int) -> Attribution | None:
    """ "SMITH: …" at the head of the paragraph, or "- Jane Smith" in the paragraph below."""
    paragraph = runs[number].paragraph
    label = _SPEAKER_LABEL.match(text, spans[paragraph].start, spans[paragraph].end)
    if label is not None and label.end() < runs[number].start:
        return Attribution(Mention("name", _cased(label.group(1)), label.start(1), label.end(1)), "label")
    if paragraph + 1 < len(spans) and runs[number].outer.end >= spans[paragraph].end - 2:
        below = _SIGNATURE.match(text, spans[paragraph + 1].start, spans[paragraph + 1].end)
        if below is not None:
            return Attribution(Mention("name", below.group(1), below.start(1), below.end(1)), "signature")
    return None


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name


# ── names ────────────────────────────────────────────────────────────────────


def _made(scene: _Scene, phrase: Phrase | None, rule: str) -> Attribution | None:
    if phrase is None:
        return None
    return Attribution(mention(scene.line, phrase, scene.text), rule)


def _named(
    item: Attribution, field_name: str, people: People, result: list[Attribution], index: int
) -> Attribution:
    source = item.source
    if source is None:
        return item
    if source.kind == "name":
        speaker: str | None = people.full_name(source.text)
    elif source.kind == "pronoun":
        speaker = _pronoun(source, field_name, people, result, index)
    else:
        speaker = _described(source, field_name, people, result, index)
    return replace(item, speaker=speaker)


def _pronoun(
    source: Mention, field_name: str, people: People, result: list[Attribution], index: int
) -> str | None:
    word = source.text.lower()
    if word in ("he", "she", "him", "her"):
        found = people.antecedent(word, field_name, source.start)
        return found or _earlier_described(result, index)
    if word in ("it", "its"):
        for earlier in reversed(result[max(0, index - 3) : index]):
            if earlier.source is not None and earlier.source.kind != "pronoun":
                return people.full_name(without_article(earlier.source.text))
        return people.body_before(field_name, source.start)
    return None


def _earlier_described(result: list[Attribution], index: int) -> str | None:
    """ "A spokesman said … He said": the described speaker of one of the quotations before."""
    for earlier in reversed(result[max(0, index - 4) : index]):
        if earlier.source is not None and earlier.source.kind == "noun":
            words = earlier.source.text.lower().split()
            if any(word in names.OFFICES or word in speech.SPOKESPEOPLE for word in words):
                return without_article(earlier.source.text)
    return None


def _described(source: Mention, field_name: str, people: People, result: list[Attribution], index: int) -> str:
    words = without_article(source.text)
    body = spoken_for(source.text)
    if body is not None:
        return _spoken_body(body, words, field_name, source.start, people)
    last = words.split()[-1].lower()
    if last in names.BODY_NOUNS and len(words.split()) == 1:
        return _body(words, field_name, source.start, people, result, index)
    head = words.split(" of ")[0].split(" for ")[0].lower().replace("’", "'")
    held = people.by_role(head)
    if held is None and len(words.split()) == 1 and last in names.OFFICES and last not in speech.SPOKESPEOPLE:
        held = people.person_before(field_name, source.start)
    return held or words


def _spoken_body(body: str, words: str, field_name: str, at: int, people: People) -> str:
    """A company’s spokesperson is the company; a government’s stays a spokesperson."""
    lower = {word.strip(".,").lower() for word in body.split()}
    if body.lower() in names.BODY_NOUNS:
        return people.body_before(field_name, at) or words
    return words if lower & names.PUBLIC_BODY or body in people.by_name or people.full_name(body) != body else body


def _body(words: str, field_name: str, at: int, people: People, result: list[Attribution], index: int) -> str:
    """ "the firm": whoever spoke last, if a body did, else the body named last."""
    for earlier in reversed(result[max(0, index - 2) : index]):
        if earlier.source is not None and earlier.source.kind == "name":
            name = people.full_name(earlier.source.text)
            if name not in people.by_name:
                return name
    return people.body_before(field_name, at) or words
