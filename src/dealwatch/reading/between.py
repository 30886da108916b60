"""Whether what an event happens to is a deal of governments: not a firm’s contract, not a vote on the deal,
not somebody else’s pact."""

from typing import Final

from dealwatch.reading import names, status_verbs, tables
from dealwatch.reading.clauses import Noun, Words, is_partied
from dealwatch.reading.events import CLOSING, GATHERINGS, Event
from dealwatch.reading.sentences import Sentence

_HEAD: Final = 1.2


def is_plain(sentence: Sentence, line: Words, event: Event) -> bool:
    """A contract of two firms is no deal of two governments: "a pact" needs the parties or a name."""
    noun = event.noun
    if noun is None or _is_about_it(line, event):
        return noun is None
    if noun.thing == "plan":
        return _is_plan_of_measures(line, noun)
    if noun.thing == "work" and noun.hit is None:
        return _is_shared_work(line, noun)
    if noun.thing == "note":
        return _is_of_governments(line, event, noun)
    return noun.hit is not None or noun.thing != "deal" or _is_plain_deal(sentence, line, event, noun)


def _is_plan_of_measures(line: Words, noun: Noun) -> bool:
    """ "Plans for a laboratory" are a firm’s; "the plan", "a summit", "plans for a tariff cut" are not."""
    if line.lower[noun.last] not in ("plan", "plans", "programme") or line.lower[noun.first] == "the":
        return True
    measures = any(other.thing in _MEASURED for other in line.nouns)
    return measures or any(word.startswith(_DUTIES) for word in line.lower)


def _is_shared_work(line: Words, noun: Noun) -> bool:
    """ "Our work with Washington", "work on the deal"; not "work at its mill"."""
    if line.lower[noun.first] in ("our", "their", "joint") or is_partied(line, noun):
        return True
    return any(other.thing == "deal" or other.hit is not None for other in line.nouns)


def _is_of_governments(line: Words, event: Event, noun: Noun) -> bool:
    """ "The ambassador signed an exchange of notes", "fusion statement signed"; not what doctors signed."""
    if any(noun.first <= first <= noun.last for first, _, _ in line.hits) and noun.last < event.first:
        return True
    first, stop = line.clause(event.first)
    own = any(first <= at < stop for at in line.actors)
    if event.voice == "active":
        own = any(first <= at < event.first for at in line.actors)
    return own or not _ENVOYS.isdisjoint(line.lower[first : event.first])


def acts(line: Words, before: int) -> bool:
    """Whether a government, or who speaks for one, stands before a token of its clause."""
    first = line.clause(before)[0]
    said = line.lower[first:before]
    if not _ASKING.isdisjoint(said):
        return False  # "steelmakers ask ministers to seek a cut"
    return any(first <= at < before for at in line.actors) or not (_ENVOYS | _OFFICES).isdisjoint(said)


def _is_plain_deal(sentence: Sentence, line: Words, event: Event, noun: Noun) -> bool:
    if max(len(sentence.parties), len(sentence.hinted)) > 1 and sentence.weight > _HEAD:
        return True
    if event.trigger.family not in (status_verbs.SIGN, status_verbs.SETTLE):
        return True
    first = line.clause(event.first)[0]
    if sentence.weight > _HEAD and not _ACTORS.isdisjoint(line.lower[first : event.first]):
        return True
    if any(inner.hit is not None for inner in event.inner):
        return True
    definite = line.lower[noun.first] in ("the", "this", "that", "its", "their") or sentence.field == "title"
    return definite or any(noun.first <= first <= noun.last for first, _, _ in line.hits)


def is_of_others(line: Words, event: Event) -> bool:
    """ "Japan signs trade deal with US": a nickname is none where somebody else acts."""
    noun = event.noun
    if noun is None or (noun.hit is not None and noun.hit.kind == "name"):
        return False
    first = line.clause(event.first)[0]
    acting = [at for at in line.rivals if first <= at < event.first]
    own = {name for at, name in line.parties.items() if first <= at < event.first}
    firm = noun.hit is None and any(_is_firm(line, at) for at in range(first, event.first))
    return firm or (bool(acting) and len(own) < 2)


