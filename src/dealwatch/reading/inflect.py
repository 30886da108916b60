"""The forms of English verbs, made from their base: "scrap" → scraps, scrapped, scrapping.

Rules of spelling after Quirk et al., "A Comprehensive Grammar of the English Language" (1985), 3.5-3.10;
irregular forms after 3.11 ff.
"""

import re
from typing import Final, NamedTuple

from dealwatch.reading.tables import rows

# base:past[,participle]
_IRREGULAR: Final = {
    base: tuple(forms.split(","))
    for base, _, forms in (
        row.partition(":")
        for row in rows(
            "be:was,been become:became,become begin:began,begun break:broke,broken bring:brought "
            "come:came,come "
            "cut:cut do:did,done draw:drew,drawn drive:drove,driven fall:fell,fallen find:found "
            "freeze:froze,frozen "
            "get:got give:gave,given go:went,gone grind:ground hang:hung hold:held keep:kept lay:laid "
            "lead:led "
            "leave:left lie:lay,lain "
            "let:let lose:lost make:made meet:met pay:paid put:put quit:quit run:ran,run say:said sell:sold "
            "send:sent set:set shake:shook,shaken sit:sat stick:stuck strike:struck take:took,taken "
            "tear:tore,torn throw:threw,thrown unfreeze:unfroze,unfrozen win:won withdraw:withdrew,withdrawn "
            "write:wrote,written"
        )
    )
}
# Two syllables, the last one stressed (or British use): their last letter is doubled as well.
_DOUBLED: Final = frozenset(rows("begin cancel commit defer refer unplug"))
_VOWELS: Final = "aeiou"
# One short vowel before one consonant: "scrap", "quit".
_SHORT: Final = re.compile(r"(?:[^aeiou]+|qu)?[aeiou][^aeiouwxy]")


class Forms(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


def forms(base: str) -> Forms:
    """All forms of a verb that is given by its base form."""
    past, *rest = _IRREGULAR.get(base, (_stem(base, "ed") + "ed",))
    return Forms(base, _third(base), past, rest[0] if rest else past, _stem(base, "ing") + "ing")


def _third(base: str) -> str:
    if base in ("be", "have"):
        return {"be": "is", "have": "has"}[base]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "go", "do")) else "s")


def _stem(base: str, ending: str) -> str:
    """A base as it stands before "ed" or "ing"."""
    if base.endswith("e") and (ending == "ed" or not base.endswith(("ee", "oe", "ye", "ie"))):
        return base[:-1]
    if ending == "ed" and base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "i"
    doubled = base in _DOUBLED or _SHORT.fullmatch(base) is not None
    return base + base[-1] if doubled else base
