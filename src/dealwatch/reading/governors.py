"""Who is the subject of a verb of saying: one rule for each form that the verb can have."""

from bisect import bisect_left
from typing import Final

from dealwatch.reading import names, speech
from dealwatch.reading.attribution import Attribution, Scene, made
from dealwatch.reading.phrases import Phrase, is_possessive, phrase_left, phrase_right
from dealwatch.reading.subjects import subject_left
from dealwatch.reading.tables import words
from dealwatch.reading.tokens import Line

_AHEAD: Final = 34
# A verb this close to the quotation governs it.
_RIGHT_BEFORE: Final = 3


def finite(scene: Scene, verb: int, low: int, last: int) -> Attribution | None:
    line = scene.line
    if is_adjectival(line, verb, low):
        return None
    if is_passive(line, verb, low):
        near = last - verb < _RIGHT_BEFORE and line.lower[last] != "by"
        return agent_of(scene, verb) or (Attribution(None, "passive") if near else None)
    if line.lower[verb + 1 : verb + 2] == ["by"] and line.lower[verb].endswith(("ed", "n")):
        agent = agent_of(scene, verb)  # "the plan, described by one aide as “…”"
        if agent is not None and not _goes_on_after(line, agent, last):
            return agent
    if _names(line, verb, last):
        return Attribution(None, "passive")
    closing = _closing_speaker(line, verb, low, last)
    if closing is not None:
        return made(scene, closing, "inverted")
    found = _past_relative(line, subject_left(line, verb, low), verb, low)
    if found is not None and line.lower[verb] in _SEEN and line.lower[found.first - 1] in ("which", "that"):
        return None  # "in a letter, which the Herald has read, he is blunt"
    if found is not None:
        return made(scene, found, "clause")
    inverted = verb == low or line.kinds[verb - 1] in "Q,"
    if inverted and line.lower[verb] != "told":
        right = phrase_right(line, verb + 1, last + 1)
        if right is not None:
            return made(scene, right, "inverted")
    return None


def _goes_on_after(line: Line, agent: Attribution, last: int) -> bool:
    """ "an official quoted by the paper called it “…”": the official speaks."""
    after = bisect_left(line.starts, agent.source.end) if agent.source is not None else last
    return after < last and line.kinds[after] in "VJ"


def _past_relative(line: Line, found: Phrase | None, verb: int, low: int) -> Phrase | None:
    """ "Two mills that had priced in a zero duty told us", "an official I met described": who opens the
    sentence, not what stands in the clause about them.
    """
    if found is None or found.first <= low:
        return found
    if line.lower[found.last] in ("i", "we") and line.kinds[found.first - 1] in "nN":
        outer = phrase_left(line, found.first - 1, low)
        return outer if outer is not None and outer.first == low else found
    if line.kinds[found.last] != "n" or _speaks(line, found) or line.kinds[verb] != "V":
        return found
    opening = phrase_right(line, low, verb)
    if opening is None or opening.last + 2 >= found.first:
        return found
    relative = line.lower[opening.last + 1] in ("that", "who", "which")
    described = relative and line.kinds[opening.last + 2] in "VJFA" and line.kinds[opening.last] in "nN"
    clause = line.kinds[opening.last + 1 : verb]
    return opening if described and sum(kind in "VJF" for kind in clause) < 2 and "," not in clause else found


def _closing_speaker(line: Line, verb: int, low: int, last: int) -> Phrase | None:
    """ "The plan is a mistake, said Jane Smith in the Courier.": who speaks behind a verb at the end."""
    if verb == low or line.kinds[verb - 1] != "," or line.lower[verb] not in speech.SPEAK_FINITE:
        return None
    if line.kinds[verb + 1 : verb + 2] not in (["N"], ["D"]) or line.lower[verb] == "told":
        return None
    found = phrase_right(line, verb + 1, last + 1)
    if found is None:
        return None
    after = line.kinds[found.last + 1 : last + 1]
    if after == [","] or (after[:1] == [","] and after[1:2] in (["A"], ["F"])):
        return found  # "short and, says one reader, “…”", "Prices, says the group, are “…”"
    return found if not set(after) & set("VJFAvQ:") and line.kinds[last + 1 : last + 2] == ["."] else None


