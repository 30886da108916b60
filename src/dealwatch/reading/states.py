"""States: set phrases that say how a deal stands, where they are real and about a deal that is watched."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from dealwatch.reading import predicates
from dealwatch.reading.between import acts, is_about_other
from dealwatch.reading.clauses import Words
from dealwatch.reading.manner import is_misread
from dealwatch.reading.objects import puts_other
from dealwatch.reading.reality import Doubt
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.told import Story, Told, doubt_in, is_intended, pass_over
from dealwatch.values import Status

_MOST_MATCHES: Final = 6
_BOTH: Final = 2


def from_phrases(
    story: Story, sentence: Sentence, line: Words, low: str, present: set[str]
) -> Iterator[Told]:
    """Every status that a set phrase of a sentence tells; `low`: it in small letters, `present`: words."""
    for predicate in predicates.PREDICATES:
        if predicate.cues.isdisjoint(present) or not _may_say(sentence, low, predicate):
            continue
        for match in islice(predicate.pattern.finditer(low), _MOST_MATCHES):
            told = _of_predicate(story, sentence, line, predicate, match.span())
            if told is not None:
                yield told


def _may_say(sentence: Sentence, low: str, predicate: predicates.Predicate) -> bool:
    """Whether a set phrase is news where it stands: what applies, only with a word for since when. `low` is
    its passage in small letters."""
    if sentence.field == "title":
        return True
    if predicate.status is Status.IN_FORCE:
        return predicates.SINCE.search(low) is not None
    return sentence.field != "body" or predicate.of != "head"


def _of_predicate(
    story: Story, sentence: Sentence, line: Words, predicate: predicates.Predicate, span: tuple[int, int]
) -> Told | None:
    status, of = predicate.status, predicate.of
    first, last = line.at(span[0]), line.at(span[1] - 1)
    if status is Status.ON_HOLD and line.lower[first] in ("on", "in", "into") and puts_other(line, first):
        return None
    if status is Status.ON_HOLD and is_about_other(line, first):
        return None
    if is_misread(line, status, first):
        return None
    doubt = doubt_in(line, first, span[1], status is Status.ON_HOLD)
    measure = of == "measure"
    if measure and sentence.foreign and len(sentence.parties) < _BOTH:
        return None  # "beef is now sold in Japan without a tariff"
    if status is Status.PROPOSED and line.lower[first].startswith(_REQUESTED) and not acts(line, first):
        return None
    granted = measure and doubt is not None and _is_granted(status, doubt, acts(line, first))
    if doubt is not None and not granted:
        pass_over(story, line.passage[span[0] : span[1]], sentence, status, doubt)
        return None
    if of == "deed":
        if not acts(line, first):
            return None
        bearer = story.bearers.measured(line, first, status)
    elif of == "measure":
        bearer = story.bearers.measured(line, first, status)
    else:
        bearer = story.bearers.nearest(line, first, last, status, of == "it")
    return Told(status, bearer, predicate.strength * bearer.sure, *span) if bearer is not None else None


_REQUESTED: Final = ("ask", "seek", "request", "want", "tabl", "would", "will")


def _is_granted(status: Status, doubt: Doubt, acting: bool) -> bool:
    """ "to be exempt": what terms will do is agreed. "can ship": who may do so, does so under the deal."""
    if status is Status.IN_FORCE:
        return doubt.words.lower() in ("can", "may")
    if status is Status.PROPOSED:
        return acting and is_intended(doubt)
    return status is Status.AGREED and doubt.sort in ("plan", "wish")
