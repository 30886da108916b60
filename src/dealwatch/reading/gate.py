"""The gate: a cheap test that lets a refresh skip stories which cannot be about the dossier's negotiation.

A story passes when its head names an agreement, or has a word for each party and one for a deal, a tariff
or a dispute. What the gate stops is judged not relevant without being read; its quotes are not looked for.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dealwatch.dossier import Dossier
from dealwatch.reading import trade
from dealwatch.values import Entry, Reading

# What a story is about stands in the head of its body, in characters.
_HEAD: Final = 2_000
_WORD: Final = re.compile(r"\w+")
STOPPED: Final = Reading(
    relevant=False,
    score=0.0,
    reasons=("Its head names no agreement, and not both parties: it was not read further.",),
)


class Gate:
    """The first words of what names a dossier's parties and agreements, as sets."""

    def __init__(self, dossier: Dossier) -> None:
        self._agreements = [_words(name) for row in dossier.agreements for name in row.names]
        deals = [name for row in dossier.sectors for name in row.deal_names]
        self._needed = [_first_words([*trade.DEAL, *trade.TARIFF, *trade.PRESSURE, *deals])]
        for party in dossier.parties:
            acting = [row for row in dossier.stakeholders if row.side == f"{party.id}-government"]
            names = [*party.names, *(name for row in acting for name in (row.name, *row.aliases))]
            self._needed.append(_first_words(names))

    def passes(self, entry: Entry) -> bool:
        """Whether a story is worth reading."""
        found = _words("\n".join((entry.title, entry.summary, entry.body[:_HEAD])))
        if not any(words.isdisjoint(found) for words in self._needed):
            return True
        return any(words <= found for words in self._agreements)


def head_of(entry: Entry) -> Entry:
    """The story with the head of its body only."""
    return entry if len(entry.body) <= _HEAD else replace(entry, body=entry.body[:_HEAD])


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _first_words(names: Iterable[str]) -> frozenset[str]:
    """The first word of each name: the rest of it is the reader's business."""
    return frozenset(match.group() for name in names if (match := _WORD.search(name.lower())))
