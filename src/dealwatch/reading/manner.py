"""In which manner an event is told: announced, only meant, going on, by the way, or of something else."""

import re
from typing import Final

from dealwatch.reading import status_verbs, status_words
from dealwatch.reading.between import acts
from dealwatch.reading.clauses import Words
from dealwatch.reading.events import Event
from dealwatch.reading.reality import Doubt
from dealwatch.reading.sentences import Sentence
from dealwatch.values import Status


def is_going_on(line: Words, event: Event) -> bool:
    """ "The text is being finalised": not yet done."""
    return "being" in line.lower[max(0, event.first - 2) : event.first]


def is_only_meant(line: Words, event: Event) -> bool:
    """ "A suspension of the deal would cost jobs", "since the signing of the deal": of what else is so."""
    first, stop = line.clause(event.first)
    before = line.lower[max(first, event.first - 2) : event.first]
    if not _THEN.isdisjoint(before):
        return True
    after = line.lower[event.last + 1 : stop]
    return not _ONLY_MEANT.isdisjoint(after[:_FAR])


def is_announced(line: Words, event: Event, doubt: Doubt) -> bool:
    """ "UK to suspend the deal", "will be paused from Monday": what a government says that it does."""
    said = doubt.words.lower()
    before = line.lower[event.first - 1] if event.first else ""
    if said in ("to", "is to", "are to", "to be") and before in ("to", "be") and event.first > 1:
        back = event.first - 2 - (before == "be")
        return back in line.actors or line.lower[back] in ("is", "are")
    if said == "would" and line.lower[event.last + 1 : event.last + 2] == ["until"]:
        return not _TOLD.isdisjoint(line.lower[: event.first])  # "told London that work would stop until …"
    from_when = _FROM.search(line.passage, line.end[event.last]) is not None
    return said == "will" and from_when and (acts(line, event.first) or event.voice == "passive")


_FAR: Final = 12
_GOODS: Final = 3
_TOLD: Final = frozenset(("told", "informed", "notified"))
_THEN: Final = frozenset(("since", "after", "before", "until"))
_ONLY_MEANT: Final = frozenset(("would", "could", "might", "may", "averted", "avoided"))
LIFTED: Final = re.compile(
    r"\b(?:is|was|has been|had been) (?:now |finally |being )?(?:lifted|ended|over|reversed|removed"
    r"|called off)\b",
    re.I,
)
_FROM: Final = re.compile(
    r"\b(?:from|as of|with) (?:next (?:week|month)|midnight|today|tomorrow|immediate effect|\d"
    r"|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day)",
    re.I,
)


def is_not_done(line: Words, event: Event) -> bool:
    """ "No longer carrying out the pact", "carries out a pledge of the deal"."""
    if event.trigger.family is not status_verbs.APPLY:
        return False
    if line.lower[max(0, event.first - 2) : event.first] == ["no", "longer"]:
        return True
    return event.trigger.base == "carry" and event.voice == "active"


def is_misread(line: Words, status: Status, first: int) -> bool:
    """ "Aircraft parts took effect": no parts of the deal; "agreement was reached on a duty-free quota"."""
    if status is Status.PARTLY_IN_FORCE:
        of_goods = line.lower[first + 1 : first + 2] == ["of"]
        return any(
            begin < first <= last
            or begin == first == last
            or (of_goods and hit.kind in ("sector", "keyword") and 1 < begin - first <= _GOODS)
            for begin, last, hit in line.hits
            if not (of_goods and any(n.first <= begin < n.last for n in line.nouns))
        )
    reached = status is Status.IN_FORCE and line.lower[first] in ("reach", "reached", "reaches")
    return reached and not _ACCORDS.isdisjoint(line.lower[line.clause(first)[0] : first + 3])


_ACCORDS: Final = frozenset(("agreement", "deal", "accord", "pact", "understanding"))


def is_command(line: Words, event: Event) -> bool:
    """ "Finish the deal, ministers told", "Ending the deal would cost …", "Opinion: Let the deal lapse"."""
    if event.trigger.form not in ("base", "ing"):
        return False
    first = line.clause(event.first)[0]
    first += line.lower[first] in (":", "–", "—")
    opening = line.lower[first : event.first]
    bidding = event.trigger.form == "base" and bool(opening) and opening[0] in _BIDDING
    return bidding or (not opening and event.voice == "active")


def is_described(sentence: Sentence, line: Words, event: Event) -> bool:
    """ "The cut applies to 100,000 cars": what terms say, unless it is said since when."""
    present = event.trigger.base == "apply" and event.trigger.form in ("base", "third")
    return present and sentence.field != "title" and status_words.DATED.search(line.passage) is None


def is_aside(line: Words, event: Event) -> bool:
    """ "…, putting into practice a promise": what is said by the way."""
    return event.trigger.form == "ing" and event.first > 0 and line.lower[event.first - 1] == ","


_BIDDING: Final = ("let", "let’s", "please", "don’t", "time")
