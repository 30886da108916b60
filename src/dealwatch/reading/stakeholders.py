"""Which stakeholder of the dossier a name, an office or a description in a story stands for."""

from collections.abc import Iterable
from typing import Final

from dealwatch.dossier import Dossier, Stakeholder
from dealwatch.reading import names
from dealwatch.reading.people import People
from dealwatch.reading.tables import words

_MODIFIERS: Final = words("the a an former then current new")


class Directory:
    """The stakeholders of a dossier by every name they go by."""

    def __init__(self, dossier: Dossier) -> None:
        self._by_name: dict[str, Stakeholder] = {}
        self._all = {row.id: row for row in dossier.stakeholders}
        self._party_words = {
            word.lower() for party in dossier.parties for name in party.names for word in name.split()
        }
        for row in dossier.stakeholders:
            for name in (row.name, *row.aliases):
                self._by_name.setdefault(_plain(name), row)

    def surnames(self) -> dict[str, str]:
        """People whom a bare surname names: lower-cased surname → full name without its title."""
        found: dict[str, str] = {}
        for row in self._all.values():
            bare = [word for word in row.name.split() if word.lower() not in names.TITLES]
            alone = [alias for alias in row.aliases if " " not in alias]
            if len(bare) > 1 and names.gender_of(bare[0]) and bare[-1] in alone:
                found.setdefault(bare[-1].lower(), " ".join(bare))
        return found

    def find(self, name: str) -> Stakeholder | None:
        """The stakeholder of this name, alias or office, else None."""
        plain = _plain(name)
        return self._by_name.get(plain) or self._by_name.get(self._bare(plain))

    def _bare(self, plain: str) -> str:
        words = plain.split()
        while len(words) > 1 and (words[0] in _MODIFIERS or words[0] in self._party_words):
            words = words[1:]
        return " ".join(words)

    def speaker(
        self, name: str, people: People, present: Iterable[str], some: bool = False
    ) -> tuple[str, str | None]:
        """The name to show for a speaker, and the stakeholder's id: "Lutnick" is Howard Lutnick.

        `present` are the stakeholders that the story names: an office alone ("the President") stands for
        the one of them who holds it, unless it is `some` minister ("a trade minister").
        """
        if some and name.split()[-1].lower() in names.OFFICES and not _is_described(name):
            return name, None
        row = self.find(name) or self._holder(name, present) or self._first_name(name, present)
        if row is None:
            return name, None
        full = name in people.by_name and len(name.split()) > 1
        return (name if full or _is_described(name) else row.name), row.id

    def _first_name(self, name: str, present: Iterable[str]) -> Stakeholder | None:
        """ "Sir Keir": the one person named in the story who bears this first name."""
        if " " in name or not names.gender_of(name):
            return None
        rows = [self._all[item] for item in present]
        found = [row for row in rows if name in row.name.split() and row.name.split()[-1] != name]
        return found[0] if len(found) == 1 else None

    def _holder(self, name: str, present: Iterable[str]) -> Stakeholder | None:
        bare = self._bare(_plain(name))
        if not bare or bare.split()[-1] not in names.OFFICES:
            return None
        here = [self._all[item] for item in present if self._holds(self._all[item], bare)]
        if len(here) == 1:
            return here[0]
        everywhere = [row for row in self._all.values() if self._holds(row, bare)]
        return everywhere[0] if len(everywhere) == 1 and len(bare.split()) > 1 else None

    def _holds(self, row: Stakeholder, office: str) -> bool:
        role = _plain(row.role)
        return role == office or role.startswith((office + " ", office + ";", office + ","))


def _is_described(name: str) -> bool:
    return any(word in name.lower() for word in ("spokes", "official"))


def _plain(name: str) -> str:
    return name.replace("’", "'").casefold().strip()
