"""Families of events: what verbs, nouns and set phrases make of a deal, of talks, of a quota or a tariff.

A family gives the status by the sort of thing it happens to: who suspends a quota puts it on hold, who
suspends a tariff does not. Things that are not in a family's row have no status by it. Verbs are given by
their base, with a particle or its rest behind them ("tear up"); all forms are made from that. Statuses are
those of `dealwatch.values.Status`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dealwatch.reading.inflect import forms
from dealwatch.reading.tables import rows, words
from dealwatch.values import Status

_S: Final = Status

# The sorts of things that happen to a deal, by the noun that stands for them.
THINGS: Final[Mapping[str, frozenset[str]]] = {
    "deal": words(
        "deal deals pact pacts agreement agreements accord accords framework partnership memorandum memo mou "
        "treaty arrangement arrangements alliance annex chapter chapters text protocol bargain settlement "
        "compact declaration document documents terms paper tie-up compromise memoranda truce handshake "
        "understanding addendum addenda supplement schedule"
    ),
    "order": words("order orders proclamation decree regulations legislation notice paperwork"),
    "talks": words(
        "talks negotiations negotiation discussions dialogue talking bargaining round session negotiating "
        "conversations consultations meeting meetings contacts rounds sessions haggling"
    ),
    "benefit": words(
        "quota quotas allowance allowances exemption exemptions waiver waivers concession concessions "
        "carve-out holiday carve-outs removal abolition "
        "access relief reprieve preference preferences discount cut cuts reduction reductions"
    ),
    "burden": words(
        "tariff tariffs duty duties levy levies surcharge surcharges tax taxes charge charges "
        "cap caps ceiling"
    ),
    "dispute": words("row dispute quarrel stand-off standoff feud differences impasse"),
    "rate": words(
        "rate rates rules measures provisions regime changes parts part half some piece pieces strand strands"
    ),
    "plan": words(
        "plan plans proposal proposals scheme bid summit event gathering offer taskforce programme program"
    ),
    # Only beside a word of signing: else they are what somebody says.
    "note": words("notes statement statements communique communiqué exchange charter"),
    "letter": words("letter letters petition pledge"),
    "work": words(
        "work implementation cooperation co-operation collaboration groups group efforts participation "
        "involvement roll-out rollout reviews assessments exercises"
    ),
}
# A burden that is one of these is a benefit: "the lower tariff", "zero-rate duty".
LIGHT: Final = words(
    "lower lowered reduced zero zero-rate zero-rated duty-free tariff-free preferential special cheaper % "
    "percent cent privileged"
)
# "A 10% tariff" is the lower one, "a 2% levy" is not.
SHARES: Final = words("% percent per cent")
TAXES: Final = words("tax taxes levy levies charge charges")
# What is said of these is said of a part of what follows: "parts of the deal".
PARTITIVE: Final = words(
    "part parts half some provisions measures terms chapters most elements piece pieces strand strands"
)


@dataclass(frozen=True, slots=True)
class Family:
    """One sort of event. `gives`: the status by the thing it happens to; `moves`: the verbs whose subject the
    thing itself can be ("talks resumed")."""

    name: str
    strength: float
    verbs: tuple[str, ...]
    gives: Mapping[str, Status]
    nouns: frozenset[str] = frozenset()
    moves: frozenset[str] = field(default_factory=frozenset)


def _all(status: Status, things: str) -> dict[str, Status]:
    return dict.fromkeys(things.split(), status)


HOLD: Final = Family(
    "hold", 1.0,
    (
        *rows("suspend pause freeze halt shelve park postpone mothball stall stop deprioritise sideline"),
        *rows("interrupt defer languish founder"), "run aground", "seize up", "gather dust", "go cold",
        "put off", "put on hold", "put on ice", "switch off", "break off", "set aside", "put aside",
        "put to one side", "put in freezer", "put in deep freeze", "put into cold storage", "put in limbo",
        "leave in limbo", "place on hold", "call halt to", "down tools on", "hit pause on",
        "press pause on", "hold in abeyance", "lie dormant", "lie idle", "sit idle", "kick into long grass",
        "drop for now", "drop for time being", "sit on", "stop taking part", "stand down", "stop applying",
        "stop carrying out", "stop honouring", "cease work", "step back from", "pull back from",
        "stop work on", "halt work on",
    ),
    _all(_S.ON_HOLD, "deal talks benefit plan work rate"),
    frozenset(rows("suspension pause halt freeze moratorium postponement standstill stoppage hiatus "
                   "interruption")),
    words("stall pause halt stop freeze languish founder run seize gather go lie sit stand"),
)  # fmt: skip
END: Final = Family(
    "end", 0.95,
    (
        *rows("terminate scrap abandon axe cancel rescind revoke repudiate annul ditch bin dump quit exit"),
        *rows("drop end kill void nullify abolish"),
        "fall apart", "come apart", "fall through", "declare void", "declare dead", "call time on",
        "put an end to", "bring to an end", "come to an end", "tear up", "rip up", "pull out of",
        "withdraw from", "walk away from", "walk out of", "give up on", "call off", "back out of",
        "kill off", "pull the plug on", "collapse", "lapse", "expire", "unravel", "withdraw", "opt out of",
        "serve notice on", "give notice on", "end participation in", "end involvement in", "leave",
        "cease to exist", "cease to apply", "dissolve", "consign to history",
    ),
    _all(_S.TERMINATED, "deal benefit plan") | _all(_S.ON_HOLD, "talks work")
    | _all(_S.IN_FORCE, "burden"),
    frozenset(rows("termination collapse cancellation abandonment repudiation demise withdrawal exit "
                   "scrapping")),
    words("collapse lapse expire unravel end fall come cease"),
)  # fmt: skip
SIGN: Final = Family(
    "sign", 0.9,
    ("sign", "ink", "ratify", "execute", "put pen to paper", "put names to", "put name to",
     "put signatures to", "put signature to", "add signature to", "add signatures to", "sign into law",
     "countersign", "sign on the dotted line", "make official", "become official", "formalise",
     "formalize"),
    _all(_S.SIGNED, "deal order note"),
    words("signing signature signatures"),
    words("become"),
)  # fmt: skip
DECREE: Final = Family(
    "decree", 0.55,
    tuple(rows("issue publish lay gazette promulgate release")),
    _all(_S.SIGNED, "order"),
    words("publication"),
)  # fmt: skip
SETTLE: Final = Family(
    "settle", 0.6,
    (
        *rows("agree strike reach clinch seal secure conclude finalise finalize settle complete close "
              "announce unveil win land broker initial finish resolve forge cement"),
        "reach agreement on", "reach agreement over", "reach accord on", "reach understanding on",
        "come to agreement on", "come to terms on", "come to understanding on", "shake hands over",
        "find compromise on", "find compromise over", "find common ground on", "announce agreement on",
        "agree terms of", "agree terms on", "hammer out", "thrash out", "shake hands on", "shake on",
        "settle on", "get over the line", "nail down", "come to terms", "sign off", "sew up", "tie up",
        "wrap up", "bring to close", "bring to conclusion",
    ),
    _all(_S.AGREED, "deal benefit talks dispute"),
    words("breakthrough"),
)  # fmt: skip
APPLY: Final = Family(
    "apply", 0.95,
    (
        "take effect", "come into force", "come into effect", "enter into force", "enter into effect",
        "enter force", "go live", "kick in", "put into effect", "put into force", "bring into force",
        "become law", "implement", "apply", "honour", "activate", "switch on", "be in force",
        "be in effect", "remain in force", "remain in effect", "stay in force", "be in place",
        "be up and running", "be live", "go into force", "go into effect", "be running", "begin to apply",
        "start to apply", "go on applying", "keep applying", "continue to apply", "continue applying",
        "come into operation", "enter into operation", "go into operation", "bring into operation",
        "bring into effect", "put into operation", "put into practice", "become operational",
        "become operative", "become effective", "start operating", "begin operating", "start running",
        "take legal effect", "take legal force", "be in operation", "be operational", "be effective",
        "be in use", "come on stream", "give effect to", "start working", "carry out", "carry into effect",
    ),
    _all(_S.IN_FORCE, "deal benefit rate order"),
    frozenset(("entry into force", "entry into effect", "entry into operation", "coming into force")),
    words("take come enter go kick become be remain stay apply begin start"),
)  # fmt: skip
OPEN: Final = Family(
    "open", 0.93,
    (*rows("open begin start launch"), "become available", "get under way"),
    _all(_S.IN_FORCE, "benefit") | _all(_S.NEGOTIATING, "talks") | _all(_S.SIGNED, "order"),
    words("start opening launch"),
    words("open begin start become get"),
)  # fmt: skip
TALK: Final = Family(
    "talk", 0.85,
    (
        *rows("hold enter conduct continue convene reconvene"), "kick off", "drag on", "drag into",
        "grind on", "rumble on", "go on", "be ongoing", "be under way", "be continuing", "be going on",
        "be taking place", "take place", "carry on", "press on",
    ),
    _all(_S.NEGOTIATING, "talks"),
    frozenset(),
    words("continue drag grind rumble go be take carry press convene reconvene"),
)  # fmt: skip
DISCUSS: Final = Family(
    "discuss", 0.8,
    (*rows("negotiate discuss renegotiate"), "haggle over", "sit down over", "bargain over",
    "meet to discuss",
     "get down to", "hold up", "argue over", "argue about", "wrangle over", "confer on",
     "meet to work out", "meet to settle", "meet to finish", "meet to hammer out", "work out", "iron out",
     "be under discussion", "be under negotiation", "be up for discussion", "be being negotiated"),
    _all(_S.NEGOTIATING, "deal benefit burden rate"),
    frozenset(rows("negotiation renegotiation")),
    words("be"),
)  # fmt: skip
RESUME: Final = Family(
    "resume", 1.05,
    (
        *rows("restart resume reopen revive relaunch rekindle unfreeze thaw resurrect reactivate unblock"),
        "pick up again", "breathe life into", "get back on track", "take up again", "start again",
        "work again", "lift freeze", "lift pause", "lift suspension", "end freeze", "end pause",
        "end suspension", "lift hold", "be on move again", "get moving again", "get going again",
        "be moving again", "come back to life", "start up again", "return to work on", "go back to work on",
        "resume work on", "restart work on", "return to", "go back to", "resume talks on",
        "restart talks on", "work on again", "talk again", "talk about again", "discuss again",
        "negotiate again", "meet again",
    ),
    _all(_S.NEGOTIATING, "deal talks work plan"),
    words("restart resumption revival thaw relaunch reopening"),
    words("restart resume reopen thaw be get come start meet"),
)  # fmt: skip
PROPOSE: Final = Family(
    "propose", 0.7,
    (
        *rows("propose float moot"), "put forward", "draw up", "offer to", "offer", "suggest",
        "plan to cut", "plan to halve", "plan to scrap", "plan to lower", "ask for rewrite of",
        "ask for changes to", "seek rewrite of", "seek changes to", "seek to rewrite", "seek to amend",
        "seek to reopen",
    ),
    _all(_S.PROPOSED, "burden benefit plan deal rate"),
    words("proposal proposals"),
)  # fmt: skip
FAMILIES: Final = (HOLD, END, SIGN, DECREE, SETTLE, APPLY, OPEN, TALK, DISCUSS, RESUME, PROPOSE)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may begin an event: its family, its form and the words that must follow, near by."""

    family: Family
    base: str
    form: str
    rest: tuple[str, ...]
    moves: bool


