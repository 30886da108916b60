"""Events: where a sentence says that something happens to a deal, to talks, to a quota."""

from dataclasses import dataclass
from typing import Final

from dealwatch.reading.clauses import DETERMINERS, PREPOSITIONS, Noun, Words
from dealwatch.reading.objects import has_object, has_other_object, puts_other
from dealwatch.reading.status_verbs import TRIGGERS, Trigger
from dealwatch.reading.tables import words
from dealwatch.values import Status

_BE: Final = words("is are was were be been being gets got get has have isn’t aren’t wasn’t weren’t")
_HAVE: Final = words("has have had having")
_LOOK_BACK: Final = 5
_GAP: Final = 5
_PARTICLES: Final = words("on off up out through over apart aground")
_REACH: Final = 16
_NOUN_BEFORE: Final = PREPOSITIONS - {"to"}
_ORIGINS: Final = words(
    "under in by from after before amid despite since with beside alongside like unlike "
    "beyond behind around outside"
)
# What takes place and then is over, and the verbs for it.
GATHERINGS: Final = words("summit event gathering meeting meetings session sessions round rounds conference")
CLOSING: Final = ("end", "close", "conclude", "finish")
_OPENING: Final = 2
_ADVERBS: Final = words("now also already since not never so far still")
_OF: Final = words("of in to on for from")
# Who agrees, announces or wins talks has them before him; who concludes them, behind.
_CALLED: Final = words("agree announce unveil secure win broker strike land seal")


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the tokens that tell it, and the noun it happens to, if one is named.

    `voice` is "active", "passive", "bare" (a participle on its own), "adjective" or "noun".
    """

    trigger: Trigger
    first: int
    last: int
    noun: Noun | None
    inner: tuple[Noun, ...]
    voice: str

    @property
    def status(self) -> Status | None:
        """What it makes of its noun."""
        if self.noun is not None and self.noun.thing == "talks" and self.trigger.base in _CALLED:
            return Status.NEGOTIATING  # "agree a date for talks"
        return self.trigger.family.gives.get(self.noun.thing) if self.noun is not None else None


def find_events(line: Words, title: bool) -> list[Event]:
    """Every event of a sentence, in order."""
    found: list[Event] = []
    done = -1
    present = set(line.lower)
    for at, word in enumerate(line.lower):
        if at <= done:
            continue
        for trigger in TRIGGERS.get(word, ()):
            if trigger.rest and not present.issuperset(trigger.rest):
                continue
            last = _rest(line, at, trigger)
            if last is None or _is_part_of_name(line, at) or _is_near(line, at):
                continue
            voice = _voice(line, at, last, trigger, title)
            noun, inner = _happens_to(line, at, last, voice, trigger)
            found.append(Event(trigger, at, last, noun, inner, voice))
            if trigger.rest:
                done = last
                break
    return found


def _is_near(line: Words, at: int) -> bool:
    """ "close to a deal": not closed; "an order implementing the cut": signed, not applied."""
    if line.lower[at].endswith("ing") and any(n.last == at - 1 and n.thing == "order" for n in line.nouns):
        return True
    if line.lower[at : at + 3] == ["set", "aside", "for"] and line.lower[at + 3 : at + 4] != ["now"]:
        return True  # "the tonnage set aside for Britain": given
    if line.lower[at] in ("signing", "signature") and line.lower[at + 1 : at + 2] == ["stage"]:
        return True  # "moves to the signing stage": not signed
    if line.lower[at] in _DROPPED and line.lower[at + 1 : at + 2] in (["it"], ["them"]) and _signed(line, at):
        return True  # "signed the order, then dropped it": the paper
    if line.lower[at] == "working" and line.lower[at + 1 : at + 2] in (["group"], ["groups"]):
        return True  # "the working groups have not met again": nobody works again
    if line.lower[at] == "implementing" and line.lower[at + 1 : at + 2] and line.lower[at + 1] in _TEXTS:
        return True  # "sign an implementing arrangement"
    if line.lower[at] in _SEIZING and line.lower[at + 1 : at + 2] and line.lower[at + 1] in _WHERE:
        return True  # "the first cargo landed in Boston"
    return line.lower[at] == "close" and not has_object(line, at)


def _signed(line: Words, at: int) -> bool:
    return any(t.base == "sign" for word in line.lower[:at] for t in TRIGGERS.get(word, ()))


_DROPPED: Final = ("dropped", "drops", "tore", "binned")
_TEXTS: Final = words(
    "arrangement arrangements agreement agreements protocol order decision legislation text"
)
_SEIZING: Final = words("land lands landed landing")
_WHERE: Final = words("in at on from under")


def _rest(line: Words, at: int, trigger: Trigger) -> int | None:
    """The last token of a trigger whose other words follow within a few tokens; None if they do not."""
    place = at
    stop = line.clause(at)[1]
    for number, word in enumerate(trigger.rest):
        reach = _GAP if number == 0 and not (trigger.moves and word in _PARTICLES) else 1
        for ahead in range(place + 1, min(stop, place + 1 + reach)):
            if line.lower[ahead] == word:
                place = ahead
                break
            if number and line.lower[ahead] in DETERMINERS and _follows(line, ahead, stop, word):
                place = ahead + 1
                break
        else:
            return None
    return place


def _follows(line: Words, at: int, stop: int, word: str) -> bool:
    return at + 1 < stop and line.lower[at + 1] == word


def _is_part_of_name(line: Words, at: int) -> bool:
    return any(first <= at <= last for first, last, _ in line.hits)


def _voice(line: Words, at: int, last: int, trigger: Trigger, title: bool) -> str:
    form, before = trigger.form, line.lower[at - 1] if at else ""
    if form == "noun":
        return "noun"
    if (
        form == "base"
        and not trigger.rest
        and (before in DETERMINERS or _is_adjective(before) or before in _NOUN_BEFORE)
    ):
        return "noun"
    if form == "third" and not trigger.rest and (before in DETERMINERS or before.endswith("ing")):
        return "noun"  # "trading drafts"
    if form == "ing" and last + 1 < len(line.text) and line.lower[last + 1] == "of":
        return "noun"
    if form not in ("past", "participle"):
        return "active"
    if trigger.rest and any(at < noun.last < last for noun in line.nouns):
        return "active"  # "declared the deal dead"
    back = line.lower[max(line.clause(at)[0], at - _LOOK_BACK) : at]
    if any(word in _BE - _HAVE for word in back) and not has_object(line, last):
        return "passive"
    if any(word in _HAVE for word in back):
        return "active" if trigger.moves or has_object(line, last) or trigger.rest else "passive"
    if _is_premodifier(line, at, last):
        return "adjective"
    if trigger.moves or has_object(line, last):
        return "active"
    return "passive" if title else "bare"


def _is_adjective(word: str) -> bool:
    return word in (
        "new",
        "winter",
        "long",
        "brief",
        "temporary",
        "indefinite",
        "possible",
        "immediate",
        "sudden",
    )


def _is_premodifier(line: Words, at: int, last: int) -> bool:
    """ "the paused tech deal", "a ‘frozen’ pact"."""
    before = line.lower[at - 1] if at else ""
    free = (
        before in DETERMINERS
        or before in PREPOSITIONS
        or before in "“\"‘'"
        or before.endswith("’s")
        or at == 0
    )
    nouns = any(noun.first <= at <= noun.last for noun in line.nouns)
    return free and (nouns or (before in DETERMINERS and has_object(line, last)))


def _happens_to(
    line: Words, at: int, last: int, voice: str, trigger: Trigger
) -> tuple[Noun | None, tuple[Noun, ...]]:
    first, stop = line.clause(at)
    left = [noun for noun in line.nouns if max(first, at - _REACH) <= noun.last < at]
    if trigger.rest and trigger.base in ("put", "place", "leave") and puts_other(line, last):
        return None, ()
    right = _behind(line, at, last, stop, trigger)
    if voice == "adjective":
        return (right[0], tuple(right[1:])) if right else (None, ())
    if voice == "noun":
        near = [
            noun
            for noun in line.nouns
            if noun.first > last and noun.first - last <= 2 and line.lower[last + 1] in _OF
        ]
        return (near[0], tuple(right[1:])) if near else (None, ())
    left = _past_aside(line, at, first, left)
    object_ = bool(right) and 0 < right[0].first - last <= 2 and has_object(line, last)
    after = voice == "active" and (object_ or not (trigger.moves and left))
    if after and right:
        return right[0], tuple(right[1:])
    if voice == "active" and not right and trigger.moves and has_other_object(line, last):
        return None, ()  # "waited for the quota, has opened a theatre"
    if left and trigger.base in CLOSING and not trigger.rest:
        head = _head(line, left)[0]
        if line.lower[head.last] in GATHERINGS:
            return head, ()  # "the round of talks on the deal closed on Friday"
    if left and voice == "bare" and left[-1].last == at - 1:
        return left[-1], ()
    shared = _shared_subject(line, at, first) if left and voice != "bare" else None
    if shared is not None:
        return shared, ()
    if left:
        return _head(line, left)
    if right and (voice != "bare" or at == first):
        return right[0], tuple(right[1:])
    outer = line.outer_of(first)
    if outer is not None:  # "talks on the quota, which were dropped in May, have begun again"
        around = [noun for noun in line.nouns if outer[0] <= noun.last < outer[1]]
        return _head(line, around) if around else (None, ())
    earlier = [noun for noun in line.nouns if max(0, at - _REACH) <= noun.last < first]
    named = [noun for noun in earlier if noun.hit is not None] or earlier[-1:]
    return (named[0], ()) if named and not right else (None, ())


def _behind(line: Words, at: int, last: int, stop: int, trigger: Trigger) -> list[Noun]:
    """The nouns behind a trigger to which it may happen."""
    if not trigger.rest:  # "settle what is paid under the deal": not the deal
        right = [noun for noun in line.nouns if last < noun.last < min(stop, last + _REACH)]
        return [noun for noun in right if noun.preposition not in _ORIGINS]
    # "put the deal on hold", "tore it up"
    right = [noun for noun in line.nouns if at < noun.last < min(stop, last + _REACH)]
    rest = trigger.rest
    return [noun for noun in right if noun.last > last or line.lower[noun.last] not in rest] or right


def _past_aside(line: Words, at: int, first: int, left: list[Noun]) -> list[Noun]:
    """ "The summit, a promise of the deal, has been called off": the nouns before what is said by the way."""
    back = at - 1
    while back > first and (line.lower[back] in _BE or line.lower[back] in _ADVERBS):
        back -= 1
    if line.lower[back] != ",":
        return left
    comma = next((index for index in range(back - 1, first, -1) if line.lower[index] == ","), first)
    return [noun for noun in left if noun.last < comma] or left


def _shared_subject(line: Words, at: int, first: int) -> Noun | None:
    """The subject of a second verb: "the quota, which the deal created and which has applied since June"."""
    back = at - 1
    while back > first and (line.lower[back] in _BE or line.lower[back] in _ADVERBS):
        back -= 1
    if line.lower[back] not in ("and", "but") or back <= first:
        return None
    if line.lower[first : first + 2] == [",", "which"]:
        behind = [noun for noun in line.nouns if first - _GAP < noun.last < first]
        return behind[-1] if behind else None
    own = [noun for noun in line.nouns if first <= noun.last < back]
    return own[0] if own and own[0].first - first < _OPENING and not own[0].preposition else None


def _head(line: Words, left: list[Noun]) -> tuple[Noun, tuple[Noun, ...]]:
    """The subject among the nouns before a verb: past "of the deal", "under the pact"."""
    number = len(left) - 1
    while number > 0 and left[number].preposition and _joined(line, left[number - 1], left[number]):
        number -= 1
    return left[number], tuple(left[number + 1 :])


def _joined(line: Words, outer: Noun, inner: Noun) -> bool:
    """Whether only a short way, without a verb in the way, lies between two nouns."""
    between = line.lower[outer.last + 1 : inner.first]
    if inner.preposition in _ORIGINS and len(between) <= 2:
        return True  # "the summit agreed in the deal"
    if inner.preposition in _ORIGINS and between and between[0] in ("that", "which") and len(between) <= 6:
        return True  # "the summit that was promised under the deal"
    return len(between) <= 6 and not any(word in TRIGGERS or not word[0].isalnum() for word in between)