def _is_firm(line: Words, at: int) -> bool:
    """ "The company", "the group"; not "the business secretary", "the working group"."""
    if line.lower[at] not in _FIRMS or line.lower[at + 1 : at + 2] in (["secretary"], ["minister"]):
        return False
    joint = line.lower[at] == "group" and _JOINT & set(line.lower[max(0, at - _BEFORE_GROUP) : at])
    return not joint


def _is_about_it(line: Words, event: Event) -> bool:
    """ "A vote on the deal has been postponed": the vote, not the deal."""
    noun = event.noun
    if noun is None or event.voice not in ("active", "passive") or not noun.preposition:
        return False
    if noun.first > event.first or noun.first < 2:
        return False
    return line.lower[noun.first - 2] in _ABOUT_IT


_MEASURED: Final = ("deal", "benefit", "burden", "talks")
_DUTIES: Final = ("tariff", "duty", "quota")
# What is about a deal, and no part of it.
_ABOUT_IT: Final = tables.words(
    "vote votes debate report reports hearing inquiry petition ruling visit statement briefing exports "
    "shipments "
    "lawsuit lawsuits suit challenge appeal amendment exhibition conference case motion "
    "investment scrutiny bill book article story sales questions speech decision study paper papers"
)
# Who makes deals of governments.
_ACTORS: Final = tables.words(
    "leaders sides countries governments allies nations president pair capitals negotiators presidents "
    "premiers"
)
_ENVOYS: Final = tables.words(
    "ambassador ambassadors secretary secretaries minister ministers envoy envoys president governments"
)
_JOINT: Final = tables.words("working joint uk-us us-uk bilateral two-nation")
_BEFORE_GROUP: Final = 4
_ASKING: Final = tables.words("ask asks asked asking urge urges urged tell tells told lobby press")
_OFFICES: Final = tables.words("officials treasury chancellor government washington london")
_FIRMS: Final = names.BODY_NOUNS | tables.words("giant maker makers start-ups labs firms companies owner")


def _is_over(event: Event, noun: Noun) -> bool:
    closes = event.trigger.base in CLOSING or event.trigger.rest[-1:] == ("end",)
    return closes and event.voice != "passive" and noun.last < event.first


def is_other(line: Words, event: Event) -> bool:
    """ "leaves the deal in doubt": nobody leaves it; "discussed ending the deal": not its terms."""
    if event.trigger.base == "leave" and not event.trigger.rest and event.noun is not None:
        after = line.lower[event.noun.last + 1 : event.noun.last + 2]
        ours = after == ["with"] and any(0 < at - event.noun.last <= _NEXT for at in line.parties)
        return event.trigger.form == "past" or bool(after and after[0] not in _LEFT_BEHIND and not ours)
    noun = event.noun
    if noun is not None and _is_beside(line, event, noun):
        return True
    if event.trigger.family is status_verbs.PROPOSE and noun is not None and event.voice == "active":
        return noun.last < event.first  # "ministers plan to offer help": not what they plan
    if noun is not None and _is_over(event, noun) and line.lower[noun.last] in GATHERINGS:
        return True  # "the summit ended on Wednesday": it took place
    following = line.lower[event.last + 1 : event.last + 2]
    return event.trigger.family is status_verbs.DISCUSS and bool(following and following[0].endswith("ing"))


def _is_beside(line: Words, event: Event, noun: Noun) -> bool:
    """ "Paused its data centre, citing costs and not the deal", "suspended an exhibition about the deal"."""
    if event.trigger.family not in (status_verbs.HOLD, status_verbs.END) or event.voice != "active":
        return False
    if noun.first <= event.last:
        return False
    between = line.lower[event.last + 1 : noun.first]
    return "not" in between or (len(between) > 1 and noun.preposition == "about")


def is_about_other(line: Words, at: int) -> bool:
    """ "The court’s ruling has been put on hold", "the AI bill is on ice": what stands so is no deal."""
    first = line.clause(at)[0]
    place = next((index for index in range(first, at) if line.lower[index] in _NO_DEAL), None)
    return place is not None and not any(
        noun.thing in ("deal", "talks", "benefit", "work") and first <= noun.first < at for noun in line.nouns
    )


_NEXT: Final = 3
_NO_DEAL: Final = tables.words("ruling bill lawsuit case vote debate launch inquiry law judgment")
_LEFT_BEHIND: Final = tables.words(", . ; after because over and that which within next")
