"""From what a reading found back to the dossier: which key of which row has the words."""

import re
from collections.abc import Iterator
from typing import Final

from dealwatch.dossier import Dossier

_WORD: Final = re.compile(r"\w+")


class Trace:
    """The names of a dossier's rows, and the keys that hold its words."""

    def __init__(self, dossier: Dossier) -> None:
        self._names: dict[str, str] = {
            f"{kind}:{row.id}": row.name
            for kind, rows in (
                ("agreement", dossier.agreements),
                ("sector", dossier.sectors),
                ("stakeholder", dossier.stakeholders),
            )
            for row in rows
        }
        self._keys: dict[str, dict[str, str]] = {}
        for subject, key, phrase in _phrases(dossier):
            self._keys.setdefault(subject, {}).setdefault(_plain(phrase), key)

    def name(self, subject: str) -> str:
        """ "agreement:tpd" → "Tech Prosperity Deal (tpd)"."""
        id_ = subject.partition(":")[2]
        name = self._names.get(subject)
        return f"{name} ({id_})" if name else id_

    def key(self, subject: str, words: str) -> str:
        """Where the dossier has the words ("one of its nicknames"), "" where it has not."""
        return self._keys.get(subject, {}).get(_plain(words), "")


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.lower()))


def _phrases(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    for agreement in dossier.agreements:
        subject = f"agreement:{agreement.id}"
        yield from ((subject, "one of its names", phrase) for phrase in agreement.names)
        yield from ((subject, "one of its nicknames", phrase) for phrase in agreement.nicknames)
    for sector in dossier.sectors:
        subject = f"sector:{sector.id}"
        yield from ((subject, "one of its names", phrase) for phrase in sector.names)
        yield from ((subject, "one of its keywords", phrase) for phrase in sector.keywords)
        for about in (subject, f"agreement:{sector.agreement}"):
            yield from (
                (about, f"one of the deal_names of {sector.id}", phrase) for phrase in sector.deal_names
            )
    for person in dossier.stakeholders:
        subject = f"stakeholder:{person.id}"
        yield subject, "its name", person.name
        yield from ((subject, "one of its aliases", phrase) for phrase in person.aliases)
