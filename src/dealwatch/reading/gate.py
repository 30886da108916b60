"""The gate: a cheap test that lets a refresh skip stories which cannot be about the dossier's negotiation.

A story passes when its head names an agreement, or has a word for each party beside one for a deal or a
tariff; where those words are a government's, one for a quarrel, for talks or for what is settled or stopped
will do beside a sector's or one that an agreement is called by. What the gate stops is judged not relevant
without being read; its quotes are not looked for.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dealwatch.dossier import Dossier, Party
from dealwatch.reading import trade
from dealwatch.reading.around import own_words
from dealwatch.values import Entry, Reading

# What a story is about stands in the first characters of its summary and of its body.
_HEAD: Final = 1_000
_WORD: Final = re.compile(r"\w+")
STOPPED: Final = Reading(
    relevant=False,
    score=0.0,
    reasons=("Its head names no agreement, and not both parties: it was not read further.",),
)


class Gate:
    """The first words of what names a dossier's parties, sectors and agreements, as sets."""

    def __init__(self, dossier: Dossier) -> None:
        self._agreements = [_words(name) for row in dossier.agreements for name in row.names]
        deals = [name for row in dossier.sectors for name in row.deal_names]
        self._deals = _first_words([*trade.DEAL, *trade.TARIFF, *deals])
        self._quarrels = _first_words(
            [*trade.PRESSURE, *trade.TALKS, *trade.TRADE, *trade.HALT, *trade.BARGAIN]
        )
        self._sectors = _first_words(name for row in dossier.sectors for name in row.names)
        self._sectors |= set().union(*own_words(dossier).values())
        acting = [
            _first_words((*party.names, *party.officials, *_acting(dossier, party)))
            for party in dossier.parties
        ]
        self._acting = acting
        self._parties = [
            words | _first_words(party.pointers) for words, party in zip(acting, dossier.parties, strict=True)
        ]

    def passes(self, entry: Entry) -> bool:
        """Whether a story is worth reading."""
        found = _words("\n".join((entry.title, entry.summary[:_HEAD], entry.body[:_HEAD])))
        return self._speaks(found) or any(words <= found for words in self._agreements)

    def _speaks(self, found: frozenset[str]) -> bool:
        if any(words.isdisjoint(found) for words in self._parties):
            return False
        if not self._deals.isdisjoint(found):
            return True
        needed = (*self._acting, self._quarrels, self._sectors)
        return not any(words.isdisjoint(found) for words in needed)


def head_of(entry: Entry) -> Entry:
    """The story with the heads of its summary and its body only."""
    if len(entry.summary) <= _HEAD and len(entry.body) <= _HEAD:
        return entry
    return replace(entry, summary=entry.summary[:_HEAD], body=entry.body[:_HEAD])


def _acting(dossier: Dossier, party: Party) -> Iterable[str]:
    """The names of those who act for a party's government."""
    acting = [row for row in dossier.stakeholders if row.side == f"{party.id}-government"]
    return [name for row in acting for name in (row.name, *row.aliases)]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _first_words(names: Iterable[str]) -> frozenset[str]:
    """The first word of each name: the rest of it is the reader's business."""
    return frozenset(match.group() for name in names if (match := _WORD.search(name.lower())))