def _triggers() -> dict[str, list[Trigger]]:
    found: dict[str, list[Trigger]] = {}
    for family in FAMILIES:
        for row in family.verbs:
            base, *rest = row.split()
            for form, word in zip(("base", "third", "past", "participle", "ing"), _forms(base), strict=True):
                trigger = Trigger(family, base, form, tuple(rest), base in family.moves)
                held = found.setdefault(word, [])
                same = [
                    item
                    for item in held
                    if item.family is family and item.rest == trigger.rest and item.base == base
                ]
                if not same or form == "ing":
                    held.append(trigger)
        for noun in family.nouns:
            head, *rest = noun.split()
            found.setdefault(head, []).append(Trigger(family, head, "noun", tuple(rest), False))
    for held in found.values():
        held.sort(key=lambda item: -len(item.rest))
    return found


def _forms(base: str) -> tuple[str, ...]:
    return ("be", "is", "was", "been", "being") if base == "be" else forms(base)


TRIGGERS: Final = _triggers()


def told(text: str) -> Iterator[tuple[Status, int, int]]:
    """Every word of an event in a text of small letters, with the status that it gives first of all.

    Cheap and rough: whose status, and whether it is real, is not asked.
    """
    found = list(_WORD.finditer(text))
    words_ = [match.group() for match in found]
    for at, word in enumerate(words_):
        for trigger in TRIGGERS.get(word, ()):
            end = at
            for rest in trigger.rest:
                if rest not in words_[end + 1 : end + 1 + _GAP]:
                    break
                end = words_.index(rest, end + 1)
            else:
                yield next(iter(trigger.family.gives.values())), found[at].start(), found[end].end()
                break


_WORD: Final = re.compile(r"\w+")
_GAP: Final = 5
