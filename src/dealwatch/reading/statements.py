"""Statements: which status a sentence tells, and of whom: an event, or a set phrase, that is real and about a
deal that is watched."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from dealwatch.reading import predicates, status_verbs
from dealwatch.reading.bearers import Bearer, Bearers
from dealwatch.reading.between import acts, is_about_other, is_of_others, is_other, is_plain
from dealwatch.reading.clauses import Words
from dealwatch.reading.events import Event, find_events, puts_other
from dealwatch.reading.manner import (
    LIFTED,
    is_announced,
    is_aside,
    is_command,
    is_described,
    is_going_on,
    is_misread,
    is_not_done,
    is_only_meant,
)
from dealwatch.reading.newness import date_of, is_now
from dealwatch.reading.reality import Doubt, doubt_of
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.spans import in_small_letters
from dealwatch.values import Status

_HEAD: Final = 1.2
# What is only implied: who hopes to resume work says that it rests, who urges a deal that it is open.
_IMPLIED_HOLD, _IMPLIED_TALKS = 0.62, 0.55
_NOT_RESUMED: Final = 0.9
_PROPOSED: Final = 0.7
# "drafts a plan to revive the deal": proposed by one side.
_PLANNED: Final = re.compile(
    r"\b(?:draft|draw|drew|float|propos|offer|weigh|consider|mull|present|table)\w*"
    r"(?: [\w’\-]+){0,3} (?:to|of|for) ?\Z",
    re.I,
)
_ADJECTIVE: Final = 0.6
# "agreed on Thursday": the day says that it is the news.
_RECENT: Final = 0.95
# "the pact, which Washington froze": told again.
_RELATIVE: Final = 0.6
# ", putting it into effect": by the way.
_ASIDE: Final = 0.6
_DESCRIBED: Final = 0.65
_NEAR: Final = 40
_MOST_MATCHES: Final = 6


@dataclass(frozen=True, slots=True)
class Story:
    """What every sentence of one story is read with; `passed` collects what was passed over, and why."""

    bearers: Bearers
    published: dt.date | None
    passed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """One status that a sentence tells of one bearer: where (offsets in the passage), and how strongly.

    `event`: it is something done, and no state or set phrase.
    """

    status: Status
    bearer: Bearer
    strength: float
    start: int
    end: int
    event: bool = False


def statements(story: Story, sentence: Sentence, line: Words) -> Iterator[Told]:
    """Everything a sentence tells of a status."""
    yield from _from_events(story, sentence, line)
    yield from _from_predicates(story, sentence, line)


def _from_events(story: Story, sentence: Sentence, line: Words) -> Iterator[Told]:
    title = sentence.field == "title"
    for event in find_events(line, title):
        told = _of_event(story, sentence, line, event)
        if told is not None:
            yield told


def _of_event(story: Story, sentence: Sentence, line: Words, event: Event) -> Told | None:
    family = event.trigger.family
    status = event.status
    if event.trigger.base == "agree" or (event.trigger.base == "shake" and event.noun is None):
        accord = _accord(story, line, event)
        if accord is not None:
            return accord
    if status is None or event.noun is None or is_other(line, event) or is_not_done(line, event):
        return None
    if event.noun.thing == "talks" and line.lower[event.last + 1 : event.last + 2] == ["without"]:
        status = Status.NEGOTIATING  # "talks end without agreement"
    start, end = line.start[event.first], line.end[event.last]
    holds = family is status_verbs.HOLD
    if family is status_verbs.SETTLE and event.voice == "passive" and is_going_on(line, event):
        status = Status.NEGOTIATING  # "the text is being finalised"
    strength = family.strength
    if event.voice == "adjective" or (event.voice == "bare" and not _is_recent(story, line, event)):
        if not holds and not (event.voice == "adjective" and family is status_verbs.RESUME):
            return None
        strength = _ADJECTIVE
    elif event.voice == "bare":
        strength = max(strength, _RECENT)
    elif event.voice == "noun":
        strength *= 0.85
        if is_only_meant(line, event):
            return None
        if holds and LIFTED.search(line.passage, end):
            status, holds, strength = Status.NEGOTIATING, False, status_verbs.RESUME.strength
    elif is_described(sentence, line, event):
        strength *= _DESCRIBED
    elif family in (status_verbs.APPLY, status_verbs.SETTLE) and is_aside(line, event):
        strength *= _ASIDE
    if holds and {"which", "who", "when"} & set(line.lower[line.clause(event.first)[0] : event.first]):
        strength *= _RELATIVE
    doubt = _doubt(line, event.first, end, holds)
    if is_command(line, event):
        doubt = Doubt("wish", "")
    noun = event.noun
    wished = doubt is not None and doubt.sort == "wish" and family in _OPENING
    if wished and noun.thing == "talks" and noun.last < event.first:
        doubt = _doubt(line, noun.first, end, holds)  # "talks to rescue the deal began"
    if family in _TALKING and "had" in line.lower[max(0, event.first - 3) : event.first]:
        doubt = doubt or Doubt("recalled", "had")
    if doubt is not None and family in (status_verbs.HOLD, status_verbs.END):
        doubt = None if is_announced(line, event, doubt) else doubt
    if doubt is not None:
        if family is status_verbs.RESUME and _PLANNED.search(line.before(event.first)):
            doubt = doubt._replace(sort="proposal")
        implied = (
            _implied(line, event, doubt, acts(line, event.first)) if "?" not in line.passage[end:] else None
        )
        if implied is None:
            _pass_over(story, line.passage[start:end], sentence, status, doubt)
            return None
        status, strength = implied
    if not is_plain(sentence, line, event) or is_of_others(line, event):
        return None
    bearer = story.bearers.of_noun(line, event.noun, event.inner, status)
    return Told(status, bearer, strength * bearer.sure, start, end, True) if bearer is not None else None


def _accord(story: Story, line: Words, event: Event) -> Told | None:
    """ "Britain and America agree to spare medicines": what is agreed is the sector’s part of the deal."""
    after = line.lower[event.last + 1 : event.last + 3]
    first, stop = line.clause(event.first)
    terms = after and (after[0] in _TERMS or event.trigger.base == "shake")
    if not terms or not any(first <= at < event.first for at in line.actors):
        return None
    following = line.lower[event.last + 2 : event.last + 4]
    if any(
        t.family in _ONGOING and not t.rest for word in following for t in status_verbs.TRIGGERS.get(word, ())
    ):
        return None
    start, end = line.start[event.first], line.end[event.last]
    if _doubt(line, event.first, end, False) is not None:
        return None
    bearer = story.bearers.about(line, first, stop, Status.AGREED)
    return (
        Told(Status.AGREED, bearer, event.trigger.family.strength * bearer.sure, start, end, True)
        if bearer
        else None
    )


_TERMS: Final = ("to", "not", "that", "on", "how")
_OPENING: Final = (status_verbs.TALK, status_verbs.OPEN, status_verbs.RESUME)
_TALKING: Final = (status_verbs.TALK, status_verbs.DISCUSS)
_ONGOING: Final = (status_verbs.RESUME, status_verbs.HOLD, status_verbs.END, status_verbs.TALK)


def _is_recent(story: Story, line: Words, event: Event) -> bool:
    """ "The text agreed on Thursday": news, where "the text agreed in May" is none."""
    stop = line.clause(event.first)[1]
    following = range(event.last + 1, stop)
    stop = next((at for at in following if line.lower[at] in status_verbs.TRIGGERS), stop)
    near = line.passage[line.start[event.first] : line.end[stop - 1]][:_NEAR]
    effective, stale = date_of(near, story.published)
    return not stale and is_now(near, effective, story.published)


def _doubt(line: Words, token: int, end: int, holds: bool) -> Doubt | None:
    first, stop = line.clause(token)
    return doubt_of(line.passage, (line.start[first], line.end[stop - 1]), (line.start[token], end), holds)


def _is_offered_other(line: Words, event: Event) -> bool:
    """ "Offer exporters advice on the deal", "offer steelmakers relief": to others, or of something else."""
    if event.trigger.base != "offer" or event.noun is None:
        return False
    between = range(event.first + 1, event.noun.first)
    other = any(at not in line.parties and line.lower[at] not in ("to", "the") for at in between)
    return other or any(word.endswith("ers") for word in line.lower[event.first + 1 : event.noun.last])


def _implied(line: Words, event: Event, doubt: Doubt, acting: bool) -> tuple[Status, float] | None:
    """What a status says of another that is only planned or denied; `acting`: a government does so."""
    family = event.trigger.family
    acting = acting and not _is_offered_other(line, event)
    anew = event.trigger.base in ("reopen", "renegotiate") and event.noun is not None
    anew = anew and event.noun.thing == "deal"  # type: ignore[union-attr]
    intended = acting and _is_intended(doubt) and (anew or family is status_verbs.PROPOSE)
    if doubt.sort == "proposal" or intended:
        return Status.PROPOSED, _PROPOSED
    if anew:
        return None  # "might reopen the deal": it need not rest
    if family is status_verbs.RESUME and (doubt.sort == "denied" or doubt.words.lower() == "yet to"):
        return Status.ON_HOLD, _NOT_RESUMED
    if family is status_verbs.RESUME and doubt.sort in ("wish", "plan", "condition", "fear", "denied"):
        return Status.ON_HOLD, _IMPLIED_HOLD
    if family is status_verbs.SETTLE and doubt.sort in ("wish", "plan"):
        return Status.NEGOTIATING, _IMPLIED_TALKS
    if family is status_verbs.SIGN and doubt.sort == "plan":
        return Status.AGREED, _IMPLIED_TALKS
    return None


def _is_intended(doubt: Doubt) -> bool:
    """ "plans to offer", "may ask", "to propose a cut": a proposal already."""
    return doubt.sort == "plan" or doubt.words.lower() in ("to", "may", "ready to", "wants", "want")


def _from_predicates(story: Story, sentence: Sentence, line: Words) -> Iterator[Told]:
    low = in_small_letters(line.passage)
    present = set(line.lower)
    present.update(part for word in line.lower if "-" in word for part in word.split("-"))
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
    doubt = _doubt(line, first, span[1], status is Status.ON_HOLD)
    measure = of == "measure"
    if status is Status.PROPOSED and line.lower[first].startswith(_REQUESTED) and not acts(line, first):
        return None
    granted = measure and doubt is not None and _is_granted(status, doubt, acts(line, first))
    if doubt is not None and not granted:
        _pass_over(story, line.passage[span[0] : span[1]], sentence, status, doubt)
        return None
    if of == "measure":
        bearer = story.bearers.measured(line, first, status)
    else:
        bearer = story.bearers.nearest(line, first, last, status, of == "it")
    return Told(status, bearer, predicate.strength * bearer.sure, *span) if bearer is not None else None


_REQUESTED: Final = ("ask", "seek", "request")


def _is_granted(status: Status, doubt: Doubt, acting: bool) -> bool:
    """ "to be exempt": what terms will do is agreed. "can ship": who may do so, does so under the deal."""
    if status is Status.IN_FORCE:
        return doubt.words.lower() in ("can", "may")
    if status is Status.PROPOSED:
        return acting and _is_intended(doubt)
    return status is Status.AGREED and doubt.sort in ("plan", "wish")


def _pass_over(story: Story, phrase: str, sentence: Sentence, status: Status, doubt: Doubt) -> None:
    if status is not Status.AGREED:  # its words are too common to tell of each
        said = f"“{phrase}” in the {sentence.field}"
        story.passed.append(f"{said} does not say that anything is {status.label}: {doubt.told()}.")
