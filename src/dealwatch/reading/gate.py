"""The gate: a cheap test that lets a refresh skip stories which cannot be about the dossier's negotiation.

A story passes when it names an agreement, or has a word for each party and one for a deal, a tariff or a
dispute. What the gate stops is judged not relevant without being read; its quotes are not looked for.
"""

import re
from typing import Final

from dealwatch.dossier import Dossier
from dealwatch.reading import trade
from dealwatch.values import Entry, Reading

STOPPED: Final = Reading(
    relevant=False,
    score=0.0,
    reasons=("It names no agreement, and not both parties: it was not read further.",),
)


class Gate:
    """The words of a dossier's parties and agreements as one test each."""

    def __init__(self, dossier: Dossier) -> None:
        agreements = [name for row in dossier.agreements for name in row.names]
        self._agreements = _any_of(agreements)
        deals = [name for row in dossier.sectors for name in row.deal_names]
        self._matters = _any_of([*trade.DEAL, *trade.TARIFF, *trade.PRESSURE, *deals])
        self._parties = []
        for party in dossier.parties:
            acting = [row for row in dossier.stakeholders if row.side == f"{party.id}-government"]
            words = [*party.names, *(name for row in acting for name in (row.name, *row.aliases))]
            self._parties.append(_any_of(words))

    def passes(self, entry: Entry) -> bool:
        """Whether a story is worth reading."""
        text = "\n".join((entry.title, entry.summary, entry.body)).lower()
        tests = (self._matters, *self._parties)
        return all(test.search(text) for test in tests) or self._agreements.search(text) is not None


def _any_of(names: list[str]) -> re.Pattern[str]:
    """The first word of each name, as a whole word: names and marks between words are the reader's
    business."""
    found = {match.group() for name in names if (match := re.search(r"\w+", name.lower()))}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, found)))})\b")
