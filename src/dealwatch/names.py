"""The names of a dossier as a filter knows them: which subject, stakeholder or side a word means."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dealwatch.matching import Phrase

Kind = Literal["agreement", "sector", "stakeholder"]


@dataclass(frozen=True, slots=True)
class Name:
    """A subject or stakeholder: `id` is "sector:steel"; `words` are all that it is called.

    `side` is a stakeholder's, `agreement` the id of a sector's agreement ("tpd").
    """

    id: str
    words: tuple[str, ...]
    side: str = ""
    agreement: str = ""

    @property
    def kind(self) -> str:
        """ "agreement", "sector" or "stakeholder"."""
        return self.id.partition(":")[0]

    @property
    def short_id(self) -> str:
        """The id without its kind: what a person writes."""
        return self.id.partition(":")[2]

    @property
    def slugs(self) -> frozenset[str]:
        """All that it is called, as `slug` writes it."""
        return frozenset(slug(word) for word in (self.short_id, *self.words))


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one dossier."""

    all: tuple[Name, ...] = ()

    def of_kind(self, *kinds: str) -> "Names":
        """Those of these kinds alone."""
        return Names(tuple(name for name in self.all if name.kind in kinds))

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that stakeholders are on."""
        return tuple(dict.fromkeys(name.side for name in self.all if name.side))

    def ids(self, value: str, *, prefix: bool) -> tuple[str, ...]:
        """What a word means, or with `prefix` all that it may become."""
        wanted = slug(value)
        if prefix:
            return tuple(n.id for n in self.all if any(called.startswith(wanted) for called in n.slugs))
        return tuple(name.id for name in self.all if wanted in name.slugs)

    def on_sides(self, sides: Iterable[str]) -> tuple[str, ...]:
        """The stakeholders on these sides."""
        wanted = frozenset(sides)
        return tuple(name.id for name in self.all if name.side in wanted)

    def with_sectors(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Agreements, and the sectors under them."""
        wanted = tuple(ids)
        under = (name.id for name in self.all if name.agreement and f"agreement:{name.agreement}" in wanted)
        return (*wanted, *under)

    def near(self, value: str) -> tuple[str, ...]:
        """Short ids that may have been meant, the likeliest first, at most three."""
        called = {word: name.short_id for name in self.all for word in name.slugs}
        return tuple(dict.fromkeys(called[word] for word in nearest(slug(value), called)))[:3]


NO_NAMES: Final = Names()


def slug(text: str) -> str:
    """A name as an id is written: its words, folded, with hyphens between them."""
    return "-".join(Phrase.of(text).words)


def nearest(word: str, words: Iterable[str]) -> list[str]:
    """Those of the words that are most like one, the likeliest first."""
    # Needed for mistakes alone.
    from difflib import get_close_matches

    known = list(words)
    starting = [each for each in known if word and each.startswith(word)]
    return list(dict.fromkeys([*starting, *get_close_matches(word[:64], known, n=5, cutoff=0.6)]))