def _names(line: Line, verb: int, last: int) -> bool:
    """ "a website called “…”", "a plan dubbed the “…”": what a thing is called, by nobody in particular."""
    named = line.lower[verb] in _NAMING and verb > 0 and last - verb < 2
    return (
        named
        and line.kinds[verb - 1] == "n"
        and line.lower[verb - 1] not in _SPEAKING_NOUNS
        and not (line.lower[verb - 1].endswith("s") or line.lower[verb - 1] in names.WRITINGS)
    )


_NAMING: Final = words("called dubbed titled entitled nicknamed named labeled labelled billed branded known")


def _speaks(line: Line, found: Phrase) -> bool:
    """Whether a common noun can say something: an office, a body, a document, a crowd."""
    for index in range(found.first, found.last + 1):
        if line.lower[index] in _SPEAKING_NOUNS or line.lower[index] in names.WRITINGS:
            return True
    return False


_SEEN: Final = words("read seen obtained reviewed shared shown")
_BARE: Final = words("that this these those another one both many some others most each")


def is_passive(line: Line, verb: int, low: int) -> bool:
    at = verb - 1
    while at >= low and line.kinds[at] == "B":
        at -= 1
    return at >= low and line.lower[at] in speech.BE and not line.lower[verb].endswith("ing")


def is_adjectival(line: Line, verb: int, low: int) -> bool:
    """ "the proposed plan", "its newly elected mayor": a participle that is no verb here."""
    at = verb - 1
    while at >= low and line.kinds[at] == "B":
        at -= 1
    if at < low or line.kinds[verb] == "A":
        return False
    return (line.kinds[at] == "D" and line.lower[at] not in _BARE) or is_possessive(line.lower[at])


def agent_of(scene: Scene, verb: int) -> Attribution | None:
    """The agent of a passive: "was described as “…” by X"."""
    line = scene.line
    for index in range(verb + 1, min(len(line), verb + 24)):
        if line.kinds[index] == ".":
            break
        if line.lower[index] == "by":
            found = phrase_right(line, index + 1, min(len(line), index + _AHEAD))
            if found is not None:
                return made(scene, found, "agent")
    return None


def participle(scene: Scene, verb: int, low: int) -> Attribution | None:
    """ ", calling it “…”", "by warning of “…”": the subject of its sentence."""
    line = scene.line
    if verb > low and line.lower[verb - 1] in speech.BE:
        found = subject_left(line, verb, low)
        return made(scene, found, "participle") if found else None
    if verb > low and line.kinds[verb - 1] in "Nn":
        near = _joined(line, phrase_left(line, verb - 1, low), low)
        if near is not None and near.first > low and line.lower[near.first - 1] in _ABSOLUTE:
            return made(scene, near, "participle")
    found = main_clause(line, low, verb)
    if found is not None:
        return made(scene, found, "participle")
    return _main_clause_right(scene, verb, low)


_ABSOLUTE: Final = words("with by as leading prompting")


def _joined(line: Line, found: Phrase | None, low: int) -> Phrase | None:
    """ "many marchers and spectators": the first of the two as well."""
    if found is None or found.first - 2 < low or line.lower[found.first - 1] != "and":
        return found
    first = phrase_left(line, found.first - 2, low)
    return Phrase(first.first, found.last) if first is not None else found


def main_clause(line: Line, low: int, high: int) -> Phrase | None:
    """The subject of the last clause between `low` and `high` that hangs on no other."""
    best: Phrase | None = None
    previous = -1
    for index in range(low, high):
        if line.kinds[index] not in "VJFA" or is_adjectival(line, index, low):
            continue
        found = subject_left(line, index, low)
        if found is None and line.kinds[index] in "VJ" and (index == low or line.kinds[index - 1] in "Q,"):
            found = phrase_right(line, index + 1, high)
        if found is None:
            continue
        if best is None:
            best = found
        elif found.first > previous and not _hangs(line, found, previous):
            # A thing as subject does not take the place of a person.
            best = found if line.kinds[found.last] in "NP" or line.kinds[best.last] == "n" else best
        previous = index
    return best


