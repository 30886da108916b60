"""Statements: which status a sentence tells, and of whom: an event, or a set phrase, that is real and about a
deal that is watched."""

import re
from collections.abc import Iterator
from typing import Final

from dealwatch.reading import status_verbs
from dealwatch.reading.between import acts, is_of_others, is_other, is_plain
from dealwatch.reading.clauses import Noun, Words
from dealwatch.reading.events import Event, find_events
from dealwatch.reading.manner import (
    LIFTED,
    is_announced,
    is_aside,
    is_command,
    is_described,
    is_going_on,
    is_not_done,
    is_only_meant,
)
from dealwatch.reading.newness import date_of, is_now
from dealwatch.reading.reality import Doubt
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.spans import in_small_letters
from dealwatch.reading.states import from_phrases
from dealwatch.reading.tables import words
from dealwatch.reading.told import Story, Told, doubt_in, is_intended, pass_over
from dealwatch.reading.uses import from_uses
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
_EASED: Final = 0.69
# Of these no more than a part is meant, also of one sector’s deal.
_PARTIAL: Final = words("part parts half some chapters most elements piece pieces strand strands")
_BEGINNING: Final = (status_verbs.APPLY, status_verbs.OPEN)
# Who ends a burden eases it; who withdraws or cancels one that was light takes the ease back.
_EASING: Final = words("end scrap drop abolish axe bring come put ditch")
_BURDENS: Final = status_verbs.THINGS["burden"]
# "agreed on Thursday": the day says that it is the news.
_RECENT: Final = 0.95
# "the pact, which Washington froze": told again.
_RELATIVE: Final = 0.6
# ", putting it into effect": by the way.
_ASIDE: Final = 0.6
_DESCRIBED: Final = 0.65
_NEAR: Final = 40


def statements(story: Story, sentence: Sentence, line: Words) -> Iterator[Told]:
    """Everything a sentence tells of a status."""
    yield from _from_events(story, sentence, line)
    low, present = in_small_letters(line.passage), set(line.lower)
    yield from from_uses(story, sentence, line, low, present)
    present.update(part for word in line.lower if "-" in word for part in word.split("-"))
    yield from from_phrases(story, sentence, line, low, present)


def _from_events(story: Story, sentence: Sentence, line: Words) -> Iterator[Told]:
    title = sentence.field == "title"
    for event in find_events(line, title):
        told = _of_event(story, sentence, line, event)
        if told is not None:
            yield told


def _of_event(story: Story, sentence: Sentence, line: Words, event: Event) -> Told | None:
    family = event.trigger.family
    status = event.status
    settled = family is status_verbs.SETTLE and event.trigger.rest[-1:] in (("on",), ("over",))
    settled = settled and event.trigger.form != "ing"
    if (
        event.trigger.base == "agree"
        or (settled and status is None)
        or (event.trigger.base == "shake" and event.noun is None)
    ):
        accord = _accord(story, line, event)
        if accord is not None:
            return accord
    if _is_partial(line, event):
        status = Status.PARTLY_IN_FORCE if family in _BEGINNING else family.gives.get("deal")
    if status is None or event.noun is None or is_other(line, event) or is_not_done(line, event):
        return None
    if event.noun.thing == "talks" and line.lower[event.last + 1 : event.last + 2] == ["without"]:
        status = Status.NEGOTIATING  # "talks end without agreement"
    start, end = line.start[event.first], line.end[event.last]
    holds = family is status_verbs.HOLD
    if family is status_verbs.SETTLE and event.voice == "passive" and is_going_on(line, event):
        status = Status.NEGOTIATING  # "the text is being finalised"
    strength = family.strength
    if family is status_verbs.END and event.noun.thing in ("burden", "benefit"):
        status = _eased(line, event, event.noun)
        strength = _EASED if status is Status.IN_FORCE else strength
        if status is None:
            return None
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
    doubt = doubt_in(line, event.first, end, holds)
    if is_command(line, event):
        doubt = Doubt("wish", "")
    noun = event.noun
    wished = doubt is not None and doubt.sort == "wish" and family in _OPENING
    if wished and noun.thing == "talks" and noun.last < event.first:
        doubt = doubt_in(line, noun.first, end, holds)  # "talks to rescue the deal began"
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
            pass_over(story, line.passage[start:end], sentence, status, doubt)
            return None
        status, strength = implied
    known = noun.thing == "work" and noun.first == noun.last and story.bearers.titled
    if not (known or is_plain(sentence, line, event)) or is_of_others(line, event):
        return None
    bearer = story.bearers.of_noun(line, event.noun, event.inner, status)
    return Told(status, bearer, strength * bearer.sure, start, end, True) if bearer is not None else None


def _eased(line: Words, event: Event, noun: Noun) -> Status | None:
    """Who ends a tariff of 10 per cent lets a deal apply; who withdraws a tariff that was lower ends it."""
    phrase = set(line.lower[noun.first : noun.last])
    burden = line.lower[noun.last] in _BURDENS
    if noun.thing == "benefit" and (not burden or phrase & (status_verbs.LIGHT - status_verbs.SHARES)):
        return Status.TERMINATED
    if event.trigger.base in _EASING:
        return Status.IN_FORCE
    return Status.TERMINATED if noun.thing == "benefit" else None


def _is_partial(line: Words, event: Event) -> bool:
    """ "The first part of the medicines deal took effect"."""
    noun = event.noun
    if noun is None or event.trigger.family not in (*_BEGINNING, status_verbs.SIGN, status_verbs.SETTLE):
        return False
    of_deal = bool(event.inner) and event.inner[0].preposition == "of" and event.inner[0].thing == "deal"
    return of_deal and line.lower[noun.last] in _PARTIAL


def _accord(story: Story, line: Words, event: Event) -> Told | None:
    """ "Britain and America agree to spare medicines": what is agreed is the sector’s part of the deal."""
    after = line.lower[event.last + 1 : event.last + 3]
    first, stop = line.clause(event.first)
    terms = after and (
        after[0] in _TERMS or event.trigger.base == "shake" or event.trigger.rest[-1:] in (("on",), ("over",))
    )
    if not terms or not any(first <= at < event.first for at in line.actors):
        return None
    following = line.lower[event.last + 2 : event.last + 4]
    if any(
        t.family in _ONGOING and not t.rest for word in following for t in status_verbs.TRIGGERS.get(word, ())
    ):
        return None
    start, end = line.start[event.first], line.end[event.last]
    if doubt_in(line, event.first, end, False) is not None:
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
    intended = acting and is_intended(doubt) and (anew or family is status_verbs.PROPOSE)
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