def _hangs(line: Line, found: Phrase, previous: int) -> bool:
    """Whether a clause depends on the verb before it: "denied that a change is coming", "said he left"."""
    if found.first > 0 and line.kinds[found.first - 1] in "SRI":
        return True
    return not any(line.kinds[index] in ",;C.Q-" for index in range(previous + 1, found.first))


def _main_clause_right(scene: Scene, verb: int, low: int) -> Attribution | None:
    """ "Calling it “…”, X left": the subject after the quotation."""
    line = scene.line
    if verb > low + 1:
        # "Smith, citing “…”, left"
        found = phrase_left(line, verb - 1 - (line.kinds[verb - 1] == ","), low)
        return made(scene, found, "participle") if found and line.kinds[found.last] in "NP" else None
    for index in range(verb + 1, min(len(line), verb + 30)):
        if line.kinds[index] == ".":
            break
        if line.kinds[index] in "VJFA":
            found = subject_left(line, index, verb + 1)
            if found is not None and line.kinds[found.first - 1] in ",Q":
                return made(scene, found, "participle")
    return None


def base_form(scene: Scene, verb: int, low: int) -> Attribution | None:
    """ "went on to say", "would call it", "they say"."""
    line = scene.line
    if verb == low:
        return None
    at = verb - 1
    while at > low and line.kinds[at] == "B":
        at -= 1
    if at > low and line.kinds[at] == "," and line.kinds[at - 1] == "B":
        at -= 2 + (at - 2 > low and line.kinds[at - 2] == ",")  # "the two lawmakers, however, argue"
    if line.kinds[at] not in "ATPN" and line.lower[at] != "who" and not _is_many(line, at, low):
        return None
    if line.kinds[at] == "A" and line.lower[at] in speech.BE:
        return None
    found = _led(line, at, low) or subject_left(line, verb, low)
    if found is None:
        return None
    return made(scene, found, "clause")


def _led(line: Line, at: int, low: int) -> Phrase | None:
    """ "leading Smith to counter that “…”": whom it makes speak."""
    found = phrase_left(line, at - 1, low) if line.kinds[at] == "T" else None
    leads = found is not None and found.first > low and line.lower[found.first - 1] in _LEADING
    return found if leads else None


_LEADING: Final = words("leading prompting causing forcing led prompted caused forced spurring spurred")


def _is_many(line: Line, at: int, low: int) -> bool:
    """ "lawmakers argue that “…”", "the authors of the study say": many, and so a verb in its base form."""
    found = phrase_left(line, at, low)
    if found is not None and found.first - 2 >= low and line.lower[found.first - 1] == "on":
        at = found.first - 2  # "officials on both sides speak"
        found = phrase_left(line, at, low)
    inside = range(found.first + 1, at) if found is not None else ()
    head = line.lower[next((index - 1 for index in inside if line.kinds[index] == "I"), at)]
    return head in _PLURALS or (head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")))


_PLURALS: Final = words("people police men women children media data")


def noun_like(scene: Scene, verb: int, low: int) -> Attribution | None:
    line = scene.line
    if verb == low or is_possessive(line.lower[verb - 1]):
        return None
    speaks = line.lower[verb - 1] in _SPEAKING_NOUNS or line.lower[verb - 1] in names.WRITINGS
    found = subject_left(line, verb, low) if line.kinds[verb - 1] in "NnPBR," else None
    speaks = speaks or (found is not None and line.kinds[found.last] == "n" and _speaks(line, found))
    if line.kinds[verb - 1] not in "NPBR," and not speaks:
        return None
    if found is None or (line.kinds[found.last] not in "NPR" and not speaks):
        return None
    return made(scene, found, "clause")


_SPEAKING_NOUNS: Final = names.OFFICES | speech.SPOKESPEOPLE | names.BODY_NOUNS
# Common nouns that can say something: an office, a body, a document, a crowd.
SPEAKING: Final = _SPEAKING_NOUNS | names.WRITINGS
